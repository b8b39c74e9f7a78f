"""The manual of the workbook: complete, in words, and the one that is committed."""

from __future__ import annotations

from pathlib import Path

import pytest

from resilience_opt.case.manual import main, manual
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS
from resilience_opt.case.wording import UNITS, blank_words, bounds_words, kind_words, note

COMMITTED = Path(__file__).parents[2] / "docs" / "workbook.md"


def sections() -> dict[str, str]:
    """The manual's text by heading."""
    parts = manual().split("\n## ")
    return {part.split("\n", 1)[0]: part for part in parts}


def test_committed_manual_is_the_generated_one() -> None:
    """docs/workbook.md says what the schema says now; `python -m resilience_opt.case.manual docs/workbook.md` renews it."""
    assert COMMITTED.read_text(encoding="utf-8") == manual()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.SHEET)
def test_every_column_is_told_under_its_sheet(sheet: type[Record]) -> None:
    """Each sheet has a section with its meaning and a row for each column, in order, with meaning and blank."""
    section = sections()[sheet.SHEET]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert sheet.MEANING in section
    assert f"The sheet is {'required' if sheet.REQUIRED else 'optional'}." in section
    assert [row.split("`")[1] for row in rows] == [column.header for column in sheet.columns()]
    for row, column in zip(rows, sheet.columns(), strict=True):
        cells = [cell.strip() for cell in row.strip("|").split(" | ")]
        assert (cells[1] == "yes") is column.required
        assert cells[2] == kind_words(column)
        assert (cells[5], cells[6]) == (blank_words(column), column.meaning)


def test_keys_are_told() -> None:
    """The manual says of which columns there is one row each, and where rows may repeat."""
    found = sections()
    assert "one row for each `Stockpile`." in found["Stockpiles"]
    assert "one row for each combination of `Market`, `Material`, `Priority` and `Year`." in found["Demand"]
    assert "Rows may repeat." in found["Events"]


def test_every_unit_has_words() -> None:
    """No unit reaches a planner in the schema's shorthand."""
    assert {column.unit for sheet in SHEETS for column in sheet.columns() if column.unit} <= set(UNITS)


def test_words_for_kinds_bounds_and_blanks() -> None:
    """Kinds, bounds and blanks are told as a planner would type them."""
    rate = Column("Tariff", "share", "Duty.", default=0.0, low=0)
    place = Column("To", "refer", "Where `abroad` is.", required=True, to=("market", "country"), words=("abroad", "*"))
    assert (bounds_words(rate), blank_words(rate)) == ("at least 0%", "0%")
    assert (kind_words(place), blank_words(place)) == ("a market or country, or `abroad` or `*`", "not allowed")
    assert blank_words(Column("Qualified", "yesno", "", default=True)) == "yes"
    assert blank_words(Column("Penalty", "number", "", blank="the limit is hard")) == "the limit is hard"
    assert bounds_words(Column("Crisis months", "whole", "", low=1, high=60)) == "1 to 60"


def test_note_is_the_manual_in_brief_without_its_marks() -> None:
    """A header's note tells whether it is required, meaning, kind, bounds, unit and blank."""
    loss = Column("Loss", "share", "What is lost, `each` year.", default=0.0, unit="a year", low=0, high=1)
    assert note(loss).splitlines() == [
        "Optional.",
        "What is lost, 'each' year.",
        "Holds a share, such as 30% or 0.3, 0% to 100%.",
        "Unit: per year.",
        "Blank: 0%.",
    ]


def test_manual_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a path the manual goes to stdout, with one to the file."""
    main([])
    main([str(tmp_path / "manual.md")])
    assert capsys.readouterr().out == manual() == (tmp_path / "manual.md").read_text(encoding="utf-8")
