"""What every scenario does in every month: availability, passage, lanes, demand and prices.

All factors are made here, products included, so that the mathematics meets finished numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resilience_opt.case.case import Case
from resilience_opt.case.lanes import Delivery
from resilience_opt.case.names import country_key, fold
from resilience_opt.case.needs import Class, reaches
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import Attack, Event

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shocks:
    """Factors by scenario and month; position 0 of the months is not used.

    Attributes
    ----------
    names : tuple of str
    probability : array (scenarios,), a year
    costed : array (scenarios,), whether the crisis has a cost (sets of attacks have none)
    sets : the sets of attacks, by position in the sheet: the last scenarios
    available : array (scenarios, offers, 1 + T)
    permit, lane, price : arrays (scenarios, arcs, 1 + T)
    demand : array (scenarios, needs, 1 + T)
    service : array (scenarios, classes, years, 1 + T), the level that must be held; 0 where none
    """

    names: tuple[str, ...]
    probability: Floats
    costed: NDArray[np.bool_]
    available: Floats
    permit: Floats
    lane: Floats
    price: Floats
    demand: Floats
    service: Floats
    sets: tuple[tuple[int, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.names)


def factor(event: Event | Attack, months: int) -> Floats:
    """The event's factor in months 0 to `months`: `Remaining` while it lasts, then a straight line back.

    >>> from resilience_opt.case.sheets import Attack
    >>> strike = Attack(attack='x', kind='country', target='A', months=2, remaining=0.2, recovery_months=3)
    >>> factor(strike, 6).round(3).tolist()
    [1.0, 0.2, 0.2, 0.4, 0.6, 0.8, 1.0]
    """
    start = event.start_month if isinstance(event, Event) else 1
    remaining = float(event.remaining or 0.0)
    j = np.arange(months + 1)
    since = j - (start + event.months) + 1
    back = remaining + (1 - remaining) * since / (event.recovery_months + 1)
    values = np.where((j >= start) & (since <= 0), remaining, np.where((since > 0) & (since <= event.recovery_months), back, 1.0))
    values[0] = 1.0
    return values


def lasting(event: Event, value: float, months: int) -> Floats:
    """`value` in the months while the event lasts (without its recovery), 1 elsewhere."""
    j = np.arange(months + 1)
    return np.where((j >= event.start_month) & (j < event.start_month + event.months), value, 1.0)


class Reach:
    """What the events of one case hit: offers, arcs and needs by position."""

    def __init__(self, places: Places, deliveries: Sequence[Delivery], arc_offer: NDArray[np.int64], needs: Sequence[tuple[Node, str]]) -> None:
        self.places, self.deliveries, self.arc_offer, self.needs = places, deliveries, arc_offer, needs
        self.offers = places.case.offers

    def hit_offers(self, event: Event | Attack) -> NDArray[np.int64]:
        """Offers that an event hits by supplier, country, owner, group or material."""
        if event.kind == "material":
            hit = [o for o, offer in enumerate(self.offers) if fold(offer.material) == fold(event.target)]
        else:
            who = self.places.struck(event.kind, event.target)
            hit = [o for o, offer in enumerate(self.offers) if offer.supplier in who]
        return np.array([o for o in hit if event.material is None or self.offers[o].material == event.material], dtype=np.int64)

    def hit_arcs(self, event: Event | Attack) -> NDArray[np.int64]:
        """Arcs out of the offers that an event hits, into its To where that is given."""
        arcs = np.flatnonzero(np.isin(self.arc_offer, self.hit_offers(event)))
        if event.to is None:
            return arcs
        return np.array([a for a in arcs.tolist() if self._towards(event.to, self.deliveries[a])], dtype=np.int64)

    def _towards(self, to: str, delivery: Delivery) -> bool:
        end = delivery.destination
        if to == "abroad":
            return self.places.abroad(delivery.offer.supplier, end)
        node = end if isinstance(end, Node) else Node("market", end.stockpile, end.country)
        return self.places.holds(to, node)

    def corridor_arcs(self, event: Event | Attack) -> NDArray[np.int64]:
        """Arcs on the corridor that an event closes, within its Material."""
        if event.kind != "corridor":
            return np.zeros(0, dtype=np.int64)
        return np.array(
            [
                a
                for a, d in enumerate(self.deliveries)
                if d.lane is not None
                and d.lane.corridor is not None
                and fold(d.lane.corridor) == fold(event.target)
                and (event.material is None or d.offer.material == event.material)
            ],
            dtype=np.int64,
        )

    def hit_needs(self, event: Event) -> NDArray[np.int64]:
        """Needs of the markets that a demand factor meets, by the market, its country or its group."""
        if event.kind not in ("market", "country", "group"):
            return np.zeros(0, dtype=np.int64)
        found = []
        for q, (node, material) in enumerate(self.needs):
            if node.kind != "market" or (event.material is not None and material != event.material):
                continue
            if event.kind == "market":
                hit = fold(event.target) == fold(node.name)
            elif event.kind == "country":
                hit = country_key(event.target) == country_key(node.country)
            else:
                hit = any(country_key(term) == country_key(node.country) for term in self.places.terms(event.target))
            if hit:
                found.append(q)
        return np.array(found, dtype=np.int64)


def shocks(reach: Reach, classes: Sequence[Class], class_years: int) -> Shocks:
    """Every scenario of a case, month by month; sets of attacks come after (:mod:`resilience_opt.network.strikes`)."""
    case = reach.places.case
    T = case.settings.crisis_months
    W = len(case.scenarios)
    found = Shocks(
        names=tuple(s.scenario for s in case.scenarios),
        probability=np.array([s.probability for s in case.scenarios], dtype=float),
        costed=np.ones(W, dtype=bool),
        available=np.ones((W, len(reach.offers), T + 1)),
        permit=np.ones((W, len(reach.deliveries), T + 1)),
        lane=np.ones((W, len(reach.deliveries), T + 1)),
        price=np.ones((W, len(reach.deliveries), T + 1)),
        demand=np.ones((W, len(reach.needs), T + 1)),
        service=np.array([required_service(case, s.scenario, classes, class_years) for s in case.scenarios]).reshape(W, len(classes), class_years, T + 1),
    )
    positions = {s.scenario: w for w, s in enumerate(case.scenarios)}
    for event in case.events:
        _apply(reach, found, positions[event.scenario], event, T)
    return found


def _apply(reach: Reach, found: Shocks, w: int, event: Event, T: int) -> None:
    share = factor(event, T)
    if event.kind == "corridor":
        found.lane[w, reach.corridor_arcs(event)] *= share
    elif event.to is None:
        found.available[w, reach.hit_offers(event)] *= share
    else:
        found.permit[w, reach.hit_arcs(event)] *= share
    if event.price_factor != 1.0:
        found.price[w, reach.hit_arcs(event)] *= lasting(event, event.price_factor, T)
    if event.demand_factor != 1.0:
        found.demand[w, reach.hit_needs(event)] *= lasting(event, event.demand_factor, T)


def required_service(case: Case, scenario: str | None, classes: Sequence[Class], class_years: int) -> Floats:
    """The level that must be held in a scenario (None: a set of attacks), array (classes, years, 1 + T); 0 where none."""
    found = np.zeros((len(classes), class_years, case.settings.crisis_months + 1))
    for row in case.survival:
        first = (row.from_year or case.years[0]) - case.years[0]
        for c, key in enumerate(classes):
            if reaches(row, scenario, key):
                level = found[c, max(first, 0) :, 1 : row.months + 1]
                np.maximum(level, row.service_level, out=level)
    return found
