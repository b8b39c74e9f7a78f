"""Statement 7, by hand: what is in store from year to year, and between which limits."""

from __future__ import annotations

import pytest

from tests.building import by_year, crisis, event, near, offer, ore, solved, stock, store


def test_a_release_limit_and_loss_in_a_normal_year():
    """100 in store lose 10 %; at most 12 * 5 = 60 of the 90 are drawn for a need of 100 at 3: 40 * 3 + 30 left at 1 = 150."""
    plan = solved(
        ore([offer("Dear", 3)], demand=100, Stockpiles=[store(100, Opening_level=100, Loss=0.1, Release_limit=5, Holding_cost=1)])
    )
    assert plan.objective == near(150)
    assert stock(plan) == near([30]) and stock(plan, "drawn") == near([60])


@pytest.mark.parametrize(("loss", "levels", "objective"), [(0, [15, 40], 535), (0.2, [18.75, 40], 546.25)])
def test_a_minimum_from_a_year_on_and_a_limited_build(loss, levels, objective):
    """40 must be in store from 2027 on, at most 25 a year go in; ore costs 2 and a unit in store 1 a year; the market takes 200.

    Without loss 15 must be there in 2026: 2 * 200 + 2 * 40 + 15 + 40 = 535. Where 20 % is lost, 0.8 x + 25 = 40 gives 18.75:
    400 + 2 * 43.75 + 18.75 + 40 = 546.25.
    """
    rows = [store(50, Minimum_level=40, Minimum_from_year=2027, Maximum_build=25, Holding_cost=1, Loss=loss)]
    plan = solved(ore([offer("Cheap", 2)], demand=100, years=2, Stockpiles=rows))
    assert stock(plan) == near(levels)
    assert plan.objective == near(objective)


def test_the_maximum_level_binds():
    """`Cheap` sells at 1 in 2026 only, `Dear` at 5: 30, the most that fits, are kept for 2027 at 1 a unit.

    100 + 30 + 30 in 2026, (100 - 30) * 5 in 2027: 510.
    """
    plan = solved(ore([offer("Cheap", 1, To_year=2026), offer("Dear", 5)], demand=100, years=2, Stockpiles=[store(30, Holding_cost=1)]))
    assert plan.objective == near(510)
    assert stock(plan) == near([30, 0])
    assert by_year(plan, "Dear") == near([0, 70])


def test_loss_makes_stock_dear():
    """Half is lost in a year, so a unit of 2027 costs 2 * (1 + 1) of `Cheap`, less than 5: 60 go in and 30 come out.

    100 + 60 + 60 in 2026, 70 * 5 in 2027: 570.
    """
    rows = [store(60, Holding_cost=1, Loss=0.5)]
    plan = solved(ore([offer("Cheap", 1, To_year=2026), offer("Dear", 5)], demand=100, years=2, Stockpiles=rows))
    assert plan.objective == near(570)
    assert stock(plan) == near([60, 0])
    assert by_year(plan, "Dear") == near([0, 70])


@pytest.mark.parametrize(("opening", "objective"), [(0, 200), (20, 160)])
def test_a_store_that_is_not_worth_its_fixed_cost_is_closed(opening, objective):
    """Nothing asks for the store (30 a year): it is closed, its Minimum level with it, and what was in it is used: (100 - 20) * 2."""
    rows = [store(40, Fixed_cost=30, Minimum_level=10, Opening_level=opening)]
    plan = solved(ore([offer("Cheap", 2)], demand=100, Stockpiles=rows))
    assert plan.objective == near(objective)
    assert stock(plan) == near([0]) and plan.values["open"]["value"].tolist() == near([0])


@pytest.mark.parametrize(("fixed", "levels", "objective"), [(30, [40, 0], 470), (170, [0, 0], 600)])
def test_a_store_is_open_year_by_year(fixed, levels, objective):
    """40 kept from 2026 (1 each) for 2027 (5 each) save 160. The store need not be open at the end of 2027, so one year's cost is paid.

    At 30: 100 + 40 + 30, then 60 * 5: 470; closed, its Minimum level of 10 does not hold. At 170 it is never opened: 100 + 500.
    """
    rows = [store(40, Fixed_cost=fixed, Minimum_level=10)]
    plan = solved(ore([offer("Cheap", 1, To_year=2026), offer("Dear", 5)], demand=100, years=2, Stockpiles=rows))
    assert plan.objective == near(objective)
    assert stock(plan) == near(levels)


@pytest.mark.parametrize(("minimum", "level"), [(0, 10), (20, 20)])
def test_an_open_store_holds_its_minimum(minimum, level):
    """One month of 10 without supply must be bridged, so the store is open (30) and holds 10, or its Minimum level where that is more.

    Each unit in it costs 2 and 1 for holding: 120 * 2 + 30 + 3 * 10 = 300, and 330 with a minimum of 20.
    """
    rows = [store(40, Fixed_cost=30, Minimum_level=minimum, Holding_cost=1)]
    outage = crisis(event("country", "China", 1))
    plan = solved(ore([offer("Cheap", 2)], Stockpiles=rows, Survival=[{"Months": 1, "Service level": 1}], **outage))
    assert stock(plan) == near([level])
    assert plan.objective == near(270 + 3 * level)


def test_a_minimum_holds_without_a_fixed_cost():
    """10 must be in store at the end of each year: 2 * (100 + 10) in 2026 and 200 in 2027, and 10 a year to keep them: 440."""
    plan = solved(ore([offer("Cheap", 2)], demand=100, years=2, Stockpiles=[store(40, Minimum_level=10, Holding_cost=1)]))
    assert plan.objective == near(440)
    assert stock(plan) == near([10, 10])
    assert by_year(plan, "Cheap") == near([110, 100])


def test_what_goes_in_may_come_out_in_the_same_year():
    """A lane into store without the market's tariff: up to 12 * 2 = 24 a year pass through a store that holds 5 at the most.

    Each costs 2 in place of 2 * 1.5: 24 * 2 + 76 * 3 = 276.
    """
    lanes = [{"From": "Cheap", "To": "Home", "Tariff": 0.5}]
    plan = solved(ore([offer("Cheap", 2)], demand=100, Lanes=lanes, Stockpiles=[store(5, Release_limit=2)]))
    assert plan.objective == near(276)
    assert stock(plan) == near([0]) and stock(plan, "drawn") == near([24])
