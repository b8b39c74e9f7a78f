"""A copy of a planner's workbook in which a few cells hold other values, and everything else is as it was to the byte.

Charts, tables, drop-downs, notes, formats and what no program here knows of stay, because nothing is read and written anew: the new
values are put into the text of the worksheet, and every other part of the file is copied. The source is only read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from resilience_opt.case.container import read_container, refusal
from resilience_opt.case.layout import column_number
from resilience_opt.case.names import nearest
from resilience_opt.case.patch_cells import Put, put_values
from resilience_opt.case.patch_package import Package
from resilience_opt.case.patch_range import is_column, position
from resilience_opt.case.patch_rows import row_below
from resilience_opt.case.patch_sheet import NewSheet, add_sheet
from resilience_opt.case.patch_tables import grow, tables_of
from resilience_opt.case.patch_values import Value, objection
from resilience_opt.case.patch_workbook import compute_on_opening, forget_order_of_calculation, sheet_parts
from resilience_opt.case.whole import whole
from resilience_opt.errors import Fault, InputError


@dataclass(frozen=True)
class Change:
    """Another value for a cell.

    Attributes
    ----------
    sheet : str
        As the workbook spells it.
    cell : str
        Such as ``F5``.
    value : float, int, str, bool or None
        A share in a cell with a percentage is a fraction. None and '' leave the cell blank. Of several changes of a cell the last holds.
    """

    sheet: str
    cell: str
    value: Value


@dataclass(frozen=True)
class NewRow:
    """A row below the last one of a sheet that holds a value or a formula; it has the formats of the row above.

    An Excel Table that ends above it takes it in. What else the workbook says of a range of rows (drop-downs, rules of colour, a
    chart's data) keeps its range, and a column that the table computes stays blank.

    Attributes
    ----------
    sheet : str
        As the workbook spells it.
    values : mapping of str to value
        By column letter, at least one of them not blank.
    """

    sheet: str
    values: Mapping[str, Value]


def patched(source: str | Path, target: str | Path, changes: Sequence[Change | NewRow | NewSheet]) -> Path:
    """Write a copy of a workbook with these changes, made in their order.

    A cell keeps its format. One that held a formula holds the value instead, and Excel computes all others when it opens the copy;
    until then, and for any program that does not compute, they have the values that were stored in the source. The same source and
    changes give the same bytes.

    Parameters
    ----------
    source : str or Path
        An ``.xlsx``; it is only read.
    target : str or Path
        The copy. A file of that name is replaced, and only once the copy is whole; its folder is made where it is missing.
    changes : sequence of Change, NewRow or NewSheet
        New sheets are added when all else is done. Without any, the copy is the source to the byte.

    Returns
    -------
    Path
        The target.

    Raises
    ------
    InputError
        If the source is no workbook, the target is the source, or with every change that cannot be made: a sheet or cell that is
        not there, a value that no cell can hold, a cell inside a merged one or filled by another's formula, a table's header.
    """
    origin, path = Path(source), Path(target)
    if path.exists() and origin.exists() and os.path.samefile(origin, path):
        raise refusal("is not changed: the copy would take the place of the workbook itself; give the copy another name", origin.name)
    data = read_container(origin)
    with whole(path) as draft:
        draft.write_bytes(_changed(data, origin.name, changes) if changes else data)
    return path


def _changed(data: bytes, source: str, asked: Sequence[Change | NewRow | NewSheet]) -> bytes:
    """The file's bytes with the changes."""
    package = Package(data, source)
    changes = [change for change in asked if not isinstance(change, NewSheet)]
    parts = sheet_parts(package)
    faults = [fault for change in changes for fault in _faults(change, parts)]
    if faults:
        raise InputError(list(dict.fromkeys(faults)), source)
    lost = False
    for sheet in dict.fromkeys(change.sheet for change in changes):
        part = parts[sheet]
        assert part is not None, "checked above"
        try:
            lost = _apply(package, part, [change for change in changes if change.sheet == sheet]) or lost
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults, source)
    if lost:
        forget_order_of_calculation(package)
    for new in asked:
        if isinstance(new, NewSheet):
            add_sheet(package, new)
    compute_on_opening(package)
    return package.packed()


def _apply(package: Package, name: str, changes: Sequence[Change | NewRow]) -> bool:
    """Make the changes of one sheet in their order, those of cells that follow each other at once; whether a formula gave way to one."""
    lost = False
    for _, alike in groupby(changes, type):
        group = list(alike)
        if cells := [change for change in group if isinstance(change, Change)]:
            lost = _change(package, name, cells) or lost
        for row in group:
            if isinstance(row, NewRow):
                _append(package, name, row)
    return lost


def _change(package: Package, name: str, changes: Sequence[Change]) -> bool:
    puts = [Put(*_place(change.cell), _plain(change.value)) for change in changes]
    part, lost = put_values(package.part(name), changes[0].sheet, puts, tables_of(package, name))
    package.put(part)
    return lost


def _append(package: Package, name: str, row: NewRow) -> None:
    part, tables = package.part(name), tables_of(package, name)
    values = {column_number(letters.upper()): _plain(value) for letters, value in row.values.items()}
    puts, growing = row_below(part, row.sheet, {column: value for column, value in values.items() if value is not None}, tables)
    package.put(put_values(part, row.sheet, puts)[0])
    for table in growing:
        grow(package, table)


def _plain(value: Value) -> Value:
    """Nobody can type a text of no signs into a cell: it is a blank."""
    return None if value == "" else value


def _place(cell: str) -> tuple[int, int]:
    found = position(cell)
    assert found is not None, "checked before anything is changed"
    return found


def _faults(change: Change | NewRow, parts: Mapping[str, str | None]) -> Iterator[Fault]:
    """What is wrong with a change, whatever stands in the sheet."""
    if change.sheet not in parts:
        similar = nearest(change.sheet, parts)
        yield Fault(change.sheet, "", "the workbook has no sheet of this name" + (f"; did you mean '{similar}'?" if similar else ""))
    elif parts[change.sheet] is None:
        yield Fault(change.sheet, "", "the sheet has no cells: it is a chart or a macro")
    if isinstance(change, Change):
        values = {change.cell: change.value}
        if position(change.cell) is None:
            yield Fault(change.sheet, change.cell, f"'{change.cell}' is not the name of a cell, such as F5")
    else:
        values = dict(change.values)
        for letters in values:
            if not is_column(letters):
                yield Fault(change.sheet, "", f"'{letters}' is not the letter of a column, such as F")
        if not any(value is not None and value != "" for value in change.values.values()):
            yield Fault(change.sheet, "", "a new row needs at least one value")
    for where, value in values.items():
        if sentence := objection(value):
            yield Fault(change.sheet, where, sentence)
