"""Scaling: each material by its demand, money by the size of the cheapest plan, in powers of two.

Tolerances are absolute in a solver. Powers of two leave every digit as it is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.network.network import Breaks, Floats, LimitRow, Network, Segment

#: What the yearly need of a material, and the cost of the cheapest plan, come to after scaling.
NEED, PLAN_COST = 1024.0, 65536.0
#: The dearest unit in a crisis comes to this at most, against the unit in which the crisis's cost is counted.
DEAREST = 16384.0


def yearly_needs(net: Network) -> Floats:
    """What all nodes together can take of each material in a year, on average [unit/year]."""
    found = np.zeros(len(net.materials))
    for q in range(len(net.needs)):
        if net.needs.market[q]:
            need = sum((net.classes.quantity[c].mean() for c in net.needs.classes[q]), 0.0)
        else:
            need = sum((quantity * net.offers.largest[o].mean() for o, quantity in net.needs.recipe[q]), 0.0)
        found[net.needs.material[q]] += need
    return found


def cheapest_cost(net: Network) -> float:
    """A rough size of the cheapest plan: demand at the cheapest landed unit cost, over all years [money]."""
    total = 0.0
    for q in np.flatnonzero(net.needs.market):
        costs = [net.arcs.cost[a] for a in net.needs.arcs[q] if net.arcs.cost[a] > 0]
        for c in net.needs.classes[q]:
            total += float((net.classes.quantity[c] * net.discount).sum()) * (min(costs) if costs else 1.0)
    return total


def dearest_unit(net: Network, by_arc: Floats, by_class: Floats, by_stock: Floats) -> float:
    """What the dearest scaled unit costs in a crisis [money]: where failing costs a million times what buying does, that outweighs the rest."""
    price = net.shocks.price.max(axis=(0, 2), initial=1.0) if len(net.arcs) else np.ones(0)
    found = [net.classes.shortage_cost * by_class, net.arcs.cost * by_arc * price, net.stocks.price * by_stock]
    return max(float(np.max(values, initial=0.0)) for values in found)


def _power(size: float) -> float:
    return float(2.0 ** np.round(np.log2(size))) if size > 0 and np.isfinite(size) else 1.0


def scaled(net: Network) -> Network:
    """The same network in units that suit a solver; `unit` and `money` say how large they are."""
    needs = yearly_needs(net)
    unit = np.array([_power(need / NEED) for need in needs])
    money = _power(cheapest_cost(net) / PLAN_COST)
    o, a, k, q = net.offers, net.arcs, net.stocks, net.needs
    by_offer, by_stock = unit[o.material], unit[k.material]
    by_arc = by_offer[a.offer] if len(a) else np.zeros(0)
    by_class = unit[q.material[net.classes.need]][:, None]
    return replace(
        net,
        unit=unit,
        money=money,
        crisis_money=max(1.0, _power(dearest_unit(net, by_arc, by_class, by_stock) / money / DEAREST)),
        offers=replace(
            o,
            capacity=o.capacity / by_offer,
            unit_cost=o.unit_cost * by_offer / money,
            fixed_cost=o.fixed_cost / money,
            qualification_cost=o.qualification_cost / money,
            minimum_take=o.minimum_take / by_offer,
            current_volume=o.current_volume / by_offer,
            maximum_change=o.maximum_change / by_offer,
            expansion_limit=o.expansion_limit / by_offer,
            expansion_cost=o.expansion_cost * by_offer / money,
            largest=o.largest / by_offer[:, None],
        ),
        arcs=replace(a, cost=a.cost * by_arc / money, largest=a.largest / by_arc[:, None]),
        needs=replace(q, recipe=tuple(tuple((x, quantity * by_offer[x] / unit[q.material[i]]) for x, quantity in r) for i, r in enumerate(q.recipe))),
        stocks=replace(
            k,
            opening=k.opening / by_stock,
            minimum=k.minimum / by_stock[:, None],
            maximum=k.maximum / by_stock,
            build=k.build / by_stock,
            release=k.release / by_stock,
            holding_cost=k.holding_cost * by_stock / money,
            fixed_cost=k.fixed_cost / money,
            price=k.price * by_stock / money,
        ),
        classes=replace(
            net.classes,
            quantity=net.classes.quantity / by_class,
            shortage_cost=net.classes.shortage_cost * by_class / money,
            shortage_limit=net.classes.shortage_limit / by_class,
        ),
        limits=tuple(_limit(row, float(unit[row.material]), money) for row in net.limits),
        breaks=tuple(_breaks(b, float(by_offer[b.offer]), money) for b in net.breaks),
    )


def _limit(row: LimitRow, unit: float, money: float) -> LimitRow:
    if row.limit.record.basis == "value":
        weight, penalty = unit / money, row.penalty
    else:
        weight, penalty = 1.0, None if row.penalty is None else row.penalty * unit / money
    return replace(row, arcs=tuple((a, v * weight) for a, v in row.arcs), draws=tuple((r, v * weight) for r, v in row.draws), penalty=penalty)


def _breaks(breaks: Breaks, unit: float, money: float) -> Breaks:
    segments = tuple(Segment(s.start / unit, s.end / unit, s.difference * unit / money) for s in breaks.segments)
    return replace(breaks, segments=segments)
