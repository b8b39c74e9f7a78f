"""A sheet of its own added to a planner's workbook: in its place, with formulas, and everything else as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from resilience_opt.case.build import read_case
from resilience_opt.case.patch import Change, patched
from resilience_opt.case.patch_columns import free_columns
from resilience_opt.case.patch_sheet import Formula, NewSheet, reference
from resilience_opt.errors import InputError
from tests.case.patching import rich

ROWS = [("Name", "Value"), ("=not a formula", 0.1 + 0.2), ("& < > \"'", True), ("_x0041_", None), ("looks", Formula(reference("Offers", "C2"), 400))]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A workbook with tables, drop-downs, notes and a sheet with a chart."""
    return rich(tmp_path / "in" / "book.xlsx")


def test_what_it_holds(source: Path, tmp_path: Path) -> None:
    """Values and texts are as given, a text that looks like a formula is none, and a formula has its stored value."""
    target = patched(source, tmp_path / "out.xlsx", [NewSheet("Told", ROWS, (20, 10))])
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [*openpyxl.load_workbook(source).sheetnames, "Told"]
    rows = list(book["Told"].iter_rows(values_only=True))
    assert rows == [("Name", "Value"), ("=not a formula", 0.1 + 0.2), ("& < > \"'", True), ("_x0041_", None), ("looks", "='Offers'!C2")]
    assert book["Told"]["A2"].data_type == "s" and book["Told"]["B5"].data_type == "f"
    assert openpyxl.load_workbook(target, data_only=True)["Told"]["B5"].value == 400


def test_everything_else_stays(source: Path, tmp_path: Path) -> None:
    """Of the other parts only the lists of sheets, of parts and of types are others; the case is the same; the same content gives the same bytes."""
    target = patched(source, tmp_path / "out" / source.name, [NewSheet("Told", ROWS)])
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
        assert len(new.namelist()) == len(old.namelist()) + 1
    assert read_case(target) == read_case(source)
    assert patched(source, tmp_path / "again.xlsx", [NewSheet("Told", ROWS)]).read_bytes() == target.read_bytes()


def test_several_in_one_workbook(source: Path, tmp_path: Path) -> None:
    """One sheet after the other, with changes of cells beside them."""
    first = patched(source, tmp_path / "one.xlsx", [NewSheet("Told", ROWS), Change("Offers", "C2", 401)])
    second = patched(first, tmp_path / "two.xlsx", [NewSheet("Planner's", [("a",)])])
    book = openpyxl.load_workbook(second)
    assert book.sheetnames[-2:] == ["Told", "Planner's"] and book["Planner's"]["A1"].value == "a"
    assert book["Offers"]["C2"].value == 401


@pytest.mark.parametrize("name", ["", "a" * 32, "what?", "'quoted'", "OFFERS"])
def test_names_that_no_sheet_can_have(name: str, source: Path, tmp_path: Path) -> None:
    """A name that Excel would not take, or that is taken, is refused, and nothing is written."""
    with pytest.raises(InputError, match="sheet"):
        patched(source, tmp_path / "out.xlsx", [NewSheet(name, ROWS)])
    assert not (tmp_path / "out.xlsx").exists()


def test_a_free_column(source: Path) -> None:
    """The first column to the right of every cell and table of a sheet."""
    widest = openpyxl.load_workbook(source)["Offers"].max_column
    assert next(free_columns(source, "Offers")) == openpyxl.utils.get_column_letter(widest + 1)
