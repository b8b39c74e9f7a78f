"""One program, one search: tolerances, limits, and a second look at what is called infeasible."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.answers import Answer, Progress
from resilience_opt.solve.highs import Solver
from resilience_opt.solve.limits import Limits

#: How far a row or a bound, and a marginal value, may be off [scaled units].
TOLERANCE = 1e-9
#: How far a yes/no decision may be off.
WHOLE = 1e-7


def solver_for(
    program: Program, *, gap: float = 0.0, time_limit: float | None = None, threads: int | None = None, **options: Any
) -> Solver:
    """A solver with a program loaded, ready to search."""
    settings: dict[str, Any] = {"primal_feasibility_tolerance": TOLERANCE, "dual_feasibility_tolerance": TOLERANCE}
    if program.integer.any():
        settings |= {"mip_rel_gap": float(gap), "mip_abs_gap": 0.0, "mip_feasibility_tolerance": WHOLE}
    if time_limit is not None:
        settings["time_limit"] = float(time_limit)
    solver = Solver(**settings | options)
    if threads is not None:
        solver.use_threads(threads)
    solver.load(program)
    return solver


def solve(
    program: Program,
    *,
    gap: float = 0.0,
    time_limit: float | None = None,
    threads: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    **options: Any,
) -> Answer:
    """Solve a program; `infeasible` is believed only after a second solve with presolve off.

    Parameters
    ----------
    gap : float
        Relative gap at which the search may end.
    time_limit : float or None
        Seconds; the best plan so far is kept.
    progress : callable or None
        Called with a :class:`Progress` about every half second.
    """
    started = time.monotonic()
    answer = solver_for(program, gap=gap, time_limit=time_limit, threads=threads, **options).search(progress)
    if answer.status != "infeasible":
        return answer
    left = None if time_limit is None else max(1.0, time_limit - (time.monotonic() - started))
    second = solver_for(program, gap=gap, time_limit=left, threads=threads, **{**options, "presolve": "off"}).search(progress)
    if second.status in ("optimal", "infeasible") or second.x is not None:
        return second
    if second.status == "stopped":
        return Answer("stopped", "the limit of time ended the search before infeasibility was confirmed", None, None, None)
    return answer


def solve_whole(program: Program, limits: Limits, start: Floats | None) -> Answer:
    """Solve within limits; `start` is a plan to begin with."""
    if start is None:
        return solve(program, gap=limits.gap, time_limit=limits.left, threads=limits.threads, progress=limits.progress)
    solver = solver_for(program, gap=limits.gap, time_limit=limits.left, threads=limits.threads)
    solver.start_from(start)
    return solver.search(limits.progress)


def conflict(program: Program) -> tuple[list[int], list[int]]:
    """Rows and columns of an irreducible infeasible set of the program's relaxation; empty where it is feasible."""
    solver = Solver(iis_strategy=6)
    solver.load(program.without_cost().relaxed())
    return solver.irreducible()


def write_mps(program: Program, path: Path, names: tuple[list[str], list[str]]) -> None:
    """Write the program for any other solver; `names` are those of columns and rows."""
    solver = Solver()
    solver.load(program)
    solver.write(path, *names)
