"""Cells to typed rows: every cell is read by its column, and what cannot be read is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from resilience_opt.case.book import BadCell, Book, Line
from resilience_opt.case.coerce import Unfit, blank, coerce
from resilience_opt.case.draft import Entry, at
from resilience_opt.case.names import header_key, nearest
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import TABLES, Settings
from resilience_opt.errors import Fault


def read_tables(book: Book, faults: list[Fault]) -> dict[str, tuple[Entry, ...]]:
    """The rows of every table, by sheet; faults are added to the list."""
    return {sheet.SHEET: tuple(_entries(book, sheet, faults)) for sheet in TABLES}


def _entries(book: Book, sheet: type[Record], faults: list[Fault]) -> Iterator[Entry]:
    grid = book.grids.get(sheet.SHEET)
    if grid is None:
        return
    columns = sheet.columns()
    headed, every = frozenset(grid.letters), frozenset(c.attribute for c in columns)
    told: set[BadCell] = set()  # a merged cell that covers many is one fault
    for line in grid.lines:
        values, found = _values(line, columns, every if line.number is None else headed)
        entry = Entry(sheet, line.number, MappingProxyType(values), frozenset(line.cells))
        for attribute, message in found:
            value = line.cells.get(attribute)
            if not (isinstance(value, BadCell) and value.shared and value in told):
                faults.append(at(book, entry, attribute, message))
            if isinstance(value, BadCell):
                told.add(value)
        yield entry


def _values(line: Line, columns: Sequence[Column], headed: frozenset[str]) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """Typed values of a line, and (attribute, sentence) for what is wrong. A missing column is said once, not in every row."""
    values: dict[str, object] = {}
    found: list[tuple[str, str]] = []
    for column in columns:
        attribute = column.attribute
        value = line.cells.get(attribute)
        if value is None:
            if not column.required:
                values[attribute] = column.default
            elif attribute in headed:
                found.append((attribute, blank(column)))
        elif attribute == "note" and isinstance(value, BadCell):
            values[attribute] = None  # notes are for people; nothing depends on them
        else:
            try:
                values[attribute] = coerce(value, column)
            except Unfit as unfit:
                found.append((attribute, str(unfit)))
    return values, found


def read_settings(book: Book, faults: list[Fault]) -> Entry:
    """The Settings sheet, a row a field, as one entry; faults are added to the list."""
    values: dict[str, object] = {c.attribute: c.default for c in Settings.columns() if not c.required}
    met: dict[str, str] = {}
    grid = book.grids.get(Settings.SHEET)
    if grid and (not grid.letters or {"name", "value"} <= set(grid.letters)):  # a missing column is said once, not in every row
        found = [fault for line in grid.lines for fault in _read_setting(book, line, values, met)]
        nameless = any(not isinstance(line.cells.get("name"), (str, int, float)) and "value" in line.cells for line in grid.lines)
        if grid.lines and not nameless:
            for column in Settings.columns():
                if column.required and column.attribute not in met:
                    faults.append(Fault(grid.name, "", f"{column.header} is missing; add a row with this name and its value"))
        faults.extend(found)
    return Entry(Settings, None, MappingProxyType(values), frozenset(met))


def _read_setting(book: Book, line: Line, values: dict[str, object], met: dict[str, str]) -> Iterator[Fault]:
    """Read one row of Settings into `values`; `met` says where each setting was met."""
    name, value = line.cells.get("name"), line.cells.get("value")
    sheet, cell = book.address(Settings.SHEET, line.number, "name")
    if name is None or isinstance(name, BadCell):
        if name is not None or value is not None:
            found = "it is blank" if name is None else f"it {name.reason} ({name.found})"
            yield Fault(sheet, cell, f"Name must be the name of a setting, but {found}")
        return
    known = {header_key(c.header): c for c in Settings.columns()}
    column = known.get(header_key(str(name)))
    if column is None:
        similar = nearest(str(name), [c.header for c in known.values()])
        if similar:
            met.setdefault(known[header_key(similar)].attribute, "")
        yield Fault(sheet, cell, f"no setting is named '{name}'" + (f"; did you mean '{similar}'?" if similar else ""))
        return
    if met.get(column.attribute):
        yield Fault(sheet, cell, f"setting {column.header} is there twice; the other one is in {met[column.attribute]}")
        return
    met[column.attribute] = "a row added in Python" if line.number is None else f"row {line.number}"
    try:
        if value is not None:
            values[column.attribute] = coerce(value, column)
        elif column.required:
            raise Unfit(blank(column))
    except Unfit as unfit:
        values.pop(column.attribute, None)
        yield Fault(*book.address(Settings.SHEET, line.number, "value"), str(unfit))
