"""Events and attacks that hit nothing, or that change nothing where they hit."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.lanes import Delivery, Resolution
from resilience_opt.case.names import country_key, fold
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import Attack, Event
from resilience_opt.errors import Fault

_CHANGE_DEMAND = ("market", "country", "group")


def events(lanes: Resolution) -> Iterator[Fault]:
    """Events without a consequence."""
    hits = _Hits(lanes)
    case = lanes.places.case
    for event in case.events:
        takes = event.kind != "market" and (event.remaining < 1 or (event.price_factor != 1 and event.kind != "corridor"))
        if takes:
            yield from hits.missed(event)
        if event.demand_factor != 1 and event.kind in _CHANGE_DEMAND and not hits.demand(event):
            message = f"the Demand factor touches nothing: {event.kind} '{event.target}' has no demand{_of(event)}"
            yield Fault(*case.address(event, "demand_factor"), message)
        if not takes and event.demand_factor == 1 and event.price_factor == 1:
            yield Fault(*case.address(event, "target"), f"the row changes nothing: {_unchanged(event)}")
        if event.kind == "market" and event.demand_factor != 1 and event.remaining < 1:
            message = "Remaining belongs to kinds that hit deliveries; with kind market it does nothing"
            yield Fault(*case.address(event, "remaining"), message)


def attacks(lanes: Resolution) -> Iterator[Fault]:
    """Attacks without a consequence, and attacks that are never made."""
    hits = _Hits(lanes)
    case = lanes.places.case
    budget = case.settings.attack_budget
    for attack in case.attacks:
        if attack.remaining < 1:
            yield from hits.missed(attack)
        else:
            yield Fault(*case.address(attack, "remaining"), "the row changes nothing: Remaining is 1")
        if budget is not None and attack.cost > budget:
            yield Fault(
                *case.address(attack, "cost"), f"Cost {attack.cost:g} is over the Attack budget ({budget:g}), so the attack is never made"
            )
    if case.attacks and not any(row.scenario == "attack" for row in case.survival):
        message = "the attacks touch nothing: no row of Survival has the scenario attack"
        yield Fault(*case.address(case.attacks[0], "attack"), message)


def _of(record: Event | Attack) -> str:
    return f" of '{record.material}'" if record.material else ""


def _unchanged(event: Event) -> str:
    if event.kind == "market":
        return "an event of kind market needs a Demand factor other than 1"
    return "Remaining is 1, and there is no Demand factor or Price factor other than 1"


class _Hits:
    """What events and attacks hit, among offers, deliveries and demand."""

    def __init__(self, lanes: Resolution) -> None:
        self.places: Places = lanes.places
        self.by_supplier: dict[str, list[Delivery]] = {}
        self.on_corridor: set[tuple[str, str]] = set()
        for d in lanes.deliveries:
            self.by_supplier.setdefault(d.offer.supplier, []).append(d)
            if d.lane is not None and d.lane.corridor is not None:
                self.on_corridor.add((fold(d.lane.corridor), d.offer.material))

    def missed(self, record: Event | Attack) -> Iterator[Fault]:
        """The cell and the reason, where neither an offer nor a delivery is hit."""
        case = self.places.case
        target = f"{record.kind} '{record.target}'"
        if record.kind == "corridor":
            if not any(fold(record.target) == name and record.material in (None, material) for name, material in self.on_corridor):
                yield Fault(*case.address(record, "target"), f"the row touches nothing: no delivery{_of(record)} passes {target}")
            return
        struck = self._suppliers(record)
        if not any(o.supplier in struck and self._material(record, o.material) for o in case.offers):
            yield Fault(*case.address(record, "target"), f"the row touches nothing: no offer{_of(record)} is hit by {target}")
        elif record.to is not None and not any(
            self._material(record, d.offer.material) and self._towards(record.to, d) for s in struck for d in self.by_supplier.get(s, ())
        ):
            end = "abroad" if record.to == "abroad" else f"to '{record.to}'"
            yield Fault(
                *case.address(record, "to"), f"the row touches nothing: no delivery{_of(record)} that is hit by {target} goes {end}"
            )

    def _suppliers(self, record: Event | Attack) -> frozenset[str]:
        if record.kind == "material":
            return frozenset(o.supplier for o in self.places.case.offers)
        return self.places.struck(record.kind, record.target)

    def _material(self, record: Event | Attack, material: str) -> bool:
        return record.material in (None, material) and (record.kind != "material" or record.target == material)

    def _towards(self, to: str, delivery: Delivery) -> bool:
        end = delivery.destination
        if to == "abroad":
            return self.places.abroad(delivery.offer.supplier, end)
        return self.places.holds(to, end if isinstance(end, Node) else Node("market", end.stockpile, end.country))

    def demand(self, event: Event) -> bool:
        """Whether a demand factor finds demand, by the market, its country or its group."""
        needed = {d.market for d in self.places.case.demand if event.material in (None, d.material)}
        return any(m.market in needed and self._meets(event, m.market, m.country or m.market) for m in self.places.case.markets)

    def _meets(self, event: Event, market: str, country: str) -> bool:
        if event.kind == "market":
            return fold(event.target) == fold(market)
        terms = self.places.terms(event.target) if event.kind == "group" else [event.target]
        return any(country_key(term) == country_key(country) for term in terms)
