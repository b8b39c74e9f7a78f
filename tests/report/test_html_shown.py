"""What the page's tables show: numbers as Excel would show them, and the marks of the workbook's highlights."""

from __future__ import annotations

import dataclasses
import html
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from resilience_opt.report.html import tables
from resilience_opt.report.html.marks import holds, marks
from resilience_opt.report.html.shown import amount, shown
from resilience_opt.report.html.tables import Cell, sheet_table
from resilience_opt.report.sheets import crisis
from resilience_opt.report.styles import number_format, with_unit
from resilience_opt.report.tables import Highlight
from resilience_opt.report.workbook import SHEETS, write_plan
from tests.report.test_workbook import fake_plan

KINDS = ("text", "sentence", "yes or no", "year", "whole", "quantity", "capacity", "money", "difference", "unit cost", "share", "months", "cover", "small", "points")


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (0.0, "quantity", "–"),
        (12.345, "quantity", "12.35 t"),
        (99.999, "quantity", "100.00 t"),
        (1234.5678, "quantity", "1,235 t"),
        (1e9, "money", "1,000,000,000 USD"),
        (-5.5, "money", "-5.50 USD"),
        (72.0, "capacity", "72.00 t/year"),
        (400.0, "unit cost", "400 USD/t"),
        (0.6543, "share", "65.4%"),
        (-0.01, "share", "-1.0%"),
        (1, "months", "1 month"),
        (6, "months", "6 months"),
        (3.25, "cover", "3.2 months"),
        (1.25e-7, "small", "1.2E-07"),
        (2.5, "points", "2.50"),
        (2027, "year", "2027"),
        (12345, "whole", "12,345"),
        ("yes", "yes or no", "yes"),
        ("A;[<1]\"x\"", "text", "A;[<1]\"x\""),
        (None, "quantity", ""),
        (float("nan"), "share", ""),
        (float("inf"), "unit cost", ""),
    ],
)  # fmt: skip
def test_numbers_with_their_units(value: object, kind: str, text: str) -> None:
    """Thousands are grouped, small amounts have decimals, each number has its unit, and what is absent is blank."""
    assert amount(value, kind, "t", "USD") == text


@pytest.mark.parametrize("unit", ["", "t", "m3", "1,000 t", "0.5;[=1]", "%", '"quoted"', "E+00", "т; тонн"])
def test_a_unit_is_never_read_as_a_format(unit: str) -> None:
    """Whatever the planner calls a unit, it follows the number as it is, without what Excel's formats cannot hold."""
    kept = "".join(c for c in unit if c not in '"\\')
    assert shown(1234.0, with_unit(unit)) == f"1,234 {kept}".rstrip(" " if not kept else "")
    assert shown(0.0, with_unit(unit)) == "–"


def test_every_kind_of_field_can_be_shown() -> None:
    """A kind that is added to the workbook is one that the page knows, or this fails."""
    assert {kind: bool(shown(1, number_format(kind, "t", "USD"))) for kind in KINDS} == dict.fromkeys(KINDS, True)
    assert {field.kind for layout in SHEETS for field in layout.fields} <= set(KINDS)
    with pytest.raises(ValueError, match="does not know"):
        shown(1, "yyyy-mm-dd")


def test_every_highlight_can_be_shown() -> None:
    """The rules of every sheet are understood, and hold for a row if and only if what they say is so."""
    for layout in SHEETS:
        frame = layout.frame(fake_plan())
        for mark in layout.highlights:
            assert len(holds(mark.rule, frame)) == len(frame)
    with pytest.raises(ValueError, match="does not know"):
        holds("=OR({A}>1,{A}<0)", pd.DataFrame({"A": [1]}))


def test_rules_of_highlights() -> None:
    """Comparisons with numbers, texts and other columns; nothing that is blank meets one."""
    frame = pd.DataFrame({"A b": [1, None, -2.0], "C": [2.0, 3.0, -3.0], "D": ["yes", "", "no"]})
    assert holds("=AND(ISNUMBER({A b}),{A b}<{C})", frame).tolist() == [True, False, False]
    assert holds("={C}>=-3", frame).tolist() == [True, True, True]
    assert holds('={D}="no"', frame).tolist() == [False, False, True]
    both = (Highlight("C", "={C}>2.5", "red"), Highlight("C", "={C}>1", "amber"))
    assert marks(both, frame) == {"C": ["amber", "red", ""]}


def test_tables_show_the_sheets(tmp_path: Path) -> None:
    """Every sheet of the workbook that is a table is on the page, with the same headers, rows and values."""
    plan = fake_plan()
    book = openpyxl.load_workbook(write_plan(plan, tmp_path / "plan.xlsx"))
    for layout in SHEETS:
        table, sheet = sheet_table(plan, layout), book[layout.name]
        assert [column.header for column in table.columns] == [cell.value for cell in sheet[1]]
        cells = [list(row) for row in sheet.iter_rows(min_row=2)] if table.rows else []
        assert [[cell.text for cell in row] for row in table.rows] == [[shown(c.value, c.number_format) for c in row] for row in cells]


def test_a_long_table_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marked rows are kept before the others, in the order of the sheet; the total is that of the plan."""
    monkeypatch.setattr(tables, "MOST_ROWS", 5)
    plan = fake_plan()
    short = plan.crisis["shortage"].where(plan.crisis.index.isin([3, 20, 21]), 0.0)
    table = sheet_table(dataclasses.replace(plan, crisis=plan.crisis.assign(shortage=short)), crisis.SHEET)
    assert (table.total, table.cut) == (len(plan.crisis), True)
    months = [(row[0].text, row[2].text) for row in table.rows]
    assert months == [("2027", "1"), ("2027", "2"), ("2027", "4"), ("2028", "9"), ("2028", "10")]
    assert [row[-1] for row in table.rows] == [
        Cell("–"),
        Cell("–"),
        Cell("1.00 t", "amber"),
        Cell("3.00 t", "amber"),
        Cell("3.00 t", "amber"),
    ]


def test_numbers_are_in_columns_of_numbers() -> None:
    """The page sorts a column as numbers where its cells begin with one."""
    for layout in SHEETS:
        table = sheet_table(fake_plan(), layout)
        for row in table.rows:
            for place in table.numeric:
                assert re.match(r"[-+]?[\d,]*\.?\d+|–|$", html.unescape(row[place - 1].text))
