"""What one crisis says, said of all others of which it is true.

Crises have the same rows but for a few, and differ in the right-hand sides. Weights of rows that prove what one crisis costs
prove something of every other whose rows under those weights are alike (J. L. Higle, S. Sen, Mathematics of Operations
Research 16, 1991): a few crises are solved in a round, and most others learn from them without being solved.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole

#: Weights smaller than this share of the largest do not count when rows are compared.
SMALL = 1e-12
#: One in so many crises is solved in a round, and at least LEAST.
ONE_IN, LEAST = 8, 12


class Shared:
    """Knows which rows of which crises are alike."""

    def __init__(self, program: Program, marks: Stamp, width: int, costs: Whole) -> None:
        first, count = len(program.row_lower) - len(marks.crisis), len(costs)
        self.crisis, self.row = marks.crisis.astype(np.int64), marks.row.astype(np.int64)
        self._costs, self._rows = costs, int(np.max(self.row, initial=-1)) + 1
        begin = int(program.start[first])
        column, value = program.column[begin:], program.value[begin:]
        each = (len(program.cost) - width) // max(count, 1)
        lengths = np.diff(program.start[first:])
        entry = np.repeat(np.arange(len(lengths)), lengths)
        own = column >= width
        place = np.where(own, (column - width) % max(each, 1), 0)
        mark = np.random.default_rng(0).random(max(each, 1))
        alike = np.bincount(entry[own], weights=value[own] * mark[place[own]], minlength=len(lengths))
        #: A number for each row of each crisis by which alike rows are known; nan where a crisis does not have the row.
        self._mark = np.full((count, self._rows), np.nan)
        self._mark[self.crisis, self.row] = alike
        self._price = np.bincount(entry, weights=np.where(column == costs[self.crisis[entry]], value, 0.0), minlength=len(lengths))
        self._stale = np.zeros(count, dtype=np.int64)
        self._edges = np.searchsorted(self.crisis, np.arange(count + 1))

    def some(self) -> list[int]:
        """The crises that were not asked for longest."""
        count = len(self._costs)
        chosen = np.argsort(-self._stale, kind="stable")[: max(LEAST, count // ONE_IN)]
        return sorted(int(b) for b in chosen)

    def asked(self, chosen: Sequence[int]) -> None:
        """Crises that were solved now."""
        self._stale += 1
        self._stale[list(chosen)] = 0

    def spread(self, weights: Floats, chosen: Sequence[int], sides: tuple[Floats, Floats], plan: Floats) -> Floats:
        """The weights, and for every crisis that was not solved the ones that prove most of it beyond what the plan expects.

        `sides` are the lower and upper sides of the crises' rows, less what the plan's columns give.
        """
        count = len(self._costs)
        lower, upper = (self._spread_out(side) for side in sides)
        expected = np.where(self._costs >= 0, plan[self._costs], 0.0)
        best, found = np.full(count, 1e-9), np.full(count, -1, dtype=np.int64)
        unsolved = np.ones(count, dtype=bool)
        unsolved[list(chosen)] = False
        for b in chosen:
            rows = slice(self._edges[b], self._edges[b + 1])
            own = weights[rows]
            support = np.flatnonzero(np.abs(own) > SMALL * np.abs(own).max(initial=0.0))
            if not len(support):
                continue
            at, y = self.row[rows][support], own[support]
            others = np.flatnonzero(unsolved & (self._mark[:, at] == self._mark[b, at]).all(axis=1))
            if not len(others):
                continue
            edge = np.where(y > 0, lower[np.ix_(others, at)], upper[np.ix_(others, at)])
            price = float(own @ self._price[rows])
            proven = ((edge @ y) - price * expected[others]) / (price or float(np.abs(y).max()))
            better = proven > best[others]
            best[others[better]], found[others[better]] = proven[better], b
        for b in np.flatnonzero(found >= 0).tolist():
            self._hand_on(weights, int(found[b]), b)
        return weights

    def _spread_out(self, side: Floats) -> Floats:
        whole = np.zeros((len(self._costs), self._rows))
        whole[self.crisis, self.row] = np.where(np.isfinite(side), side, 0.0)
        return whole

    def _hand_on(self, weights: Floats, giver: int, taker: int) -> None:
        line = np.zeros(self._rows)
        rows = slice(self._edges[giver], self._edges[giver + 1])
        line[self.row[rows]] = weights[rows]
        rows = slice(self._edges[taker], self._edges[taker + 1])
        weights[rows] = line[self.row[rows]]
