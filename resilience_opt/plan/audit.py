"""The audit: every balance, limit, crisis row and cost of a plan, worked out again from the case.

It shares nothing with what made the plan: from the network it takes the names behind the positions of the plan's
tables (`audit_positions.py`), every figure and every membership it reads from the case by itself. Nothing here knows
Pyomo, a matrix or a solver. A violation is a share of the row's size: the larger of its two sides, but at least a
thousandth of what is needed of the material in a year, or of the plan's cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from resilience_opt.network.network import Network
from resilience_opt.plan.audit_adversary import audit_adversary
from resilience_opt.plan.audit_balances import audit_balances, audit_stock
from resilience_opt.plan.audit_book import TOLERANCE, Book
from resilience_opt.plan.audit_breaks import audit_breaks
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_costs import audit_bound, audit_costs, yearly_risk
from resilience_opt.plan.audit_crisis import audit_crises
from resilience_opt.plan.audit_facts import LEAST_SHARE, facts, strangers
from resilience_opt.plan.audit_forgotten import audit_forgotten
from resilience_opt.plan.audit_positions import positions
from resilience_opt.plan.audit_responses import Responses
from resilience_opt.plan.audit_shares import audit_shares
from resilience_opt.plan.audit_sources import audit_sources
from resilience_opt.plan.audit_sourcing import audit_sourcing
from resilience_opt.plan.audit_tables import audit_tables
from resilience_opt.plan.plan import Audit


def audit(
    net: Network,
    values: Mapping[str, pd.DataFrame],
    risk_measure: str,
    risk_aversion: float,
    costs: Mapping[str, float],
    objective: float,
    *,
    dependence: pd.DataFrame | None = None,
    bound: float | None = None,
    gap: float | None = None,
    gap_asked: float | None = None,
    withstood: Iterable[Responses] | None = None,
) -> Audit:
    """Work out again everything that a plan claims.

    Parameters
    ----------
    net : Network, unscaled
        Its case, and the names behind the positions of the tables.
    values : the plan's tables by variable
    costs, objective : as the plan states them [money, discounted]
    dependence : the plan's table of shares; not looked at where it is left out
    bound, gap : as the plan states them; None without a proof
    gap_asked : the gap that the plan's status promises, where it does
    withstood : what the plan does against sets of attacks that are not among its crises; by default every largest set must be one
    """
    at = positions(net)
    unknown = strangers(net.case, at)
    if unknown:
        return Audit(_table({(Check.NOTHING_FORGOTTEN, "names"): (unknown, 1.0)}))
    b = Book(facts(net.case, at), values)
    money = LEAST_SHARE * abs(objective) or 1.0
    audit_tables(b, money)
    audit_forgotten(b, listed=withstood is None)
    audit_sourcing(b)
    audit_balances(b)
    audit_stock(b)
    audit_shares(b, dependence, money)
    audit_sources(b)
    breaks = audit_breaks(b)
    if withstood is not None:
        audit_adversary(b, withstood)
    risks = yearly_risk(b, audit_crises(b, money), risk_measure, risk_aversion)
    total = audit_costs(b, breaks, risks, costs, objective, money)
    audit_bound(b, total, objective, bound, gap, gap_asked)
    return Audit(_table(b.rows))


def _table(rows: Mapping[tuple[Check, str], tuple[int, float]]) -> pd.DataFrame:
    """One line for each check, and for each thing that it is about."""
    lines = [
        (f"{c.text}: {about}" if about else c.text, count, worst, TOLERANCE, worst <= TOLERANCE)
        for (c, about), (count, worst) in rows.items()
    ]
    return pd.DataFrame(lines, columns=["check", "rows", "largest_violation", "tolerance", "passed"])
