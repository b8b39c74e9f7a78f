"""Number of sources (statement 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.families.sourcing import shipped
from resilience_opt.formulation.statement import Ease, Index, Origin, Variable, row
from resilience_opt.network.network import Network


def _cell(side: str) -> Any:
    def origin(net: Network, i: int, *_: int) -> list[Origin]:
        return [(net.sources[i].record, side)]

    return origin


def _one_more(side: str) -> Any:
    def eases(net: Network, i: int, *_: int) -> list[Ease]:
        return [Ease(net.sources[i].record, side, 1.0)]

    return eases


def _limited(net: Network, side: str) -> Iterator[Index]:
    return ((i, t) for i, source in enumerate(net.sources) if getattr(source, side) is not None for t in source.years)


def _counted(net: Network) -> Iterator[Index]:
    return ((i, o, t) for i, t in _limited(net, "minimum") for o in net.sources[i].least)


COUNTS = Variable("counts", "plan", _counted, "the offer counts as a source", "0 or 1", binary=lambda *_: True, upper=lambda *_: 1.0)


@row(over=lambda net: _limited(net, "maximum"), origin=_cell("maximum"), eases=_one_more("maximum"))
def sources_at_most(m: Any, i: int, t: int) -> Any:
    r"""At most so many offers are under contract.

    .. math:: \sum_o active_{ot} \le Maximum
    """
    return total(m.active[o, t] for o in m.sources[i].most) <= m.sources[i].maximum


@row(over=lambda net: _limited(net, "minimum"), origin=_cell("minimum"), eases=_one_more("minimum"))
def sources_at_least(m: Any, i: int, t: int) -> Any:
    r"""At least so many offers count as sources.

    .. math:: \sum_o counts_{iot} \ge Minimum
    """
    return total(m.counts[i, o, t] for o in m.sources[i].least) >= m.sources[i].minimum


@row(over=_counted, origin=_cell("minimum"))
def source_is_active(m: Any, i: int, o: int, t: int) -> Any:
    r"""Only an offer under contract counts.

    .. math:: counts_{iot} \le active_{ot}
    """
    return m.counts[i, o, t] <= m.active[o, t]


@row(over=_counted, origin=_cell("minimum_share"))
def source_ships_its_share(m: Any, i: int, o: int, t: int) -> Any:
    r"""An offer that counts ships its share of all deliveries of the material.

    .. math:: \sum_a ship_{at} \ge MinimumShare \sum_{o'} \sum_a ship_{at} - big \, (1 - counts_{iot})

    `big` is the share of the largest useful shipments of all other offers together.
    """
    source = m.sources[i]
    everything = total(m.ship[a, t] for x in source.all for a in m.offers.arcs[x])
    big = source.share * sum(m.offers.largest[x][t] for x in source.all if x != o)
    return shipped(m, o, t) >= source.share * everything - big * (1 - m.counts[i, o, t])
