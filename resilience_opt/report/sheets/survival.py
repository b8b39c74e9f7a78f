"""Survival: for how many months of each disruption the service is held."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Highlight, Sheet, tabulate

FIELDS = (
    Field("year", "Year", "year", "The year in which the disruption begins."),
    Field("scenario", "Scenario", "text"),
    Field("market", "Market", "text"),
    Field("material", "Material", "text"),
    Field("priority", "Priority", "text"),
    Field("months_required", "Months required", "months", "For how long the service level must be held; 0 where nothing is required."),
    Field(
        "months_survived",
        "Months survived",
        "months",
        "The longest time from the start for which the level can be held; where nothing is required, full service.",
    ),
    Field("worst_service", "Worst month's service", "share", "Smallest share of a month's demand that is met."),
    Field(
        "price",
        "Price of the requirement",
        "money",
        "What the plan would save, discounted, if one percentage point less service were required, with its decisions of yes and no kept.",
    ),
)


def frame(plan: Plan) -> pd.DataFrame:
    """What the plan survives: one row for each year, scenario and class of demand."""
    return tabulate(plan.survival, FIELDS)


SHEET = Sheet(
    "Survival",
    "Months required and survived in each disruption",
    FIELDS,
    frame,
    (
        Highlight("Months survived", "=AND(ISNUMBER({Months required}),{Months survived}<{Months required})", "red"),
        Highlight("Months survived", "=AND(ISNUMBER({Months required}),{Months required}>0)", "green"),
    ),
)
