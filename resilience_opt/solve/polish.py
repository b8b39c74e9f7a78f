"""Exact figures and prices for a plan that a search has found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.errors import SolverError
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.search import solve


def implied(program: Program, whole: Floats) -> Whole:
    """Redundant rows that the others imply for these yes/no decisions: those whose decisions are all yes.

    Without them the marginal values stand at the rows that really bind.
    """
    value = np.ones(len(program.cost))
    value[program.integer] = whole
    return np.array(
        [i for i in program.redundant if np.min(value[program.column[program.start[i] : program.start[i + 1]]], initial=1.0) > 0.5],
        dtype=np.int64,
    )


def fixed_program(program: Program, x: Floats) -> Program:
    """The linear program that is left when the integers are fixed."""
    whole = np.round(x[program.integer])
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[program.integer] = upper[program.integer] = whole
    free = implied(program, whole)
    row_lower, row_upper = program.row_lower.copy(), program.row_upper.copy()
    row_lower[free], row_upper[free] = -np.inf, np.inf
    return replace(program, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper).relaxed()


def polish(program: Program, answer: Answer) -> Answer:
    """Fix the integers and solve again: exact figures, and prices.

    A plan that held only within the tolerance on integers is searched for again with a finer one.
    """
    assert answer.x is not None
    if answer.row_dual is not None:
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
