"""A row below the last one of a sheet, with the formats of the cells above it, and inside the table that it continues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resilience_opt.case.patch_cells import Put
from resilience_opt.case.patch_range import LAST_ROW
from resilience_opt.case.patch_scan import scan
from resilience_opt.case.patch_tables import Table
from resilience_opt.case.patch_values import Value
from resilience_opt.case.patch_xml import Part
from resilience_opt.errors import Fault, InputError


def row_below(part: Part, sheet: str, values: Mapping[int, Value], tables: Sequence[Table]) -> tuple[list[Put], list[Table]]:
    """What to put where, and the tables that end above and grow by the row.

    Parameters
    ----------
    part : Part
        The worksheet.
    sheet : str
        Its name, for messages.
    values : mapping of int to Value
        Column to value, at least one of them.
    tables : sequence of Table
        Those of the sheet.

    Raises
    ------
    InputError
        If no row can be added.
    """
    layout = scan(part)
    last = layout.last_used
    if last >= LAST_ROW:
        raise InputError([Fault(sheet, "", "the sheet is full: a value stands in its last row")], part.source)
    growing = [t for t in tables if t.area.bottom == last and any(t.area.left <= column <= t.area.right for column in values)]
    for table in growing:
        if table.totals:
            sentence = f"no row can be added, because the table '{table.name}' ends with a row of totals; turn that row off in Excel"
            raise InputError([Fault(sheet, f"A{last}", sentence)], part.source)
    there = layout.rows[last + 1].cells if last + 1 in layout.rows else {}
    above = layout.rows[last].cells if last in layout.rows else {}
    styles = {
        column: found
        for column, (row, found) in layout.formats.items()
        if found
        and column not in there
        and (column in above or column in values)
        and row > 1
        and not any(table.is_header(row) for table in tables)
    }
    return [Put(last + 1, column, values.get(column), styles.get(column)) for column in sorted({*values, *styles})], growing
