"""The plan's shares against their limits."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resilience_opt.network.network import Floats, LimitRow, Network
from resilience_opt.plan.sourcing import Values, grid

COLUMNS = ["year", "lens", "group", "material", "destination", "share", "share_known", "side", "limit", "slack", "price"]


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


def dependence(net: Network, values: Values, price: Floats) -> pd.DataFrame:
    """Every share limit in every year in which it holds: the share, with and without what is unknown, limit, slack, price."""
    group, everything = limit_totals(net, values)
    known = _known(net, values)
    rows = []
    for i, row in enumerate(net.limits):
        for t in row.years:
            share = group[i, t] / everything[i, t] if everything[i, t] > 0 else 0.0
            certain = known[i]
            sure = certain[t] / everything[i, t] if everything[i, t] > 0 and certain is not None else share
            slack = row.limit.share - share if row.limit.side == "maximum" else share - row.limit.share
            rows.append((net.years[t], row.limit.lens, row.limit.group, row.limit.material, row.limit.destination, share, min(sure, share) if row.limit.side == "maximum" else sure, row.limit.side, row.limit.share, slack, price[i, t]))  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def _known(net: Network, values: Values) -> list[Floats | None]:
    """What comes from members that are known to be of the group; None where no member is unknown (or with lens traced)."""
    ship = grid(values, "ship", (len(net.arcs), len(net.years)))
    by_supplier = {s.supplier: s for s in net.case.suppliers}

    def hidden(row: LimitRow, supplier: str) -> bool:
        site = by_supplier[supplier]
        return (site.owner or site.country if row.limit.lens == "owner" else site.country).casefold() == "unknown"

    found: list[Floats | None] = []
    for row in net.limits:
        unknown = {s for s in net.accounts[row.account].members if hidden(row, s)}
        if not unknown or row.limit.lens == "traced":
            found.append(None)
            continue
        group, _ = limit_totals_of(net, values, row)
        short = sum((v * ship[a] for a, v in row.arcs if net.offers.record[net.arcs.offer[a]].supplier in unknown), np.zeros(len(net.years)))
        found.append(group - short)
    return found


def limit_totals_of(net: Network, values: Values, row: LimitRow) -> tuple[Floats, Floats]:
    """The same for one limit."""
    from dataclasses import replace

    group, everything = limit_totals(replace(net, limits=(row,)), values)
    return group[0], everything[0]
