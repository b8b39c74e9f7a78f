"""Markets, recipes, stock and survival in a crisis (statements 13 to 15 and 17)."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from resilience_opt.case.needs import reaches
from resilience_opt.case.sheets import Survival
from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.families.stock import per_unit
from resilience_opt.formulation.statement import Ease, Index, Origin, Variable, row
from resilience_opt.network.network import Network


def _months(net: Network) -> range:
    return range(1, net.months + 1)


def need_months(net: Network, market: bool) -> Iterator[Index]:
    """Needs of markets, or of suppliers, in every month, as (q, j)."""
    return ((q, j) for q in range(len(net.needs)) if net.needs.market[q] == market for j in _months(net))


def class_months(net: Network) -> Iterator[Index]:
    """Classes of demand in every month, as (c, j)."""
    return ((c, j) for c in range(len(net.classes)) for j in _months(net))


def release_months(net: Network) -> Iterator[Index]:
    """Pairs of a stockpile and a need, in the months after its `Response months`, as (r, j)."""
    return ((r, j) for r in range(len(net.draws)) for j in _months(net) if j > net.stocks.response[net.draws.stock[r]])


RELEASE = Variable("release", "crisis", release_months, "released from stock", "unit/month")
SHORTAGE = Variable("shortage", "crisis", class_months, "demand unmet", "unit/month")


def arriving(m: Any, a: int, j: int) -> Any:
    """What arrives in month j: what was dispatched a lead time before, or was under way when the crisis began."""
    sent = j - m.arcs.lead[a]
    if sent >= 1:
        return m.flow[a, sent] if sent <= m.arcs.months[a] else 0.0
    return m.lane[a, j] / 12 * m.ship[a]


def served(m: Any, q: int, j: int) -> Any:
    """What a need receives in a month, from deliveries and from stock."""
    stock = (m.release[r, j] for r in m.needs.draws[q] if j > m.stocks.response[m.draws.stock[r]])
    return total([*(arriving(m, a, j) for a in m.needs.arcs[q]), *stock])


def _demand(net: Network, q: int, *_: int) -> list[Origin]:
    return [(r, "quantity") for c in net.needs.classes[q] for r in net.classes.record[c][:1] if r is not None]


@row(over=lambda net: need_months(net, True), stage="crisis", origin=_demand)
def crisis_demand(m: Any, q: int, j: int) -> Any:
    r"""A market's need in a month is met from deliveries and stock, but for the shortage.

    .. math:: \sum_a arrive_{aj} + \sum_k release_{kdj} + \sum_p shortage_{dmpj} \ge dem_{dmj} \sum_p Demand_{dmp} / 12
    """
    classes = m.needs.classes[q]
    return served(m, q, j) + total(m.shortage[c, j] for c in classes) >= sum(m.due[c, j] for c in classes)


@row(over=class_months, stage="crisis")
def shortage_within_demand(m: Any, c: int, j: int) -> Any:
    r"""No more can be missing than is needed.

    .. math:: shortage_{dmpj} \le dem_{dmj} \, Demand_{dmp} / 12
    """
    return m.shortage[c, j] <= m.due[c, j]


@row(over=lambda net: need_months(net, False), stage="crisis", origin=lambda net, q, *_: [(net.offers.record[o], "capacity") for o, _ in net.needs.recipe[q]])
def crisis_recipe(m: Any, q: int, j: int) -> Any:
    r"""A supplier makes in a month what its inputs of that month allow.

    .. math:: \sum_a arrive_{aj} + \sum_k release_{ksj} \ge \sum_m Quantity_{mi} \sum_a flow_{aj}
    """
    made = total(quantity * m.flow[a, j] for o, quantity in m.needs.recipe[q] for a in m.offers.arcs[o] if j <= m.arcs.months[a])
    return served(m, q, j) >= made


@row(over=lambda net: ((k,) for k in range(len(net.stocks)) if net.stocks.draws[k]), stage="crisis", origin=lambda net, k, *_: [(net.stocks.record[k], "maximum_level")])
def release_within_stock(m: Any, k: int) -> Any:
    r"""No more is released than is in store when the crisis begins.

    .. math:: \sum_{n,j} release_{knj} \le level_k
    """
    return total(m.release[r, j] for r in m.stocks.draws[k] for j in m.months if j > m.stocks.response[k]) <= m.level[k]


def _limited(net: Network) -> Iterator[Index]:
    stocks = net.stocks
    return ((k, j) for k in range(len(stocks)) if stocks.release[k] < inf and stocks.draws[k] for j in _months(net) if j > stocks.response[k])


@row(over=_limited, stage="crisis", origin=lambda net, k, *_: [(net.stocks.record[k], "release_limit")], eases=per_unit("release_limit"))
def release_limited(m: Any, k: int, j: int) -> Any:
    r"""At most so much is released in a month, and nothing within `Response months`.

    .. math:: \sum_n release_{knj} \le ReleaseLimit_k
    """
    return total(m.release[r, j] for r in m.stocks.draws[k]) <= m.stocks.release[k]


def requirements(net: Network, c: int, j: int, t: int, w: int) -> list[Survival]:
    """The rows of Survival that reach a class in a month of a crisis, whatever their level."""
    q = net.classes.need[c]
    key = (net.needs.node[q].name, net.materials[net.needs.material[q]], net.classes.priority[c])
    scenario = net.shocks.names[w] if net.shocks.costed[w] else None
    return [r for r in net.case.survival if reaches(r, scenario, key) and r.months >= j and (r.from_year or 0) <= net.years[t]]


def requirement_cells(net: Network, c: int, j: int, t: int, w: int) -> list[Origin]:
    """Those of them whose level holds: the highest."""
    level = net.shocks.service[w, c, t, j]
    return [(r, "service_level") for r in requirements(net, c, j, t, w) if r.service_level == level]


def requirement_eases(net: Network, c: int, j: int, t: int, w: int) -> list[Ease]:
    """The same cells: a lower level allows as much more of the month's need to be missing."""
    need = net.shocks.demand[w, net.classes.need[c], j] * net.classes.quantity[c, t] / 12
    return [Ease(record, attribute, float(need)) for record, attribute in requirement_cells(net, c, j, t, w)]


@row(over=class_months, stage="crisis", where=lambda m, c, j: m.service[c, j] > 0, origin=requirement_cells, eases=requirement_eases)
def survival(m: Any, c: int, j: int) -> Any:
    r"""What must be survived is survived: the service is held.

    .. math:: shortage_{dmpj} \le (1 - S) \, dem_{dmj} \, Demand_{dmp} / 12

    with S the highest `Service level` among the requirements that reach the month. The dual is the price of the
    requirement. Source: `Survival`.
    """
    return m.shortage[c, j] <= m.tolerated[c, j]
