"""How much a plan depends on whom: by the limits of all cases of a study, so that their plans can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from resilience_opt.case.sheets import ShareLimit
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.compare.mixing import with_more
from resilience_opt.studies.compare.shares import Limits, other_shares, own_shares

#: Shares that differ by less are the same: which of them is named must not hang on rounding.
_DECIMALS = 9


def largest_share(plan: Plan, limits: Limits) -> tuple[float | None, str]:
    """The largest share under a Maximum of any case of the study, and whose it is ('China, Gallium at Japan, 2028').

    `limits` are those of :func:`resilience_opt.studies.compare.shares.limits_of` of all cases.
    """
    shares = pd.concat(_parts(plan, limits), ignore_index=True) if limits else pd.DataFrame()
    if shares.empty:
        return None, ""
    shares = shares.assign(rounded=shares["share"].round(_DECIMALS)).sort_values(["rounded", "scope", "year"], ascending=[False, True, True], kind="stable")
    first = shares.iloc[0]
    how = {"owner": " (by owner)", "traced": " (by origin)"}.get(str(first["lens"]), "")
    place = "" if str(first["destination"]) == "all together" else f" at {first['destination']}"
    return float(first["share"]), f"{first['group']}, {first['material']}{place}{how}, {first['year']}"


def _parts(plan: Plan, limits: Limits) -> list[pd.DataFrame]:
    places = {limit: place for place, limit in enumerate(limits)}
    own = own_shares(plan, places)
    known = set(own["scope"])
    more = {places[limit]: cells for limit, cells in limits.items() if places[limit] not in known and limit[1] == "maximum"}
    parts = [own, *([_measured(plan, more)] if more else [])]
    return [part[part["side"] == "maximum"] for part in parts if len(part)] or [own]


def _measured(plan: Plan, limits: Mapping[int, dict[str, Any]]) -> pd.DataFrame:
    """The shares under limits of other cases; none where these mean nothing in the plan's own."""
    bare = replace(plan.case, survival=(), share_limits=(), attacks=(), settings=replace(plan.case.settings, attack_budget=None))
    case = with_more(bare, [(ShareLimit, cells | {"penalty": 1.0, "note": str(place)}) for place, cells in limits.items()])
    return other_shares(case, plan) if case is not None and case.share_limits else pd.DataFrame(columns=["side"])
