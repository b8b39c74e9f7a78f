"""The cost of a crisis beyond a normal year, by hand: what is spent, what is spared, and never a saving.

120 a year, ten a month, at 1 from China; a unit short costs 100.
"""

from __future__ import annotations

import pytest

from tests.building import SEALED, crisis, crisis_cost, event, near, need, offer, ore, short, solved, store

MINE = [offer("Cheap", 1)]


def test_a_price_factor():
    """Three times the price for two months of four: Q = 20 * 3 + 20 * 1 - 40 * 1 = 40, and the year counts a quarter of it."""
    plan = solved(ore(MINE, months=4, **crisis(event("country", "China", 2, Price_factor=3), probability=0.25)))
    assert crisis_cost(plan) == near(40)
    assert plan.costs["risk"] == near(10) and plan.objective == near(130)


def test_the_price_factor_is_on_the_landed_cost():
    """1 * 1.5 + 0.5 = 2 landed: Q = 10 * 2 * (3 - 1) = 40."""
    lanes = [{"From": "*", "To": "*", "Tariff": 0.5, "Transport cost": 0.5}]
    assert crisis_cost(solved(ore(MINE, months=1, Lanes=lanes, **crisis(event("country", "China", 1, Price_factor=3))))) == near(40)


@pytest.mark.parametrize(("to", "cost"), [("Home", 20), ("Away", 10), ("abroad", 30)])
def test_a_price_factor_towards_a_destination(to, cost):
    """10 a month go to Home, 5 to Away. Three times the price to one or both: 10 * 2, 5 * 2, or both."""
    demand = [need(120), need(60, "Away")]
    markets = [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Brazil"}]
    events = event("country", "China", 1, To=to, Price_factor=3)
    assert crisis_cost(solved(ore(MINE, months=1, Demand=demand, Markets=markets, **crisis(events)))) == near(cost)


def test_price_factors_multiply_and_do_not_recover():
    """2 and 3 in month 1 make 6, 3 in month 2, 1 in month 3: Q = 10 * (6 + 3 + 1 - 3) = 70."""
    events = [event("country", "China", 1, Price_factor=2, Recovery_months=2), event("supplier", "Cheap", 2, Price_factor=3)]
    assert crisis_cost(solved(ore(MINE, months=3, **crisis(*events)))) == near(70)


@pytest.mark.parametrize(("kind", "factor"), [("country", {"Price_factor": 0.5}), ("market", {"Demand_factor": 0.5})])
def test_a_crisis_is_never_a_saving(kind, factor):
    """At half the price, or with half the demand, a month would cost 5 less than a normal one: Q = 0, not -5, though it is likely."""
    target = {"country": "China", "market": "Home"}[kind]
    plan = solved(ore(MINE, months=1, **crisis(event(kind, target, 1, **factor), probability=0.5)))
    assert crisis_cost(plan) == near(0)
    assert plan.objective == near(120)


def test_a_shortage_that_was_there_before_is_no_news():
    """Capacity for half of the demand, at a shortage cost of 10. In two months of loss all 20 are short: 200.

    Of these 10 would have been short anyhow (100), and 10 are not bought: Q = 200 - 100 - 10 = 90.
    """
    offers, demand = [offer("Cheap", 1, 60)], [need(120, shortage_cost=10)]
    plan = solved(ore(offers, months=2, Demand=demand, Settings={"Base shortage allowed": "yes"}, **crisis(event("country", "China", 2))))
    assert short(plan) == near([10, 10])
    assert crisis_cost(plan) == near(90)


def test_released_stock_is_replaced_at_the_materials_price():
    """10 from store at 5 in place of 10 bought at 1: Q = 50 - 10."""
    stocks = [store(10, Opening_level=10, Minimum_level=10)]
    plan = solved(ore(MINE, months=1, Stockpiles=stocks, Lanes=SEALED, **crisis(event("country", "China", 1))))
    assert crisis_cost(plan) == near(40)


def test_stock_is_left_alone_where_failing_is_cheaper():
    """A unit in store is worth 5 and a unit short costs 3: 10 are short, Q = 30 - 10."""
    stocks = [store(10, Opening_level=10, Minimum_level=10)]
    plan = solved(
        ore(MINE, months=1, Demand=[need(120, shortage_cost=3)], Stockpiles=stocks, Lanes=SEALED, **crisis(event("country", "China", 1)))
    )
    assert short(plan) == near([10])
    assert crisis_cost(plan) == near(20)


def test_price_breaks_stay_out_of_a_crisis():
    """The offer says 5 a unit, and 2 from 100 on. A month that is not bought spares 10 * 5: Q = 1000 - 50."""
    breaks = [{"Supplier": "Cheap", "Material": "Ore", "From quantity": 100, "Unit cost": 2}]
    plan = solved(ore([offer("Cheap", 5)], months=1, Price_breaks=breaks, **crisis(event("country", "China", 1))))
    assert plan.costs["deliveries"] == near(240)
    assert crisis_cost(plan) == near(950)


def test_what_goes_into_store_is_not_spared():
    """A year with 60 into store: the month without supply spares the market's 10 alone. Q = 10 * 100 - 10."""
    stocks = [store(60, Minimum_level=60, Release_limit=0)]
    plan = solved(ore(MINE, months=1, Stockpiles=stocks, **crisis(event("country", "China", 1))))
    assert crisis_cost(plan) == near(990)


def test_the_credit_leaves_out_what_arrives_too_late():
    """Two months away, four months of crisis: of the price three times as high in all of them two months count. Q = 20 * 3 - 20."""
    lanes = [{"From": "*", "To": "*", "Lead months": 2}]
    plan = solved(ore(MINE, months=4, Lanes=lanes, **crisis(event("country", "China", 4, Price_factor=3))))
    assert crisis_cost(plan) == near(40)


def test_shortages_of_a_year_cost_what_that_year_says():
    """A unit short costs 100 in 2026 and 300 in 2027."""
    demand = [need(120, shortage_cost=300), need(120, Year=2026)]
    plan = solved(ore(MINE, months=1, years=2, Demand=demand, **crisis(event("country", "China", 1))))
    assert [crisis_cost(plan, year=2026), crisis_cost(plan, year=2027)] == near([990, 2990])
