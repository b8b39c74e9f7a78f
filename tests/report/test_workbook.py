"""The plan workbook: what a planner opens after a run."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path
from typing import Any, cast

import openpyxl
import pandas as pd
import pytest

from resilience_opt.case.book import Book
from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Demand, Market, Material, Offer, Settings, Supplier
from resilience_opt.network.network import Network
from resilience_opt.plan.adversary import Adversary
from resilience_opt.plan.ladder import Ladder
from resilience_opt.plan.plan import COST_KINDS, Audit, Plan
from resilience_opt.report.sentences import counted, decision, listed, money
from resilience_opt.report.sheets import crisis, dependence
from resilience_opt.report.workbook import SHEETS, write_plan

EVIL = "=cmd|' /C calc'!A0"
HEADERS = {
    "Allocation": [
        "Year",
        "Supplier",
        "Material",
        "Destination",
        "Quantity",
        "Share of the destination's supply",
        "Unit cost landed",
        "Cost",
    ],
    "Suppliers": [
        "Year",
        "Supplier",
        "Material",
        "Active",
        "Qualified in",
        "Capacity",
        "Expansion",
        "Shipped",
        "Use of capacity",
        "Break-even unit cost",
    ],
    "Stockpiles": ["Year", "Stockpile", "Material", "Level", "Months of cover", "Built", "Drawn", "Holding cost"],
    "Dependence": [
        "Year",
        "Lens",
        "Group",
        "Material",
        "Destination",
        "Share",
        "Share without unknown",
        "Side",
        "Limit",
        "Slack",
        "Price of the limit",
    ],
    "Survival": [
        "Year",
        "Scenario",
        "Market",
        "Material",
        "Priority",
        "Months required",
        "Months survived",
        "Worst month's service",
        "Price of the requirement",
    ],
    "Adversary": ["Attacks", "Of the budget", "Costs to withstand", "To spare", "Least to spare in", "The worst"],
    "Crisis": ["Year", "Scenario", "Month", "Market", "Material", "Priority", "Demand", "Delivered", "From stock", "Shortage"],
    "Cost of resilience": [
        "Step",
        "Cost",
        "Increase",
        "More deliveries",
        "More holding",
        "Largest share",
        "Limits not met",
        "Months survived",
        "Disruptions not survived",
        "Disruptions with a requirement",
        "Could be off by",
    ],
    "Limits that bind": ["Limit", "Sheet", "Cell", "Price", "For each"],
    "Audit": ["Check", "Rows checked", "Largest violation", "Tolerance", "Passed"],
}


def rows(columns: str, *values: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(values), columns=columns.split())


def fake_case() -> Case:
    return Case(
        settings=Settings(title="=1+1", first_year=2027, last_year=2028),
        materials=(Material(material="Gallium", unit="t", price=300.0),),
        suppliers=(Supplier(supplier="Ingal", country="Germany", owner="Germany"), Supplier(supplier=EVIL, country="China", owner="China")),
        offers=(
            Offer(supplier="Ingal", material="Gallium", capacity=100.0, unit_cost=400.0),
            Offer(supplier=EVIL, material="Gallium", capacity=200.0, unit_cost=250.0),
        ),
        markets=(Market(market="Japan", country="Japan"),),
        demand=(Demand(market="Japan", material="Gallium", quantity=120.0, shortage_cost=9000.0),),
        book=Book({}, "gallium.xlsx", "ab" * 32),
    )


def fake_plan(months: int = 12) -> Plan:
    """Two years, two suppliers, one market, one stockpile and one disruption."""
    supply = [
        (y, s, "Gallium", "Japan", q, q / 120, c, q * c) for y in (2027, 2028) for s, q, c in (("Ingal", 72.0, 400.0), (EVIL, 48.0, 250.0))
    ]
    suppliers = [
        (y, s, "Gallium", True, None, c, 0.0, q, q / c, float("nan"))
        for y in (2027, 2028)
        for s, q, c in (("Ingal", 72.0, 100.0), (EVIL, 48.0, 200.0))
    ]
    crises = [
        (y, "Ban", m, "Japan", "Gallium", "all", 10.0, 6.0, 3.0 if m < 7 else 1.0, 1.0 if m < 7 else 3.0)
        for y in (2027, 2028)
        for m in range(1, months + 1)
    ]
    return Plan(
        case=fake_case(),
        network=cast(Network, None),
        model="standard",
        risk_measure="expected",
        status="optimal",
        objective=90_000.0 / 3,
        bound=29_999.0,
        gap=1 / 30_000,
        costs={"deliveries": 25_000.0, "holding": 5_000.0},
        costs_by_year=pd.DataFrame(
            {"deliveries": [12_000.0, 13_000.1 + 0.2], "holding": [2_500.0, 2_500.0]}, index=pd.Index([2027, 2028], name="year")
        ),
        allocation=rows("year supplier material destination quantity share unit_cost cost", *supply),
        suppliers=rows("year supplier material active qualified_in capacity expansion shipped use break_even", *suppliers),
        stockpiles=rows(
            "year stockpile material level months_of_cover built drawn holding_cost",
            (2027, "Reserve", "Gallium", 20.0, 2.0, 20.0, 0.0, 100.0),
            (2028, "Reserve", "Gallium", 40.0, 4.0, 20.0, 0.0, 200.0),
        ),
        dependence=rows(
            "year lens group material destination share share_known side limit slack price origin",
            (2027, "location", "China", "Gallium", None, 0.4, 0.4, "maximum", 0.4, 0.0, 12.0, ""),
            (2028, "owner", "China", "Gallium", None, 0.5, 0.4, "maximum", 0.6, 0.1, 0.0, ""),
        ),
        survival=rows(
            "year scenario market material priority months_required months_survived worst_service price",
            (2027, "Ban", "Japan", "Gallium", "all", 6, 8, 0.7, 1000.0),
            (2028, "Ban", "Japan", "Gallium", "all", 6, 6, 0.7, 0.0),
        ),
        crisis=rows("year scenario month market material priority demand delivered from_stock shortage", *crises),
        crisis_costs=rows("year scenario probability cost", (2027, "Ban", 0.1, 5.0)),
        values={},
        audit=Audit(
            rows("check rows largest_violation tolerance passed", ("balance", 24, 1e-9, 1e-6, True), ("shares", 2, 0.0, 1e-6, True))
        ),
        engine="extensive",
        binding=rows("sheet cell limit price unit", ("Share limits", "G2", EVIL, 12.0, "1 percentage point")),
        adversary=Adversary(
            rows("set spent year to_spare price worst", (EVIL, 2.5, 2028, 0.0, 1234.5, True), ("Ban", 1.0, 2027, 0.25, 0.0, False)),
            budget=2.5, within=4, listed=True, exact=True,
        ),
        ladder=Ladder(
            steps=rows(
                "step cost increase largest_share limits_broken shortest_survived requirements_unmet requirements off",
                ("cheapest plan", 20_000.0, 0.0, 1.0, 2, 1, 2, 2, 0.0),
                ("+ survival", 30_000.0, 10_000.0, 0.5, 0, 6, 0, 2, 3.0),
            ),
            bridge=rows(" ".join(["step", *COST_KINDS, "total"]), ("+ survival", 0.0, 0.0, 0.0, 7_000.0, 3_000.0, 0.0, 0.0, 0.0, 10_000.0)),
            shares=pd.DataFrame(),
        ),
        options={"threads": 1, "gap": 1e-4, "time limit": None},
        seconds={"solve": 1.23},
        size={"rows": 1234},
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plan(fake_plan(), tmp_path_factory.mktemp("report") / "new" / "plan.xlsx")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_same_plan_gives_same_bytes(written: Path, tmp_path: Path) -> None:
    """The report holds no time of day and no duration: the same plan, however long it took, gives the same file."""
    slower = dataclasses.replace(fake_plan(), seconds={"solve": 99.0})
    assert write_plan(slower, tmp_path / "again.xlsx").read_bytes() == written.read_bytes()


def test_sheets_and_headers(written: Path) -> None:
    """The sheets have the names and columns that other programs read."""
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == ["Summary", *HEADERS]
    assert {name: [cell.value for cell in book[name][1]] for name in HEADERS} == HEADERS


def test_each_table_sheet_is_an_excel_table(written: Path) -> None:
    """Every row can be filtered and sorted, and the header is repeated on each printed page."""
    book = openpyxl.load_workbook(written)
    for layout in SHEETS:
        sheet = book[layout.name]
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A1:") and table.ref.endswith(str(max(len(layout.frame(fake_plan())), 1) + 1))
        assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0


def test_names_never_become_formulas(written: Path) -> None:
    """A supplier or a title that begins with = is written as text in every sheet."""
    book = openpyxl.load_workbook(written)
    assert not [c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert not [name for name, xml in parts(written).items() if name.startswith("xl/worksheets/sheet") and b"<f>" in xml]
    assert book["Allocation"]["B3"].value == EVIL
    assert book["Summary"]["A1"].value == "=1+1"


def test_summary_states_the_decision(written: Path) -> None:
    """Three sentences stand at the head of the first sheet: what to do, what it withstands, what it costs."""
    sheet = openpyxl.load_workbook(written)["Summary"]
    assert tuple(sheet.cell(row, 1).value for row in (3, 4, 5)) == decision(fake_plan())
    assert decision(fake_plan()) == (
        f"In 2028, buy 120 t of Gallium from Ingal (60%) and {EVIL} (40%); and keep 40 t of Gallium in Reserve (4.0 months of demand).",
        (
            "The plan keeps all 2 yearly share limits (1 at the limit; the dearest is at most 40% of Gallium from China in 2027: one point more would save 12 USD), "
            "and meets all 2 yearly survival requirements through 1 disruption "
            "(the dearest is Ban in 2027: one point less service for Gallium in Japan would save 1,000 USD); of up to 4 choices of attacks within the budget of 2.5, none breaks it "
            f"(the worst, {EVIL}, leaves nothing to spare)."
        ),
        (
            "It costs 30,000 USD over 2027 to 2028, discounted (deliveries 83% and holding 17%), 10,000 USD (50%) more than the cheapest plan without limits and requirements; "
            "it is proven to be within 0.0033% of the cheapest plan that meets the requirements, and its audit of 26 rows passed."
        ),
    )


def test_summary_says_what_produced_it(written: Path) -> None:
    """The input's SHA-256, versions, model and options are there, so that the plan can be made again."""
    sheet = openpyxl.load_workbook(written)["Summary"]
    found = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert found["SHA-256 of the input"] == "ab" * 32
    assert found["Model"] == "standard" and found["Option: gap"] == "0.0001" and "Version of highspy" in found


def test_summary_links_to_every_sheet_and_has_four_charts(written: Path) -> None:
    """One click leads to each sheet; the charts are Excel's own."""
    inside = parts(written)
    summary = inside["xl/worksheets/sheet1.xml"].decode()
    assert all(f"'{name}'!A1" in summary for name in HEADERS)
    assert len([name for name in inside if name.startswith("xl/charts/chart")]) == 4


def test_dependence_shows_two_shares_only_where_something_is_unknown() -> None:
    """The second share is blank where it would repeat the first."""
    assert dependence.frame(fake_plan())["Share without unknown"].isna().tolist() == [True, False]


def test_numbers_are_rounded_and_units_are_in_the_format(written: Path) -> None:
    """12 significant digits are stored; the unit is shown with the number, which stays a number."""
    book = openpyxl.load_workbook(written)
    assert book["Allocation"]["F2"].value == 0.6 and '" t/year"' in book["Allocation"]["E2"].number_format
    assert book["Allocation"]["G2"].number_format.count("USD/t") == 2


def test_a_plan_without_stock_limits_or_disruptions_is_reported(tmp_path: Path) -> None:
    """Empty tables give empty sheets and sentences that say so."""
    plan = fake_plan()
    names = ("stockpiles", "dependence", "survival", "crisis", "crisis_costs")
    bare = dataclasses.replace(plan, bound=None, gap=None, adversary=None, **{n: getattr(plan, n).iloc[:0] for n in names})
    book = openpyxl.load_workbook(write_plan(bare, tmp_path / "bare.xlsx"))
    assert book["Crisis"].max_row == 1 or book["Crisis"]["A2"].value is None
    assert decision(bare)[0].endswith("; and keep no stock.")
    assert decision(bare)[1] == "The plan is under no share limit, and no disruption is tested."
    assert "how far it is from the cheapest plan is not proven" in decision(bare)[2]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    """A report that cannot be written leaves the one before it, and nothing beside it."""
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(KeyError):
        write_plan(dataclasses.replace(fake_plan(), allocation=pd.DataFrame()), target)
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]


def test_more_crises_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The worst crises are kept, each whole, and the Summary says how many rows there are in all."""
    monkeypatch.setattr(crisis, "MOST_ROWS", 13)
    assert crisis.frame(fake_plan())["Year"].tolist() == [2027] * 12
    sheet = openpyxl.load_workbook(write_plan(fake_plan(), tmp_path / "p.xlsx"))["Summary"]
    assert "the worst 12 of 24 rows" in [c.value for row in sheet.iter_rows() for c in row]


def test_kinds_of_cost_that_no_step_changes_are_left_out(tmp_path: Path) -> None:
    """Columns of nothing make the sheet Cost of resilience too wide to read; what is left of rounding counts as nothing, and is never '+0 USD'."""
    plan = fake_plan()
    assert plan.ladder is not None
    noisy = plan.ladder.bridge.assign(deliveries=10_000.0, holding=7.5e-9)
    path = write_plan(dataclasses.replace(plan, ladder=dataclasses.replace(plan.ladder, bridge=noisy)), tmp_path / "p.xlsx")
    head, *steps = openpyxl.load_workbook(path)["Cost of resilience"].iter_rows(values_only=True)
    assert [name for name in head if name.startswith("More ")] == ["More deliveries"]
    assert [row[3] for row in steps] == [None, 10_000]


def test_a_plan_without_a_ladder_has_no_sheet_for_it(tmp_path: Path) -> None:
    """The sheet Cost of resilience is left out, and the Summary does not point to it, where its plans were not searched for."""
    book = openpyxl.load_workbook(write_plan(dataclasses.replace(fake_plan(), ladder=None), tmp_path / "p.xlsx"))
    assert book.sheetnames == ["Summary", *(name for name in HEADERS if name != "Cost of resilience")]
    assert "Cost of resilience" not in [c.value for row in book["Summary"].iter_rows() for c in row]


def test_words() -> None:
    """Amounts, counts and lists read as a person would write them."""
    assert [money(v, "USD") for v in (999_999.4, 1_234_567, 2.5e9)] == ["999,999 USD", "1.23 million USD", "2.5 billion USD"]
    assert [counted(1, "other"), counted(2, "category"), counted(1200, "row")] == ["1 other", "2 categories", "1,200 rows"]
    assert listed(["a", "b", "c"]) == "a, b and c"
