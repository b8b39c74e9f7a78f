"""A search that was ended before the gap was reached: what the command says of who ended it, and what it still does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from resilience_opt.case.template import write_template
from resilience_opt.cli import main
from resilience_opt.studies import ladder, run

BOOK = {
    "Settings": [{"Name": "First year", "Value": 2027}],
    "Suppliers": [{"Supplier": "Aster", "Country": "China"}, {"Supplier": "Berg", "Country": "Norway"}],
    "Offers": [
        {"Supplier": "Aster", "Material": "Gallium", "Capacity": 120, "Unit cost": 2},
        {"Supplier": "Berg", "Material": "Gallium", "Capacity": 120, "Unit cost": 3},
    ],
    "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 100, "Shortage cost": 99}],
    "Share limits": [{"Group": "China", "Maximum": 0.6}],
}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook whose plan is always only feasible, after 5 seconds of search."""
    write_template(tmp_path / "book.xlsx", BOOK)
    real = run.optimize

    def stopped(*args: Any, **keywords: Any) -> Any:
        return replace(real(*args, **keywords), status="feasible", bound=200.0, seconds={"build": 0.1, "solve": 5.0})

    monkeypatch.setattr(run, "optimize", stopped)
    return tmp_path / "book.xlsx"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "feasible (the search was stopped before the gap was reached): "),
        (["--time-limit", "60"], "feasible (the search was stopped before the gap was reached): "),
        (["--time-limit", "5"], "feasible (the limit of time ended the search): "),
    ],
)
def test_who_ended_the_search(words: list[str], said: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The limit of time is named only where there is one, and where it was used up."""
    assert main([str(book), "-o", str(book.parent), *words]) == 0
    assert capsys.readouterr().out.startswith(said)


def test_nothing_more_is_searched_for(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stops the search wants the plan now: the steps below it are left out, and that is said."""
    monkeypatch.setattr(ladder, "with_ladder", lambda *_: pytest.fail("the steps were searched for"))
    assert main([str(book), "-o", str(book.parent)]) == 0
    assert "the sheet Cost of resilience is left out: the search was stopped" in capsys.readouterr().err
    assert "Cost of resilience" not in openpyxl.load_workbook(book.parent / "book-plan.xlsx").sheetnames


def test_ctrl_c_among_the_steps_keeps_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the steps below the plan are searched for leaves out their sheet, not the plan."""
    write_template(tmp_path / "book.xlsx", BOOK)

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ladder, "with_ladder", interrupted)
    assert main([str(tmp_path / "book.xlsx"), "-o", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("optimal: 240 USD")
    assert "the sheet Cost of resilience is left out" in printed.err
    assert (tmp_path / "book-plan.xlsx").exists()
