"""Allocation: what is bought from whom, for whom, in each year."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Sheet, tabulate

FIELDS = (
    Field("year", "Year", "year"),
    Field("supplier", "Supplier", "text", "The site that delivers."),
    Field("material", "Material", "text"),
    Field("destination", "Destination", "text", "The market, the stockpile or the supplier that receives it."),
    Field("quantity", "Quantity", "capacity", "Delivered in the year, if nothing goes wrong."),
    Field("share", "Share of the destination's supply", "share", "Of all that the destination gets of the material in the year."),
    Field("unit_cost", "Unit cost landed", "unit cost", "Price at the gate with tariff and transport."),
    Field("cost", "Cost", "money", "Of the deliveries of the year, not discounted."),
)


def frame(plan: Plan) -> pd.DataFrame:
    """What to buy: one row for each year, supplier, material and destination."""
    return tabulate(plan.allocation, FIELDS)


SHEET = Sheet("Allocation", "What to buy from whom, for whom, in each year", FIELDS, frame)
