"""The plan at a glance: the small frames that the Summary and its charts show."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.report.styles import rounded

MOST_SHARES, MOST_STORES, MOST_LIMITS, MOST_SCENARIOS = 3, 6, 12, 20
_LIMIT = ["lens", "origin", "group", "material", "destination", "side"]
_CLASS = ["year", "scenario", "market", "material"]


def costs_by_year(plan: Plan) -> pd.DataFrame:
    """What is spent: year by kind, undiscounted, with the total last; kinds in the objective's order."""
    table = plan.costs_by_year.set_index("year") if "year" in plan.costs_by_year else plan.costs_by_year
    made = pd.DataFrame({kind: table[kind].astype(float) if kind in table else 0.0 for kind in COST_KINDS}, index=table.index)
    made["total"] = made.sum(axis=1)
    return made.map(rounded).rename_axis("year").reset_index()


def tightest_limits(plan: Plan) -> pd.DataFrame:
    """How dependent the plan is: each share limit in its tightest year, the dearest first, then the tightest."""
    return _tightest(_limited(plan)).head(MOST_LIMITS)


def _limited(plan: Plan) -> pd.DataFrame:
    """The rows of Dependence that have a limit, with blank names as empty text."""
    table = plan.dependence[plan.dependence["limit"].notna()]
    return table.assign(**{name: table[name].fillna("").astype(str) for name in _LIMIT})


def _tightest(limited: pd.DataFrame) -> pd.DataFrame:
    keyed = limited.assign(price=limited["price"].fillna(0.0)).sort_values(
        ["price", "slack", "year"], ascending=[False, True, True], kind="stable"
    )
    return keyed.drop_duplicates(_LIMIT).reset_index(drop=True)


def shares_by_year(plan: Plan) -> pd.DataFrame:
    """Share against limit: year, then the share and the limit of each of the tightest maximum shares."""
    limited = _limited(plan)
    limited = limited[limited["side"] != "minimum"]
    made = pd.DataFrame({"year": list(plan.case.years)})
    for _, one in _tightest(limited).head(MOST_SHARES).iterrows():
        same = limited[(limited[_LIMIT] == one[_LIMIT]).all(axis=1)].drop_duplicates("year").set_index("year")
        place = f" to {one['destination']}" if one["destination"] else ""
        name = f"{one['group']}, {one['material']}{place}" + (f" ({one['lens']}{' to ' if one['origin'] else ''}{one['origin']})" if one["lens"] != "location" else "")
        made[name] = made["year"].map(same["share"].map(rounded))
        made[f"Limit: {name}"] = made["year"].map(same["limit"].map(rounded))
    return made


def stock_by_year(plan: Plan) -> pd.DataFrame:
    """Months of cover, year by stockpile: the stockpiles that cover most, largest first."""
    table = plan.stockpiles
    largest = table.groupby("stockpile")["months_of_cover"].max().sort_values(ascending=False, kind="stable")
    made = pd.DataFrame({"year": list(plan.case.years)})
    for store in largest[largest > 0].index[:MOST_STORES]:
        of = table[table["stockpile"] == store].drop_duplicates("year").set_index("year")["months_of_cover"]
        made[str(store)] = made["year"].map(of.map(rounded))
    return made


def hardest_scenarios(plan: Plan) -> pd.DataFrame:
    """What the plan survives: each scenario at its narrowest margin over what is required, the narrowest first."""
    margin = (plan.survival["months_survived"] - plan.survival["months_required"]).astype(float)
    table = plan.survival.assign(margin=margin.where(plan.survival["months_required"] > 0))
    ordered = table.sort_values(["margin", "worst_service", "year"], kind="stable", na_position="last")
    return ordered.drop_duplicates("scenario").head(MOST_SCENARIOS).drop(columns="margin").reset_index(drop=True)


def unasked(plan: Plan) -> pd.Series:
    """Whether a row of `crisis` is of a set of attacks in a year, market and material for which nothing is required against it."""
    asked = plan.survival[plan.survival["months_required"] > 0]
    required = set(zip(asked["year"], asked["scenario"], asked["market"], asked["material"], strict=True))
    keys = zip(plan.crisis["year"], plan.crisis["scenario"], plan.crisis["market"], plan.crisis["material"], strict=True)
    return pd.Series([str(key[1]).startswith("attack: ") and key not in required for key in keys], index=plan.crisis.index, dtype=bool)


def worst_crisis(plan: Plan) -> tuple[str, str, pd.DataFrame]:
    """The crisis that hits hardest: its name, its unit, and month, from suppliers, from stock, shortage and demand.

    It is the one in which the largest share of a market's demand for a material goes unmet; where nothing is
    unmet, the one that leans most on stock. A set of attacks counts where something is required against it: it has no
    cost by which the plan would do more. With no crisis the frame is empty.
    """
    table = plan.crisis[~unasked(plan)]
    if table.empty:
        return "", "", pd.DataFrame(columns=["month", "from_suppliers", "from_stock", "shortage", "demand"])
    amounts = table.groupby(_CLASS, sort=False)[["demand", "from_stock", "shortage"]].sum()
    demand = amounts["demand"].where(amounts["demand"] > 0)
    share = pd.DataFrame({"shortage": (amounts["shortage"] / demand).round(9), "from_stock": (amounts["from_stock"] / demand).round(9)})
    year, scenario, market, material = share.sort_values(["shortage", "from_stock"], ascending=False, kind="stable").index[0]
    hit = (table["year"] == year) & (table["scenario"] == scenario) & (table["market"] == market) & (table["material"] == material)
    months = table[hit].groupby("month")[["demand", "from_stock", "shortage"]].sum()
    months["from_suppliers"] = (months["demand"] - months["from_stock"] - months["shortage"]).clip(lower=0)
    made = months.map(rounded).reset_index()[["month", "from_suppliers", "from_stock", "shortage", "demand"]]
    unit = next((m.unit for m in plan.case.materials if m.material == material), "")
    return f"{scenario} in {year}: {material} in {market}", unit, made
