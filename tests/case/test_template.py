"""The template: complete, readable by the package itself, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from resilience_opt.case.build import read_case
from resilience_opt.case.layout import columns_of
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, TABLES, Settings
from resilience_opt.case.template import write_template
from resilience_opt.case.template_styles import NAVY, PALE, number_format
from resilience_opt.errors import InputError

Rows = dict[str, list[dict[str, object]]]

COLUMNS = [(sheet, column) for sheet in TABLES for column in sheet.columns()]

#: A small case that uses a word, a name and a number in most kinds of column.
RECORDS: Rows = {
    "Settings": [{"Name": "First year", "Value": 2027, "Note": "when the law begins"}, {"Name": "Base shortage allowed", "Value": True}],
    "Materials": [{"Material": "Gallium", "Unit": "kg", "Price": 300.5}],
    "Groups": [{"Group": "Allies", "Member": "Japan"}, {"Group": "Allies", "Member": "Aster"}],
    "Suppliers": [
        {"Supplier": "Aster", "Country": "China", "Owner": "Japan"},
        {"Supplier": "007", "Country": "Japan", "Note": "=1+1 is how the note begins"},
    ],
    "Offers": [
        {
            "Supplier": "Aster",
            "Material": "Gallium",
            "Capacity": 100,
            "Unit cost": 250.25,
            "Qualified": False,
            "Standby": 0.1,
            "Fixed cost": 7,
        },
        {"Supplier": "007", "Material": "Gallium", "Capacity": 100, "Unit cost": 280},
    ],
    "Markets": [{"Market": "Japan"}],
    "Demand": [{"Market": "Japan", "Material": "Gallium", "Priority": "Defence", "Quantity": 50, "Shortage cost": 9000}],
    "Lanes": [{"From": "*", "To": "abroad", "Lead months": 2, "Corridor": "East China Sea", "Tariff": 0.05}],
    "Stockpiles": [
        {
            "Stockpile": "Kobe",
            "Material": "Gallium",
            "Country": "Japan",
            "Maximum level": 30,
            "Serves": ("Japan", "Allies"),
            "Holding cost": 1,
        }
    ],
    "Share limits": [{"Group": "each country", "Maximum": 0.9}],
    "Scenarios": [{"Scenario": "Ban", "Probability": 0.02}],
    "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 3}],
    "Survival": [{"Scenario": "Ban", "Market": "Japan", "Months": 3, "Service level": 0.8}],
}


@pytest.fixture(scope="module")
def filled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "filled.xlsx"
    write_template(path, RECORDS, "Gallium for Japan")
    return path


@pytest.fixture(scope="module")
def filled(filled_path: Path) -> Workbook:
    return load_workbook(filled_path)


def position(sheet: type[Record], column: Column) -> int:
    return columns_of(sheet).index(column) + 1


def cells(book: Workbook) -> Iterator[Any]:
    for sheet in book.worksheets:
        if sheet.title != "Lists":
            yield from (cell for row in sheet.iter_rows() for cell in row)


def test_sheets_follow_the_guide_in_the_schemas_order(blank: Workbook) -> None:
    """The guide is first, then a sheet for every record type, and what feeds the drop-downs is hidden at the end."""
    assert blank.sheetnames == ["Guide", *(sheet.SHEET for sheet in SHEETS), "Lists"]
    assert [s.title for s in blank.worksheets if s.sheet_state != "visible"] == ["Lists"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.SHEET)
def test_headers_are_exactly_the_schemas_in_a_table(blank: Workbook, sheet: type[Record]) -> None:
    """Row 1 holds the schema's headers and nothing else, in a table that is named after the sheet."""
    page: Worksheet = blank[sheet.SHEET]
    assert [cell.value for cell in page[1]] == [column.header for column in columns_of(sheet)]
    assert list(page.tables) == [sheet.SHEET.replace(" ", "_")]
    assert page.freeze_panes is not None
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0), "one page wide, which a file need not say"
    assert page.print_title_rows == "$1:$1"


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_header_tells_required_by_colour_and_the_rest_in_its_note(blank: Workbook, sheet: type[Record], column: Column) -> None:
    """A planner sees by colour what is required, and reads meaning and blank in the header's note."""
    cell = blank[sheet.SHEET].cell(1, position(sheet, column))
    assert cell.fill.fgColor.rgb == "FF" + (NAVY if column.required else PALE).removeprefix("#")
    assert column.meaning.replace("`", "'") in cell.comment.text
    assert ("Required." in cell.comment.text) is column.required
    assert ("Blank:" in cell.comment.text) is not column.required
    assert ("Unit:" in cell.comment.text) is bool(column.unit)


def test_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the time nor the path is in the file."""
    write_template(tmp_path / "a.xlsx", RECORDS, "One")
    write_template(tmp_path / "b.xlsx", RECORDS, "One")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_text_is_never_a_formula_and_a_name_never_a_number(filled: Workbook) -> None:
    """What begins with = stays text, and 007 keeps its noughts, so that a planner's words cannot become something else."""
    assert [cell.coordinate for cell in cells(filled) if cell.data_type == "f"] == []
    suppliers = filled["Suppliers"]
    assert suppliers["D3"].value == "=1+1 is how the note begins"
    assert suppliers["D3"].data_type == "s"
    assert suppliers["A3"].value == "007"
    assert suppliers.column_dimensions["A"].number_format == "@"


def test_values_are_written_as_their_column_wants() -> None:
    """Shares show as percentages, months with their unit, yes and no as words, and several names with semicolons."""
    formats = {(s.SHEET, c.header): number_format(c) for s in SHEETS for c in s.columns()}
    assert formats["Offers", "Standby"] == "0.0%"
    assert formats["Scenarios", "Probability"] == "0.00%"
    assert formats["Lanes", "Lead months"] == '[=1]0" month";0" months"'
    assert formats["Demand", "Year"] == "0"
    assert formats["Suppliers", "Supplier"] == "@"


def test_records_are_read_back_as_they_were_given(filled_path: Path) -> None:
    """The package's own reader finds every record in the filled template, and no fault."""
    case = read_case(filled_path)
    assert (case.settings.title, case.settings.first_year, case.settings.base_shortage_allowed) == ("Gallium for Japan", 2027, True)
    assert [(o.supplier, o.unit_cost, o.qualified, o.standby) for o in case.offers] == [
        ("Aster", 250.25, False, 0.1),
        ("007", 280.0, True, 0.0),
    ]
    assert case.stockpiles[0].serves == ("Japan", "Allies")
    assert (case.lanes[0].from_, case.lanes[0].to, case.lanes[0].lead_months, case.lanes[0].tariff) == ("*", "abroad", 2, 0.05)
    assert [case.cell(offer, "unit_cost") for offer in case.offers] == ["Offers!D2", "Offers!D3"]


def test_blank_template_has_only_faults_of_what_is_missing(tmp_path: Path) -> None:
    """Reading a template that nobody has filled in says what must be filled in, and nothing else."""
    write_template(tmp_path / "new.xlsx")
    with pytest.raises(InputError) as caught:
        read_case(tmp_path / "new.xlsx")
    assert caught.value.faults
    assert [fault for fault in caught.value.faults if "blank" not in fault.message and "no row" not in fault.message] == []
    assert "Settings!B4" in [fault.where for fault in caught.value.faults]


def test_settings_show_every_setting_with_its_default(blank: Workbook) -> None:
    """Each setting has a row with the value that holds; a value that must be given is blank."""
    page = blank["Settings"]
    shown = {page.cell(n, 1).value: page.cell(n, 2).value for n in range(2, len(Settings.columns()) + 2)}
    assert list(shown) == [column.header for column in Settings.columns()]
    assert (shown["Currency"], shown["Crisis months"], shown["CVaR level"], shown["Base shortage allowed"]) == ("USD", 12, 0.95, "no")
    assert [name for name, value in shown.items() if value is None] == [
        "Title",
        "First year",
        "Last year",
        "Risk aversion",
        "Attack budget",
    ]
    assert all(page.cell(n, 3).value and page.cell(n, 1).comment for n in range(2, len(Settings.columns()) + 2))
    lists = [rule.sqref.ranges for rule in page.data_validations.dataValidation if rule.type == "list"]
    chosen = {page.cell(area.min_row, 1).value for ranges in lists for area in ranges}
    assert chosen == {"Base shortage allowed", "Default lane", "Model"}


def test_guide_links_to_every_sheet_and_says_which_are_required(blank: Workbook) -> None:
    """The guide is an index: a link, required or optional, and the schema's sentence for each sheet."""
    guide = blank["Guide"]
    links = {cell.value: cell.hyperlink.location for row in guide.iter_rows() for cell in row if cell.hyperlink}
    kinds = {row[1].value: row[2].value for row in guide.iter_rows(max_col=4) if row[1].hyperlink}
    texts = {row[1].value: row[3].value for row in guide.iter_rows(max_col=4) if row[1].hyperlink}
    assert links == {sheet.SHEET: f"'{sheet.SHEET}'!A1" for sheet in SHEETS}
    assert {name for name, kind in kinds.items() if kind == "required"} == {sheet.SHEET for sheet in SHEETS if sheet.REQUIRED}
    assert all(texts[sheet.SHEET] == sheet.MEANING.replace("`", "'") for sheet in SHEETS)
    assert list(kinds)[: sum(kind == "required" for kind in kinds.values())] == ["Settings", "Suppliers", "Offers", "Demand"]


def test_records_for_unknown_places_are_refused_together(tmp_path: Path) -> None:
    """A mistyped sheet, column and setting are told at once, each with the nearest known one, and nothing is written."""
    wrong: Rows = {"Ofers": [], "Suppliers": [{"Suplier": "Aster"}], "Settings": [{"Name": "Curency", "Value": "EUR"}]}
    with pytest.raises(InputError) as caught:
        write_template(tmp_path / "new.xlsx", wrong)
    assert [str(fault) for fault in caught.value.faults] == [
        "Ofers: no sheet is named 'Ofers'; did you mean 'Offers'?",
        "Suppliers: no column is named 'Suplier'; did you mean 'Supplier'?",
        "Settings: no setting is named 'Curency'; did you mean 'Currency'?",
    ]
    assert list(tmp_path.iterdir()) == []


def test_headers_of_records_are_matched_as_a_workbooks_are(tmp_path: Path) -> None:
    """Case, underscores and hyphens do not count, so that attribute names serve as headers."""
    write_template(tmp_path / "a.xlsx", {"Lanes": [{"From": "*", "To": "*", "Lead months": 1}]})
    write_template(tmp_path / "b.xlsx", {"lanes": [{"from_": "*", "TO": "*", "lead_months": 1}]})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_file_that_was_there_survives_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file replaces the old one whole or not at all, and leaves no draft behind."""
    path = tmp_path / "new.xlsx"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_template(path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["new.xlsx"]
