"""What a year costs, by kind: the objective but for discounting."""

from __future__ import annotations

from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import Cost, cost


@cost
def fixed(m: Any, t: int) -> Any:
    r"""Contracts and open stockpiles: :math:`\sum_o FixedCost_o active_{ot} + \sum_k FixedCost_k open_{kt}`."""
    contracts = (m.offers.fixed_cost[o] * m.active[o, t] for o in range(m.offers.count) if m.offers.fixed_cost[o] > 0)
    stores = (m.stocks.fixed_cost[k] * m.open[k, t] for k in range(m.stocks.count) if m.stocks.fixed_cost[k] > 0)
    return total([*contracts, *stores])


@cost
def qualification(m: Any, t: int) -> Any:
    r"""Qualification begun: :math:`\sum_o QualificationCost_o qualify_{ot}`."""
    return total(m.offers.qualification_cost[o] * m.qualify[o, t] for o in range(m.offers.count) if not m.offers.qualified[o])


@cost
def expansion(m: Any, t: int) -> Any:
    r"""Capacity bought: :math:`\sum_o ExpansionCost_o expand_{ot}`."""
    return total(m.offers.expansion_cost[o] * m.expand[o, t] for o in range(m.offers.count) if m.offers.expansion_limit[o] > 0)


@cost
def deliveries(m: Any, t: int) -> Any:
    r"""Landed cost and price breaks: :math:`\sum_a cost_a ship_{at} + \sum_s (c_s - c_0) volume_{ost}`."""
    landed = (m.arcs.cost[a] * m.ship[a, t] for a in range(m.arcs.count))
    breaks = (segment.difference * m.volume[i, s, t] for i, b in enumerate(m.breaks) for s, segment in enumerate(b.segments))
    return total([*landed, *breaks])


@cost
def holding(m: Any, t: int) -> Any:
    r"""Stock kept: :math:`\sum_k HoldingCost_k level_{kt}`."""
    return total(m.stocks.holding_cost[k] * m.level[k, t] for k in range(m.stocks.count))


@cost
def shortage(m: Any, t: int) -> Any:
    r"""Demand unmet in a normal year: :math:`\sum ShortageCost \, shortage^0_{dmpt}`."""
    return total(m.classes.shortage_cost[c][t] * m.base_shortage[c, t] for c in range(m.classes.count))


@cost
def penalty(m: Any, t: int) -> Any:
    r"""Share limits broken at a price: :math:`\sum_i Penalty_i excess_{it}`."""
    return total(limit.penalty * m.excess[i, t] for i, limit in enumerate(m.limits) if limit.penalty is not None and t in limit.years)


#: In the order of the objective; the risk comes last, from `risk/`.
COSTS: tuple[Cost, ...] = (fixed, qualification, expansion, deliveries, holding, shortage, penalty)
