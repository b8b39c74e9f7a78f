"""One sheet of the template: a table with its headers, notes, drop-downs, formats and page set-up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from numbers import Integral, Real

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from resilience_opt.case.layout import columns_of
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import Settings
from resilience_opt.case.template_styles import NAVY, NOTE_WIDTH, PALE, Styles, is_text, width
from resilience_opt.case.validation import validation
from resilience_opt.case.wording import blank_words, note, plain, unit_words

Row = Mapping[str, object]

BLANK_ROWS = 40  #: rows of an empty table; typing below it makes it grow
_SPARE_ROWS = 20  #: blank rows below the records of an example
_HELPED_ROWS = 5000  #: rows, from the first, with drop-downs and marks for what is missing
_HEADER_HEIGHT, _LINE_HEIGHT = 33.0, 15.0  #: points: two lines of header, one line of text
_MOST_LINES = 4  #: of a note in a table; the whole of a longer one is in Excel's formula bar
_SETTING_WIDTHS, _SETTING_PADDING = (26, 34, 84), 9.0
_NOTE_PIXELS = (300, 20)  #: width of a note, and height of one of its lines
_NOTE_LINE = 42  #: characters of a note in one line
_FROZEN = 2  #: key columns that stay in sight, at most
A4 = 9


def text_of(value: object) -> str:
    """The text that stands for a value in a cell of text; '' for a blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(str(item) for item in value)
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def put(worksheet: Worksheet, row: int, position: int, value: object, cell: Format, column: Column) -> None:
    """Write a value as the column's kind wants it; text is never a formula, and a name is never a number."""
    counts = isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    if value is None:
        worksheet.write_blank(row, position, None, cell)
    elif counts and not is_text(column):
        worksheet.write_number(row, position, int(value) if isinstance(value, Integral) else float(value), cell)  # type: ignore[arg-type]
    else:
        worksheet.write_string(row, position, text_of(value), cell)


def write_table(worksheet: Worksheet, styles: Styles, sheet: type[Record], rows: Sequence[Row]) -> None:
    """A sheet of records: blank for the planner to fill in, or with the rows of an example."""
    columns = sheet.columns()
    _add_table(worksheet, styles, sheet, max(BLANK_ROWS, len(rows) + _SPARE_ROWS if rows else 0))
    for position, column in enumerate(columns):
        texts = [text_of(row.get(column.header)) for row in rows]
        worksheet.set_column(position, position, width(column, texts), styles.cell(column))
        _explain(worksheet, 0, position, column)
        options = validation(sheet, column)
        if options:
            worksheet.data_validation(1, position, _HELPED_ROWS, position, options)
        for number, row in enumerate(rows, start=1):
            if column.header in row:
                put(worksheet, number, position, row[column.header], styles.cell(column), column)
    for number, row in enumerate(rows, start=1):
        lines = min(_lines(text_of(row.get("Note")), NOTE_WIDTH), _MOST_LINES)
        if lines > 1:
            worksheet.set_row(number, _LINE_HEIGHT * lines)
    _mark_missing(worksheet, styles, columns)
    keys = [column.key for column in columns]
    leading = keys.index(False) if False in keys else len(keys)
    worksheet.freeze_panes(1, min(max(leading, 1), _FROZEN))


def write_settings(worksheet: Worksheet, styles: Styles, rows: Sequence[Row], title: str) -> None:
    """The sheet of settings, a row each, with the value that holds where it is left as it is."""
    settings = Settings.columns()
    given = {str(row["Name"]): row for row in rows}
    _add_table(worksheet, styles, Settings, len(settings))
    for position, (column, size) in enumerate(zip(columns_of(Settings), _SETTING_WIDTHS, strict=True)):
        worksheet.set_column(position, position, size)
        _explain(worksheet, 0, position, column)
    for number, setting in enumerate(settings, start=1):
        row = given.get(setting.header, {})
        worksheet.write_string(number, 0, setting.header, styles.header(setting.required))
        _explain(worksheet, number, 0, setting)
        default = title or None if setting.header == "Title" else setting.default
        shown = row.get("Value", default)
        put(worksheet, number, 1, text_of(shown) if isinstance(shown, bool) else shown, styles.setting(setting), setting)
        remarks = text_of(row.get("Note")) or _setting_note(setting)
        worksheet.write_string(number, 2, remarks, styles.get(text_wrap=True, valign="vcenter", indent=1))
        lines = max(_lines(text_of(shown), _SETTING_WIDTHS[1]), _lines(remarks, _SETTING_WIDTHS[2]))
        worksheet.set_row(number, _LINE_HEIGHT * lines + _SETTING_PADDING)
        options = validation(Settings, setting)
        if options:
            worksheet.data_validation(number, 1, number, 1, options)
        if setting.required:
            worksheet.conditional_format(number, 1, number, 1, {"type": "blanks", "format": styles.mark()})
    worksheet.freeze_panes(1, 1)


def _lines(text: str, width_of_cell: float) -> int:
    """Lines that a text takes in a cell; letters are narrower than the figures that a width is counted in."""
    return max(1, math.ceil(len(text) / (1.1 * width_of_cell)))


def _setting_note(setting: Column) -> str:
    unit = f" Unit: {unit_words(setting)}." if setting.unit else ""
    blank = "Must be filled in." if setting.required else f"Blank: {blank_words(setting)}."
    return plain(f"{setting.meaning}{unit} {blank}")


def _add_table(worksheet: Worksheet, styles: Styles, sheet: type[Record], rows: int) -> None:
    columns = columns_of(sheet)
    headers = [{"header": column.header, "header_format": styles.header(column.required)} for column in columns]
    table = {"name": sheet.SHEET.replace(" ", "_"), "columns": headers, "style": "Table Style Light 1"}
    worksheet.add_table(0, 0, rows, len(columns) - 1, table)
    worksheet.set_row(0, _HEADER_HEIGHT)
    worksheet.set_tab_color(NAVY if sheet.REQUIRED else PALE)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.hide_gridlines(0)  # 0 prints them
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    worksheet.set_footer("&L&A&CPage &P of &N&R&F")
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(columns) - 1)}{_HELPED_ROWS + 1}"})


def _explain(worksheet: Worksheet, row: int, position: int, column: Column) -> None:
    text = note(column)
    wide, line = _NOTE_PIXELS
    lines = sum(1 + len(part) // _NOTE_LINE for part in text.split("\n"))
    worksheet.write_comment(row, position, text, {"author": "", "width": wide, "height": line * (lines + 1), "font_size": 9})


def _mark_missing(worksheet: Worksheet, styles: Styles, columns: Sequence[Column]) -> None:
    """A row that was begun shows in amber which required cells it still lacks."""
    end = xl_col_to_name(len(columns) - 1)
    for position, column in enumerate(columns):
        if column.required:
            cell = f"{xl_col_to_name(position)}2"
            rule = f"=AND(COUNTA($A2:${end}2)>0,ISBLANK({cell}))"
            options = {"type": "formula", "criteria": rule, "format": styles.mark()}
            worksheet.conditional_format(1, position, _HELPED_ROWS, position, options)
