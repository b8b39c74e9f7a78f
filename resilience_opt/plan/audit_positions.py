"""What stands behind each position of the plan's tables, by name.

The tables count offers, deliveries, stockpiles and the rest as the network does. The audit takes names from
the network and nothing else: every figure, and who belongs to what, it reads from the case by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from resilience_opt.case.sheets import ShareLimit
from resilience_opt.network.network import Network

Whole = NDArray[np.int64]

#: A row of Share limits without its figures, then group, material, destination and side as spelled out.
LimitName = tuple[ShareLimit, str, str, str, str]


@dataclass(frozen=True)
class Positions:
    """Names by position.

    Attributes
    ----------
    offers : (supplier, material)
    needs : ('market' or 'supplier', its name, material)
    stocks : stockpile
    arc_offer, arc_need, arc_stock : positions, -1 where an arc does not end in a need, or in a stockpile
    draw_stock, draw_need : positions
    classes : (market, material, priority)
    scenarios : names, sets of attacks last; `sets` has the attacks of each of these
    limits : names of the share limits; `account` of each, a position in the tables of accounts
    breaks : (position of the offer, where each part of its volume starts)
    """

    offers: tuple[tuple[str, str], ...]
    needs: tuple[tuple[str, str, str], ...]
    stocks: tuple[str, ...]
    arc_offer: Whole
    arc_need: Whole
    arc_stock: Whole
    draw_stock: Whole
    draw_need: Whole
    classes: tuple[tuple[str, str, str], ...]
    scenarios: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...]
    limits: tuple[LimitName, ...]
    account: tuple[int, ...]
    breaks: tuple[tuple[int, tuple[float, ...]], ...]
    source_limits: int


def limit_name(record: ShareLimit, group: str, material: str, destination: str, side: str) -> LimitName:
    """What tells one share limit from another; its figure does not."""
    return replace(record, maximum=None, minimum=None), group, material, destination, side


def positions(net: Network) -> Positions:
    """The names of a network, in its order."""
    materials: Sequence[str] = net.materials
    needs = tuple((str(node.kind), node.name, materials[m]) for node, m in zip(net.needs.node, net.needs.material, strict=True))
    return Positions(
        offers=tuple((o.supplier, o.material) for o in net.offers.record),
        needs=needs,
        stocks=tuple(k.stockpile for k in net.stocks.record),
        arc_offer=net.arcs.offer,
        arc_need=net.arcs.need,
        arc_stock=net.arcs.stock,
        draw_stock=net.draws.stock,
        draw_need=net.draws.need,
        classes=tuple((*needs[q][1:], p) for q, p in zip(net.classes.need, net.classes.priority, strict=True)),
        scenarios=net.shocks.names,
        sets=tuple(tuple(net.case.attacks[k].attack if k < len(net.case.attacks) else "" for k in chosen) for chosen in net.shocks.sets),
        limits=tuple(limit_name(r.limit.record, r.limit.group, r.limit.material, r.limit.destination, r.limit.side) for r in net.limits),
        account=tuple(r.account for r in net.limits),
        breaks=tuple((b.offer, tuple(s.start for s in b.segments)) for b in net.breaks),
        source_limits=len(net.sources),
    )
