"""Price breaks: unit costs that depend on the yearly volume (statement 10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.families.sourcing import shipped
from resilience_opt.formulation.statement import Index, Variable, row
from resilience_opt.network.network import Network


def _segments(net: Network) -> Iterator[Index]:
    return ((i, s, t) for i, b in enumerate(net.breaks) for s in range(len(b.segments)) for t in range(len(net.years)))


def _chosen(net: Network) -> Iterator[Index]:
    return (index for index in _segments(net) if net.breaks[index[0]].ordered)


def _of_kind(kind: str) -> Any:
    return lambda net: (index for index in _chosen(net) if net.breaks[index[0]].kind == kind)


VOLUME = Variable("volume", "plan", _segments, "yearly volume in a segment", "unit/year")
REACHED = Variable("reached", "plan", _chosen, "the segment is reached", "0 or 1", binary=lambda *_: True, upper=lambda *_: 1.0)


def width(m: Any, i: int, s: int) -> float:
    """How much an incremental segment can hold."""
    segment = m.breaks[i].segments[s]
    return float(segment.end - segment.start)


@row(over=lambda net: ((i, t) for i in range(len(net.breaks)) for t in range(len(net.years))))
def volume_split(m: Any, i: int, t: int) -> Any:
    r"""The segments together hold the offer's shipment.

    .. math:: \sum_s volume_{ost} = \sum_a ship_{at}
    """
    return total(m.volume[i, s, t] for s in range(len(m.breaks[i].segments))) == shipped(m, m.breaks[i].offer, t)


@row(over=_of_kind("all units"))
def volume_from(m: Any, i: int, s: int, t: int) -> Any:
    r"""All units: a segment that is reached holds at least its start.

    .. math:: volume_{ost} \ge start_s \, reached_{ost}
    """
    return m.volume[i, s, t] >= m.breaks[i].segments[s].start * m.reached[i, s, t]


@row(over=_of_kind("all units"))
def volume_to(m: Any, i: int, s: int, t: int) -> Any:
    r"""All units: a segment holds at most its end, and nothing unless it is reached.

    .. math:: volume_{ost} \le end_s \, reached_{ost}
    """
    return m.volume[i, s, t] <= m.breaks[i].segments[s].end * m.reached[i, s, t]


@row(over=lambda net: ((i, t) for i, b in enumerate(net.breaks) if b.kind == "all units" for t in range(len(net.years))))
def one_segment(m: Any, i: int, t: int) -> Any:
    r"""All units: the whole volume lies in one segment.

    .. math:: \sum_s reached_{ost} \le 1
    """
    return total(m.reached[i, s, t] for s in range(len(m.breaks[i].segments))) <= 1


@row(over=lambda net: (index for index in _segments(net) if net.breaks[index[0]].kind == "incremental"))
def volume_within(m: Any, i: int, s: int, t: int) -> Any:
    r"""Incremental: a segment holds at most its width, and nothing unless it is reached.

    .. math:: volume_{ost} \le width_s \, reached_{ost}
    """
    return m.volume[i, s, t] <= width(m, i, s) * (m.reached[i, s, t] if m.breaks[i].ordered else 1.0)


@row(over=lambda net: ((i, s, t) for i, s, t in _of_kind("incremental")(net) if s > 0))
def volume_in_turn(m: Any, i: int, s: int, t: int) -> Any:
    r"""Incremental: a segment is reached only when the one before is full.

    .. math:: volume_{o,s-1,t} \ge width_{s-1} \, reached_{ost}
    """
    return m.volume[i, s - 1, t] >= width(m, i, s - 1) * m.reached[i, s, t]
