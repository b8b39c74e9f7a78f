"""Statement 5, by hand: markets receive what they need, but for a shortage where one is allowed."""

from __future__ import annotations

import pytest

from resilience_opt.errors import InfeasibleError
from tests.building import delivered, near, need, offer, ore, solved, store

ALLOWED = {"Base shortage allowed": "yes"}


def unmet(plan):
    """The shortage of each class of demand, added over the years."""
    return plan.values["base_shortage"].groupby("c")["value"].sum().tolist()


def test_it_pays_to_fail_the_cheaper_class():
    """50 units at 3. `vital` (60) is worth 10 a unit, `other` (40) only 2: no `other` is met, and of `vital` 50.

    50 * 3 + 10 * 10 + 40 * 2 = 330.
    """
    demand = [need(60, Priority="vital", shortage_cost=10), need(40, Priority="other", shortage_cost=2)]
    plan = solved(ore([offer("Dear", 3, 50)], Demand=demand, Settings=ALLOWED))
    assert plan.objective == near(330)
    assert unmet(plan) == near([10, 40])
    assert plan.costs["shortage"] == near(180) and plan.costs["deliveries"] == near(150)


def test_no_shortage_unless_it_is_allowed():
    """50 units cannot meet a need of 60; where a shortage is allowed, 10 are missed at 100: 150 + 1000."""
    offers = [offer("Dear", 3, 50)]
    with pytest.raises(InfeasibleError):
        solved(ore(offers, demand=60))
    assert solved(ore(offers, demand=60, Settings=ALLOWED)).objective == near(1150)


def test_no_more_is_delivered_than_is_needed():
    """A minimum take of 70 where 60 are needed finds no taker: the dearer source without one serves, 60 * 4 = 240."""
    plan = solved(ore([offer("Dear", 3, 100, Minimum_take=70), offer("Third", 4)], demand=60))
    assert plan.objective == near(240)
    assert delivered(plan, "Third") == near(60)


def test_demand_of_a_year_replaces_the_general_one():
    """120 in 2026 and, by a row of its own, 40 in 2027, both at 1: 160."""
    plan = solved(ore([offer("Cheap", 1)], years=2, Demand=[need(120), need(40, Year=2027)]))
    assert plan.objective == near(160)


def test_demand_is_met_from_stock_as_well():
    """30 of 100 from store, the rest at 3: 210."""
    plan = solved(ore([offer("Dear", 3)], demand=100, Stockpiles=[store(30, Opening_level=30)]))
    assert plan.objective == near(210)
    assert delivered(plan, "Dear") == near(70)


def test_markets_draw_on_one_supply():
    """90 units at 1 for two markets of 60; transport of 5 to Away against 2 to Home for the dear ones decides who gets them.

    `Dear` costs 3 + 2 at Home and 3 + 5 at Away, so Away is served by `Cheap` (60 * 1), Home by 30 at 1 and 30 at 5: 240.
    """
    lanes = [{"From": "Dear", "To": "Home", "Transport cost": 2}, {"From": "Dear", "To": "Away", "Transport cost": 5}]
    plan = solved(
        ore(
            [offer("Cheap", 1, 90), offer("Dear", 3)],
            Demand=[need(60), need(60, "Away")],
            Markets=[{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Brazil"}],
            Lanes=lanes,
        )
    )
    assert plan.objective == near(60 + 30 + 30 * 5)
    assert delivered(plan, "Dear", destination="Home") == near(30)
