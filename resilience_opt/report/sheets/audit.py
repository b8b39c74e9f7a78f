"""Audit: every check that was made on the plan, apart from the solver."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.tables import Field, Highlight, Sheet, tabulate

FIELDS = (
    Field("check", "Check", "text"),
    Field("rows", "Rows checked", "whole"),
    Field("largest_violation", "Largest violation", "small", "How far the worst row is from holding."),
    Field("tolerance", "Tolerance", "small", "What is allowed for the rounding of the solver."),
    Field("passed", "Passed", "yes or no"),
)


def frame(plan: Plan) -> pd.DataFrame:
    """How the plan was checked: one row for each check."""
    return tabulate(plan.audit.checks, FIELDS)


SHEET = Sheet(
    "Audit", "The checks made on the plan, apart from the solver", FIELDS, frame,
    (Highlight("Passed", '={Passed}="no"', "red"), Highlight("Passed", '={Passed}="yes"', "green")),
)  # fmt: skip
