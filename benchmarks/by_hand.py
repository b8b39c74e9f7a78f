"""The crises' matrix written by hand in numpy, as someone would who has no statement to read: the yardstick."""

from __future__ import annotations

import numpy as np

from resilience_opt.network.network import Network


def hand_written(net: Network) -> int:
    """Assemble supply, markets, recipes, stock and cost rows of every crisis; returns the number of entries.

    The families are those of the synthetic cases; passages, premiums and requirements do not occur there.
    """
    T, A, N = net.months, len(net.arcs), len(net.offers)
    into = np.flatnonzero(net.arcs.need >= 0)
    a, j = (x.ravel() for x in np.meshgrid(into, np.arange(1, T + 1), indexing="ij"))
    live = j <= net.arcs.months[a]
    a, j = a[live], j[live]
    flow = np.full((A, T + 1), -1, dtype=np.int64)
    flow[a, j] = np.arange(len(a))
    R, C, Q, K = len(net.draws), len(net.classes), len(net.needs), len(net.stocks)
    release = len(a) + np.arange(R * T).reshape(R, T)
    shortage = len(a) + R * T + np.arange(C * T).reshape(C, T)
    width = len(a) + R * T + C * T
    count = 0
    arcs_of = [np.flatnonzero(net.arcs.offer == o) for o in range(N)]
    ship = net.arcs.offer
    for t in range(len(net.years)):
        for w in range(len(net.shocks)):
            avail = net.shocks.available[w]
            base = (t * len(net.shocks) + w) * width
            supply = (net.arcs.offer[a] * T + j - 1, base + flow[a, j], np.ones(len(a)))
            ready_row = (np.repeat(ship, T) * T + np.tile(np.arange(T), A), np.repeat(np.arange(A), T), -(0.8 / 12) * avail[ship, 1:].ravel())
            capacity = (np.arange(N * T), A + np.repeat(np.arange(N), T), -(0.2 / 12) * avail[:, 1:].ravel())
            arrive = j + net.arcs.lead[a]
            ok = arrive <= T
            need = (net.arcs.need[a[ok]] * T + arrive[ok] - 1, base + flow[a[ok], j[ok]], np.ones(int(ok.sum())))
            from_store = (np.repeat(net.draws.need, T) * T + np.tile(np.arange(T), R), base + release.ravel(), np.ones(R * T))
            short = (np.repeat(net.classes.need, T) * T + np.tile(np.arange(T), C), base + shortage.ravel(), np.ones(C * T))
            way_a = [x for x in into if net.arcs.lead[x] > 0]
            under = (net.arcs.need[way_a] * T, np.array(way_a), net.shocks.lane[w][way_a, 1] / 12)
            recipes = [(q, o, quantity) for q in range(Q) for o, quantity in net.needs.recipe[q]]
            made = [(q * T + j[mine] - 1, base + flow[a[mine], j[mine]], np.full(int(mine.sum()), -quantity)) for q, o, quantity in recipes for mine in [np.isin(a, arcs_of[o])]]
            stock = (np.repeat(net.draws.stock, T), base + release.ravel(), np.ones(R * T))
            level = (np.arange(K), np.arange(K), -np.ones(K))
            money = (np.zeros(len(a)), base + flow[a, j], net.arcs.cost[a] * net.shocks.price[w][a, j])
            cap = (np.arange(C * T), base + shortage.ravel(), np.ones(C * T))
            parts = [supply, ready_row, capacity, need, from_store, short, under, *made, stock, level, money, cap]
            row, column, value = (np.concatenate([p[i] for p in parts]) for i in range(3))
            kept = value != 0
            order = np.argsort(row[kept], kind="stable")
            count += len(column[kept][order]) + 0 * len(value[kept][order])
    return count
