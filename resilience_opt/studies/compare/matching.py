"""Rows of two cases matched: by their keys, and where rows may repeat by what they are about, then by their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from resilience_opt.case.case import Case
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import Event, ShareLimit, SourceLimit, Survival
from resilience_opt.studies.compare.causes import ROWS, WORDS, cause_of
from resilience_opt.studies.compare.cells import cells_of, key_of, records_of
from resilience_opt.studies.compare.lanes import lanes_that_only_cost

#: What a row is about, on sheets whose rows may repeat.
SCOPE: Mapping[type[Record], tuple[str, ...]] = {
    ShareLimit: ("group", "lens", "material", "destination", "year", "basis", "origin_material"),
    SourceLimit: ("material", "group", "year"),
    Survival: ("scenario", "market", "material", "priority", "from_year"),
    Event: ("scenario", "kind", "target", "material", "to"),
}


@dataclass(frozen=True, eq=False)
class Match:
    """A row of two cases; None where only the other one has it.

    Attributes
    ----------
    before, after : the record in either case
    cells_before, cells_after : its cells by attribute, blanks None; empty where there is no such row
    cause : to which the coming or going of the row belongs
    """

    sheet: type[Record]
    before: Record | None
    after: Record | None
    cells_before: Mapping[str, Any] = field(repr=False)
    cells_after: Mapping[str, Any] = field(repr=False)
    cause: str

    def changed(self) -> Iterator[Column]:
        """The columns in which a row of both cases differs."""
        if self.before is not None and self.after is not None:
            for column in self.sheet.columns():
                name = column.attribute
                if key_of(column, self.cells_before[name]) != key_of(column, self.cells_after[name]):
                    yield column

    def causes(self) -> set[str]:
        """The causes to which the differences belong; titles and notes are no cause."""
        if self.before is None or self.after is None:
            return {self.cause}
        return {cause_of(self.sheet, column) for column in self.changed()} - {WORDS}


def about(sheet: type[Record]) -> tuple[Column, ...]:
    """The columns that name a row: its key, or its scope."""
    scope = SCOPE.get(sheet, ())
    return sheet.key_columns() or tuple(column for column in sheet.columns() if column.attribute in scope)


def matches(before: Case, after: Case) -> tuple[Match, ...]:
    """Every row of either case, sheet by sheet: the rows of the first in their order, then those that only the second has."""
    found: list[Match] = []
    only_cost = lanes_that_only_cost(before, after)
    old, new = records_of(before), records_of(after)
    for sheet in old:
        ours, theirs = _named(before, sheet, old[sheet]), _named(after, sheet, new[sheet])
        for name in dict.fromkeys([*ours, *theirs]):
            one, cells_before = ours.get(name, (None, {}))
            other, cells_after = theirs.get(name, (None, {}))
            cause = only_cost.get(id(one or other), ROWS[sheet.SHEET])
            found.append(Match(sheet, one, other, cells_before, cells_after, cause))
    return tuple(found)


def _named(case: Case, sheet: type[Record], records: tuple[Record, ...]) -> dict[tuple[Any, ...], tuple[Record, dict[str, Any]]]:
    """Rows by what names them; the second row of one name has the number 1 at the end of it, and so on."""
    columns = about(sheet)
    found: dict[tuple[Any, ...], tuple[Record, dict[str, Any]]] = {}
    for record in records:
        cells = cells_of(case, record)
        name = tuple(key_of(column, cells[column.attribute]) for column in columns)
        number = 0
        while (*name, number) in found:
            number += 1
        found[*name, number] = (record, cells)
    return found
