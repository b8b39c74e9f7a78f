"""How the template looks: colours, number formats and column widths, all from a column's description."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.format import Format

from resilience_opt.case.schema import Column
from resilience_opt.case.template_formats import INK, Formats

NAVY, PALE, AMBER, GREY, RULE = "#1F3864", "#D9E2F0", "#FFE699", "#595959", "#BFBFBF"

#: Numbers below 1,000 show every decimal they have; larger ones are grouped and rounded on the screen only.
QUANTITY = "[<1000]General;#,##0"
_TEXT_KINDS = ("text", "name", "refer", "refers", "country", "owner", "choice", "yesno")
_WIDTHS = {"name": 22, "refer": 20, "refers": 28, "country": 18, "owner": 18, "text": 14, "choice": 12, "yesno": 10, "year": 10}
NOTE_WIDTH = 80.0
_NUMBER_WIDTH, _WIDEST = 13.0, 48.0
_FILTER_BUTTON = 3  #: characters of a header that the table's button covers


def is_text(column: Column) -> bool:
    """Whether its cells are text, so that a name such as 007 or 3-4 stays as typed."""
    return column.kind in _TEXT_KINDS


def number_format(column: Column) -> str:
    """Excel's number format of the column's cells; the unit is in it where it is the same in every row."""
    if is_text(column):
        return "@"
    if column.kind == "share":
        return "0.00%" if column.unit == "a year" else "0.0%"
    if column.kind == "year":
        return "0"
    if column.unit in ("months", "years"):
        return f'[=1]0" {column.unit[:-1]}";0" {column.unit}"'
    return "0" if column.kind == "whole" else QUANTITY


def width(column: Column, texts: Iterable[str] = ()) -> float:
    """Width of the column in characters, for its header in two lines and the texts it holds."""
    if column.header == "Note":
        return NOTE_WIDTH
    usual = float(_WIDTHS.get(column.kind, _NUMBER_WIDTH))
    longest_word = max(len(word) for word in column.header.split()) + _FILTER_BUTTON
    longest_text = max((len(text) + 2 for text in texts), default=0) if is_text(column) else 0
    return float(min(max(usual, longest_word, longest_text), _WIDEST))


class Styles(Formats):
    """The cell formats of the template."""

    def header(self, required: bool) -> Format:
        """Header of a required column (white on navy) or of an optional one (dark on pale)."""
        colours = {"bg_color": NAVY, "font_color": "#FFFFFF"} if required else {"bg_color": PALE, "font_color": INK}
        return self.get(bold=True, text_wrap=True, valign="vcenter", indent=1, border=1, border_color=RULE, **colours)

    def cell(self, column: Column) -> Format:
        """Body of a column."""
        align = "center" if column.kind in ("yesno", "year") else ("left" if is_text(column) else "right")
        more = {"text_wrap": column.header == "Note", "indent": 0 if align == "center" else 1}
        return self.get(num_format=number_format(column), align=align, valign="top", **more)

    def setting(self, column: Column) -> Format:
        """Value of a setting: in a box, at the left, whatever its kind."""
        return self.get(
            num_format=number_format(column), align="left", valign="vcenter", indent=1, text_wrap=True, border=1, border_color=RULE
        )

    def mark(self) -> Format:
        """Laid over a cell that must be filled in and is not."""
        return self.book.add_format({"bg_color": AMBER})
