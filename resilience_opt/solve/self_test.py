"""Three tiny models of known answers: is this build of the solver to be trusted?"""

from __future__ import annotations

from functools import cache

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.errors import SolverError
from resilience_opt.solve.highs import VERSION
from resilience_opt.solve.search import solve


@cache
def self_test() -> str:
    """Solve three tiny models with known answers; the sentence says that they came out right.

    Raises
    ------
    SolverError
        If one did not: this build of HiGHS is not to be trusted.
    """
    eye = {"start": np.array([0, 2]), "column": np.array([0, 1])}
    inf = np.inf
    cases = [
        (
            "optimal",
            4.0,
            Program(
                np.array([1.0, 2.0]),
                np.zeros(2),
                np.array([2.0, inf]),
                np.zeros(2, bool),
                value=np.ones(2),
                row_lower=np.array([3.0]),
                row_upper=np.array([inf]),
                **eye,
            ),
        ),
        (
            "optimal",
            3.0,
            Program(
                np.array([3.0, 1.0]),
                np.zeros(2),
                np.array([1.0, 2.0]),
                np.array([True, False]),
                value=np.array([10.0, 1.0]),
                row_lower=np.array([3.0]),
                row_upper=np.array([inf]),
                **eye,
            ),
        ),
        (
            "infeasible",
            None,
            Program(
                np.array([1.0, 1.0]),
                np.zeros(2),
                np.ones(2),
                np.array([True, False]),
                value=np.ones(2),
                row_lower=np.array([3.0]),
                row_upper=np.array([inf]),
                **eye,
            ),
        ),
    ]
    for wanted, objective, program in cases:
        answer = solve(program)
        right = answer.status == wanted and (objective is None or abs((answer.objective or 0.0) - objective) < 1e-6)
        if not right:
            raise SolverError(f"HiGHS {VERSION} gave a wrong answer to a model of known answer; install another version")
    return f"HiGHS {VERSION} passed its self-test"
