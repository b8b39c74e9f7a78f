"""The plan's linear program with the rows that crises taught it, kept warm."""

from __future__ import annotations

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.cuts import Cuts
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solver_for

#: Rows that did not bind in so many answers are put aside.
IDLE = 12
#: They are put aside when there are so many times as many as were kept the last time.
GROWTH = 2.0


class Pool:
    """Rows that were learned, one by one, with the weights behind each."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, Whole, Floats]] = []
        self.weights: list[tuple[int, Floats]] = []
        #: Rows that bound in the end of a search: the ones that the decisions have to heed.
        self.telling: set[int] = set()

    def add(self, cuts: Cuts, weights: list[Floats]) -> range:
        """Keep rows; `weights` are those of the crisis behind each."""
        first, ends = len(self.rows), np.append(cuts.start, len(cuts.value))
        for i in range(len(cuts)):
            entries = slice(ends[i], ends[i + 1])
            self.rows.append((float(cuts.lower[i]), cuts.column[entries], cuts.value[entries]))
            self.weights.append((int(cuts.crisis[i]), weights[i] / cuts.size[i]))
        return range(first, len(self.rows))

    def cuts(self, chosen: list[int]) -> Cuts:
        """Some of the rows together."""
        rows = [self.rows[i] for i in chosen]
        lengths = [len(column) for _, column, _ in rows]
        none_whole, none = np.zeros(0, dtype=np.int64), np.zeros(0)
        return Cuts(
            np.array([lower for lower, _, _ in rows]),
            np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64) if rows else none_whole,
            np.concatenate([none_whole, *(column for _, column, _ in rows)]).astype(np.int64),
            np.concatenate([none, *(value for _, _, value in rows)]),
        )


class Planes:
    """Answers with the plan that is cheapest as far as is known; decisions are fractions, or fixed."""

    def __init__(self, part: Program, pool: Pool, limits: Limits) -> None:
        self._part, self.pool, self._limits = part.relaxed(), pool, limits
        self.integers = np.flatnonzero(part.integer)
        self._lower, self._upper = part.lower[self.integers], part.upper[self.integers]
        self._rows = len(part.row_lower)
        self._solver = solver_for(self._part, threads=limits.threads)
        self.loaded: list[int] = []
        self._idle: list[int] = []
        self._kept = 0

    def teach(self, numbers: list[int]) -> None:
        """Take up rows of the pool."""
        if numbers:
            cuts = self.pool.cuts(numbers)
            self._solver.add_rows(cuts.lower, np.full(len(cuts), np.inf), cuts.start, cuts.column, cuts.value)
            self.loaded += numbers
            self._idle += [0] * len(numbers)

    def free(self) -> None:
        """Let the decisions be fractions."""
        self._solver.bound(self.integers, self._lower, self._upper)

    def fix(self, whole: Floats) -> None:
        """Take the decisions as given."""
        self._solver.bound(self.integers, whole, whole)

    def ease(self, rows: Whole) -> None:
        """Let some of the plan's rows be broken."""
        self._solver.bound_rows(rows, np.full(len(rows), -np.inf), np.full(len(rows), np.inf))

    def restore(self, rows: Whole) -> None:
        """Let them hold again."""
        self._solver.bound_rows(rows, self._part.row_lower[rows], self._part.row_upper[rows])

    def search(self) -> Answer:
        """The cheapest plan as far as is known; its `row_dual` has the plan's own rows and then those that were learned."""
        if self._limits.left is not None:
            self._solver.option("time_limit", max(self._limits.left, 1.0))
        answer = self._solver.search()
        if answer.row_dual is not None:
            binding = np.abs(answer.row_dual[self._rows :]) > 1e-9
            self._idle = [0 if bound else idle + 1 for idle, bound in zip(self._idle, binding.tolist(), strict=True)]
        return answer

    def tidy(self) -> None:
        """Put aside the rows that have not bound for long, when there are many."""
        if len(self.loaded) <= GROWTH * max(self._kept, self._rows):
            return
        aside = np.flatnonzero(np.array(self._idle) > IDLE)
        if len(aside):
            self._solver.remove_rows(self._rows + aside)
            keep = np.ones(len(self.loaded), dtype=bool)
            keep[aside] = False
            self.loaded = [n for n, k in zip(self.loaded, keep.tolist(), strict=True) if k]
            self._idle = [n for n, k in zip(self._idle, keep.tolist(), strict=True) if k]
        self._kept = len(self.loaded)

    def mark(self) -> None:
        """Remember which of the rows bind now."""
        self.pool.telling.update(n for n, idle in zip(self.loaded, self._idle, strict=True) if idle == 0)

    def behind(self, answer: Answer, into: Floats, slices: list[slice]) -> Floats:
        """Marginal values of the crises' rows: those of the learned rows, handed on to the rows that they are made of."""
        assert answer.row_dual is not None
        for number, dual in zip(self.loaded, answer.row_dual[self._rows :].tolist(), strict=True):
            if dual:
                crisis, weights = self.pool.weights[number]
                into[slices[crisis]] += dual * weights
        return into
