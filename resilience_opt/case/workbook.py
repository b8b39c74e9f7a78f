"""An ``.xlsx`` as cells with their addresses; the only file that imports openpyxl.

Sheets and columns are matched to the schema here, and what is missing or not known is said; what a
cell means is settled in :mod:`resilience_opt.case.build`. The input is never written to.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from resilience_opt.case.book import BadCell, Book
from resilience_opt.case.container import refusal, workbook_part
from resilience_opt.case.folding import tidy
from resilience_opt.case.layout import Cells, Reader, arrange
from resilience_opt.errors import InputError

_ERRORS = frozenset(
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!"]
)
_LISTED = re.compile(rb"<(?:\w+:)?sheet\s")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+[0-9]+:[A-Z]+[0-9]+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_LAST_ROW = 1_048_576  #: of a sheet in Excel; a file that claims to have more would keep the reader busy for ever
_MOST_CELLS = 30_000_000  #: that a sheet may span, blank ones included

#: Sheets that every plan workbook has.
_OF_A_PLAN = {"Summary", "Allocation", "Audit"}


def read_book(data: bytes, source: str = "") -> Book:
    """The known sheets of a workbook.

    Parameters
    ----------
    data : bytes
        The file, already looked at by :func:`resilience_opt.case.container.check_container`.
    source : str
        File name, for messages.

    Raises
    ------
    InputError
        If it cannot be parsed at all.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, on what it would lose in writing; nothing is written
            opened = _Workbook(data, source)
            if _OF_A_PLAN <= (names := set(opened.stored.sheetnames)) and "Offers" not in names:
                raise refusal("is a report that optimize wrote, not an input workbook; give the workbook that it was made from", source)
            grids, faults, doubts = arrange(opened.sheets())
    except InputError:
        raise
    except Exception as error:  # openpyxl raises anything at all on a malformed part
        message = f"is damaged: it cannot be read as a workbook ({type(error).__name__}); open it in Excel and save it anew"
        raise refusal(message, source) from error
    return Book(MappingProxyType(grids), source, hashlib.sha256(data).hexdigest(), tuple(faults), tuple(doubts))


class _Workbook:
    """An open workbook, of which only the sheets that are asked for are read."""

    def __init__(self, data: bytes, source: str) -> None:
        self.data, self.source = data, source
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.stored = self._load(data_only=True)
        listed = workbook_part(self.archive)
        if listed is not None and len(self.stored.sheetnames) != len(_LISTED.findall(self._xml(listed))):
            raise refusal("is damaged: a sheet that it lists is not in it; open it in Excel and save it anew", source)

    def _load(self, *, data_only: bool) -> Any:
        return load_workbook(io.BytesIO(self.data), read_only=True, data_only=data_only, keep_links=False)

    @cached_property
    def formulas(self) -> Any:
        """The same workbook with formulas in the place of their stored values."""
        return self._load(data_only=False)

    def _xml(self, part: str) -> bytes:
        return self.archive.read(part).replace(b"\x00", b"")  # so that UTF-16 reads as ASCII

    def sheets(self) -> Iterator[tuple[str, Reader]]:
        """Name of every sheet, hidden ones included, and what reads its cells."""
        for index, sheet in enumerate(self.stored.worksheets):
            yield sheet.title, partial(self._cells, index)

    def values(self, title: str) -> list[tuple[object, ...]]:
        """The values of a sheet, row by row."""
        return [tuple(cell.value for cell in row) for _, row in self._rows(self.stored[title])]

    def _cells(self, index: int) -> Cells:
        sheet = self.stored.worksheets[index]
        xml = self._xml(sheet._worksheet_path)
        cells, empty = self._stored_values(sheet)
        if empty and _FORMULA.search(xml):
            self._add_uncomputed(self.formulas.worksheets[index], cells, empty)
        _add_merged(cells, (found.group(1).decode() for found in _MERGED.finditer(xml)))
        return cells

    def _rows(self, sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
        sheet.reset_dimensions()  # what other programs write there is often wrong
        spanned = 0
        for number, row in enumerate(sheet.iter_rows(), start=1):
            spanned += len(row)
            if number > _LAST_ROW or spanned > _MOST_CELLS:
                raise refusal(f"is refused: its sheet '{sheet.title}' spans more cells than a workbook can be meant to hold", self.source)
            yield number, row

    def _stored_values(self, sheet: Any) -> tuple[Cells, set[tuple[int, int]]]:
        """What stands in the cells, and where a cell exists without a value (a format, or a formula never computed)."""
        cells: Cells = {}
        empty: set[tuple[int, int]] = set()
        for number, row in self._rows(sheet):
            line: dict[int, object] = {}
            for position, cell in enumerate(row, start=1):
                value = cell.value
                if value is None:
                    if cell.data_type == "n" and hasattr(cell, "row"):
                        empty.add((number, position))
                elif cell.data_type == "e" or (isinstance(value, str) and value.strip() in _ERRORS):
                    line[position] = BadCell(str(value).strip(), "is an error value")
                elif not isinstance(value, str) or (value.isascii() and value.strip()) or tidy(value):
                    line[position] = _plain(value)
            if line:
                cells[number] = line
        return cells, empty

    def _add_uncomputed(self, sheet: Any, cells: Cells, empty: set[tuple[int, int]]) -> None:
        for number, row in self._rows(sheet):
            for position, cell in enumerate(row, start=1):
                if (number, position) in empty and cell.data_type == "f":
                    formula = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None) or "="
                    remedy = "open the workbook in Excel and save it"
                    cells.setdefault(number, {})[position] = BadCell(formula, "is a formula without a stored value", remedy)


def _plain(value: object) -> object:
    """A value of Excel as one of str, int, float, bool, a date, a time or a span of time."""
    if isinstance(value, (str, int, float, bool, datetime.date, datetime.time, datetime.timedelta)):
        return value
    return str(value)


def _add_merged(cells: Cells, ranges: Iterable[str]) -> None:
    """A merged cell has one value, at its top left; the rest look filled but are blank, and are said to be."""
    for text in ranges:
        left, top, right, bottom = range_boundaries(text)
        if left is None or top is None or right is None or bottom is None or cells.get(top, {}).get(left) is None or top == 1:
            continue
        covered = BadCell("", f"is inside the merged cell {text}", "unmerge it and fill in every cell", shared=True)
        for number in range(top, min(bottom, max(cells)) + 1):
            for position in range(left, right + 1):
                if (number, position) != (top, left):
                    cells.setdefault(number, {})[position] = covered


def read_values(data: bytes, source: str, wanted: Collection[str]) -> dict[str, list[tuple[object, ...]]]:
    """The values of a workbook that is no input, such as a written plan: every sheet's name, with its rows where it is wanted.

    Raises
    ------
    InputError
        If it cannot be parsed at all.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = _Workbook(data, source)
            return {title: book.values(title) if title in wanted else [] for title in book.stored.sheetnames}
    except InputError:
        raise
    except Exception as error:
        raise refusal(f"is damaged: it cannot be read as a workbook ({type(error).__name__})", source) from error
