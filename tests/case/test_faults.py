"""Every fault and warning of the workbook, each with its cell and its sentence."""

from __future__ import annotations

import copy
import hashlib
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from resilience_opt.case.build import read_case
from resilience_opt.case.case import Case
from resilience_opt.errors import InputError

Sheets = dict[str, list[list[Any]]]

GOOD: Sheets = {
    "Settings": [["Name", "Value"], ["First year", 2026], ["Last year", 2028], ["Crisis months", 6]],
    "Materials": [["Material", "Price"], ["Gallium", 500], ["Wafer", 900]],
    "Groups": [["Group", "Member"], ["Bloc", "China"], ["Bloc", "Dowa"]],
    "Suppliers": [["Supplier", "Country", "Owner"], ["Chalco", "China", None], ["Dowa", "JP", "Dowa Holdings"], ["Fab", "South Korea", None]],
    "Offers": [
        ["Supplier", "Material", "Capacity", "Unit cost", "Standby", "Surge"],
        ["Chalco", "Gallium", 100, 300, None, None],
        ["Dowa", "Gallium", 50, 400, None, None],
        ["Fab", "Wafer", 60, 100, None, None],
    ],
    "Price_breaks": [["Supplier", "Material", "From quantity", "Unit cost", "Kind"], ["Chalco", "Gallium", 50, 250, None]],
    "Recipes": [["Output", "Input", "Quantity", "Supplier"], ["Wafer", "Gallium", 0.5, None]],
    "Markets": [["Market", "Country"], ["Tokyo", "Japan"]],
    "Demand": [["Market", "Material", "Priority", "Year", "Quantity", "Shortage cost"], ["Tokyo", "Wafer", None, None, 40, 9000]],
    "Lanes": [["From", "To", "Material", "Tariff", "Corridor"], ["China", "*", None, 0.1, "Strait"]],
    "Stockpiles": [["Stockpile", "Material", "Country", "Serves", "Opening level", "Minimum level", "Maximum level"], ["Depot", "Gallium", "JP", "Fab", 5, 5, 30]],
    "Share limits": [["Group", "Lens", "Material", "Destination", "Year", "Minimum", "Maximum", "Origin material", "Penalty"], ["China", None, "Gallium", None, None, None, 0.8, None, None]],
    "Source limits": [["Material", "Group", "Minimum", "Maximum", "Minimum share"], ["Gallium", None, 1, 2, None]],
    "Survival": [["Scenario", "Market", "Material", "Priority", "Months", "Service level", "From year"], ["Embargo", None, None, None, 3, 0.5, None]],
    "Scenarios": [["Scenario", "Probability"], ["Embargo", 0.1]],
    "Events": [["Scenario", "Kind", "Target", "To", "Start month", "Months", "Demand factor"], ["Embargo", "country", "CN", None, None, 3, None]],
}  # fmt: skip


def write(path: Path, sheets: Sheets) -> Path:
    with xlsxwriter.Workbook(str(path)) as out:
        for name, rows in sheets.items():
            page = out.add_worksheet(name)
            for i, row in enumerate(rows):
                page.write_row(i, 0, row)
    return path


def changed(changes: dict[str, Any]) -> Sheets:
    """The good book with cells replaced: 'Offers!D2' is a cell, 'Offers+' a row more, 'Offers' the whole sheet (None: gone)."""
    book = copy.deepcopy(GOOD)
    for where, value in changes.items():
        sheet, _, cell = where.partition("!")
        if where.endswith("+"):
            book[where[:-1]].append(value)
        elif cell:
            book[sheet][int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
        elif value is None:
            del book[sheet]
        else:
            book[sheet] = value
    return book


def read(tmp_path: Path, changes: dict[str, Any]) -> Case:
    return read_case(write(tmp_path / "book.xlsx", changed(changes)))


FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"Offers!D2": "n/a"}, ["Offers!D2: Unit cost must be a number of at least 0, but it is 'n/a'"]),
    ({"Recipes!B2": "Galium"}, ["Recipes!B2: no material is named 'Galium'; did you mean 'Gallium'?"]),
    ({"Offers!C2": -5}, ["Offers!C2: Capacity must be a number of at least 0, but it is -5"]),
    ({"Offers!C2": True}, ["Offers!C2: Capacity must be a number of at least 0, but it is TRUE"]),
    ({"Offers!C2": None}, ["Offers!C2: Capacity must be a number of at least 0, but it is blank"]),
    ({"Offers!C2": "#N/A"}, ["Offers!C2: Capacity must be a number of at least 0, but it is an error value (#N/A)"]),
    ({"Demand": None}, ["Demand: the sheet is missing"]),
    ({"Demand": [GOOD["Demand"][0]]}, ["Demand: the sheet has no rows"]),
    ({"Offers!C1": "Capasity"}, ["Offers: column Capacity is missing; did you mean 'Capasity' in C1 to be it?"]),
    ({"Share limits!A2": "Chnia"}, ["Share limits!A2: no group, country or supplier is named 'Chnia'; did you mean 'China'?"]),
    ({"Offers+": ["chalco", "GALLIUM", 1, 2]}, ["Offers!A5: Supplier 'Chalco' and Material 'Gallium' stands already in row 2; there is one row for each Supplier and Material"]),
    ({"Recipes+": ["Gallium", "Wafer", 1]}, ["Recipes!B3: the recipes form a cycle: 'Wafer' is made from 'Gallium' is made from 'Wafer'"]),
    ({"Scenarios+": ["Strike", 0.95]}, ["Scenarios!B3: the probabilities of all scenarios must add up to 1 at most, but they add up to 1.05"]),
    ({"Share limits!F2": 0.9}, ["Share limits!F2: Minimum must be at most Maximum (0.8), but it is 0.9"]),
    ({"Stockpiles!E2": 31}, ["Stockpiles!E2: Opening level must be at most Maximum level (30), but it is 31"]),
    ({"Stockpiles!F2": 31}, ["Stockpiles!F2: Minimum level must be at most Maximum level (30), but it is 31"]),
    ({"Survival!E2": 7}, ["Survival!E2: Months must be at most Crisis months (6), but it is 7"]),
    ({"Events!E2": 2}, ["Events!E2: Start month must be 1 for the earliest event of scenario 'Embargo', but it is 2"]),
    ({"Settings+": ["Model", "standart"]}, ["Settings!B5: no model is named 'standart'; did you mean 'standard'?"]),
    ({"Settings!B3": 2025}, ["Settings!B3: Last year must be at least First year (2026), but it is 2025"]),
    ({"Settings!A4": "Crisis month"}, ["Settings!A4: no setting is named 'Crisis month'; did you mean 'Crisis months'?"]),
    ({"Share limits+": ["each owner", "traced", None, None, None, None, 0.5, "Gallium"]}, ["Share limits!A3: 'each owner' cannot be limited with lens traced; use lens owner"]),
    ({"Materials!B2": None}, ["Materials!B2: Price must be a number of at least 0 for a material with a stockpile, but it is blank"]),
    ({"Groups!A2": "Dowa", "Groups!A3": "Dowa"}, ["Suppliers!A3: supplier 'Dowa' has the name of a group (Groups!A2); give it a name of its own"]),
    ({"Events!B2": "market", "Events!C2": "Tokyo", "Events!D2": "Japan"}, ["Events!D2: To must be blank for kind market"]),
    ({"Price_breaks!A2": "Fab"}, ["Price_breaks!A2: 'Fab' has no offer of 'Gallium' on the sheet Offers"]),
    (
        {"Settings+": ["Default lane", "closed"], "Lanes+": ["Fab", "*"], "Lanes!B2": "Depot", "Survival!E2": 7},
        [
            "Offers!A4: only a stockpile can supply Gallium to 'Fab'; a stockpile is a reserve, so an open lane from an offer is needed",
            "Survival!E2: Months must be at most Crisis months (6), but it is 7",
        ],
    ),
    ({"Share limits!A2": "Fab", "Share limits!F2": 0.2}, ["Share limits!F2: no delivery and no stockpile could ever meet a Minimum of 0.2 from 'Fab'"]),
    ({"Share limits!G2": 30}, ["Share limits!G2: Maximum must be a share from 0 to 1, but it is 30; type 30% or 0.3 for 30 per cent"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=lambda value: next(iter(value)) if isinstance(value, dict) else "")
def test_fault(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """A fault is told in one sentence with its cell, and brings about no other."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, changes)
    assert [str(fault) for fault in caught.value.faults] == expected


WARNINGS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"Lanes!D2": 25}, ["Lanes!D2: Tariff is 25, which is 2500%; type 25% if that is meant"]),
    ({"Share limits!E2": 2040}, ["Share limits!E2: Year 2040 is outside the plan (2026 to 2028), so the row does nothing"]),
    ({"Offers!E2": 0.2}, ["Offers!E2: Standby with neither Fixed cost nor Minimum take is readiness for nothing: the supplier is kept ready without being paid"]),
    ({"Demand!F2": 99}, ["Demand!F2: Shortage cost 99 is below a landed cost of 100: it would pay to fail"]),
    ({"Stockpiles!F2": None}, ["Stockpiles!F2: there is an Opening level but no Minimum level, so a plan may use the stock up"]),
    ({"Source limits!E2": 0}, ["Source limits!E2: Minimum share is 0, so a source counts for the Minimum without shipping anything"]),
    ({"Events!F2": 7}, ["Events!F2: with its recovery and the longest lead time (0) it lasts to month 7, beyond Crisis months (6)"]),
    ({"Markets!B2": "Atlantis"}, ["Markets!B2: 'Atlantis' is neither a code nor a name of ISO 3166; it is taken as it is"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), WARNINGS, ids=lambda value: next(iter(value), "good") if isinstance(value, dict) else "")
def test_warning(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """A doubt does not stop the reading."""
    found = [str(w) for w in read(tmp_path, changes).warnings]
    assert [w for w in found if w in expected] == expected
    assert expected or not found


def test_all_faults_come_together(tmp_path: Path) -> None:
    """Faults of every sort are listed in one reading, in the order of sheets and cells."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, {"Survival!E2": 7, "Offers!D2": "n/a", "Recipes!B2": "Galium"})
    assert [fault.where for fault in caught.value.faults] == ["Offers!D2", "Recipes!B2", "Survival!E2"]


def test_names_are_spelled_as_first_met_and_na_is_namibia(tmp_path: Path) -> None:
    """NA is a country and not a blank; other spellings of a name become the first."""
    case = read(tmp_path, {"Suppliers!B4": "NA", "Events!C2": "china"})
    assert (case.suppliers[2].country, case.events[0].target, case.markets[0].country) == ("NA", "China", "JP")


def test_the_input_is_not_written_to(tmp_path: Path) -> None:
    """The file's bytes stay, and their hash is known."""
    path = write(tmp_path / "book.xlsx", GOOD)
    before = path.read_bytes()
    assert read_case(path).book.sha256 == hashlib.sha256(before).hexdigest()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty, not a workbook"),
        (b"a,b\n1,2\n", "the file is not a workbook: it is plain text, such as CSV; open it in Excel and save it as .xlsx"),
        (b"PK\x03\x04 broken", "the file is damaged: it cannot be unpacked as a workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "the file is encrypted: open it in Excel, remove the password and save it as .xlsx"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    """No parser sees a file that is not a workbook."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_case(path)
    assert [str(fault) for fault in caught.value.faults] == [sentence]


def test_edits_give_a_new_case(tmp_path: Path) -> None:
    """Each edit replaces what has the same key, and leaves the old case as it was."""
    case = read(tmp_path, {})
    tight = case.with_share_limit("CN", maximum=0.3, material="gallium")
    assert [limit.maximum for limit in tight.share_limits] == [0.3]
    assert [limit.maximum for limit in case.share_limits] == [0.8]
    assert [o.supplier for o in case.without_supplier("chalco").with_rows("Offers", []).offers] == ["Dowa", "Fab"]
    assert case.with_demand("Tokyo", "Wafer", 55).demand[0].shortage_cost == 9000
    assert case.with_setting("discount_rate", 0.05).settings.discount_rate == 0.05
    assert case.with_survival(months=2, service_level=1, scenario="embargo").survival[0].months == 2
    assert len(case.with_scenario("Strike", 0.1, [{"Kind": "supplier", "Target": "Dowa", "Months": 2}]).events) == 2
    with pytest.raises(InputError, match="no sheet is named 'Ofers'; did you mean 'Offers'"):
        case.with_rows("Ofers", [])


def test_a_formula_without_a_stored_value_is_a_fault(tmp_path: Path) -> None:
    """A formula that was never computed is not taken for a blank."""
    book = openpyxl.load_workbook(write(tmp_path / "book.xlsx", GOOD))
    book["Offers"]["C2"] = "=50*2"
    book.save(tmp_path / "formula.xlsx")
    with pytest.raises(InputError) as caught:
        read_case(tmp_path / "formula.xlsx")
    message = "Offers!C2: Capacity must be a number of at least 0, but it is a formula without a stored value (=50*2)"
    assert [str(fault) for fault in caught.value.faults] == [message]


def test_entities_are_refused_before_parsing(tmp_path: Path) -> None:
    """A document type is found in UTF-16 too."""
    path = write(tmp_path / "book.xlsx", GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/more.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16"))
    with pytest.raises(InputError, match="declares a document type or entities"):
        read_case(path)
