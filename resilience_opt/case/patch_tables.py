"""The Excel Tables of a worksheet: which cells a table says again in its own part, and how it grows by a row."""

from __future__ import annotations

from dataclasses import dataclass

from resilience_opt.case.patch_package import Package
from resilience_opt.case.patch_range import Range
from resilience_opt.case.patch_xml import Edit, retagged


@dataclass(frozen=True)
class Table:
    """An Excel Table: its name, its part in the zip, its range, and how many rows of that are headers and totals."""

    name: str
    part: str
    area: Range
    headers: int
    totals: int

    def is_fixed(self, row: int, column: int) -> bool:
        """Whether the table's own part repeats what stands in the cell."""
        area = self.area
        return area.holds(row, column) and (row < area.top + self.headers or row > area.bottom - self.totals)

    def is_header(self, row: int) -> bool:
        return self.area.top <= row < self.area.top + self.headers


def tables_of(package: Package, worksheet: str) -> list[Table]:
    """The tables of a worksheet, given by the name of its part."""
    found = []
    for relationship in package.relationships(worksheet):
        if relationship.kind == "table":
            part = package.part(relationship.target)
            for path, element in part.elements():
                given = element.attributes
                area = Range.read(given.get("ref", "")) if path == "table" else None
                if area:
                    headers, totals = _rows(given.get("headerRowCount"), 1), _rows(given.get("totalsRowCount"), 0)
                    found.append(Table(given.get("displayName", ""), part.name, area, headers, totals))
    return found


def _rows(text: str | None, usual: int) -> int:
    return int(text) if text and text.isdecimal() else usual


def grow(package: Package, table: Table) -> None:
    """Let a table, and its filter where that ends with it, take in the row below."""
    part = package.part(table.part)
    edits = []
    for path, element in part.elements():
        if path in ("table", "table/autoFilter"):
            area = Range.read(element.attributes.get("ref", ""))
            if area and area.bottom == table.area.bottom:
                ref = str(area._replace(bottom=area.bottom + 1))
                edits.append(Edit(element.start, element.opened, retagged(part.tag(element), {"ref": ref})))
    package.put(part.edited(edits))
