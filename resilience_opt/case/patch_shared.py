"""A formula that several cells share: it is written in the first of them, and must move on when that cell gets a value instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from resilience_opt.case.layout import column_letter, column_number
from resilience_opt.case.patch_range import LAST_COLUMN, LAST_ROW, Range
from resilience_opt.case.patch_xml import Edit, Element, Part, filled, retagged

#: The words of a formula; only the named ones move with the cell.
_WORD = re.compile(
    r"""
    "(?:[^"]|"")*"                                           # a text
  | '(?:[^']|'')*'                                           # a sheet's name in quotes
  | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]                # another workbook, or the columns of a table
  | \#(?:N/A|[A-Z0-9_]+(?:/0)?[!?])                          # an error value
  | (?P<cell>(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7}))(?![\w.?\\(!\[])
  | (?P<columns>(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3}))(?![\w.?\\(!\[$])
  | (?P<rows>(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7}))(?![\w.?\\(!\[$])
  | (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[+-]?[0-9]+)?            # a number
  | [^\W0-9][\w.?\\]*                                        # a function, a name, or a sheet's name
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@dataclass
class Shared:
    """A formula with the cells that share it, in the order in which they stand in the sheet.

    Attributes
    ----------
    row, column : int
        Of the cell in which it is written, and to which its relative references belong.
    written : Element
        The ``f`` of that cell.
    others : list of (row, column, Element)
        The ``f`` of each other cell, which only names the formula.
    """

    row: int
    column: int
    written: Element
    others: list[tuple[int, int, Element]] = field(default_factory=list)

    def handed_on(self, part: Part, gone: Collection[tuple[int, int]]) -> list[Edit]:
        """Write the formula in the first cell that still has it, where the cell that had it written is among those that lose theirs.

        Some programs count its references from the cell in which it is written, some from the corner of the range that shares it.
        Where that first cell is not the corner, every cell gets a formula of its own.
        """
        left = [other for other in self.others if other[:2] not in gone]
        if (self.row, self.column) not in gone or not left:
            return []
        area = Range.around(other[:2] for other in left)
        is_corner = left[0][:2] == (area.top, area.left)
        attributes = {"ref": str(area)} if is_corner else {"t": None, "si": None}
        return [self._written(part, other, attributes) for other in (left[:1] if is_corner else left)]

    def _written(self, part: Part, other: tuple[int, int, Element], attributes: Mapping[str, str | None]) -> Edit:
        row, column, element = other
        text = moved(part.text(self.written), row - self.row, column - self.column)
        return Edit(element.start, element.end, filled(retagged(part.tag(element), attributes), part.encoded(text)))


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads in a cell so many rows further down and columns to the right.

    >>> moved('SUM(A1:$B$2)*Offers!C3&"A1"', 1, 1)
    'SUM(B2:$B$2)*Offers!D4&"A1"'
    """

    def word(match: re.Match[str]) -> str:
        kind = match.lastgroup
        try:
            if kind == "cell":
                fixed, column, also_fixed, row = match.group(2, 3, 4, 5)
                return _column(fixed, column, columns) + _row(also_fixed, row, rows)
            if kind == "columns":
                fixed, column, also_fixed, other = match.group(7, 8, 9, 10)
                return f"{_column(fixed, column, columns)}:{_column(also_fixed, other, columns)}"
            if kind == "rows":
                fixed, row, also_fixed, other = match.group(12, 13, 14, 15)
                return f"{_row(fixed, row, rows)}:{_row(also_fixed, other, rows)}"
        except _Name:
            return match.group()
        except _Outside:
            return "#REF!"
        return match.group()

    return _WORD.sub(word, formula)


class _Name(Exception):
    """What looks like a cell lies beyond the last one, and so is a name."""


class _Outside(Exception):
    """The reference would move off the sheet."""


def _column(fixed: str, letters: str, by: int) -> str:
    return fixed + column_letter(_shifted(column_number(letters.upper()), 0 if fixed else by, LAST_COLUMN))


def _row(fixed: str, digits: str, by: int) -> str:
    return f"{fixed}{_shifted(int(digits), 0 if fixed else by, LAST_ROW)}"


def _shifted(place: int, by: int, last: int) -> int:
    if not 1 <= place <= last:
        raise _Name
    if not 1 <= place + by <= last:
        raise _Outside
    return place + by
