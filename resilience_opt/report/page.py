"""A sheet for reading: headings, lines of text, pairs and small tables, written one below the other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from resilience_opt.report.charts import Block
from resilience_opt.report.styles import NAVY, PALE, Styles
from resilience_opt.report.tables import Field, add_table, write_column

FIRST, OTHER, COLUMNS = 34, 20, 10  #: widths in characters of the first column and the others; how many there are
_LINE = 17.0  #: points, of a line of text
_CHARACTERS = 172  #: of a line of text across the page, in the size that it is written in


@dataclass
class Page:
    """A place on a sheet, which moves down as things are written."""

    sheet: Worksheet
    styles: Styles
    currency: str
    row: int = 0

    def title(self, text: str) -> None:
        """The page's own heading."""
        self.sheet.write_string(self.row, 0, text, self.styles.get(bold=True, font_size=18, font_color=NAVY))
        self.sheet.set_row(self.row, 26)
        self.row += 1

    def line(self, text: str, **look: Any) -> None:
        """A sentence across the page, in as many lines as it takes."""
        style = self.styles.get(text_wrap=True, valign="top", align="left", font_size=look.pop("font_size", 12), **look)
        self.sheet.merge_range(self.row, 0, self.row, COLUMNS - 1, "", style)
        self.sheet.write_string(self.row, 0, text, style)
        self.sheet.set_row(self.row, _LINE * math.ceil(len(text) / _CHARACTERS) + 3)
        self.row += 1

    def heading(self, text: str, *, beside: Mapping[int, str] | None = None) -> None:
        """Heading of a part, after an empty row; `beside` maps further columns to headings of their own."""
        self.row += 1
        for col in range(COLUMNS):
            self.sheet.write_blank(self.row, col, None, self.styles.heading())
        for col, words in {0: text, **(beside or {})}.items():
            self.sheet.write_string(self.row, col, words, self.styles.heading())
        self.row += 1

    def pair(self, name: str, value: object, num_format: str = "General") -> None:
        """A name and its value."""
        self.sheet.write_string(self.row, 0, name, self.styles.get(bg_color=PALE, indent=1))
        style = self.styles.get(num_format=num_format, align="left", bold=True)
        if isinstance(value, (int, float)):
            self.sheet.write_number(self.row, 1, value, style)
        else:
            self.sheet.write_string(self.row, 1, str(value), style)
        self.row += 1

    def link(self, col: int, sheet: str, shows: str, rows: str) -> None:
        """A line of the index from a column on: a sheet, what it shows and how many rows it has."""
        self.sheet.write_url(self.row, col, f"internal:'{sheet}'!A1", self.styles.get(font_color="#0563C1", underline=1), sheet)
        self.sheet.write_string(self.row, col + 1, shows, self.styles.get())
        self.sheet.write_string(self.row, COLUMNS - 2, rows, self.styles.get(align="left"))
        self.row += 1

    def table(self, name: str, frame: pd.DataFrame, fields: Sequence[Field], unit: Sequence[str] | None = None) -> Block:
        """An Excel table of a frame whose columns are the fields' headers."""
        block = self._body(frame, fields, unit)
        add_table(self.sheet, self.styles, (block.row, 0), name, fields, block.rows)
        return block

    def grid(self, frame: pd.DataFrame, fields: Sequence[Field]) -> Block:
        """The same as plain cells: for headers that are the planner's names, which an Excel table may refuse."""
        block = self._body(frame, fields, None)
        for col, field in enumerate(fields):
            self.sheet.write_string(block.row, col, field.header, self.styles.header())
        return block

    def totals(self, name: str, values: Sequence[float], num_format: str) -> None:
        """A row below a table: a name and a number under each further column."""
        look = {"bold": True, "top": 1, "bg_color": PALE}
        self.sheet.write_string(self.row - 1, 0, name, self.styles.get(align="center", **look))
        for col, value in enumerate(values, start=1):
            self.sheet.write_number(self.row - 1, col, value, self.styles.get(num_format=num_format, align="right", indent=1, **look))
        self.row += 1

    def _body(self, frame: pd.DataFrame, fields: Sequence[Field], unit: Sequence[str] | None) -> Block:
        top, rows = self.row, max(len(frame), 1)
        for col, field in enumerate(fields):
            values = frame[field.header].tolist()
            write_column(self.sheet, self.styles, (top + 1, col), field, values, unit or [""] * len(frame), self.currency)
        longest = max(len(field.header) / (FIRST if col == 0 else OTHER - 6) for col, field in enumerate(fields))
        self.sheet.set_row(top, 15.5 * max(2, math.ceil(longest)) + 3)
        self.row += rows + 2
        return Block(self.sheet.get_name(), top, 0, rows, len(fields))
