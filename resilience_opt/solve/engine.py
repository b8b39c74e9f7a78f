"""Which engine solves a program, and what is done with its answer whichever it was."""

from __future__ import annotations

import logging
import time

from resilience_opt.compile.program import Compiled, Program, extensive_form
from resilience_opt.errors import NoPlanError, SolverError
from resilience_opt.solve.accounts import settle
from resilience_opt.solve.benders.loop import decompose
from resilience_opt.solve.crises import solve_crises
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.polish import polish
from resilience_opt.solve.search import solve
from resilience_opt.solve.solution import Infeasible, Solution

log = logging.getLogger(__name__)

#: Engines by name.
ENGINES = ("auto", "extensive", "benders")
#: From so many columns in the crises on, and with yes/no decisions, decomposition pays (benchmarks/engines.py).
CRISIS_COLUMNS = 4_000
#: Finer gaps than this are left to the extensive form: the decomposition's rows are exact to about this much.
FINEST_GAP = 1e-6


def choose(program: Program, compiled: Compiled, gap: float) -> tuple[str, str]:
    """The engine that `auto` takes, and why, in a sentence."""
    columns = len(program.cost) - len(compiled.plan)
    if not program.integer.any():
        return "extensive", "there are no yes/no decisions, so one linear program answers"
    if gap < FINEST_GAP:
        return "extensive", f"a gap of {gap:g} is finer than decomposition can prove"
    if columns < CRISIS_COLUMNS:
        return "extensive", f"the crises have only {columns:,} columns"
    return "benders", f"the crises have {columns:,} columns beside {int(program.integer.sum()):,} yes/no decisions"


def solve_compiled(compiled: Compiled, limits: Limits, engine: str = "auto") -> Solution | Infeasible:
    """Find the cheapest plan.

    Raises
    ------
    NoPlanError
        If time, or the user, ended the search before a plan was found.
    SolverError
        If the solver failed.
    """
    program, marks = extensive_form(compiled)
    if engine == "auto":
        engine, reason = choose(program, compiled, limits.gap)
        log.info("engine %s: %s", engine, reason)
    started = time.monotonic()
    if engine == "benders":
        answer = decompose(program, marks, len(compiled.plan), limits)
    else:
        answer = solve(program, gap=limits.gap, time_limit=limits.time_limit, threads=limits.threads, progress=limits.progress)
    if answer.status == "infeasible":
        return Infeasible(program, marks)
    if answer.status == "error":
        raise SolverError(answer.sentence)
    if answer.x is None:
        raise NoPlanError(f"{answer.sentence} before a plan was found")
    log.info("solved: %s after %.1f s", answer.status, time.monotonic() - started)
    polished = polish(program, answer)
    assert polished.x is not None and polished.row_dual is not None and polished.column_dual is not None
    width = len(compiled.plan)
    plan = settle(compiled, polished.x[:width])
    flows = polished.x[width:].reshape(len(compiled.crises), len(compiled.crisis))
    crises, crisis_cost = solve_crises(compiled, plan, flows)
    status = "optimal" if answer.status == "optimal" else "feasible"
    return Solution(status, engine, plan, crises, crisis_cost, answer.bound, polished.row_dual, polished.column_dual[:width], program, marks)
