"""How a table of the comparison is written: as in the plan's report, with differences that show their sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite, isinf
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from resilience_opt.case.sheets import SHEETS
from resilience_opt.report.compare.sheets import ANYTHING, SIGNED, Table
from resilience_opt.report.compare.shown import Shown
from resilience_opt.report.styles import AMBER, Styles, number_format, rounded
from resilience_opt.report.tables import Field, add_table, print_setup, tabulate, width, write_column

_SHARES = {(sheet.SHEET, column.header) for sheet in SHEETS for column in sheet.columns() if column.kind == "share"}
_YEARS = {(sheet.SHEET, column.header) for sheet in SHEETS for column in sheet.columns() if column.kind == "year"}
_WIDE = 44.0
_SIGN = 1  #: character


def frame_of(table: pd.DataFrame, fields: Sequence[Field]) -> pd.DataFrame:
    """The columns of a table under the sheet's headers."""
    plain = [field for field in fields if field.kind != ANYTHING and not field.kind.startswith(SIGNED)]
    made = tabulate(table, plain)
    for field in fields:
        if field.kind == ANYTHING:
            made[field.header] = pd.Series(table[field.source].tolist(), dtype=object)
        elif field.kind.startswith(SIGNED):
            made[field.header] = [rounded(float(v)) for v in pd.to_numeric(table[field.source])]
    return made[[field.header for field in fields]]


def signed_format(kind: str, unit: str, currency: str, decimals: int = 2) -> str:
    """Number format of a difference: with its sign, and a dash for none.

    >>> signed_format("quantity", "t", "USD")
    '+#,##0.00" t";-#,##0.00" t";"–"'
    """
    if kind == "share":
        return '+0.0%;-0.0%;"–"'
    if kind == "months":
        return '+0" months";-0" months";"–"'
    plain = number_format(kind, unit, currency).split(";")[-1].removeprefix("#,##0")
    number = f"#,##0.{'0' * decimals}{plain}"
    return f'+{number};-{number};"–"'


def to_the_cent(currency: str, decimals: int) -> str:
    """Number format of an amount of a bridge, so that what is shown adds up."""
    tail = number_format("money", "", currency).split(";")[-1].removeprefix("#,##0")
    return f'#,##0.{"0" * decimals}{tail};-#,##0.{"0" * decimals}{tail};"–"'


def write_sheet(book: Workbook, styles: Styles, shown: Shown, layout: Table) -> Worksheet:
    """Write a sheet: its table from A1, with filters, frozen headers, notes on the headers and print set-up."""
    sheet = book.add_worksheet(layout.name)
    table = layout.source(shown)
    frame = frame_of(table, layout.fields)
    unit = [shown.units.get(material, "") for material in frame["Material"]] if "Material" in frame else [""] * len(frame)
    for col, field in enumerate(layout.fields):
        values = frame[field.header].tolist()
        if field.kind == ANYTHING:
            _write_anything(sheet, styles, (1, col), values, list(zip(table["sheet"], table["column"], strict=True)))
            sheet.set_column(col, col, min(_WIDE, max([12.0, *(len(v) + 2.0 for v in values if isinstance(v, str))])))
            continue
        base = field.kind.removeprefix(SIGNED)
        to_cents = base == "money"
        sheet.set_column(col, col, width(_as(field, base), values, unit, shown.currency) + _SIGN + (shown.decimals + 1 if to_cents else 0))
        if base != field.kind or to_cents:
            formats = {u: _amount_format(field.kind, u, shown) for u in dict.fromkeys(unit)}
            _write_numbers(sheet, styles, (1, col), values, unit, formats)
        else:
            write_column(sheet, styles, (1, col), field, values, unit, shown.currency)
    _finish(book, sheet, styles, layout, len(frame))
    return sheet


def _amount_format(kind: str, unit: str, shown: Shown) -> str:
    if kind == "money":
        return to_the_cent(shown.currency, shown.decimals)
    base = kind.removeprefix(SIGNED)
    return signed_format(base, unit, shown.currency, shown.decimals if base == "money" else 2)


def _as(field: Field, kind: str) -> Field:
    return Field(field.source, field.header, kind, field.meaning)


def _write_numbers(
    sheet: Worksheet, styles: Styles, at: tuple[int, int], values: Sequence[Any], unit: Sequence[str], formats: Mapping[str, str]
) -> None:
    row, col = at
    looks = {u: styles.body(text, indent=1) for u, text in formats.items()}
    for value, u in zip(values, unit, strict=True):
        if isfinite(value):
            sheet.write_number(row, col, value, looks[u])
        elif isinf(value):
            sheet.write_string(row, col, "not known", styles.body("@", indent=1))
        row += 1


def _write_anything(sheet: Worksheet, styles: Styles, at: tuple[int, int], values: Sequence[Any], cells: Sequence[tuple[str, str]]) -> None:
    """Cells of the input workbook: shares as percentages, years without separators, everything else as it is."""
    row, col = at
    for value, cell in zip(values, cells, strict=True):
        if isinstance(value, bool):
            sheet.write_string(row, col, "yes" if value else "no", styles.body("@"))
        elif isinstance(value, (int, float)):
            look = "0.0##%" if cell in _SHARES else "0" if cell in _YEARS else "#,##0.######" if value % 1 else "#,##0"
            sheet.write_number(row, col, value, styles.body(look))
        elif isinstance(value, str):
            sheet.write_string(row, col, value, styles.body("@", align="left", text_wrap=len(value) > _WIDE))
        row += 1


def _finish(book: Workbook, sheet: Worksheet, styles: Styles, layout: Table, rows: int) -> None:
    for col, field in enumerate(layout.fields):
        if field.meaning:
            note = {"validate": "any", "input_title": field.header[:32], "input_message": field.meaning[:255]}
            sheet.data_validation(0, col, 0, col, note)
        if field.header == layout.changed:
            letter = chr(ord("A") + col)
            rule = f'=${letter}2<>"stays"' if field.kind == "text" else f"=AND(ISNUMBER(${letter}2),ROUND(${letter}2,6)<>0)"
            area = f"{letter}2:{letter}{rows + 1}"
            sheet.conditional_format(area, {"type": "formula", "criteria": rule, "format": book.add_format({"bg_color": AMBER})})
    add_table(sheet, styles, (0, 0), layout.name, layout.fields, max(rows, 1))
    sheet.set_row(0, 50)
    sheet.freeze_panes(1, 0)
    print_setup(sheet)
    sheet.repeat_rows(0)
