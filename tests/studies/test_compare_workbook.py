"""The comparison workbook: what a planner opens after a comparison."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import resilience_opt as ro
from resilience_opt.report.compare.sentences import sentences
from resilience_opt.report.compare.sheets import TABLES
from resilience_opt.report.compare.waterfall import way
from tests.building import crisis, event, offer, ore, store

EVIL = "=cmd|' /C calc'!A0"
SUPPLY = [offer("Cheap", 2), offer("Dear", 3)]


@pytest.fixture(scope="module")
def study() -> ro.Comparison:
    """Three cases: one dearer and with every kind of change, one that no plan can meet."""
    before = ore(SUPPLY, years=2, Stockpiles=[store(50)])
    asked = {"Survival": [{"Months": 1, "Service level": 0.9}], **crisis(event("country", "China", 2), probability=0.1)}
    newcomer = offer("Dear", 4, Qualified="no", Qualification_cost=7)
    after = ore(
        [offer("Cheap", 2.5), newcomer], 1000 / 3, 2, Stockpiles=[store(90)], Share_limits=[{"Group": "China", "Maximum": 0.5}], **asked
    )
    return ro.compare({"today": before, EVIL: after, "impossible": before.with_demand("Home", "Ore", 9000)})


@pytest.fixture(scope="module")
def book(study: ro.Comparison, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Its workbook, as another program reads it."""
    return openpyxl.load_workbook(study.to_excel(tmp_path_factory.mktemp("compare") / "new" / "c.xlsx"))


def texts(sheet: Any) -> list[str]:
    """Every text of a sheet."""
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)]


def test_sheets_and_tables(study: ro.Comparison, book: Any) -> None:
    """Every table of the study is an Excel table on a sheet of its own, below the Summary."""
    assert book.sheetnames == ["Summary", *(table.name for table in TABLES)]
    for layout in TABLES:
        sheet = book[layout.name]
        assert [cell.value for cell in sheet[1]] == [field.header for field in layout.fields]
        table = next(iter(sheet.tables.values()))
        assert table.ref.startswith("A1:") and sheet.max_row == len(layout.source(study)) + 1
        assert sheet.freeze_panes == "A2"


def test_cells_are_the_study(study: ro.Comparison, book: Any) -> None:
    """A difference stands as a number with its sign in the format; what is absent is blank."""
    sheet = book["Bridge"]
    shown = [(row[1], row[3]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert shown == [(row.cause, row.amount) for row in study.bridge.itertuples()]
    assert sheet["D2"].number_format.startswith("+#,##0.00")
    inputs = {row[3]: row[5:7] for row in book["Inputs"].iter_rows(min_row=2, values_only=True)}
    assert inputs["Unit cost"] == (3, 4) and inputs["Qualified"] == ("yes", "no")
    formats = {row[3].value: row[6].number_format for row in book["Inputs"].iter_rows(min_row=2) if row[0].value == EVIL}
    assert formats["Quantity"] == "#,##0.######"
    limits = [row[10:] for row in book["Dependence"].iter_rows(min_row=2, values_only=True)]
    assert limits == [(None, 0.5)] * 2


def test_amounts_add_up_as_they_are_shown(study: ro.Comparison, book: Any) -> None:
    """The steps of the Summary lead from the first cost to the second, to the last decimal that is kept."""
    rows = list(book["Summary"].iter_rows(values_only=True))
    top = next(i for i, row in enumerate(rows) if row[0] == "Step")
    steps = []
    for row in rows[top + 1 :]:
        steps.append(row)
        if row[0] == EVIL:
            break
    first, last = steps[0][4], steps[-1][4]
    assert first == pytest.approx(study.table.at["objective", "today"], abs=0.005)
    assert last == pytest.approx(study.table.at["objective", EVIL], abs=0.005)
    assert round(first + sum(step[1] for step in steps[1:-1]), study.decimals) == last
    assert [round(a[4] + b[1], study.decimals) for a, b in zip(steps, steps[1:-1], strict=False)] == [b[4] for b in steps[1:-1]]


def test_the_chart_is_a_waterfall(study: ro.Comparison) -> None:
    """What is drawn stands on what is below it; a step up starts where the one before ended."""
    own = study.bridge[study.bridge["case"] == EVIL]
    kinds = study.bridge_by_kind[study.bridge_by_kind["case"] == EVIL]
    frame = way(own, ("today", kinds["before"].sum()), (EVIL, kinds["after"].sum())).frame
    tops = frame[["below", "whole", "more", "less"]].sum(axis=1)
    inner = frame.iloc[1:-1]
    rises = inner["amount"] > 0
    assert tops.iloc[0] == frame["cost"].iloc[0] and tops.iloc[-1] == frame["cost"].iloc[-1]
    assert tops[inner.index][rises].tolist() == pytest.approx(inner["cost"][rises].tolist())
    assert inner["below"][~rises].tolist() == pytest.approx(inner["cost"][~rises].tolist())


def test_native_charts(study: ro.Comparison, tmp_path: Path) -> None:
    """One chart for each case with a plan, over cells of the Summary."""
    with zipfile.ZipFile(study.to_excel(tmp_path / "c.xlsx")) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 1
    assert "<c:barChart>" in charts[0] and "Summary!$" in charts[0]
    assert "<c:title><c:tx><c:rich>" in charts[0]


def test_text_stays_text(book: Any) -> None:
    """A name that looks like a formula is shown, not run."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == EVIL]
    assert len(cells) > 10
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_same_study_gives_the_same_bytes(study: ro.Comparison, tmp_path: Path) -> None:
    """So that two reports can be compared."""
    one, other = (study.to_excel(tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_why_there_is_no_plan(study: ro.Comparison, book: Any) -> None:
    """The rows that cannot hold together stand in the Summary, and so does each note."""
    said = texts(book["Summary"])
    assert all(str(fault) in said for fault in study.explanations["impossible"]) and study.explanations["impossible"]
    assert all(note in said for note in study.notes) and study.notes


def test_identical_cases_leave_out_what_would_be_empty(tmp_path: Path) -> None:
    """There are no inputs to show and no chart; that the two are the same is said."""
    case = ore(SUPPLY)
    found = ro.compare({"one": case, "other": case})
    path = found.to_excel(tmp_path / "c.xlsx")
    assert openpyxl.load_workbook(path).sheetnames == ["Summary", "Bridge", "Bridge by kind", "Allocation", "Suppliers"]
    assert list(sentences(found, "other")) == ["'other' costs the same as 'one'.", "The plan is the same.", "The inputs are the same."]
    assert not any(name.startswith("xl/charts/") for name in zipfile.ZipFile(path).namelist())


def test_sentences() -> None:
    """Cost with its causes, the largest first; who enters; the sheets that differ."""
    before = ore([offer("Cheap", 2), offer("Dear", 5)])
    after = ore([offer("Cheap", 3), offer("Dear", 5)], demand=90, Share_limits=[{"Group": "China", "Maximum": 0.5}])
    assert list(sentences(ro.compare({"today": before, "next": after}), "next")) == [
        "'next' costs 120 USD more than 'today' (+50%): price +120 USD, volume -90 USD and policy +90 USD.",
        "In the plan, Dear (Ore) enters and 2 yearly volumes differ.",
        "In the inputs, 3 cells or rows differ: Offers (1), Demand (1) and Share limits (1).",
    ]
