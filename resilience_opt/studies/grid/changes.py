"""What a level of a factor changes, written as data: tables, texts and numbers become edits of a case.

Every fault of a level is found in one reading. Whether the edited case is a valid one is seen when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resilience_opt.case.layout import columns_of
from resilience_opt.case.names import fold, header_key, nearest
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import SHEETS, Demand, Event, Settings, ShareLimit, Survival
from resilience_opt.errors import Fault
from resilience_opt.studies.grid.edit import Edit, edit
from resilience_opt.studies.grid.place import at, key_path


@dataclass(frozen=True)
class Where:
    """Whether a row of a sheet holds these values, by header; names are compared as the workbook's are, a blank is ''."""

    values: tuple[tuple[str, Any], ...]

    def __str__(self) -> str:
        return " and ".join(f"{header} {_said(value)}" for header, value in self.values)

    def __call__(self, row: Mapping[str, Any]) -> bool:
        cells = {header_key(name): cell for name, cell in row.items()}
        return all(_same(cells.get(header_key(name)), value) for name, value in self.values)


def _same(cell: Any, value: Any) -> bool:
    if isinstance(cell, (int, float)) and isinstance(value, (int, float)):
        return float(cell) == float(value)
    return fold("" if cell is None else str(cell)) == fold(str(value))


class Reader:
    """Reads levels; what is wrong with them is added to `faults`, each with the place where it stands."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults

    def level(self, place: str, given: Any) -> Edit:
        """The edits of a level: a table of kinds of change, or several tables, one after the other."""
        made = edit
        whole = place
        for number, part in enumerate(given if isinstance(given, list) else [given], start=1):
            place = f"{whole}[{number}]" if isinstance(given, list) else whole
            if not isinstance(part, Mapping):
                self.faults.append(at(place, f"a level is a table of changes such as {{ without_supplier = 'Dowa' }}, but this is {_said(part)}"))
                continue
            for name, value in part.items():
                kind = {header_key(known): known for known in _KINDS}.get(header_key(name))
                if kind is None:
                    self.faults.append(at(place, f"no change is named '{name}'{_like(name, _KINDS)}; there are {', '.join(_KINDS)}"))
                else:
                    made = _KINDS[kind](self, f"{place}.{kind}", made, value)
        return made

    def tables(self, place: str, given: Any) -> Iterator[Mapping[str, Any]]:
        """A table, or each of several."""
        for part in given if isinstance(given, list) else [given]:
            if isinstance(part, Mapping):
                yield part
            else:
                self.faults.append(at(place, f"a table with columns of the workbook is wanted, but this is {_said(part)}"))

    def row(self, place: str, table: type[Record], given: Mapping[str, Any], needed: tuple[str, ...] = ()) -> dict[str, Any] | None:
        """A row by attribute; None where something is wrong with it."""
        columns, found, before = {header_key(c.header): c for c in columns_of(table)}, dict[str, Any](), len(self.faults)
        for name, value in given.items():
            column = columns.get(header_key(name))
            if column is None:
                self.faults.append(at(place, f"{table.SHEET} has no column '{name}'{_like(name, [c.header for c in columns.values()])}"))
            elif not _plain(value):
                self.faults.append(at(place, f"{column.header} must be a text, a number or true/false, but it is {_said(value)}"))
            else:
                found[column.attribute] = "yes" if value is True else "no" if value is False else value
        self.faults += [at(place, f"{header} is missing") for header in needed if header_key(header).replace(" ", "_") not in found]
        return found if len(self.faults) == before else None

    def rows(self, place: str, made: Edit, given: Any, add: Callable[[Edit, type[Record], list[dict[str, Any]]], Edit]) -> Edit:
        """Rows by sheet."""
        if not isinstance(given, Mapping):
            self.faults.append(at(place, "a table of sheets is wanted, such as { Lanes = [{ From = 'China', To = '*', Tariff = 0.25 }] }"))
            return made
        for sheet, rows in given.items():
            table = {header_key(known.SHEET): known for known in SHEETS}.get(header_key(sheet))
            if table is None:
                self.faults.append(at(place, f"no sheet is named '{sheet}'{_like(sheet, [known.SHEET for known in SHEETS])}"))
                continue
            read = [self.row(f"{place}.{key_path(sheet)}", table, row) for row in self.tables(f"{place}.{key_path(sheet)}", rows)]
            made = add(made, table, [row for row in read if row is not None])
        return made


def _share_limit(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    for part in reader.tables(place, given):
        row = reader.row(place, ShareLimit, part, ("Group",))
        if row is not None:
            made = made.with_share_limit(row.pop("group"), **row)
    return made


def _survival(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    for part in reader.tables(place, given):
        row = reader.row(place, Survival, part, ("Months", "Service level"))
        if row is not None:
            made = made.with_survival(**row)
    return made


def _demand(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    for part in reader.tables(place, given):
        row = reader.row(place, Demand, part, ("Market", "Material", "Quantity"))
        if row is not None:
            made = made.with_demand(row.pop("market"), row.pop("material"), row.pop("quantity"), **row)
    return made


def _without_supplier(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    for name in given if isinstance(given, list) else [given]:
        if isinstance(name, str):
            made = made.without_supplier(name)
        else:
            reader.faults.append(at(place, f"the name of a supplier is wanted, but this is {_said(name)}"))
    return made


def _setting(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    known = {header_key(c.header): c.header for c in Settings.columns()}
    for part in reader.tables(place, given):
        for name, value in part.items():
            header = known.get(header_key(name))
            if header is None:
                reader.faults.append(at(place, f"no setting is named '{name}'{_like(name, known.values())}"))
            elif not _plain(value):
                reader.faults.append(at(place, f"{header} must be a text, a number or true/false, but it is {_said(value)}"))
            else:
                made = made.with_setting(header, "yes" if value is True else "no" if value is False else value)
    return made


def _scenario(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    for part in reader.tables(place, given):
        own = {header_key(name): value for name, value in part.items()}
        events = [reader.row(f"{place}.events", Event, row) for row in reader.tables(f"{place}.events", own.pop("events", []))]
        name, probability = own.pop("scenario", None), own.pop("probability", None)
        if not isinstance(name, str) or not isinstance(probability, (int, float, str)) or isinstance(probability, bool) or own:
            reader.faults.append(at(place, "a scenario has the keys scenario, probability and events, and no others"))
        elif all(row is not None for row in events):
            made = made.with_scenario(name, probability, [row for row in events if row is not None])
    return made


def _rows(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    return reader.rows(place, made, given, lambda made, table, rows: made.with_rows(table.SHEET, rows))


def _without_rows(reader: Reader, place: str, made: Edit, given: Any) -> Edit:
    def drop(made: Edit, table: type[Record], rows: list[dict[str, Any]]) -> Edit:
        headers = {c.attribute: c.header for c in columns_of(table)}
        for row in rows:
            made = made.without_rows(table.SHEET, Where(tuple((headers[name], value) for name, value in row.items())))
        return made

    return reader.rows(place, made, given, drop)


_KINDS: Mapping[str, Callable[[Reader, str, Edit, Any], Edit]] = {
    "share_limit": _share_limit, "survival": _survival, "without_supplier": _without_supplier, "demand": _demand, "setting": _setting,
    "scenario": _scenario, "rows": _rows, "without_rows": _without_rows,
}  # fmt: skip


def _plain(value: Any) -> bool:
    return isinstance(value, (str, int, float)) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def _like(name: str, known: Any) -> str:
    similar = nearest(str(name), known)
    return f"; did you mean '{similar}'?" if similar else ""


def _said(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else "a table" if isinstance(value, Mapping) else "a list" if isinstance(value, list) else str(value)
