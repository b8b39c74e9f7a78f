"""What shows only once every lane is resolved: contradictions, nodes without a supplier, limits that nothing could meet."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.lanes import Resolution
from resilience_opt.case.limits import destinations_of, expand_row, materials_of, reaching
from resilience_opt.case.names import country_key
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import Attack, Event
from resilience_opt.errors import Fault


def find(lanes: Resolution) -> Iterator[Fault]:
    """Faults of a case in which no single row is wrong."""
    places = lanes.places
    yield from lanes.faults
    if not lanes.faults:
        yield from _unsupplied(places, lanes)
        yield from _foreign(places)
        yield from _unreachable(places, lanes)


def _unsupplied(places: Places, lanes: Resolution) -> Iterator[Fault]:
    """A stockpile is a reserve, not a hub: it may not be a node's only supply."""
    case = places.case
    reached = {(d.destination, d.offer.material) for d in lanes.deliveries if isinstance(d.destination, Node)}
    stocked = {(node, k.material) for k in case.stockpiles for node in places.served(k)}
    for node, used in places.uses.items():
        for material in used:
            if (node, material) in stocked and (node, material) not in reached:
                record = next((d for d in case.demand if d.market == node.name and d.material == material), None)
                user = record or next(o for o in case.offers if o.supplier == node.name and material in places.recipes.get((o.supplier, o.material), {}))
                message = f"only a stockpile can supply {material} to '{node.name}'; a stockpile is a reserve, so an open lane from an offer is needed"
                yield Fault(*case.address(user, "material" if record else "supplier"), message)


def _foreign(places: Places) -> Iterator[Fault]:
    """What is foreign is known only for destinations in one country."""
    case = places.case
    for row in case.share_limits:
        if row.group == "each foreign country":
            meant = [nodes for m in materials_of(places, row) for _, nodes in destinations_of(places, row, m)]
            if any(len({country_key(n.country) for n in nodes}) > 1 for nodes in meant):
                told = {country_key(n.country): n.country for nodes in meant for n in nodes}
                message = f"'each foreign country' needs a Destination in one country, but it lies in {' and '.join(told.values())}; use each"
                yield Fault(*case.address(row, "destination"), message)


def _unreachable(places: Places, lanes: Resolution) -> Iterator[Fault]:
    """A hard Minimum share that no delivery and no stockpile could ever meet."""
    case = places.case
    for row in case.share_limits:
        if not row.minimum or row.penalty is not None:
            continue
        limits = [limit for limit in expand_row(places, lanes.deliveries, row) if limit.side == "minimum" and limit.years]
        if limits and not any(limit.members & reaching(places, lanes.deliveries, limit.material, limit.nodes) for limit in limits):
            message = f"no delivery and no stockpile could ever meet a Minimum of {row.minimum:g} from '{row.group}'"
            yield Fault(*case.address(row, "minimum"), message)


def doubts(lanes: Resolution) -> Iterator[Fault]:
    """Warnings that need the lanes."""
    places = lanes.places
    yield from _cheap_shortage(places, lanes)
    yield from _cheap_stock(places, lanes)
    yield from _outlasting(places, lanes)
    yield from _untouched(places, lanes)


def _landed(lanes: Resolution) -> Iterator[tuple[object, str, float]]:
    for d in lanes.deliveries:
        yield d.destination, d.offer.material, d.landed_cost


def _cheap_shortage(places: Places, lanes: Resolution) -> Iterator[Fault]:
    """Where failing is cheaper than buying, it would pay to fail."""
    dearest: dict[tuple[str, str], float] = {}
    for destination, material, cost in _landed(lanes):
        if isinstance(destination, Node) and destination.kind == "market":
            key = (destination.name, material)
            dearest[key] = max(cost, dearest.get(key, 0.0))
    for d in places.case.demand:
        most = dearest.get((d.market, d.material), 0.0)
        if d.shortage_cost < most:
            message = f"Shortage cost {d.shortage_cost:g} is below a landed cost of {most:g}: it would pay to fail"
            yield Fault(*places.case.address(d, "shortage_cost"), message)


def _cheap_stock(places: Places, lanes: Resolution) -> Iterator[Fault]:
    stocked = {k.material for k in places.case.stockpiles}
    dearest: dict[str, float] = {}
    for _, material, cost in _landed(lanes):
        dearest[material] = max(cost, dearest.get(material, 0.0))
    for m in places.case.materials:
        if m.material in stocked and m.price is not None and m.price < dearest.get(m.material, 0.0):
            message = f"Price {m.price:g} is below the dearest landed unit cost of {dearest[m.material]:g}"
            yield Fault(*places.case.address(m, "price"), message)


def _outlasting(places: Places, lanes: Resolution) -> Iterator[Fault]:
    case = places.case
    longest = max((d.lane.lead_months for d in lanes.deliveries if d.lane), default=0)
    blows: tuple[Event | Attack, ...] = (*case.events, *case.attacks)
    for record in blows:
        start = getattr(record, "start_month", 1)
        end = start - 1 + record.months + record.recovery_months + longest
        if end > case.settings.crisis_months:
            message = f"with its recovery and the longest lead time ({longest}) it lasts to month {end}, beyond Crisis months ({case.settings.crisis_months})"
            yield Fault(*case.address(record, "months"), message)


def _untouched(places: Places, lanes: Resolution) -> Iterator[Fault]:
    """Limits that hold for nothing, and requirements on nothing."""
    case = places.case
    for row in case.share_limits:
        if not any(limit.nodes for limit in expand_row(places, lanes.deliveries, row)):
            yield Fault(*case.address(row, "group"), "the limit touches nothing: no delivery of the material reaches the destinations")
    for requirement in case.survival:
        known = any(
            requirement.market in (None, d.market) and requirement.material in (None, d.material) and requirement.priority in (None, d.priority)
            for d in case.demand
        )
        if not known:
            yield Fault(*case.address(requirement, "market"), "the requirement touches nothing: there is no such demand")
        elif requirement.scenario == "attack" and (case.settings.attack_budget is None or not case.attacks):
            yield Fault(*case.address(requirement, "scenario"), "the requirement touches nothing: there is no Attack budget, or no attack")
    blows: tuple[Event | Attack, ...] = (*case.events, *case.attacks)
    for event in blows:
        if event.kind in ("supplier", "country", "owner", "group", "material") and not _hits(places, event):
            yield Fault(*case.address(event, "target"), f"the row touches nothing: no offer or demand is hit by {event.kind} '{event.target}'")
    offered = {o.material for o in case.offers}
    for limit in case.source_limits:
        members = None if limit.group is None else places.members(limit.group)
        if members is not None and limit.material in offered and not any(o.supplier in members for o in case.offers if o.material == limit.material):
            yield Fault(*case.address(limit, "group"), f"the limit touches nothing: nobody of '{limit.group}' offers '{limit.material}'")
        if limit.material not in offered:
            yield Fault(*case.address(limit, "material"), f"the limit touches nothing: nobody offers '{limit.material}'")


def _hits(places: Places, event: Event | Attack) -> bool:
    """Whether an event finds an offer, or, with a demand factor, a market."""
    case = places.case
    offers = [o for o in case.offers if event.material in (None, o.material)]
    if event.kind == "material":
        return any(o.material == event.target for o in offers)
    members = places.struck(event.kind, event.target)
    if any(o.supplier in members for o in offers):
        return True
    return isinstance(event, Event) and event.demand_factor != 1 and bool(places.nodes(event.target))
