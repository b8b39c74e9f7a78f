"""Every crisis by itself, for a plan: what it asks for, and what it costs at least."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Compiled, Program, stamp
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.search import solve


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
