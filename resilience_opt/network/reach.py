"""How far a delivery reaches: the largest useful flow of a year, and the months of a crisis that still serve."""

from __future__ import annotations

import heapq

import numpy as np

from resilience_opt.network.network import Classes, Draws, Floats, Needs, Offers, Stocks, Whole


def largest_flows(
    offers: Offers, arc_offer: Whole, arc_need: Whole, arc_stock: Whole, needs: Needs, classes: Classes, stocks: Stocks, draws: Draws
) -> tuple[Floats, Floats]:
    """Largest useful shipment of every offer and delivery of every arc, by year.

    A market takes at most its demand, a supplier what its largest useful output needs, a stockpile its
    Maximum build or, the balance being an equality, its Maximum level and what can be drawn from it. None
    of these is cut off by a plan: they are valid as bounds and as big Ms.

    Returns
    -------
    arrays of shape (offers, years) and (arcs, years) [unit/year]
    """
    years = classes.quantity.shape[1]
    take = np.zeros((len(needs), years))
    np.add.at(take, classes.need, classes.quantity)
    bought = np.zeros((len(offers), years))
    for t in range(years):
        bought[:, t] = offers.capacity + np.where(offers.expansion_years <= t, offers.expansion_limit, 0.0)
    bought[~offers.allowed] = 0.0
    late = ~offers.qualified[:, None] & (np.arange(years)[None, :] < offers.qualification_years[:, None])
    bought[late] = 0.0
    largest = np.zeros_like(bought)
    arc = np.zeros((len(arc_offer), years))
    arcs_of_material = [np.flatnonzero(offers.material[arc_offer] == m) for m in range(int(max(offers.material, default=-1)) + 1)]
    for m in _outputs_first(offers, needs):
        for q in np.flatnonzero((needs.material == m) & ~needs.market):
            take[q] = sum((quantity * largest[o] for o, quantity in needs.recipe[q]), np.zeros(years))
        store = _store_takes(stocks, draws, take, m)
        for a in arcs_of_material[m] if m < len(arcs_of_material) else ():
            room = take[arc_need[a]] if arc_need[a] >= 0 else store[arc_stock[a]]
            arc[a] = np.minimum(bought[arc_offer[a]], room)
        for o in np.flatnonzero(offers.material == m):
            largest[o] = np.minimum(bought[o], arc[list(offers.arcs[o])].sum(axis=0))
    return largest, arc


def _store_takes(stocks: Stocks, draws: Draws, take: Floats, material: int) -> dict[int, Floats]:
    found = {}
    for k in np.flatnonzero(stocks.material == material):
        served = take[draws.need[draws.stock == k]].sum(axis=0)
        drawn = np.minimum(12 * stocks.release[k], served)
        found[int(k)] = np.minimum(stocks.build[k], stocks.maximum[k] + drawn)
    return found


def _outputs_first(offers: Offers, needs: Needs) -> list[int]:
    """Materials in an order in which everything made from a material comes before it."""
    made: dict[int, set[int]] = {}
    for q in range(len(needs)):
        for o, _ in needs.recipe[q]:
            made.setdefault(int(needs.material[q]), set()).add(int(offers.material[o]))
    order: list[int] = []
    done: set[int] = set()

    def visit(m: int) -> None:
        if m not in done:
            done.add(m)
            for output in sorted(made.get(m, ())):
                visit(output)
            order.append(m)

    for m in sorted({int(m) for m in needs.material} | {int(m) for m in offers.material}):
        visit(m)
    return order


def useful_months(months: int, offers: Offers, arc_offer: Whole, arc_need: Whole, lead: Whole, needs: Needs) -> Whole:
    """`U_a = max(0, T - L_a - tail(n))` for arcs into nodes, 0 for arcs into stockpiles.

    The tail of a market is 0; that of a supplier is the least lead time and tail over the arcs out of it
    into nodes, found as shortest ways from the markets backwards.
    """
    node_id = {node: i for i, node in enumerate(dict.fromkeys(needs.node))}
    market = {i for node, i in node_id.items() if node.kind == "market"}
    supplier_node = {node.name: i for node, i in node_id.items() if node.kind == "supplier"}
    into: dict[int, list[tuple[int, int]]] = {}
    for a, q in enumerate(arc_need):
        start = supplier_node.get(offers.record[arc_offer[a]].supplier)
        if q >= 0 and start is not None:
            into.setdefault(node_id[needs.node[q]], []).append((start, int(lead[a])))
    tail = dict.fromkeys(market, 0)
    queue = [(0, i) for i in sorted(market)]
    while queue:
        distance, node = heapq.heappop(queue)
        if distance > tail[node]:
            continue
        for start, months_between in into.get(node, ()):
            if distance + months_between < tail.get(start, months + 1):
                tail[start] = distance + months_between
                heapq.heappush(queue, (tail[start], start))
    late = months + 1
    return np.array([0 if q < 0 else max(0, months - int(lead[a]) - tail.get(node_id[needs.node[q]], late)) for a, q in enumerate(arc_need)], dtype=np.int64)
