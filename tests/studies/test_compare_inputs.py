"""What differs in the inputs: every column has a cause, every changed cell is found, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import SHEETS
from resilience_opt.studies.compare import causes
from resilience_opt.studies.compare.inputs import changed_inputs
from resilience_opt.studies.compare.matching import matches
from tests.building import case_of, crisis, event, need, offer, ore, store

SUPPLY = [offer("Cheap", 2), offer("Dear", 3)]


def changes(before: Case, after: Case) -> list[tuple[Any, ...]]:
    """Sheet, row, column, change, before, after and cause of every difference."""
    table = changed_inputs("other", before, after, matches(before, after))
    return list(table[["sheet", "key", "column", "change", "before", "after", "cause"]].itertuples(index=False, name=None))


def test_every_column_has_one_cause() -> None:
    """A column added to the workbook is given a cause before it can be compared."""
    assert list(causes.unsorted()) == []
    known = {*causes.CAUSES, causes.WORDS}
    assert {causes.cause_of(sheet, column) for sheet in SHEETS for column in sheet.columns()} == known
    assert set(causes.ROWS.values()) < known


def test_a_column_without_a_cause_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above would say of a new column, of one that is gone, and of one given twice."""
    without = {**causes.COLUMNS, "Markets": {causes.VOLUME: ("Market",), causes.POLICY: ("Market", "Land")}}
    monkeypatch.setattr(causes, "COLUMNS", without)
    assert list(causes.unsorted()) == ["Markets: Country has no cause", "Markets: Land is no column", "Markets: Market has several causes"]


def test_the_same_case_has_no_changes() -> None:
    """Nor has one that spells names, countries, yes and no otherwise, or fills in what a blank means."""
    case = ore(SUPPLY)
    other = case.with_rows("Suppliers", [{"Supplier": "CHEAP", "Country": "CN", "Owner": "People's Republic of China"}])
    other = other.with_rows("Offers", [{**offer("dear ", 3), "Qualified": "yes", "Fixed cost": 0}]).with_setting("Crisis months", 12)
    assert changes(case, case) == changes(case, other) == []


def test_a_changed_cell() -> None:
    """It is told with its row, both values and both cells; rows of a case made in Python have none."""
    case = ore(SUPPLY)
    other = case.with_rows("Offers", [offer("Dear", 3, 40, Qualified="no")]).with_setting("Discount rate", 0.05)
    assert changes(case, other) == [
        ("Settings", "", "Discount rate", "changed", 0.0, 0.05, causes.PRICE),
        ("Offers", "Dear, Ore", "Capacity", "changed", 1000.0, 40.0, causes.VOLUME),
        ("Offers", "Dear, Ore", "Qualified", "changed", True, False, causes.QUALIFICATION),
    ]


def test_rows_added_and_removed() -> None:
    """A whole row is one difference, which says what stands in it; what is blank, and notes, are left out."""
    case = ore(SUPPLY, Stockpiles=[store(50, Note="the old one")])
    other = case.without_supplier("Dear").with_share_limit("China", maximum=0.5, material="Ore")
    assert changes(case, other) == [
        ("Offers", "Dear, Ore", "", "row removed", "Capacity 1,000; Unit cost 3", None, causes.VOLUME),
        ("Share limits", "China, Ore", "", "row added", None, "Maximum 50%", causes.POLICY),
    ]
    assert changes(other, case)[0][3:6] == ("row added", None, "Capacity 1,000; Unit cost 3")


def test_rows_that_may_repeat_are_matched_by_what_they_are_about() -> None:
    """Two limits of one scope are matched in their order; a limit on another group is another row."""
    limit = {"Group": "China", "Penalty": 1}
    case = ore(SUPPLY, Share_limits=[{**limit, "Maximum": 0.5}, {**limit, "Maximum": 0.4}, {"Group": "Japan", "Maximum": 0.9}])
    other = ore(SUPPLY, Share_limits=[{"Group": "Japan", "Maximum": 0.9}, {**limit, "Maximum": 0.5}, {**limit, "Maximum": 0.3}])
    assert changes(case, other) == [("Share limits", "China", "Maximum", "changed", 0.4, 0.3, causes.POLICY)]


def test_blanks_that_are_filled_in_from_other_cells() -> None:
    """A supplier that moves has one change, not a second one of its owner; a plan that starts later has no other stocks for it."""
    case = ore(SUPPLY, years=2, Stockpiles=[store(50, Minimum_level=5)])
    moved = case.with_rows("Suppliers", [{"Supplier": "Cheap", "Country": "Chile"}])
    assert changes(case, moved) == [("Suppliers", "Cheap", "Country", "changed", "China", "Chile", causes.POLICY)]
    later = case.with_setting("First year", 2027)
    assert changes(case, later) == [("Settings", "", "First year", "changed", 2026, 2027, causes.REST)]


@pytest.mark.parametrize(
    ("added", "cause"),
    [
        ({"From": "China", "To": "*", "Tariff": 0.25}, causes.PRICE),
        ({"From": "Cheap", "To": "Home", "Material": "Ore", "Transport cost": 1}, causes.PRICE),
        ({"From": "China", "To": "*", "Tariff": 0.25, "Lead months": 2}, causes.VOLUME),
        ({"From": "China", "To": "*", "Corridor": "Strait"}, causes.VOLUME),
        ({"From": "China", "To": "*", "Open": "no"}, causes.VOLUME),
        ({"From": "Chile", "To": "*", "Tariff": 0.25}, causes.VOLUME),
    ],
)
def test_a_lane_that_only_costs_is_a_matter_of_price(added: dict[str, Any], cause: str) -> None:
    """A tariff comes as a row of its own; one that changes ways too, or holds for nothing, is counted with the volumes."""
    case = ore(
        [*SUPPLY, offer("Third", 4)],
        Suppliers=[{"Supplier": s, "Country": "China" if s == "Cheap" else "Peru"} for s in ("Cheap", "Dear", "Third")],
    )
    other = case.with_rows("Lanes", [added])
    assert [row[-1] for row in changes(case, other)] == [cause]
    assert [row[-1] for row in changes(other, case)] == [cause]


def test_a_lane_that_takes_over_lead_and_corridor() -> None:
    """A more specific row with the same way as the one that held before is a matter of price."""
    case = ore(SUPPLY, Lanes=[{"From": "*", "To": "*", "Lead months": 2, "Corridor": "Strait"}])
    other = case.with_rows("Lanes", [{"From": "China", "To": "*", "Lead months": 2, "Corridor": "strait", "Tariff": 0.1}])
    assert [row[-1] for row in changes(case, other)] == [causes.PRICE]


def test_events_and_requirements() -> None:
    """A longer crisis and a higher service are changes of policy."""
    hit = {"months": 3, "kind": "country", "target": "China"}
    case = ore(SUPPLY, **crisis(event(**hit)), Survival=[{"Months": 3, "Service level": 0.5}])
    other = ore(SUPPLY, **crisis(event(**{**hit, "months": 5})), Survival=[{"Months": 3, "Service level": 0.75}])
    assert changes(case, other) == [
        ("Survival", "", "Service level", "changed", 0.5, 0.75, causes.POLICY),
        ("Events", "Crisis, country, China", "Months", "changed", 3, 5, causes.POLICY),
    ]


def test_demand_of_one_year_is_a_row_of_its_own() -> None:
    """It replaces the general row in its year, and is told as a row added."""
    case = case_of(Suppliers=[{"Supplier": "Cheap", "Country": "China"}], Offers=[offer("Cheap", 2)], Demand=[need(10)])
    other = case.with_demand("Home", "Ore", 20, year=2026)
    assert changes(case, other) == [("Demand", "Home, Ore, 2026", "", "row added", None, "Quantity 20; Shortage cost 100", causes.VOLUME)]
