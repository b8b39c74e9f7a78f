"""Disruptions that are the same under two names are told once."""

from __future__ import annotations

import openpyxl
import pytest

from resilience_opt.plan.identical import told_once
from resilience_opt.report.html.tables import sheet_table
from resilience_opt.report.sheets.crisis import SHEET
from tests.building import event, offer, ore, solved

HALT = event("country", "China", 3)
OFFERS = [offer("Cheap", 1), offer("Dear", 3, Surge=0.5)]


def plan_of(other, **sheets):
    """The plan against the disruption A and another, B, in two years."""
    return solved(
        ore(
            OFFERS, months=6, years=2, Scenarios=[{"Scenario": "A", "Probability": 0.1}, {"Scenario": "B", "Probability": 0.2}],
            Events=[{"Scenario": "A", **HALT}, {"Scenario": "B", **HALT, **other}], **sheets,
        )
    )  # fmt: skip


def test_one_that_is_another_by_another_name_is_one_row(tmp_path):
    """B is A with another probability: its twelve rows become one for each year, which names A; the plan and its audit keep both."""
    plan = plan_of({})
    told = told_once(plan.network, plan.crisis)
    assert len(plan.crisis) == 24 and len(told) == 14
    assert told[told["scenario"] == "B"][["year", "same_as"]].to_numpy().tolist() == [[2026, "A"], [2027, "A"]]
    assert told[told["scenario"] == "A"].drop(columns="same_as").to_numpy().tolist() == plan.crisis[plan.crisis["scenario"] == "A"].to_numpy().tolist()
    sheet = openpyxl.load_workbook(plan.to_excel(tmp_path / "plan.xlsx"))["Crisis"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][-1] == "The same as" and [row for row in rows if row[1] == "B"] == [(year, "B", *[None] * 8, "A") for year in (2026, 2027)]
    table = sheet_table(plan, SHEET)
    assert not table.cut and table.total == 14
    assert plan.audit.passed and len(plan.crisis_costs) == 4


@pytest.mark.parametrize(
    ("other", "sheets"),
    [
        ({"Months": 4}, {}),
        ({"Remaining": 0.1}, {}),
        ({"Price factor": 1.5}, {}),
        ({}, {"Survival": [{"Scenario": "B", "Months": 6, "Service level": 1}]}),
    ],
    ids=["a month longer", "less is lost", "dearer", "required in one"],
)
def test_one_that_differs_is_told_whole(other, sheets):
    """A figure or a requirement that differs, and every row is shown; the sheet has no further column."""
    plan = plan_of(other, **sheets)
    told = told_once(plan.network, plan.crisis)
    assert len(told) == len(plan.crisis) and not told["same_as"].any()
    assert "The same as" not in [column.header for column in sheet_table(plan, SHEET).columns]


def test_the_same_from_a_year_on():
    """What is required of B in the second year alone makes it another disruption in that year alone."""
    plan = plan_of({}, Survival=[{"Scenario": "B", "Months": 6, "Service level": 1, "From year": 2027}])
    told = told_once(plan.network, plan.crisis)
    assert told[told["same_as"] != ""][["year", "scenario"]].to_numpy().tolist() == [[2026, "B"]]
