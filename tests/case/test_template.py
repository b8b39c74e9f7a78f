"""The template: complete, readable by the package itself, and the same bytes every time."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from resilience_opt.case.build import read_case
from resilience_opt.case.layout import columns_of
from resilience_opt.case.name_lists import LISTS, list_name, unions
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, TABLES, Settings
from resilience_opt.case.template import write_template
from resilience_opt.case.template_styles import NAVY, PALE
from resilience_opt.errors import InputError

Rows = dict[str, list[dict[str, object]]]

COLUMNS = [pytest.param(sheet, column, id=f"{sheet.SHEET}-{column.header}") for sheet in TABLES for column in sheet.columns()]

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
def blank(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("blank") / "new.xlsx"
    write_template(path)
    return load_workbook(path)


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


def validation(book: Workbook, sheet: type[Record], column: Column) -> DataValidation | None:
    """The validation of the first cell of a column, or of a setting's value."""
    cell = f"B{column_row(column)}" if sheet is Settings else book[sheet.SHEET].cell(2, position(sheet, column)).coordinate
    found = [rule for rule in book[sheet.SHEET].data_validations.dataValidation if cell in rule.sqref]
    assert len(found) <= 1
    return found[0] if found else None


def column_row(setting: Column) -> int:
    return Settings.columns().index(setting) + 2


def listed(book: Workbook, name: str) -> list[str]:
    """What a list of the sheet Lists offers, by the stored values."""
    sheet = book["Lists"]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == name)
    return [cell.value for cell in sheet[letter][2:] if cell.value]


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


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_every_cell_that_can_be_chosen_has_a_drop_down(blank: Workbook, sheet: type[Record], column: Column) -> None:
    """Choices, yes or no, countries, owners and declared names are offered as a list that reaches far below the table."""
    rule = validation(blank, sheet, column)
    if column.kind in ("choice", "yesno", "country", "owner", "refer"):
        assert rule is not None and rule.type == "list"
        assert f"{blank[sheet.SHEET].cell(1, position(sheet, column)).column_letter}2000" in rule.sqref
    if column.kind in ("choice", "yesno"):
        assert rule.formula1 == '"' + ",".join(column.words or ("yes", "no")) + '"'
        assert rule.showErrorMessage and rule.errorStyle in (None, "stop")
    if column.kind == "refer":
        assert rule.errorStyle == "warning", "a name may be declared later, so it never stops an entry"


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_numbers_are_bounded_as_the_schema_says(blank: Workbook, sheet: type[Record], column: Column) -> None:
    """Excel refuses a number out of the schema's bounds; a rate without an upper bound is doubted above 300%."""
    rule = validation(blank, sheet, column)
    if column.kind in ("number", "share", "whole"):
        assert rule is not None
        assert rule.type == ("whole" if column.kind == "whole" else "decimal")
        assert float(rule.formula1) == column.low
        upper = 3 if column.kind == "share" and column.high is None else column.high
        assert (float(rule.formula2) if rule.formula2 else None) == upper
        assert (rule.errorStyle == "warning") is (upper != column.high)
    if column.kind == "year":
        assert rule is not None and rule.type == "whole"


def test_drop_downs_refer_to_names_that_the_workbook_defines(blank: Workbook) -> None:
    """Every list_... in a validation is a defined name, and no formula or message is longer than Excel allows."""
    rules = [rule for sheet in blank.worksheets for rule in sheet.data_validations.dataValidation]
    words = {word for rule in rules for word in (rule.formula1 or "").replace("(", ",").replace(")", ",").strip("=").split(",")}
    wanted = {word.split("=")[-1] for word in words if "list_" in word}
    assert wanted and wanted <= set(blank.defined_names)
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
                value = row.get(column.header)
                book[sheet.SHEET].cell(number, position(sheet, column)).value = None if isinstance(value, tuple) else value
    book.save(typed)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "computed"), str(typed)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found, stored = (load_workbook(path, data_only=True)["Lists"] for path in (tmp_path / "computed" / "typed.xlsx", wanted))
    assert [[c.value or None for c in row] for row in found.iter_rows(max_row=40, max_col=stored.max_column)] == [
        [c.value or None for c in row] for row in stored.iter_rows(max_row=40)
    ]


def test_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the time nor the path is in the file."""
    write_template(tmp_path / "a.xlsx", RECORDS, "One")
    write_template(tmp_path / "b.xlsx", RECORDS, "One")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_text_is_never_a_formula_and_a_name_never_a_number(filled: Workbook) -> None:
    """What begins with = stays text, and 007 keeps its noughts, so that a planner's words cannot become something else."""
    assert [cell.coordinate for cell in cells(filled) if cell.data_type == "f"] == []
    suppliers = filled["Suppliers"]
    assert suppliers["D3"].value == "=1+1 is how the note begins" and suppliers["D3"].data_type == "s"
    assert suppliers["A3"].value == "007"
    assert suppliers.column_dimensions["A"].number_format == "@"


def test_values_are_written_as_their_column_wants() -> None:
    """Shares show as percentages, months with their unit, yes and no as words, and several names with semicolons."""
    from resilience_opt.case.template_styles import number_format

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
    rules = {column.header: validation(blank, Settings, column) for column in Settings.columns()}
    assert [name for name, rule in rules.items() if rule is not None and rule.type == "list"] == [
        "Base shortage allowed",
        "Default lane",
        "Model",
    ]


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
