"""Which engine solves a program, and what is done with its answer whichever it was."""

from __future__ import annotations

import logging
import time
import traceback
from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Compiled, Program, Stamp, extensive_form
from resilience_opt.errors import EngineError, NoPlanError, SolverError
from resilience_opt.solve.accounts import settle
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.apart import decompose_apart
from resilience_opt.solve.benders.loop import decompose
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.benders.rounds import Layout
from resilience_opt.solve.crises import solve_crises
from resilience_opt.solve.distributed.launch import obstacle
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.polish import polish
from resilience_opt.solve.reduced import search_reduced
from resilience_opt.solve.search import solve
from resilience_opt.solve.solution import Infeasible, Solution

log = logging.getLogger(__name__)

#: Engines by name.
ENGINES = ("auto", "extensive", "benders", "mpi")
#: Those that need one process only, and why the other cannot be had where many cases are solved one after the other.
ALONE = tuple(name for name in ENGINES if name != "mpi")
ON_RANKS = "the engine mpi needs a command that is started on several ranks, as mpiexec does for one workbook, and this is none"
#: From so many columns in the crises on, and with yes/no decisions, decomposition pays (benchmarks/engines.py).
CRISIS_COLUMNS = 4_000
#: From so many on each crisis is a program of its own: one linear program of all would take minutes an answer.
APART = 50_000
#: Finer gaps than this are left to the extensive form: the decomposition's rows are exact to about this much.
FINEST_GAP = 1e-6


def choose(program: Program, width: int, gap: float) -> tuple[str, str]:
    """The engine that `auto` takes, and why, in a sentence; `width` is how many columns the plan's part has."""
    columns = len(program.cost) - width
    decisions = int(program.integer.sum())
    if gap < FINEST_GAP:
        return "extensive", f"a gap of {gap:g} is finer than decomposition can prove"
    if columns >= APART:
        return "benders", f"the crises have {columns:,} columns, so each is solved by itself"
    if not decisions:
        return "extensive", "there are no yes/no decisions, so one linear program answers"
    if columns < CRISIS_COLUMNS:
        return "extensive", f"the crises have only {columns:,} columns"
    return "benders", f"the crises have {columns:,} columns beside {decisions:,} yes/no decisions"


def search(
    compiled: Compiled, program: Program, marks: Stamp, limits: Limits, engine: str = "auto", memory: Memory | None = None, *, more: int = 0
) -> tuple[Answer, str]:
    """The solver's answer for an extensive form, exact where it has a plan, and the engine that found it.

    `more` is how many columns were added to the plan's own (:mod:`resilience_opt.solve.variations`).

    Raises
    ------
    NoPlanError
        If time, or the user, ended the search before a plan was found.
    SolverError
        If the solver failed.
    """
    width = len(compiled.plan) + more
    if engine == "mpi" and more:
        engine = "auto"  # the ranks know the statement, and not what was added to it
    started = time.monotonic()

    def one(program: Program, marks: Stamp, places: Layout, limits: Limits) -> tuple[Answer, str]:
        return _search(compiled, program, marks, places, limits, engine, memory)

    plain = memory is None and not more and engine != "mpi"
    if plain:
        likely = choose(program, width, limits.gap)[0] if engine == "auto" else engine
        answer, engine = search_reduced(compiled, program, marks, layout(compiled, width), limits, likely, one)
    else:
        answer, engine = one(program, marks, layout(compiled, width), limits)
    log.info("solved: %s after %.1f s", answer.status, time.monotonic() - started)
    return answer, engine


def _search(
    compiled: Compiled, program: Program, marks: Stamp, places: Layout, limits: Limits, engine: str, memory: Memory | None
) -> tuple[Answer, str]:
    """The answer for a program or a part of one, polished, and the engine."""
    width = places.width
    if engine == "auto":
        engine, reason = choose(program, width, limits.gap)
        log.info("engine %s: %s", engine, reason)
    if engine == "benders":
        if len(program.cost) - width >= APART:
            answer = decompose_apart(program, marks, places, limits, memory)
        else:
            answer = decompose(program, marks, width, limits, memory)
    elif engine == "mpi" and (program.integer.any() or len(program.cost) - width >= APART):
        answer = _on_ranks(compiled, program, marks, places, limits)
    else:
        answer = solve(program, gap=limits.gap, time_limit=limits.time_limit, threads=limits.threads, progress=limits.progress)
    if answer.status == "error":
        raise SolverError(answer.sentence)
    if answer.x is None and answer.status != "infeasible":
        raise NoPlanError(f"{answer.sentence} before a plan was found")
    if answer.x is None:
        return answer, engine
    polished = polish(program, answer)
    return replace(polished, status="optimal" if answer.status == "optimal" else "feasible", sentence=answer.sentence, bound=answer.bound), engine


def _on_ranks(compiled: Compiled, program: Program, marks: Stamp, places: Layout, limits: Limits) -> Answer:
    """A search on all ranks; one that fails ends them all, because they wait for each other."""
    if why := obstacle():
        raise EngineError(why)
    from resilience_opt.solve.distributed.lead import give_up
    from resilience_opt.solve.distributed.wheel import search_on_ranks

    try:
        return search_on_ranks(compiled, program, marks, places, limits)
    except EngineError:
        raise
    except Exception as error:
        if log.isEnabledFor(logging.INFO):
            traceback.print_exc()
        give_up(f"the search failed ({type(error).__name__}: {error})")


def layout(compiled: Compiled, width: int) -> Layout:
    """What decomposition must know of the plan's columns, of which there are `width`."""
    places = compiled.plan.positions
    costs = np.array([places["crisis_cost"].get(crisis, -1) for crisis in compiled.crises], dtype=np.int64)
    behind = [column for v in compiled.model.families[-1].variables if v.stage == "plan" for column in places[v.name].values()]
    year = np.full(width, -1, dtype=np.int64)
    year[: len(compiled.plan)] = [index[variable.year] for variable, index in compiled.plan.variables]
    return Layout(width, costs, np.array(behind, dtype=np.int64), year)


def solve_compiled(compiled: Compiled, limits: Limits, engine: str = "auto", memory: Memory | None = None) -> Solution | Infeasible:
    """Find the cheapest plan, and live through every crisis of it by itself.

    Raises
    ------
    NoPlanError, SolverError
        As :func:`search`.
    """
    program, marks = extensive_form(compiled)
    answer, engine = search(compiled, program, marks, limits, engine, memory)
    if answer.x is None:
        return Infeasible(program, marks)
    return lived_through(compiled, program, marks, answer, engine)


def lived_through(compiled: Compiled, program: Program, marks: Stamp, answer: Answer, engine: str) -> Solution:
    """The plan of an answer for an extensive form, with its accounts settled and every crisis solved by itself."""
    assert answer.x is not None and answer.row_dual is not None and answer.column_dual is not None
    width = len(compiled.plan)
    plan = settle(compiled, answer.x[:width])
    flows = answer.x[width:].reshape(len(compiled.crises), len(compiled.crisis))
    crises, crisis_cost = solve_crises(compiled, plan, flows)
    return Solution(
        answer.status, engine, plan, crises, crisis_cost, answer.bound, answer.row_dual, answer.column_dual[:width], program, marks
    )
