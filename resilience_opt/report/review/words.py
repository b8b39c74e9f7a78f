"""What the report of a review says in words: in the workbook and on the page alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resilience_opt.plan.plan import Plan
from resilience_opt.report.compare import sentences
from resilience_opt.report.provenance import input_of, provenance, versions
from resilience_opt.report.review.shown import ReviewShown
from resilience_opt.report.sentences import counted, decision

#: What a rule is called.
RULES: Mapping[str, str] = {
    "requirement_unmet": "Requirement not met", "cost_up": "Cost", "dependence_over": "Dependence", "supplier_leaves": "Supplier leaves",
    "new_fault": "Data",
}  # fmt: skip
#: Rules that say that something is not as it must be; the others ask for a look.
GRAVE = ("requirement_unmet", "new_fault")
STEPS = ("Buy and keep", "Withstand", "Pay")  #: what each sentence on a plan is about
_ENDS: Mapping[str, str] = {
    "infeasible": "No plan can meet the requirements; these rows cannot hold together",
    "invalid input": "The workbook has faults, and nothing was solved",
    "no plan": "The limit of time ended the search before a plan was found",
}


def heading(shown: ReviewShown) -> str:
    """What the report is of."""
    return f"{shown.title}: review of {shown.period}"


def about(shown: ReviewShown) -> str:
    """What it is compared with, and in which money."""
    against = "The first review: there is nothing to compare it with"
    if shown.previous:
        against = f"Compared with the review of {shown.previous}" if shown.comparison is not None else f"The last plan is that of {shown.previous}"
    return f"{against}. Amounts in {shown.currency}, discounted." if shown.currency else f"{against}."


def no_alerts(shown: ReviewShown) -> str:
    """The sentence in the place of alerts."""
    return "No alerts: nothing crossed the bounds that this review sets." if shown.plan is not None else "No alerts."


def why_no_plan(shown: ReviewShown) -> tuple[str, list[str]]:
    """A heading and lines on a run without a plan; ('', []) where there is one."""
    if shown.status in ("optimal", "feasible"):
        return ("The search was ended early", [shown.message]) if shown.message else ("", [])
    found = [str(fault) for fault in (*shown.faults, *shown.explanation)]
    return _ENDS.get(shown.status, "There is no plan"), found or [shown.message]


def changes(shown: ReviewShown) -> list[tuple[str, str]]:
    """What changed since the last review, and what each sentence is about."""
    found, name = shown.comparison, shown.period
    if found is None:
        return []
    told = (("Cost", sentences.cost(found, name)), ("Plan", sentences.plan(found, name)), ("Inputs", sentences.inputs(found, name)))
    return [(about, sentence) for about, sentence in told if sentence]


def planned(plan: Plan) -> list[tuple[str, str]]:
    """What the plan does, and what each sentence is about."""
    return list(zip(STEPS, decision(plan), strict=True))


def produced(shown: ReviewShown) -> Iterator[tuple[str, str]]:
    """What produced the report."""
    yield "Review", shown.review
    if shown.plan is not None:
        yield from provenance(shown.plan)
    elif shown.case is not None:
        yield from input_of(shown.case)
        yield from versions()
    else:
        yield from versions()


def over(shown: ReviewShown) -> str:
    """Over how many periods the history goes."""
    return counted(len(shown.history.periods), "period")
