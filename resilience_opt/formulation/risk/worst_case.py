"""Cost of the worst crisis of the year, whatever its probability."""

from __future__ import annotations

from typing import Any

from resilience_opt.formulation.risk.mean_cvar import costed_crises
from resilience_opt.formulation.statement import Variable, plan_years, row

WORST = Variable("worst", "plan", plan_years, "cost of the worst crisis", "money")


@row(over=costed_crises)
def worst_of_all(m: Any, t: int, w: int) -> Any:
    r"""The worst is no cheaper than any.

    .. math:: worst_t \ge Q_{tw}
    """
    return m.worst[t] >= m.crisis_money * m.crisis_cost[t, w]


def risk(m: Any, t: int) -> Any:
    r"""The worst crisis: :math:`\max_w Q_{tw}`, and 0 where there are none."""
    return 1.0 * m.worst[t]
