"""What shows only once every lane is resolved: contradictions, nodes without a supplier, limits that nothing could meet."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.lanes import Resolution
from resilience_opt.case.limits import Reaching, destinations_of, expand_row, materials_of
from resilience_opt.case.names import country_key
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import Attack, Demand, Event, Offer
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
                if node.kind == "market":
                    user: Demand | Offer = next(d for d in case.demand if (d.market, d.material) == (node.name, material))
                else:
                    made = {output for (s, output), inputs in places.recipes.items() if s == node.name and material in inputs}
                    user = next(o for o in case.offers if o.supplier == node.name and o.material in made)
                message = f"only a stockpile can supply {material} to '{node.name}'; a stockpile is a reserve, so an open lane from an offer is needed"
                yield Fault(*case.address(user, "material" if node.kind == "market" else "supplier"), message)


def _foreign(places: Places) -> Iterator[Fault]:
    """What is foreign is known only for destinations in one country."""
    case = places.case
    for row in case.share_limits:
        if row.group == "each foreign country":
            meant = [nodes for m in materials_of(places, row) for _, nodes in destinations_of(places, row, m)]
            if any(len({country_key(n.country) for n in nodes}) > 1 for nodes in meant):
                told = {country_key(n.country): n.country for nodes in meant for n in nodes}
                message = (
                    f"'each foreign country' needs a Destination in one country, but it lies in {' and '.join(told.values())}; type each"
                )
                yield Fault(*case.address(row, "destination"), message)


def _unreachable(places: Places, lanes: Resolution) -> Iterator[Fault]:
    """A hard Minimum share that no delivery and no stockpile could ever meet."""
    case = places.case
    reaching = Reaching(places, lanes.deliveries)
    for row in case.share_limits:
        if not row.minimum or row.penalty is not None:
            continue
        limits = [limit for limit in expand_row(reaching, row) if limit.side == "minimum" and limit.years]
        if limits and not any(limit.members & reaching.suppliers(limit.material, limit.nodes) for limit in limits):
            message = f"no delivery and no stockpile could ever meet a Minimum of {row.minimum:g} from '{row.group}'"
            yield Fault(*case.address(row, "minimum"), message)


def outlasting(lanes: Resolution) -> Iterator[Fault]:
    """Events and attacks of which the end is not seen."""
    case = lanes.places.case
    longest = max((d.lane.lead_months for d in lanes.deliveries if d.lane), default=0)
    blows: tuple[Event | Attack, ...] = (*case.events, *case.attacks)
    for record in blows:
        start = getattr(record, "start_month", 1)
        end = start - 1 + record.months + record.recovery_months + longest
        if end > case.settings.crisis_months:
            most = case.settings.crisis_months
            length = f"with its recovery and the longest lead time ({longest}) it lasts to month {end}"
            message = f"{length}, beyond Crisis months ({most}); what comes after is not seen"
            yield Fault(*case.address(record, "months"), message)
