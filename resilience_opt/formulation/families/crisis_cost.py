"""The cost of a crisis over and above a normal year."""

from __future__ import annotations

from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.families.crisis_service import class_months, release_months
from resilience_opt.formulation.families.crisis_supply import flow_months, premium_months
from resilience_opt.formulation.statement import Variable, row

CRISIS_COST = Variable(
    "crisis_cost", "plan", lambda net: ((t, w) for t in range(len(net.years)) for w in range(len(net.shocks)) if net.shocks.costed[w]), "cost of the crisis beyond a normal year", "money", year=0
)


def spent(m: Any) -> Any:
    """What is spent in the crisis: dear deliveries, premiums, replacement of stock, shortage."""
    arcs, offers, stocks = m.arcs, m.offers, m.stocks
    flows = (arcs.cost[a] * m.price[a, j] * m.flow[a, j] for a, j in flow_months(m.net))
    extra = (offers.surge_premium[o] * offers.unit_cost[o] * m.extra[o, j] for o, j in premium_months(m.net))
    releases = (stocks.price[m.draws.stock[r]] * m.release[r, j] for r, j in release_months(m.net))
    short = (m.shortage_cost[c,] * m.shortage[c, j] for c, j in class_months(m.net))
    return total([*flows, *extra, *releases, *short])


def spared(m: Any) -> Any:
    """What the same months of a normal year would have cost."""
    arcs = m.arcs
    deliveries = (arcs.months[a] / 12 * arcs.cost[a] * m.ship[a] for a in range(arcs.count) if arcs.months[a] > 0)
    shortages = (len(m.months) / 12 * m.shortage_cost[c,] * m.base_shortage[c] for c in range(m.classes.count))
    return total([*deliveries, *shortages])


@row(over=lambda net: [()], stage="crisis", where=lambda m: m.costed[0,] > 0)
def crisis_cost_counted(m: Any) -> Any:
    r"""A crisis costs what is spent in it less what a normal year would have cost, and is never a saving.

    .. math::
        Q \ge \sum_a \sum_{j \le U_a} cost_a \, price_{aj} \, flow_{aj} - \sum_a \tfrac{U_a}{12} cost_a \, ship_a
        + \sum_{oj} SurgePremium_o \, UnitCost_o \, extra_{oj} + \sum_{kj} Price_k \sum_n release_{knj}
        + \sum ShortageCost \, shortage_{dmpj} - \tfrac{T}{12} \sum ShortageCost \, shortage^0_{dmp}
    """
    return m.crisis_money * m.crisis_cost[()] >= spent(m) - spared(m)
