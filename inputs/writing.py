"""Write the sheets of a case as a workbook that a planner can read: tables, formats, frozen headers, the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

Row = Mapping[str, object]

#: A fixed date of creation, so that the same figures give the same bytes.
CREATED = datetime(2026, 11, 24)

#: Columns that hold a fraction of 1; `Source limits` counts offers in its Minimum and Maximum.
RATES = frozenset(
    "Discount rate, Standby, Surge, Surge premium, Tariff, Loss, Minimum, Maximum, Minimum share, Service level, Probability, Remaining".split(", ")
)
COUNTS = frozenset({("Source limits", "Minimum"), ("Source limits", "Maximum")})

WIDTHS = {"Note": 90, "Source": 90, "Supplier": 34, "From": 34, "Material": 26, "Row": 52, "Stockpile": 26, "Scenario": 20}


@dataclass(frozen=True)
class Sheet:
    """A table of the workbook: its name, its columns in order and its rows; a missing cell stays blank."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Row]


def write(path: Path, title: str, guide: Sequence[tuple[str, str]], sheets: Sequence[Sheet]) -> None:
    """Write the sheets in order, after a `Guide` of (style, text) lines where there is one."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "author": "resilience_opt", "created": CREATED})
        formats = {
            "number": book.add_format({"num_format": "#,##0.###", "valign": "top"}),
            "rate": book.add_format({"num_format": "0.0%", "valign": "top"}),
            "plain": book.add_format({"num_format": "0", "valign": "top"}),
            "text": book.add_format({"valign": "top"}),
            "note": book.add_format({"valign": "top", "text_wrap": True}),
            "head": book.add_format({"bold": True, "font_color": "white", "bg_color": "#1F3A5F", "valign": "top"}),
        }
        if guide:
            _write_guide(book, guide)
        for sheet in sheets:
            _write_sheet(book, sheet, formats)


def _write_guide(book: Workbook, guide: Sequence[tuple[str, str]]) -> None:
    styles = {
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": "#1F3A5F"}),
        "head": book.add_format({"bold": True, "font_size": 12, "font_color": "#1F3A5F", "top": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    page = book.add_worksheet("Guide")
    page.set_column(0, 0, 120)
    page.hide_gridlines(2)
    for line, (style, text) in enumerate(guide):
        page.write_string(line, 0, text, styles[style])


def _write_sheet(book: Workbook, sheet: Sheet, formats: Mapping[str, Format]) -> None:
    page = book.add_worksheet(sheet.name)
    for column, name in enumerate(sheet.columns):
        page.set_column(column, column, _width(sheet, name))
        for line, row in enumerate(sheet.rows, start=1):
            value = row.get(name)
            if value is not None:
                page.write(line, column, value, formats[_style(sheet, row, name)])
    headers = [{"header": name, "header_format": formats["head"]} for name in sheet.columns]
    table = {"columns": headers, "name": sheet.name.replace(" ", "_") + "_table", "style": "Table Style Light 9"}
    page.add_table(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1, table)
    page.freeze_panes(1, 1)


def _style(sheet: Sheet, row: Row, column: str) -> str:
    if isinstance(row.get(column), str):
        return "note" if column in ("Note", "Source") else "text"
    # Settings and Sources name in a cell what their value is.
    meaning = {"Settings": row.get("Name"), "Sources": row.get("Figure")}.get(sheet.name) if column == "Value" else column
    whose = row.get("Sheet") if sheet.name == "Sources" else sheet.name
    if meaning in RATES and (whose, meaning) not in COUNTS:
        return "rate"
    return "plain" if str(meaning).lower().endswith("year") else "number"


def _width(sheet: Sheet, column: str) -> float:
    if column in WIDTHS:
        return WIDTHS[column]
    longest = max((len(str(row.get(column, ""))) for row in sheet.rows), default=0)
    return min(40, max(len(column) + 4, longest + 2))
