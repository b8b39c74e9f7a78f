"""`optimize attack`: what it prints, writes and returns, and how it takes bad calls."""

from __future__ import annotations

import json
from dataclasses import replace

import openpyxl
import pytest

import resilience_opt as ro
from resilience_opt.cli import main
from tests.building import offer, ore
from tests.reference.generator import write_xlsx
from tests.reference.sheets import COLUMNS

SITES = {"Cheap": "China", "Dear": "Australia", "Third": "Chile", "Fourth": "Canada"}


@pytest.fixture
def book(tmp_path):
    """Four sources of 100 a year at 1 to 4 for a need of 120; each attack leaves a tenth of one for three months, in which 35 % must be had."""
    rows = {sheet: [] for sheet in COLUMNS}
    rows["Settings"] = [{"Name": n, "Value": v} for n, v in (("First year", 2026), ("Crisis months", 6), ("Attack budget", 1))]
    rows["Materials"] = [{"Material": "Ore", "Price": 5}]
    rows["Suppliers"] = [{"Supplier": s, "Country": c} for s, c in SITES.items()]
    rows["Offers"] = [{"Supplier": s, "Material": "Ore", "Capacity": 100, "Unit cost": i} for i, s in enumerate(SITES, start=1)]
    rows["Markets"] = [{"Market": "Home", "Country": "Japan"}]
    rows["Demand"] = [{"Market": "Home", "Material": "Ore", "Quantity": 120, "Shortage cost": 100}]
    rows["Attacks"] = [{"Attack": f"<b>{s}", "Kind": "supplier", "Target": s, "Months": 3, "Remaining": 0.1} for s in SITES]
    rows["Survival"] = [{"Scenario": "attack", "Months": 3, "Service level": 0.35}]
    path = tmp_path / "book.xlsx"
    write_xlsx(rows, path)
    return path


def run(capsys, *words):
    """Exit code, stdout and stderr."""
    code = main([str(w) for w in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_plan_for_each_budget(book, tmp_path, capsys):
    """Nothing is withstood for 140; one attack needs 33.3 from Dear at least in its place, two need Third; three leave no plan, nor four, and the others stand."""
    code, out, _ = run(capsys, "attack", book, "--budget", "2", "0", "1", "3", "4", "--json", "-o", tmp_path)
    found = json.loads(out)
    assert code == 0 and found["status"] == "ok"
    assert [b["budget"] for b in found["budgets"]] == [0, 1, 2, 3, 4]
    assert [b["status"] for b in found["budgets"]] == ["optimal"] * 3 + ["infeasible"] * 2
    assert [b["cost"] for b in found["budgets"][:3]] == pytest.approx([140, 140 + 40 / 3, 220])
    assert [b["increase"] for b in found["budgets"][1:3]] == pytest.approx([40 / 3, 220 - 140 - 40 / 3])
    assert found["budgets"][0]["worst"] == "none" and found["budgets"][2]["to_spare"] == pytest.approx(0, abs=1e-6)
    # 53.3, 33.3 and 33.3 of the first three cost as much as 70 and three times 16.7 of all four
    assert "Third (Ore)" in found["budgets"][2]["enters"].split("; ") and found["budgets"][3]["cost"] is None
    sheet = openpyxl.load_workbook(tmp_path / "book-attack.xlsx")["Attack budget"]
    assert len(sheet._charts) == 1 and sheet["A2"].value == 0 and sheet["B5"].value == "infeasible"


def test_what_is_printed(book, tmp_path, capsys):
    """Without --budget the workbook's and 0 are looked at; names are text in every cell."""
    code, out, err = run(capsys, "attack", book, "-o", tmp_path)
    lines = out.splitlines()
    assert code == 0 and err == ""
    assert lines[0].startswith("budget 0 ") and lines[1].startswith("budget 1 ") and "worst: <b>Cheap, nothing to spare" in lines[1]
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "book-attack.xlsx")["Sets of attacks"].iter_rows() for cell in row]
    assert any(cell.value == "<b>Cheap" for cell in cells) and all(cell.data_type != "f" for cell in cells)


def test_warnings_are_those_of_the_budgets_asked_for(book, tmp_path, capsys):
    """An attack that the workbook's own budget could not pay for is not called idle where a larger budget is asked for."""
    source = openpyxl.load_workbook(book)
    heads = [cell.value for cell in source["Attacks"][1]]
    source["Attacks"].cell(2, heads.index("Cost") + 1).value = 2
    source.save(book)
    assert "so the attack is never made" in run(capsys, "attack", book, "-o", tmp_path)[2]
    assert "so the attack is never made" not in run(capsys, "attack", book, "--budget", "2", "-o", tmp_path)[2]


def test_no_plan_for_any_budget(book, tmp_path, capsys):
    """Exit code 3 where it is known that no budget has a plan."""
    code, out, _ = run(capsys, "attack", book, "--budget", "3,4", "-o", tmp_path)
    assert code == 3 and "no plan can withstand any of these budgets" in out


@pytest.mark.parametrize("budget", ["x", "-1", "nan"])
def test_a_wrong_budget(book, tmp_path, capsys, budget):
    """A budget that is no number, or below 0, is a wrong call."""
    code, _, err = run(capsys, "attack", book, f"--budget={budget}", "-o", tmp_path)
    assert code == 2 and "budget" in err


def test_a_book_without_attacks(tmp_path, capsys):
    """What is missing is named with its sheet."""
    code, _, err = run(capsys, "attack", "inputs/first-steps.xlsx", "--budget", "1", "-o", tmp_path)
    assert code == 2 and "Attacks: there are no attacks" in err and "Survival: there is no requirement to survive attacks" in err


def test_the_plan_tells_the_adversary(book, tmp_path, capsys):
    """The main job tells the worst set and the price of each in JSON, in the sheet Adversary and on the page, there as text."""
    code, out, _ = run(capsys, book, "--json", "--no-ladder", "-o", tmp_path)
    told = json.loads(out)["adversary"]
    assert code == 0 and told["worst"]["attacks"] == "<b>Cheap" and told["listed"]
    assert [s["price"] for s in told["sets"]] == pytest.approx([40 / 3])
    sheet = openpyxl.load_workbook(tmp_path / "book-plan.xlsx")["Adversary"]
    assert [sheet[f"{letter}2"].value for letter in "ABCF"] == ["<b>Cheap", 1, pytest.approx(40 / 3), "yes"]
    page = (tmp_path / "book-plan.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Cheap" in page and "<b>Cheap" not in page


def test_a_price_is_what_the_plan_costs_with_the_set_and_without_it(book):
    """The price of the one set that costs something is what the plan without its attack saves: no yes/no decisions stand in the way."""
    case = ro.read_case(book)
    plan = ro.optimize(case)
    dear = plan.adversary.shaping
    assert len(dear) == 1 and dear["price"].iloc[0] == pytest.approx(40 / 3)
    spared = replace(case, attacks=tuple(a for a in case.attacks if a.attack != dear["set"].iloc[0]))
    assert plan.objective - ro.optimize(spared).objective == pytest.approx(dear["price"].iloc[0])


def test_a_book_without_a_budget_has_no_adversary():
    """Nothing is told of attacks where none must be withstood."""
    assert ro.optimize(ore([offer("Cheap", 1)])).adversary is None
