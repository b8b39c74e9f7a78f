"""Values put into the cells of a worksheet: cells that are there keep their format, and those that are not are inserted in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from resilience_opt.case.patch_range import Range, address
from resilience_opt.case.patch_scan import Cell, Layout, Row, scan
from resilience_opt.case.patch_tables import Table
from resilience_opt.case.patch_values import Value, content, kind
from resilience_opt.case.patch_xml import Edit, Part, filled, prefix, retagged
from resilience_opt.errors import Fault, InputError


@dataclass(frozen=True)
class Put:
    """A value for a cell; `style` is the format of a cell that is not there yet, where it is not that of its row or column."""

    row: int
    column: int
    value: Value
    style: str | None = None


def put_values(part: Part, sheet: str, puts: Sequence[Put], tables: Sequence[Table] = ()) -> tuple[Part, bool]:
    """The worksheet with these values, and whether a formula gave way to one of them.

    Parameters
    ----------
    part : Part
        The worksheet.
    sheet : str
        Its name, for messages.
    puts : sequence of Put
        Of several for one cell the last holds.
    tables : sequence of Table
        Those of the sheet.

    Raises
    ------
    InputError
        With every cell that cannot be changed by itself.
    """
    wanted: dict[int, dict[int, Put]] = {}
    for put in puts:
        wanted.setdefault(put.row, {})[put.column] = put
    layout = scan(part, wanted)
    cells = {(row, column) for row, columns in wanted.items() for column in columns}
    faults = [Fault(sheet, address(*cell), sentence) for cell in sorted(cells) for sentence in _objections(layout, tables, *cell)]
    if faults:
        raise InputError(faults, part.source)
    edits = [edit for shared in layout.shared for edit in shared.handed_on(part, cells)]
    new_rows: list[tuple[int, bytes]] = []
    added: list[tuple[int, int]] = []
    for number, columns in sorted(wanted.items()):
        row = layout.rows.get(number)
        there = row.cells if row else {}
        new = {c: put for c, put in sorted(columns.items()) if c not in there and not (put.value is None and put.style is None)}
        added += [(number, column) for column in new]
        if row:
            edits += [_changed(part, there[column], put.value) for column, put in columns.items() if column in there]
            edits += _inserted(part, row, new, layout)
        elif new:
            new_rows.append((number, _row(part, number, new, layout)))
    edits += _inserted_rows(part, layout, new_rows) + _dimension(part, layout, added)
    lost = any(cell.formula for n, row in layout.rows.items() for c, cell in row.cells.items() if (n, c) in cells)
    return part.edited(edits), lost


def _objections(layout: Layout, tables: Sequence[Table], row: int, column: int) -> Iterator[str]:
    for merged in layout.merged:
        if merged.holds(row, column) and (row, column) != (merged.top, merged.left):
            yield f"the cell is inside the merged cell {merged}, which has one value, in {address(merged.top, merged.left)}; unmerge it first"
    for array in layout.arrays:
        if array.holds(row, column):
            yield f"the cell is one of {array}, which one formula fills together; none of them can be changed by itself"
    for table in tables:
        if table.is_fixed(row, column):
            yield f"the cell is a header or a total of the table '{table.name}', which says the same of itself; change it in Excel"


def _changed(part: Part, cell: Cell, value: Value) -> Edit:
    """The cell with another value; what Excel keeps about the old one goes with it."""
    element = cell.element
    tag = retagged(part.tag(element), {"t": kind(value), "cm": None, "vm": None})
    others = b"".join(part.data[other.start : other.end] for other in cell.others)
    return Edit(element.start, element.end, filled(tag, content(value, prefix(tag), part) + others))


def _new(part: Part, put: Put, mark: bytes, layout: Layout) -> bytes:
    attributes = {"r": address(put.row, put.column), "s": put.style or layout.style(put.row, put.column), "t": kind(put.value)}
    return filled(retagged(b"<" + mark + b"c/>", attributes), content(put.value, mark, part))


def _inserted(part: Part, row: Row, puts: Mapping[int, Put], layout: Layout) -> list[Edit]:
    """New cells in a row that is there, each before the first one to its right."""
    if not puts:
        return []
    tag = part.tag(row.element)
    new = {column: _new(part, put, prefix(tag), layout) for column, put in puts.items()}
    spans = row.element.attributes.get("spans")
    kept = tag if spans is None or all(_covers(spans, column) for column in puts) else retagged(tag, {"spans": None})
    if not row.element.has_content:
        return [Edit(row.element.start, row.element.end, filled(kept, b"".join(new.values())))]
    edits = []
    for column, cell in new.items():
        place = next((c.element.start for c in row.cells.values() if c.column > column), row.element.closed)
        edits.append(Edit(place, place, cell))
    return [*edits, Edit(row.element.start, row.element.opened, kept)]


def _covers(spans: str, column: int) -> bool:
    """Whether a row's hint of where its cells are, such as '1:4 7:9', covers the column."""
    bounds = [span.split(":") for span in spans.split()]
    return any(len(b) == 2 and all(x.isdecimal() for x in b) and int(b[0]) <= column <= int(b[1]) for b in bounds)


def _row(part: Part, number: int, puts: Mapping[int, Put], layout: Layout) -> bytes:
    mark = prefix(part.tag(layout.data))
    return filled(retagged(b"<" + mark + b"row/>", {"r": str(number)}), b"".join(_new(part, put, mark, layout) for put in puts.values()))


def _inserted_rows(part: Part, layout: Layout, rows: Sequence[tuple[int, bytes]]) -> list[Edit]:
    """New rows, each before the first one below it."""
    data = layout.data
    if rows and not data.has_content:
        return [Edit(data.start, data.end, filled(part.tag(data), b"".join(row for _, row in rows)))]
    edits = []
    for number, row in rows:
        place = next((r.element.start for r in layout.rows.values() if r.number > number), data.closed)
        edits.append(Edit(place, place, row))
    return edits


def _dimension(part: Part, layout: Layout, added: Sequence[tuple[int, int]]) -> list[Edit]:
    """The range that the sheet says it fills, with the new cells in it."""
    element = layout.dimension
    told = Range.read(element.attributes.get("ref", "")) if element else None
    if element is None or told is None or all(told.holds(*cell) for cell in added):
        return []
    ref = Range.around([*added, (told.top, told.left), (told.bottom, told.right)])
    return [Edit(element.start, element.opened, retagged(part.tag(element), {"ref": str(ref)}))]
