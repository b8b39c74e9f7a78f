"""Expected cost of the crises, and a share of their CVaR."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import Index, Variable, plan_years, row
from resilience_opt.network.network import Network


def costed_crises(net: Network) -> Iterator[Index]:
    """Every year and scenario whose crisis has a cost, as (t, w)."""
    return ((t, w) for t in range(len(net.years)) for w in range(len(net.shocks)) if net.shocks.costed[w])


THRESHOLD = Variable("threshold", "plan", plan_years, "cost that only the worst crises exceed", "money", free=True)
EXCEEDS = Variable("exceeds", "plan", costed_crises, "by how much a crisis exceeds it", "money", year=0)
CALM = Variable("calm", "plan", plan_years, "by how much the undisturbed year exceeds it", "money")


@row(over=costed_crises)
def exceeds_threshold(m: Any, t: int, w: int) -> Any:
    r"""A crisis beyond the threshold counts with what it exceeds it by.

    .. math:: exceeds_{tw} \ge Q_{tw} - threshold_t
    """
    return m.exceeds[t, w] >= m.crisis_money * m.crisis_cost[t, w] - m.threshold[t]


@row(over=plan_years)
def calm_exceeds_threshold(m: Any, t: int) -> Any:
    r"""So does the undisturbed year, whose crisis costs nothing.

    .. math:: calm_t \ge -threshold_t
    """
    return m.calm[t] >= -1.0 * m.threshold[t]


def risk(m: Any, t: int) -> Any:
    r"""Expected cost of the crises and CVaR of the worst.

    .. math::
        (1 - L) \sum_w P_w Q_{tw} + L \min_v \Bigl(v + \frac{\sum_w P_w \max(Q_{tw} - v, 0) + (1 - \sum_w P_w) \max(-v, 0)}{1 - A}\Bigr)

    Rockafellar and Uryasev, Journal of Risk 2 (2000): CVaR as a minimum over the threshold v.
    """
    scenarios, weight, tail = m.costed_scenarios, m.risk_aversion, 1 - m.cvar_level
    expected = [(1 - weight) * m.probability[w] * m.crisis_money * m.crisis_cost[t, w] for w in scenarios]
    if weight == 0:
        return total(expected)
    beyond = [weight * m.probability[w] / tail * m.exceeds[t, w] for w in scenarios]
    undisturbed = max(0.0, 1 - sum(m.probability[w] for w in scenarios))
    return total([*expected, weight * m.threshold[t], *beyond, weight * undisturbed / tail * m.calm[t]])
