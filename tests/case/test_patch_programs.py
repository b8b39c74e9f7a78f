"""Workbooks as XlsxWriter, openpyxl and LibreOffice save them are patched alike, and LibreOffice opens the copies and shows what was put in."""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from resilience_opt.case.build import read_case
from resilience_opt.case.examples import example, examples
from resilience_opt.case.patch import Change, NewRow, patched
from resilience_opt.case.template import write_template
from tests.case.books import GOOD, changed, write
from tests.case.patching import all_values, bare, parts_of, rich, values, worksheet
from tests.case.test_patch_formulas import SHARED
from tests.case.test_spreadsheet_programs import SOFFICE, converted, in_constant_memory, needs_soffice, with_openpyxl

EDITS: dict[str, Any] = {"Offers!C2": 1000.5, "Offers!E3": 0.25, "Suppliers!B2": "Chile", "Settings!B3": 2027, "Demand!D2": None}
ROW = {"A": "Dowa", "B": "Wafer", "C": 12, "D": 250}
CHANGES = [*(Change(*where.split("!"), value) for where, value in EDITS.items()), NewRow("Offers", ROW)]
WANTED = changed({**EDITS, "Offers+": [*ROW.values(), None, None]})


@pytest.mark.parametrize("program", [write, rich, with_openpyxl, in_constant_memory])
def test_the_case_is_the_same_whatever_program_wrote_the_workbook(tmp_path: Path, program: Any) -> None:
    """Read by the package's own reader; the address of every row is that of a workbook filled in so from the start."""
    copy = patched(program(tmp_path / "source" / "book.xlsx", GOOD), tmp_path / "book.xlsx", CHANGES)
    found, wanted = read_case(copy), read_case(write(tmp_path / "wanted" / "book.xlsx", WANTED))
    assert found == wanted and found.warnings == wanted.warnings
    assert {s: (g.letters, g.lines) for s, g in found.book.grids.items()} == {s: (g.letters, g.lines) for s, g in wanted.book.grids.items()}


def as_csv(copies: Sequence[Path], out: Path, sheet: str) -> list[list[list[str]]]:
    """What LibreOffice shows of a sheet of each file, numbers to their last digit."""
    assert SOFFICE is not None
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", every_sheet, "--outdir", str(out), *map(str, copies)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [list(csv.reader((out / f"{copy.stem}-{sheet}.csv").open(encoding="utf-8", newline=""))) for copy in copies]


@needs_soffice
def test_libreoffice_opens_the_copies_and_writes_workbooks_that_can_be_patched(tmp_path: Path) -> None:
    """The sheet as it shows it is the sheet as it was meant, a text that looks like a formula included; a file of its own can be patched as well."""
    own = converted(rich(tmp_path / "book.xlsx"), "xlsx")
    sources = {"writer": tmp_path / "book.xlsx", "openpyxl": with_openpyxl(tmp_path / "b" / "book.xlsx", GOOD), "libreoffice": own}
    texts = {"F2": '=1+"x"', "F3": " a\nb ", "F4": "金 <&>"}
    more = [*CHANGES, *(Change("Offers", cell, text) for cell, text in texts.items()), Change("Offers", "E4", True)]
    copies = [patched(source, tmp_path / f"{name}.xlsx", more) for name, source in sources.items()]
    wanted = [[str(cell) if cell is not None else "" for cell in row] for row in WANTED["Offers"]]
    for (_, text), row in zip(texts.items(), wanted[1:], strict=False):
        row[5] = text
    wanted[3][4] = "TRUE"
    for name, rows in zip(sources, as_csv(copies, tmp_path / "csv", "Offers"), strict=True):
        wanted[2][4] = "0.25" if name == "openpyxl" else "25%"  # whose file has no formats
        assert [row for row in rows if any(row)] == wanted, name
    before, after = parts_of(own), parts_of(copies[2])
    other = {name for name in before if before[name] != after[name] and not name.startswith("xl/worksheets/")}
    (table,) = other - {"xl/workbook.xml"}
    assert list(after) == list(before) and "xl/workbook.xml" in other
    assert before[table].count(b'"A1:F4"') == 2 and before[table].replace(b'"A1:F4"', b'"A1:F5"') == after[table]


@needs_soffice
@pytest.mark.parametrize("cells", [["B2"], ["B2", "C2", "C5"]])
def test_libreoffice_reads_a_shared_formula_that_has_moved_on(tmp_path: Path, cells: list[str]) -> None:
    """Saved by it, the other cells have the formulas that they had."""
    source = bare(tmp_path / "book.xlsx", worksheet('<row r="1"><c r="A1"><v>2</v></c></row>' + SHARED))
    copy = patched(source, tmp_path / "copy.xlsx", [Change("Data", cell, 0) for cell in cells])
    assert values(converted(copy, "xlsx")) == {**values(source), **dict.fromkeys(cells, 0)}


def test_every_sheet_of_the_template_and_of_the_examples(tmp_path: Path) -> None:
    """A cell and a row more in each: the values are there, all others too, and only sheets and tables have changed."""
    write_template(tmp_path / "template.xlsx")
    for source in [tmp_path / "template.xlsx", *map(example, examples())]:
        old = all_values(source)
        last = {sheet: max((int(re.sub("[A-Z]+", "", cell)) for cell in cells), default=0) for sheet, cells in old.items()}
        changes = [change for sheet in old for change in (Change(sheet, "AA2", "x"), NewRow(sheet, {"B": 0.5}))]
        copy = patched(source, tmp_path / "copy.xlsx", changes)
        assert all_values(copy) == {sheet: {**cells, "AA2": "x", f"B{max(last[sheet], 2) + 1}": 0.5} for sheet, cells in old.items()}
        before, after = parts_of(source), parts_of(copy)
        assert list(before) == list(after)
        assert {name for name in before if before[name] != after[name]} <= {
            n for n in before if n.startswith(("xl/worksheets/sheet", "xl/tables/"))
        }
