"""Share limits and the accounts behind them (statement 8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import Ease, Index, Origin, Variable, row
from resilience_opt.network.network import LimitRow, Network


def limit_years(net: Network) -> Iterator[Index]:
    """Every limit in every year in which it holds, as (i, t)."""
    return ((i, t) for i, limit in enumerate(net.limits) for t in limit.years)


def limit_cell(net: Network, i: int, *_: int) -> list[Origin]:
    """The cell of Share limits that holds the bound."""
    limit = net.limits[i].limit
    return [(limit.record, limit.side)]


def limit_eases(net: Network, i: int, *_: int) -> list[Ease]:
    """The same cell, for one scaled unit of what the limit counts."""
    limit = net.limits[i].limit
    return [Ease(limit.record, limit.side, 1.0)]


def _tags(net: Network) -> Iterator[Index]:
    return ((a, c, t) for c, account in enumerate(net.accounts) for a in account.arcs for t in range(len(net.years)))


def _kept(net: Network) -> Iterator[Index]:
    return ((k, c, t) for c, account in enumerate(net.accounts) for k in account.stocks for t in range(len(net.years)))


def _handed(net: Network) -> Iterator[Index]:
    return ((r, c, t) for c, account in enumerate(net.accounts) for r in account.draws for t in range(len(net.years)))


TAG = Variable("tag", "plan", _tags, "part of a delivery that is booked on the account", "unit/year")
KEPT = Variable("kept", "plan", _kept, "part of a stock that is booked on the account", "unit")
HANDED = Variable("handed", "plan", _handed, "part of a draw that is booked on the account", "unit/year")
EXCESS = Variable(
    "excess", "plan", lambda net: ((i, t) for i, t in limit_years(net) if net.limits[i].penalty is not None), "by how much a limit with a penalty is broken", "unit/year or money"
)


def tagged(m: Any, a: int, c: int, t: int) -> Any:
    """What of a delivery is booked on an account: all of it from a member, none from others, or its tag."""
    account = m.accounts[c]
    if a in account.full:
        return m.ship[a, t]
    return m.tag[a, c, t] if a in account.arcs else 0.0


def _all(m: Any, limit: LimitRow, t: int) -> Any:
    return total([*(v * m.ship[a, t] for a, v in limit.arcs), *(v * m.draw[r, t] for r, v in limit.draws)])


def _groups(m: Any, limit: LimitRow, t: int) -> Any:
    c = limit.account
    return total([*(v * tagged(m, a, c, t) for a, v in limit.arcs), *(v * m.handed[r, c, t] for r, v in limit.draws if r in m.accounts[c].draws)])


@row(over=lambda net: ((i, t) for i, t in limit_years(net) if net.limits[i].limit.side == "maximum"), origin=limit_cell, eases=limit_eases)
def share_maximum(m: Any, i: int, t: int) -> Any:
    r"""What comes from the group stays within its share of what the destinations receive.

    .. math:: \sum_a v_a tag_{act} + \sum v_k handed_{knct} \le Maximum \, \bigl(\sum_a v_a ship_{at} + \sum v_k draw_{knt}\bigr) + excess_{it}

    Binding means: a cheaper source is refused; the dual is the price of that refusal. Source: `Share limits`.
    """
    limit = m.limits[i]
    allowed = limit.limit.share * _all(m, limit, t)
    return _groups(m, limit, t) <= (allowed if limit.penalty is None else allowed + m.excess[i, t])


@row(over=lambda net: ((i, t) for i, t in limit_years(net) if net.limits[i].limit.side == "minimum"), origin=limit_cell, eases=limit_eases)
def share_minimum(m: Any, i: int, t: int) -> Any:
    r"""What comes from the group reaches its share of what the destinations receive.

    .. math:: \sum_a v_a tag_{act} + \sum v_k handed_{knct} + excess_{it} \ge Minimum \, \bigl(\sum_a v_a ship_{at} + \sum v_k draw_{knt}\bigr)
    """
    limit = m.limits[i]
    wanted = limit.limit.share * _all(m, limit, t)
    return (_groups(m, limit, t) if limit.penalty is None else _groups(m, limit, t) + m.excess[i, t]) >= wanted


@row(over=_tags)
def tag_within_delivery(m: Any, a: int, c: int, t: int) -> Any:
    r"""No more is booked than is delivered.

    .. math:: tag_{act} \le ship_{at}
    """
    return m.tag[a, c, t] <= m.ship[a, t]


def _mixes(net: Network) -> Iterator[Index]:
    return ((q, c, t) for c, account in enumerate(net.accounts) for q in account.mixes for t in range(len(net.years)))


@row(over=_mixes)
def tag_passed_on(m: Any, q: int, c: int, t: int) -> Any:
    r"""What was booked on what a supplier receives is passed on with what it makes: a mass balance.

    .. math:: \sum_m Quantity_{mi} \sum_a tag_{act} \ge \sum_a tag_{act} + \sum_k handed_{ksct}
    """
    account = m.accounts[c]
    out = total(quantity * tagged(m, a, c, t) for o, quantity in m.needs.recipe[q] for a in m.offers.arcs[o])
    into = total([*(tagged(m, a, c, t) for a in m.needs.arcs[q]), *(m.handed[r, c, t] for r in m.needs.draws[q] if r in account.draws)])
    return out >= into


@row(over=_kept)
def kept_balance(m: Any, k: int, c: int, t: int) -> Any:
    r"""A stockpile hands on what it was given.

    .. math:: kept_{kct} = (1 - Loss_k) \, kept_{kc,t-1} + \sum_a tag_{act} - \sum_n handed_{knct}
    """
    before = m.kept[k, c, t - 1] if t > 0 else 0.0
    into = total(tagged(m, a, c, t) for a in m.stocks.arcs[k])
    return m.kept[k, c, t] == m.stocks.keep[k] * before + into - total(m.handed[r, c, t] for r in m.stocks.draws[k])


@row(over=_kept)
def kept_within_level(m: Any, k: int, c: int, t: int) -> Any:
    r"""No more is booked on a stock than is in it.

    .. math:: kept_{kct} \le level_{kt}
    """
    return m.kept[k, c, t] <= m.level[k, t]


@row(over=_handed)
def handed_within_draw(m: Any, r: int, c: int, t: int) -> Any:
    r"""No more is handed on than is drawn.

    .. math:: handed_{knct} \le draw_{knt}
    """
    return m.handed[r, c, t] <= m.draw[r, t]
