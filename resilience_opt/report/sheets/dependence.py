"""Dependence: how much comes from each group, against its limit."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Highlight, Sheet, tabulate

FIELDS = (
    Field("year", "Year", "year"),
    Field("lens", "Lens", "text", "Whether the site, its owner or the origin of what it is made from counts."),
    Field("group", "Group", "text"),
    Field("material", "Material", "text"),
    Field("destination", "Destination", "text", "For whom; blank for all together."),
    Field("share", "Share", "share", "Of all deliveries. What is of unknown country or owner counts as the limit says."),
    Field(
        "share_known",
        "Share without unknown",
        "share",
        "The share without what is of unknown country or owner; blank where nothing is unknown.",
    ),
    Field("side", "Side", "text", "Whether the limit is a maximum or a minimum."),
    Field("limit", "Limit", "share"),
    Field("slack", "Slack", "share", "How far the share is from the limit; negative where a limit with a penalty is broken."),
    Field(
        "price",
        "Price of the limit",
        "money",
        "What the plan would save, discounted, if the limit were eased by one percentage point, with its decisions of yes and no kept.",
    ),
    Field("origin", "Traced to", "text", "Whose origin counts, with lens traced.", sparse=True),
)
_UNKNOWN = "Share without unknown"
_SAME = 1e-9  #: shares closer than this are one share


def frame(plan: Plan) -> pd.DataFrame:
    """How dependent the plan is: one row for each year and limited share; two shares where something is unknown."""
    made = tabulate(plan.dependence, FIELDS)
    made[_UNKNOWN] = made[_UNKNOWN].where((made[_UNKNOWN] - made["Share"]).abs() > _SAME)
    return made


SHEET = Sheet(
    "Dependence",
    "Shares of countries and groups, their limits and prices",
    FIELDS,
    frame,
    (
        Highlight("Slack", "=AND(ISNUMBER({Slack}),{Slack}<-0.000001)", "red"),
        Highlight("Slack", "=AND(ISNUMBER({Slack}),{Slack}<0.0001)", "amber"),
    ),
)
