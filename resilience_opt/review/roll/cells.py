"""What moves, as changes of cells: a value where there is a column, and a column where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resilience_opt.case.case import Case
from resilience_opt.case.patch import Change
from resilience_opt.case.patch_columns import free_columns
from resilience_opt.review.roll.moves import Move, written


@dataclass(frozen=True)
class Moved:
    """A move and its cell.

    Attributes
    ----------
    move : Move
    sheet, cell : where it stands, in the old workbook and in the new one
    header : of its column; the name of a setting
    before, after : what stood there and what stands there now; None where it is blank
    """

    move: Move
    sheet: str
    cell: str
    header: str
    before: Any
    after: Any


class Cells:
    """Finds the cells of moves in a workbook; a column that is missing is added at the right."""

    def __init__(self, case: Case, source: Path) -> None:
        self._case, self._source = case, source
        self._free: dict[str, Iterator[str]] = {}
        self._letters: dict[tuple[str, str], str] = {}
        self.headers: list[Change] = []
        self._settings = max((line.number or 0 for line in case.book.grids["Settings"].lines), default=1)

    def of(self, moves: Iterable[Move]) -> list[Moved]:
        """Each move with its cell."""
        return [found for move in moves if (found := self._of(move)) is not None]

    def _of(self, move: Move) -> Moved | None:
        after = ("yes" if move.value else "no") if isinstance(move.value, bool) else move.value
        header = next(c.header for c in type(move.record).columns() if c.attribute == move.attribute)
        sheet, cell = self._case.address(move.record, move.attribute)
        if move.record is self._case.settings:
            before = getattr(self._case.settings, move.attribute) if cell else None
            return Moved(move, sheet, cell or self._new_setting(sheet, header), header, before, after)
        if move.attribute not in self._case.book.grids[move.record.SHEET].letters:
            if after is None:
                return None
            cell = f"{self._new_column(sheet, header)}{move.record.row}"
        return Moved(move, sheet, cell, header, written(self._case, move.record, move.attribute), after)

    def _new_column(self, sheet: str, header: str) -> str:
        if (sheet, header) not in self._letters:
            letter = next(self._free.setdefault(sheet, free_columns(self._source, sheet)))
            self._letters[sheet, header] = letter
            self.headers.append(Change(sheet, f"{letter}1", header))
        return self._letters[sheet, header]

    def _new_setting(self, sheet: str, header: str) -> str:
        """The cell of the value of a setting that the workbook does not name yet, below the others."""
        letters = self._case.book.grids["Settings"].letters
        self._settings += 1
        self.headers.append(Change(sheet, f"{letters['name']}{self._settings}", header))
        return f"{letters['value']}{self._settings}"
