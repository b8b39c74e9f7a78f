"""Supply and passage in a crisis (statements 11, 12 and 16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import Index, Variable, row
from resilience_opt.network.network import Network


def flow_months(net: Network) -> Iterator[Index]:
    """Arcs into nodes in the months whose flows still serve, as (a, j)."""
    return ((a, j) for a in range(len(net.arcs)) for j in range(1, int(net.arcs.months[a]) + 1))


def supply_months(net: Network) -> Iterator[Index]:
    """Offers in the months in which some flow of theirs serves, as (o, j)."""
    for o in range(len(net.offers)):
        last = max((int(net.arcs.months[a]) for a in net.offers.arcs[o]), default=0)
        yield from ((o, j) for j in range(1, last + 1))


def premium_months(net: Network) -> Iterator[Index]:
    """Offers that charge a premium beyond the plan, in the months in which some flow serves."""
    return ((o, j) for o, j in supply_months(net) if net.offers.surge_premium[o] > 0)


FLOW = Variable("flow", "crisis", flow_months, "dispatched in the month", "unit/month")
EXTRA = Variable("extra", "crisis", premium_months, "dispatched beyond the plan", "unit/month")


def dispatched(m: Any, o: int, j: int) -> Any:
    """Everything that an offer dispatches to nodes in a month."""
    return total(m.flow[a, j] for a in m.offers.arcs[o] if j <= m.arcs.months[a])


def contracted(m: Any, o: int) -> Any:
    """Everything that an offer ships in the year, stockpiles included."""
    return total(m.ship[a] for a in m.offers.arcs[o])


def of_flow_offer(net: Network, o: int, *_: int) -> Any:
    """Origin: the offer's capacity."""
    return [(net.offers.record[o], "capacity")]


@row(over=supply_months, stage="crisis", origin=of_flow_offer)
def supply(m: Any, o: int, j: int) -> Any:
    r"""An offer dispatches what is left of its deliveries, and after `Ramp months` what it has in readiness.

    .. math:: \sum_a flow_{aj} \le avail_{oj} \bigl((1 - Standby) \sum_a ship_a + (Standby + Surge)\, capacity_o\bigr) / 12

    While :math:`j \le` `Ramp months`, :math:`\sum_a flow_{aj} \le avail_{oj} \sum_a ship_a / 12`. Deliveries into
    stockpiles count on the right: they can be diverted.
    """
    if j <= m.offers.ramp_months[o]:
        return dispatched(m, o, j) <= m.available[o, j] / 12 * contracted(m, o)
    standby, surge = m.offers.standby[o], m.offers.surge[o]
    ready = (1 - standby) * contracted(m, o) + (standby + surge) * m.capacity[o] if standby + surge > 0 else contracted(m, o)
    return dispatched(m, o, j) <= m.available[o, j] / 12 * ready


@row(over=flow_months, stage="crisis", where=lambda m, a, j: m.passes[a, j] < 1, origin=lambda net, a, *_: [(net.offers.record[net.arcs.offer[a]], "capacity")])
def passage(m: Any, a: int, j: int) -> Any:
    r"""Where a passage is hindered, a delivery is held to its share of it; elsewhere goods may be sent another way.

    .. math:: flow_{aj} \le pass_{aj} \bigl(ship_a + Standby (capacity_o - \sum_a ship_a) + Surge \, capacity_o\bigr) / 12

    with :math:`pass_{aj} = permit_{aj} \, lane_{a,j+L_a}`; while :math:`j \le` `Ramp months` only :math:`ship_a` counts.
    """
    o = m.arcs.offer[a]
    standby, surge = m.offers.standby[o], m.offers.surge[o]
    ready = m.ship[a]
    if j > m.offers.ramp_months[o] and standby + surge > 0:
        ready = ready + standby * (m.capacity[o] - contracted(m, o)) + surge * m.capacity[o]
    return m.flow[a, j] <= m.passes[a, j] / 12 * ready


@row(over=premium_months, stage="crisis", origin=of_flow_offer)
def beyond_the_plan(m: Any, o: int, j: int) -> Any:
    r"""What goes beyond the year's rate is counted, for it costs a premium.

    .. math:: extra_{oj} \ge \sum_a flow_{aj} - \sum_a ship_a / 12
    """
    return m.extra[o, j] >= dispatched(m, o, j) - 1 / 12 * contracted(m, o)
