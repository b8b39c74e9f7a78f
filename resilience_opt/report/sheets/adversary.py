"""Adversary: the sets of attacks that shape the plan, what each costs to withstand, and the worst of all."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Highlight, Sheet, tabulate

FIELDS = (
    Field("set", "Attacks", "sentence", "Made together in the first month; no more fit into the budget."),
    Field("spent", "Of the budget", "points", "What they cost together."),
    Field(
        "price",
        "Costs to withstand",
        "money",
        "What the plan would save, discounted, if this set alone need not be withstood, with its decisions of yes and no kept; blank where that was not worked out.",
    ),
    Field(
        "to_spare",
        "To spare",
        "share",
        "By how much more of the month's need the service could be than is required, in the worst class and month; at 0 the requirement is just met.",
    ),
    Field("year", "Least to spare in", "year"),
    Field("worst", "The worst", "yes or no", "No set within the budget leaves less to spare."),
)


def frame(plan: Plan) -> pd.DataFrame:
    """One row for each set of attacks that was looked at by name."""
    assert plan.adversary is not None
    return tabulate(plan.adversary.sets, FIELDS)


SHEET = Sheet(
    "Adversary", "The sets of attacks that shape the plan, and the worst", FIELDS, frame,
    (Highlight("The worst", '={The worst}="yes"', "amber"),), present=lambda plan: plan.adversary is not None,
)  # fmt: skip
