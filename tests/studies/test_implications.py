"""What the statement implies, on cases small enough to have one possible answer."""

from __future__ import annotations

import pytest

from resilience_opt.case.book import Book, Grid, Line
from resilience_opt.case.build import build
from resilience_opt.case.edits import add_rows
from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.run import optimize


def case_of(**sheets):
    """A case from rows by sheet, with the year 2026 and a market Home in Japan unless the sheets say otherwise."""
    book = Book({})
    rows = {
        "Settings": [{"Name": "First year", "Value": 2026}, *sheets.pop("Settings", [])],
        "Markets": [{"Market": "Home", "Country": "Japan"}],
        **sheets,
    }
    for sheet, listed in rows.items():
        book = add_rows(book, sheet.replace("_", " "), listed)
    return build(book)


def one_source(months=4, service=1.0, lead=0, crisis_months=12, probability=0.0, **offer):
    """Demand of 120 a year from one source that is lost for some months, with a store that may cover it."""
    return case_of(
        Settings=[{"Name": "Crisis months", "Value": crisis_months}],
        Materials=[{"Material": "Ore", "Price": 5}],
        Suppliers=[{"Supplier": "Mine", "Country": "China"}],
        Offers=[{"Supplier": "Mine", "Material": "Ore", "Capacity": 1000, "Unit cost": 2, **offer}],
        Demand=[{"Market": "Home", "Material": "Ore", "Quantity": 120, "Shortage cost": 50}],
        Lanes=[{"From": "*", "To": "*", "Lead months": lead}],
        Stockpiles=[{"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": 500, "Holding cost": 1}],
        Scenarios=[{"Scenario": "Loss", "Probability": probability}],
        Events=[{"Scenario": "Loss", "Kind": "country", "Target": "China", "Months": months}],
        Survival=[{"Months": months, "Service level": service}],
    )


@pytest.mark.parametrize(("months", "service", "lead"), [(4, 1.0, 0), (4, 0.8, 1), (6, 0.5, 2), (1, 1.0, 3)])
def test_least_stock(months, service, lead):
    """One source lost for H months, required for H months, needs a stock of max(0, H - L) * S * monthly demand."""
    plan = optimize(one_source(months, service, lead), gap=0)
    assert plan.stockpiles["level"].iloc[0] == pytest.approx(max(0, months - lead) * service * 10, abs=1e-6)


def test_expected_cost_by_hand():
    """Without a requirement a loss of 2 months costs 2 * 10 units short at 50, less the 2 each that is not bought: 960 at 10 %."""
    case = one_source(2, probability=0.1).without_rows("Survival", lambda row: True).without_rows("Stockpiles", lambda row: True)
    plan = optimize(case, gap=0)
    assert plan.costs["risk"] == pytest.approx(0.1 * 20 * (50 - 2))
    assert plan.costs["deliveries"] == pytest.approx(240)


def test_worst_case_and_cvar_by_hand():
    """The worst case is the dearest crisis; CVaR at 0.9 of a crisis of 10 % is that crisis, of one of 5 % half of it."""
    case = one_source(2, probability=0.1).without_rows("Survival", lambda row: True).without_rows("Stockpiles", lambda row: True)
    assert optimize(case, model="worst-case", gap=0).costs["risk"] == pytest.approx(960)
    tail = case.with_setting("CVaR level", 0.9)
    assert optimize(tail, model="risk-averse", gap=0).costs["risk"] == pytest.approx(960)
    rarer = tail.with_scenario("Loss", 0.05, [{"Kind": "country", "Target": "China", "Months": 2}])
    assert optimize(rarer, model="risk-averse", gap=0).costs["risk"] == pytest.approx(480)


def two_sources(**more):
    """China is cheap (1), Australia dear (3); demand 100."""
    return case_of(
        Suppliers=[{"Supplier": "Cheap", "Country": "China"}, {"Supplier": "Dear", "Country": "Australia"}],
        Offers=[
            {"Supplier": "Cheap", "Material": "Ore", "Capacity": 1000, "Unit cost": 1},
            {"Supplier": "Dear", "Material": "Ore", "Capacity": 1000, "Unit cost": 3},
        ],
        Demand=[{"Market": "Home", "Material": "Ore", "Quantity": 100, "Shortage cost": 50}],
        **more,
    )


def test_share_limit_by_hand():
    """At most 30 % from China leaves 70 to the dear source: 30 + 210; the point of independence costs 2."""
    plan = optimize(two_sources().with_share_limit("China", maximum=0.3), gap=0)
    assert plan.objective == pytest.approx(240)
    assert plan.dependence["price"].iloc[0] == pytest.approx(2)
    eased = optimize(two_sources().with_share_limit("China", maximum=0.31), gap=0)
    assert plan.objective - eased.objective == pytest.approx(2)


def test_tightening_never_lowers_the_cost():
    """Cost does not fall as the Maximum falls, and a limit that no supplier can meet is refused."""
    costs = [optimize(two_sources().with_share_limit("China", maximum=share)).objective for share in (1, 0.8, 0.5, 0.2, 0)]
    assert costs == sorted(costs)


def test_infeasible_names_the_cells():
    """When nothing is feasible the rows in conflict are named."""
    with pytest.raises(InfeasibleError) as found:
        optimize(two_sources().with_share_limit("China", maximum=0.5).with_share_limit("Australia", maximum=0.4))
    text = " ".join(f.message for f in found.value.explanation)
    assert "China" in text and "Australia" in text


def test_break_even_of_an_offer_outside():
    """The dear source would enter at the cheap one's price."""
    plan = optimize(two_sources(), gap=0)
    dear = plan.suppliers[plan.suppliers["supplier"] == "Dear"]
    assert dear["break_even"].iloc[0] == pytest.approx(1)


def test_a_change_of_unit_changes_only_units():
    """Quantities times 1000 and prices by as much less: the same cost."""
    base = optimize(one_source(4, 0.8), gap=0)
    case = one_source(4, 0.8)
    kilo = case_of(
        Materials=[{"Material": "Ore", "Price": 0.005, "Unit": "kg"}],
        Suppliers=[{"Supplier": "Mine", "Country": "China"}],
        Offers=[{"Supplier": "Mine", "Material": "Ore", "Capacity": 1e6, "Unit cost": 0.002}],
        Demand=[{"Market": "Home", "Material": "Ore", "Quantity": 120e3, "Shortage cost": 0.05}],
        Stockpiles=[{"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": 500e3, "Holding cost": 0.001}],
        Scenarios=[{"Scenario": "Loss", "Probability": 0}],
        Events=[{"Scenario": "Loss", "Kind": "country", "Target": "China", "Months": 4}],
        Survival=[{"Months": 4, "Service level": 0.8}],
    )
    assert case.years == kilo.years
    assert optimize(kilo, gap=0).objective == pytest.approx(base.objective, rel=1e-9)


def test_months_survived():
    """A store of two months' use survives a loss for two months, found by a solve of its own."""
    case = one_source(4).without_rows("Survival", lambda row: True).without_rows("Stockpiles", lambda row: True)
    case = case.with_rows(
        "Stockpiles", [{"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": 20, "Minimum level": 20, "Opening level": 20}]
    )
    plan = optimize(case, gap=0)
    assert plan.survival["months_survived"].tolist() == [2]


def test_the_grid_is_what_it_says():
    """A book made in Python has no cell addresses."""
    assert Grid("Offers", {}, (Line(None, {}),)).lines[0].number is None
