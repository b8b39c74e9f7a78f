"""Next year's workbook: what the plan's first year leaves behind is where the next plan begins, and the rest of the plan costs what it did."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import resilience_opt as ro
from resilience_opt.case.build import read_case
from resilience_opt.case.template import write_template
from resilience_opt.cli import main
from resilience_opt.errors import InfeasibleError, InputError
from resilience_opt.plan.plan import Plan
from resilience_opt.review.roll.moves import DROPPED
from resilience_opt.review.roll.roll import Rolled, roll_forward
from resilience_opt.studies.run import optimize
from tests.building import by_year, near, need, offer, store
from tests.reference.generator import FEATURES, random_book, write_xlsx

FIRST, RATE = 2026, 0.1
COUNTRIES = {"Cheap": "China", "Dear": "Australia", "Third": "Chile"}


def _book(path: Path, offers: list[dict[str, Any]], years: int = 3, **sheets: Any) -> Path:
    """A workbook of offers for a need of 120 a year at Home, in so many years, at a discount rate of 10%."""
    settings = {"First year": FIRST, "Last year": FIRST + years - 1, "Discount rate": RATE, **sheets.pop("Settings", {})}
    rows = {
        "Settings": [{"Name": name, "Value": value} for name, value in settings.items()],
        "Materials": [{"Material": "Ore", "Price": 5}],
        "Suppliers": [{"Supplier": name, "Country": country} for name, country in COUNTRIES.items()],
        "Offers": offers, "Markets": [{"Market": "Home", "Country": "Japan"}], "Demand": [need(120)],
    }  # fmt: skip
    write_template(path, {**rows, **sheets})
    return path


def _rest(plan: Plan) -> float:
    """What the years after the first cost, as of the second."""
    costs = plan.costs_by_year.set_index("year").sum(axis=1)
    rate = plan.case.settings.discount_rate
    return float(sum(costs[year] / (1 + rate) ** (year - plan.case.years[1]) for year in plan.case.years[1:]))


def _rolled(book: Path, **options: Any) -> tuple[Plan, Rolled, Plan]:
    """The plan of a workbook, what came of rolling it, and the new workbook's plan."""
    plan = optimize(read_case(book), gap=1e-9)
    rolled = roll_forward(plan, book, book.with_name("next.xlsx"), **options)
    return plan, rolled, optimize(read_case(rolled.path), gap=1e-9)


def _cells(rolled: Rolled) -> Mapping[tuple[str, str], Any]:
    """What moved: row's first name and attribute to the new value."""
    return {(str(getattr(one.move.record, "supplier", getattr(one.move.record, "stockpile", ""))), one.move.attribute): one.after for one in rolled.moved}


def test_volumes_move_on(tmp_path: Path) -> None:
    """A supplier that may grow by 20 a year from 40 is at 60 after the first year, and goes on from there: 80, 100."""
    book = _book(tmp_path / "b.xlsx", [offer("Cheap", 1, 200, **{"Current volume": 40, "Maximum change": 20}), offer("Dear", 3)])
    plan, rolled, after = _rolled(book)
    assert by_year(plan, "Cheap") == near([60, 80, 100])
    assert by_year(after, "Cheap") == near([80, 100])
    assert _cells(rolled) == {("", "first_year"): 2027, ("Cheap", "current_volume"): 60, ("Dear", "current_volume"): 60}
    assert after.objective == pytest.approx(_rest(plan), rel=1e-9)


def test_stock_moves_on(tmp_path: Path) -> None:
    """A reserve of 100 that can be built by 40 a year stands at 40 when the next plan opens, and its minimum holds from the year it is dated."""
    reserve = store(100, **{"Minimum level": 100, "Minimum from year": 2028, "Maximum build": 40, "Holding cost": 1, "Opening level": 5})
    plan, rolled, after = _rolled(_book(tmp_path / "b.xlsx", [offer("Cheap", 1)], Stockpiles=[reserve]))
    level = float(plan.stockpiles["level"].iloc[0])
    assert 15 <= level < 100 and _cells(rolled)["Store", "opening_level"] == near(level)
    assert read_case(rolled.path).stockpiles[0].minimum_from_year == 2028
    assert after.objective == pytest.approx(_rest(plan), rel=1e-9)


@pytest.mark.parametrize(("years", "start"), [(0, None), (1, None), (2, 2028)])
def test_a_qualification_is_paid_once(years: int, start: int | None, tmp_path: Path) -> None:
    """What the first year paid for is qualified in the new workbook, delivers from the year in which it would have, and costs nothing more."""
    cheap = offer("Cheap", 1, **{"Qualified": "no", "Qualification cost": 50, "Qualification years": years})
    plan, rolled, after = _rolled(_book(tmp_path / "b.xlsx", [cheap, offer("Dear", 9)], years=4))
    assert plan.costs["qualification"] == near(50) and after.costs["qualification"] == 0
    found = read_case(rolled.path).offers[0]
    assert (found.qualified, found.from_year) == (True, start)
    assert by_year(after, "Cheap") == near(by_year(plan, "Cheap")[1:])
    assert after.objective == pytest.approx(_rest(plan), rel=1e-9)


def test_a_newcomer_of_limited_pace_begins_free(tmp_path: Path) -> None:
    """What was not delivered while a qualification ran does not hold a newcomer back in the new workbook either."""
    cheap = offer("Cheap", 1, **{"Qualified": "no", "Qualification cost": 50, "Qualification years": 1, "Maximum change": 10})
    plan, rolled, after = _rolled(_book(tmp_path / "b.xlsx", [cheap, offer("Dear", 9)]))
    assert by_year(plan, "Cheap") == near([0, 120, 120]) and by_year(after, "Cheap") == near([120, 120])
    assert read_case(rolled.path).offers[0].from_year == 2027
    assert any("Maximum change leaves newcomers free" in note and "Cheap (Ore)" in note for note in rolled.notes)


@pytest.mark.parametrize("years", [0, 1, 2, 3])
def test_capacity_is_bought_once(years: int, tmp_path: Path) -> None:
    """Capacity bought in the first year is there, or comes when it would have, at no further cost; what may still be bought is what was left."""
    cheap = offer("Cheap", 1, 20, **{"Expansion limit": 100, "Expansion cost": 2, "Expansion years": years})
    plan, rolled, after = _rolled(_book(tmp_path / "b.xlsx", [cheap, offer("Dear", 9)], years=5))
    assert plan.costs["expansion"] == near(200) and after.costs["expansion"] == 0
    found = read_case(rolled.path).offers[0]
    assert (found.capacity, found.expansion_limit) == ((120, 0) if years <= 1 else (20, 100))
    assert years <= 1 or (found.expansion_cost, found.expansion_years) == (0, years - 1)
    assert by_year(after, "Cheap") == near(by_year(plan, "Cheap")[1:])
    assert after.objective == pytest.approx(_rest(plan), rel=1e-9)


def test_part_of_an_expansion(tmp_path: Path) -> None:
    """Where part of the limit is bought and still to come, the rest is left out until then, and the planner is told so."""
    cheap = offer("Cheap", 1, 20, **{"Expansion limit": 300, "Expansion cost": 2, "Expansion years": 2})
    plan, rolled, after = _rolled(_book(tmp_path / "b.xlsx", [cheap, offer("Dear", 9)], years=4))
    assert read_case(rolled.path).offers[0].expansion_limit == near(100)
    assert any("the 200 of Expansion limit that were not bought, at 2 each" in note for note in rolled.notes)
    assert after.objective == pytest.approx(_rest(plan), rel=1e-9)


def test_an_expansion_in_stages(tmp_path: Path) -> None:
    """Stages that come at once go on as planned. Of stages that take two years the later ones have no cell: the note says how much
    the plan buys then, and what it advises, a second supplier with the rest of the offer, gives the plan that continues."""
    demand = [need(quantity, Year=year) for year, quantity in zip(range(FIRST, FIRST + 6), (60, 60, 80, 120, 160, 200), strict=True)]
    for years in (0, 1):
        cheap = offer("Cheap", 1, 20, **{"Expansion limit": 300, "Expansion cost": 2, "Expansion years": years})
        plan, rolled, after = _rolled(_book(tmp_path / f"{years}.xlsx", [cheap, offer("Dear", 9)], years=6, Demand=demand))
        assert (plan.suppliers["expansion"] > 0).sum() > 1 and not rolled.notes
        assert after.objective == pytest.approx(_rest(plan), rel=1e-9)
    cheap = offer("Cheap", 1, 20, **{"Expansion limit": 300, "Expansion cost": 2, "Expansion years": 2})
    plan, rolled, after = _rolled(_book(tmp_path / "b.xlsx", [cheap, offer("Dear", 9)], years=6, Demand=demand))
    assert after.objective > _rest(plan) * 1.01
    assert "The plan buys 120 of them in 2027, 2028 and 2029, so what is left of it is not in the new workbook" in rolled.notes[0]
    rest = {"Supplier": "Cheap, stage 2", "Material": "Ore", "Capacity": 0, "Unit cost": 1, "Expansion limit": 240, "Expansion cost": 2, "Expansion years": 2}
    two = after.case.with_rows("Suppliers", [{"Supplier": "Cheap, stage 2", "Country": "China"}]).with_rows("Offers", [rest])
    assert optimize(two, gap=1e-9).objective == pytest.approx(_rest(plan), rel=1e-9)


def test_an_expansion_that_has_come(tmp_path: Path) -> None:
    """In the year in which bought capacity is there, the planner is told to write back what may be bought further; of an offer that was always free nothing is said."""
    cheap = offer("Cheap", 1, 20, **{"Expansion limit": 300, "Expansion cost": 2, "Expansion years": 2})
    free = offer("Third", 8, 0, **{"Expansion limit": 5, "Expansion cost": 0, "Expansion years": 0})
    _, rolled, second = _rolled(_book(tmp_path / "b.xlsx", [cheap, offer("Dear", 9), free], years=4))
    assert not any("were bought earlier" in note for note in rolled.notes)
    again = roll_forward(second, rolled.path, tmp_path / "again.xlsx")
    assert any("Cheap, Ore: the 100 that were bought earlier are in Capacity now; where more may be bought, write Expansion limit" in note for note in again.notes)
    assert not any(note.startswith("Third") for note in again.notes)


def test_years_that_are_over(tmp_path: Path) -> None:
    """Rows of the first year drop out, rows of later years keep theirs, and what began in the first year holds from the start."""
    sheets: dict[str, Any] = {
        "Demand": [need(120), need(60, Year=2026), need(90, Year=2028)],
        "Share limits": [{"Group": "China", "Maximum": 0.9, "Year": 2026}, {"Group": "China", "Maximum": 0.5, "Year": 2027}],
        "Source limits": [{"Material": "Ore", "Minimum": 1, "Year": 2026}],
        "Scenarios": [{"Scenario": "Ban", "Probability": 0}],
        "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 1}],
        "Survival": [{"Months": 1, "Service level": 0.1, "From year": 2026}, {"Months": 1, "Service level": 0.2, "From year": 2028}],
    }
    plan, rolled, after = _rolled(_book(tmp_path / "b.xlsx", [offer("Cheap", 1), offer("Dear", 2, **{"From year": 2026})], **sheets))
    new = read_case(rolled.path)
    assert [(r.year, r.quantity) for r in new.demand] == [(None, 120), (2028, 90)]
    assert [r.year for r in new.share_limits] == [2027] and new.source_limits == ()
    assert [r.from_year for r in new.survival] == [2027, 2028]
    assert (new.offers[1].from_year, rolled.counts[DROPPED], rolled.warnings) == (None, 3, plan.case.warnings)
    assert after.objective == pytest.approx(_rest(plan), rel=1e-9)


def test_demand_that_names_a_market(tmp_path: Path) -> None:
    """A row of Demand for a year that is over stays where it alone names a class that Survival asks for: the new workbook has no fault."""
    sheets: dict[str, Any] = {
        "Demand": [need(120), need(6, Year=2026, Priority="Defence")],
        "Scenarios": [{"Scenario": "Ban", "Probability": 0}],
        "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "Chile", "Months": 1}],
        "Survival": [{"Months": 1, "Service level": 0.1, "Priority": "Defence"}],
    }
    _, rolled, _ = _rolled(_book(tmp_path / "b.xlsx", [offer("Cheap", 1)], **sheets))
    assert len(read_case(rolled.path).demand) == 2


def test_the_end_of_the_plan(tmp_path: Path) -> None:
    """The last year stays; a plan of one year moves on as a whole; another last year can be asked for, but none that is over."""
    three = _book(tmp_path / "three.xlsx", [offer("Cheap", 1)])
    one = _book(tmp_path / "one.xlsx", [offer("Cheap", 1)], years=1)
    blank = _book(tmp_path / "blank.xlsx", [offer("Cheap", 1)], Settings={"Last year": None})
    assert [list(read_case(_rolled(book)[1].path).years) for book in (three, one, blank)] == [[2027, 2028], [2027], [2027]]
    assert list(read_case(_rolled(three, last_year=2030)[1].path).years) == [2027, 2028, 2029, 2030]
    assert list(read_case(_rolled(blank, last_year=2029)[1].path).years) == [2027, 2028, 2029]
    with pytest.raises(InputError, match="the last year must be 2027 or later, but it is 2026"):
        _rolled(three, last_year=2026)


def test_years_that_are_added(tmp_path: Path) -> None:
    """Of a year that is added the dated rows say nothing: the planner is told of which sheets, and of none where all rows hold in every year."""
    sheets: dict[str, Any] = {"Demand": [need(120), need(60, Year=2028)], "Share limits": [{"Group": "China", "Maximum": 0.9, "Year": 2028}, {"Group": "Chile", "Maximum": 0.9}]}
    dated = _book(tmp_path / "b.xlsx", [offer("Cheap", 1), offer("Dear", 2)], **sheets)
    assert [note for note in _rolled(dated, last_year=2030)[1].notes if "none for" in note] == [
        "Demand has 1 row for 2028 and none for 2029 to 2030, where only rows without a Year hold: write rows for 2029 to 2030 where they are meant to go on",
        "Share limits has 1 row for 2028 and none for 2029 to 2030, where only rows without a Year hold: write rows for 2029 to 2030 where they are meant to go on",
    ]
    assert not [note for note in _rolled(dated)[1].notes if "none for" in note]
    assert not _rolled(_book(tmp_path / "plain.xlsx", [offer("Cheap", 1)]), last_year=2030)[1].notes


def test_year_after_year(tmp_path: Path) -> None:
    """A rolled workbook is rolled again, with a sheet for each year, and still costs what was left."""
    cheap = offer("Cheap", 1, 20, **{"Expansion limit": 100, "Expansion cost": 2, "Expansion years": 3})
    plan, rolled, second = _rolled(_book(tmp_path / "b.xlsx", [cheap, offer("Dear", 9)], years=6))
    again = roll_forward(second, rolled.path, tmp_path / "again.xlsx")
    third = optimize(read_case(again.path), gap=1e-9)
    assert openpyxl.load_workbook(again.path).sheetnames[-2:] == ["Rolled to 2027", "Rolled to 2028"]
    assert by_year(third, "Cheap") == near(by_year(plan, "Cheap")[2:])
    assert third.objective == pytest.approx(_rest(second), rel=1e-9)


@pytest.mark.parametrize("start", range(0, 40, 10))
def test_random_workbooks_continue(start: int, tmp_path: Path) -> None:
    """On random workbooks the rest of the plan is a plan of the new one; it is the cheapest, unless the notes say what was forgotten."""
    for seed in range(start, start + 10):
        rng = random.Random(seed)
        features = {*rng.sample(sorted(FEATURES), rng.randint(0, len(FEATURES) // 2)), "years"}
        try:
            write_xlsx(random_book(seed, features), tmp_path / "b.xlsx")
            case = read_case(tmp_path / "b.xlsx")
            plan = optimize(case, gap=1e-9, explained=False)
        except (AssertionError, InputError, InfeasibleError):  # no workbook of these features, or none that has a plan
            continue
        rolled = roll_forward(plan, tmp_path / "b.xlsx", tmp_path / "next.xlsx")
        after = optimize(read_case(rolled.path), gap=1e-9)
        rest = _rest(plan)
        assert after.objective <= rest + 1e-6 * max(1, abs(rest)), seed
        assert rolled.notes or after.objective == pytest.approx(rest, rel=1e-6, abs=1e-6), seed


def test_the_sheet_that_tells(tmp_path: Path) -> None:
    """A row for each cell, with what stood there, what the plan said and why; the reader takes no notice of it; sheets without such a cell stay to the byte."""
    book = _book(tmp_path / "b.xlsx", [offer("Cheap", 1, **{"Current volume": 40, "Maximum change": 20}), offer("Dear", 3)])
    _, rolled, _ = _rolled(book, about=["=Run 1"])
    told = openpyxl.load_workbook(rolled.path)["Rolled to 2027"]
    rows = list(told.iter_rows(values_only=True))
    assert rows[0][:6] == ("Sheet", "Cell", "Row", "Column", "Before", "Carried over")
    assert rows[2][:7] == ("Offers", "J2", "Cheap, Ore", "Current volume", 40, 60, "the plan's deliveries in 2026") or rows[2][4:6] == (40, 60)
    assert any(row[0] == "=Run 1" for row in rows) and told["A6"].data_type == "s"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(rolled.path) as new:
        offers = next(name for name in old.namelist() if b"Minimum take" in old.read(name) and name.endswith(".xml"))
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
        changed = set(old.namelist()) - set(same)
    assert offers in changed and {name for name in changed if "worksheets/sheet" in name} <= {offers, "xl/worksheets/sheet2.xml"}


@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="LibreOffice is not installed")
def test_the_sheet_shows_what_is_changed(tmp_path: Path) -> None:
    """In a spreadsheet program the sheet says nothing of cells as they were carried over, and marks the one that the planner changed."""
    book = _book(tmp_path / "b.xlsx", [offer("Cheap", 1, **{"Current volume": 40, "Maximum change": 20}), offer("Dear", 3, **{"From year": 2026})])
    _, rolled, _ = _rolled(book)
    edited = openpyxl.load_workbook(rolled.path)
    moved = next(one for one in rolled.moved if one.move.attribute == "current_volume")
    edited[moved.sheet][moved.cell] = 55
    edited.save(tmp_path / "edited.xlsx")
    for file in (rolled.path, tmp_path / "edited.xlsx"):
        subprocess.run(
            ["libreoffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "ods", "--outdir", str(tmp_path / "o"), str(file)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        subprocess.run(
            ["libreoffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "o"),
             str(tmp_path / "o" / f"{file.stem}.ods")], check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    marks = []
    for name in ("next.xlsx", "edited.xlsx"):
        rows = openpyxl.load_workbook(tmp_path / "o" / name, data_only=True)["Rolled to 2027"].iter_rows(min_row=2, values_only=True)
        marks.append([(row[1], row[7]) for row in rows if row[8] == "changed"])
    assert marks == [[], [(moved.cell, 55)]]


def test_columns_that_are_missing(tmp_path: Path) -> None:
    """A workbook of four bare sheets, without Current volume and Last year, is rolled all the same: what is missing is added."""
    book = openpyxl.Workbook()
    for name, rows in {
        "Settings": [("Name", "Value"), ("First year", 2026)], "Suppliers": [("Supplier", "Country"), ("Cheap", "China")],
        "Offers": [("Supplier", "Material", "Capacity", "Unit cost", "My own"), ("Cheap", "Ore", 500, 1, "x")],
        "Demand": [("Market", "Material", "Quantity", "Shortage cost"), ("Japan", "Ore", 120, 9)],
    }.items():  # fmt: skip
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    del book["Sheet"]
    book.save(tmp_path / "b.xlsx")
    _, rolled, after = _rolled(tmp_path / "b.xlsx", last_year=2028)
    assert openpyxl.load_workbook(rolled.path)["Offers"]["F1"].value == "Current volume"
    assert read_case(rolled.path).offers[0].current_volume == 120 and list(after.case.years) == [2027, 2028]


def test_another_plan_is_refused(tmp_path: Path) -> None:
    """A plan of an edited case is not that of the workbook; nothing is written, and nor is it over the workbook itself."""
    book = _book(tmp_path / "b.xlsx", [offer("Cheap", 1), offer("Dear", 3)])
    case = read_case(book)
    with pytest.raises(InputError, match="the plan is of other data than the workbook's"):
        roll_forward(optimize(case.with_demand("Home", "Ore", 90)), book, tmp_path / "next.xlsx")
    assert not (tmp_path / "next.xlsx").exists()
    assert ro.roll_forward is roll_forward


REVIEW = """
name = "Ore"
period = "yearly"
archive = "archive"
ladder = false
[[workbooks]]
path = "ore.xlsx"
"""


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A run is found by its name or its folder; a file that exists stays; a name that the archive lacks is a sentence and exit 2."""
    _book(tmp_path / "ore.xlsx", [offer("Cheap", 1, **{"Current volume": 40, "Maximum change": 20}), offer("Dear", 3)])
    (tmp_path / "review.toml").write_text(REVIEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "review.toml", "--period", "2026", "--quiet"]) in (0, 10)
    run = next((tmp_path / "archive" / "runs").iterdir())
    capsys.readouterr()
    assert main(["review", "next", run.name, "new.xlsx"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[:3] == ["planned now: 2027 to 2028", "     2 volumes", "     1 year"] and said.splitlines()[-2] == "wrote new.xlsx"
    assert 'path = "new.xlsx" where the workbook has the name "ore"; the name stays' in said.splitlines()[-1]
    assert main(["review", "next", str(run), "other.xlsx", "--last-year", "2030", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["first_year"], told["last_year"], len(told["moved"])) == (2027, 2030, 4)
    assert main(["review", "next", run.name, "new.xlsx"]) == 2 and "is left as it is" in capsys.readouterr().err
    assert main(["review", "next", run.name[:-1], "newer.xlsx"]) == 2 and f"did you mean '{run.name}'?" in capsys.readouterr().err
    assert main(["review", "next", run.name, "newer.ods"]) == 2 and "must be named as one" in capsys.readouterr().err


def test_a_damaged_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made from a run whose files are not what they were."""
    _book(tmp_path / "ore.xlsx", [offer("Cheap", 1)])
    (tmp_path / "review.toml").write_text(REVIEW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "review.toml", "--period", "2026", "--quiet"]) in (0, 10)
    run = next((tmp_path / "archive" / "runs").iterdir())
    table = next((run / "tables").glob("suppliers*"))
    table.write_text(table.read_text(encoding="utf-8").replace("120", "121"), encoding="utf-8")
    capsys.readouterr()
    assert main(["review", "next", run.name, "new.xlsx"]) == 1
    assert "is not what it was" in capsys.readouterr().err and not (tmp_path / "new.xlsx").exists()
