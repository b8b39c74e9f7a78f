"""The figures of a plan that the history keeps: what it costs, on whom it depends, and how long it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from resilience_opt.case.names import UNKNOWN, country_key, fold
from resilience_opt.plan.plan import Plan

#: Columns that name a limit on a share.
LIMIT = ("lens", "group", "material", "destination", "origin")
_TOGETHER = "all together"  #: the destination of a limit over all users, which need not be said


def figures_of(plan: Plan) -> dict[str, Any]:
    """What a plan comes to, as JSON can hold it.

    objective, bound, gap, currency, costs (discounted, by kind), first_year, last_year, first_year_cost (undiscounted);
    countries: for each material the country with the largest share in any year, with share and year;
    limits: for each Maximum on a share its largest share, with its limit and year;
    survived: for each scenario the months survived and required where the two are closest.
    """
    first = plan.costs_by_year.iloc[0].drop("year")
    return {
        "objective": plan.objective, "bound": plan.bound, "gap": plan.gap, "currency": plan.currency, "costs": dict(plan.costs),
        "first_year": plan.case.years[0], "last_year": plan.case.years[-1], "first_year_cost": float(first.sum()),
        "countries": _rows(_largest(country_shares(plan), ["material"])),
        "limits": _rows(_largest(limited_shares(plan), list(LIMIT))),
        "survived": _rows(shortest_survived(plan)),
    }  # fmt: skip


def country_shares(plan: Plan) -> pd.DataFrame:
    """What each country delivers of what the users of a material get from suppliers: year, material, group (the country), share."""
    stores = {fold(k.stockpile) for k in plan.case.stockpiles}
    where = {s.supplier: str(s.country) for s in plan.case.suppliers}
    used = plan.allocation[~plan.allocation["destination"].map(fold).isin(stores)]
    of = used.assign(group=used["supplier"].map(where)).groupby(["year", "material", "group"], sort=False, as_index=False)["quantity"].sum()
    total = of.groupby(["year", "material"])["quantity"].transform("sum")
    made = of.assign(share=of["quantity"] / total.where(total > 0))
    known = [country_key(str(group)) != UNKNOWN for group in made["group"]]
    found: pd.DataFrame = made[known].dropna(subset=["share"])[["year", "material", "group", "share"]].reset_index(drop=True)
    return found


def limited_shares(plan: Plan) -> pd.DataFrame:
    """Shares under a Maximum: year, lens, group, material, destination, origin, share, limit."""
    most = plan.dependence[plan.dependence["side"] == "maximum"]
    names = {name: [v if isinstance(v, str) and v != _TOGETHER else "" for v in most[name]] for name in LIMIT}
    return most.assign(**names)[["year", *LIMIT, "share", "limit"]].dropna(subset=["share"]).reset_index(drop=True)


def shortest_survived(plan: Plan) -> pd.DataFrame:
    """The narrowest margin of each scenario: scenario, required, survived [months]; scenarios that nothing is required in apart."""
    asked = plan.survival[plan.survival["months_required"] > 0].rename(columns={"months_required": "required", "months_survived": "survived"})
    order = asked.assign(margin=asked["survived"] - asked["required"]).sort_values(["margin", "survived"], kind="stable")
    return order.drop_duplicates("scenario").sort_index()[["scenario", "required", "survived"]].reset_index(drop=True)


def _largest(shares: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The largest share for each of the keys, the first year in which it is reached."""
    order = shares.sort_values(["share", "year"], ascending=[False, True], kind="stable")
    return order.drop_duplicates(keys).sort_index()


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _plain(value) for name, value in row.items()} for row in table.astype(object).to_dict("records")]


def _plain(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and plain != plain else plain


def limit_label(limit: Mapping[str, Any]) -> str:
    """What a limit is on, in words: 'China, Gallium to Japan (owner)'."""
    lens, origin = str(limit["lens"]), str(limit["origin"])
    how = "" if lens == "location" else f" ({lens}{f' to {origin}' if origin else ''})"
    return f"{limit['group']}, {limit['material']}{' to ' + str(limit['destination']) if limit['destination'] else ''}{how}"
