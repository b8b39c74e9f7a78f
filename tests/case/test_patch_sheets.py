"""Cells and rows in the text of a worksheet, however a program has written it: what is there is changed, what is not is inserted in its place."""

from __future__ import annotations

import codecs
from pathlib import Path

import openpyxl
import pytest

from resilience_opt.case.patch import Change, NewRow, patched
from resilience_opt.case.patch_cells import Put, put_values
from resilience_opt.case.patch_package import Package
from resilience_opt.case.patch_workbook import sheet_parts
from resilience_opt.case.patch_xml import Part
from resilience_opt.errors import InputError
from tests.case.patching import MAIN, SHEET, STRICT, bare, part_of, rows_of, values, worksheet

TEXT = '<is><t xml:space="preserve">{}</t></is>'


def after(path: Path, rows: str, *changes: Change | NewRow, before: str = "") -> str:
    """The rows of a sheet after these changes."""
    return rows_of(patched(bare(path / "book.xlsx", worksheet(rows, before)), path / "copy.xlsx", changes))


@pytest.mark.parametrize(
    ("cell", "number", "text", "blank"),
    [
        ('<c r="B2"/>', '<c r="B2"><v>5</v></c>', '<c r="B2" t="inlineStr">{}</c>', '<c r="B2"/>'),
        ("<c r='B2' s='1' />", "<c r='B2' s='1'><v>5</v></c>", "<c r='B2' s='1' t=\"inlineStr\">{}</c>", "<c r='B2' s='1'/>"),
        (
            '<c t="s"\n s="1" r="B2" ><v>0</v></c >',
            '<c\n s="1" r="B2" ><v>5</v></c>',
            '<c t="inlineStr"\n s="1" r="B2" >{}</c>',
            '<c\n s="1" r="B2"/>',
        ),
        ('<c r="B2" t="str"><f>A1&amp;"&lt;"</f><v>x</v></c>', '<c r="B2"><v>5</v></c>', '<c r="B2" t="inlineStr">{}</c>', '<c r="B2"/>'),
        (
            '<c r="B2" t="inlineStr"><is><t><![CDATA[</c>]]></t></is></c>',
            '<c r="B2"><v>5</v></c>',
            '<c r="B2" t="inlineStr">{}</c>',
            '<c r="B2"/>',
        ),
        (
            '<c r="B2" cm="1" vm="2" ph="1"><v>7</v></c>',
            '<c r="B2" ph="1"><v>5</v></c>',
            '<c r="B2" ph="1" t="inlineStr">{}</c>',
            '<c r="B2" ph="1"/>',
        ),
        ('<c r="B2"><!-- <c r="B2"/> --><v>7</v></c>', '<c r="B2"><v>5</v></c>', '<c r="B2" t="inlineStr">{}</c>', '<c r="B2"/>'),
        (
            '<c r="B2"><v>7</v><extLst><ext uri="x"/></extLst></c>',
            '<c r="B2"><v>5</v><extLst><ext uri="x"/></extLst></c>',
            '<c r="B2" t="inlineStr">{}<extLst><ext uri="x"/></extLst></c>',
            '<c r="B2"><extLst><ext uri="x"/></extLst></c>',
        ),
    ],
)
def test_a_cell_that_is_there(tmp_path: Path, cell: str, number: str, text: str, blank: str) -> None:
    """It keeps every attribute but those of its old value, and nothing beside it moves."""
    rows = '<row r="2" spans="1:9" ht="20">\n<c r="A2"><v>1</v></c>{}<c r="C2"><v>3</v></c>\n</row>'
    old = rows.format(cell.replace("x", "x"))
    for value, wanted in ((5, number), ("a<b", text.format(TEXT.format("a&lt;b"))), (None, blank)):
        assert after(tmp_path, old, Change("Data", "B2", value)) == rows.format(wanted.replace("x", "x"))


ROWS = '<row r="2" spans="2:3"><c r="B2" s="1"><v>1</v></c><c r="D2"><v>2</v></c></row><row r="4" s="2" customFormat="1"/><row r="9"></row>'


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("A2", ROWS.replace('<row r="2" spans="2:3">', '<row r="2"><c r="A2"><v>5</v></c>')),
        ("C2", ROWS.replace('<c r="D2">', '<c r="C2"><v>5</v></c><c r="D2">')),
        ("AB2", ROWS.replace("</c></row>", '</c><c r="AB2"><v>5</v></c></row>').replace(' spans="2:3"', "")),
        ("F4", ROWS.replace('customFormat="1"/>', 'customFormat="1"><c r="F4" s="2"><v>5</v></c></row>')),
        ("G9", ROWS.replace('<row r="9">', '<row r="9"><c r="G9" s="3"><v>5</v></c>')),
        ("A1", '<row r="1"><c r="A1"><v>5</v></c></row>' + ROWS),
        ("G3", ROWS.replace('<row r="4"', '<row r="3"><c r="G3" s="3"><v>5</v></c></row><row r="4"')),
        ("A12", ROWS + '<row r="12"><c r="A12"><v>5</v></c></row>'),
    ],
)
def test_a_cell_that_is_not_there(tmp_path: Path, cell: str, wanted: str) -> None:
    """It stands between its neighbours, in a row that stands between its own, with the format of its row or else of its column."""
    columns = '<cols><col min="7" max="7" style="3" width="9"/></cols>'
    assert after(tmp_path, ROWS, Change("Data", cell, 5), before=columns) == wanted


def test_cells_and_rows_without_addresses(tmp_path: Path) -> None:
    """A cell that follows the one before need not say where it is, nor a row; those that are inserted do not move them."""
    rows = '<row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>5</v></c><c><v>6</v></c></row><row r="4"><c r="B4"><v>1</v></c></row><row><c><v>9</v></c></row>'
    source = bare(tmp_path / "book.xlsx", worksheet(rows))
    old = {"A1": 1, "B1": 2, "E1": 5, "F1": 6, "B4": 1, "A5": 9}
    assert values(source) == old
    new = {"B1": 20, "F1": 60, "C1": 3, "G1": 7, "A3": 3, "A4": 4, "A5": 90, "C5": 3}
    assert values(patched(source, tmp_path / "copy.xlsx", [Change("Data", cell, value) for cell, value in new.items()])) == {**old, **new}


def test_many_cells_at_once_stand_in_order(tmp_path: Path) -> None:
    """Rows from top to bottom, cells from left to right, whatever the order of the changes."""
    cells = ["C3", "A3", "B9", "B2", "AA2", "E2", "C1", "C2"]
    found = after(tmp_path, ROWS, *[Change("Data", cell, 0) for cell in cells])
    assert [r.split('"')[1] for r in found.split("<row ")[1:]] == ["1", "2", "3", "4", "9"]
    assert [c.split('"')[1] for c in found.split("<c ")[1:]] == ["C1", "B2", "C2", "D2", "E2", "AA2", "A3", "C3", "B9"]


@pytest.mark.parametrize(
    ("told", "cell", "value", "wanted"),
    [
        ("B2:D9", "C5", 1, "B2:D9"),
        ("B2:D9", "A12", 1, "A2:D12"),
        ("B2:D9", "A12", None, "B2:D9"),
        ("B2", "AB1", "x", "B1:AB2"),
        ("A:C", "D5", 1, "A:C"),
    ],
)
def test_the_range_that_the_sheet_says_it_fills(tmp_path: Path, told: str, cell: str, value: object, wanted: str) -> None:
    """It takes in a new cell, and nothing else changes it."""
    source = bare(tmp_path / "book.xlsx", worksheet(ROWS, f"<dimension ref='{told}'/>"))
    copy = part_of(patched(source, tmp_path / "copy.xlsx", [Change("Data", cell, value)]), SHEET).decode()  # type: ignore[arg-type]
    assert copy.split("<dimension ref=")[1].startswith(f"'{told}'/>" if wanted == told else f'"{wanted}"/>')


@pytest.mark.parametrize("rows", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData >\n</sheetData>"])
def test_an_empty_sheet(tmp_path: Path, rows: str) -> None:
    """The first row of all."""
    source = bare(tmp_path / "book.xlsx", f'<worksheet xmlns="{MAIN}">{rows}</worksheet>')
    copy = patched(source, tmp_path / "copy.xlsx", [Change("Data", "B2", 1), NewRow("Data", {"c": "x"})])
    assert values(copy) == {"B2": 1, "C3": "x"}


PREFIXED = (
    f"<?xml version='1.0' standalone='yes'?>\n<x:worksheet xmlns:x='{MAIN}' xmlns:y='{MAIN}' xmlns='urn:other'><c r='A1'/><x:sheetData>"
    "<x:row r='1'><x:c r='A1' x:s='4'><x:v>1</x:v></x:c><y:c r='C1'/><c r='D1'/></x:row><y:row r='3'/></x:sheetData><sheetData/></x:worksheet>"
)


def test_prefixes_and_other_vocabularies(tmp_path: Path) -> None:
    """What is new has the prefix of what it stands in, and elements of other vocabularies are none of the sheet's."""
    source = bare(tmp_path / "book.xlsx", PREFIXED)
    changes = [Change("Data", cell, value) for cell, value in {"A1": "a", "B1": True, "C1": 3, "D1": 4, "A3": 5, "A2": "_x0041_"}.items()]
    copy = patched(source, tmp_path / "copy.xlsx", changes)
    assert rows_of(copy) == (
        "<x:row r='1'><x:c r='A1' x:s='4' t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">a</x:t></x:is></x:c>"
        "<x:c r=\"B1\" t=\"b\"><x:v>1</x:v></x:c><y:c r='C1'><y:v>3</y:v></y:c><c r='D1'/><x:c r=\"D1\"><x:v>4</x:v></x:c></x:row>"
        '<x:row r="2"><x:c r="A2" t="inlineStr"><x:is>'
        '<x:r><x:t xml:space="preserve">_x</x:t></x:r><x:r><x:t xml:space="preserve">0041_</x:t></x:r></x:is></x:c></x:row>'
        "<y:row r='3'><y:c r=\"A3\"><y:v>5</y:v></y:c></y:row>"
    )  # fmt: skip
    assert values(copy) == {"A1": "a", "B1": True, "C1": 3, "D1": 4, "A2": "_x0041_", "A3": 5}


def test_strict_worksheets() -> None:
    """The strict vocabulary has other namespaces and the same elements; such a file as a whole is refused by the reader before."""
    part = Part(SHEET, PREFIXED.replace(MAIN, STRICT).encode())
    found, _ = put_values(part, "Data", [Put(1, 1, 7), Put(2, 1, 8)])
    assert found.data == put_values(Part(SHEET, PREFIXED.encode()), "Data", [Put(1, 1, 7), Put(2, 1, 8)])[0].data.replace(
        MAIN.encode(), STRICT.encode()
    )


@pytest.mark.parametrize(
    ("declared", "encoding", "mark"),
    [
        ("", "utf-8", b""), ("", "utf-8", codecs.BOM_UTF8), ("UTF-8", "utf-8", codecs.BOM_UTF8),
        ("ISO-8859-1", "latin-1", b""), ("windows-1252", "cp1252", b""), ("us-ascii", "ascii", b""),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, declared: str, encoding: str, mark: bytes) -> None:
    """A text is written in the encoding of its part; what that lacks as a reference. Places are those of bytes, whatever stands before."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    row = '<row r="1"><c r="A1" t="str"><v>{}</v></c><c r="B1"/></row>'.format("é" if encoding != "ascii" else "e")
    source = bare(tmp_path / "book.xlsx", mark + (declaration + worksheet(row)).encode(encoding))
    copy = patched(source, tmp_path / "copy.xlsx", [Change("Data", "B1", "ü 金")])
    assert part_of(copy, SHEET).startswith(mark + declaration.encode())
    assert "ü 金".encode(encoding, "xmlcharrefreplace") in part_of(copy, SHEET)
    assert values(copy) == {"A1": "é" if encoding != "ascii" else "e", "B1": "ü 金"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    """In one sentence, since places in bytes are not those in signs."""
    source = bare(tmp_path / "book.xlsx", ('<?xml version="1.0" encoding="UTF-16"?>' + worksheet(ROWS)).encode(encoding))
    with pytest.raises(InputError) as error:
        patched(source, tmp_path / "copy.xlsx", [Change("Data", "B2", 1)])
    sentence = f"the file is not changed: its part '{SHEET}' is written in UTF-16; open it in Excel and save it anew, which writes UTF-8"
    assert [str(fault) for fault in error.value.faults] == [sentence]


def test_names_of_sheets_are_unescaped(tmp_path: Path) -> None:
    """A sheet's name is compared as a person reads it, and to the letter."""
    source = bare(tmp_path / "book.xlsx", worksheet(ROWS), name="R&amp;D &#34;new&#x22;")
    assert openpyxl.load_workbook(source).sheetnames == list(sheet_parts(Package(source.read_bytes(), ""))) == ['R&D "new"']
    assert values(patched(source, tmp_path / "copy.xlsx", [Change('R&D "new"', "A1", 1)]), 'R&D "new"')["A1"] == 1
    with pytest.raises(InputError, match="the workbook has no sheet of this name; did you mean"):
        patched(source, tmp_path / "copy.xlsx", [Change('r&d "new"', "A1", 1)])
