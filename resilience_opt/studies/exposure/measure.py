"""Time to survive and value lost, for one loss after another, from one program."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from resilience_opt.case.names import fold
from resilience_opt.network.network import Floats
from resilience_opt.studies.exposure.crisis import CUT, ENDLESS, MONTHS, STEADY, Crisis, crisis_of
from resilience_opt.studies.exposure.linear import INFINITY, Asked
from resilience_opt.studies.exposure.today import Today

_CLOSE = 1e-6  #: months from a century that count as one
_INSTANT = 1e-9  #: months; less is rounding
_NOTHING = 1e-7  #: relative to what is served: a value below it is rounding


@dataclass(frozen=True)
class Missing:
    """What is lost within a time.

    Attributes
    ----------
    value : the least value of unserved demand [money]
    share : of the value of the demand that is served today over that time
    units : array (classes,), unserved, in each material's own unit
    """

    value: float
    share: float
    units: Floats


class Measure:
    """Answers what the loss of suppliers or of a corridor does to today's deliveries."""

    def __init__(self, today: Today) -> None:
        self.today = today
        self.crisis: Crisis = crisis_of(today)
        self._asked = Asked(self.crisis.draft.program())
        self._upper = np.array(self.crisis.draft.upper)
        net = today.net
        self._unit = net.unit[net.needs.material[net.classes.need]]
        self._price = net.classes.shortage_cost[:, 0]
        self._supplier = np.array([net.offers.record[o].supplier for o in net.arcs.offer[self.crisis.arcs]], dtype=object)
        lanes = [net.arcs.lane[a] for a in self.crisis.arcs]
        self._corridor = np.array([fold(lane.corridor) if lane is not None and lane.corridor else "" for lane in lanes], dtype=object)

    def felt(self, months: float, suppliers: frozenset[str] = frozenset(), corridor: str = "") -> tuple[float, Missing]:
        """Time to survive and what is lost within so many months, each making the search for the other shorter."""
        missing = self.lost(months, suppliers, corridor)
        if missing.value > 0:
            return self.time_to_survive(suppliers, corridor, most=math.ceil(months)), missing
        free = bool((self._price[self.today.served > 0] == 0).any())  # what costs nothing may be missing unseen
        return self.time_to_survive(suppliers, corridor, least=0 if free else int(months)), missing

    def time_to_survive(
        self, suppliers: frozenset[str] = frozenset(), corridor: str = "", *, least: int = 0, most: int | None = None
    ) -> float:
        """The longest time [months] for which everything served today can still be served; infinite where there is no end.

        Parameters
        ----------
        suppliers : who dispatches nothing any more; what they have under way still arrives
        corridor : folded name of the corridor on which nothing arrives any more
        least, most : whole months for which it is known that everything is served, and that it is not
        """
        last = self.crisis.months
        low, high = min(least, last), last + 1 if most is None else min(most, last + 1)
        if high > last > low:  # most often it is the first month or there is no end
            low, high = (last, high) if self._served(last, suppliers, corridor) else (low, last)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._served(middle, suppliers, corridor) else (low, middle)
        steady = low == last
        upper = self._struck(suppliers, corridor)
        upper[self.crisis.short if steady else self.crisis.short[:, self.crisis.within(low)]] = 0.0
        further = self._longest(upper, STEADY, {CUT: 1.0}) if steady else self._longest(upper, CUT, {STEADY: 0.0})
        return INFINITY if steady and further >= ENDLESS - _CLOSE else low + further

    def lost(self, months: float, suppliers: frozenset[str] = frozenset(), corridor: str = "") -> Missing:
        """The least value of demand, served today, that is not served within so many months of the loss."""
        short = self._short(months, self._price, suppliers, corridor)
        value, whole = float(self._price @ short), float(self._price @ self.today.served) * months / MONTHS
        if value <= _NOTHING * max(whole, 1.0):
            return Missing(0.0, 0.0, np.zeros(len(short)))
        return Missing(value * self.today.net.money, value / whole, np.where(short > _NOTHING * self.today.served, short, 0.0) * self._unit)

    def _served(self, months: int, suppliers: frozenset[str], corridor: str) -> bool:
        """Whether everything can be served for so many months."""
        short = self._short(months, np.ones(len(self._price)), suppliers, corridor)
        return bool((short <= _NOTHING * self.today.served).all())

    def _short(self, months: float, price: Floats, suppliers: frozenset[str], corridor: str) -> Floats:
        """What is not served of every class within a time, at the least value."""
        crisis = self.crisis
        upper, lower, cost = self._struck(suppliers, corridor), np.zeros(len(self._upper)), np.zeros(len(self._upper))
        beyond = months >= crisis.months
        counted = np.arange(crisis.parts) if beyond else crisis.within(int(months))
        lower[CUT] = upper[CUT] = 1.0 if beyond else months - int(months)
        lower[STEADY] = upper[STEADY] = months - crisis.months if beyond else 0.0
        cost[crisis.short[:, counted]] = price[:, None]
        x = self._asked.least(cost, lower, upper)
        assert x is not None  # nothing need be served
        found: Floats = x[crisis.short[:, counted]].sum(axis=1)
        return found

    def _longest(self, upper: Floats, wanted: int, fixed: dict[int, float]) -> float:
        """The longest part, with the others fixed and everything served; 0 where that holds by a hair only."""
        lower, cost = np.zeros(len(upper)), np.zeros(len(upper))
        cost[wanted] = -1.0
        for column, length in fixed.items():
            lower[column] = upper[column] = length
        x = self._asked.least(cost, lower, upper)
        return 0.0 if x is None or x[wanted] < _INSTANT else float(x[wanted])

    def _struck(self, suppliers: frozenset[str], corridor: str) -> Floats:
        """Upper bounds of all columns with the loss in them."""
        upper = self._upper.copy()
        gone = np.array([s in suppliers for s in self._supplier], dtype=bool)
        closed = (self._corridor == corridor) if corridor else np.zeros(len(gone), dtype=bool)
        upper[self.crisis.flow[gone | closed]] = 0.0
        for i in np.flatnonzero(closed).tolist():
            upper[self.crisis.under_way[i]] = 0.0
        return upper
