"""Statements 11 and 16, by hand: what is left of a supplier in a crisis, what it has in readiness, and what goes beyond the plan.

120 a year, ten a month. A unit short costs 100, so what is short in a month says what could be delivered.
"""

from __future__ import annotations

import pytest

from tests.building import crisis, crisis_cost, delivered, event, near, offer, ore, rows_of, short, solved, store

LOSS = crisis(event("country", "China", 3))


def readiness(plan_of=120, cheap=1000, events=LOSS, **terms):
    """`Cheap` is lost for three months; `Dear` has a capacity of 240, a quarter of what is unused on standby, and a surge of a tenth after a month."""
    dear = offer("Dear", 3, 240, **{"Standby": 0.25, "Surge": 0.1, "Ramp_months": 1, **terms})
    return solved(ore([offer("Cheap", 1, cheap), dear], demand=plan_of, months=3, **events))


def test_what_remains_of_deliveries():
    """Of one source 40 % remain for two months of three: 6 a month are missing. Q = 12 * 100 - 12 * 1 that were not bought = 1188."""
    plan = solved(ore([offer("Cheap", 1)], months=3, **crisis(event("country", "China", 2, Remaining=0.4))))
    assert short(plan) == near([6, 6, 0])
    assert crisis_cost(plan) == near(1188)


def test_unused_capacity_cannot_be_called_on_without_standby():
    """`Dear` has a capacity of 240 and ships nothing: it has nothing to give."""
    plan = readiness(Standby=0, Surge=0)
    assert short(plan) == near([10, 10, 10])


def test_standby_and_surge_after_the_ramp():
    """Month 1: nothing. Then 0.25 * 240 / 12 + 0.1 * 240 / 12 = 5 + 2 a month, so 3 are missing.

    Q = 16 * 100 + 14 * 3 - 30 * 1 = 1612.
    """
    plan = readiness()
    assert short(plan) == near([10, 3, 3])
    assert crisis_cost(plan) == near(1612)


def test_standby_is_of_what_is_unused():
    """`Cheap` can make 180 of 240 needed, `Dear` ships 60. Month 1: 5. Then (0.75 * 60 + 0.35 * 240) / 12 = 10.75.

    Of 20 a month 15, 9.25 and 9.25 are missing.
    """
    plan = readiness(240, 180)
    assert delivered(plan, "Dear") == near(60)
    assert short(plan) == near([15, 9.25, 9.25])


def test_readiness_is_cut_like_deliveries():
    """`Dear` is halved as well: 0 in month 1, then half of 7."""
    plan = readiness(events=crisis(event("country", "China", 3), event("supplier", "Dear", 3, Remaining=0.5)))
    assert short(plan) == near([10, 6.5, 6.5])


@pytest.mark.parametrize("fixed", [0, 5])
def test_bought_capacity_is_ready_too_under_contract(fixed):
    """`Dear` (4 a unit) has no capacity and buys it at 1. 35 % must be served in the crisis: 3.5 a month are 0.35 * 120 / 12.

    120 * 1 for ore and 120 for capacity: 240, and the contract's fixed cost. To ship from `Dear` in normal years would give 0.75 a unit, and cost 3.
    """
    dear = offer("Dear", 4, 0, Expansion_limit=240, Expansion_cost=1, Standby=0.25, Surge=0.1, Fixed_cost=fixed)
    plan = solved(ore([offer("Cheap", 1), dear], months=3, Survival=[{"Months": 3, "Service level": 0.35}], **LOSS))
    assert plan.objective == near(240 + fixed)
    assert rows_of(plan.suppliers, supplier="Dear")["expansion"].tolist() == near([120])


def test_deliveries_into_stockpiles_can_be_diverted():
    """120 to market and 60 into a store that releases nothing: 15 a month, of which 60 % remain, 9: 1 is missing.

    Q = 100 + 9 - 10 = 99.
    """
    stockpile = store(60, Minimum_level=60, Release_limit=0)
    plan = solved(ore([offer("Cheap", 1)], months=1, Stockpiles=[stockpile], **crisis(event("country", "China", 1, Remaining=0.6))))
    assert short(plan) == near([1])
    assert crisis_cost(plan) == near(99)


@pytest.mark.parametrize(("ramp", "cost"), [(1, 1633), (0, 964.5)])
def test_a_premium_on_what_goes_beyond_the_plan(ramp, cost):
    """Of the 7 a month of `Dear` none was planned. In months 2 and 3: 14 * 0.5 * 3 = 21 on top of 1612.

    Without a ramp three months: 9 * 100 + 21 * 3 + 21 * 1.5 - 30 * 1 = 964.5.
    """
    assert crisis_cost(readiness(Surge_premium=0.5, Ramp_months=ramp)) == near(cost)


def test_the_premium_is_not_on_what_was_planned():
    """60 of 240 were planned, 5 a month; in months 2 and 3 10.75 come, 5.75 of them beyond.

    Q = (15 + 2 * 9.25) * 100 + (5 + 21.5) * 3 + 11.5 * 1.5 - 3 * (15 * 1 + 5 * 3) = 3350 + 79.5 + 17.25 - 90 = 3356.75.
    """
    plan = readiness(240, 180, Surge_premium=0.5)
    assert crisis_cost(plan) == near(3356.75)


def test_what_is_diverted_from_a_stockpile_was_planned():
    """`Dear` puts 24 a year into a store that releases nothing: in the crisis these 2 a month go to market, without a premium.

    Q = 8 * 100 + 2 * 3 - 10 * 1 = 796.
    """
    lanes = [{"From": "*", "To": "*"}, {"From": "Cheap", "To": "Store", "Open": "no"}]
    offers = [offer("Cheap", 1), offer("Dear", 3, Surge_premium=0.5)]
    stockpile = store(24, Minimum_level=24, Release_limit=0)
    plan = solved(ore(offers, months=1, Lanes=lanes, Stockpiles=[stockpile], **crisis(event("country", "China", 1))))
    assert short(plan) == near([8])
    assert crisis_cost(plan) == near(796)


@pytest.mark.parametrize(("ramp", "missing"), [(0, [3, 3, 3]), (2, [10, 10, 3]), (3, [10, 10, 10])])
def test_the_ramp(ramp, missing):
    """Readiness begins in the month after the ramp."""
    assert short(readiness(Ramp_months=ramp)) == near(missing)


def test_in_a_crisis_an_offer_that_is_not_hit_delivers_no_more_than_its_rate():
    """`Dear` ships the 36 of 120 that `Cheap` cannot: 3 a month go on, though its capacity is 20 a month, and 7 are missing."""
    plan = readiness(cheap=84, Standby=0, Surge=0)
    assert short(plan) == near([7, 7, 7])
