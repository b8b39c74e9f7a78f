"""A workbook as cells with their addresses, before anything is known of what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from resilience_opt.case.names import header_key
from resilience_opt.errors import Fault


@dataclass(frozen=True)
class BadCell:
    """A cell that holds no value: an Excel error such as ``#N/A``, a formula that was never computed, or one inside a merged cell."""

    found: str  #: as it stands in the cell, e.g. '#N/A' or '=A1*2'
    reason: str  #: 'is an error value', 'is a formula without a stored value'
    remedy: str = ""  #: what to do about it, where that is not plain
    shared: bool = False  #: several cells have this one reason, and one message for all of them is enough


@dataclass(frozen=True)
class Line:
    """One row. `number` is its row in the workbook, None where it was added in Python.

    `cells` maps the attribute of a known column to its value (str, int, float, bool, a date, a time, a
    span of time, or :class:`BadCell`); blank cells are absent.
    """

    number: int | None
    cells: Mapping[str, object]

    def __reduce__(self) -> tuple[Any, ...]:
        return _line, (self.number, dict(self.cells))  # the view of a mapping does not pickle, a dict does


@dataclass(frozen=True)
class Grid:
    """One known sheet: its name as the workbook spells it, where each column stands, and its rows."""

    name: str
    letters: Mapping[str, str] = field(default_factory=dict)  #: attribute -> column letter
    lines: tuple[Line, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _grid, (self.name, dict(self.letters), self.lines)


@dataclass(frozen=True)
class Book:
    """All known sheets of a workbook, by the schema's name of the sheet.

    Attributes
    ----------
    grids : mapping of str to Grid
    source : str
        File name without folder, or '' for a case made in Python.
    sha256 : str
        Of the file's bytes, for the report; '' where there is no file.
    faults, warnings : tuple of Fault
        What was wrong with the file, its sheets and its headers.
    """

    grids: Mapping[str, Grid]
    source: str = ""
    sha256: str = ""
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _book, (dict(self.grids), self.source, self.sha256, self.faults, self.warnings)

    def with_grid(self, sheet: str, grid: Grid) -> Book:
        """The same book with one sheet replaced."""
        grids = MappingProxyType({**self.grids, sheet: grid})
        return Book(grids, self.source, self.sha256, self.faults, self.warnings)

    def address(self, sheet: str, number: int | None, attribute: str = "") -> tuple[str, str]:
        """Sheet name as spelled, and cell such as ``D7`` ('' for a row that was added in Python).

        A setting is addressed by its attribute alone: the cell is that of its value.
        """
        grid = self.grids.get(sheet)
        name = grid.name if grid else sheet
        if sheet == "Settings" and number is None and grid is not None:
            number, attribute = self._setting_rows.get(attribute), "value"
        if number is None:
            return name, ""
        letter = (grid.letters.get(attribute) if grid else None) or "A"
        return name, f"{letter}{number}"

    @cached_property
    def _setting_rows(self) -> Mapping[str, int]:
        """Row of every setting that the workbook gives, by attribute."""
        lines = self.grids["Settings"].lines
        return {header_key(str(line.cells.get("name"))).replace(" ", "_"): line.number for line in lines if line.number is not None}


def _line(number: int | None, cells: dict[str, object]) -> Line:
    return Line(number, MappingProxyType(cells))


def _grid(name: str, letters: dict[str, str], lines: tuple[Line, ...]) -> Grid:
    return Grid(name, MappingProxyType(letters), lines)


def _book(grids: dict[str, Grid], source: str, sha256: str, faults: tuple[Fault, ...], warnings: tuple[Fault, ...]) -> Book:
    return Book(MappingProxyType(grids), source, sha256, faults, warnings)
