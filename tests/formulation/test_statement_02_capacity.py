"""Statements 2 and 3, by hand: capacity, what can be bought of it, and the minimum take."""

from __future__ import annotations

import pytest

from resilience_opt.errors import InfeasibleError
from tests.building import by_year, delivered, near, need, offer, ore, rows_of, solved


def bought(plan, supplier="Cheap"):
    """Capacity bought of a supplier, year by year."""
    return rows_of(plan.suppliers, supplier=supplier)["expansion"].tolist()


def expandable(years=1, demand=100, **terms):
    """60 units at 1 that can be expanded, the rest at 3: a unit of new capacity saves 2 a year."""
    offers = [offer("Cheap", 1, 60, **{"Expansion_limit": 30, "Expansion_cost": 5, **terms}), offer("Dear", 3)]
    return ore(offers, demand=demand, years=years)


def test_capacity_binds():
    """60 of 100 units at 1, the rest at 3: 60 + 40 * 3 = 180."""
    plan = solved(ore([offer("Cheap", 1, 60), offer("Dear", 3)], demand=100))
    assert plan.objective == near(180)
    assert delivered(plan, "Dear") == near(40)


def test_without_capacity_there_is_no_plan():
    """90 units of capacity cannot meet a demand of 100."""
    with pytest.raises(InfeasibleError):
        solved(ore([offer("Cheap", 1, 60), offer("Dear", 3, 30)], demand=100))


def test_bought_capacity_comes_after_its_years():
    """A year of building, then three of use: 3 * 2 = 6 saved for 5. 2026: 60 + 40 * 3 + 30 * 5 = 330; then 90 + 10 * 3 = 120 a year: 690."""
    plan = solved(expandable(years=4, Expansion_years=1))
    assert plan.objective == near(690)
    assert bought(plan) == near([30, 0, 0, 0])
    assert by_year(plan, "Cheap") == near([60, 90, 90, 90])


def test_it_is_not_bought_where_it_comes_too_late():
    """Two years of use save 4, less than 5: three years at 180 = 540."""
    plan = solved(expandable(years=3, Expansion_years=1))
    assert plan.objective == near(540)
    assert bought(plan) == near([0, 0, 0])


def test_without_years_of_building_it_serves_at_once():
    """One year saves 2 for 1.5: 90 + 10 * 3 + 30 * 1.5 = 165."""
    plan = solved(expandable(Expansion_cost=1.5))
    assert plan.objective == near(165)
    assert bought(plan) == near([30])


def test_the_limit_is_on_all_years_together():
    """Need grows from 80 to 100 while money costs 25 %. 20 are bought in 2026, and the 10 that are left of the limit in 2027.

    2026: 80 + 20 * 1 = 100. 2027: 90 + 10 * 3 + 10 * 1 = 130, worth 104. Together 204.
    """
    case = expandable(years=2, Expansion_cost=1).with_demand("Home", "Ore", 80, year=2026).with_setting("Discount rate", 0.25)
    plan = solved(case)
    assert plan.objective == near(204)
    assert bought(plan) == near([20, 10])


@pytest.mark.parametrize(("fixed", "objective", "quantity"), [(45, 145, 50), (55, 150, 0)])
def test_bought_capacity_needs_a_contract(fixed, objective, quantity):
    """50 units of which all capacity is bought, at 1 + 1 each and a fixed cost, against 3 each: 100 + 45 < 150, but 100 + 55 > 150."""
    plan = solved(ore([offer("Cheap", 1, 0, Expansion_limit=50, Expansion_cost=1, Fixed_cost=fixed), offer("Dear", 3)], demand=50))
    assert plan.objective == near(objective)
    assert delivered(plan, "Cheap") == near(quantity)


@pytest.mark.parametrize(("minimum", "objective", "dear"), [(70, 240, 70), (85, 270, 85), (95, 280, 0)])
def test_minimum_take(minimum, objective, dear):
    """100 units: 40 at 1, `Dear` at 3 with a minimum take, `Third` at 4. Without `Dear`: 40 + 60 * 4 = 280.

    Taking 70: 70 * 3 + 30 = 240. Taking 85: 255 + 15 = 270. Taking 95 would be 285 + 5 = 290: no contract, 280.
    """
    plan = solved(ore([offer("Cheap", 1, 40), offer("Dear", 3, 100, Minimum_take=minimum), offer("Third", 4)], demand=100))
    assert plan.objective == near(objective)
    assert delivered(plan, "Dear") == near(dear)
    assert rows_of(plan.suppliers, supplier="Dear")["active"].tolist() == [dear > 0]


def test_the_minimum_take_counts_all_destinations():
    """A minimum take of 70 is met by 40 to one market and 30 to another: 70 * 3 = 210, where `Third` would ask 280."""
    demand = [need(40), need(30, "Away")]
    markets = [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Brazil"}]
    plan = solved(ore([offer("Dear", 3, Minimum_take=70), offer("Third", 4)], Demand=demand, Markets=markets))
    assert plan.objective == near(210)
    assert delivered(plan, "Dear", destination="Away") == near(30)
