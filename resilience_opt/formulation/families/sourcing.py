"""Sourcing: what is under contract, qualified, expanded and delivered (statements 1 to 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import Ease, Index, Origin, Variable, row
from resilience_opt.network.network import Network


def offer_years(net: Network) -> Iterator[Index]:
    """Every offer in every year, as (o, t)."""
    return ((o, t) for o in range(len(net.offers)) for t in range(len(net.years)))


def unqualified_years(net: Network) -> Iterator[Index]:
    """Offers that must be qualified first, in every year."""
    return ((o, t) for o, t in offer_years(net) if not net.offers.qualified[o])


def arc_years(net: Network) -> Iterator[Index]:
    """Every arc in every year, as (a, t)."""
    return ((a, t) for a in range(len(net.arcs)) for t in range(len(net.years)))


def expandable_years(net: Network) -> Iterator[Index]:
    """Offers whose capacity can be bought, in every year."""
    return ((o, t) for o, t in offer_years(net) if net.offers.expansion_limit[o] > 0)


def of_offer(attribute: str) -> Any:
    """Origin of a row: a cell of the offer's row."""

    def origin(net: Network, o: int, *_: int) -> list[Origin]:
        return [(net.offers.record[o], attribute)]

    return origin


def per_unit(attribute: str, sign: float = 1.0, contracted: bool = False) -> Any:
    """Eases of a row by a cell of the offer's row; `contracted`: only under contract in the year."""

    def eases(net: Network, o: int, *index: int) -> list[Ease]:
        times = ("active", (o, index[-1])) if contracted else None
        return [Ease(net.offers.record[o], attribute, sign / float(net.unit[net.offers.material[o]]), times)]

    return eases


ACTIVE = Variable(
    "active", "plan", offer_years, "under contract", "0 or 1",
    binary=lambda net, o, t: not net.offers.free[o],
    lower=lambda net, o, t: float(net.offers.free[o] and net.offers.allowed[o, t]),
    upper=lambda net, o, t: float(net.offers.allowed[o, t]), origin=of_offer("from_year"),
)  # fmt: skip
QUALIFY = Variable("qualify", "plan", unqualified_years, "qualification is paid for", "0 or 1", binary=lambda *_: True, upper=lambda *_: 1.0)
EXPAND = Variable(
    "expand", "plan", expandable_years, "capacity bought", "unit/year",
    upper=lambda net, o, t: float(net.offers.expansion_limit[o]), eases_upper=per_unit("expansion_limit"),
)  # fmt: skip
CAPACITY = Variable("capacity", "plan", offer_years, "capacity that the plan may use", "unit/year")
SHIP = Variable("ship", "plan", arc_years, "annual delivery", "unit/year")


def shipped(m: Any, o: int, t: int) -> Any:
    """Everything that an offer ships in a year."""
    return total(m.ship[a, t] for a in m.offers.arcs[o])


@row(over=unqualified_years, origin=of_offer("qualification_years"))
def qualified_first(m: Any, o: int, t: int) -> Any:
    r"""An offer is under contract only once its qualification was paid for and has run its time.

    .. math:: active_{ot} \le \sum_{t' \le t - QualificationYears_o} qualify_{ot'}

    Binding means: an earlier start of qualification would be worth money. Source: `Offers`.
    """
    return m.active[o, t] <= total(m.qualify[o, s] for s in m.years if s <= t - m.offers.qualification_years[o])


@row(over=lambda net: ((o,) for o in range(len(net.offers)) if not net.offers.qualified[o]), origin=of_offer("qualified"))
def qualified_once(m: Any, o: int) -> Any:
    r"""Qualification is paid for at most once.

    .. math:: \sum_t qualify_{ot} \le 1
    """
    return total(m.qualify[o, t] for t in m.years) <= 1


@row(over=offer_years, origin=of_offer("capacity"), eases=per_unit("capacity", contracted=True))
def capacity_contracted(m: Any, o: int, t: int) -> Any:
    r"""What the plan may use is what is under contract and what was bought in time.

    .. math:: capacity_{ot} \le Capacity_o \, active_{ot} + \sum_{t' \le t - ExpansionYears_o} expand_{ot'}

    Binding means: more capacity of this offer would be worth money. Source: `Offers`.
    """
    bought = [s for s in m.years if s <= t - m.offers.expansion_years[o]] if m.offers.expansion_limit[o] > 0 else []
    return m.capacity[o, t] <= m.offers.capacity[o] * m.active[o, t] + total(m.expand[o, s] for s in bought)


def _either_capacity(net: Network, o: int, t: int) -> list[Ease]:
    return [*per_unit("capacity", contracted=True)(net, o, t), *per_unit("expansion_limit", contracted=True)(net, o, t)]


@row(over=expandable_years, origin=of_offer("expansion_limit"), eases=_either_capacity)
def capacity_needs_contract(m: Any, o: int, t: int) -> Any:
    r"""Bought capacity, too, can be used only under contract.

    .. math:: capacity_{ot} \le (Capacity_o + ExpansionLimit_o) \, active_{ot}
    """
    return m.capacity[o, t] <= (m.offers.capacity[o] + m.offers.expansion_limit[o]) * m.active[o, t]


@row(over=lambda net: ((o,) for o in range(len(net.offers)) if net.offers.expansion_limit[o] > 0), origin=of_offer("expansion_limit"), eases=per_unit("expansion_limit"))
def expansion_limited(m: Any, o: int) -> Any:
    r"""All that is bought stays within the limit.

    .. math:: \sum_t expand_{ot} \le ExpansionLimit_o
    """
    return total(m.expand[o, t] for t in m.years) <= m.offers.expansion_limit[o]


@row(over=offer_years, origin=of_offer("capacity"))
def shipped_within_capacity(m: Any, o: int, t: int) -> Any:
    r"""Deliveries stay within capacity.

    .. math:: \sum_a ship_{at} \le capacity_{ot}
    """
    return shipped(m, o, t) <= m.capacity[o, t]


@row(over=lambda net: ((o, t) for o, t in offer_years(net) if net.offers.minimum_take[o] > 0), origin=of_offer("minimum_take"), eases=per_unit("minimum_take", contracted=True))
def minimum_take(m: Any, o: int, t: int) -> Any:
    r"""A contract obliges to take its minimum.

    .. math:: \sum_a ship_{at} \ge MinimumTake_o \, active_{ot}
    """
    return shipped(m, o, t) >= m.offers.minimum_take[o] * m.active[o, t]


def paced_years(net: Network) -> Iterator[Index]:
    """Years in which the pace of change binds: neither the year nor the one before lies outside the offer's time."""
    offers = net.offers
    for o, t in offer_years(net):
        if offers.maximum_change[o] == float("inf"):
            continue
        record = offers.record[o]

        def out(s: int, o: int = o, record: Any = record) -> bool:
            if s < 0:
                return not offers.qualified[o] or record.from_year == net.years[0]
            return not offers.allowed[o, s] or (not offers.qualified[o] and s < offers.qualification_years[o])

        if not out(t) and not out(t - 1):
            yield (o, t)


def _before(m: Any, o: int, t: int) -> Any:
    return shipped(m, o, t - 1) if t > 0 else m.offers.current_volume[o]


@row(over=paced_years, origin=of_offer("maximum_change"), eases=per_unit("maximum_change"))
def pace_up(m: Any, o: int, t: int) -> Any:
    r"""Deliveries rise by at most the largest change.

    .. math:: \sum_a ship_{at} - \sum_a ship_{a,t-1} \le MaximumChange_o

    Before the first year stands `Current volume`.
    """
    return shipped(m, o, t) - _before(m, o, t) <= m.offers.maximum_change[o]


@row(over=paced_years, origin=of_offer("maximum_change"), eases=per_unit("maximum_change"))
def pace_down(m: Any, o: int, t: int) -> Any:
    r"""Deliveries fall by at most the largest change.

    .. math:: \sum_a ship_{a,t-1} - \sum_a ship_{at} \le MaximumChange_o
    """
    return _before(m, o, t) - shipped(m, o, t) <= m.offers.maximum_change[o]


def _bounded_arcs(net: Network) -> Iterator[Index]:
    for a, t in arc_years(net):
        o = net.arcs.offer[a]
        if not net.offers.free[o] or net.arcs.largest[a, t] == 0:
            yield (a, t)


def _why_no_more(net: Network, a: int, t: int) -> list[Origin]:
    """The cell that holds a delivery down: the time that qualification takes, the offer's years, or its capacity."""
    o = int(net.arcs.offer[a])
    record = net.offers.record[o]
    if not net.offers.qualified[o] and t < net.offers.qualification_years[o]:
        return [(record, "qualification_years")]
    if not net.offers.allowed[o, t]:
        return [(record, "from_year" if record.from_year is not None and net.years[t] < record.from_year else "to_year")]
    return [(record, "capacity")]


@row(over=_bounded_arcs, origin=_why_no_more, redundant=True)
def useful_delivery(m: Any, a: int, t: int) -> Any:
    r"""No delivery is larger than what its destination can take; this only tightens the relaxation.

    .. math:: ship_{at} \le largest_{at} \, active_{ot}
    """
    return m.ship[a, t] <= m.arcs.largest[a][t] * m.active[m.arcs.offer[a], t]
