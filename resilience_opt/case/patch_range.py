"""Cells and ranges as Excel spells them: ``F5``, ``A1:D29``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from resilience_opt.case.layout import column_letter, column_number

LAST_ROW = 1_048_576  #: of a sheet in Excel
LAST_COLUMN = 16_384  #: of a sheet in Excel: XFD
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE | re.ASCII)


class Range(NamedTuple):
    """A rectangle of cells; rows and columns are counted from 1, the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def read(cls, text: str) -> Range | None:
        """The range that a text spells, or None.

        >>> Range.read("B2:$D$9"), Range.read("nonsense")
        (Range(top=2, left=2, bottom=9, right=4), None)
        """
        first, _, last = text.partition(":")
        corner, other = position(first), position(last or first)
        if corner is None or other is None:
            return None
        return cls(min(corner[0], other[0]), min(corner[1], other[1]), max(corner[0], other[0]), max(corner[1], other[1]))

    @classmethod
    def around(cls, cells: Iterable[tuple[int, int]]) -> Range:
        """The smallest range that holds all these cells, each a row and a column."""
        rows, columns = zip(*cells, strict=True)
        return cls(min(rows), min(columns), max(rows), max(columns))

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def is_one_cell(self) -> bool:
        return (self.top, self.left) == (self.bottom, self.right)

    def __str__(self) -> str:
        first = address(self.top, self.left)
        return first if self.is_one_cell else f"{first}:{address(self.bottom, self.right)}"


def address(row: int, column: int) -> str:
    """The cell's name.

    >>> address(5, 28)
    'AB5'
    """
    return f"{column_letter(column)}{row}"


def position(cell: str) -> tuple[int, int] | None:
    """Row and column of a cell, or None where the text names no cell of a sheet.

    >>> position("AB5"), position("XFE1"), position("5")
    ((5, 28), None, None)
    """
    match = _CELL.fullmatch(cell)
    if match is None:
        return None
    row, column = int(match.group(2)), column_number(match.group(1).upper())
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def is_column(letters: str) -> bool:
    """Whether these are the letters of a column.

    >>> is_column("XFD"), is_column("XFE"), is_column("F1")
    (True, False, False)
    """
    return letters.isalpha() and position(f"{letters}1") is not None
