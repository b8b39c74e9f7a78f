"""A sheet of its own behind the others of a workbook, with values and with formulas that look at other cells."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resilience_opt.case.layout import column_letter
from resilience_opt.case.patch_package import TYPES, Package, relationships_of
from resilience_opt.case.patch_values import Value, content, kind, objection
from resilience_opt.case.patch_xml import Edit, Part, filled, prefix
from resilience_opt.errors import Fault, InputError

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAIN, _USES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_MAIN, _STRICT_USES = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
#: What the name of a sheet cannot hold, and how long it can be.
_FORBIDDEN, LONGEST_NAME = "[]:*?/\\", 31


@dataclass(frozen=True)
class Formula:
    """A formula, without its equals sign, and the value that is shown until a program computes it."""

    text: str
    value: Value


@dataclass(frozen=True)
class NewSheet:
    """A sheet behind the others; its first row stays in sight.

    Attributes
    ----------
    name : str
    rows : sequence of rows, each a sequence of values and formulas
    widths : of its columns, in characters
    """

    name: str
    rows: Sequence[Sequence[Value | Formula]]
    widths: Sequence[float] = ()


def reference(sheet: str, cell: str) -> str:
    """A cell of another sheet, as a formula names it.

    >>> reference("Planner's", "B2")
    "'Planner''s'!B2"
    """
    return "'" + sheet.replace("'", "''") + f"'!{cell}"


def add_sheet(package: Package, sheet: NewSheet) -> None:
    """Add the sheet to a workbook.

    Raises
    ------
    InputError
        If its name cannot be that of a sheet, or is taken, or a cell cannot hold its value.
    """
    book = package.workbook()
    part = package.part(book)
    elements = part.elements()
    names = [e.attributes.get("name", "") for path, e in elements if path == "workbook/sheets/sheet"]
    faults = [Fault(sheet.name, "", sentence) for sentence in _faults(sheet, names)]
    if faults:
        raise InputError(faults, package.source)
    strict = any(r.element.attributes.get("Type", "").startswith(_STRICT_USES) for r in package.relationships(book))
    number = next(n for n in range(1, len(names) + 10_000) if not package.has(_place(book, n)))
    package.add(Part(_place(book, number), _xml(sheet, _STRICT_MAIN if strict else _MAIN), package.source))
    types = package.part(TYPES)
    package.put(_inside(types, "Types", "Override", {"PartName": f"/{_place(book, number)}", "ContentType": _KIND}))
    own = package.part(relationships_of(book))
    taken = {r.id for r in package.relationships(book)}
    use = next(f"rId{n}" for n in range(1, len(taken) + 10_000) if f"rId{n}" not in taken)
    kind_of_use = f"{_STRICT_USES if strict else _USES}/worksheet"
    package.put(_inside(own, "Relationships", "Relationship", {"Id": use, "Type": kind_of_use, "Target": f"/{_place(book, number)}"}))
    ids = [int(e.attributes.get("sheetId", "0")) for path, e in elements if path == "workbook/sheets/sheet"]
    told = {"name": sheet.name, "sheetId": str(max(ids, default=0) + 1), "xmlns:own": _STRICT_USES if strict else _USES, "own:id": use}
    package.put(_inside(part, "workbook/sheets", "sheet", told))


def _place(book: str, number: int) -> str:
    return posixpath.join(posixpath.dirname(book), "worksheets", f"sheet{number}.xml")


def _faults(sheet: NewSheet, names: Sequence[str]) -> Iterator[str]:
    if not sheet.name or len(sheet.name) > LONGEST_NAME or set(sheet.name) & set(_FORBIDDEN) or sheet.name[0] == "'" or sheet.name[-1] == "'":
        yield "this cannot be the name of a sheet"
    if sheet.name.casefold() in {name.casefold() for name in names}:
        yield "the workbook has a sheet of this name already"
    for row in sheet.rows:
        for cell in row:
            if sentence := objection(cell.value if isinstance(cell, Formula) else cell):
                yield sentence


def _inside(part: Part, path: str, name: str, attributes: dict[str, str]) -> Part:
    """The part with an element more at the end of another."""
    element = next(e for p, e in part.elements() if p == path)
    mark = prefix(part.tag(element))
    said = b"".join(b" " + key.encode() + b'="' + part.encoded(value).replace(b'"', b"&quot;") + b'"' for key, value in attributes.items())
    one = b"<" + mark + name.encode() + said + b"/>"
    if element.closed == element.opened:
        return part.edited([Edit(element.start, element.end, filled(part.tag(element), part.data[element.opened : element.closed] + one))])
    return part.edited([Edit(element.closed, element.closed, one)])


def _xml(sheet: NewSheet, main: str) -> bytes:
    part = Part("", b"")
    rows = b"".join(_row(number, row, part) for number, row in enumerate(sheet.rows, start=1))
    widths = "".join(f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>' for n, width in enumerate(sheet.widths, start=1))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        + (f"<cols>{widths}</cols>" if widths else "")
    ).encode() + b"<sheetData>" + rows + b"</sheetData></worksheet>"  # fmt: skip


def _row(number: int, row: Sequence[Value | Formula], part: Part) -> bytes:
    cells = b"".join(_cell(f"{column_letter(column)}{number}", value, part) for column, value in enumerate(row, start=1))
    return b'<row r="%d">' % number + cells + b"</row>"


def _cell(place: str, value: Value | Formula, part: Part) -> bytes:
    if isinstance(value, Formula):
        told = "" if value.value is None else value.value
        inside = b"<f>" + part.encoded(value.text) + b"</f>"
        if isinstance(told, str):
            return f'<c r="{place}" t="str">'.encode() + inside + b"<v>" + part.encoded(told) + b"</v></c>"
        mark = b' t="b"' if isinstance(told, bool) else b""
        return f'<c r="{place}"'.encode() + mark + b">" + inside + content(told, b"", part) + b"</c>"
    if value is None or value == "":
        return b""
    sort = kind(value)
    return f'<c r="{place}"'.encode() + (f' t="{sort}"'.encode() if sort else b"") + b">" + content(value, b"", part) + b"</c>"
