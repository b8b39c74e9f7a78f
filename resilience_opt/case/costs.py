"""What a unit costs where it is used: the delivery, and the cheapest way to every input that it is made from.

With a recipe, an offer's `Unit cost` pays for the conversion alone; whoever compares it with the harm of a
shortage, or with the price of what replaces it, must add the inputs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter

from resilience_opt.case.case import Case
from resilience_opt.case.lanes import Delivery, Resolution
from resilience_opt.case.places import Node
from resilience_opt.case.sheets import Offer


@dataclass(frozen=True)
class Supply:
    """A delivery that could take place in some year, and its cost.

    Attributes
    ----------
    delivery : Delivery
    cost : float
        Landed, with the inputs made and delivered in the cheapest way; finite [money/unit].
    made : bool
        Whether there are such inputs.
    """

    delivery: Delivery
    cost: float
    made: bool


def supplies(lanes: Resolution) -> Iterator[Supply]:
    """Every delivery that could take place in some year of the plan, inputs before what is made from them."""
    recipes = lanes.places.recipes
    usable = {(o.supplier, o.material) for o in lanes.places.case.offers if _usable(lanes.places.case, o)}
    of_material: dict[str, list[Delivery]] = {}
    for d in lanes.deliveries:
        if (d.offer.supplier, d.offer.material) in usable:
            of_material.setdefault(d.offer.material, []).append(d)
    inputs: dict[str, set[str]] = {material: set() for material in of_material}
    for (_, output), needed in recipes.items():
        inputs.setdefault(output, set()).update(needed)
    least: dict[tuple[Node, str], float] = {}
    nodes = {node.name: node for node in lanes.places.uses if node.kind == "supplier"}
    for material in TopologicalSorter(inputs).static_order():
        for d in of_material.get(material, ()):
            cost, recipe = d.landed_cost, recipes.get((d.offer.supplier, material))
            if recipe is not None:
                cost += sum(quantity * least.get((nodes[d.offer.supplier], i), math.inf) for i, quantity in recipe.items())
            if not math.isfinite(cost):  # an input reaches it in no way
                continue
            if isinstance(d.destination, Node):
                key = (d.destination, material)
                least[key] = min(cost, least.get(key, math.inf))
            yield Supply(d, cost, recipe is not None)


def _usable(case: Case, offer: Offer) -> bool:
    """Whether an offer can deliver anything in some year of the plan."""
    first, last = case.years[0], case.years[-1]
    ready = first if offer.qualified else first + offer.qualification_years
    begin = max(ready, first if offer.from_year is None else offer.from_year)
    end = last if offer.to_year is None else min(last, offer.to_year)
    return begin <= end and (offer.capacity > 0 or offer.expansion_limit > 0)
