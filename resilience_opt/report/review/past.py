"""The history as small tables: a row for each period."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.report.review.shown import Past
from resilience_opt.report.styles import SERIES, rounded
from resilience_opt.report.tables import Field

COSTS = (
    Field("period", "Period", "text"), Field("status", "Status", "text"),
    Field("objective", "Cost", "money", "Discounted cost of the plan, over all years that it plans."),
    Field("change", "Change", "change", "Against the period before; blank where amounts were in another currency."),
    Field("first_year_cost", "Cost of its first year", "money", "Undiscounted; it does not depend on how many years are planned."),
    Field("first_year", "First year", "year"), Field("last_year", "Last year", "year"), Field("alerts", "Alerts", "whole"),
    Field("run", "Run", "text", "Its name in the archive: optimize runs show RUN."),
)  # fmt: skip
COUNTRIES = (
    Field("period", "Period", "text"), Field("material", "Material", "text"), Field("group", "Country with the largest share", "text"),
    Field("share", "Share", "share", "Of what users get from suppliers, in the year in which it is largest."), Field("year", "Year", "year"),
)  # fmt: skip
SURVIVED = (
    Field("period", "Period", "text"), Field("scenario", "Scenario", "text"),
    Field("survived", "Months survived", "months", "Where it is closest to what is required."), Field("required", "Months required", "months"),
)  # fmt: skip
_MOST = len(SERIES)  #: lines of a chart
_LEAST = 0.0005  #: a share that would be shown as 0.0% in every period is left out


def costs(past: Past) -> pd.DataFrame:
    """Cost of each period with its change against the one before, in the same currency."""
    table = past.costs
    before = table["objective"].astype(float).shift()
    same = (table["currency"] == table["currency"].shift()) & (before != 0)
    return table.assign(change=((table["objective"].astype(float) - before) / before.abs()).where(same))


def kinds(past: Past) -> list[str]:
    """The kinds of cost that any period has."""
    return [kind for kind in COST_KINDS if (past.costs[kind].astype(float) != 0).any()] or list(COST_KINDS[:1])


def costs_by_kind(past: Past) -> pd.DataFrame:
    """Discounted cost: period, then each kind of cost that any period has."""
    return pd.DataFrame({"Period": past.periods, **{kind.capitalize(): _numbers(past.costs[kind]) for kind in kinds(past)}})


def shares(past: Past) -> pd.DataFrame:
    """The largest share of one country: period, then each material; NaN where a period has none of it."""
    return _by_period(past, past.countries, "material", "share")


def survived(past: Past) -> pd.DataFrame:
    """Months survived: period, then each scenario; NaN where nothing was required in it."""
    return _by_period(past, past.survived, "scenario", "survived")


def limits(past: Past) -> tuple[pd.DataFrame, tuple[Field, ...]]:
    """Each limited share that any period has some of: what is limited, its largest share period by period, and the limit of the last; and the columns."""
    table, periods = past.limits[past.limits["share"].astype(float) >= _LEAST], past.periods
    found = pd.DataFrame({"limited": list(dict.fromkeys(table["limited"]))})
    for period in periods:
        of = table[table["period"] == period].drop_duplicates("limited").set_index("limited")["share"].astype(float)
        found[period] = [float(of[name]) if name in of.index else float("nan") for name in found["limited"]]
    last = past.limits[past.limits["period"] == periods[-1]].drop_duplicates("limited").set_index("limited")["limit"].astype(float)
    found["limit"] = [float(last[name]) if name in last.index else float("nan") for name in found["limited"]]
    now = Field("limit", f"Limit in {periods[-1]}", "share", "Blank where there is no such limit any more.")
    return found, (Field("limited", "What is limited", "text"), *(Field(period, period, "share") for period in periods), now)


def moved_most(table: pd.DataFrame, name: str) -> str:
    """The note on a chart that has no room for every name; '' where it has."""
    count = int(table[name].nunique())
    return f" Drawn are the {_MOST} of {count} that moved most." if count > _MOST else ""


def _by_period(past: Past, table: pd.DataFrame, name: str, value: str) -> pd.DataFrame:
    """A column for each name: as many as a chart can tell apart, those that moved most, in the order of the table."""
    made: dict[str, list[object]] = {"Period": list(past.periods)}
    values = table[value].astype(float).groupby(table[name], sort=False)
    moved = (values.max() - values.min()).round(9).sort_values(ascending=False, kind="stable").index[:_MOST]
    for column in [of for of in dict.fromkeys(table[name]) if of in moved]:
        of = table[table[name] == column].drop_duplicates("period").set_index("period")[value].astype(float)
        made[str(column) if str(column) not in made else f"{column} (2)"] = [rounded(float(of[period])) if period in of.index else float("nan") for period in past.periods]
    return pd.DataFrame(made)


def _numbers(column: pd.Series) -> list[float]:
    return [rounded(float(value)) for value in column]
