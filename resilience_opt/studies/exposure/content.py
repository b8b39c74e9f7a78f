"""Look-through: where what is delivered today comes from, tier by tier, by mass balance with proportional mixing.

An offer of the origin material is wholly its own supplier's. What a supplier makes from inputs that carry the origin is composed
as these inputs are, on average over what arrives, each weighed by how much of the origin a unit of output takes through it. What comes
from an offer without a recipe, which should carry the origin and does not say from whom, is `OUTSIDE` the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from resilience_opt.network.accounts import carrying
from resilience_opt.network.network import Floats
from resilience_opt.studies.exposure.today import Today
from resilience_opt.studies.exposure.volumes import users_first

OUTSIDE = "outside the workbook"


@dataclass(frozen=True)
class Content:
    """Of what today's deliveries of every offer are made, as far as one origin material goes.

    Attributes
    ----------
    origin : material, by position
    sources : who is told apart: the suppliers of the origin, then `OUTSIDE`
    of_offer : offer to array (sources,) of shares that add up to 1; no entry for an offer that has nothing to do with the origin
    """

    origin: int
    sources: tuple[str, ...]
    of_offer: Mapping[int, Floats]

    def of_needs(self, today: Today, needs: list[int]) -> dict[str, float]:
        """Shares of the sources in what arrives at some needs today; empty where nothing arrives."""
        arcs = [a for q in needs for a in today.net.needs.arcs[q] if today.ship[a] > 0 and int(today.net.arcs.offer[a]) in self.of_offer]
        total = sum(today.ship[a] for a in arcs)
        if total <= 0:
            return {}
        mixed = sum(today.ship[a] * self.of_offer[int(today.net.arcs.offer[a])] for a in arcs) / total
        return {source: float(share) for source, share in zip(self.sources, mixed, strict=True) if share > 0}


def content(today: Today, origin: int) -> Content:
    """Follow one origin material downstream."""
    net = today.net
    followed = carrying(origin, net.offers, net.needs)
    sources = (*dict.fromkeys(o.supplier for i, o in enumerate(net.offers.record) if net.offers.material[i] == origin), OUTSIDE)
    of_offer: dict[int, Floats] = {}
    grade: dict[int, float] = {origin: 1.0}  # units of the origin in a unit of a material, on average over those that have a recipe
    mixed: dict[int, Floats] = {}  # what arrives at a need, on average
    carried = _carrying_inputs(today, followed)
    for material in reversed(users_first(net)):
        if material not in followed:
            continue
        taken: dict[int, float] = {}
        for o in np.flatnonzero((net.offers.material == material) & (today.shipped > 0)).tolist():
            if material == origin:
                of_offer[o] = _only(sources, net.offers.record[o].supplier)
                continue
            inputs = [(q, quantity * grade[int(net.needs.material[q])]) for q, quantity in carried.get(o, ()) if q in mixed]
            taken[o] = sum(weight for _, weight in inputs)
            of_offer[o] = np.asarray(sum(weight * mixed[q] for q, weight in inputs) / taken[o]) if taken[o] > 0 else _only(sources, OUTSIDE)
        known = {o: weight for o, weight in taken.items() if weight > 0}
        if material != origin:
            made = sum(today.shipped[o] for o in known)
            grade[material] = sum(today.shipped[o] * weight for o, weight in known.items()) / made if made > 0 else 1.0
        for q in range(len(net.needs)):
            arcs = [a for a in net.needs.arcs[q] if net.needs.material[q] == material and today.ship[a] > 0]
            if arcs:
                total = sum(today.ship[a] for a in arcs)
                mixed[q] = np.asarray(sum(today.ship[a] * of_offer[int(net.arcs.offer[a])] for a in arcs) / total)
    return Content(origin, sources, of_offer)


def _only(sources: tuple[str, ...], source: str) -> Floats:
    return np.array([1.0 if s == source else 0.0 for s in sources])


def _carrying_inputs(today: Today, followed: frozenset[int]) -> dict[int, list[tuple[int, float]]]:
    """Inputs of every offer that are the origin or carry it: the need, and the quantity for one unit."""
    net = today.net
    found: dict[int, list[tuple[int, float]]] = {}
    for q in range(len(net.needs)):
        if int(net.needs.material[q]) in followed:
            for o, quantity in net.needs.recipe[q]:
                found.setdefault(o, []).append((q, quantity))
    return found


def tiers(today: Today) -> dict[int, int]:
    """Material to its tier: 0 where a market asks for it and nothing is made from it, else one more than the highest made from it."""
    net = today.net
    found: dict[int, int] = {}
    for material in users_first(net):
        made = {
            int(net.offers.material[o]) for q in range(len(net.needs)) if net.needs.material[q] == material for o, _ in net.needs.recipe[q]
        }
        found[material] = max((found[m] + 1 for m in made), default=0)
    return found


def upstream(today: Today, material: int) -> list[int]:
    """The materials that a material is made from, directly or not, today; nearest tier first."""
    net = today.net
    shipped = today.shipped
    found, edge = {material}, {material}
    while edge:
        makers = {o for o in range(len(net.offers)) if int(net.offers.material[o]) in edge and shipped[o] > 0}
        edge = {int(net.needs.material[q]) for q in range(len(net.needs)) if any(o in makers for o, _ in net.needs.recipe[q])} - found
        found |= edge
    order = users_first(net)
    return sorted(found - {material}, key=order.index)
