"""The same workbook from XlsxWriter, openpyxl and LibreOffice reads the same; what LibreOffice saves as another kind of file is refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from resilience_opt.case.build import read_case
from resilience_opt.case.case import Case
from tests.case.books import Sheets, faults_in, write
from tests.case.whole import whole

SOFFICE = shutil.which("soffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed, so that what it writes cannot be read")


def with_openpyxl(path: Path, sheets: Sheets) -> Path:
    """The sheets as openpyxl writes them: texts inline in a table of their own, a dimension that it computes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


def in_constant_memory(path: Path, sheets: Sheets) -> Path:
    """The sheets as XlsxWriter streams them: texts inside their cells."""
    path.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as out:
        for name, rows in sheets.items():
            page = out.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def converted(path: Path, ending: str) -> Path:
    """What LibreOffice makes of a file; a folder of its own profile lets several run at once."""
    assert SOFFICE is not None
    out = path.parent / f"as-{ending}"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return out / path.with_suffix(f".{ending}").name


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case that XlsxWriter's file says."""
    return read_case(write(tmp_path_factory.mktemp("wanted") / "book.xlsx", whole()))


def test_openpyxl_and_streamed_files_read_the_same(tmp_path: Path, wanted: Case) -> None:
    """However a program stores a text, the case is the same, and so is every address."""
    for path in (with_openpyxl(tmp_path / "a" / "book.xlsx", whole()), in_constant_memory(tmp_path / "b" / "book.xlsx", whole())):
        case = read_case(path)
        assert case == wanted
        assert case.warnings == wanted.warnings
        assert {s: (g.letters, g.lines) for s, g in case.book.grids.items()} == {
            s: (g.letters, g.lines) for s, g in wanted.book.grids.items()
        }


@needs_soffice
def test_libreoffice_reads_the_same(tmp_path: Path, wanted: Case) -> None:
    """LibreOffice opens the workbook, computes its formulas and saves it; values, percentages and addresses stay."""
    book = openpyxl.load_workbook(with_openpyxl(tmp_path / "book.xlsx", whole()))
    book["Offers"]["C2"] = "=50*2"
    book["Demand"]["E2"] = '=SUM(Offers!C2)*0.4+IF("x"="","",0)'
    book["Demand"]["C2"] = '=LOWER("ALL")'
    book["Share limits"]["G2"] = "=1-10%"
    book["Share limits"]["G2"].number_format = "0.0%"
    book["Attacks"]["G2"].number_format = "0%"
    book["Stockpiles"]["P2"] = '=IF(1=1,"","beside the table")'  # computed, and blank
    book.save(tmp_path / "book.xlsx")
    assert [fault.split(":")[0] for fault in faults_in(tmp_path / "book.xlsx")] == [
        "Offers!C2",
        "Demand!C2",
        "Demand!E2",
        "Share limits!G2",
    ]
    case = read_case(converted(tmp_path / "book.xlsx", "xlsx"))
    assert case == wanted
    assert case.warnings == wanted.warnings
    assert {s: (g.letters, g.lines) for s, g in case.book.grids.items()} == {s: (g.letters, g.lines) for s, g in wanted.book.grids.items()}


@needs_soffice
@pytest.mark.parametrize(
    ("ending", "sentence"),
    [
        ("xls", "the file is an old .xls workbook; save it as .xlsx"),
        ("ods", "the file is not a workbook that can be read: it is an OpenDocument file; save it as .xlsx"),
    ],
)
def test_other_files_of_libreoffice(tmp_path: Path, ending: str, sentence: str) -> None:
    """Real files of other kinds, as a planner would have them at hand."""
    assert faults_in(converted(write(tmp_path / "book.xlsx", whole()), ending)) == [sentence]
