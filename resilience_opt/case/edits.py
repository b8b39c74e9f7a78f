"""What-if edits of a workbook's cells: each gives a new book and leaves the old one.

Columns may be given by header or attribute, in any spelling. Names are compared as the workbook's are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from resilience_opt.case.book import Book, Grid, Line
from resilience_opt.case.layout import columns_of
from resilience_opt.case.names import country_key, fold, header_key, nearest
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, Demand, Event, Offer, PriceBreak, Recipe, Scenario, Settings, ShareLimit, Survival
from resilience_opt.errors import Fault, InputError

if TYPE_CHECKING:
    from resilience_opt.case.case import Case

_SCOPE: Mapping[str, tuple[str, ...]] = {
    ShareLimit.SHEET: ("group", "lens", "material", "destination", "year", "basis", "origin_material"),
    Survival.SHEET: ("scenario", "market", "material", "priority", "from_year"),
    Settings.SHEET: ("name",),
}
Key = tuple[str, ...]


def rebuild(book: Book) -> Case:
    """The case of an edited workbook."""
    from resilience_opt.case.build import build  # build imports case, which imports this file

    return build(book)


def add_rows(book: Book, sheet: str, rows: Iterable[Mapping[str, Any]]) -> Book:
    """Rows added to a sheet; one with the key of an existing row replaces it."""
    table = _table(sheet)
    scope = tuple(c.attribute for c in table.key_columns()) if table is not Settings else _SCOPE[Settings.SHEET]
    return _put(book, table, [_cells(table, row) for row in rows], scope)


def drop_rows(book: Book, sheet: str, where: Callable[[Mapping[str, Any]], bool]) -> Book:
    """The sheet without the rows (header to value, blank cells None) for which `where` is true; it has to be of one at least."""
    table = _table(sheet)
    columns, meant = columns_of(table), list[bool]()

    def kept(line: Line) -> bool:
        meant.append(bool(where({c.header: line.cells.get(c.attribute) for c in columns})))
        return not meant[-1]

    found = _keep(book, table, kept)
    if not any(meant):
        which = f" with {where}" if hasattr(where, "values") else ""
        raise InputError([Fault(table.SHEET, "", f"there is no row{which}, so none can be left out")], book.source)
    return found


def share_limit(book: Book, row: Mapping[str, Any]) -> Book:
    """A share limit in the place of one with the same scope."""
    return _put(book, ShareLimit, [_cells(ShareLimit, row)], _SCOPE[ShareLimit.SHEET])


def survival(book: Book, row: Mapping[str, Any]) -> Book:
    """A survival requirement in the place of one with the same scope."""
    return _put(book, Survival, [_cells(Survival, row)], _SCOPE[Survival.SHEET])


def drop_supplier(book: Book, supplier: str) -> Book:
    """The book without a supplier's offers, price breaks and recipes; its own row stays, so that names still hold."""
    known = [str(line.cells["supplier"]) for line in _lines(book, "Suppliers") if "supplier" in line.cells]
    if fold(supplier) not in {fold(name) for name in known}:
        raise _wrong("Suppliers", f"no supplier is named '{supplier}'", nearest(supplier, known))
    tables: tuple[type[Record], ...] = (Offer, PriceBreak, Recipe)
    for table in tables:
        book = _keep(book, table, lambda line: fold(str(line.cells.get("supplier", ""))) != fold(supplier))
    return book


def demand(book: Book, row: Mapping[str, Any]) -> Book:
    """Another demand in a market; what is not given is kept from the row that it replaces, or from the one without a year."""
    cells = _cells(Demand, row)
    wanted = tuple(c.attribute for c in Demand.key_columns())
    lines = _lines(book, Demand.SHEET)
    key = _key(Demand, cells, wanted)
    general = _key(Demand, {**cells, "year": None}, wanted)
    kept = next((line.cells for k in (key, general) for line in lines if _key(Demand, line.cells, wanted) == k), {})
    return _put(book, Demand, [{**{a: v for a, v in kept.items() if a != "year"}, **cells}], wanted)


def scenario(book: Book, name: str, probability: float, events: Iterable[Mapping[str, Any]]) -> Book:
    """A scenario with its events, in the place of one of the same name."""
    rows = [_cells(Event, {**event, "Scenario": name}) for event in events]
    book = add_rows(book, Scenario.SHEET, [{"Scenario": name, "Probability": probability}])
    book = _keep(book, Event, lambda line: fold(str(line.cells.get("scenario", ""))) != fold(name))
    return _put(book, Event, rows, ())


def setting(book: Book, name: str, value: Any) -> Book:
    """Another value of a setting; None is a blank cell."""
    known = {header_key(c.header): c.header for c in Settings.columns()}
    key = header_key(name)
    if key not in known:
        raise _wrong(Settings.SHEET, f"no setting is named '{name}'", nearest(name, known.values()))
    return _put(book, Settings, [_cells(Settings, {"Name": known[key], "Value": value})], _SCOPE[Settings.SHEET])


def _put(book: Book, table: type[Record], rows: list[dict[str, Any]], scope: tuple[str, ...]) -> Book:
    """The rows in the place of those with the same key; at the end where there are none."""
    new = {_key(table, row, scope) if scope else (str(i),): Line(None, MappingProxyType(row)) for i, row in enumerate(rows)}
    lines: list[Line] = []
    for line in _lines(book, table.SHEET):
        key = _key(table, line.cells, scope) if scope else None
        if key is None or key not in new:
            lines.append(line)
    return _with_lines(book, table, [*lines, *new.values()])


def _keep(book: Book, table: type[Record], keep: Callable[[Line], bool]) -> Book:
    return _with_lines(book, table, [line for line in _lines(book, table.SHEET) if keep(line)]) if table.SHEET in book.grids else book


def _lines(book: Book, sheet: str) -> tuple[Line, ...]:
    grid = book.grids.get(sheet)
    return grid.lines if grid else ()


def _with_lines(book: Book, table: type[Record], lines: list[Line]) -> Book:
    grid = book.grids.get(table.SHEET) or Grid(table.SHEET)
    return book.with_grid(table.SHEET, Grid(grid.name, grid.letters, tuple(lines)))


def _key(table: type[Record], cells: Mapping[str, Any], scope: tuple[str, ...]) -> Key:
    defaults = dict(table.defaults())
    columns = {c.attribute: c for c in columns_of(table)}
    return tuple(_folded(columns[attribute], cells.get(attribute), defaults.get(attribute)) for attribute in scope)


def _folded(column: Column, value: Any, default: Any) -> str:
    value = default if value is None else value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{float(value):.15g}"
    text = str(value)
    if column.kind == "choice" or column.header == "Name":
        return header_key(text)
    return country_key(text) if "country" in column.to else fold(text)


def _cells(table: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row by attribute, blank cells left out."""
    columns = columns_of(table)
    known = {header_key(c.header): c.attribute for c in columns}
    cells: dict[str, Any] = {}
    for name, value in row.items():
        attribute = known.get(header_key(name).strip())
        if attribute is None:
            raise _wrong(table.SHEET, f"no column is named '{name}'", nearest(name, [c.header for c in columns]))
        plain = value.item() if hasattr(value, "item") else "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
        if plain is not None and not (isinstance(plain, str) and not plain.strip()):
            cells[attribute] = plain
    return cells


def _table(name: str) -> type[Record]:
    found = next((sheet for sheet in SHEETS if header_key(sheet.SHEET) == header_key(name)), None)
    if found is None:
        raise _wrong("", f"no sheet is named '{name}'", nearest(name, [sheet.SHEET for sheet in SHEETS]))
    return found


def _wrong(sheet: str, message: str, similar: str | None) -> InputError:
    return InputError([Fault(sheet, "", message + (f"; did you mean '{similar}'?" if similar else ""))])
