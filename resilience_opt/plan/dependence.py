"""The plan's shares against their limits."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resilience_opt.case.places import Places
from resilience_opt.network.network import Floats, Network
from resilience_opt.plan.grids import Values, grid

COLUMNS = ["year", "lens", "group", "material", "destination", "share", "share_known", "side", "limit", "slack", "price", "origin"]


def limit_totals(net: Network, values: Values) -> tuple[Floats, Floats]:
    """For every limit and year what the group supplies and what the destinations receive, each weighed by the basis."""
    Y, L = len(net.years), len(net.limits)
    ship, draw = grid(values, "ship", (len(net.arcs), Y)), grid(values, "draw", (len(net.draws), Y))
    tag = grid(values, "tag", (len(net.arcs), len(net.accounts), Y))
    handed = grid(values, "handed", (len(net.draws), len(net.accounts), Y))
    group, everything = np.zeros((L, Y)), np.zeros((L, Y))
    for i, row in enumerate(net.limits):
        account = net.accounts[row.account]
        for a, v in row.arcs:
            everything[i] += v * ship[a]
            group[i] += v * (ship[a] if a in account.full else tag[a, row.account])
        for r, v in row.draws:
            everything[i] += v * draw[r]
            group[i] += v * handed[r, row.account]
    return group, everything


def dependence(net: Network, values: Values, totals: tuple[Floats, Floats], price: Floats) -> pd.DataFrame:
    """Every share limit in every year in which it holds: the share, with and without what is unknown, limit, slack, price; `origin` is what a traced share follows.

    `totals` are those of :func:`limit_totals`.
    """
    group, everything = totals
    known = group - _unknown(net, values)
    rows = []
    for i, row in enumerate(net.limits):
        for t in row.years:
            whole = everything[i, t]
            share, sure = (group[i, t] / whole, known[i, t] / whole) if whole > 0 else (0.0, 0.0)
            slack = row.limit.share - share if row.limit.side == "maximum" else share - row.limit.share
            what = (row.limit.lens, row.limit.group, row.limit.material, row.limit.destination)
            rows.append((net.years[t], *what, share, sure, row.limit.side, row.limit.share, slack, price[i, t], row.limit.record.origin_material or ""))
    return pd.DataFrame(rows, columns=COLUMNS)


def _unknown(net: Network, values: Values) -> Floats:
    """What of each limit's group comes from members that are not known to be of it, array (limits, years); 0 with lens traced."""
    ship, places = grid(values, "ship", (len(net.arcs), len(net.years))), Places(net.case)
    found = np.zeros((len(net.limits), len(net.years)))
    for i, row in enumerate(net.limits):
        if row.limit.lens == "traced":
            continue
        known = places.members(row.limit.group, by_owner=row.limit.lens == "owner", unknown="out")
        unknown = net.accounts[row.account].members - known
        for a, v in row.arcs if unknown else ():
            if net.offers.record[net.arcs.offer[a]].supplier in unknown:
                found[i] += v * ship[a]
    return found
