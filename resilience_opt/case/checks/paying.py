"""Costs that would make the wrong thing pay: a shortage, or the release of stock, that is cheaper than to buy."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.costs import Supply, supplies
from resilience_opt.case.lanes import Resolution
from resilience_opt.case.places import Node
from resilience_opt.errors import Fault


def cheap(lanes: Resolution) -> Iterator[Fault]:
    """Shortage costs and prices of stock that are below what a unit costs where it is used."""
    found = tuple(supplies(lanes))
    yield from _shortage(lanes, found)
    yield from _stock(lanes, found)


def _shortage(lanes: Resolution, found: tuple[Supply, ...]) -> Iterator[Fault]:
    """Where failing is cheaper than buying, it would pay to fail."""
    cheapest: dict[tuple[str, str], Supply] = {}
    dearest: dict[tuple[str, str], Supply] = {}
    for supply in found:
        end = supply.delivery.destination
        if isinstance(end, Node) and end.kind == "market":
            key = (end.name, supply.delivery.offer.material)
            if key not in cheapest or supply.cost < cheapest[key].cost:
                cheapest[key] = supply
            if key not in dearest or supply.cost > dearest[key].cost:
                dearest[key] = supply
    case = lanes.places.case
    for d in case.demand:
        key = (d.market, d.material)
        if key not in cheapest or d.shortage_cost >= dearest[key].cost:
            continue
        if d.shortage_cost < cheapest[key].cost:
            message = f"is below the least that a unit costs: {_said(cheapest[key])}; it would pay to fail"
        else:
            message = f"is below what a unit costs from one supplier: {_said(dearest[key])}; it would pay to fail rather than to buy there"
        yield Fault(*case.address(d, "shortage_cost"), f"Shortage cost {d.shortage_cost:.6g} {message}")


def _stock(lanes: Resolution, found: tuple[Supply, ...]) -> Iterator[Fault]:
    """Where what is released from stock is replaced below cost, stock would be used in place of deliveries."""
    case = lanes.places.case
    stocked = {k.material for k in case.stockpiles}
    dearest: dict[str, Supply] = {}
    for supply in found:
        material = supply.delivery.offer.material
        if material not in dearest or supply.cost > dearest[material].cost:
            dearest[material] = supply
    for m in case.materials:
        most = dearest.get(m.material)
        if m.material in stocked and m.price is not None and most is not None and m.price < most.cost:
            message = f"Price {m.price:.6g} is below the dearest landed unit cost: {_said(most)}; a unit released from stock could not be replaced for it"
            yield Fault(*case.address(m, "price"), message)


def _said(supply: Supply) -> str:
    end = supply.delivery.destination
    name = end.name if isinstance(end, Node) else end.stockpile
    made = ", made from the cheapest inputs" if supply.made else ""
    return f"{supply.cost:.6g} from '{supply.delivery.offer.supplier}' to '{name}'{made}"
