"""Tables of a comparison for the page: what differs, with signs; rows that stay as they were are left to the workbook."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from resilience_opt.case.sheets import SHEETS
from resilience_opt.report.compare.sheets import ANYTHING, CASE, SIGNED
from resilience_opt.report.compare.sheets import Table as Layout
from resilience_opt.report.compare.shown import Shown
from resilience_opt.report.compare.writing import signed_format, to_the_cent
from resilience_opt.report.html.shown import amount
from resilience_opt.report.html.shown import shown as as_shown
from resilience_opt.report.html.tables import MOST_ROWS, Cell, Column, Table
from resilience_opt.report.styles import rounded
from resilience_opt.report.tables import Field

_SHARES = {(sheet.SHEET, column.header) for sheet in SHEETS for column in sheet.columns() if column.kind == "share"}
_YEARS = {(sheet.SHEET, column.header) for sheet in SHEETS for column in sheet.columns() if column.kind == "year"}
_WORDS = ("text", ANYTHING)
_MARKS: Mapping[str, str] = {"enters": "green", "leaves": "red", "other years": "amber", "qualified otherwise": "amber"}


def difference_table(shown: Shown, layout: Layout) -> Table:
    """A table of the comparison: the rows that differ, as many as a page holds."""
    table = layout.source(shown)
    differing = table[_differs(table, layout)]
    most = differing.head(MOST_ROWS)
    fields = [field for field in layout.fields if field is not CASE]
    unit = [shown.units.get(str(material), "") for material in most["material"]] if "material" in most else [""] * len(most)
    texts = [_texts(shown, most, field, unit) for field in fields]
    marks = [_mark(layout, field, value) for field in fields for value in most[field.source]]
    rows = tuple(
        tuple(Cell(texts[col][row], marks[col * len(most) + row]) for col in range(len(fields))) for row in range(len(most))
    )
    columns = tuple(Column(field.header, field.meaning, field.kind not in _WORDS) for field in fields)
    key = re.sub(r"\W+", "-", layout.name.lower())
    return Table(key, layout.name, _shows(layout, len(differing), len(table)), columns, rows, len(differing))


def _shows(layout: Layout, differing: int, rows: int) -> str:
    return layout.shows + (f"; {differing:,} of {rows:,} rows differ, the workbook has them all" if differing < rows else "")


def _differs(table: pd.DataFrame, layout: Layout) -> list[bool]:
    """Which rows tell of a change; all where the table is of changes only."""
    field = next((field for field in layout.fields if field.header == layout.changed), None)
    if field is None or not len(table):
        return [True] * len(table)
    if field.kind == "text":
        return [value != "stays" for value in table[field.source]]
    return [math.isnan(float(value)) or round(float(value), 6) != 0 for value in table[field.source]]


def _mark(layout: Layout, field: Field, value: Any) -> str:
    return _MARKS.get(str(value), "") if field.header == layout.changed and field.kind == "text" else ""


def _texts(shown: Shown, table: pd.DataFrame, field: Field, unit: Sequence[str]) -> list[str]:
    values = table[field.source].tolist()
    if field.kind == ANYTHING:
        return [cell_text(value, cell) for value, cell in zip(values, zip(table["sheet"], table["column"], strict=True), strict=True)]
    base = field.kind.removeprefix(SIGNED)
    if base == "text":
        return ["" if pd.isna(value) else str(value) for value in values]
    return [_number(value, field.kind, base, u, shown) for value, u in zip(values, unit, strict=True)]


def _number(value: Any, kind: str, base: str, unit: str, shown: Shown) -> str:
    if value is None or math.isnan(float(value)):
        return ""
    number = rounded(float(value))
    if math.isinf(number):
        return "not known"
    if kind.startswith(SIGNED):
        return as_shown(number, signed_format(base, unit, shown.currency, shown.decimals if base == "money" else 2))
    if base == "money":
        return as_shown(number, to_the_cent(shown.currency, shown.decimals))
    return amount(int(number) if base in ("year", "whole") else number, base, unit, shown.currency)


def cell_text(value: Any, cell: tuple[str, str]) -> str:
    """A cell of an input workbook, by its sheet and column, as a planner would write it.

    >>> cell_text(0.3, ("Share limits", "Maximum")), cell_text(2028, ("Settings", "First year")), cell_text(1250.5, ("Offers", "Unit cost"))
    ('30%', '2028', '1,250.5')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{100 * value:.12g}%" if cell in _SHARES else str(int(value)) if cell in _YEARS else f"{value:,.12g}"
    return str(value)
