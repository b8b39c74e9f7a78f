"""Rows below the last one of a sheet, the tables that take them in, and all that makes a change impossible."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from resilience_opt.case.patch import Change, NewRow, patched
from resilience_opt.case.patch_range import LAST_ROW
from resilience_opt.errors import InputError
from tests.case.patching import MAIN, SHEET, STRICT, bare, part_of, parts_of, rich, rows_of, values, worksheet

HEAD = '<row r="1"><c r="A1" s="4" t="str"><v>Name</v></c><c r="B1" s="4" t="str"><v>Share</v></c></row>'
BODY = HEAD + '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="1"><v>0.5</v></c></row>'


def table(area: str, name: str = "Shares", more: str = "", columns: str = "Name Share") -> str:
    """The part of an Excel Table."""
    headers = "".join(f'<tableColumn id="{i}" name="{header}"/>' for i, header in enumerate(columns.split(), start=1))
    own = f'<table xmlns="{MAIN}" id="{sum(map(ord, name))}" name="{name}" displayName="{name}" ref="{area}" {more}>'
    return f'{own}<autoFilter ref="{area}"/><tableColumns count="{len(columns.split())}">{headers}</tableColumns></table>'


def faults(source: Path, *changes: Change | NewRow) -> list[str]:
    """Why the changes cannot be made; no copy is there afterwards."""
    with pytest.raises(InputError) as error:
        patched(source, source.with_name("copy.xlsx"), changes)
    assert not source.with_name("copy.xlsx").exists()
    assert error.value.source == source.name
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("", '<row r="1"><c r="B1"><v>0.25</v></c></row>'),
        (HEAD, HEAD + '<row r="2"><c r="B2"><v>0.25</v></c></row>'),
        (BODY, BODY + '<row r="3"><c r="B3" s="1"><v>0.25</v></c></row>'),
        (BODY + '<row r="3" s="3" customFormat="1"/>', BODY + '<row r="3" s="3" customFormat="1"><c r="B3" s="1"><v>0.25</v></c></row>'),
        (
            BODY + '<row r="3"><c r="A3" s="3"/><c r="B3" s="2"/></row><row r="4"><c r="B4"><v></v></c></row>',
            BODY + '<row r="3"><c r="A3" s="3"/><c r="B3" s="2"><v>0.25</v></c></row><row r="4"><c r="B4"><v></v></c></row>',
        ),
        (
            BODY + '<row r="7"><c r="A7"><f>A2</f></c></row>',
            BODY + '<row r="7"><c r="A7"><f>A2</f></c></row><row r="8"><c r="B8" s="1"><v>0.25</v></c></row>',
        ),
        (
            '<row r="8"><c r="A8" s="2"><v>1</v></c><c r="B8" s="3"/></row>',
            '<row r="8"><c r="A8" s="2"><v>1</v></c><c r="B8" s="3"/></row><row r="9"><c r="A9" s="2"/><c r="B9" s="3"><v>0.25</v></c></row>',
        ),
    ],
    ids=[
        "empty sheet",
        "headers alone",
        "formats of the row above",
        "a format of the row",
        "formatted blanks",
        "a gap",
        "other cells' formats",
    ],
)
def test_where_a_new_row_stands_and_how_it_looks(tmp_path: Path, rows: str, wanted: str) -> None:
    """Below the last row with a value or a formula; its cells look like those above them, but for the headers, and blanks that are there keep their look."""
    source = bare(tmp_path / "book.xlsx", worksheet(rows))
    assert rows_of(patched(source, tmp_path / "copy.xlsx", [NewRow("Data", {"B": 0.25})])) == wanted


@pytest.mark.parametrize(
    ("area", "letters", "wanted"),
    [
        ("A1:B2", "A", "A1:B3"),
        ("A1:B2", "BC", "A1:B3"),
        ("A1:B2", "C", "A1:B2"),
        ("A1:B3", "A", "A1:B3"),
        ("A1:B9", "A", "A1:B9"),
    ],
)
def test_a_table_takes_in_the_row_below_it(tmp_path: Path, area: str, letters: str, wanted: str) -> None:
    """It grows with its filter where the row is next below it and beneath one of its columns; a blank row that it has is simply filled."""
    source = bare(tmp_path / "book.xlsx", worksheet(BODY), {"xl/tables/table1.xml": table(area)})
    copy = patched(source, tmp_path / "copy.xlsx", [NewRow("Data", dict.fromkeys(letters, 0.25))])
    assert part_of(copy, "xl/tables/table1.xml") == table(area).replace(area, wanted).encode()
    assert {cell: value for cell, value in values(copy).items() if cell.endswith("3")} == {f"{letter}3": 0.25 for letter in letters}
    again = patched(copy, tmp_path / "again.xlsx", [NewRow("Data", {"A": "x"})])
    twice = patched(source, tmp_path / "twice.xlsx", [NewRow("Data", dict.fromkeys(letters, 0.25)), NewRow("Data", {"A": "x"})])
    assert parts_of(again) == parts_of(twice)


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    """Only the table beneath which the row stands grows, and the row below its headers has not their look."""
    rows = BODY.replace("</c></row>", '</c><c r="D1" s="4" t="str"><v>Left</v></c></row>', 1)
    tables = {"xl/tables/table1.xml": table("A1:B2"), "xl/tables/table2.xml": table("D1:D2", "Lefts", columns="Left")}
    source = bare(tmp_path / "book.xlsx", worksheet(rows), tables)
    copy = patched(source, tmp_path / "copy.xlsx", [NewRow("Data", {"D": 1})])
    assert b"A1:B3" not in part_of(copy, "xl/tables/table1.xml")
    assert part_of(copy, "xl/tables/table2.xml").count(b"D1:D3") == 2
    assert rows_of(copy).endswith('<row r="3"><c r="B3" s="1"/><c r="D3"><v>1</v></c></row>')


def test_headers_and_totals_of_a_table_stay(tmp_path: Path) -> None:
    """A table's part repeats them, and Excel would find the file damaged; below totals nothing can be added."""
    rows = BODY + '<row r="3"><c r="A3" t="str"><v>Total</v></c></row><row r="4"/>'
    source = bare(tmp_path / "book.xlsx", worksheet(rows), {"xl/tables/table1.xml": table("A1:B3", more='totalsRowCount="1"')})
    told = "the cell is a header or a total of the table 'Shares', which says the same of itself; change it in Excel"
    assert faults(source, Change("Data", "B1", "x"), Change("Data", "A3", 1), Change("Data", "A2", "fine")) == [
        f"Data!B1: {told}",
        f"Data!A3: {told}",
    ]
    last = "Data!A3: no row can be added, because the table 'Shares' ends with a row of totals; turn that row off in Excel"
    assert faults(source, NewRow("Data", {"A": 1})) == [last]
    assert values(patched(source, tmp_path / "copy.xlsx", [NewRow("Data", {"C": 1})]))["C4"] == 1
    bald = bare(tmp_path / "bald.xlsx", worksheet(BODY), {"xl/tables/table1.xml": table("A1:B2", more='headerRowCount="0"')})
    assert values(patched(bald, tmp_path / "other.xlsx", [Change("Data", "A1", "x")]))["A1"] == "x"


def test_a_full_sheet(tmp_path: Path) -> None:
    """There is no row below the last one of all."""
    source = bare(tmp_path / "book.xlsx", worksheet(f'<row r="{LAST_ROW}"><c r="A{LAST_ROW}"><v>1</v></c></row>'))
    assert faults(source, NewRow("Data", {"A": 1})) == ["Data: the sheet is full: a value stands in its last row"]


def test_merged_cells(tmp_path: Path) -> None:
    """Only the first of them has a value; what stood in another would not be seen."""
    source = bare(tmp_path / "book.xlsx", worksheet(BODY, after='<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>'))
    told = "the cell is inside the merged cell A2:B3, which has one value, in A2; unmerge it first"
    assert faults(source, Change("Data", "B3", 1), Change("Data", "A2", 1), NewRow("Data", {"A": 1})) == [f"Data!B3: {told}"]
    assert values(patched(source, tmp_path / "copy.xlsx", [Change("Data", "A2", 1)]))["A2"] == 1


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """Each with its sheet and cell."""
    source = rich(tmp_path / "book.xlsx")
    changes = [
        Change("Offer", "C2", 1), Change("Offers", "C0", 1), Change("Offers", "XFE1", 1), Change("Offers", "C2:C3", 1), Change("Offers", "C2", float("inf")),
        Change("Offers", "C3", 10**400), Change("Offers", "C4", "a\x00"), Change("Offers", "D4", "\ud800"), Change("Offers", "D5", "x" * 32768),
        Change("Offers", "D6", [1]), NewRow("Offers", {"A": "", "B": None}), NewRow("Offers", {"A1": 1, "F": float("nan")}),
    ]  # fmt: skip
    assert faults(source, *changes) == [
        "Offer: the workbook has no sheet of this name; did you mean 'Offers'?",
        "Offers!C0: 'C0' is not the name of a cell, such as F5",
        "Offers!XFE1: 'XFE1' is not the name of a cell, such as F5",
        "Offers!C2:C3: 'C2:C3' is not the name of a cell, such as F5",
        "Offers!C2: a cell holds a finite number, but it is inf",
        "Offers!C3: a cell holds a number below 1.8E+308, but it is larger",
        "Offers!C4: a cell cannot hold the character U+0000 of the text 'a\\x00'",
        "Offers!D4: a cell cannot hold the character U+D800 of the text '\\ud800'",
        "Offers!D5: a cell holds at most 32,767 characters, but the text has 32,768",
        "Offers!D6: a cell holds a number, a text, yes or no, or nothing, but it is list",
        "Offers: a new row needs at least one value",
        "Offers: 'A1' is not the letter of a column, such as F",
        "Offers!F: a cell holds a finite number, but it is nan",
    ]


def test_files_that_cannot_be_patched(tmp_path: Path) -> None:
    """What the reader refuses is refused here in the same words, and so are a part that is broken, missing or there twice."""
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    change = Change("Data", "A2", 1)
    assert faults(tmp_path / "no.xlsx", change) == [f"there is no such file in {tmp_path}"]
    assert faults(tmp_path / "table.csv", change)[0].startswith("the file is not a workbook: it is plain text")
    strict = bare(tmp_path / "strict.xlsx", worksheet(BODY), {"xl/workbook.xml": f'<workbook xmlns="{STRICT}"/>'})
    assert faults(strict, change)[0].startswith("the file is a Strict Open XML workbook")
    anew = "open it in Excel and save it anew"
    unsound = f"the file is damaged: its part '{SHEET}' is not a sound worksheet; {anew}"
    for xml, sentence in {
        worksheet(BODY)[:-3]: f"the file is damaged: its part '{SHEET}' is not well-formed; {anew}",
        worksheet(BODY + BODY): unsound,
        worksheet('<row r="2"><c r="A2"/><c r="A2"/></row>'): unsound,
        worksheet('<row r="two"/>'): unsound,
        f'<worksheet xmlns="{MAIN}"/>': unsound,
    }.items():
        assert faults(bare(tmp_path / "book.xlsx", xml), change) == [sentence]
    for name, sentence in {SHEET: f"'{SHEET}' is missing", "xl/styles.xml": "'XL/Styles.xml' is there twice"}.items():
        source = bare(tmp_path / "whole.xlsx", worksheet(BODY))
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "book.xlsx", "w") as new:
            for part in old.namelist():
                if part != SHEET or name != SHEET:
                    new.writestr(part, old.read(part))
            if name != SHEET:
                new.writestr("XL/Styles.xml", "<x/>")
        assert faults(tmp_path / "book.xlsx", change) == [f"the file is damaged: its part {sentence}; {anew}"]


def test_a_sheet_that_is_a_chart(tmp_path: Path) -> None:
    """It is listed as a sheet and has no cells."""
    with xlsxwriter.Workbook(str(tmp_path / "book.xlsx")) as book:
        book.add_worksheet("Data").write("A1", 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
    assert faults(tmp_path / "book.xlsx", Change("Chart", "A1", 1)) == ["Chart: the sheet has no cells: it is a chart or a macro"]
    assert values(patched(tmp_path / "book.xlsx", tmp_path / "copy.xlsx", [Change("Data", "A2", 1)])) == {"A1": 1, "A2": 1}
