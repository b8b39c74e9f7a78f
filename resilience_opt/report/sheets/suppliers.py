"""Suppliers: which offers are under contract in each year, and what the others would have to charge."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Highlight, Sheet, tabulate

FIELDS = (
    Field("year", "Year", "year"),
    Field("supplier", "Supplier", "text"),
    Field("material", "Material", "text"),
    Field("active", "Active", "yes or no", "Whether the offer is under contract in the year."),
    Field("qualified_in", "Qualified in", "year", "The year in which the plan pays for its qualification; blank where it does not."),
    Field("capacity", "Capacity", "capacity", "Largest delivery of the year, with what was added."),
    Field("expansion", "Expansion", "capacity", "Capacity that the plan buys in the year."),
    Field("shipped", "Shipped", "capacity", "Delivered in the year, to all destinations."),
    Field("use", "Use of capacity", "share"),
    Field(
        "break_even",
        "Break-even unit cost",
        "unit cost",
        "What an offer outside the plan would have to charge to enter it, its fixed cost included. Where it asks less and is out all the same, "
        "its qualification, a minimum take or a limit on sources keeps it out.",
    ),
)


def frame(plan: Plan) -> pd.DataFrame:
    """Who is under contract: one row for each year and offer."""
    return tabulate(plan.suppliers, FIELDS)


SHEET = Sheet(
    "Suppliers",
    "Who is under contract, capacity and its use, break-even unit costs",
    FIELDS,
    frame,
    (
        Highlight("Active", '={Active}="yes"', "green"),
        Highlight("Use of capacity", "=AND(ISNUMBER({Use of capacity}),{Use of capacity}>=0.9999)", "amber"),
    ),
)
