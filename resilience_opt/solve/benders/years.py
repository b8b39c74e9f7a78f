"""The years of a plan decided one by one, against prices of what ties them together.

Few rows hold columns of more than one year: stock handed on, capacity bought before, qualifications paid for, the pace
of change. Left out of the plan and paid for at a price instead, they leave a program for each year. What the years cost
at least, with the prices' own part, is a bound of the whole plan whatever the prices (Lagrangian duality:
A. M. Geoffrion, Mathematical Programming Study 2, 1974), and a better one than any of fractions, because every year's yes
and no are whole. What a year costs at least is also a row for the search of better prices.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from os import cpu_count

import numpy as np
from numpy.typing import NDArray

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.cuts import Cuts
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.benders.planes import Pool
from resilience_opt.solve.benders.year import FIRST, SHARE, Year
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solver_for

#: A row that a year gives holds up to this share of it.
ROUNDED = 1e-9
#: Prices smaller than this are none [scaled money].
NOTHING = 1e-12
#: Choices are mended to this gap.
MENDED = 1e-3
#: Decisions that are further than this from yes and from no are doubtful.
DOUBT = 0.02
#: So many plans are remembered, to be weighed at new prices.
PLANS = 60


class Years:
    """Decides years by themselves; `year` has the year of each of the plan's columns."""

    def __init__(self, part: Program, year: Whole, limits: Limits) -> None:
        self._part, self._limits = part, limits
        names, of = np.unique(year, return_inverse=True)
        row = np.repeat(np.arange(len(part.row_lower)), np.diff(part.start))
        least, most = np.full(len(part.row_lower), len(names)), np.full(len(part.row_lower), -1)
        np.minimum.at(least, row, of[part.column])
        np.maximum.at(most, row, of[part.column])
        self._of = of
        self.tying: Whole = np.flatnonzero(least < most)
        self.years = [Year(part, np.flatnonzero(of == y), np.flatnonzero((least == y) & (most == y))) for y in range(len(names))]
        self._relaxed = solver_for(part.relaxed(), threads=limits.threads)
        self._plans: list[Floats] = []
        self._cuts: list[Cuts] = []
        self._integers = np.flatnonzero(part.integer)
        self._paid = 0.0
        self._fraction = np.zeros(len(self._integers))
        columns = np.unique(part.column[(least < most)[row]])
        inside = np.unique(part.column[(least == most)[row]])
        #: Yes/no decisions in rows that tie years together: those that years by themselves may get wrong.
        self.loose: Whole = columns[part.integer[columns]]
        self._ties = np.setdiff1d(self.loose, inside)

    def __len__(self) -> int:
        return len(self.years)

    @property
    def bound(self) -> float:
        """No plan costs less."""
        return self._paid + sum(year.bound for year in self.years)

    def teach(self, pool: Pool, numbers: Sequence[int]) -> None:
        """Take up rows of the pool that lie in one year."""
        of_year: list[list[int]] = [[] for _ in self.years]
        for number in numbers:
            years = np.unique(self._of[pool.rows[number][1]])
            if len(years) == 1 and number not in self.years[years[0]].known:
                of_year[years[0]].append(number)
        for year, new in zip(self.years, of_year, strict=True):
            if new:
                cuts = pool.cuts(new)
                year.teach(new, cuts)
                self._cuts.append(cuts)
                self._relaxed.add_rows(cuts.lower, np.full(len(new), np.inf), cuts.start, cuts.column, cuts.value)

    def hear(self, x: Floats) -> None:
        """Take up a plan that survives everything, with what its crises really cost."""
        self._plans = [*self._plans[-PLANS:], x]
        for year in self.years:
            year.hear(x)

    def price(self, gap: float | None) -> Answer:
        """Put on the rows that tie years together the prices of the cheapest plan with fractions of decisions.

        `gap` is what is open of the whole plan's cost, None at first: a year need not be decided much finer.
        """
        if self._limits.left is not None:
            self._relaxed.option("time_limit", max(self._limits.left, 1.0))
        answer = self._relaxed.search()
        if answer.row_dual is None or answer.x is None:
            return answer
        whole = answer.x[self._integers]
        self._fraction = np.abs(whole - np.round(whole))
        part, cost = self._part, self._part.cost.copy()
        self._paid = 0.0
        for i in self.tying.tolist():
            price = float(answer.row_dual[i])
            edge = float(part.row_lower[i] if price > 0 else part.row_upper[i])
            if abs(price) > NOTHING and np.isfinite(edge):
                self._paid += price * edge
                entries = slice(part.start[i], part.start[i + 1])
                np.subtract.at(cost, part.column[entries], price * part.value[entries])
        for year in self.years:
            year.price(cost[year.columns], self._limits.threads, FIRST if gap is None else min(FIRST, SHARE * gap))
            for x in self._plans:
                year.hear(x)
        return answer

    def decide(self, aim: float, seconds: float) -> Floats | None:
        """Decide every year whose cost is not known to `aim` [scaled money]; the choice that they make together.

        None where no year has anything new to say.
        """
        open_years = [year for year in self.years if year.gap > aim]
        limits = self._limits.within(seconds)
        workers = min(len(open_years), self._limits.threads or cpu_count() or 1)
        before = [year.choice for year in self.years]
        if open_years:
            with ThreadPoolExecutor(workers) as pool:
                try:
                    list(pool.map(lambda year: year.decide(aim, limits), open_years))
                except KeyboardInterrupt:
                    for year in open_years:
                        year.cancel.set()
                    raise
        for year in open_years:
            self._give(year)
        if all(now is None or now is old for now, old in zip((year.choice for year in self.years), before, strict=True)):
            return None
        return self.together([year.choice for year in self.years])

    def mended(self, whole: Floats, limits: Limits) -> Floats | None:
        """A choice with the decisions that tie years together taken anew, as cheap as the others let them be; None where they leave no room.

        First those that do nothing but tie years together, and only where that leaves no room all that tie them.
        """
        for loose in (self._ties, self.loose):
            if not len(self.loose):
                return whole
            if (found := self.near(whole, np.isin(self._integers, loose), limits)) is not None:
                return found
        return None

    def near(self, whole: Floats, free: NDArray[np.bool_], limits: Limits, below: float = np.inf) -> Floats | None:
        """The cheapest choice, as far as is known, that differs from another in some decisions alone; None where none is `below` a cost."""
        part = self._part
        lower, upper = part.lower.copy(), part.upper.copy()
        fixed = self._integers[~free]
        lower[fixed] = upper[fixed] = whole[~free]
        near = replace(part, lower=lower, upper=upper)
        master = Master(near, len(part.row_lower), len(part.cost), self._limits.threads, heuristics=True)
        for cuts in self._cuts:
            master.add(cuts)
        found = master.search(MENDED, limits, None, below)
        return None if found.x is None else np.round(found.x[self._integers])

    @property
    def doubtful(self) -> NDArray[np.bool_]:
        """Which decisions the prices left as fractions, or the years took otherwise than the best of them."""
        best, chosen = self.best, self.together([year.choice for year in self.years])
        fraction = self._fraction > DOUBT
        return fraction if best is None or chosen is None else fraction | (best != chosen)

    def together(self, choices: Sequence[Floats | None]) -> Floats | None:
        """A choice of every year as one of all."""
        whole = np.zeros(len(self._part.cost))
        for year, choice in zip(self.years, choices, strict=True):
            if choice is None:
                return None
            whole[year.columns[year.integers]] = choice
        return whole[self._integers]

    @property
    def best(self) -> Floats | None:
        """What was best in every year, whichever plan it comes from."""
        return self.together([year.best for year in self.years])

    def _give(self, year: Year) -> None:
        """What the year costs at least at these prices, as a row for the search of prices."""
        if not np.isfinite(year.bound):
            return
        kept = np.abs(year.cost) > NOTHING
        if kept.any():
            size = float(np.abs(year.cost).max())
            low = (year.bound - ROUNDED * max(1.0, abs(year.bound))) / size
            columns, value = year.columns[kept], year.cost[kept] / size
            self._relaxed.add_rows(np.array([low]), np.array([np.inf]), np.zeros(1, dtype=np.int64), columns, value)
