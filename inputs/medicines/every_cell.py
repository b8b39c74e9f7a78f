"""Every cell of the workbook in tables of Markdown, so that a blank template filled from the page alone gives the same plan."""

from __future__ import annotations

from ..page_tables import table
from .__main__ import BOOK

#: Columns and sheets that people read and the software does not.
FOR_PEOPLE = ("Note", "Sources")

HOW = (
    "`optimize template medicines-copy.xlsx` writes a blank workbook. Type each table below into the sheet of its name, from the first row under the headers; "
    "columns that are not listed here and cells that are blank stay blank. Sources and notes are left out: they change nothing. "
    "`optimize medicines-copy.xlsx` then gives the plan above."
)


def _shown(value: object) -> str:
    """A value as it is typed: all of its digits and no separators."""
    return "" if value is None else str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def every_cell() -> str:
    """A heading and a table for each sheet, without the columns that are blank throughout."""
    parts = [HOW]
    for sheet in BOOK.sheets():
        if sheet.name not in FOR_PEOPLE:
            columns = [c for c in sheet.columns if c not in FOR_PEOPLE and any(row.get(c) is not None for row in sheet.rows)]
            parts += [f"### Sheet `{sheet.name}`", table(columns, ([_shown(row.get(c)) for c in columns] for row in sheet.rows))]
    return "\n\n".join(parts)
