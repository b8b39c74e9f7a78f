"""How few sources each material has today: Herfindahl-Hirschman indices by supplier, country and owner."""

from __future__ import annotations

from typing import Any

import pandas as pd

from resilience_opt.case.names import UNKNOWN, country_key, fold
from resilience_opt.case.places import Places
from resilience_opt.studies.exposure.content import tiers
from resilience_opt.studies.exposure.dependence import Shares, by_supplier, herfindahl, scopes
from resilience_opt.studies.exposure.today import Today

CONCENTRATION = ("material", "tier", "by", "sources", "largest", "largest_share", "hhi", "hhi_known")


def concentration(places: Places, today: Today) -> pd.DataFrame:
    """Concentration of what is delivered today, a row for each material (stage) and way of telling sources apart.

    Columns material, tier (0 for what nothing is made from), by ('supplier', 'country' or 'owner'), sources (how many are known),
    largest and its share, hhi and hhi_known (points; 10,000 is a single source). Where a country or an owner is unknown, `hhi`
    gives all of it to the largest and `hhi_known` spreads it thinly: the true index lies between them.
    """
    steps = tiers(today)
    rows: list[dict[str, Any]] = []
    for scope in scopes(today):
        if scope.destination:
            continue
        own = by_supplier(today, scope.needs)
        for by in ("supplier", "country", "owner"):
            shares = _joined(places, own, by)
            hidden = shares.pop(UNKNOWN, 0.0) if by != "supplier" else 0.0
            lowest, highest = herfindahl(shares, hidden)
            largest = max(shares, key=lambda name: shares[name], default="")
            rows.append({
                "material": today.net.materials[scope.material], "tier": steps[scope.material], "by": by, "sources": len(shares),
                "largest": largest, "largest_share": shares.get(largest, 0.0), "hhi": highest, "hhi_known": lowest,
            })  # fmt: skip
    return pd.DataFrame(rows, columns=list(CONCENTRATION))


def _joined(places: Places, own: Shares, by: str) -> Shares:
    """Shares of suppliers added up by country or owner, under the spelling first met; `unknown` under that word."""
    if by == "supplier":
        return dict(own)
    found: Shares = {}
    spelled: dict[str, str] = {}
    for supplier, share in own.items():
        text = places.suppliers[fold(supplier)].country if by == "country" else places.owner_of[supplier]
        name = spelled.setdefault(country_key(text), UNKNOWN if country_key(text) == UNKNOWN else text)
        found[name] = found.get(name, 0.0) + share
    return found
