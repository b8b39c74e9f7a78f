"""Formulas in a patched workbook: one that gives way to a value, those that it shared or filled, and what is computed when the file is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from resilience_opt.case.patch import Change, patched
from resilience_opt.case.patch_range import LAST_COLUMN, LAST_ROW
from resilience_opt.case.patch_shared import moved
from resilience_opt.errors import InputError
from tests.case.patching import MAIN, SHEET, bare, part_of, parts_of, rows_of, values, worksheet

CHAIN = f'<calcChain xmlns="{MAIN}"><c r="B1" i="1"/></calcChain>'
PLAIN = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c><c r="C1"><f>B1+1</f><v>3</v></c></row>'


def test_a_formula_gives_way_and_the_others_keep_their_values(tmp_path: Path) -> None:
    """With it goes the list of cells with formulas, out of the zip, the relationships and the types; Excel makes it anew."""
    source = bare(tmp_path / "book.xlsx", worksheet(PLAIN), {"xl/calcChain.xml": CHAIN})
    copy = patched(source, tmp_path / "copy.xlsx", [Change("Data", "B1", 7)])
    assert values(copy) == {"A1": 1, "B1": 7, "C1": "=B1+1"}
    assert values(copy, formulas=False) == {"A1": 1, "B1": 7, "C1": 3}
    before, after = parts_of(source), parts_of(copy)
    assert list(after) == [name for name in before if name != "xl/calcChain.xml"]
    assert not any(b"calcChain" in part for part in after.values())
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        mark = b"Override " if name.startswith("[") else b"Relationship "
        kept = [piece for piece in before[name].split(b"<") if b"calcChain" not in piece]
        assert after[name] == b"<".join(kept) and before[name].count(mark) - after[name].count(mark) == 1


def test_the_list_of_formulas_stays_where_none_gives_way(tmp_path: Path) -> None:
    """A value is changed on which a formula depends: only the sheet and the wish for a computation are new."""
    source = bare(tmp_path / "book.xlsx", worksheet(PLAIN), {"xl/calcChain.xml": CHAIN})
    before, after = parts_of(source), parts_of(patched(source, tmp_path / "copy.xlsx", [Change("Data", "A1", 7)]))
    assert [name for name in before if before[name] != after[name]] == ["xl/workbook.xml", SHEET]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '<calcPr fullCalcOnLoad="1"/>'),
        ("<calcPr/>", '<calcPr fullCalcOnLoad="1"/>'),
        ("<calcPr calcId='9' fullCalcOnLoad='0'></calcPr>", "<calcPr calcId='9' fullCalcOnLoad=\"1\"></calcPr>"),
        ('<calcPr calcMode="manual" />', '<calcPr calcMode="manual" fullCalcOnLoad="1"/>'),
        (
            "<definedNames><definedName name='calcPr'>Data!$A$1</definedName></definedNames><pivotCaches/>",
            "<definedNames><definedName name='calcPr'>Data!$A$1</definedName></definedNames><calcPr fullCalcOnLoad=\"1\"/><pivotCaches/>",
        ),
    ],
)
def test_everything_is_computed_on_opening(tmp_path: Path, before: str, after: str) -> None:
    """The wish stands where the format has its place, and no other setting of calculation changes."""
    source = bare(tmp_path / "book.xlsx", worksheet(PLAIN), calculation=before)
    copy = patched(source, tmp_path / "copy.xlsx", [Change("Data", "A1", 7)])
    assert part_of(copy, "xl/workbook.xml") == part_of(source, "xl/workbook.xml").replace(
        f"</sheets>{before}".encode(), f"</sheets>{after}".encode()
    )


#: Rows 2 to 5 of columns B and C share one formula; B4 has one of its own, and C5 and C6 share another.
SHARED = "".join(
    f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>{b}{c}</row>'
    for row, b, c in [
        (2, '<c r="B2"><f t="shared" ref="B2:C5" si="0">$A2*A$1&amp;"A1"</f><v>1</v></c>', '<c r="C2"><f t="shared" si="0"/><v>2</v></c>'),
        (3, '<c r="B3"><f t="shared" si="0"/><v>3</v></c>', '<c r="C3"><f si="0" t="shared"></f><v>4</v></c>'),
        (4, '<c r="B4"><f>A4</f><v>5</v></c>', '<c r="C4"><f t="shared" si="0"/><v>6</v></c>'),
        (5, '<c r="B5"><f t="shared" si="0"/><v>7</v></c>', "<c r='C5'><f t='shared' si='1' ref='C5:C6'><![CDATA[$A5<9]]></f><v>8</v></c>"),
        (6, '<c r="B6"/>', "<c r='C6'><f t='shared' si='1'/><v>9</v></c>"),
    ]
)


@pytest.mark.parametrize(
    "cells",
    [
        ["B3"],
        ["B2"],
        ["C5"],
        ["B2", "C5"],
        ["B2", "C2"],
        ["B2", "C2", "B3", "C3", "C4"],
        ["B2", "C2", "B3", "C3", "C4", "B5"],
        ["C6"],
        ["C5", "C6"],
    ],
)
def test_a_shared_formula_moves_on(tmp_path: Path, cells: list[str]) -> None:
    """Whichever of its cells get values, the others have the formula that they had, which another program reads from them."""
    source = bare(tmp_path / "book.xlsx", worksheet('<row r="1"><c r="A1"><v>2</v></c></row>' + SHARED))
    old: dict[str, Any] = values(source)
    assert (old["C4"], old["C6"]) == ('=$A4*B$1&"A1"', "=$A6<9")
    at_once = patched(source, tmp_path / "copy.xlsx", [Change("Data", cell, 0) for cell in cells])
    assert values(at_once) == {**old, **dict.fromkeys(cells, 0)}
    assert values(at_once, formulas=False) == {**values(source, formulas=False), **dict.fromkeys(cells, 0)}
    for order in (cells, cells[::-1]):
        path = source
        for number, cell in enumerate(order):
            path = patched(path, tmp_path / f"{number}.xlsx", [Change("Data", cell, 0)])
        assert values(path) == values(at_once)


def test_a_shared_formula_touches_one_cell_more_than_needed(tmp_path: Path) -> None:
    """It is written into the next of its cells, for the range that the cells left over fill."""
    copy = patched(
        bare(tmp_path / "book.xlsx", worksheet(SHARED)), tmp_path / "copy.xlsx", [Change("Data", "B2", None), Change("Data", "C2", 1)]
    )
    wanted = SHARED.replace('<c r="B2"><f t="shared" ref="B2:C5" si="0">$A2*A$1&amp;"A1"</f><v>1</v></c>', '<c r="B2"/>')
    wanted = wanted.replace('<c r="C2"><f t="shared" si="0"/><v>2</v></c>', '<c r="C2"><v>1</v></c>')
    moved_on = '<c r="B3"><f t="shared" si="0" ref="B3:C5">$A3*A$1&amp;"A1"</f>'
    assert rows_of(copy) == wanted.replace('<c r="B3"><f t="shared" si="0"/>', moved_on)


def test_a_shared_formula_whose_next_cell_is_no_corner(tmp_path: Path) -> None:
    """Programs disagree from where its references would count, so each of its cells has it written out."""
    copy = patched(bare(tmp_path / "book.xlsx", worksheet(SHARED)), tmp_path / "copy.xlsx", [Change("Data", "B2", 1)])
    wanted = SHARED.replace('<c r="B2"><f t="shared" ref="B2:C5" si="0">$A2*A$1&amp;"A1"</f><v>1</v></c>', '<c r="B2"><v>1</v></c>')
    for row, column, left in ((2, "C", "B"), (3, "B", "A"), (4, "C", "B"), (5, "B", "A")):
        cell = f'<c r="{column}{row}"><f'
        wanted = wanted.replace(f'{cell} t="shared" si="0"/>', f'{cell}>$A{row}*{left}$1&amp;"A1"</f>')
    assert rows_of(copy) == wanted.replace('<f si="0" t="shared"></f>', '<f>$A3*B$1&amp;"A1"</f>')


def test_a_number_of_a_shared_formula_that_is_used_again(tmp_path: Path) -> None:
    """A formula written further down under the same number begins a group of its own."""
    first = '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">C1</f></c></row><row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'
    second = '<row r="5"><c r="A5"><f t="shared" ref="A5:A6" si="0">D5</f></c></row><row r="6"><c r="A6"><f t="shared" si="0"/></c></row>'
    copy = patched(bare(tmp_path / "book.xlsx", worksheet(first + second)), tmp_path / "copy.xlsx", [Change("Data", "A1", 1)])
    assert (
        rows_of(copy)
        == '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><f t="shared" si="0" ref="A2">C2</f></c></row>' + second
    )


#: Formulas with their reading one row further down and two columns to the right.
MOVED = {
    "A1": "C2",
    "$A1+A$1+$A$1": "$A2+C$1+$A$1",
    "sum(a1:b2)": "sum(C2:D3)",
    "SUM(A:A,$B:C,1:1,$2:3)": "SUM(C:C,$B:E,2:2,$2:4)",
    "LOG10(A1)+ATAN2(B1,1E5)+1.5E-3": "LOG10(C2)+ATAN2(D2,1E5)+1.5E-3",
    '"A1"&"say ""B2"""&A1': '"A1"&"say ""B2"""&C2',
    "'A1 & B2'!A1+'It''s A1'!B$2+Offers!C3": "'A1 & B2'!C2+'It''s A1'!D$2+Offers!E4",
    "Jan:Mar!A1+[1]A1!B2": "Jan:Mar!C2+[1]A1!D3",
    "Table1[[#This Row],[A1]]*A1+Table1[B2]": "Table1[[#This Row],[A1]]*C2+Table1[B2]",
    "#REF!+#N/A+#DIV/0!+Offers!#REF!+A1": "#REF!+#N/A+#DIV/0!+Offers!#REF!+C2",
    "Tax.A1+_A1+A1_+A1.x+ABCD1+XFE1+A1048577": "Tax.A1+_A1+A1_+A1.x+ABCD1+XFE1+A1048577",
    "XFD1+A1048576": "#REF!+#REF!",
    "IF(A1>=B1,TRUE,-C1%)": "IF(C2>=D2,TRUE,-E2%)",
    "_xlfn.XLOOKUP(A1,B:B,C:C)": "_xlfn.XLOOKUP(C2,D:D,E:E)",
    "{1,2;3,4}*A1": "{1,2;3,4}*C2",
    "Größe1+A1 B1": "Größe1+C2 D2",
}


@pytest.mark.parametrize("formula", MOVED)
def test_what_of_a_formula_moves(formula: str) -> None:
    """References without a dollar sign move; texts, names, functions, sheets and columns of tables do not, however much they look like cells."""
    assert moved(formula, 1, 2) == MOVED[formula]
    assert moved(formula, 0, 0).upper() == formula.upper()


PIECES = st.sampled_from(
    [
        "A1",
        "$B2",
        "C$3",
        "$D$4",
        "XFD1048576",
        "A:C",
        "$A:B",
        "1:3",
        "$2:4",
        '"A1"',
        "'My A1'!B2",
        "S!C3",
        "LOG10(E5)",
        "F6:G7",
        "T[A1]",
        "1E5",
        "TRUE",
        "Rate",
    ]
)


@given(pieces=st.lists(PIECES, min_size=1, max_size=6), row=st.integers(1, 99), column=st.integers(1, 26))
def test_formulas_move_as_another_program_moves_them(pieces: list[str], row: int, column: int) -> None:
    """openpyxl has a translator of its own, which agrees wherever nothing moves off the sheet."""
    formula = "+".join(piece for piece in ["A1", *pieces] if piece != "XFD1048576" or (row, column) == (1, 1))
    origin, target = "A1", f"{chr(ord('A') + column - 1)}{row}"
    assert f"={moved(formula, row - 1, column - 1)}" == Translator(f"={formula}", origin).translate_formula(target)


@given(rows=st.integers(-LAST_ROW, LAST_ROW), columns=st.integers(-LAST_COLUMN, LAST_COLUMN))
def test_there_and_back(rows: int, columns: int) -> None:
    """A formula that moves and moves back is the same, unless a reference has left the sheet."""
    formula = "SUM($C$7:F9)*Offers!D8"
    there = moved(formula, rows, columns)
    assert "#REF!" in there or moved(there, -rows, -columns) == formula
    assert ("#REF!" in there) == (not (1 <= 8 + rows and 9 + rows <= LAST_ROW and 1 <= 4 + columns and 6 + columns <= LAST_COLUMN))


ARRAY = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2*2</f><v>2</v></c><c r="B1"><v>2</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="D2"><f t="array" ref="D2">SUM(A1:A2)</f><v>4</v></c>'
    '<c r="E2"><f t="dataTable" ref="E2:E3" r1="A1"/><v>1</v></c></row>'
)


@pytest.mark.parametrize(("cell", "area"), [("A1", "A1:B2"), ("B1", "A1:B2"), ("B2", "A1:B2"), ("E2", "E2:E3"), ("E3", "E2:E3")])
@pytest.mark.parametrize("value", [1, None])
def test_cells_that_one_formula_fills_together(tmp_path: Path, cell: str, area: str, value: Any) -> None:
    """None of them can be changed by itself, in Excel neither."""
    with pytest.raises(InputError) as error:
        patched(bare(tmp_path / "book.xlsx", worksheet(ARRAY)), tmp_path / "copy.xlsx", [Change("Data", cell, value)])
    sentence = f"Data!{cell}: the cell is one of {area}, which one formula fills together; none of them can be changed by itself"
    assert [str(fault) for fault in error.value.faults] == [sentence]


def test_an_array_formula_of_one_cell(tmp_path: Path) -> None:
    """It gives way as any other."""
    copy = patched(
        bare(tmp_path / "book.xlsx", worksheet(ARRAY)), tmp_path / "copy.xlsx", [Change("Data", "D2", 5), Change("Data", "C1", 6)]
    )
    assert '<c r="C1"><v>6</v></c></row>' in rows_of(copy) and '<c r="D2"><v>5</v></c>' in rows_of(copy)
