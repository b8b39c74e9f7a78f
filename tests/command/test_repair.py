"""No plan: what the command says, what it writes, and the copy of the workbook with a repair made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from resilience_opt.case.template import write_template
from resilience_opt.cli import main

BOOK = {
    "Settings": [{"Name": "First year", "Value": 2026}, {"Name": "Last year", "Value": 2028}],
    "Suppliers": [{"Supplier": "Aster", "Country": "China"}, {"Supplier": "Berg", "Country": "Norway"}],
    "Offers": [
        {"Supplier": "Aster", "Material": "Gallium", "Capacity": 200, "Unit cost": 2},
        {"Supplier": "Berg", "Material": "Gallium", "Capacity": 90, "Unit cost": 3, "Qualified": "no", "Qualification years": 1},
    ],
    "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 100, "Shortage cost": 99}],
    "Share limits": [{"Group": "China", "Maximum": 0.4}],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A limit of 40 % that holds from 2026, while the only other source is qualified from 2027."""
    write_template(tmp_path / "early.xlsx", BOOK)
    return tmp_path / "early.xlsx"


def test_what_is_said_and_written(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3: the cells in conflict, then repairs with cell, figure and cost; the same in a workbook and in JSON."""
    out = tmp_path / "out"
    assert main([str(book), "-o", str(out)]) == 3
    said = capsys.readouterr().out
    assert "Share limits!G2: at most 40% of each material may come from China" in said
    assert "Berg takes 1 year to qualify for Gallium: it can deliver nothing before 2027" in said
    assert "Share limits!G2: Maximum of each material from China 40% -> 100%" in said
    assert f"optimize {book} --repair K -o NEW.xlsx" in said
    sheets = openpyxl.load_workbook(out / "early-explanation.xlsx")
    assert sheets.sheetnames == ["Counting", "Conflict", "Repairs"]
    assert main([str(book), "-o", str(out), "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "infeasible" and found["objective"] is None
    assert {"sheet": "Share limits", "cell": "G2", "message": "at most 40% of each material may come from China"} in found["explanation"]
    assert sheets["Repairs"].max_row == 1 + sum(len(repair["changes"]) for repair in found["repairs"])
    assert found["files"] == [str(out / "early-explanation.xlsx")]


def test_every_repair_makes_a_copy_that_solves(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each repair is written to a copy by its number; the copy solves at the cost that was told, and the workbook stays as it was."""
    before = hashlib.sha256(book.read_bytes()).hexdigest()
    main([str(book), "-o", str(tmp_path / "out"), "--json"])
    told = json.loads(capsys.readouterr().out)["repairs"]
    kinds = [repair["kind"] for repair in told]
    assert {"relax the limits on dependence", "let share limits begin later", "allow shortage in a normal year"} <= set(kinds)
    for repair in told:
        copy = tmp_path / f"repaired-{repair['repair']}.xlsx"
        assert main([str(book), "--repair", str(repair["repair"]), "-o", str(copy), "--quiet"]) == 0
        assert capsys.readouterr().out.strip().endswith(str(copy))
        assert main([str(copy), "-o", str(tmp_path / "out"), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["objective"] == pytest.approx(repair["objective"], rel=2e-4)
    assert hashlib.sha256(book.read_bytes()).hexdigest() == before


def test_a_new_row_is_told_from_a_changed_cell(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON a row to be added has no cell of its own, but the row that it is a copy of and the column in which it differs."""
    main([str(book), "-o", str(tmp_path / "out"), "--json"])
    told = {repair["kind"]: repair for repair in json.loads(capsys.readouterr().out)["repairs"]}
    changed, new = told["let share limits begin later"]["changes"]
    assert {k: changed[k] for k in ("sheet", "row", "like", "cell", "column", "value")} == {
        "sheet": "Share limits", "row": "changed", "like": None, "cell": "E2", "column": "Year", "value": 2027,
    }  # fmt: skip
    assert {k: new[k] for k in ("sheet", "row", "like", "cell", "column", "value")} == {
        "sheet": "Share limits", "row": "new", "like": "A2", "cell": None, "column": "Year", "value": 2028,
    }  # fmt: skip
    allowed = told["allow shortage in a normal year"]["changes"][0]
    assert (allowed["row"], allowed["cell"] is None, allowed["column"]) == ("changed", False, "Base shortage allowed")


def test_what_keeps_something_comes_first(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A limit put off by a year comes before a limit given up, which is cheaper; terminal, JSON and workbook number them alike."""
    main([str(book), "-o", str(tmp_path / "out"), "--json"])
    told = json.loads(capsys.readouterr().out)["repairs"]
    later, dropped = ([r["kind"] for r in told].index(k) for k in ("let share limits begin later", "relax the limits on dependence"))
    assert later < dropped and told[later]["objective"] > told[dropped]["objective"]
    assert [told[later]["gives_up"], told[dropped]["gives_up"]] == [False, True]
    main([str(book), "-o", str(tmp_path / "out")])
    said = capsys.readouterr().out
    assert f"  {later + 1}. let share limits begin later: the plan then costs 720 USD\n" in said
    assert f"  {dropped + 1}. relax the limits on dependence: the plan then costs 600 USD; gives a limit up\n" in said
    rows = list(openpyxl.load_workbook(tmp_path / "out" / "early-explanation.xlsx")["Repairs"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1]) for row in rows] == [(r["repair"], r["kind"]) for r in told for _ in r["changes"]]


def test_another_file_is_left_as_it_is(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy never takes the place of a file that stands there: exit 2, and the file is untouched."""
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"somebody's work")
    assert main([str(book), "--repair", "1", "-o", str(other)]) == 2
    assert f"{other} exists already and is left as it is" in capsys.readouterr().err
    assert other.read_bytes() == b"somebody's work"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--repair", "99", "-o", "new.xlsx"], "there is no repair 99"),
        (["--repair", "1", "-o", "folder"], "the file to write"),
        (["--repair", "0", "-o", "new.xlsx"], "at least 1"),
    ],
)
def test_wrong_calls(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair that is not there, or no file to write, is a wrong call: exit 2 and a sentence."""
    monkeypatch.chdir(tmp_path)
    assert main([str(book), *words]) == 2
    printed = capsys.readouterr()
    assert said in " ".join((printed.out + printed.err).split())


def test_the_copy_is_not_the_workbook(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy in the place of the workbook is refused in a sentence, before anything is searched for."""
    before = book.read_bytes()
    monkeypatch.setattr("resilience_opt.studies.run.optimize", lambda *_, **__: pytest.fail("a plan was searched for"))
    assert main([str(book), "--repair", "1", "-o", str(book)]) == 2
    assert capsys.readouterr().err == "the copy would take the place of the workbook itself; give it another name with -o\n"
    assert book.read_bytes() == before


def test_nothing_to_repair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook that has a plan needs no repair, and no copy is written."""
    write_template(tmp_path / "good.xlsx", {**BOOK, "Share limits": []})
    assert main([str(tmp_path / "good.xlsx"), "--repair", "1", "-o", str(tmp_path / "new.xlsx")]) == 2
    assert "nothing to repair" in capsys.readouterr().err
    assert not (tmp_path / "new.xlsx").exists()
