"""Sheets and headers: what must be there, once, under which spelling; and what stands where no value is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl import Workbook

from resilience_opt.case.build import read_case
from resilience_opt.case.layout import columns_of
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, Settings
from tests.case.books import GOOD, briefly, faults, faults_in, in_memory, read, said, warnings, write
from tests.case.whole import whole

REQUIRED = [sheet for sheet in SHEETS if sheet.REQUIRED]
COLUMNS = [pytest.param(sheet, column, id=f"{sheet.SHEET}-{column.header}") for sheet in SHEETS for column in columns_of(sheet)]

FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"Demand": None}, ["Demand: the sheet is missing"]),
    ({"Demand": None, "Offers": None}, ["Offers: the sheet is missing", "Demand: the sheet is missing"]),
    ({"Settings": None, "Setings": GOOD["Settings"]}, ["Settings: the sheet is missing; did you mean 'Setings' to be it?"]),
    ({"Demand": [GOOD["Demand"][0]]}, ["Demand: the sheet has no rows"]),
    ({"Settings": [["Name", "Value"]]}, ["Settings: the sheet has no rows"]),
    ({"Offers": []}, ["Offers: the sheet is empty; it needs the columns Supplier, Material, Capacity and Unit cost"]),
    ({"Settings": []}, ["Settings: the sheet is empty; it needs the columns Name and Value"]),
    ({"Share_limits": GOOD["Share limits"]}, ["Share_limits: sheet Share limits is there twice, as 'Share limits' and as 'Share_limits'; keep one of them"]),
    ({"Price-Breaks ": [["a"]]}, ["Price-Breaks : sheet Price breaks is there twice, as 'Price_breaks' and as 'Price-Breaks '; keep one of them"]),
    ({"Offers!C1": "Capasity"}, ["Offers: column Capacity is missing; did you mean 'Capasity' in C1 to be it?"]),
    ({"Offers!C1": "Tonnes"}, ["Offers: column Capacity is missing"]),
    ({"Offers!C1": None}, ["Offers: column Capacity is missing"]),
    ({"Lanes": [["Origin", "Goal"], ["China", "*"]]}, ["Lanes: column From is missing", "Lanes: column To is missing"]),
    ({"Offers!E1": "Unit cost"}, ["Offers!E1: column Unit cost is there twice; the other one is in D1"]),
    ({"Offers!F1": "UNIT_COST"}, ["Offers!F1: column Unit cost is there twice; the other one is in D1"]),
    ({"Settings!A1": "Nam"}, ["Settings: column Name is missing; did you mean 'Nam' in A1 to be it?"]),
    ({"Settings!B1": "Val"}, ["Settings: column Value is missing; did you mean 'Val' in B1 to be it?"]),
    ({"Settings!A2": None}, ["Settings!A2: Name must be the name of a setting, but it is blank"]),
    ({"Settings!A2": "#REF!"}, ["Settings!A2: Name must be the name of a setting, but it is an error value (#REF!)"]),
    ({"Settings!A2": "Currency", "Settings!B2": "USD"}, ["Settings: First year is missing; add a row with this name and its value"]),
    ({"Settings!A2": "Frist year"}, ["Settings!A2: no setting is named 'Frist year'; did you mean 'First year'?"]),
    ({"Settings+": ["Colour", "red"]}, ["Settings!A5: no setting is named 'Colour'"]),
    ({"Settings+": ["FIRST-YEAR", 2027]}, ["Settings!A5: setting First year is there twice; the other one is in row 2"]),
    (
        {"Offers": [["Our offers"], [], *GOOD["Offers"]], "Lanes!D2": -1},
        ["Offers!A3: the headers stand in row 3, but must stand in row 1; delete the rows above them", "Lanes!D2: Tariff must be a share of at least 0, but it is -1"],
    ),
    ({"Scenarios": [["As of May"], *GOOD["Scenarios"]]}, ["Scenarios!A2: the headers stand in row 2, but must stand in row 1; delete the rows above them"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=briefly)
def test_fault(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """A sheet or a header that is wrong is told once, and brings about no other fault."""
    assert faults(tmp_path, changes) == expected


WARNINGS: list[tuple[dict[str, Any], list[str]]] = [
    ({"Offers!E1": "Stand by"}, ["Offers!E1: no column is named 'Stand by', so it is not read; did you mean 'Standby'?"]),
    ({"Offers!E1": "Unit costs"}, ["Offers!E1: no column is named 'Unit costs', so it is not read; did you mean 'Unit cost'?"]),
    ({"Offers!E1": "Colour"}, ["Offers!E1: no column is named 'Colour', so it is not read"]),
    ({"Offers!E1": 2026}, ["Offers!E1: no column is named '2026', so it is not read"]),
    ({"Groups!C1": "Since"}, ["Groups!C1: no column is named 'Since', so it is not read; known are Group, Member"]),
    ({"Offers!E1": None, "Offers!E3": 4}, ["Offers!E1: column E has no header, so what stands in it from row 3 on is not read"]),
    ({"Lanes": None, "Lane": GOOD["Lanes"]}, ["Lane: the sheet is not known and is not read; did you mean 'Lanes'?"]),
    ({"Data": [["Group", "Member"], ["A", "B"]], "Guide": [["Read me"]], "Offers (old)": GOOD["Offers"]}, []),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), WARNINGS, ids=briefly)
def test_warning(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """What is not read is said with the nearest known name, unless it is plainly the planner's own."""
    assert warnings(tmp_path, changes) == expected


@pytest.mark.parametrize("sheet", REQUIRED, ids=lambda sheet: sheet.SHEET)
def test_required_sheets(sheet: type[Record]) -> None:
    """Each of the four required sheets is missed, and no reference to what it would define is blamed."""
    book = whole()
    del book[sheet.SHEET]
    assert said(book) == [f"{sheet.SHEET}: the sheet is missing"]


def test_other_sheets_may_be_missing() -> None:
    """The four required sheets are a workbook."""
    required = {sheet.SHEET for sheet in REQUIRED}
    assert required == {"Offers", "Suppliers", "Demand", "Settings"}
    assert said({name: rows for name, rows in whole().items() if name in required}) == []


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_columns_missing_or_twice(sheet: type[Record], column: Column) -> None:
    """A required column is missed once and not in every row; no column may be there twice."""
    book = whole()
    position = [c.header for c in columns_of(sheet)].index(column.header)
    letter, last = chr(ord("A") + position), chr(ord("A") + len(columns_of(sheet)))
    book[sheet.SHEET][0].append(column.header.upper().replace(" ", "_"))
    assert said(book) == [f"{sheet.SHEET}!{last}1: column {column.header} is there twice; the other one is in {letter}1"]
    book[sheet.SHEET][0][position] = None
    book[sheet.SHEET][0][-1] = None
    if column.required or (sheet is Settings and column.header == "Value"):
        assert said(book) == [f"{sheet.SHEET}: column {column.header} is missing"]


@pytest.mark.parametrize(
    "spell",
    [
        str.upper,
        str.lower,
        str.title,
        lambda h: h.replace(" ", "_"),
        lambda h: h.replace(" ", "-"),
        lambda h: f" {h.replace(' ', chr(0xA0))}  ",
    ],
)
def test_headers_and_sheets_in_any_spelling(spell: Callable[[str], str]) -> None:
    """Case, spaces, underscores and hyphens do not count, neither in headers and sheets nor in the names of settings."""
    book = whole()
    spelled = {spell(name): [[spell(h) for h in rows[0]], *rows[1:]] for name, rows in book.items()}
    settings = spelled[spell("Settings")]
    settings[1:] = [[spell(row[0]), *row[1:]] for row in settings[1:]]
    plain, other = in_memory(book), in_memory(spelled)
    assert {sheet: grid.lines for sheet, grid in plain.grids.items() if sheet != "Settings"} == {
        s: g.lines for s, g in other.grids.items() if s != "Settings"
    }
    assert said(spelled) == []
    assert (other.faults, other.warnings) == ((), ())


def edited(tmp_path: Path, edit: Callable[[Workbook], Any]) -> Path:
    """The good book, edited in openpyxl."""
    book = openpyxl.load_workbook(write(tmp_path / "book.xlsx", GOOD))
    edit(book)
    book.save(tmp_path / "edited.xlsx")
    return tmp_path / "edited.xlsx"


@pytest.mark.parametrize(
    ("sheet", "area", "expected"),
    [
        ("Suppliers", "B2:B3", ["Suppliers!B3: Country must be a country, but it is inside the merged cell B2:B3; unmerge it and fill in every cell"]),
        ("Offers", "A2:F2", ["Offers!B2: Material must be a name, but it is inside the merged cell A2:F2; unmerge it and fill in every cell"]),
        ("Offers", "A2:A4", ["Offers!A3: Supplier must be a name, but it is inside the merged cell A2:A4; unmerge it and fill in every cell"]),
        ("Demand", "C2:D2", []),
        ("Offers", "A1:B1", ["Offers: column Material is missing"]),
    ],
)  # fmt: skip
def test_merged_cells(tmp_path: Path, sheet: str, area: str, expected: list[str]) -> None:
    """A merged cell has one value; what it covers only looks filled, and is told once. Blank cells may be merged."""
    assert faults_in(edited(tmp_path, lambda book: book[sheet].merge_cells(area))) == expected


def test_merged_cell_beyond_the_table(tmp_path: Path) -> None:
    """What a merged cell covers beside the table is no column without a header."""

    def merge(book: Workbook) -> None:
        book["Offers"]["F2"] = 0.1
        book["Offers"].merge_cells("F2:H2")

    assert [str(w) for w in read_case(edited(tmp_path, merge)).warnings] == []


def test_hidden_sheets_and_rows_are_read(tmp_path: Path) -> None:
    """What is hidden is part of the workbook: a hidden row of Demand must still be met."""

    def hide(book: Workbook) -> None:
        book["Offers"].sheet_state = "hidden"
        book["Demand"].sheet_state = "veryHidden"
        book["Lanes"].row_dimensions[2].hidden = True
        book["Lanes"].column_dimensions["D"].hidden = True

    assert read_case(edited(tmp_path, hide)) == read(tmp_path, {"Settings+": ["Title", "edited"]})


def test_blank_rows_and_columns_do_not_count(tmp_path: Path) -> None:
    """A gap in a table is skipped, and the rows after it keep their addresses."""
    header, *rows = GOOD["Offers"]
    gapped = [[*header[:2], None, *header[2:]], [], *[[*row[:2], "", *row[2:]] for row in rows], ["  ", "\u00a0"], []]
    case = read(tmp_path, {"Offers": gapped})
    assert case == read(tmp_path, {})
    assert case.cell(case.offers[0], "capacity") == "Offers!D3"


def test_sheet_of_charts_is_passed_over(tmp_path: Path) -> None:
    """A chart on a sheet of its own, before the tables, moves none of them."""
    with xlsxwriter.Workbook(str(tmp_path / "book.xlsx")) as out:
        chart = out.add_chart({"type": "bar"})
        chart.add_series({"values": "=Offers!$C$2:$C$4"})
        out.add_chartsheet("Chart").set_chart(chart)
        for name, rows in GOOD.items():
            page = out.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    charted = read_case(tmp_path / "book.xlsx")
    assert charted == read(tmp_path, {})
