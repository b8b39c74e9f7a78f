"""Many cases at once: made from a grid, solved wherever there are workers, told in the order of the grid."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

from resilience_opt.case.case import Case
from resilience_opt.errors import Fault, InputError
from resilience_opt.solve.engine import ALONE, ON_RANKS
from resilience_opt.studies.compare.shares import Limits, limits_of
from resilience_opt.studies.grid import cluster, here, processes
from resilience_opt.studies.grid.answer import STOPPED, Answer, Job, failed
from resilience_opt.studies.grid.design import Design, Grid, design, name_of
from resilience_opt.studies.grid.result import FIGURES, Study, table_of
from resilience_opt.studies.run import DEFAULT_GAP, Options

if TYPE_CHECKING:
    from distributed import Client

log = logging.getLogger(__name__)

Answers = Generator[tuple[int, Answer]]


def study(
    case: Case | Mapping[Any, Case],
    grid: Grid | None = None,
    *,
    workers: int | None = None,
    client: Client | None = None,
    tell: Callable[[str], None] | None = None,
    model: str | None = None,
    gap: float = DEFAULT_GAP,
    time_limit: float | None = None,
    engine: str = "auto",
) -> Study:
    """What is the plan of each of many cases?

    Parameters
    ----------
    case : Case, or mapping of a name to a Case
        What the grid changes. Cases by name are a factor of their own, `case`.
    grid : mapping of factor to mapping of label to level
        Every combination of levels is a case. A level is an edit (`resilience_opt.edit.with_share_limit('China', maximum=0.5)`, or
        any function of a case that gives a case), None for no change, or another Case. A grid without factors, of labels to levels,
        is one factor `case`.
    workers : int, optional
        Processes on this machine; as many as it has processors where not given. With 1 the cases are solved in this process.
    client : distributed.Client, optional
        A Dask cluster to solve on in place of this machine's processes.
    tell : callable, optional
        Told of each case that is done, in a line.
    model, gap, time_limit, engine
        As for :func:`resilience_opt.optimize`; the limit of time is for each case. Every search has one thread.

    Returns
    -------
    Study
        Cases without a plan are rows too, with their status and a sentence. The rows are the same in any order of solving and on
        any number of workers, unless a limit of time ends searches. After Ctrl-C, cases that were not reached have no plan.

    Raises
    ------
    InputError
        If the grid is not one, or the engine is `mpi`.
    EngineError
        If processes cannot be started, or `client` is no client.
    KeyboardInterrupt
        If it is interrupted before any case is done.

    Examples
    --------
    >>> import resilience_opt as ro
    >>> from resilience_opt.case.examples import example
    >>> case = ro.read_case(example("first-steps"))
    >>> grid = {"limit": {"none": None, "60%": ro.edit.with_share_limit("China", maximum=0.6), "30%": ro.edit.with_share_limit("China", maximum=0.3)}}
    >>> found = ro.study(case, grid, workers=1)
    >>> [(row.limit, row.status, row.cost) for row in found.table.itertuples()]
    [('none', 'optimal', 46760000.0), ('60%', 'optimal', 54776000.0), ('30%', 'infeasible', nan)]
    """
    if workers is not None and (isinstance(workers, bool) or not isinstance(workers, int) or workers < 1):
        raise InputError([Fault("", "", f"workers must be a whole number of at least 1, but it is {workers!r}")], "study")
    if engine == "mpi":
        raise InputError([Fault("", "", f"engine must be one of {', '.join(ALONE)}: {ON_RANKS}")], "study")
    made = design(case, grid, FIGURES)
    options = Options(model, gap, time_limit, engine, threads=1)
    answers, limits = _looked_through(made)
    open_cases = len(made) - len(answers)
    log.info("study: %d cases, %d of them valid", len(made), open_cases)
    progress = _Progress(made, tell)
    for number in answers:
        progress.done(number, answers[number])
    done = frozenset(answers)
    jobs = ((number, Job(made.case(labels), options, limits)) for number, labels in enumerate(made.labels()) if number not in done)
    try:
        with closing(_run(jobs, min(workers or _processors(), max(open_cases, 1)), client)) as told:
            for number, found in told:
                answers[number] = found
                progress.done(number, found)
    except KeyboardInterrupt:
        if done == answers.keys():
            raise
        answers |= {number: Answer("no plan", STOPPED) for number in range(len(made)) if number not in answers}
    return Study(made, table_of(made, answers), options)


def _looked_through(made: Design) -> tuple[dict[int, Answer], Limits]:
    """The answers of cases that are none, and the limits of all others; the cases themselves are made again when their turn comes."""
    wrong: dict[int, Answer] = {}
    limits: Limits = {}
    for number, labels in enumerate(made.labels()):
        try:
            limits = {**limits_of(made.case(labels)), **limits}
        except Exception as error:  # an edit may be any function
            wrong[number] = failed(error)
    return wrong, limits


def _run(jobs: Iterator[tuple[int, Job]], workers: int, client: Client | None) -> Answers:
    if client is not None:
        return cluster.run(jobs, client)
    return here.run(jobs) if workers == 1 else processes.run(jobs, workers)


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Progress:
    """Says which case is done, and how many are."""

    def __init__(self, made: Design, tell: Callable[[str], None] | None) -> None:
        self._names, self._tell, self._done = [name_of(labels) for labels in made.labels()], tell, 0
        self._currency = made.base.settings.currency

    def done(self, number: int, found: Answer) -> None:
        self._done += 1
        if self._tell is not None:
            cost = "" if found.cost is None else f" {found.cost:,.0f} {self._currency}"
            self._tell(f"{self._done:,} of {len(self._names):,}  {self._names[number]}: {found.status}{cost}")
