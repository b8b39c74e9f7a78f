"""A list of columns and rows, and its solution by HiGHS."""

from __future__ import annotations

import math

import highspy
import numpy as np

INF = math.inf
Terms = list[tuple[float, int]]


class Rows:
    """A mixed-integer programme written down one column and one row at a time."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.integer: list[bool] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.costs: dict[str, dict[int, float]] = {}

    def var(self, low: float = 0.0, high: float = INF, integer: bool = False) -> int:
        self.low.append(low)
        self.high.append(high)
        self.integer.append(integer)
        return len(self.low) - 1

    def binary(self) -> int:
        return self.var(0.0, 1.0, integer=True)

    def row(self, terms: Terms, low: float = -INF, high: float = INF) -> None:
        """low <= sum of the terms <= high."""
        total: dict[int, float] = {}
        for factor, column in terms:
            total[column] = total.get(column, 0.0) + factor
        self.rows.append((total, low, high))

    def cost(self, kind: str, factor: float, column: int) -> None:
        costs = self.costs.setdefault(kind, {})
        costs[column] = costs.get(column, 0.0) + factor

    def objective(self) -> np.ndarray:
        total = np.zeros(len(self.low))
        for costs in self.costs.values():
            for column, factor in costs.items():
                total[column] += factor
        return total

    def minimise(
        self,
        objective: np.ndarray,
        gap: float,
        fixed: dict[int, float] | None = None,
        relaxed: bool = False,
        tolerance: float = 1e-9,
    ) -> np.ndarray | None:
        """A best solution, or None where there is none."""
        lp = highspy.HighsLp()
        low, high = np.array(self.low), np.array(self.high)
        for column, value in (fixed or {}).items():
            low[column] = high[column] = value
        starts, index, value = [0], [], []
        for terms, _, _ in self.rows:
            index += terms.keys()
            value += terms.values()
            starts.append(len(index))
        lp.num_col_, lp.num_row_ = len(low), len(self.rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = objective, low, high
        lp.row_lower_ = np.array([row[1] for row in self.rows], dtype=float)
        lp.row_upper_ = np.array([row[2] for row in self.rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(value, dtype=float)
        if not relaxed and any(self.integer):
            kinds = highspy.HighsVarType
            lp.integrality_ = [kinds.kInteger if flag else kinds.kContinuous for flag in self.integer]
        infeasible = []
        for presolve in ("on", "off"):  # that nothing is feasible is believed when both say so
            solver = highspy.Highs()
            solver.resetGlobalScheduler(True)  # other solvers of the process may use another number of threads
            solver.setOptionValue("log_to_console", False)
            solver.setOptionValue("output_flag", False)
            solver.setOptionValue("threads", 1)
            solver.setOptionValue("presolve", presolve)
            solver.setOptionValue("mip_rel_gap", gap)
            solver.setOptionValue("mip_abs_gap", 0.0)
            for option in ("mip_feasibility_tolerance", "primal_feasibility_tolerance", "dual_feasibility_tolerance"):
                solver.setOptionValue(option, tolerance)
            solver.passModel(lp)
            solver.run()
            status = solver.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                return np.array(solver.getSolution().col_value)
            infeasible.append(status == highspy.HighsModelStatus.kInfeasible)
        if all(infeasible):
            return None
        raise RuntimeError(f"HiGHS ended with {solver.modelStatusToString(status)}")
