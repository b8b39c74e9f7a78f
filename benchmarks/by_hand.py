"""The crises' matrix written by hand in numpy, by one who knows these rows and has no statement to read: the yardstick.

The pattern of a crisis is laid out once, and its figures are filled in for all crises at once. What comes out is what the stamp gives: rows of
compressed entries with their bounds. `tests/benchmarks/test_by_hand.py` asks that it is the same matrix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resilience_opt.formulation.data import arrival_lane
from resilience_opt.network.network import Network

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass
class Pattern:
    """The rows of one crisis while they are laid out: blocks of (row, column, own column of the crisis or not, value or values by crisis)."""

    crises: int
    rows: int = 0
    row: list[Whole] = field(default_factory=list)
    column: list[Any] = field(default_factory=list)
    value: list[Any] = field(default_factory=list)
    lower: list[Any] = field(default_factory=list)
    upper: list[Any] = field(default_factory=list)
    present: list[Any] = field(default_factory=list)

    def begin(self, count: int, lower: Any = -np.inf, upper: Any = np.inf, present: Any = True) -> int:
        """Add rows with their bounds, each a number or an array by crisis; returns the first."""
        for listed, given in ((self.lower, lower), (self.upper, upper), (self.present, present)):
            listed.append(np.broadcast_to(given, (self.crises, count)))
        self.rows += count
        return self.rows - count

    def add(self, row: Any, column: Any, value: Any) -> None:
        """Add entries; a column of shape (entries,) is the crisis's own, one of (crises, entries) the plan's."""
        row = np.asarray(row)
        self.row.append(row)
        self.column.append(column)
        self.value.append(np.broadcast_to(np.asarray(value, dtype=float), (self.crises, len(row))))

    def filled(self, plan: int, width: int) -> tuple[Whole, Whole, Floats, Floats, Floats]:
        """Entries in each row, columns, values and bounds of all crises, one below the other."""
        row = np.concatenate(self.row)
        order = np.argsort(row, kind="stable")
        first = plan + width * np.arange(self.crises)[:, None]
        column = np.concatenate([c if c.ndim == 2 else first + c for c in self.column], axis=1)[:, order]
        value = np.concatenate(self.value, axis=1)[:, order]
        present = np.concatenate(self.present, axis=1)
        keep = (value != 0) & present[:, row[order]]
        flat = (row[order] + self.rows * np.arange(self.crises)[:, None])[keep]
        count = np.bincount(flat, minlength=self.rows * self.crises)[present.ravel()]
        lower, upper = (np.concatenate(b, axis=1)[present] for b in (self.lower, self.upper))
        return count, column[keep], value[keep], lower, upper


def hand_written(net: Network) -> int:
    """Write the rows of every crisis; returns the number of entries."""
    return len(rows_by_hand(net)[1])


def rows_by_hand(net: Network) -> tuple[Whole, Whole, Floats, Floats, Floats]:
    """Entries in each row, columns, values and bounds of every crisis.

    The plan's columns are numbered by themselves: deliveries, capacities, levels, shortages of a normal year, costs of crises, each year by year.
    """
    T, Y, W = net.months, len(net.years), len(net.shocks)
    A, N, K, C = len(net.arcs), len(net.offers), len(net.stocks), len(net.classes)
    t, w = (x.ravel() for x in np.meshgrid(np.arange(Y), np.arange(W), indexing="ij"))
    ship, capacity, level, base, cost = np.cumsum([0, A * Y, N * Y, K * Y, C * Y]).tolist()
    plan = cost + Y * W
    p, months, arcs, offers = Pattern(Y * W), np.arange(1, T + 1), net.arcs, net.offers

    def of(start: int, count: int, index: Any) -> Whole:
        return start + t[:, None] * count + np.asarray(index)[None, :]

    def number(holds: Any, start: int) -> tuple[Whole, int]:
        places = np.full(holds.shape, -1, dtype=np.int64)
        places[holds] = start + np.arange(holds.sum())
        return places, start + int(holds.sum())

    flow, width = number((arcs.need >= 0)[:, None] & (months <= arcs.months[:, None]), 0)
    release, width = number(months > net.stocks.response[net.draws.stock][:, None], width)
    shortage, width = number(np.ones((C, T), dtype=bool), width)
    last = np.zeros(N, dtype=int)
    np.maximum.at(last, arcs.offer, arcs.months)
    extra, width = number((offers.surge_premium > 0)[:, None] & (months <= last[:, None]), width)
    fa, fj = np.nonzero(flow >= 0)
    fo, fc = arcs.offer[fa], flow[fa, fj]

    so, sj = np.nonzero(months <= last[:, None])
    of_supply = np.full((N, T), -1)
    of_supply[so, sj] = p.begin(len(so), upper=0.0) + np.arange(len(so))
    p.add(of_supply[fo, fj], fc, 1.0)
    ready = months > offers.ramp_months[:, None]
    avail = net.shocks.available[w][:, :, 1:] / 12
    aa, aj = np.nonzero(of_supply[arcs.offer] >= 0)
    ao = arcs.offer[aa]
    p.add(of_supply[ao, aj], of(ship, A, aa), -avail[:, ao, aj] * (1 - offers.standby[ao] * ready[ao, aj]))
    held = (offers.standby + offers.surge)[so] * ready[so, sj]
    p.add(of_supply[so, sj], of(capacity, N, so), -avail[:, so, sj] * held)

    passes = (net.shocks.permit * arrival_lane(net, net.shocks.lane))[:, :, 1:]
    hindered = np.flatnonzero((passes[:, fa, fj] < 1).any(axis=0))
    ha, hj, ho = fa[hindered], fj[hindered], fo[hindered]
    share = passes[w][:, ha, hj]
    row = p.begin(len(ha), upper=0.0, present=share < 1) + np.arange(len(ha))
    p.add(row, fc[hindered], 1.0)
    on = ready[ho, hj]
    sisters = [np.flatnonzero(arcs.offer == o) for o in range(N)]
    many = np.array([len(sisters[o]) for o in ho], dtype=int)
    ra = np.repeat(np.arange(len(ha)), many)
    sister = np.concatenate([sisters[o] for o in ho]) if len(ho) else np.zeros(0, dtype=int)
    weight = offers.standby[ho][ra] * on[ra] - (sister == ha[ra])
    p.add(row[ra], of(ship, A, sister), share[:, ra] / 12 * weight)
    p.add(row, of(capacity, N, ho), -share / 12 * (offers.standby + offers.surge)[ho] * on)

    eo, ej = np.nonzero(extra >= 0)
    of_extra = np.full((N, T), -1)
    of_extra[eo, ej] = p.begin(len(eo), lower=0.0) + np.arange(len(eo))
    p.add(of_extra[eo, ej], extra[eo, ej], 1.0)
    dear = of_extra[fo, fj] >= 0
    p.add(of_extra[fo, fj][dear], fc[dear], -1.0)
    da, dj = np.nonzero(of_extra[arcs.offer] >= 0)
    p.add(of_extra[arcs.offer[da], dj], of(ship, A, da), 1 / 12)

    _needs(p, net, flow, release, shortage, (t, w), lambda index: of(ship, A, index))
    _stocks(p, net, release, lambda index: of(level, K, index))

    p.begin(1, upper=0.0)
    row0 = p.rows - 1
    p.add(np.full(len(fc), row0), fc, arcs.cost[fa] * net.shocks.price[w][:, fa, fj + 1])
    p.add(np.full(len(eo), row0), extra[eo, ej], (offers.surge_premium * offers.unit_cost)[eo])
    rr, rj = np.nonzero(release >= 0)
    p.add(np.full(len(rr), row0), release[rr, rj], net.stocks.price[net.draws.stock[rr]])
    harm = net.classes.shortage_cost.T[t]
    p.add(np.full(C * T, row0), shortage.ravel(), np.repeat(harm, T, axis=1))
    served = np.flatnonzero((arcs.need >= 0) & (arcs.months > 0))
    p.add(np.full(len(served), row0), of(ship, A, served), -arcs.months[served] / 12 * arcs.cost[served])
    p.add(np.full(C, row0), of(base, C, np.arange(C)), -T / 12 * harm)
    p.add(np.array([row0]), (cost + t * W + w)[:, None], -net.crisis_money)
    return p.filled(plan, width)


def _needs(p: Pattern, net: Network, flow: Whole, release: Whole, shortage: Whole, crisis: tuple[Whole, Whole], ship: Any) -> None:
    """Markets, recipes, and what must be survived."""
    t, w = crisis
    T, C, arcs, months = net.months, len(net.classes), net.arcs, np.arange(1, net.months + 1)
    due = net.shocks.demand[w][:, net.classes.need, 1:] * net.classes.quantity.T[t][:, :, None] / 12
    wanted = np.zeros((len(t), len(net.needs), T))
    np.add.at(wanted, (slice(None), net.classes.need), due)
    of_need = p.begin(len(net.needs) * T, lower=wanted.reshape(len(t), -1)) + np.arange(len(net.needs) * T).reshape(-1, T)
    fa, fj = np.nonzero(flow >= 0)
    arrives = fj + arcs.lead[fa]
    good = arrives < T
    p.add(of_need[arcs.need[fa[good]], arrives[good]], flow[fa[good], fj[good]], 1.0)
    ua, uj = np.nonzero((arcs.need >= 0)[:, None] & (months <= arcs.lead[:, None]))
    p.add(of_need[arcs.need[ua], uj], ship(ua), net.shocks.lane[w][:, ua, uj + 1] / 12)
    rr, rj = np.nonzero(release >= 0)
    p.add(of_need[net.draws.need[rr], rj], release[rr, rj], 1.0)
    p.add(of_need[np.repeat(net.classes.need, T), np.tile(np.arange(T), C)], shortage.ravel(), 1.0)
    inputs = [(q, a, quantity) for q in range(len(net.needs)) for o, quantity in net.needs.recipe[q] for a in net.offers.arcs[o] if arcs.need[a] >= 0]
    if inputs:
        q, a, quantity = (np.array(x) for x in zip(*inputs, strict=True))
        pair, month = np.nonzero(flow[a] >= 0)
        p.add(of_need[q[pair], month], flow[a[pair], month], -quantity[pair])
    used = np.zeros(p.rows, dtype=bool)
    for row in p.row:
        used[row] = True
    p.present[-1] = np.broadcast_to(used[of_need.ravel()], (len(t), of_need.size))
    row = p.begin(C * T, upper=due.reshape(len(t), -1)) + np.arange(C * T)
    p.add(row, shortage.ravel(), 1.0)
    service = net.shocks.service[w, :, t, 1:].reshape(len(t), -1)
    asked = np.flatnonzero((service > 0).any(axis=0))
    left = ((1 - service) * due.reshape(len(t), -1))[:, asked]
    row = p.begin(len(asked), upper=left, present=service[:, asked] > 0) + np.arange(len(asked))
    p.add(row, shortage.ravel()[asked], 1.0)


def _stocks(p: Pattern, net: Network, release: Whole, level: Any) -> None:
    """What reserves hold and hand out."""
    drawn = np.unique(net.draws.stock)
    place = np.full(len(net.stocks), -1)
    place[drawn] = p.begin(len(drawn), upper=0.0) + np.arange(len(drawn))
    r, j = np.nonzero(release >= 0)
    p.add(place[net.draws.stock[r]], release[r, j], 1.0)
    p.add(place[drawn], level(drawn), -1.0)
    k, month = np.nonzero(np.isfinite(net.stocks.release[drawn])[:, None] & (np.arange(1, net.months + 1) > net.stocks.response[drawn][:, None]))
    limited = np.full((len(net.stocks), net.months), -1)
    limited[drawn[k], month] = p.begin(len(k), upper=net.stocks.release[drawn[k]]) + np.arange(len(k))
    holds = limited[net.draws.stock[r], j] >= 0
    p.add(limited[net.draws.stock[r], j][holds], release[r, j][holds], 1.0)
