"""The report of a review: alerts first, what changed cell by cell, the bridge, the history; as a workbook and as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest

from resilience_opt.report.review import past
from tests.review.reviewing import ROWS, archive_of, book, definition, offers, rows, run

EVIL = "=1+1<script>alert(1)</script>"


class _Text(HTMLParser):
    """The text of a page by the section that it stands in, scripts apart."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, str] = {}
        self.inside, self.section = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag in ("script", "style") else self.inside
        if tag == "section":
            self.section = str(dict(attrs)["id"])
            self.sections[self.section] = ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside
        self.section = "" if tag == "section" else self.section

    def handle_data(self, data: str) -> None:
        if self.section and not self.inside:
            self.sections[self.section] += f"{data.strip()} " if data.strip() else ""


def _sections(path: Path) -> dict[str, str]:
    reader = _Text()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.sections


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four periods: as it is; dearer and without Dear; no plan; faults. The supplier Cheap has a name that means harm."""
    folder = tmp_path_factory.mktemp("made")
    file = definition(folder, alerts='cost_up = "5%"', results='"out"')
    who = [{**ROWS["Suppliers"][0], "Supplier": EVIL}, ROWS["Suppliers"][1]]
    first = rows(Suppliers=who, Offers=[{**offers()[0], "Supplier": EVIL}, offers()[1]])
    dearer = {**first, "Offers": [{**first["Offers"][0], "Unit cost": 12}], "Share limits": [], "Suppliers": who[:1], "Survival": [], "Settings": [*ROWS["Settings"], {"Name": "Title", "Value": EVIL}]}
    dearer = {name: own for name, own in dearer.items() if own}
    unmet = {**first, "Demand": [{**ROWS["Demand"][0], "Quantity": 5000}]}
    faulty = {**first, "Offers": [{**first["Offers"][0], "Unit cost": EVIL}]}
    for period, sheets in (("2026", first), ("2027", dearer), ("2028", unmet), ("2029", faulty)):
        book(folder / "ore.xlsx", sheets)
        run(file, period)
    return file


def _report(file: Path, period: str, ending: str) -> Path:
    return archive_of(file).run(f"{period}-ore-1").folder / "reports" / f"ore-review.{ending}"


def test_the_page_tells_in_order(made: Path) -> None:
    """Alerts stand first, then changes with the bridge, the plan, the history and the tables."""
    found = _sections(_report(made, "2027", "html"))
    assert list(found) == [
        "alerts", "changed", "planned", "history", "all-reviews", "shares-under-a-limit", "inputs", "bridge", "bridge-by-kind", "allocation",
        "suppliers", "stockpiles", "dependence", "survival", "produced",
    ]  # fmt: skip
    assert re.search(r"Requirement not met .*Cut.* Supplier leaves Dear leaves the plan", found["alerts"])
    assert "'2027' costs" in found["changed"] and "Why the cost differs: from 2026 to 2027" in found["changed"]
    assert f"{EVIL}, Ore Unit cost changed 10 12 price Offers!D2 Offers!D2" in found["inputs"] and "row removed" in found["inputs"]
    assert "Cost" in found["history"] and "Months survived" in found["history"] and "largest share of one country" in found["history"]
    assert "Dear Ore leaves" in found["suppliers"] and f"2027 {EVIL} Ore 112 t/year 120 t/year +7.50" in found["allocation"]


def test_a_name_stays_text(made: Path) -> None:
    """A supplier named like a script or a formula is text on the page and in the workbook, in every cell."""
    page = _report(made, "2027", "html").read_text(encoding="utf-8")
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    for period in ("2027", "2028", "2029"):
        kinds = {cell.data_type for sheet in openpyxl.load_workbook(_report(made, period, "xlsx")) for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
    names = {str(cell.value) for sheet in openpyxl.load_workbook(_report(made, "2027", "xlsx")) for row in sheet.iter_rows() for cell in row}
    assert any(EVIL in name for name in names)


def test_the_workbook_says_the_same(made: Path) -> None:
    """Its first sheet begins with the alerts; the history has a row for each period and three charts; each table has its sheet."""
    found = openpyxl.load_workbook(_report(made, "2027", "xlsx"))
    assert found.sheetnames == ["Review", "History", "Inputs", "Bridge", "Bridge by kind", "Allocation", "Suppliers", "Stockpiles", "Dependence", "Survival"]
    first = [str(row[0].value) for row in found["Review"].iter_rows() if row[0].value]
    assert first[2] == "Alerts" and first[3] == "Requirement not met" and "Supplier leaves" in first
    assert len(found["History"]._charts) == 3 and len(found["Review"]._charts) == 1
    costs = {row[0].value: row[2].value for row in found["History"].iter_rows(min_row=4, max_row=6) if row[0].value in ("2026", "2027")}
    assert costs == {period: pytest.approx(archive_of(made).run(f"{period}-ore-1").plan.objective) for period in ("2026", "2027")}


@pytest.mark.parametrize(("period", "said", "absent"), [("2028", "these rows cannot hold together", "planned"), ("2029", "nothing was solved", "changed")])
def test_a_run_without_a_plan_has_a_report(made: Path, period: str, said: str, absent: str) -> None:
    """It says why there is no plan, with the cells, and shows the history of the periods that had one."""
    found = _sections(_report(made, period, "html"))
    assert said in found["why"] and "!" in found["why"] and absent not in found
    assert "History over 2 periods" in found["history"] and "2027" in found["all-reviews"]
    sheets = openpyxl.load_workbook(_report(made, period, "xlsx"))
    assert any(said in str(row[0].value) for row in sheets["Review"].iter_rows()) and "History" in sheets.sheetnames


def test_the_same_review_is_the_same_bytes(made: Path, tmp_path: Path) -> None:
    """Nothing in a report depends on when or where it was made."""
    file = definition(tmp_path, alerts='cost_up = "5%"')
    for period in ("2026", "2027"):
        (tmp_path / "ore.xlsx").write_bytes((archive_of(made).run(f"{period}-ore-1").folder / "input.xlsx").read_bytes())
        run(file, period)
    for ending in ("xlsx", "html"):
        assert _report(file, "2027", ending).read_bytes() == _report(made, "2027", ending).read_bytes()


def test_the_history_goes_over_all_periods(tmp_path: Path) -> None:
    """Three periods at three prices: three rows, with the change of each against the one before; an attempt that was repeated counts once."""
    file = definition(tmp_path)
    for period, cheap in (("2026", 10.0), ("2027", 11.0), ("2027", 12.0), ("2028", 12.0)):
        book(tmp_path / "ore.xlsx", rows(Offers=offers(cheap=cheap)))
        run(file, period)
    sheet = openpyxl.load_workbook(archive_of(file).run("2028-ore-1").folder / "reports" / "ore-review.xlsx")["History"]
    found = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=5, max_row=7)]
    objective = [archive_of(file).run(name).plan.objective for name in ("2026-ore-1", "2027-ore-2", "2028-ore-1")]
    assert [row[0] for row in found] == ["2026", "2027", "2028"]
    assert [row[2] for row in found] == pytest.approx(objective)
    assert found[0][3] is None and [row[3] for row in found[1:]] == pytest.approx([objective[1] / objective[0] - 1, 0])


def test_other_money_is_not_compared(tmp_path: Path) -> None:
    """A workbook in another currency has a plan and a report that says why nothing is compared; its cost has no change."""
    book(tmp_path / "ore.xlsx")
    file = definition(tmp_path, alerts="cost_up = 0")
    run(file, "2026")
    book(tmp_path / "ore.xlsx", rows(Settings=[*ROWS["Settings"], {"Name": "Currency", "Value": "EUR"}], Offers=offers(cheap=11)))
    assert run(file, "2027") == 0
    found = _sections(_report(file, "2027", "html"))
    assert "amounts are in USD in '2026' and in EUR in '2027'" in found["notes"] and "changed" not in found


def test_the_history_draws_what_moved_most() -> None:
    """Of ten materials the chart has room for eight: the two whose share never moved are left to the table, and the note says so."""
    periods, names = ("2026", "2027"), [f"M{i}" for i in range(10)]
    countries = [{"period": p, "material": m, "group": "China", "share": 0.5 if i in (3, 4) else 0.5 + 0.01 * i * (p == "2027") + 0.1 * (p == "2027"), "year": 2027} for p in periods for i, m in enumerate(names)]
    frame = pd.DataFrame(countries)
    empty = pd.DataFrame()
    shown = SimpleNamespace(periods=list(periods), countries=frame, costs=empty, limits=empty, survived=empty)
    assert list(past.shares(shown).columns) == ["Period", *(name for name in names if name not in ("M3", "M4"))]
    assert past.moved_most(frame, "material") == " Drawn are the 8 of 10 that moved most."
    assert past.moved_most(frame[frame["material"] == "M1"], "material") == ""
