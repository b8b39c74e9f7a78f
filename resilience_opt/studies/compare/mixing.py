"""Cases between two cases: some causes as in the second, the others as in the first.

A mixed case is written down as a workbook and read like any other, so that it means what a workbook would mean. What
has no meaning in it (a price break of an offer that comes only with another cause) is left for its own cause: a row
that only one case has is left out, a cell takes the other case's value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from resilience_opt.case.book import Book, Grid, Line
from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.layout import column_letter, column_number, columns_of
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import SHEETS, Settings
from resilience_opt.errors import Fault, InputError
from resilience_opt.studies.compare.causes import CAUSES, ROWS, cause_of
from resilience_opt.studies.compare.cells import cells_of, records_of
from resilience_opt.studies.compare.matching import Match

#: A cell by the place of its row in the matched rows and its attribute; '' stands for the row as a whole.
Cell = tuple[int, str]


@dataclass(frozen=True)
class Mixed:
    """A case between two others, and how many of its rows and cells had to be left for another cause."""

    case: Case
    left: int


@dataclass(frozen=True)
class _Written:
    """A book, and which matched row stands in which row of a sheet; in Settings, which attribute."""

    book: Book
    place: Mapping[tuple[str, int], Cell]


def mix(matched: Sequence[Match], causes: Set[str]) -> Mixed | None:
    """The first case with these causes as in the second; None where that would be no valid case.

    Titles and notes stay those of the first.
    """
    turned: set[Cell] = set()
    while True:
        written = _write(matched, causes, turned)
        try:
            return Mixed(build(written.book), len(turned))
        except InputError as error:
            found = {cell for fault in error.faults for cell in _to_turn(matched, written, fault)}
            if not found - turned:
                return None
            turned |= found


def with_more(case: Case, more: Sequence[tuple[type[Record], Mapping[str, Any]]]) -> Case | None:
    """A case with more rows, by their cells, as far as they mean something in it; None where they make it invalid."""
    own = [(sheet, record, cells_of(case, record)) for sheet, records in records_of(case).items() for record in records]
    rows = [Match(sheet, record, record, cells, cells, ROWS[sheet.SHEET]) for sheet, record, cells in own]
    rows += [Match(sheet, None, None, {}, cells, ROWS[sheet.SHEET]) for sheet, cells in more]
    mixed = mix(rows, frozenset(CAUSES))
    return None if mixed is None else mixed.case


def _to_turn(matched: Sequence[Match], written: _Written, fault: Fault) -> Iterator[Cell]:
    """The cell whose other value, or the row without which, a fault would not be."""
    digits = fault.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    where = written.place.get((fault.sheet, int(digits))) if digits else None
    if where is None:
        return
    row, attribute = where
    match = matched[row]
    if match.before is None or match.after is None:
        yield row, ""
        return
    if not attribute:
        attribute = match.sheet.columns()[column_number(fault.cell[: -len(digits)]) - 1].attribute
    if any(column.attribute == attribute for column in match.changed()):
        yield row, attribute


def _write(matched: Sequence[Match], causes: Set[str], turned: Set[Cell]) -> _Written:
    lines: dict[str, list[Line]] = {sheet.SHEET: [] for sheet in SHEETS}
    place: dict[tuple[str, int], Cell] = {}
    for row, match in enumerate(matched):
        cells = _cells(match, causes, {attribute for at, attribute in turned if at == row})
        if cells is None:
            continue
        own = lines[match.sheet.SHEET]
        if match.sheet is Settings:
            for column in Settings.columns():
                place[match.sheet.SHEET, len(own) + 2] = (row, column.attribute)
                own.append(_line(len(own) + 2, {"name": column.header, "value": cells[column.attribute]}))
        else:
            place[match.sheet.SHEET, len(own) + 2] = (row, "")
            own.append(_line(len(own) + 2, cells))
    grids = {sheet.SHEET: Grid(sheet.SHEET, _letters(sheet), tuple(lines[sheet.SHEET])) for sheet in SHEETS if lines[sheet.SHEET]}
    return _Written(Book(MappingProxyType(grids)), place)


def _cells(match: Match, causes: Set[str], turned: Set[str]) -> Mapping[str, Any] | None:
    """The cells of a row in a mixed case; None where it is not there."""
    if match.before is None or match.after is None:
        there = (match.cause in causes) == (match.before is None)
        return (match.cells_before or match.cells_after) if there and "" not in turned else None
    found = dict(match.cells_before)
    for column in match.changed():
        if (cause_of(match.sheet, column) in causes) != (column.attribute in turned):
            found[column.attribute] = match.cells_after[column.attribute]
    return found


def _line(number: int, cells: Mapping[str, Any]) -> Line:
    said = {name: "; ".join(value) if isinstance(value, tuple) else value for name, value in cells.items()}
    return Line(number, MappingProxyType({name: value for name, value in said.items() if value is not None and value != ""}))


def _letters(sheet: type[Record]) -> Mapping[str, str]:
    return {column.attribute: column_letter(position) for position, column in enumerate(columns_of(sheet), start=1)}
