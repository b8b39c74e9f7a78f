"""Which row of Lanes holds for each delivery: the most specific one, and which rows contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resilience_opt.case.names import country_key, fold
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import Lane, Offer, Stockpile
from resilience_opt.errors import Fault

#: Rank of a match, best first; NO_MATCH is worse than all.
NAME, COUNTRY, GROUP, ANY, NO_MATCH = 0, 1, 2, 3, 9
NO_LANE = -1

Destination = Node | Stockpile
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Delivery:
    """A permitted delivery of an offer to a node that uses its material, or to a stockpile of it.

    `lane` is the row that holds, or None where none does and the default lane is open.
    """

    offer: Offer
    destination: Destination
    lane: Lane | None

    @property
    def landed_cost(self) -> float:
        """`Unit cost * (1 + Tariff) + Transport cost` [money/unit]."""
        if self.lane is None:
            return self.offer.unit_cost
        return self.offer.unit_cost * (1 + self.lane.tariff) + self.lane.transport_cost


@dataclass(frozen=True)
class Resolution:
    """Every permitted delivery, offers first, and the contradictions found on the way."""

    places: Places
    deliveries: tuple[Delivery, ...]
    faults: tuple[Fault, ...]


def resolve(places: Places) -> Resolution:
    """Resolve the lanes of a case.

    For each pair of an offer and a destination the most specific row holds whole: name before country
    before group before ``*``, From compared first, then To, then a named material before every material.
    """
    case = places.case
    destinations: list[Destination] = [*places.uses, *case.stockpiles]
    wanted = _wanted(places, destinations)
    best = np.full(wanted.shape, 999, dtype=np.int16)
    holder = np.full(wanted.shape, NO_LANE, dtype=np.int64)
    ties: list[tuple[int, Whole, Whole, NDArray[np.int16]]] = []
    suppliers = np.array([o.supplier for o in case.offers], dtype=object)
    materials = np.array([o.material for o in case.offers], dtype=object)
    starts: dict[str, NDArray[np.int16]] = {}
    ends: dict[str, NDArray[np.int16]] = {}
    met: dict[tuple[str, str | None], Whole] = {}  # offers that a row means by From and Material
    reached: dict[str, Whole] = {}  # destinations that it means by To
    for position, lane in enumerate(case.lanes):
        if lane.from_ not in starts:
            rank_of = {s.supplier: _start_rank(places, lane.from_, s.supplier) for s in case.suppliers}
            starts[lane.from_] = np.array([rank_of[s] for s in suppliers], dtype=np.int16)
        if lane.to not in ends:
            ends[lane.to] = end = _end_ranks(places, lane.to, destinations, suppliers)
            reached[lane.to] = np.flatnonzero(end.min(axis=0) < NO_MATCH) if end.ndim == 2 and len(end) else np.flatnonzero(end < NO_MATCH)
        start, end, columns = starts[lane.from_], ends[lane.to], reached[lane.to]
        rows = met.get((lane.from_, lane.material))
        if rows is None:
            rows = np.flatnonzero((start < NO_MATCH) & (True if lane.material is None else materials == lane.material))
            met[lane.from_, lane.material] = rows
        if not len(rows) or not len(columns):
            continue
        block = np.ix_(rows, columns)
        to_rank = end[block] if end.ndim == 2 else np.broadcast_to(end[columns], (len(rows), len(columns)))
        code = (start[rows, None] * 4 + to_rank) * 2 + (lane.material is None)
        matched = (to_rank < NO_MATCH) & wanted[block]
        better = matched & (code < best[block])
        tied = matched & (code == best[block])
        if tied.any():
            row, column = np.nonzero(tied)
            ties.append((position, rows[row], columns[column], code[tied]))
        best[block] = np.where(better, code, best[block])
        holder[block] = np.where(better, position, holder[block])
    return Resolution(
        places,
        tuple(_deliveries(places, destinations, wanted, holder)),
        tuple(_contradictions(places, destinations, best, holder, ties)),
    )


def _wanted(places: Places, destinations: list[Destination]) -> NDArray[np.bool_]:
    """Which pairs of an offer (rows) and a destination (columns) share a material."""
    used = [places.uses[d] if isinstance(d, Node) else (d.material,) for d in destinations]
    takers: dict[str, list[int]] = {}
    for column, materials in enumerate(used):
        for material in materials:
            takers.setdefault(material, []).append(column)
    wanted = np.zeros((len(places.case.offers), len(destinations)), dtype=bool)
    for row, offer in enumerate(places.case.offers):
        wanted[row, takers.get(offer.material, [])] = True
    return wanted


def _start_rank(places: Places, name: str, supplier: str) -> int:
    if name == "*":
        return ANY
    if fold(name) == fold(supplier):
        return NAME
    if country_key(name) == places.country_of[supplier]:
        return COUNTRY
    if fold(name) in places.groups and supplier in places.members(name):
        return GROUP
    return NO_MATCH


def _end_ranks(places: Places, name: str, destinations: list[Destination], suppliers: NDArray[np.object_]) -> NDArray[np.int16]:
    """Rank of each destination; by offer as well where the name is `abroad`."""
    if name == "*":
        return np.full(len(destinations), ANY, dtype=np.int16)
    if name == "abroad":
        abroad = {
            s.supplier: [GROUP if places.abroad(s.supplier, d) else NO_MATCH for d in destinations] for s in places.case.suppliers
        }
        return np.array([abroad[s] for s in suppliers], dtype=np.int16).reshape(len(suppliers), len(destinations))
    return np.array([_end_rank(places, name, d) for d in destinations], dtype=np.int16)


def _end_rank(places: Places, name: str, destination: Destination) -> int:
    own = destination.name if isinstance(destination, Node) else destination.stockpile
    if fold(name) == fold(own):
        return NAME
    if country_key(name) == country_key(destination.country):
        return COUNTRY
    if fold(name) in places.groups:
        for term in places.terms(name)[1:]:
            if country_key(term) == country_key(destination.country):
                return GROUP
            if isinstance(destination, Node) and destination.kind == "supplier" and fold(term) == fold(own):
                return GROUP
    return NO_MATCH


def _deliveries(places: Places, destinations: list[Destination], wanted: NDArray[np.bool_], holder: Whole) -> Iterator[Delivery]:
    case = places.case
    default_open = case.settings.default_lane == "open"
    for row, column in zip(*np.nonzero(wanted), strict=True):
        position = holder[row, column]
        lane = case.lanes[position] if position >= 0 else None
        if lane.open if lane is not None else default_open:
            yield Delivery(case.offers[row], destinations[column], lane)


def _contradictions(
    places: Places,
    destinations: list[Destination],
    best: NDArray[np.int16],
    holder: Whole,
    ties: list[tuple[int, Whole, Whole, NDArray[np.int16]]],
) -> Iterator[Fault]:
    """One fault for each row that is as specific as the first one that holds for the same delivery."""
    case = places.case
    for position, rows, columns, code in ties:
        still = code == best[rows, columns]  # a later row may be more specific than both
        told: set[int] = set()
        for row, column in zip(rows[still].tolist(), columns[still].tolist(), strict=True):
            first, second = case.lanes[holder[row, column]], case.lanes[position]
            if holder[row, column] in told:
                continue
            told.add(int(holder[row, column]))
            destination = destinations[column]
            end = destination.name if isinstance(destination, Node) else destination.stockpile
            yield Fault(
                *case.address(second, "from_"),
                f"the row from '{second.from_}' to '{second.to}' and the row from '{first.from_}' to '{first.to}' in {case.cell(first, 'from_')} "
                f"are equally specific and both hold for {case.offers[row].material} from '{case.offers[row].supplier}' to '{end}'; "
                "make one of them more specific or remove it",
            )
