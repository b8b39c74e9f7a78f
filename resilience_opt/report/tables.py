"""A sheet that is one table: what its columns are, how a frame is cut from the plan and how it is laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Protocol

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan
from resilience_opt.report.styles import AMBER, GREEN, RED, Styles, number_format, rounded

#: Kinds of a field that are numbers; the others are text.
_TEXT = ("text", "sentence", "yes or no")
_CENTRED = ("year", "whole", "yes or no")
_COLOURS = {"amber": AMBER, "red": RED, "green": GREEN}
_WIDEST, _NARROWEST, _SENTENCE = 44, 9, 76
_FILTER_BUTTON = 3  #: characters of a header that the table's button covers
_A4 = 9


@dataclass(frozen=True)
class Field:
    """A column of a sheet.

    Attributes
    ----------
    source : column of the plan's table
    header : column of the sheet
    kind : 'text', 'sentence' (wide, in as many lines as it takes), 'yes or no', 'year', 'whole', 'quantity', 'capacity', 'money', 'difference' (of money), 'unit cost', 'share', 'change' (in percent), 'months', 'cover', 'gap', 'points' (of a budget) or 'small'
    meaning : shown where the header is selected
    sparse : left out of a table in which it is nought or blank in every row
    """

    source: str
    header: str
    kind: str
    meaning: str = ""
    sparse: bool = False


@dataclass(frozen=True)
class Highlight:
    """Rows for which `rule` holds have the cell under `header` in a colour; {Header} in the rule is the row's cell of that column."""

    header: str
    rule: str
    colour: str


class Subject(Protocol):
    """What a table is about: its case gives the units, its currency the amounts."""

    @property
    def case(self) -> Case:
        """The case."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""


def _always(plan: Plan) -> bool:
    return True


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook that holds one table; it is left out of plans that are not `present`."""

    name: str
    shows: str
    fields: tuple[Field, ...]
    frame: Callable[[Plan], pd.DataFrame]
    highlights: tuple[Highlight, ...] = ()
    present: Callable[[Plan], bool] = _always


def tabulate(table: pd.DataFrame, fields: Sequence[Field]) -> pd.DataFrame:
    """The columns of a plan's table under the report's headers, with text as str and numbers rounded; what is absent is None or NaN."""
    made: dict[str, Any] = {}
    for field in fields:
        column = table[field.source]
        if field.kind == "yes or no":
            made[field.header] = ["" if pd.isna(v) else ("yes" if v else "no") for v in column]
        elif field.kind in ("text", "sentence"):
            made[field.header] = ["" if pd.isna(v) else str(v) for v in column]
        elif field.kind in ("year", "whole"):
            made[field.header] = [None if pd.isna(v) else int(v) for v in column]
        else:
            made[field.header] = np.array([rounded(float(v)) for v in pd.to_numeric(column)], dtype=float)
    return pd.DataFrame({h: pd.Series(v, dtype=object if isinstance(v, list) else float) for h, v in made.items()})


def kept(fields: Sequence[Field], frame: pd.DataFrame) -> tuple[Field, ...]:
    """The fields that a frame has something to show for."""
    return tuple(field for field in fields if not field.sparse or (~frame[field.header].fillna(0).isin([0, ""])).any())


def units(plan: Subject, frame: pd.DataFrame) -> list[str]:
    """Unit of each row's material."""
    known = {m.material: m.unit for m in plan.case.materials}
    if "Material" not in frame:
        return [""] * len(frame)
    return [known.get(m, "") for m in frame["Material"]]


def write_column(
    sheet: Worksheet, styles: Styles, at: tuple[int, int], field: Field, values: Sequence[Any], unit: Sequence[str], currency: str
) -> None:
    """Write the cells of one column downwards from `at`; an empty text and an absent or infinite number stay blank."""
    row, col = at
    align = "center" if field.kind in _CENTRED else ("left" if field.kind in _TEXT else "right")
    indent = 0 if align == "center" else 1
    look = {"text_wrap": True} if field.kind == "sentence" else {}
    formats = {u: styles.body(number_format(field.kind, u, currency), align=align, indent=indent, **look) for u in dict.fromkeys(unit)}
    text = field.kind in _TEXT
    for value, u in zip(values, unit, strict=True):
        if text:
            if value:
                sheet.write_string(row, col, value, formats[u])
        elif value is not None and isfinite(value):
            sheet.write_number(row, col, value, formats[u])
        row += 1


def width(field: Field, values: Sequence[Any], unit: Sequence[str], currency: str) -> float:
    """Width in characters that shows the header in two or three lines and every value in one."""
    least = max(len(word) for word in field.header.split()) + _FILTER_BUTTON
    if field.kind in _TEXT:
        longest = max((len(v) for v in set(values)), default=0) + 2
    else:
        tail = {"quantity": 1, "capacity": 6, "unit cost": 2 + len(currency), "months": 7, "cover": 7}.get(field.kind, 0)
        tail += len(currency) + 1 if field.kind in ("money", "difference") else 0
        tail += max((len(u) for u in set(unit)), default=0) if field.kind in ("quantity", "capacity", "unit cost") else 0
        numbers = [abs(v) for v in values if v is not None and isfinite(v)]
        longest = len(f"{max(numbers, default=0):,.0f}") + tail + 3
        longest = max(longest, 9 + tail if field.kind not in ("year", "whole") else 0)
    return float(min(max(least, longest, _NARROWEST), _SENTENCE if field.kind == "sentence" else _WIDEST))


def write_table(book: Workbook, styles: Styles, plan: Subject, layout: Sheet, frame: pd.DataFrame) -> Worksheet:
    """Write a sheet: its table from A1, with filters, frozen headers, notes on the headers, highlights and print set-up."""
    sheet = book.add_worksheet(layout.name)
    unit, last, fields = units(plan, frame), max(len(frame), 1), kept(layout.fields, frame)
    for col, field in enumerate(fields):
        values = frame[field.header].tolist()
        sheet.set_column(col, col, width(field, values, unit, plan.currency))
        write_column(sheet, styles, (1, col), field, values, unit, plan.currency)
        if field.meaning:
            sheet.data_validation(
                0, col, 0, col, {"validate": "any", "input_title": field.header[:32], "input_message": field.meaning[:255]}
            )
    add_table(sheet, styles, (0, 0), layout.name, fields, last)
    for mark in layout.highlights:
        _highlight(book, sheet, fields, mark, last)
    sheet.set_row(0, 50)
    sheet.freeze_panes(1, 0)
    print_setup(sheet)
    sheet.repeat_rows(0)
    return sheet


def add_table(sheet: Worksheet, styles: Styles, at: tuple[int, int], name: str, fields: Sequence[Field], rows: int) -> None:
    """Make the cells from `at` an Excel table with these headers and so many rows."""
    row, col = at
    columns = [{"header": field.header, "header_format": styles.header()} for field in fields]
    options: Mapping[str, Any] = {"name": name.replace(" ", "_"), "style": "Table Style Light 1", "columns": columns}
    sheet.add_table(row, col, row + rows, col + len(fields) - 1, options)


def print_setup(sheet: Worksheet) -> None:
    """Landscape on A4, fitted to the page's width, with the sheet's name and the page in the footer."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)


def _highlight(book: Workbook, sheet: Worksheet, fields: Sequence[Field], mark: Highlight, rows: int) -> None:
    letters = {field.header: chr(ord("A") + col) for col, field in enumerate(fields)}
    rule = mark.rule
    for header, letter in letters.items():
        rule = rule.replace("{" + header + "}", f"${letter}2")
    area = f"{letters[mark.header]}2:{letters[mark.header]}{rows + 1}"
    sheet.conditional_format(area, {"type": "formula", "criteria": rule, "format": book.add_format({"bg_color": _COLOURS[mark.colour]})})


def only(frame: pd.DataFrame) -> Callable[[Any], pd.DataFrame]:
    """The frame of a sheet that was made beforehand, whatever it is asked of."""
    return lambda _: frame
