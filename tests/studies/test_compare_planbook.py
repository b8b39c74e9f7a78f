"""Plan workbooks read back: what they tell is compared, what they do not hold is said."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from xlsxwriter import Workbook

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.case.template import write_template
from resilience_opt.report.sheets import allocation, dependence, stockpiles, suppliers, survival
from resilience_opt.studies.compare.planbook import PlanBook, read_side
from tests.building import crisis, event, offer, ore, store


@pytest.fixture
def plan() -> ro.Plan:
    """Two years, a newcomer, a store, a limit and a ban, in a currency of its own."""
    newcomer = offer("Dear", 3, Qualified="no", Qualification_cost=5, Qualification_years=1)
    limit = [{"Group": "China", "Maximum": 0.5, "Year": 2027}]
    asked = {"Survival": [{"Months": 1, "Service level": 0.5}], **crisis(event("country", "China", 2), probability=0.1)}
    case = ore(
        [offer("Cheap", 2), newcomer], years=2, Settings={"Currency": "EUR (2026)"}, Stockpiles=[store(90)], Share_limits=limit, **asked
    )
    return ro.optimize(case)


def read(path: Path) -> PlanBook:
    """A plan workbook, which it must be taken for."""
    found = read_side(path)
    assert isinstance(found, PlanBook)
    return found


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("allocation", allocation.FIELDS),
        ("suppliers", suppliers.FIELDS),
        ("stockpiles", stockpiles.FIELDS),
        ("dependence", dependence.FIELDS),
        ("survival", survival.FIELDS),
    ],
)
def test_tables_are_read_back(plan: ro.Plan, tmp_path: Path, table: str, fields: tuple[allocation.Field, ...]) -> None:
    """Every table is the plan's to twelve digits; a second share that is the first one is left out by the report."""
    found = getattr(read(plan.to_excel(tmp_path / "plan.xlsx")), table)
    wanted = getattr(plan, table)[[field.source for field in fields]]
    wanted = wanted.astype({field.source: float for field in fields if field.kind not in ("text", "yes or no")})
    assert len(wanted)
    left_out = [column for column in ("share_known",) if column in found]
    pd.testing.assert_frame_equal(found.drop(columns=left_out), wanted.drop(columns=left_out), check_dtype=False, rtol=1e-11)


def test_figures_are_read_back(plan: ro.Plan, tmp_path: Path) -> None:
    """Status, cost by kind, bound, gap and currency."""
    found = read(plan.to_excel(tmp_path / "my plan.xlsx"))
    assert (found.source, found.status, found.currency) == ("my plan.xlsx", plan.status, "EUR (2026)")
    assert (found.objective, found.bound, found.gap) == pytest.approx((plan.objective, plan.bound, plan.gap), rel=1e-11)
    assert found.costs == pytest.approx(dict(plan.costs), rel=1e-11)


def test_a_plan_workbook_in_a_comparison(plan: ro.Plan, tmp_path: Path) -> None:
    """Its plan and cost are compared by kind; inputs and causes are not known, and a sentence says so."""
    found = ro.compare({"case": plan.case, "told": read(plan.to_excel(tmp_path / "plan.xlsx"))})
    assert found.allocation["difference"].abs().max() < 1e-9 and len(found.allocation)
    assert found.bridge_by_kind["difference"].tolist() == [0] * 8
    assert found.inputs.empty and found.bridge.empty
    assert found.dependence["share_before"].tolist() == [pytest.approx(0.5)]
    assert found.dependence["difference"].abs().max() < 1e-9
    assert len(found.notes) == 2
    assert "as each plan reports them" in found.notes[0] and found.notes[1].startswith("told: 'told' is a plan workbook")
    assert found.sources["known"].tolist() == [True, False]


def test_two_plan_workbooks(plan: ro.Plan, tmp_path: Path) -> None:
    """Neither holds its inputs; what both tell is compared."""
    dearer = ro.optimize(plan.case.with_rows("Offers", [offer("Cheap", 2.5)]))
    books = {name: read(one.to_excel(tmp_path / f"{name}.xlsx")) for name, one in (("old", plan), ("new", dearer))}
    found = ro.compare(books)
    assert found.bridge_by_kind["difference"].sum() == pytest.approx(dearer.objective - plan.objective, abs=0.01)
    assert found.notes[1].startswith("new: 'old' and 'new' are plan workbooks, which do not hold their inputs: give the input workbooks ")
    assert found.currency == "EUR (2026)"
    other = ro.optimize(ore([offer("Cheap", 2)])).to_excel(tmp_path / "usd.xlsx")
    with pytest.raises(ro.InputError, match="amounts are in EUR"):
        ro.compare({"old": books["old"], "usd": read(other)})


def test_an_input_workbook_is_a_case(tmp_path: Path) -> None:
    """Whatever its sheets Suppliers, Stockpiles and Survival share with a plan workbook."""
    rows = {
        "Settings": [{"Name": "First year", "Value": 2026}],
        "Suppliers": [{"Supplier": "Cheap", "Country": "China"}],
        "Offers": [offer("Cheap", 2)],
        "Demand": [{"Market": "Home", "Material": "Ore", "Quantity": 5, "Shortage cost": 9}],
    }
    write_template(tmp_path / "case.xlsx", rows)
    assert isinstance(read_side(tmp_path / "case.xlsx"), Case)


def test_a_plan_workbook_that_was_changed(plan: ro.Plan, tmp_path: Path) -> None:
    """One without a column, or a figure, that is needed is refused in a sentence."""
    names = ("Summary", "Allocation", "Suppliers", "Stockpiles", "Dependence", "Survival")
    with Workbook(str(tmp_path / "bare.xlsx")) as book:
        for name in names:
            book.add_worksheet(name).write_string(0, 0, "Year")
    with pytest.raises(ro.InputError, match="looks like a plan workbook, but Supplier is missing; write it again"):
        read_side(tmp_path / "bare.xlsx")


def test_what_is_no_workbook(tmp_path: Path) -> None:
    """It is refused as everywhere."""
    (tmp_path / "text.xlsx").write_text("Year,Supplier\n")
    with pytest.raises(ro.InputError, match="plain text"):
        read_side(tmp_path / "text.xlsx")
