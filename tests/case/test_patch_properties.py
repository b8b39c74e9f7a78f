"""What holds of any cells and any values: they are there and nothing else has changed, in one go or in several, and back again."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_opt.case.layout import column_letter
from resilience_opt.case.patch import Change, NewRow, patched
from resilience_opt.errors import InputError
from tests.case.books import GOOD
from tests.case.patching import all_values, bare, parts_of, rich, worksheet

FEW = {sheet: GOOD[sheet] for sheet in ("Settings", "Offers")}  #: with the sheet Pictures, which has formulas
SHEET_PARTS = {"Settings": "xl/worksheets/sheet1.xml", "Offers": "xl/worksheets/sheet2.xml", "Pictures": "xl/worksheets/sheet3.xml"}
FORMULAS = {"B1", "B2"}  #: of Pictures
_NUMBERS = count()

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=12).filter(
    lambda text: not any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text)
)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), TEXTS)
CELLS = st.builds(lambda row, column: f"{column_letter(column)}{row}", st.integers(2, 12), st.integers(1, 30))  #: below all headers
CHANGES = st.builds(Change, st.sampled_from(sorted(SHEET_PARTS)), CELLS, VALUES)
FILLED = st.dictionaries(st.sampled_from("ABCDEFGH"), VALUES, min_size=1).filter(lambda row: any(v not in (None, "") for v in row.values()))
ROWS = st.builds(NewRow, st.sampled_from(sorted(SHEET_PARTS)), FILLED)
many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with tables, a chart, notes, drop-downs and formulas."""
    return rich(tmp_path_factory.mktemp("source") / "book.xlsx", FEW)


def copy_of(source: Path, changes: Sequence[Change | NewRow]) -> Path:
    return patched(source, source.parent / f"copy-{next(_NUMBERS)}.xlsx", changes)


def with_changes(old: dict[str, dict[str, Any]], changes: Sequence[Change]) -> dict[str, dict[str, Any]]:
    """The cells as they should be read back."""
    new = {sheet: dict(cells) for sheet, cells in old.items()}
    for change in changes:
        new[change.sheet][change.cell] = change.value
    return {sheet: {cell: value for cell, value in cells.items() if value is not None and value != ""} for sheet, cells in new.items()}


def typed(cells: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str, Any]]:
    """Cells with the kind of their value: True is not 1, and 1 is not '1', but 1.0 is 1."""
    for sheet, found in sorted(cells.items()):
        for cell, value in sorted(found.items()):
            yield sheet, cell, "number" if type(value) in (int, float) else type(value).__name__, value


@many
@given(changes=st.lists(CHANGES, min_size=1, max_size=12))
def test_the_values_are_there_and_nothing_else_has_changed(source: Path, changes: list[Change]) -> None:
    """Of every other part each byte is the same, and in the sheets each other cell."""
    copy = copy_of(source, changes)
    assert list(typed(all_values(copy))) == list(typed(with_changes(all_values(source), changes)))
    before, after = parts_of(source), parts_of(copy)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= {SHEET_PARTS[change.sheet] for change in changes}


@many
@given(first=st.lists(st.one_of(CHANGES, ROWS), max_size=6), second=st.lists(st.one_of(CHANGES, ROWS), max_size=6))
def test_twice_is_once_with_both(source: Path, first: list[Change | NewRow], second: list[Change | NewRow]) -> None:
    """Every cell has the same value, new rows included; a cell that was written and blanked again stays behind without one."""
    assert list(typed(all_values(copy_of(copy_of(source, first), second)))) == list(typed(all_values(copy_of(source, [*first, *second]))))


@many
@given(changes=st.lists(CHANGES, min_size=1, max_size=12))
def test_there_and_back(source: Path, changes: list[Change]) -> None:
    """With the old values put back every cell has its old value; a formula that gave way is put back by a person."""
    old = all_values(source)
    kept = [c for c in changes if not (c.sheet == "Pictures" and c.cell in FORMULAS)] or [Change("Offers", "C2", None)]
    back = copy_of(copy_of(source, kept), [Change(c.sheet, c.cell, old[c.sheet].get(c.cell)) for c in kept])
    assert list(typed(all_values(back))) == list(typed(old))


@many
@given(data=st.data())
def test_cells_in_any_state_of_the_sheet(data: st.DataObject, source: Path) -> None:
    """Rows and cells with and without addresses, blank, closed in themselves or missing, in sheets written by hand."""
    lines, old = [], dict[str, Any]()
    row = 0
    for _ in range(data.draw(st.integers(0, 4))):
        row += data.draw(st.integers(1, 3))
        cells, column = [], 0
        for _ in range(data.draw(st.integers(0, 3))):
            step = data.draw(st.integers(1, 3))
            column += step
            told = f' r="{column_letter(column)}{row}"' if step > 1 or data.draw(st.booleans()) else ""
            value = data.draw(st.one_of(st.none(), st.integers(0, 99)))
            cells.append(f"<c{told}/>" if value is None else f"<c{told}><v>{value}</v></c>")
            old |= {} if value is None else {f"{column_letter(column)}{row}": value}
        lines.append(f'<row r="{row}">{"".join(cells)}</row>')
    path = bare(source.parent / "bare.xlsx", worksheet("".join(lines)))
    new = data.draw(st.dictionaries(CELLS, VALUES, min_size=1, max_size=8))
    copy = copy_of(path, [Change("Data", cell, value) for cell, value in new.items()])
    assert list(typed(all_values(copy))) == list(
        typed(with_changes({"Data": old}, [Change("Data", cell, value) for cell, value in new.items()]))
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_spoilt_workbook_is_refused_or_patched(data: st.DataObject, source: Path) -> None:
    """Bytes knocked out of any part of it lead to a sentence, or do not matter; never to another error, and never to half a copy."""
    parts = parts_of(source)
    name = data.draw(st.sampled_from(sorted(n for n in parts if n.endswith((".xml", ".rels")))))
    start = data.draw(st.integers(0, len(parts[name]) - 1))
    parts[name] = parts[name][:start] + data.draw(st.binary(max_size=3)) + parts[name][start + data.draw(st.integers(0, 9)) :]
    path, target = source.parent / "spoilt.xlsx", source.parent / "spoilt-copy.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    target.unlink(missing_ok=True)
    try:
        patched(path, target, [Change("Offers", "C2", 1), NewRow("Offers", {"A": "x"}), Change("Pictures", "B1", 2)])
    except InputError as error:
        assert error.faults and not target.exists()
    else:
        assert list(parts_of(target)) == list(parts)
