"""Audit of the costs, the objective, its bound and its gap: from the plan's quantities and the workbook's figures alone."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from resilience_opt.plan.audit_book import Book, Floats
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import column
from resilience_opt.plan.audit_risk import risk
from resilience_opt.plan.plan import COST_KINDS


def audit_costs(b: Book, breaks: Floats, risks: Floats, costs: Mapping[str, float], objective: float, money: float) -> float:
    """Compare every kind of cost with what the plan states; the cost of the plan, all kinds together [money, discounted].

    Parameters
    ----------
    breaks, risks : what price breaks add to deliveries, and the risk of the crises, by year
    costs, objective : as the plan states them, discounted
    money : the smallest size that a cost is seen against
    """
    f, o, k = b.facts, b.facts.offers, b.facts.stocks
    fee = column(k, "fixed_cost")
    penalty = np.array([record.penalty or 0.0 for record, *_ in f.at.limits], dtype=float)
    yearly: dict[str, Floats] = {
        "fixed": column(o, "fixed_cost") @ b["active"] + fee @ b["open"],
        "qualification": column(o, "qualification_cost") @ b["qualify"],
        "expansion": column(o, "expansion_cost") @ b["expand"],
        "deliveries": f.arc_cost @ b["ship"] + breaks,
        "holding": column(k, "holding_cost") @ b["level"],
        "shortage": (f.harm * b["base_shortage"]).sum(axis=0),
        "penalty": penalty @ b["excess"],
        "risk": risks,
    }
    found = {kind: float(f.discount @ yearly[kind]) for kind in COST_KINDS}
    for kind in COST_KINDS:
        b.equal(Check.COST, costs[kind], found[kind], money, kind)
    total = math.fsum(found.values())
    b.equal(Check.OBJECTIVE, objective, total, money)
    return total


def yearly_risk(b: Book, crises: Floats, measure: str, aversion: float) -> Floats:
    """Risk of each year's crises [money]; `crises` is what each costs, array (years, scenarios)."""
    probability = [s.probability for s in b.facts.case.scenarios]
    level = b.facts.case.settings.cvar_level
    return np.array([risk(losses.tolist(), probability, measure, aversion, level) for losses in crises])


def audit_bound(b: Book, total: float, objective: float, bound: float | None, gap: float | None, gap_asked: float | None) -> None:
    """The plan costs no less than the bound, and the gap is what it is said to be.

    Parameters
    ----------
    total : the cost of the plan as the audit finds it
    objective, bound, gap : as the plan states them; None without a proof
    gap_asked : the gap that the plan's status promises; None where it promises none
    """
    size = abs(total)
    if bound is not None:
        b.at_most(Check.BOUND, bound, total, size)
    if (bound, gap) != (None, None):
        right = _gap(objective, bound)
        b.equal(Check.GAP, *((0.0, 0.0) if gap == right else (_figure(gap), _figure(right))), 1.0)
    if gap_asked is not None:
        b.at_most(Check.GAP_ASKED, total - _figure(bound), gap_asked * size, size)


def _gap(objective: float, bound: float | None) -> float | None:
    """`(objective - bound) / |objective|`; 0 where the two are the same, none where there is no bound or only the objective is 0."""
    if bound is None:
        return None
    if objective == bound:
        return 0.0
    return (objective - bound) / abs(objective) if objective else None


def _figure(value: float | None) -> float:
    """A figure, or what is not a number and so fails its check."""
    return math.nan if value is None else value
