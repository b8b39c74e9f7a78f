"""Statement 8, by hand: shares of value, limits that may be broken at a price, and stock that hands on what it was given."""

from __future__ import annotations

import pytest

from tests.building import SEALED, by_year, delivered, near, offer, ore, solved, stock, store

TWO = [offer("Cheap", 1), offer("Dear", 3)]


def limited(limit, offers=TWO, **sheets):
    """The plan of 100 units under a limit on China."""
    return solved(ore(offers, demand=100, Share_limits=[{"Group": "China", **limit}], **sheets))


def test_a_share_of_value():
    """x at 1 is 30 % of x + 3 (100 - x): 1.6 x = 90, so x = 56.25, and 56.25 + 43.75 * 3 = 187.5."""
    plan = limited({"Maximum": 0.3, "Basis": "value"})
    assert plan.objective == near(187.5)
    assert delivered(plan, "Cheap") == near(56.25)


def test_the_value_of_a_delivery_is_its_landed_cost():
    """1 * 1.5 + 0.5 = 2 landed. 2 x is 40 % of 2 x + 3 (100 - x): 2.4 x = 120, x = 50: 100 + 150 = 250."""
    lanes = [{"From": "Cheap", "To": "*", "Tariff": 0.5, "Transport cost": 0.5}]
    plan = limited({"Maximum": 0.4, "Basis": "value"}, Lanes=lanes)
    assert plan.objective == near(250)
    assert delivered(plan, "Cheap") == near(50)


def test_the_value_of_a_draw_is_the_materials_price():
    """20 drawn at a price of 4, x + y = 80: x is 30 % of x + 3 y + 80 = 320 - 2 x, so 1.6 x = 96, x = 60, y = 20: 60 + 60 = 120.

    Nothing can be put into the store.
    """
    sheets = {"Materials": [{"Material": "Ore", "Price": 4}], "Stockpiles": [store(20, Opening_level=20)], "Lanes": SEALED}
    plan = limited({"Maximum": 0.3, "Basis": "value"}, **sheets)
    assert plan.objective == near(120)
    assert delivered(plan, "Cheap") == near(60)


@pytest.mark.parametrize(("penalty", "objective", "penalties"), [(1.5, 205, 105), (2.5, 240, 0)])
def test_a_maximum_may_be_broken_at_its_penalty(penalty, objective, penalties):
    """A unit from China saves 2. At 1.5 a unit over 30 the limit is broken: 100 + 70 * 1.5 = 205. At 2.5 it is kept: 30 + 210."""
    plan = limited({"Maximum": 0.3, "Penalty": penalty})
    assert plan.objective == near(objective)
    assert plan.costs["penalty"] == near(penalties)


@pytest.mark.parametrize(("penalty", "objective"), [(1, 170), (1.5, 187.5)])
def test_the_penalty_of_a_limit_of_value_is_for_each_unit_of_value(penalty, objective):
    """From `Dear` to `Cheap` a unit saves 2 and adds 1.6 of value over the limit: broken below 1.25. At 1: 100 + (160 - 90) * 1 = 170."""
    plan = limited({"Maximum": 0.3, "Basis": "value", "Penalty": penalty})
    assert plan.objective == near(objective)


@pytest.mark.parametrize(("penalty", "objective"), [(1, 125), (3, 150)])
def test_a_minimum_may_be_missed_at_its_penalty(penalty, objective):
    """25 % from Australia cost 2 a unit more; missing them at 1 costs 100 + 25, at 3 they are bought: 75 + 75."""
    plan = solved(ore(TWO, demand=100, Share_limits=[{"Group": "Australia", "Minimum": 0.25, "Penalty": penalty}]))
    assert plan.objective == near(objective)


CLOSING = [offer("Cheap", 1, To_year=2026), offer("Dear", 5)]


def test_a_reserve_counts_when_it_is_used():
    """`Cheap` closes after 2026. At most 40 % from China: 40 go to market and 40 into store, which count in 2027 when they are used.

    2026: 40 + 60 * 5 + 40 = 380, and 4 for keeping them. 2027: 60 * 5 = 300. Without the limit it would be 100 + 100 + 10.
    """
    plan = limited({"Maximum": 0.4}, CLOSING, years=2, Stockpiles=[store(100, Holding_cost=0.1)])
    assert plan.objective == near(684)
    assert by_year(plan, "Dear") == near([60, 60])
    assert stock(plan) == near([40, 0])


def test_a_reserve_that_is_kept_does_not_count():
    """A Minimum level of 80 is filled from China at 1 whatever the limit: 80 + 40 + 60 * 5 = 420."""
    plan = limited({"Maximum": 0.4}, CLOSING, Stockpiles=[store(100, Minimum_level=80)])
    assert plan.objective == near(420)
    assert stock(plan) == near([80])


def test_the_share_in_store_shrinks_with_the_store():
    """Half is lost in a year: 80 go in so that 40 come out. 40 + 300 + 80 + 8 in 2026 and 300 in 2027: 728."""
    plan = limited({"Maximum": 0.4}, CLOSING, years=2, Stockpiles=[store(100, Loss=0.5, Holding_cost=0.1)])
    assert plan.objective == near(728)
    assert stock(plan) == near([80, 0])


def test_what_was_there_at_the_start_is_nobodys():
    """30 in store at the start do not count: with nothing from China allowed, 70 * 5 = 350."""
    plan = limited({"Maximum": 0}, CLOSING, Stockpiles=[store(30, Opening_level=30)])
    assert plan.objective == near(350)


def test_stock_counts_for_a_minimum_too():
    """Half must come from Australia, of which `Dear` sells in 2026 only: 50 more go into store for 2027.

    2026: 50 + 50 * 3 + 50 * 3 + 5 = 355. 2027: 50.
    """
    offers = [offer("Cheap", 1), offer("Dear", 3, To_year=2026)]
    plan = solved(
        ore(offers, demand=100, years=2, Share_limits=[{"Group": "Australia", "Minimum": 0.5}], Stockpiles=[store(100, Holding_cost=0.1)])
    )
    assert plan.objective == near(405)
    assert by_year(plan, "Dear") == near([100, 0])


def test_each_country_reaches_through_a_stockpile():
    """`Cheap` has no lane to the market but one into the store that serves it, and is limited to 40 % as each country is.

    24 a year may pass through the store: 24 * 1 + 40 * 3 (`Third`) + 36 * 5 = 324. The limit on China is one of three.
    """
    offers = [offer("Cheap", 1), offer("Third", 3), offer("Dear", 5)]
    lanes = [{"From": "*", "To": "*"}, {"From": "Cheap", "To": "Home", "Open": "no"}]
    limit = {"Group": "each country", "Maximum": 0.4}
    plan = solved(ore(offers, demand=100, Share_limits=[limit], Lanes=lanes, Stockpiles=[store(50, Release_limit=2)]))
    assert plan.objective == near(324)
    assert sorted(plan.dependence["group"]) == ["Australia", "Chile", "China"]
