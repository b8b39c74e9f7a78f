"""A linear program put together row by row, and asked again and again with other bounds and costs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.errors import SolverError
from resilience_opt.network.network import Floats, Whole
from resilience_opt.solve.highs import Solver

INFINITY = float("inf")
_TOLERANCE = 1e-9  #: of a row or a reduced cost, in scaled units


class Draft:
    """Columns and rows as they are written down."""

    def __init__(self) -> None:
        self.upper: list[float] = []
        self._column: list[int] = []
        self._value: list[float] = []
        self._start: list[int] = [0]
        self._lower_row: list[float] = []
        self._upper_row: list[float] = []

    def columns(self, count: int, upper: float | Floats = INFINITY) -> Whole:
        """So many new columns of at least 0; their positions."""
        first = len(self.upper)
        self.upper.extend(np.broadcast_to(np.asarray(upper, dtype=float), (count,)).tolist())
        return np.arange(first, first + count)

    def row(self, entries: Iterable[tuple[int, float]], lower: float = -INFINITY, upper: float = INFINITY) -> None:
        """``lower <= sum of value * column <= upper``; a column may be named more than once."""
        merged: dict[int, float] = {}
        for column, value in entries:
            merged[int(column)] = merged.get(int(column), 0.0) + float(value)
        for column, value in merged.items():
            if value:
                self._column.append(column)
                self._value.append(value)
        self._start.append(len(self._column))
        self._lower_row.append(lower)
        self._upper_row.append(upper)

    def program(self) -> Program:
        """The program as arrays, with nothing to minimise yet."""
        width = len(self.upper)
        return Program(
            cost=np.zeros(width),
            lower=np.zeros(width),
            upper=np.array(self.upper),
            integer=np.zeros(width, dtype=bool),
            start=np.array(self._start, dtype=np.int64),
            column=np.array(self._column, dtype=np.int64),
            value=np.array(self._value),
            row_lower=np.array(self._lower_row),
            row_upper=np.array(self._upper_row),
        )


class Asked:
    """A loaded program; every question brings its own costs and bounds of the columns."""

    def __init__(self, program: Program) -> None:
        self._solver = Solver(primal_feasibility_tolerance=_TOLERANCE, dual_feasibility_tolerance=_TOLERANCE)
        self._solver.load(program)
        self._all = np.arange(len(program.cost))

    def least(self, cost: Floats, lower: Floats, upper: Floats) -> Floats | None:
        """The columns at least cost; None where these bounds cannot hold.

        Raises
        ------
        SolverError
            If the solver neither answers nor proves that there is no answer.
        """
        self._solver.changeColsCost(len(self._all), self._all.astype(np.int32), cost)
        self._solver.cost = cost
        self._solver.bound(self._all, lower, upper)
        answer = self._solver.search()
        if answer.status == "infeasible":
            self._solver.clearSolver()  # believed only when a fresh start says the same
            answer = self._solver.search()
            if answer.status == "infeasible":
                return None
        if answer.status != "optimal" or answer.x is None:
            raise SolverError(f"the measure of a loss could not be worked out: {answer.sentence}")
        return answer.x
