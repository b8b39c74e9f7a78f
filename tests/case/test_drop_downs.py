"""The template's drop-downs and bounds: what Excel offers, doubts and refuses."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from resilience_opt.case.name_lists import LISTS, list_name, unions
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, TABLES
from resilience_opt.case.template import write_template

CHOSEN = ("choice", "yesno", "country", "owner", "refer")
NUMBERS = ("number", "share", "whole", "year")

#: Names of every sort, some of them twice.
RECORDS: dict[str, list[dict[str, object]]] = {
    "Groups": [{"Group": "Allies", "Member": "Japan"}, {"Group": "allies", "Member": "Aster"}],
    "Suppliers": [{"Supplier": "Aster", "Country": "China", "Owner": "Japan"}, {"Supplier": "007", "Country": "Japan"}],
    "Offers": [{"Supplier": "Aster", "Material": "Gallium"}, {"Supplier": "007", "Material": "Gallium"}],
    "Markets": [{"Market": "Japan"}],
    "Demand": [{"Market": "Japan", "Material": "Gallium", "Priority": "Defence"}, {"Market": "Japan", "Material": "Zinc"}],
    "Lanes": [{"From": "*", "To": "abroad", "Corridor": "East China Sea"}],
    "Stockpiles": [{"Stockpile": "Kobe", "Material": "Gallium", "Country": "Japan"}],
    "Scenarios": [{"Scenario": "Ban", "Probability": 0.02}],
}


def columns(kinds: tuple[str, ...]) -> list[tuple[type[Record], Column]]:
    """Sheet and column of every column of these kinds."""
    return [(sheet, column) for sheet in TABLES for column in sheet.columns() if column.kind in kinds]


@pytest.fixture(scope="module")
def filled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "filled.xlsx"
    write_template(path, RECORDS)
    return path


def position(sheet: type[Record], column: Column) -> int:
    return sheet.columns().index(column) + 1


def validation(book: Workbook, sheet: type[Record], column: Column) -> DataValidation:
    """The only validation of a column's first cell."""
    cell = book[sheet.SHEET].cell(2, position(sheet, column)).coordinate
    (found,) = (rule for rule in book[sheet.SHEET].data_validations.dataValidation if cell in rule.sqref)
    return found


def listed(book: Workbook, name: str) -> list[str]:
    """What a list of the sheet Lists offers, by the stored values."""
    sheet = book["Lists"]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == name)
    return [cell.value for cell in sheet[letter][2:] if cell.value]


@pytest.mark.parametrize(("sheet", "column"), columns(CHOSEN))
def test_every_cell_that_can_be_chosen_has_a_drop_down(blank: Workbook, sheet: type[Record], column: Column) -> None:
    """Choices, yes or no, countries, owners and declared names are offered as a list that reaches far below the table."""
    rule = validation(blank, sheet, column)
    assert rule.type == "list"
    assert f"{blank[sheet.SHEET].cell(1, position(sheet, column)).column_letter}2000" in rule.sqref
    if column.kind in ("choice", "yesno"):
        assert rule.formula1 == '"' + ",".join(column.words or ("yes", "no")) + '"'
        assert rule.showErrorMessage
        assert rule.errorStyle in (None, "stop")
    if column.kind == "refer":
        assert rule.errorStyle == "warning", "a name may be declared later, so it never stops an entry"


@pytest.mark.parametrize(("sheet", "column"), columns(NUMBERS))
def test_numbers_are_bounded_as_the_schema_says(blank: Workbook, sheet: type[Record], column: Column) -> None:
    """Excel refuses a number out of the schema's bounds; a rate without an upper bound is doubted above 300%."""
    rule = validation(blank, sheet, column)
    assert rule.type == ("decimal" if column.kind in ("number", "share") else "whole")
    if column.kind == "year":
        assert (rule.formula1, rule.formula2, rule.errorStyle) == ("1900", "2300", "warning")
        return
    upper = 3 if column.kind == "share" and column.high is None else column.high
    assert float(rule.formula1) == column.low
    assert (float(rule.formula2) if rule.formula2 else None) == upper
    assert (rule.errorStyle == "warning") is (upper != column.high)


def test_drop_downs_refer_to_names_that_the_workbook_defines(blank: Workbook) -> None:
    """Every list_... in a validation is a defined name, and no formula or message is longer than Excel allows."""
    rules = [rule for sheet in blank.worksheets for rule in sheet.data_validations.dataValidation]
    words = {word for rule in rules for word in (rule.formula1 or "").replace("(", ",").replace(")", ",").strip("=").split(",")}
    wanted = {word.split("=")[-1] for word in words if "list_" in word}
    assert wanted
    assert wanted <= set(blank.defined_names)
    assert max(len(rule.formula1 or "") for rule in rules) <= 255
    assert max(len(rule.error or "") for rule in rules) <= 255
    assert max(len(rule.errorTitle or "") for rule in rules) <= 32


def test_lists_are_made_of_columns_that_exist_and_serve_every_reference() -> None:
    """Each list's sources are columns of the schema, and each referring column has a list of its own name."""
    headers = {(sheet.SHEET, column.header) for sheet in SHEETS for column in sheet.columns()}
    named = {names.name for names in LISTS} | {union.name for union in unions()}
    assert {(s.sheet, s.header) for names in LISTS for s in names.sources if s.sheet} <= headers
    assert len(named) == len(LISTS) + len(unions())
    referring = [c for sheet in SHEETS for c in sheet.columns() if c.kind == "refer" and c.to != ("target",)]
    assert {list_name(column) for column in referring} <= named


def test_lists_offer_words_and_the_names_declared(filled_path: Path) -> None:
    """A drop-down offers its special words, then what the sheets declare, each once, a market before its country."""
    book = load_workbook(filled_path, data_only=True)
    by_header = {(sheet.SHEET, column.header): list_name(column) or "" for sheet in TABLES for column in sheet.columns()}
    offered = {where: listed(book, name) for where, name in by_header.items() if name}
    assert offered["Offers", "Supplier"] == ["Aster", "007"]
    assert offered["Lanes", "From"] == ["*", "Aster", "007", "China", "Japan", "Allies"]
    assert offered["Lanes", "To"] == ["abroad", "*", "Japan", "Kobe", "Aster", "007", "China", "Allies"]
    assert offered["Survival", "Scenario"] == ["attack", "Ban"]
    assert offered["Survival", "Priority"] == ["Defence"]
    assert offered["Share limits", "Group"][:5] == ["each country", "each foreign country", "each owner", "each supplier", "Allies"]
    assert offered["Suppliers", "Owner"] == ["Japan", "China"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice to compute the formulas")
def test_lists_grow_when_the_tables_do(tmp_path: Path) -> None:
    """Names typed into a blank template reach the drop-downs: the formulas compute what the template stored for records."""
    blank, typed, wanted = tmp_path / "blank.xlsx", tmp_path / "typed.xlsx", tmp_path / "wanted.xlsx"
    write_template(blank)
    write_template(wanted, RECORDS)
    book = load_workbook(blank)  # openpyxl drops all stored values, so that everything must be computed
    for sheet in TABLES:
        for number, row in enumerate(RECORDS.get(sheet.SHEET, []), start=2):
            for column in sheet.columns():
                book[sheet.SHEET].cell(number, position(sheet, column)).value = row.get(column.header)
    book.save(typed)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "computed"), str(typed)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found, stored = (load_workbook(path, data_only=True)["Lists"] for path in (tmp_path / "computed" / "typed.xlsx", wanted))
    assert [[c.value or None for c in row] for row in found.iter_rows(max_row=40, max_col=stored.max_column)] == [
        [c.value or None for c in row] for row in stored.iter_rows(max_row=40)
    ]
