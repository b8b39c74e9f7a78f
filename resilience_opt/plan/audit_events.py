"""What every scenario does, month by month: the audit's own reading of Events and Attacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from resilience_opt.case.names import country_key, fold
from resilience_opt.case.sheets import Attack, Event
from resilience_opt.plan.audit_facts import Facts, Floats, Whole

Blow = Event | Attack


@dataclass(frozen=True)
class Effects:
    """Factors by scenario, what is hit, and month; position 0 of the months is not used.

    Attributes
    ----------
    available : arrays (scenarios, offers, 1 + T)
    lane, passing, price : (scenarios, arcs, 1 + T); `passing` is what a passage lets through of what is dispatched in a month
    demand : (scenarios, needs, 1 + T)
    """

    available: Floats
    lane: Floats
    passing: Floats
    price: Floats
    demand: Floats


def remaining(blow: Blow, month: int) -> float:
    """The share that an event leaves in a month: `Remaining` while it lasts, then a straight line back over the recovery.

    >>> strike = Attack(attack='x', kind='country', target='A', months=2, remaining=0.2, recovery_months=3)
    >>> [round(remaining(strike, j), 3) for j in range(1, 7)]
    [0.2, 0.2, 0.4, 0.6, 0.8, 1.0]
    """
    left = float(blow.remaining or 0.0)
    since = month - _last(blow)
    if month < _first(blow) or since > blow.recovery_months:
        return 1.0
    return left if since <= 0 else left + (1 - left) * since / (blow.recovery_months + 1)


def _first(blow: Blow) -> int:
    return blow.start_month if isinstance(blow, Event) else 1


def _last(blow: Blow) -> int:
    return _first(blow) + blow.months - 1


def effects(f: Facts) -> Effects:
    """All scenarios, then all sets of attacks, in the order of the plan."""
    of_scenario: dict[str, list[Blow]] = {}
    for event in f.case.events:
        of_scenario.setdefault(event.scenario, []).append(event)
    known = {a.attack: a for a in f.case.attacks}
    scenarios = f.at.scenarios[: len(f.at.scenarios) - len(f.at.sets)]
    sets: list[list[Blow]] = [[known[name] for name in names if name in known] for names in f.at.sets]
    return effects_of(f, [*(of_scenario.get(name, []) for name in scenarios), *sets])


def effects_of(f: Facts, crises: Sequence[Sequence[Blow]]) -> Effects:
    """What happens in some crises, each given by what strikes in it."""
    W, J = len(crises), f.months + 1
    found = Effects(*(np.ones((W, n, J)) for n in (len(f.offers), len(f.arc_end), len(f.arc_end), len(f.arc_end), len(f.need_end))))
    hits = _Hits(f)
    for w, blows in enumerate(crises):
        for blow in blows:
            _apply(f, found, hits, w, blow)
    for lead in np.unique(f.arc_lead):  # what is dispatched in month j passes in month j + lead, and freely after the last
        arcs = np.flatnonzero(f.arc_lead == lead)
        seen = max(0, J - int(lead))
        found.passing[:, arcs, :seen] *= found.lane[:, arcs, J - seen :]
    return found


def _apply(f: Facts, found: Effects, hits: _Hits, w: int, blow: Blow) -> None:
    """Multiply what one event does into the factors of its scenario."""
    months = range(f.months + 1)
    left = np.array([1.0, *(remaining(blow, j) for j in months[1:])])
    if blow.kind == "corridor":
        found.lane[w, hits.corridor(blow)] *= left
    elif blow.to is None:
        found.available[w, hits.offers(blow)] *= left
    else:
        found.passing[w, hits.arcs(blow)] *= left
    if isinstance(blow, Event):
        lasting = np.array([_first(blow) <= j <= _last(blow) for j in months])
        found.price[w, hits.arcs(blow)] *= np.where(lasting, blow.price_factor, 1.0)
        found.demand[w, hits.demand(blow)] *= np.where(lasting, blow.demand_factor, 1.0)


class _Hits:
    """Positions of what an event finds; asked again it answers from memory."""

    def __init__(self, f: Facts) -> None:
        self.f = f
        self._memory: dict[tuple[str, ...], Whole] = {}

    def _recall(self, what: str, blow: Blow) -> tuple[tuple[str, ...], Whole | None]:
        key = (what, blow.kind, blow.target, blow.material or "", blow.to or "")
        return key, self._memory.get(key)

    def _keep(self, key: tuple[str, ...], flags: list[bool]) -> Whole:
        self._memory[key] = np.flatnonzero(np.array(flags, dtype=bool))
        return self._memory[key]

    def offers(self, blow: Blow) -> Whole:
        """Offers by their supplier, its country, owner or group, or by their material."""
        key, known = self._recall("offers", blow)
        return known if known is not None else self._keep(key, [self._hits(blow, o.supplier, o.material) for o in self.f.offers])

    def _hits(self, blow: Blow, supplier: str, material: str) -> bool:
        names, target = self.f.names, blow.target
        if blow.material not in (None, material):
            return False
        if blow.kind == "supplier":
            return fold(target) == fold(supplier)
        if blow.kind == "country":
            return country_key(target) == names.place(supplier, "location")
        if blow.kind == "owner":
            return country_key(target) == names.place(supplier, "owner")
        if blow.kind == "group":
            return names.belongs(supplier, target)
        return blow.kind == "material" and fold(target) == fold(material)

    def arcs(self, blow: Blow) -> Whole:
        """Deliveries of the offers that are hit, to there where To is given."""
        key, known = self._recall("arcs", blow)
        if known is not None:
            return known
        struck = set(self.offers(blow).tolist())
        return self._keep(key, [o in struck and self._there(blow, o, a) for a, o in enumerate(self.f.at.arc_offer.tolist())])

    def _there(self, blow: Blow, o: int, a: int) -> bool:
        end = self.f.arc_end[a]
        if blow.to is None:
            return True
        return self.f.names.abroad(self.f.offers[o].supplier, end) if blow.to == "abroad" else self.f.names.holds(blow.to, end)

    def corridor(self, blow: Blow) -> Whole:
        """Deliveries on the corridor."""
        key, known = self._recall("corridor", blow)
        if known is not None:
            return known
        sold = [self.f.offers[o].material for o in self.f.at.arc_offer]
        names = [lane.corridor if lane else None for lane in self.f.arc_lane]
        target = fold(blow.target)
        return self._keep(
            key, [c is not None and fold(c) == target and blow.material in (None, m) for c, m in zip(names, sold, strict=True)]
        )

    def demand(self, blow: Blow) -> Whole:
        """Needs of markets, by the market, its country or its group."""
        key, known = self._recall("demand", blow)
        if known is not None:
            return known
        flags = []
        for end, (kind, name, material) in zip(self.f.need_end, self.f.at.needs, strict=True):
            if blow.kind == "market":
                hit = fold(blow.target) == fold(name)
            else:
                terms = {"country": [blow.target], "group": self.f.names.meant(blow.target)}.get(blow.kind, [])
                hit = any(self.f.names.same_country(term, end) for term in terms)
            flags.append(kind == "market" and hit and blow.material in (None, material))
        return self._keep(key, flags)
