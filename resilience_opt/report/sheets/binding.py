"""Limits that bind: what easing each of them by one unit would save, dearest first."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Sheet, tabulate

FIELDS = (
    Field("limit", "Limit", "text", "What the workbook says."),
    Field("sheet", "Sheet", "text", "Where it says so; several cells where only together they make a difference."),
    Field("cell", "Cell", "text"),
    Field(
        "price",
        "Price",
        "money",
        "What the plan would save, discounted over all years, if the cell were eased by one unit, with its decisions of yes and no kept. More ease saves less for each unit.",
    ),
    Field("unit", "For each", "text", "One unit of the cell."),
)


def frame(plan: Plan) -> pd.DataFrame:
    """The limits that cost something: one row for each cell of the input."""
    return tabulate(plan.binding, FIELDS)


SHEET = Sheet("Limits that bind", "What each limit costs, and what easing it by one unit would save", FIELDS, frame)
