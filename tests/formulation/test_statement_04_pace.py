"""Statement 4, by hand: how fast deliveries may change, and when that does not bind.

`Cheap` asks 1 and `Dear` 3; 100 units are needed every year unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from tests.building import by_year, near, offer, ore, solved


def paced(years=3, demand=100, **terms):
    """The plan where `Cheap` may change by 10 a year from a current volume of 50."""
    return solved(case(years, demand, **terms))


def case(years=3, demand=100, **terms):
    """Its case."""
    return ore([offer("Cheap", 1, **{"Current_volume": 50, "Maximum_change": 10, **terms}), offer("Dear", 3)], demand=demand, years=years)


def test_deliveries_rise_by_the_maximum_change():
    """60, 70, 80 of 100 at 1: 60 + 120, 70 + 90, 80 + 60 make 180 + 160 + 140 = 480."""
    plan = paced()
    assert by_year(plan, "Cheap") == near([60, 70, 80])
    assert plan.objective == near(480)


def test_deliveries_fall_by_the_maximum_change():
    """`Dear` stands at 100 and may fall by 20: 80, 60. 240 + 20, 180 + 40 make 480."""
    plan = solved(ore([offer("Cheap", 1), offer("Dear", 3, Current_volume=100, Maximum_change=20)], demand=100, years=2))
    assert by_year(plan, "Dear") == near([80, 60])
    assert plan.objective == near(480)


def test_the_pace_is_of_all_destinations_together():
    """What goes into store counts: of the 60 that 2026 allows, a Minimum level takes 25. 60 + (100 - 35) * 3 = 255."""
    stockpile = {"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": 25, "Minimum level": 25}
    closed = [{"From": "*", "To": "*"}, {"From": "Dear", "To": "Store", "Open": "no"}]
    plan = solved(case(years=1).with_rows("Stockpiles", [stockpile]).with_rows("Lanes", closed))
    assert by_year(plan, "Cheap") == near([60])
    assert plan.objective == near(255)


def test_an_unqualified_offer_starts_freely_in_the_first_year():
    """Not Qualified, without lead: 2026 does not bind, 2027 does. From 0 to the 40 that are needed, then 50 + 50 * 3 = 200: 240."""
    plan = solved(case(years=2, Qualified="no", Current_volume=0).with_demand("Home", "Ore", 40, year=2026))
    assert by_year(plan, "Cheap") == near([40, 50])
    assert plan.objective == near(240)


def test_an_unqualified_offer_starts_freely_after_its_lead():
    """A lead of one year: 2027 is free, 2028 binds. Need 100, 40, 100: 300, 40, 50 + 150 make 540."""
    plan = solved(case(Qualified="no", Qualification_years=1).with_demand("Home", "Ore", 40, year=2027))
    assert by_year(plan, "Cheap") == near([0, 40, 50])
    assert plan.objective == near(540)


@pytest.mark.parametrize(
    ("first", "volumes", "objective"),
    [(2026, [100, 100, 100], 300), (2025, [60, 70, 80], 480), (2027, [0, 100, 100], 500), (None, [60, 70, 80], 480)],
)
def test_an_offer_starts_freely_in_its_from_year(first, volumes, objective):
    """From year = First year frees 2026: 3 * 100. From an earlier year nothing is freed. From 2027: 300 + 100 + 100."""
    plan = paced(From_year=first)
    assert by_year(plan, "Cheap") == near(volumes)
    assert plan.objective == near(objective)


def test_after_the_first_free_year_the_pace_binds():
    """From year 2026 frees 2026 alone. Need 40, 100, 100: 40, 50, 60, so 40 + (50 + 150) + (60 + 120) = 420."""
    plan = solved(case(From_year=2026).with_demand("Home", "Ore", 40, year=2026))
    assert by_year(plan, "Cheap") == near([40, 50, 60])
    assert plan.objective == near(420)


def test_an_offer_may_stop_at_its_to_year():
    """`Dear` must stay at 90 at least in 2026 and may fall to 0 after its To year: 90 * 3 + 10, then 100: 380."""
    plan = solved(ore([offer("Cheap", 1), offer("Dear", 3, Current_volume=100, Maximum_change=10, To_year=2026)], demand=100, years=2))
    assert by_year(plan, "Dear") == near([90, 0])
    assert plan.objective == near(380)


def test_an_inactive_year_is_not_an_exemption():
    """A qualified offer that ships nothing in 2026 may still rise by 10 only: 0 (need 0), 10, 20."""
    plan = solved(case(Current_volume=5).with_demand("Home", "Ore", 0, year=2026))
    assert by_year(plan, "Cheap") == near([0, 10, 20])
    assert plan.objective == near(10 + 90 * 3 + 20 + 80 * 3)
