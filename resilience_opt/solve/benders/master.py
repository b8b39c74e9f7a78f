"""The plan by itself, with what is known of the crises as rows."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.cuts import Cuts
from resilience_opt.solve.limits import Limits, over
from resilience_opt.solve.search import solver_for

#: The master's plans are only questions to the oracle: heuristics within it cost more than they find.
PLAIN: dict[str, Any] = {
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "small_matrix_value": 1e-12,  # the cuts' own rounding is the only one
}
#: Where the decisions themselves are the difficulty, they pay.
SEARCHING: dict[str, Any] = {"small_matrix_value": 1e-12}


def plan_part(program: Program, rows: int, width: int) -> Program:
    """The first rows and columns of an extensive form: the plan's own."""
    entries = int(program.start[rows])
    return Program(
        cost=program.cost[:width],
        lower=program.lower[:width],
        upper=program.upper[:width],
        integer=program.integer[:width],
        start=program.start[: rows + 1],
        column=program.column[:entries],
        value=program.value[:entries],
        row_lower=program.row_lower[:rows],
        row_upper=program.row_upper[:rows],
    )


class Master:
    """Searches the plan's columns; every row that is added cuts off what the crises forbid or what would cost more."""

    def __init__(self, program: Program, rows: int, width: int, threads: int | None, *, heuristics: bool = False) -> None:
        self._program = plan_part(program, rows, width)
        self._added: list[Cuts] = []
        self._solver = solver_for(self._program, threads=threads, **(SEARCHING if heuristics else PLAIN))
        self.cuts = 0
        self.cancel: threading.Event | None = None

    def add(self, cuts: Cuts) -> None:
        """Add rows."""
        if len(cuts):
            self._solver.add_rows(cuts.lower, np.full(len(cuts), np.inf), cuts.start, cuts.column, cuts.value)
            self.cuts += len(cuts)
            self._added.append(cuts)

    def search(self, gap: float, limits: Limits, start: Floats | None, below: float = np.inf) -> Answer:
        """The cheapest plan as far as is known; its bound holds for the whole program.

        What costs more than the ceiling of `limits`, or is not `below` a cost, is not looked at: where nothing else is
        left, there is no plan and the bound is that cost, or just above the ceiling.
        """
        self._solver.option("mip_rel_gap", float(gap))
        ceiling = over(over(limits.ceiling))
        cutoff = min(ceiling, below)
        self._solver.option("objective_bound", cutoff)
        if limits.left is not None:
            self._solver.option("time_limit", limits.left)
        if start is not None:
            self._solver.start_from(start)
        self._solver.cancel = self.cancel
        found = self._solver.search()
        if cutoff == np.inf or (found.bound or -np.inf) < cutoff and found.status != "infeasible":
            return found
        if cutoff == ceiling and found.status == "infeasible" and not self.has_none(cutoff):
            return found
        return Answer("infeasible", found.sentence, None, None, cutoff)

    def has_none(self, cutoff: float = np.inf) -> bool:
        """A second look, afresh and without presolve, at a master that is said to have no plan, or none below a cost."""
        options = {**PLAIN, "presolve": "off"} | ({"objective_bound": cutoff} if cutoff < np.inf else {})
        again = solver_for(self._program, threads=None, **options)
        for cuts in self._added:
            again.add_rows(cuts.lower, np.full(len(cuts), np.inf), cuts.start, cuts.column, cuts.value)
        found = again.search()
        return found.status == "infeasible" or (found.bound is not None and found.bound >= cutoff)
