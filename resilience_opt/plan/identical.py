"""Which disruptions are the same under two names, so that a report tells of them once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resilience_opt.network.network import Network

_AMOUNTS = ["demand", "delivered", "from_stock", "shortage"]
_CRISIS = ["year", "scenario"]
#: Amounts that differ by less are equal.
TOLERANCE = 1e-6


def told_once(net: Network | None, crisis: pd.DataFrame) -> pd.DataFrame:
    """The table of crises with every disruption told once, and a column `same_as` beside it.

    A crisis in which the same happens as in an earlier one of the same year, month by month, with the same
    requirements, and which the plan answers in the same way, is one row: `same_as` names the other, and the rest is blank.
    Names and probabilities may differ. Every crisis stays in :attr:`Plan.crisis`, and is audited by itself.
    """
    table = crisis.assign(same_as="")
    if net is None or crisis.empty:
        return table
    names, rows = net.shocks.names, crisis.groupby(_CRISIS, sort=False).indices
    kept = np.ones(len(table), dtype=bool)
    blank = np.zeros(len(table), dtype=bool)
    amounts, labels = crisis[_AMOUNTS].to_numpy(dtype=float), crisis[["month", "market", "material", "priority"]].astype(str).agg("\0".join, axis=1).to_numpy()
    same_as = np.full(len(table), "", dtype=object)
    for t, year in enumerate(net.years):
        for w, first in enumerate(_first_alike(net, t)):
            if first == w or (year, names[w]) not in rows or (year, names[first]) not in rows:
                continue
            mine, other = rows[year, names[w]], rows[year, names[first]]
            if np.array_equal(labels[mine], labels[other]) and np.allclose(amounts[mine], amounts[other], rtol=0, atol=TOLERANCE):
                kept[mine[1:]], blank[mine[0]], same_as[mine[0]] = False, True, names[first]
    table["same_as"] = same_as
    if blank.any():
        table = table.astype({"month": object, "market": object, "material": object, "priority": object, **dict.fromkeys(_AMOUNTS, float)})
        table.loc[blank, ["month", "market", "material", "priority"]] = None
        table.loc[blank, _AMOUNTS] = np.nan
    return table[kept].reset_index(drop=True)


def _first_alike(net: Network, t: int) -> list[int]:
    """For each scenario the first one in which the same happens and the same is required in a year."""
    shocks, seen = net.shocks, dict[tuple[bytes, ...], int]()
    found = []
    for w in range(len(shocks)):
        figures = (shocks.available[w], shocks.permit[w], shocks.lane[w], shocks.price[w], shocks.demand[w], shocks.service[w, :, t], shocks.costed[w : w + 1])
        found.append(seen.setdefault(tuple(np.ascontiguousarray(f).tobytes() for f in figures), w))
    return found
