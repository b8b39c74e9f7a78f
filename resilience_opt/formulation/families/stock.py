"""Stock in a normal year (statement 7)."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import Ease, Index, Variable, row
from resilience_opt.network.network import Network


def stock_years(net: Network) -> Iterator[Index]:
    """Every stockpile in every year, as (k, t)."""
    return ((k, t) for k in range(len(net.stocks)) for t in range(len(net.years)))


def openable_years(net: Network) -> Iterator[Index]:
    """Stockpiles with a fixed cost, in every year."""
    return ((k, t) for k, t in stock_years(net) if net.stocks.fixed_cost[k] > 0)


def of_stock(attribute: str) -> Any:
    """Origin of a row: a cell of the stockpile's row."""
    return lambda net, k, *_: [(net.stocks.record[k], attribute)]


def per_unit(attribute: str, amount: float = 1.0, opened: bool = False) -> Any:
    """Eases of a row by a cell of the stockpile's row; `opened`: only while it is kept open."""

    def eases(net: Network, k: int, *index: int) -> list[Ease]:
        return [Ease(net.stocks.record[k], attribute, amount / float(net.unit[net.stocks.material[k]]), ("open", (k, index[-1])) if opened else None)]

    return eases


def _level_minimum(net: Network, k: int, t: int) -> list[Ease]:
    return per_unit("minimum_level")(net, k, t) if net.stocks.fixed_cost[k] == 0 and net.stocks.minimum[k, t] > 0 else []


LEVEL = Variable(
    "level", "plan", stock_years, "stock at the end of the year", "unit",
    lower=lambda net, k, t: float(net.stocks.minimum[k, t]) if net.stocks.fixed_cost[k] == 0 else 0.0,
    upper=lambda net, k, t: float(net.stocks.maximum[k]), origin=lambda net, k, t: [(net.stocks.record[k], "minimum_level"), (net.stocks.record[k], "maximum_level")],
    eases_lower=_level_minimum, eases_upper=lambda net, k, t: per_unit("maximum_level")(net, k, t) if net.stocks.fixed_cost[k] == 0 else [],
)  # fmt: skip
OPEN = Variable("open", "plan", openable_years, "the stockpile is kept", "0 or 1", binary=lambda *_: True, upper=lambda *_: 1.0)


@row(over=stock_years, origin=of_stock("opening_level"))
def stock_balance(m: Any, k: int, t: int) -> Any:
    r"""Stock at the end of a year: what is left of the year before's, and what came in, less what was drawn.

    .. math:: level_{kt} = (1 - Loss_k) \, level_{k,t-1} + \sum_a ship_{at} - \sum_n draw_{knt}

    starting from `Opening level`. Source: `Stockpiles`.
    """
    before = m.level[k, t - 1] if t > 0 else m.stocks.opening[k]
    return m.level[k, t] == m.stocks.keep[k] * before + total(m.ship[a, t] for a in m.stocks.arcs[k]) - total(m.draw[r, t] for r in m.stocks.draws[k])


@row(over=openable_years, origin=of_stock("minimum_level"), eases=per_unit("minimum_level", opened=True))
def stock_minimum(m: Any, k: int, t: int) -> Any:
    r"""An open stockpile holds its minimum.

    .. math:: level_{kt} \ge MinimumLevel_k \, open_{kt}
    """
    return m.level[k, t] >= m.stocks.minimum[k][t] * m.open[k, t]


@row(over=openable_years, origin=of_stock("maximum_level"), eases=per_unit("maximum_level", opened=True))
def stock_maximum(m: Any, k: int, t: int) -> Any:
    r"""A closed stockpile holds nothing, an open one at most its maximum.

    .. math:: level_{kt} \le MaximumLevel_k \, open_{kt}
    """
    return m.level[k, t] <= m.stocks.maximum[k] * m.open[k, t]


@row(over=lambda net: ((k, t) for k, t in stock_years(net) if net.stocks.build[k] < inf), origin=of_stock("maximum_build"), eases=per_unit("maximum_build"))
def build_limited(m: Any, k: int, t: int) -> Any:
    r"""At most so much goes into store in a year.

    .. math:: \sum_a ship_{at} \le MaximumBuild_k
    """
    return total(m.ship[a, t] for a in m.stocks.arcs[k]) <= m.stocks.build[k]


@row(over=lambda net: ((k, t) for k, t in stock_years(net) if net.stocks.release[k] < inf), origin=of_stock("release_limit"), eases=per_unit("release_limit", 12.0))
def draw_limited(m: Any, k: int, t: int) -> Any:
    r"""At most so much is drawn in a year.

    .. math:: \sum_n draw_{knt} \le 12 \, ReleaseLimit_k
    """
    return total(m.draw[r, t] for r in m.stocks.draws[k]) <= 12 * m.stocks.release[k]
