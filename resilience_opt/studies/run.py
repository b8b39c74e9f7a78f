"""The main job: a case in, an audited plan out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resilience_opt.case.case import Case
from resilience_opt.case.whole import whole
from resilience_opt.compile.labels import column_names, row_names
from resilience_opt.compile.program import Compiled, compile_statement, extensive_form
from resilience_opt.errors import AuditError, EngineError, InfeasibleError
from resilience_opt.formulation.definition import Model, load_model
from resilience_opt.network.attacks import Chosen, budget_of, few_sets
from resilience_opt.network.build import build_network
from resilience_opt.network.network import Network
from resilience_opt.network.scale import scaled
from resilience_opt.plan.assemble import assemble
from resilience_opt.plan.counting import counted
from resilience_opt.plan.explain import explain
from resilience_opt.plan.plan import Plan
from resilience_opt.solve.adversary.certificate import listed
from resilience_opt.solve.adversary.loop import withstand
from resilience_opt.solve.adversary.prices import priced
from resilience_opt.solve.adversary.skeleton import only_taken_away
from resilience_opt.solve.distributed.launch import obstacle
from resilience_opt.solve.engine import ENGINES, solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import write_mps as write_program_mps
from resilience_opt.solve.self_test import self_test
from resilience_opt.solve.solution import Infeasible, Solution

if TYPE_CHECKING:
    from resilience_opt.solve.answers import Progress

log = logging.getLogger(__name__)

DEFAULT_GAP = 1e-4


@dataclass(frozen=True)
class Options:
    """How to solve: the keywords of :func:`optimize` in one value, for studies that solve again and again."""

    model: str | None = None
    gap: float = DEFAULT_GAP
    time_limit: float | None = None
    engine: str = "auto"
    threads: int | None = None

    def keywords(self) -> dict[str, Any]:
        """As keywords of :func:`optimize`."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def optimize(
    case: Case,
    *,
    model: str | None = None,
    gap: float = DEFAULT_GAP,
    time_limit: float | None = None,
    engine: str = "auto",
    threads: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    explained: bool = True,
    sets: Sequence[Chosen] = (),
) -> Plan:
    """How much to buy from whom and how much to keep in store, at least cost.

    Parameters
    ----------
    case : Case
    model : str, optional
        Name of a definition in models/; it wins over the workbook's `Model`.
    gap : float
        Relative gap at which the search may end.
    time_limit : float, optional
        Seconds; the best plan so far is kept, and its gap said.
    engine : 'auto', 'extensive', 'benders' or 'mpi'
        `auto` chooses by size; see :mod:`resilience_opt.solve.engine`. `mpi` searches on the ranks that mpiexec started, within
        :func:`resilience_opt.solve.distributed.lead.ranks`.
    threads : int, optional
    progress : callable, optional
        Told of incumbent, bound and gap while the search goes on, in the case's money.
    explained : bool
        Whether to look for the rows in conflict where there is no plan.
    sets : sequence of sets of attacks
        By position in the sheet; known to matter, so that the adversary need not find them again.

    Raises
    ------
    InfeasibleError, NoPlanError, AuditError, ModelError, EngineError, SolverError
    """
    if engine not in ENGINES:
        raise EngineError(f"the engine '{engine}' is not part of this version; there are {', '.join(ENGINES)}")
    if engine == "mpi" and (why := obstacle()):
        raise EngineError(why)
    log.info(self_test())
    started = time.monotonic()
    definition = load_model(model or case.settings.model)
    budget = budget_of(case)
    if budget is not None and few_sets(budget) is None and only_taken_away(definition):
        net = build_network(case, ())
        built = time.monotonic()
        log.info("adversary: %s choices of attacks are within the budget, so those that matter are looked for", f"{budget.within():,}")
        limits = Limits(gap, time_limit, threads, _in_money(progress, scaled(net).money))
        found = withstand(net, definition, budget, limits, engine, sets)
        net, compiled, solution = found.net, found.compiled, found.solution
    else:
        net, compiled, _ = compile_case(case, model)
        built = time.monotonic()
        limits = Limits(gap, time_limit, threads, _in_money(progress, compiled.net.money))
        solution = solve_compiled(compiled, limits, engine)
        if budget is not None and isinstance(solution, Solution):
            solution = replace(solution, certificate=listed(compiled, solution.plan, budget))
    if isinstance(solution, Solution):
        solution = priced(compiled, solution)
    if isinstance(solution, Infeasible):
        raise InfeasibleError(explain(compiled, solution), counted(net)) if explained else InfeasibleError(())
    plan = audited(net, compiled, solution, definition, {"gap": gap, "time limit": time_limit, "threads": threads})
    return replace(plan, seconds={"build": built - started, "solve": time.monotonic() - built})


def audited(net: Network, compiled: Compiled, solution: Solution, definition: Model, options: dict[str, object]) -> Plan:
    """The plan of a solution; one that fails its audit is not a plan.

    Raises
    ------
    AuditError
    """
    plan = assemble(net, compiled, solution, definition, options)
    if not plan.audit.passed:
        failed = plan.audit.checks[~plan.audit.checks["passed"].astype(bool)]
        raise AuditError("the plan failed its audit: " + "; ".join(f"{c.check} (by {c.largest_violation:.2e})" for c in failed.itertuples()))
    return plan


def _in_money(progress: Callable[[Progress], None] | None, money: float) -> Callable[[Progress], None] | None:
    if progress is None:
        return None

    def tell(moment: Progress) -> None:
        progress(replace(moment, incumbent=_times(moment.incumbent, money), bound=_times(moment.bound, money)))

    return tell


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def write_mps(case: Case, path: str | Path, model: str | None = None) -> Path:
    """Write the extensive form of a case as an MPS file, for any other solver.

    The file is in scaled units; its first comment-free rows are named as in the manual of the mathematics.

    Raises
    ------
    OSError, SolverError
        If it could not be written in full; a file that was there is left as it was.
    """
    compiled = compile_case(case, model)[1]
    program, marks = extensive_form(compiled)
    path = Path(path)
    with whole(path) as temporary:
        write_program_mps(program, temporary, (column_names(compiled), row_names(compiled, marks)))
    return path


def compile_case(case: Case, model: str | None = None, sets: Sequence[Chosen] | None = None) -> tuple[Network, Compiled, Model]:
    """The network of a case and its compiled statement, with these sets of attacks as crises; with every maximal one by default."""
    definition = load_model(model or case.settings.model)
    net = build_network(case, sets)
    return net, compile_statement(scaled(net), definition), definition


