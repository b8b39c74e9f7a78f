"""One year of a plan, decided by itself at the prices of what ties it to other years."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.benders.cuts import Cuts
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.limits import Limits

#: A year is decided to this share of what is open.
SHARE = 0.3
#: At the first prices it is decided to this share of its cost.
FIRST = 1e-2


class Year:
    """A year's own columns and rows, what crises taught of it, and what is known of its cost at the prices.

    Attributes
    ----------
    columns, integers : its columns among the plan's, and its yes/no decisions among them
    bound, value : it costs no less, and so much with the best decisions so far [scaled money]
    choice, best : the decisions taken last, and those of the best plan
    """

    def __init__(self, part: Program, columns: Whole, rows: Whole) -> None:
        self.columns, self.integers = columns, np.flatnonzero(part.integer[columns])
        self._place = np.full(len(part.cost), -1, dtype=np.int64)
        self._place[columns] = np.arange(len(columns))
        entries = np.concatenate([np.zeros(0, dtype=np.int64), *(np.arange(part.start[i], part.start[i + 1]) for i in rows.tolist())])
        self._program = Program(
            cost=part.cost[columns],
            lower=part.lower[columns],
            upper=part.upper[columns],
            integer=part.integer[columns],
            start=np.concatenate([[0], np.cumsum(np.diff(part.start)[rows])]).astype(np.int64),
            column=self._place[part.column[entries]],
            value=part.value[entries],
            row_lower=part.row_lower[rows],
            row_upper=part.row_upper[rows],
        )
        self.cost = self._program.cost
        self.known: set[int] = set()
        self._cuts: list[Cuts] = []
        self._master: Master | None = None
        self.bound, self.value, self.tolerance = -np.inf, np.inf, FIRST
        self.choice: Floats | None = None
        self.best: Floats | None = None
        self.cancel = threading.Event()

    @property
    def gap(self) -> float:
        """What is open between the two [scaled money]."""
        return self.value - self.bound

    def teach(self, numbers: Sequence[int], cuts: Cuts) -> None:
        """Take up rows over the plan's columns that lie in this year; `numbers` are theirs in the pool."""
        self.known.update(numbers)
        own = Cuts(cuts.lower, cuts.start, self._place[cuts.column], cuts.value)
        self._cuts.append(own)
        if self._master is not None:
            self._master.add(own)

    def price(self, cost: Floats, threads: int | None, tolerance: float) -> None:
        """Take up other prices: what was known of the cost is forgotten; the year is decided to this share of its cost first."""
        self.cost = cost
        self._master = Master(self._program.costing(cost), len(self._program.row_lower), len(cost), threads)
        self._master.cancel = self.cancel
        for cuts in self._cuts:
            self._master.add(cuts)
        self.bound, self.value, self.tolerance = -np.inf, np.inf, tolerance

    def hear(self, x: Floats) -> None:
        """What a plan costs in this year."""
        value = float(self.cost @ x[self.columns])
        if value < self.value:
            self.value, self.best = value, np.round(x[self.columns][self.integers])

    def decide(self, aim: float, limits: Limits) -> None:
        """Search the year's decisions for what is cheaper than the best by more than half of `aim`."""
        assert self._master is not None
        below = self.value - aim / 2
        found = self._master.search(self.tolerance, limits, None, below)
        if found.bound is not None:
            self.bound = max(self.bound, min(found.bound, below))
        if found.x is not None:
            choice = np.round(found.x[self.integers])
            if self.choice is None or not np.array_equal(choice, self.choice):
                self.choice = choice
            else:
                self.tolerance /= 5
        scale = max(1.0, abs(self.value)) if np.isfinite(self.value) else 1.0
        if np.isfinite(self.value):
            self.tolerance = min(self.tolerance, max(SHARE * self.gap / scale, 0.1 * aim / scale))
