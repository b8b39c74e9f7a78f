"""Statement 10, by hand: unit costs that depend on an offer's volume of the year."""

from __future__ import annotations

import pytest

from tests.building import delivered, near, need, offer, ore, solved


def breaks(*steps, supplier="Cheap", kind="all units"):
    """The sheet Price breaks of one offer: pairs of a volume and the unit cost from there on."""
    columns = {"Supplier": supplier, "Material": "Ore", "Kind": kind}
    return [{**columns, "From quantity": volume, "Unit cost": cost} for volume, cost in steps]


@pytest.mark.parametrize(("demand", "objective"), [(90, 450), (100, 400), (150, 600), (200, 600), (250, 750)])
def test_all_units(demand, objective):
    """5 a unit; from 100 on 4, from 200 on 3, for all units: 90 * 5, 100 * 4 exactly at the break, 150 * 4, 200 * 3, 250 * 3."""
    plan = solved(ore([offer("Cheap", 5)], demand=demand, Price_breaks=breaks((100, 4), (200, 3))))
    assert plan.objective == near(objective)


def test_all_units_at_a_cost_that_rises():
    """3 a unit, from 100 on 5 for all units: 200 * 5 = 1000. The first 100 do not stay at 3."""
    assert solved(ore([offer("Cheap", 3)], demand=200, Price_breaks=breaks((100, 5)))).objective == near(1000)


@pytest.mark.parametrize(("demand", "objective"), [(90, 450), (100, 500), (150, 650), (250, 900)])
def test_incremental(demand, objective):
    """5 a unit up to 100, 3 beyond, 2 beyond 200: 450; 500 exactly at the break; 500 + 150; 500 + 300 + 100."""
    plan = solved(ore([offer("Cheap", 5)], demand=demand, Price_breaks=breaks((100, 3), (200, 2), kind="incremental")))
    assert plan.objective == near(objective)


def test_it_pays_to_buy_up_to_a_break():
    """150 are needed. `Third` has 60 at 2; `Cheap` asks 5, and 3 from 100 on; `Dear` asks 3.4.

    60 of `Third` leave 90: at 5 that is 450 + 120 = 570, of `Dear` 306 + 120 = 426. Exactly 100 at 3 and 50 at 2: 400.
    """
    plan = solved(ore([offer("Cheap", 5), offer("Third", 2, 60), offer("Dear", 3.4)], demand=150, Price_breaks=breaks((100, 3))))
    assert plan.objective == near(400)
    assert delivered(plan, "Cheap") == near(100)


@pytest.mark.parametrize(("demand", "objective", "cheap"), [(150, 630, 0), (200, 800, 200)])
def test_incremental_discounts_are_earned_in_turn(demand, objective, cheap):
    """5 a unit, 3 beyond 100, against 4.2: 150 cost 650 or 630, 200 cost 800 or 840. The 3 cannot be had without the first 100 at 5."""
    rows = breaks((100, 3), kind="incremental")
    plan = solved(ore([offer("Cheap", 5), offer("Dear", 4.2)], demand=demand, Price_breaks=rows))
    assert plan.objective == near(objective)
    assert delivered(plan, "Cheap") == near(cheap)


def test_incremental_costs_that_rise():
    """2 a unit, 4 beyond 50, against 3: 50 * 2 + 50 * 3 = 250."""
    plan = solved(ore([offer("Cheap", 2), offer("Dear", 3)], demand=100, Price_breaks=breaks((50, 4), kind="incremental")))
    assert plan.objective == near(250)
    assert delivered(plan, "Cheap") == near(50)


def test_incremental_costs_that_fall_and_rise():
    """5 a unit up to 50, 2 up to 100, 6 beyond, against 4. 120 units: 250 + 100 and 20 * 4 = 430. The part at 2 is full before the part at 6."""
    rows = breaks((50, 2), (100, 6), kind="incremental")
    plan = solved(ore([offer("Cheap", 5), offer("Dear", 4)], demand=120, Price_breaks=rows))
    assert plan.objective == near(430)
    assert delivered(plan, "Cheap") == near(100)


def test_a_break_at_nothing_replaces_the_unit_cost():
    """From 0 on 4, where the offer itself says 5: 100 * 4."""
    plan = solved(ore([offer("Cheap", 5)], demand=100, Price_breaks=breaks((0, 4))))
    assert plan.objective == near(400)


def test_the_volume_is_of_all_destinations():
    """60 to each of two markets are 120, beyond the break at 100: 120 * 3 = 360, where each by itself would pay 5."""
    markets = [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Brazil"}]
    plan = solved(ore([offer("Cheap", 5)], Demand=[need(60), need(60, "Away")], Markets=markets, Price_breaks=breaks((100, 3))))
    assert plan.objective == near(360)


def test_the_volume_is_of_one_year():
    """60 in each of two years do not reach the break at 100: 2 * 300."""
    assert solved(ore([offer("Cheap", 5)], demand=60, years=2, Price_breaks=breaks((100, 3)))).objective == near(600)


def test_tariffs_stay_on_the_offers_own_unit_cost():
    """A tariff of 100 % on 5 lands at 10; the break takes 1 off: 100 * 9 = 900, and not 100 * 4 * 2."""
    lanes = [{"From": "*", "To": "*", "Tariff": 1}]
    assert solved(ore([offer("Cheap", 5)], demand=100, Lanes=lanes, Price_breaks=breaks((100, 4)))).objective == near(900)


def test_shares_of_value_stay_on_the_offers_own_unit_cost():
    """x at 5 (2 by its break) is half of 5 x + 5 (100 - x) by value: x = 50, and 50 * 2 + 50 * 5 = 350. At its price of 2 it would be 71."""
    limit = [{"Group": "China", "Maximum": 0.5, "Basis": "value"}]
    plan = solved(ore([offer("Cheap", 5), offer("Dear", 5)], demand=100, Share_limits=limit, Price_breaks=breaks((10, 2))))
    assert plan.objective == near(350)
    assert delivered(plan, "Cheap") == near(50)
