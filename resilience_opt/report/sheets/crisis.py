"""Crisis: every disruption, month by month."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.identical import told_once
from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Highlight, Sheet, tabulate

FIELDS = (
    Field("year", "Year", "year", "The year in which the disruption begins."),
    Field("scenario", "Scenario", "text"),
    Field("month", "Month", "whole", "Of the disruption; 1 is its first."),
    Field("market", "Market", "text"),
    Field("material", "Material", "text"),
    Field("priority", "Priority", "text"),
    Field("demand", "Demand", "quantity", "Of the month."),
    Field("delivered", "Delivered", "quantity", "By suppliers, in the month."),
    Field("from_stock", "From stock", "quantity", "Released from stockpiles, in the month."),
    Field("shortage", "Shortage", "quantity", "Demand of the month that is not met."),
    Field("same_as", "The same as", "text", "The disruption in which the same happens in the same year: see its rows.", sparse=True),
)

#: Rows that the sheet holds at most: more would take a spreadsheet minutes to open, and Excel holds a million.
MOST_ROWS = 250_000
_CRISIS = ["year", "scenario"]


def told(plan: Plan) -> pd.DataFrame:
    """Every row that there is to show."""
    return told_once(plan.network, plan.crisis)


def frame(plan: Plan) -> pd.DataFrame:
    """How each disruption goes: one row for each year, scenario, month and class of demand.

    A disruption that is the same as another of its year is one row, which names the other.
    With more than `MOST_ROWS` rows, the crises with the largest shortages are shown, each whole; the index of
    the Summary says how many rows there are in all.
    """
    table = told(plan)
    if len(table) > MOST_ROWS:
        crises = table.assign(rows=1).groupby(_CRISIS, sort=True)[["shortage", "rows"]].sum()
        crises = crises.sort_values("shortage", ascending=False, kind="stable")
        kept = crises.index[crises["rows"].cumsum() <= MOST_ROWS]
        table = table[pd.MultiIndex.from_frame(table[_CRISIS]).isin(kept)]
    return tabulate(table, FIELDS)


SHEET = Sheet(
    "Crisis", "Each disruption month by month: deliveries, stock, shortage", FIELDS, frame,
    (Highlight("Shortage", "={Shortage}>0.000001", "amber"),),
)  # fmt: skip
