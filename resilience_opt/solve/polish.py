"""Exact figures and prices for a plan that a search has found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats
from resilience_opt.errors import SolverError
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.search import solve


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
