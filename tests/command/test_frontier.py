"""The command `optimize frontier`: how it is called, what it prints and writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resilience_opt.case.template import write_template
from resilience_opt.cli import main
from resilience_opt.studies.frontier_point import Point

SMALL = {
    "Settings": [{"Name": "First year", "Value": 2027}, {"Name": "Crisis months", "Value": 6}],
    "Suppliers": [{"Supplier": "Aster", "Country": "China"}, {"Supplier": "Berg", "Country": "Norway"}],
    "Offers": [
        {"Supplier": "Aster", "Material": "Gallium", "Capacity": 120, "Unit cost": 2},
        {"Supplier": "Berg", "Material": "Gallium", "Capacity": 60, "Unit cost": 3, "Standby": 1},
    ],
    "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 120, "Shortage cost": 99}],
    "Scenarios": [{"Scenario": "Ban", "Probability": 0.1}],
    "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 3, "Remaining": 0.5}],
    "Survival": [{"Scenario": "Ban", "Months": 3, "Service level": 0.5}],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A need of 120 t: China's at 2 a tonne, Norway's at 3 up to 60 t."""
    write_template(tmp_path / "small.xlsx", SMALL)
    return tmp_path / "small.xlsx"


def _points(book: Path, words: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> list[dict[str, object]]:
    """The points that the command prints as JSON."""
    assert main(["frontier", str(book), "--limit", "China", "-o", str(book.parent / "out"), "--json", *words]) == code
    return json.loads(capsys.readouterr().out)["points"]


@pytest.mark.parametrize(("written", "levels"), [("0.5,0.75", [0.5, 0.75]), ("50%, 75%", [0.5, 0.75]), ("0.6", [0.6]), ("0.5,50%", [0.5])])
def test_service_levels(written: str, levels: list[float], book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--service` takes levels with commas between them in one word, as fractions or percentages; each has a curve, and one only."""
    points = _points(book, ["--from", "80%", "--to", "60%", "--points", "2", "--service", written], capsys)
    assert [(p["service"], p["limit"]) for p in points] == [(level, limit) for level in levels for limit in (0.8, 0.6)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--service", "0.5,2"], "from 0 to 1"),
        (["--service", "half"], "'half' is not a number"),
        (["--service", ""], "'' is not a number"),
        (["--from", "120%"], "from 0 to 1"),
        (["--points", "0"], "at least 1"),
        (["--points", "1", "--to", "50%"], "leave --to away"),
        (["--points", "100000"], "1000 is the most"),
    ],
)
def test_wrong_options(words: list[str], said: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option is exit code 2 and a sentence that names it."""
    assert main(["frontier", str(book), "--limit", "China", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err and words[0] in printed.err


def test_rows_that_are_no_limits(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A range that reaches beyond the sheet is one fault, not one a row."""
    assert main(["frontier", str(book), "--limit", "2-1000"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "Share limits!A2:A1000: there is no share limit with a Maximum in these rows"


def test_no_requirement_to_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Service levels without a row of Survival would give the same curve again and again: that is refused."""
    write_template(tmp_path / "calm.xlsx", {**SMALL, "Survival": []})
    assert main(["frontier", str(tmp_path / "calm.xlsx"), "--limit", "China", "--service", "0.5,1"]) == 2
    assert "Survival" in capsys.readouterr().err


def test_no_plan_at_any_point(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3, with a sentence; the report is written all the same, and JSON has the points."""
    words = ["--from", "40%", "--to", "30%", "--points", "2"]
    assert main(["frontier", str(book), "--limit", "China", "-o", str(book.parent / "out"), *words]) == 3
    said = capsys.readouterr().out.splitlines()
    files = [book.parent / "out" / f"small-frontier.{kind}" for kind in ("xlsx", "html")]
    assert said[:2] == ["  40.0%  no plan can meet this limit", "  30.0%  no plan can meet this limit"]
    assert said[2].startswith("no plan can meet any of these limits")
    assert said[3:] == [f"wrote {file}" for file in files] and all(file.exists() for file in files)
    assert [p["status"] for p in _points(book, words, capsys, code=3)] == ["infeasible", "infeasible"]


def test_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings of the workbook go to stderr, or into the JSON object; --quiet leaves them out."""
    write_template(tmp_path / "odd.xlsx", {**SMALL, "Share limits": [{"Group": "Chile", "Maximum": 0.5}]})
    words = ["frontier", str(tmp_path / "odd.xlsx"), "--limit", "China", "--from", "80%", "--points", "1", "-o", str(tmp_path)]
    assert main(words) == 0
    printed = capsys.readouterr()
    assert "warning: Share limits!A2: 'Chile'" in printed.err
    assert main([*words, "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main([*words, "--json"]) == 0
    assert ("Share limits", "A2") in {(w["sheet"], w["cell"]) for w in json.loads(capsys.readouterr().out)["warnings"]}


def test_what_is_not_proven_is_said(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan whose gap was not reached is told as such, with its gap; a point that time ended has no figures."""
    answers = iter([Point("feasible", False, 300.0, 0.025, 0.8, 0.0), Point("no plan")])
    monkeypatch.setattr("resilience_opt.studies.frontier_point.Curve.point", lambda *_: next(answers))
    words = ["--from", "80%", "--to", "60%", "--points", "2", "-o", str(book.parent / "out")]
    assert main(["frontier", str(book), "--limit", "China", *words]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "300 USD" in said[0] and "feasible only: 2.50% gap" in said[0]
    assert said[1] == "  60.0%  the search was ended before a plan was found"
    monkeypatch.setattr("resilience_opt.studies.frontier_point.Curve.point", lambda *_: Point("no plan"))
    assert [p["cost"] for p in _points(book, words, capsys, code=4)] == [None, None]
