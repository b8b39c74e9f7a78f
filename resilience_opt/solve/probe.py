"""Asks a linear program again and again whether it can hold within other bounds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from resilience_opt.compile.program import Program
from resilience_opt.solve.highs import Floats, Solver


class Probe:
    """Asks again and again whether a linear program can hold with tighter upper bounds on some columns."""

    def __init__(self, program: Program) -> None:
        self._solver = Solver()
        self._solver.load(program.without_cost())
        self._upper, self._lower = program.upper, program.lower

    def holds(self, columns: NDArray[np.int64], upper: Floats) -> bool:
        """Whether some solution keeps these columns within these bounds; the bounds are put back."""
        self._solver.bound(columns, self._lower[columns], upper)
        answer = self._solver.search()
        self._solver.bound(columns, self._lower[columns], self._upper[columns])
        return answer.status == "optimal"
