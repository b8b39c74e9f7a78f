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
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from resilience_opt.case.book import BadCell, Book
from resilience_opt.case.container import refusal
from resilience_opt.case.layout import Cells, arrange

_ERRORS = frozenset(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!"])
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+[0-9]+:[A-Z]+[0-9]+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


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
            sheets = list(_sheets(data))
    except Exception as error:  # openpyxl raises anything at all on a malformed part
        raise refusal(f"is damaged: it cannot be read as a workbook ({type(error).__name__})", source) from error
    grids, faults, doubts = arrange(sheets)
    return Book(MappingProxyType(grids), source, hashlib.sha256(data).hexdigest(), tuple(faults), tuple(doubts))


def _sheets(data: bytes) -> Iterator[tuple[str, Cells]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    stored = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = None
    for index, sheet in enumerate(stored.worksheets):
        xml = archive.read(sheet._worksheet_path)
        cells, empty = _stored_values(sheet)
        if empty and _FORMULA.search(xml):
            formulas = formulas or load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            _add_uncomputed(formulas.worksheets[index], cells, empty)
        _add_merged(cells, (found.group(1).decode() for found in _MERGED.finditer(xml)))
        yield sheet.title, cells


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet.reset_dimensions()  # what other programs write there is often wrong
    return enumerate(sheet.iter_rows(), start=1)


def _stored_values(sheet: Any) -> tuple[Cells, set[tuple[int, int]]]:
    """What stands in the cells, and where a cell exists without a value (a format, or a formula never computed)."""
    cells: Cells = {}
    empty: set[tuple[int, int]] = set()
    for number, row in _rows(sheet):
        line: dict[int, object] = {}
        for position, cell in enumerate(row, start=1):
            value = cell.value
            if value is None:
                if cell.data_type == "n" and hasattr(cell, "row"):
                    empty.add((number, position))
            elif cell.data_type == "e" or (isinstance(value, str) and value.strip() in _ERRORS):
                line[position] = BadCell(str(value).strip(), "is an error value")
            elif not isinstance(value, str) or value.strip():
                line[position] = _plain(value)
        if line:
            cells[number] = line
    return cells, empty


def _plain(value: object) -> object:
    """A value of Excel as one of str, int, float, bool or a date."""
    if isinstance(value, (str, int, float, bool, datetime.date)):
        return value
    return str(value)


def _add_uncomputed(sheet: Any, cells: Cells, empty: set[tuple[int, int]]) -> None:
    for number, row in _rows(sheet):
        for position, cell in enumerate(row, start=1):
            if (number, position) in empty and cell.data_type == "f":
                formula = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None) or "="
                cells.setdefault(number, {})[position] = BadCell(formula, "is a formula without a stored value")


def _add_merged(cells: Cells, ranges: Iterable[str]) -> None:
    """A merged cell has one value, at its top left; the rest look filled but are blank, and are said to be."""
    for text in ranges:
        left, top, right, bottom = range_boundaries(text)
        if left is None or top is None or right is None or bottom is None or cells.get(top, {}).get(left) is None or top == 1:
            continue
        covered = BadCell("", f"is inside the merged cell {text}")
        for number in range(top, min(bottom, max(cells)) + 1):
            for position in range(left, right + 1):
                if (number, position) != (top, left):
                    cells.setdefault(number, {})[position] = covered
