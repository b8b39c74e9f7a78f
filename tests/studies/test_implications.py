"""What the statement implies, on cases small enough to have one possible answer.

Beside this file: `test_facility_location` (and transportation), `test_least_stock`, `test_monotone`, `test_same_case` and `test_units`,
`test_risk` and `test_value_of_information` hold the same statement to random cases.
"""

from __future__ import annotations

import pytest

from resilience_opt.case.book import Grid, Line
from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.run import optimize
from tests.studies.cases import case_of


def one_source(months, probability=0.0, **more):
    """Demand of 120 a year from one source that is lost for some months."""
    return case_of(
        Materials=[{"Material": "Ore", "Price": 5}],
        Suppliers=[{"Supplier": "Mine", "Country": "China"}],
        Offers=[{"Supplier": "Mine", "Material": "Ore", "Capacity": 1000, "Unit cost": 2}],
        Demand=[{"Market": "Home", "Material": "Ore", "Quantity": 120, "Shortage cost": 50}],
        Scenarios=[{"Scenario": "Loss", "Probability": probability}],
        Events=[{"Scenario": "Loss", "Kind": "country", "Target": "China", "Months": months}],
        **more,
    )


def test_expected_cost_by_hand():
    """Without a requirement a loss of 2 months costs 2 * 10 units short at 50, less the 2 each that is not bought: 960 at 10 %."""
    case = one_source(2, probability=0.1)
    plan = optimize(case, gap=0)
    assert plan.costs["risk"] == pytest.approx(0.1 * 20 * (50 - 2))
    assert plan.costs["deliveries"] == pytest.approx(240)


def test_worst_case_and_cvar_by_hand():
    """The worst case is the dearest crisis; CVaR at 0.9 of a crisis of 10 % is that crisis, of one of 5 % half of it."""
    case = one_source(2, probability=0.1)
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
    """Every percentage point that China loses to Australia costs 2."""
    shares = (1, 0.8, 0.5, 0.2, 0)
    costs = [optimize(two_sources().with_share_limit("China", maximum=share), gap=0).objective for share in shares]
    assert costs == pytest.approx([100 * (share + 3 * (1 - share)) for share in shares])


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


def test_months_survived():
    """A store of two months' use survives a loss for two months, found by a solve of its own."""
    store = {"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": 20, "Minimum level": 20, "Opening level": 20}
    plan = optimize(one_source(4, Stockpiles=[store]), gap=0)
    assert plan.survival["months_survived"].tolist() == [2]


def test_the_grid_is_what_it_says():
    """A book made in Python has no cell addresses."""
    assert Grid("Offers", {}, (Line(None, {}),)).lines[0].number is None
