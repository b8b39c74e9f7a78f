"""No plan: why, what to write into which cell instead, and a copy of the workbook with a repair made."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resilience_opt.command.outcome import Failure, Object

if TYPE_CHECKING:
    from resilience_opt.case.case import Case
    from resilience_opt.case.patch import Change as CellChange
    from resilience_opt.case.patch import NewRow
    from resilience_opt.command.solve import Request
    from resilience_opt.studies.repairs.repair import Change, Copy, Repair


def find(request: Request, case: Case) -> tuple[Repair, ...]:
    """The repairs of a case that has no plan, each tried."""
    from resilience_opt.studies.repairs.study import repairs
    from resilience_opt.studies.run import Options

    options = Options(request.model, request.gap, request.time_limit, request.engine, request.threads)
    quiet = request.quiet or not sys.stderr.isatty()
    return repairs(case, options, None if quiet else lambda words: print(words, file=sys.stderr))


def lines(case: Case, found: Sequence[Repair], book: Path) -> Iterator[str]:
    """The repairs for the terminal."""
    if not found:
        yield "no repair of a single kind gives a plan; ease several of these rows together"
        return
    yield "any one of these repairs gives a plan:"
    for number, repair in enumerate(found, start=1):
        first, *more = repair.lines(case)
        yield f"  {number}. {first}"
        yield from (f"   {line}" for line in more)
    yield f"a copy with repair K is written by: optimize {book} --repair K -o NEW.xlsx"


def objects(case: Case, found: Sequence[Repair]) -> list[Object]:
    """The repairs for JSON."""
    return [
        {
            "repair": number,
            "kind": repair.kind,
            "objective": repair.objective,
            "gives_up": repair.gives_up,
            "changes": [_object(case, change) for change in repair.changes],
        }
        for number, repair in enumerate(found, start=1)
    ]


def _object(case: Case, change: Change | Copy) -> Object:
    """A changed cell; or, where `row` is 'new', what a row of its own has: `column` is the header of `value`, `like` the row that it is else a copy of."""
    from resilience_opt.studies.repairs.repair import Copy

    sheet, cell = case.address(change.record, change.attribute)
    like = case.address(change.record)[1] if isinstance(change, Copy) else None
    new = isinstance(change, Copy) or (change.record is case.settings and not cell)
    return {
        "sheet": sheet,
        "row": "new" if new else "changed",
        "like": like,
        "cell": None if new else cell or None,
        "column": _header(change),
        "value": change.value,
        "words": change.words(case),
    }


def _header(change: Change | Copy) -> str:
    return next(c.header for c in type(change.record).columns() if c.attribute == change.attribute)


def write_report(case: Case, failure: Failure, found: Sequence[Repair], path: Path) -> Path:
    """The explanation as an Excel file."""
    import pandas as pd

    from resilience_opt.report.explanation import Explained, write_explanation

    rows = [
        (number, repair.kind, change.words(case), repair.gives_up, repair.objective)
        for number, repair in enumerate(found, start=1)
        for change in repair.changes
    ]
    return write_explanation(Explained(case, failure.faults, failure.counted, pd.DataFrame(rows, columns=["number", "kind", "change", "gives_up", "objective"])), path)


def write_copy(case: Case, repair: Repair, source: Path, target: Path) -> Path:
    """A copy of the workbook with a repair made; the source stays as it is.

    Raises
    ------
    InputError
        If a cell to be changed has no column in the workbook, or the copy would be the source.
    """
    from resilience_opt.case.patch import patched

    return patched(source, target, list(_cells(case, repair)))


def _cells(case: Case, repair: Repair) -> Iterator[CellChange | NewRow]:
    from resilience_opt.case.patch import Change as CellChange
    from resilience_opt.case.patch import NewRow
    from resilience_opt.errors import Fault, InputError
    from resilience_opt.studies.repairs.repair import Copy

    for change in repair.changes:
        record, value = change.record, ("yes" if change.value else "no") if isinstance(change.value, bool) else change.value
        sheet, cell = case.address(record, change.attribute)
        if record is case.settings and not cell:
            yield NewRow(sheet, _setting(case, change.attribute, value))
        elif record is not case.settings and change.attribute not in case.book.grids[record.SHEET].letters:
            header = next(c.header for c in type(record).columns() if c.attribute == change.attribute)
            raise InputError([Fault(sheet, "", f"there is no column {header} to write {value} into; add it and try again")])
        elif isinstance(change, Copy):
            yield NewRow(sheet, {**_row(case, record), _letters(cell): value})
        else:
            yield CellChange(sheet, cell, value)


def _row(case: Case, record: Any) -> Mapping[str, Any]:
    """The cells of a row by column letter, as the workbook has them."""
    found = {}
    line = next(line for line in case.book.grids[record.SHEET].lines if line.number == record.row)
    for attribute, value in line.cells.items():
        _, cell = case.address(record, attribute)
        if cell and isinstance(value, (str, int, float, bool)):
            found[_letters(cell)] = value
    return found


def _setting(case: Case, attribute: str, value: Any) -> Mapping[str, Any]:
    """A new row of Settings."""
    header = next(c.header for c in type(case.settings).columns() if c.attribute == attribute)
    letters = case.book.grids["Settings"].letters
    return {letters["name"]: header, letters["value"]: value}


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")
