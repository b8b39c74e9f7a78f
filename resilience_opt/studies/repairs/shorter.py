"""Requirements and limits made shorter, or made to begin later: yes/no decisions for every month, or year, of each of them."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_opt.case.sheets import ShareLimit, Survival
from resilience_opt.formulation.families.crisis_service import requirements
from resilience_opt.studies.repairs.elastic import PLENTY, Elastic


class Dropped(Elastic):
    """Room where requirements are dropped: the months from one on, or the years up to one.

    `steps` are the months (or years) of a requirement, in the order in which they are dropped.
    """

    by_month = True

    def widen(self) -> None:
        """A row of survival gives way where every requirement that reaches it is dropped."""
        net, first = self.compiled.net, self.more.rows
        self._begin()
        self._joint: dict[tuple[frozenset[int], int], int] = {}
        for i, (b, r) in enumerate(zip(self.marks.crisis, self.marks.row, strict=True)):
            row, index = self.compiled.crisis_matrix.rows[r]
            if row.name != "survival":
                continue
            c, j = index
            t, w = self.compiled.crises[b]
            reaching = requirements(net, c, j, t, w)
            need = float(net.shocks.demand[w, net.classes.need[c], j] * net.classes.quantity[c, t] / 12)
            self.more.entry(first + i, self._all_dropped(reaching, j if self.by_month else t), -need * float(net.shocks.service[w, c, t, j]))

    def _begin(self) -> None:
        self.dropped: dict[tuple[int, int], int] = {}
        self.records: dict[int, Survival | ShareLimit] = {}

    def _all_dropped(self, reaching: Sequence[Survival], step: int) -> int:
        if len(reaching) == 1:
            return self._decision(reaching[0], step)
        key = (frozenset(id(r) for r in reaching), step)
        if key not in self._joint:
            own = self.more.column(0.0, 0.0, 1.0)
            for record in reaching:
                self.more.row(float("-inf"), 0.0, [(own, 1.0), (self._decision(record, step), -1.0)])
            self._joint[key] = own
        return self._joint[key]

    def _decision(self, record: Survival | ShareLimit, step: int) -> int:
        """Whether a requirement is dropped at a step; with it go all those after (months) or before it (years)."""
        key = (id(record), step)
        self.records[id(record)] = record
        if key not in self.dropped:
            steps = self._steps(record)
            for s in steps:
                self.dropped[id(record), s] = self.more.column(1.0 / len(steps), 0.0, 1.0, integer=True)
            for sooner, later in zip(steps, steps[1:], strict=False):
                self.more.row(0.0, float("inf"), [(self.dropped[id(record), sooner], 1.0), (self.dropped[id(record), later], -1.0)])
        return self.dropped[key]

    def _steps(self, record: Survival | ShareLimit) -> list[int]:
        """The steps in the order in which they go: the last month first, or the first year first."""
        years = self.compiled.net.years
        if isinstance(record, ShareLimit):
            return list(range(len(years)))
        if self.by_month:
            return list(range(record.months, 0, -1))
        return [t for t, year in enumerate(years) if year >= (record.from_year or years[0])]

    def gone(self, x: Sequence[float]) -> dict[int, list[int]]:
        """Dropped steps by requirement."""
        found: dict[int, list[int]] = {}
        for (record, step), column in self.dropped.items():
            if x[column] > 0.5:
                found.setdefault(record, []).append(step)
        return found


class FewerMonths(Dropped):
    """Requirements hold for fewer months."""


class Later(Dropped):
    """Requirements hold from a later year on."""

    by_month = False


class LaterLimits(Dropped):
    """Share limits of every year hold from a later year on."""

    by_month = False

    def widen(self) -> None:
        """A share limit that names no year gives way in the years in which it is dropped."""
        self._begin()
        for i, (row, index) in enumerate(self.compiled.plan_matrix.rows):
            if row.name not in ("share_maximum", "share_minimum"):
                continue
            limit = self.compiled.net.limits[index[0]]
            if limit.limit.record.year is None and limit.penalty is None:
                decision = self._decision(limit.limit.record, index[1])
                self.more.entry(i, decision, -PLENTY if row.name == "share_maximum" else PLENTY)
