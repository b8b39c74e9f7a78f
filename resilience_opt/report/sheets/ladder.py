"""Cost of resilience: what each step adds to the cheapest plan, by kind of cost, and what it brings."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.report.tables import Field, Sheet, tabulate

_MORE = tuple(
    Field(f"more_{kind}", f"More {kind}", "difference", f"By how much {kind} costs more than in the step before, discounted; the kinds add up to the increase.", sparse=True)
    for kind in COST_KINDS
)
#: A difference of less than this share of the whole cost is what the steps' rounding leaves.
EXACT = 1e-10

FIELDS = (
    Field("step", "Step", "text", "Each step keeps what the steps before it ask for. Limits on the number of sources count with the share limits."),
    Field("cost", "Cost", "money", "Discounted cost of the cheapest plan of this step."),
    Field("increase", "Increase", "difference", "Over the step before."),
    *_MORE,
    Field("largest_share", "Largest share", "share", "The largest share that any Maximum of the workbook limits, in any year."),
    Field("limits_broken", "Limits not met", "whole", "Limits of the workbook, year by year, that this step does not meet; the last step may break those with a penalty."),
    Field("shortest_survived", "Months survived", "months", "The shortest time for which all that is required in a disruption can be held at once."),
    Field("requirements_unmet", "Disruptions not survived", "whole", "Disruptions, year by year, in which that is shorter than required."),
    Field("requirements", "Disruptions with a requirement", "whole"),
    Field("off", "Could be off by", "money", "By how much the increase could be wrong: what the proofs of this step and of the one before leave open."),
)


def frame(plan: Plan) -> pd.DataFrame:
    """One row for each step."""
    assert plan.ladder is not None
    steps = plan.ladder.steps
    more = plan.ladder.bridge.drop(columns="total").rename(columns={kind: f"more_{kind}" for kind in COST_KINDS})
    rounding = EXACT * float(steps["cost"].abs().max())
    for column in more.columns.drop("step"):
        more[column] = more[column].where(more[column].abs() > rounding, 0.0)
    return tabulate(steps.merge(more, on="step", how="left"), FIELDS)


SHEET = Sheet("Cost of resilience", "What each step of resilience costs and brings", FIELDS, frame, present=lambda plan: plan.ladder is not None)
