"""What of a workbook as a whole a changed cell touches: where its sheet is, and what Excel computes when it opens the file."""

from __future__ import annotations

from collections.abc import Mapping

from resilience_opt.case.patch_package import Package
from resilience_opt.case.patch_xml import Edit, prefix, retagged

#: The children of the workbook that stand before the settings of calculation, where those are to be inserted.
_BEFORE_CALCULATION = frozenset(
    ["fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames"]
)  # fmt: skip


def sheet_parts(package: Package) -> Mapping[str, str | None]:
    """Name of the part of each sheet, by the sheet's name; None for a sheet without cells, such as one that is a chart."""
    book = package.workbook()
    targets = {r.id: r.target if r.kind == "worksheet" else None for r in package.relationships(book)}
    found: dict[str, str | None] = {}
    for path, element in package.part(book).elements():
        if path == "workbook/sheets/sheet":
            ids = [value for name, value in element.attributes.items() if name.endswith("/relationships id")]
            found[element.attributes.get("name", "")] = targets.get(ids[0]) if ids else None
    return found


def compute_on_opening(package: Package) -> None:
    """Have every formula computed when the workbook is opened, since the values that are stored may be out of date."""
    part = package.part(package.workbook())
    before, edits = 0, []
    mark = b""
    for path, element in part.elements():
        parent, _, name = path.rpartition("/")
        if path == "workbook/calcPr":
            edits.append(Edit(element.start, element.opened, retagged(part.tag(element), {"fullCalcOnLoad": "1"})))
        elif parent == "workbook" and name in _BEFORE_CALCULATION:
            before, mark = element.end, prefix(part.tag(element))
    package.put(part.edited(edits or [Edit(before, before, b"<" + mark + b'calcPr fullCalcOnLoad="1"/>')]))


def forget_order_of_calculation(package: Package) -> None:
    """Leave out the list of cells with formulas, which no longer fits; Excel makes it anew."""
    book = package.workbook()
    for name in {r.target for r in package.relationships(book) if r.kind == "calcChain"}:
        package.leave_out(name, book)
