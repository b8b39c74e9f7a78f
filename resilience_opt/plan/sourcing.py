"""The plan's tables of allocation, suppliers and stockpiles."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resilience_opt.case.sheets import Stockpile
from resilience_opt.network.network import Floats, Network
from resilience_opt.plan.grids import Values, grid, summed


def destination_names(net: Network) -> list[str]:
    """Where each arc ends, as the report names it."""
    return [net.needs.node[q].name if q >= 0 else net.stocks.record[k].stockpile for q, k in zip(net.arcs.need, net.arcs.stock, strict=True)]


def allocation(net: Network, values: Values) -> pd.DataFrame:
    """Every delivery of every year: quantity, share of the destination's supply, landed unit cost, cost."""
    years = len(net.years)
    ship = grid(values, "ship", (len(net.arcs), years))
    draw = grid(values, "draw", (len(net.draws), years))
    ends = len(net.needs) + len(net.stocks)
    end = np.where(net.arcs.need >= 0, net.arcs.need, len(net.needs) + net.arcs.stock)
    supply = summed(ship, end, ends) + summed(draw, net.draws.need, ends)
    a, t = np.nonzero(ship > 0)
    names = destination_names(net)
    offers = net.offers.record
    return pd.DataFrame(
        {
            "year": [net.years[i] for i in t],
            "supplier": [offers[net.arcs.offer[i]].supplier for i in a],
            "material": [offers[net.arcs.offer[i]].material for i in a],
            "destination": [names[i] for i in a],
            "quantity": ship[a, t],
            "share": ship[a, t] / supply[end[a], t],
            "unit_cost": net.arcs.cost[a],
            "cost": ship[a, t] * net.arcs.cost[a],
        }
    ).sort_values(["year", "material", "destination", "supplier"], ignore_index=True)


def suppliers(net: Network, values: Values, break_even: Floats) -> pd.DataFrame:
    """Every offer in every year: under contract, qualified in, capacity, expansion, shipped, use, break-even."""
    count, Y = len(net.offers), len(net.years)
    active, capacity = grid(values, "active", (count, Y)), grid(values, "capacity", (count, Y))
    expand, qualify = grid(values, "expand", (count, Y)), grid(values, "qualify", (count, Y))
    shipped = summed(grid(values, "ship", (len(net.arcs), Y)), net.arcs.offer, count)
    owned = np.array([[sum(expand[o, : max(t - int(net.offers.expansion_years[o]) + 1, 0)]) for t in range(Y)] for o in range(count)]).reshape(count, Y)
    limit = (net.offers.capacity[:, None] + owned) * (active > 0.5)
    rows = []
    for t, year in enumerate(net.years):
        for o, offer in enumerate(net.offers.record):
            paid = np.flatnonzero(qualify[o] > 0.5)
            usable = limit[o, t] if limit[o, t] > 0 else capacity[o, t]
            rows.append(
                {
                    "year": year,
                    "supplier": offer.supplier,
                    "material": offer.material,
                    "active": bool(active[o, t] > 0.5 and (shipped[o, t] > 0 or not net.offers.free[o] or offer.standby + offer.surge > 0)),
                    "qualified_in": net.years[paid[0]] if len(paid) else None,
                    "capacity": usable,
                    "expansion": expand[o, t],
                    "shipped": shipped[o, t],
                    "use": shipped[o, t] / usable if usable > 0 else 0.0,
                    "break_even": break_even[o, t] if shipped[o, t] == 0 and np.isfinite(break_even[o, t]) else None,
                }
            )
    return pd.DataFrame(rows, columns=["year", "supplier", "material", "active", "qualified_in", "capacity", "expansion", "shipped", "use", "break_even"])


def stockpiles(net: Network, values: Values) -> pd.DataFrame:
    """Every stockpile in every year: level, months of the served nodes' use that it covers, built, drawn, cost."""
    K, Y = len(net.stocks), len(net.years)
    level, ship = grid(values, "level", (K, Y)), grid(values, "ship", (len(net.arcs), Y))
    draw = grid(values, "draw", (len(net.draws), Y))
    use = summed(draw, net.draws.need, len(net.needs)) + summed(ship, net.arcs.need, len(net.needs))
    rows = []
    for t, year in enumerate(net.years):
        for k, store in enumerate(net.stocks.record):
            monthly = use[sorted({int(net.draws.need[r]) for r in net.stocks.draws[k]}), t].sum() / 12
            rows.append(_stock_row(year, store, level[k, t], monthly, ship[list(net.stocks.arcs[k]), t].sum(), draw[list(net.stocks.draws[k]), t].sum()))
    return pd.DataFrame(rows, columns=["year", "stockpile", "material", "level", "months_of_cover", "built", "drawn", "holding_cost"])


def _stock_row(year: int, store: Stockpile, level: float, monthly: float, built: float, drawn: float) -> dict[str, object]:
    return {
        "year": year,
        "stockpile": store.stockpile,
        "material": store.material,
        "level": level,
        "months_of_cover": level / monthly if monthly > 0 else None,
        "built": built,
        "drawn": drawn,
        "holding_cost": level * store.holding_cost,
    }
