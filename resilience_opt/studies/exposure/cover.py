"""Days of cover: how long what is in store, and what is under way, would last at today's use."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from resilience_opt.studies.exposure.crisis import MONTHS
from resilience_opt.studies.exposure.today import Today

COVER = ("material", "stockpile", "level", "use", "days_of_cover", "release_share", "response_months", "days_under_way")
DAYS = 365.0  #: in a year


def cover(today: Today) -> pd.DataFrame:
    """A row for each stockpile, against the use of those that it serves, and one for each material, against all use.

    Columns material, stockpile ('' for all of the material), level and use (a year) in the material's unit, days_of_cover,
    release_share (of the use, what the release limit lets out), response_months, days_under_way (of use, on its way today; for whole materials only).
    """
    net = today.net
    use = [_use(today, q) for q in range(len(net.needs))]
    rows: list[dict[str, Any]] = []
    for material, name in enumerate(net.materials):
        unit = float(net.unit[material])
        users = [q for q in range(len(net.needs)) if net.needs.material[q] == material]
        stores = [k for k in range(len(net.stocks)) if net.stocks.material[k] == material]
        total = sum(use[q] for q in users)
        if total <= 0 and not stores:
            continue
        way = [float(today.ship[a]) * float(net.arcs.lead[a]) / MONTHS for q in users for a in net.needs.arcs[q]]
        level = float(net.stocks.opening[stores].sum())
        rows.append(_row(name, "", level * unit, total * unit) | {"days_under_way": _days(sum(way), total)})
        for k in stores:
            served = sum(use[int(net.draws.need[r])] for r in net.stocks.draws[k])
            limit = float(net.stocks.release[k]) * MONTHS
            rows.append(
                _row(name, net.stocks.record[k].stockpile, float(net.stocks.opening[k]) * unit, served * unit)
                | {"release_share": min(1.0, limit / served) if served > 0 else np.nan, "response_months": float(net.stocks.response[k])}
            )
    return pd.DataFrame(rows, columns=list(COVER))


def _use(today: Today, q: int) -> float:
    """What a node uses of a material in a year today: demand where it is a market, else what its deliveries take."""
    net = today.net
    if net.needs.market[q]:
        return float(sum(net.classes.quantity[c, 0] for c in net.needs.classes[q]))
    shipped = today.shipped
    return float(sum(quantity * shipped[o] for o, quantity in net.needs.recipe[q]))


def _days(quantity: float, use: float) -> float:
    return DAYS * quantity / use if use > 0 else float("nan")


def _row(material: str, stockpile: str, level: float, use: float) -> dict[str, Any]:
    return {"material": material, "stockpile": stockpile, "level": level, "use": use, "days_of_cover": _days(level, use)}
