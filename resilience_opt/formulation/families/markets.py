"""Markets and recipes in a normal year (statements 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import Index, Origin, Variable, row
from resilience_opt.network.network import Network


def need_years(net: Network, market: bool) -> Iterator[Index]:
    """Needs of markets, or of suppliers, in every year, as (q, t)."""
    return ((q, t) for q in range(len(net.needs)) if net.needs.market[q] == market for t in range(len(net.years)))


def demand_cells(net: Network, q: int, t: int, *_: int) -> list[Origin]:
    """The rows of Demand behind a market's need."""
    records = [net.classes.record[c][t] for c in net.needs.classes[q]]
    return [(r, "quantity") for r in records if r is not None]


DRAW = Variable("draw", "plan", lambda net: ((r, t) for r in range(len(net.draws)) for t in range(len(net.years))), "use of stock in a normal year", "unit/year")
BASE_SHORTAGE = Variable(
    "base_shortage", "plan", lambda net: ((c, t) for c in range(len(net.classes)) for t in range(len(net.years))), "demand unmet in a normal year", "unit/year",
    upper=lambda net, c, t: float(net.classes.shortage_limit[c, t]),
)  # fmt: skip


def received(m: Any, q: int, t: int) -> Any:
    """What reaches a need in a year, from deliveries and from stock."""
    return total([*(m.ship[a, t] for a in m.needs.arcs[q]), *(m.draw[r, t] for r in m.needs.draws[q])])


@row(over=lambda net: need_years(net, True), origin=demand_cells)
def demand_met(m: Any, q: int, t: int) -> Any:
    r"""A market receives what it needs, but for a shortage where one is allowed.

    .. math:: \sum_a ship_{at} + \sum_k draw_{kdt} + \sum_p shortage^0_{dmpt} = \sum_p Demand_{dmpt}

    The dual is the price of one more unit at this market. Source: `Demand`.
    """
    classes = m.needs.classes[q]
    return received(m, q, t) + total(m.base_shortage[c, t] for c in classes) == sum(m.classes.quantity[c][t] for c in classes)


@row(over=lambda net: need_years(net, False), origin=lambda net, q, t: [(net.offers.record[o], "capacity") for o, _ in net.needs.recipe[q]])
def recipe_met(m: Any, q: int, t: int) -> Any:
    r"""A supplier receives exactly what its recipes need for what it ships.

    .. math:: \sum_a ship_{at} + \sum_k draw_{kst} = \sum_m Quantity_{mi} \sum_a ship_{at}

    Source: `Recipes`.
    """
    return received(m, q, t) == total(quantity * m.ship[a, t] for o, quantity in m.needs.recipe[q] for a in m.offers.arcs[o])
