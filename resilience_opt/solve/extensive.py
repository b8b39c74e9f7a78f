"""The extensive form: plan and crises in one program; then polished, and every crisis solved by itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from resilience_opt.compile.program import Compiled, Program, Stamp, extensive_form, stamp
from resilience_opt.compile.recorder import Floats
from resilience_opt.errors import NoPlanError, SolverError
from resilience_opt.solve.highs import Answer, Progress, solve

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Solution:
    """Values of the columns, scaled, and what was proven.

    Attributes
    ----------
    status : 'optimal' or 'feasible'
    plan : array (plan columns,)
    crises : array (crises, crisis columns)
    crisis_cost : array (crises,), at least cost for this plan; 0 where it has none
    bound : float or None
    row_dual : array (rows,) of the polished program, whose rows `program` and `stamp` describe
    column_dual : array (plan columns,)
    """

    status: str
    plan: Floats
    crises: Floats
    crisis_cost: Floats
    bound: float | None
    row_dual: Floats
    column_dual: Floats
    program: Program
    stamp: Stamp


@dataclass(frozen=True)
class Infeasible:
    """No plan exists; the program that says so, for an explanation."""

    program: Program
    stamp: Stamp


def solve_extensive(
    compiled: Compiled, *, gap: float, time_limit: float | None, threads: int | None, progress: Callable[[Progress], None] | None
) -> Solution | Infeasible:
    """Find the cheapest plan.

    Raises
    ------
    NoPlanError
        If time, or the user, ended the search before a plan was found.
    SolverError
        If the solver failed.
    """
    program, marks = extensive_form(compiled)
    started = time.monotonic()
    answer = solve(program, gap=gap, time_limit=time_limit, threads=threads, progress=progress)
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
    plan = polished.x[:width]
    flows = polished.x[width:].reshape(len(compiled.crises), len(compiled.crisis))
    crises, crisis_cost = solve_crises(compiled, plan, flows)
    status = "optimal" if answer.status == "optimal" else "feasible"
    return Solution(status, plan, crises, crisis_cost, answer.bound, polished.row_dual, polished.column_dual[:width], program, marks)


def fixed_program(program: Program, x: Floats) -> Program:
    """The linear program that is left when the integers are fixed."""
    whole = np.round(x[program.integer])
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[program.integer] = upper[program.integer] = whole
    return replace(program, lower=lower, upper=upper).relaxed()


def polish(program: Program, answer: Answer) -> Answer:
    """Fix the integers and solve again: exact figures, and prices.

    A plan that held only within the tolerance on integers is searched for again with a finer one.
    """
    assert answer.x is not None
    if not program.integer.any() and answer.row_dual is not None:
        return answer
    polished = solve(fixed_program(program, answer.x))
    if polished.status != "optimal":
        finer = solve(program, gap=1e-4, mip_feasibility_tolerance=1e-9)
        if finer.x is None:
            raise SolverError("the plan holds only with fractions of yes/no decisions; scale the workbook's figures")
        polished = solve(fixed_program(program, finer.x))
    if polished.x is None:
        raise SolverError("the plan could not be polished")
    return polished


def crisis_program(compiled: Compiled, b: int, plan: Floats) -> tuple[Program, Floats, float]:
    """One crisis by itself for a plan: its program without the cost row, what is spent, and what is spared."""
    width, first = len(compiled.crisis), len(compiled.plan)
    marks, entries, column, value, lower, upper = stamp(compiled, np.array([b]))
    row = np.repeat(np.arange(len(entries)), entries)
    own = column >= first
    shift = np.bincount(row[~own], weights=value[~own] * plan[column[~own]], minlength=len(entries))
    cost_rows = np.array([compiled.crisis_matrix.rows[r][0].name == "crisis_cost_counted" for r in marks.row], dtype=bool)
    spent, spared = np.zeros(width), 0.0
    if cost_rows.any():
        at = int(np.flatnonzero(cost_rows)[0])
        mine = own & (row == at)
        spent[column[mine] - first] = -value[mine]
        behind = ~own & (row == at)
        cost_columns = {int(compiled.link[i, b]) for i, (name, _) in enumerate(compiled.crisis_matrix.links) if name == "crisis_cost"}
        spared = float(sum(v * plan[c] for c, v in zip(column[behind], value[behind], strict=True) if c not in cost_columns))
    keep = own & ~cost_rows[row]
    kept_rows = ~cost_rows
    program = Program(
        cost=spent,
        lower=compiled.crisis.lower,
        upper=compiled.crisis.upper,
        integer=np.zeros(width, dtype=bool),
        start=np.concatenate([[0], np.cumsum(np.bincount(row[keep], minlength=len(entries))[kept_rows])]).astype(np.int64),
        column=column[keep] - first,
        value=value[keep],
        row_lower=(lower - shift)[kept_rows],
        row_upper=(upper - shift)[kept_rows],
    )
    return program, spent, spared


def solve_crises(compiled: Compiled, plan: Floats, flows: Floats) -> tuple[Floats, Floats]:
    """Every crisis at least cost for a plan; `flows` are kept where the plan leaves no slack for a solve of its own."""
    found = flows.copy()
    costs = np.zeros(len(compiled.crises))
    for b, (_, w) in enumerate(compiled.crises):
        program, spent, spared = crisis_program(compiled, b, plan)
        for tried in (program, eased(program)):
            answer = solve(tried)
            if answer.x is not None and answer.status == "optimal":
                found[b] = answer.x
                break
        if compiled.net.shocks.costed[w]:
            costs[b] = max(0.0, float(spent @ found[b]) - spared)
    return found, costs


def eased(program: Program, slack: float = 1e-9) -> Program:
    """Rows eased by a hair, so that a plan which holds to the last digit is not refused for rounding."""
    size = np.maximum(1.0, np.abs(np.where(np.isfinite(program.row_lower), program.row_lower, 0.0)))
    return replace(program, row_lower=program.row_lower - slack * size, row_upper=program.row_upper + slack * size)
