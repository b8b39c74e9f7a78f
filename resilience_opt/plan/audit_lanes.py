"""Which row of Lanes holds for a delivery: the audit's own reading, one pair at a time."""

from __future__ import annotations

from collections.abc import Iterable

from resilience_opt.case.case import Case
from resilience_opt.case.names import country_key, fold
from resilience_opt.case.sheets import Lane, Offer
from resilience_opt.plan.audit_names import End, Names

#: How closely a cell names something: by name, by country, by group, or anything at all.
BY_NAME, BY_COUNTRY, BY_GROUP, ANYTHING = range(4)


class Lanes:
    """The rows of Lanes, found by the text of From and by where they lead."""

    def __init__(self, case: Case, names: Names, ends: Iterable[End]) -> None:
        self._names = names
        self._open_by_default = case.settings.default_lane == "open"
        self._held: dict[tuple[str, str, End], Lane | None] = {}
        listed = list(ends)
        self._by_start: dict[str, dict[End, list[tuple[int, Lane]]]] = {}
        self._abroad: dict[str, list[Lane]] = {}
        leads_to: dict[str, list[tuple[int, End]]] = {}
        for lane in case.lanes:
            if lane.to == "abroad":
                self._abroad.setdefault(lane.from_, []).append(lane)
                continue
            if lane.to not in leads_to:
                leads_to[lane.to] = [(rank, end) for end in listed if (rank := self._end_rank(lane.to, end)) is not None]
            rows = self._by_start.setdefault(lane.from_, {})
            for rank, end in leads_to[lane.to]:
                rows.setdefault(end, []).append((rank, lane))
        starts = {*self._by_start, *self._abroad}
        self._starts = {s: [(rank, text) for text in starts if (rank := self._start_rank(text, s)) is not None] for s in names.suppliers}

    def _start_rank(self, text: str, supplier: str) -> int | None:
        if text == "*":
            return ANYTHING
        if fold(text) == fold(supplier):
            return BY_NAME
        if country_key(text) == country_key(self._names.suppliers[supplier].country):
            return BY_COUNTRY
        return BY_GROUP if self._names.is_group(text) and self._names.belongs(supplier, text) else None

    def _end_rank(self, text: str, end: End) -> int | None:
        if text == "*":
            return ANYTHING
        if fold(text) == fold(end.name):
            return BY_NAME
        if country_key(text) == country_key(end.country):
            return BY_COUNTRY
        return BY_GROUP if self._names.group_holds(text, end) else None

    def holding(self, supplier: str, material: str, end: End) -> Lane | None:
        """The most specific row for a delivery: From first, then To, then a named material."""
        key = (supplier, material, end)
        if key not in self._held:
            self._held[key] = self._most_specific(supplier, material, end)
        return self._held[key]

    def _most_specific(self, supplier: str, material: str, end: End) -> Lane | None:
        best: tuple[int, int, bool] | None = None
        found = None
        for start, text in self._starts[supplier]:
            rows = self._by_start.get(text, {}).get(end, [])
            if text in self._abroad and self._names.abroad(supplier, end):
                rows = rows + [(BY_GROUP, lane) for lane in self._abroad[text]]
            for rank, lane in rows:
                order = (start, rank, lane.material is None)
                if lane.material in (None, material) and (best is None or order < best):
                    best, found = order, lane
        return found

    def is_open(self, lane: Lane | None) -> bool:
        """Whether deliveries are possible on a row, or where no row holds."""
        return self._open_by_default if lane is None else lane.open


def landed_cost(offer: Offer, lane: Lane | None) -> float:
    """What a unit costs where it arrives: `Unit cost * (1 + Tariff) + Transport cost` [money/unit]."""
    return offer.unit_cost if lane is None else offer.unit_cost * (1 + lane.tariff) + lane.transport_cost
