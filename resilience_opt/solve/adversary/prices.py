"""What each set of attacks costs to withstand: the cost of the plan with the set and without it.

The yes/no decisions are kept, as for every price of the report; everything else may move. A set none of whose rows has
a marginal value costs nothing: the plan is as cheap without it.
"""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Compiled, Program
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.errors import SolverError
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.highs import Solver
from resilience_opt.solve.polish import fixed_program
from resilience_opt.solve.search import solver_for
from resilience_opt.solve.solution import Solution

log = logging.getLogger(__name__)

#: Marginal values smaller than this are rounding, in scaled money.
ROUNDING = 1e-9
#: Programs with more columns than this are not solved again for each set.
MOST_COLUMNS = 400_000
#: Sets whose rows have the greatest marginal values are priced, so many at most.
MOST_PRICED = 40


def prices(compiled: Compiled, solution: Solution) -> Floats:
    """What the plan would save without each set, array (sets,) [scaled money, discounted]; nan where it was not worked out."""
    scenarios = len(compiled.net.case.scenarios)
    count = len(compiled.net.shocks) - scenarios
    of_row = np.array([w for _, w in compiled.crises], dtype=np.int64)[solution.stamp.crisis] - scenarios
    first = len(compiled.plan_matrix.rows)
    weight = np.zeros(count)
    inside = of_row >= 0
    np.add.at(weight, of_row[inside], np.abs(solution.row_dual[first:])[inside])
    binding = [int(s) for s in np.argsort(-weight, kind="stable") if weight[s] > ROUNDING]
    found = np.where(weight > ROUNDING, np.nan, 0.0)
    if not binding or len(solution.program.cost) > MOST_COLUMNS:
        return found
    x = np.concatenate([solution.plan, np.zeros(len(solution.program.cost) - len(solution.plan))])
    program = fixed_program(solution.program, x)
    solver = solver_for(program)
    whole = _objective(solver.search())
    for s in binding[:MOST_PRICED]:
        found[s] = max(0.0, whole - _without(solver, program, first + np.flatnonzero(of_row == s)))
    log.info("%d of %d sets of attacks shape the plan", int((found > ROUNDING).sum()), count)
    return found


def _without(solver: Solver, program: Program, rows: Whole) -> float:
    """The cost of the plan where these rows need not hold."""
    free = np.full(len(rows), np.inf)
    solver.bound_rows(rows, -free, free)
    found = _objective(solver.search())
    solver.bound_rows(rows, program.row_lower[rows], program.row_upper[rows])
    return found


def _objective(answer: Answer) -> float:
    if answer.status != "optimal" or answer.objective is None:
        raise SolverError(f"what a set of attacks costs to withstand could not be found: {answer.sentence}")
    return answer.objective


def priced(compiled: Compiled, solution: Solution) -> Solution:
    """The solution with what each set of attacks costs to withstand."""
    if solution.certificate is None:
        return solution
    return replace(solution, certificate=replace(solution.certificate, price=prices(compiled, solution)))
