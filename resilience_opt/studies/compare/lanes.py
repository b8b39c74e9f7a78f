"""Which rows of Lanes, present in one of two cases only, change nothing but what deliveries cost.

A tariff that a case adds is a row of its own, and takes over lead time and corridor from no other row. Where it leaves
them as they were for every delivery that it holds for, its coming is a matter of price; otherwise it is one of volume.
"""

from __future__ import annotations

from collections.abc import Mapping

from resilience_opt.case.case import Case
from resilience_opt.case.lanes import resolve
from resilience_opt.case.names import fold
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import Lane
from resilience_opt.studies.compare.causes import PRICE

#: supplier, material, kind of destination and destination
_Pair = tuple[str, str, str, str]
_Ways = Mapping[_Pair, Lane | None]


def lanes_that_only_cost(one: Case, other: Case) -> dict[int, str]:
    """`PRICE` by the identity of a row, for the rows of either case that would leave the other case's ways as they are."""
    if one.lanes == other.lanes and one.settings.default_lane == other.settings.default_lane:
        return {}
    ways, others = _ways(one), _ways(other)
    return {**_only_cost(one, ways, other, others), **_only_cost(other, others, one, ways)}


def _ways(case: Case) -> _Ways:
    """The row that holds for each permitted delivery."""
    found: dict[_Pair, Lane | None] = {}
    for delivery in resolve(Places(case)).deliveries:
        end = delivery.destination
        kind, name = (end.kind, end.name) if isinstance(end, Node) else ("stockpile", end.stockpile)
        found[fold(delivery.offer.supplier), fold(delivery.offer.material), kind, fold(name)] = delivery.lane
    return found


def _only_cost(case: Case, ways: _Ways, other: Case, others: _Ways) -> dict[int, str]:
    offered = {(fold(o.supplier), fold(o.material)) for o in other.offers}
    ends = {end[2:] for end in others}
    held: dict[int, list[_Pair]] = {}
    for pair, lane in ways.items():
        if lane is not None and pair[:2] in offered and pair[2:] in ends:
            held.setdefault(id(lane), []).append(pair)
    return {
        id(lane): PRICE
        for lane in case.lanes
        if lane.open and id(lane) in held and all(pair in others and _same_way(lane, others[pair]) for pair in held[id(lane)])
    }


def _same_way(lane: Lane, other: Lane | None) -> bool:
    lead, corridor = (other.lead_months, other.corridor) if other else (0, None)
    return lane.lead_months == lead and fold(lane.corridor or "") == fold(corridor or "")
