"""Stockpiles: what is kept in store at the end of each year."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Sheet, tabulate

FIELDS = (
    Field("year", "Year", "year"),
    Field("stockpile", "Stockpile", "text"),
    Field("material", "Material", "text"),
    Field("level", "Level", "quantity", "In store at the end of the year."),
    Field("months_of_cover", "Months of cover", "cover", "For how long the level would meet the demand that the store serves, by itself."),
    Field("built", "Built", "quantity", "Put into store in the year."),
    Field("drawn", "Drawn", "quantity", "Taken out of store in the year, without any crisis."),
    Field("holding_cost", "Holding cost", "money", "Of the year, not discounted."),
)


def frame(plan: Plan) -> pd.DataFrame:
    """What to keep in store: one row for each year and stockpile."""
    return tabulate(plan.stockpiles, FIELDS)


SHEET = Sheet("Stockpiles", "What to keep in store, and the months that it covers", FIELDS, frame)
