"""Statement 17, by hand: which service is held, for whom and for how long, and the stock that it takes.

120 a year, ten a month, from one source at 2 that is lost; a unit in store costs 2 to buy and 1 a year to keep. The crisis has probability 0.
"""

from __future__ import annotations

import pytest

from resilience_opt.errors import InfeasibleError
from tests.building import crisis, event, near, need, offer, ore, short, solved, stock, store

MINE = [offer("Cheap", 2)]


def required(rows, months=4, years=1, events=None, **sheets):
    """The plan under rows of Survival, in a crisis that takes the source for all its months."""
    blow = crisis(*(events or [event("country", "China", months)]))
    parts = {"Stockpiles": [store(200, Holding_cost=1)], **sheets}
    return solved(ore(MINE, months=months, years=years, Survival=rows, **{**blow, **parts}))


def test_two_levels_by_month():
    """All of it for two months and half of it for four: 2 * 10 + 2 * 5 = 30 in store. 240 + 30 * 3 = 330."""
    plan = required([{"Months": 2, "Service level": 1}, {"Months": 4, "Service level": 0.5}])
    assert stock(plan) == near([30])
    assert plan.objective == near(330)


def test_the_highest_level_holds():
    """A lower level that reaches as far asks for nothing more: 3 * 8 = 24."""
    plan = required([{"Months": 3, "Service level": 0.8}, {"Months": 3, "Service level": 0.5}, {"Months": 1, "Service level": 0.2}])
    assert stock(plan) == near([24])


def test_from_a_year_on():
    """Two months from 2027 on: nothing is kept in 2026, 20 in 2027: 480 + 20 * 3."""
    plan = required([{"Months": 2, "Service level": 1, "From year": 2027}], years=2)
    assert stock(plan) == near([0, 20])
    assert plan.objective == near(540)


def test_for_one_class_of_demand():
    """`vital` is 4 of 10 a month: three months of it are 12."""
    demand = [need(48, Priority="vital"), need(72, Priority="other")]
    plan = required([{"Priority": "vital", "Months": 3, "Service level": 1}], Demand=demand)
    assert stock(plan) == near([12])


def test_for_one_market():
    """Home alone: two months of its 10 are 20; Away, as large, asks for nothing."""
    markets = [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Japan"}]
    plan = required([{"Market": "Home", "Months": 2, "Service level": 1}], Demand=[need(120), need(120, "Away")], Markets=markets)
    assert stock(plan) == near([20])


def test_in_one_scenario_or_in_each():
    """`Long` takes the source for four months, `Short` for one. Asked in `Short` alone: 10; asked of every scenario: 40."""
    sheets = {
        "Scenarios": [{"Scenario": "Long", "Probability": 0}, {"Scenario": "Short", "Probability": 0}],
        "Events": [{"Scenario": "Long", **event("country", "China", 4)}, {"Scenario": "Short", **event("country", "China", 1)}],
    }
    assert stock(required([{"Scenario": "Short", "Months": 4, "Service level": 1}], **sheets)) == near([10])
    assert stock(required([{"Months": 4, "Service level": 1}], **sheets)) == near([40])


def test_the_level_is_of_what_is_then_needed():
    """Demand doubles while the source is lost: half of 20 a month for two months is 20."""
    events = [event("country", "China", 2), event("market", "Home", 2, Demand_factor=2)]
    plan = required([{"Months": 2, "Service level": 0.5}], months=2, events=events)
    assert stock(plan) == near([20])


def test_what_remains_counts():
    """0.4 are left in months 1 and 2, and 0.7 in the month of recovery: of the market's ten 6, 6 and 3 are missing.

    What goes into store, x, is a delivery too, of which 0.4, 0.4 and 0.7 are left and are diverted: x = 15 - 1.5 * x / 12, so x = 40 / 3.
    """
    plan = required([{"Months": 4, "Service level": 1}], events=[event("country", "China", 2, Remaining=0.4, Recovery_months=1)])
    assert stock(plan) == near([40 / 3])


def test_stock_that_answers_late_cannot_serve_the_first_month():
    """Nothing is released in month 1, so no plan holds the service then; from a source two months away month 1 is served."""
    rows = [{"Months": 3, "Service level": 1}]
    late = [store(200, Holding_cost=1, Response_months=1)]
    with pytest.raises(InfeasibleError):
        required(rows, Stockpiles=late)
    plan = required(rows, Stockpiles=late, Lanes=[{"From": "*", "To": "*", "Lead months": 2}])
    assert stock(plan) == near([10])


def test_the_release_limit_asks_for_a_second_store():
    """Each store releases 6 a month: for 10 a month, two months long, both are filled, with 20 in all and 12 in one at the most."""
    stocks = [store(200, "Store", Holding_cost=1, Release_limit=6), store(200, "Second", Holding_cost=2, Release_limit=6)]
    plan = required([{"Months": 2, "Service level": 1}], Stockpiles=stocks)
    assert stock(plan) == near([12]) and stock(plan, stockpile="Second") == near([8])
    assert plan.objective == near(240 + 12 * 3 + 8 * 4)


def test_readiness_in_place_of_stock():
    """`Dear` asks 3 and 24 a year, and a quarter of its unused 240 is on standby, 5 a month: half of the service costs 24, and not 20 * 3 in store."""
    dear = offer("Dear", 3, 240, Fixed_cost=24, Standby=0.25)
    blow = crisis(event("country", "China", 4))
    rows = [{"Months": 4, "Service level": 0.5}]
    plan = solved(ore([*MINE, dear], months=4, Survival=rows, Stockpiles=[store(200, Holding_cost=1)], **blow))
    assert plan.objective == near(264)
    assert stock(plan) == near([0])
    assert short(plan) == near([5, 5, 5, 5])


def test_a_second_source_in_place_of_stock():
    """`Dear` at 2.4 costs 0.4 a year for each unit: half a year's need for half of the service costs 24, less than 60 for stock."""
    blow = crisis(event("country", "China", 4))
    rows = [{"Months": 4, "Service level": 0.5}]
    plan = solved(ore([*MINE, offer("Dear", 2.4)], months=4, Survival=rows, Stockpiles=[store(200, Holding_cost=1)], **blow))
    assert plan.objective == near(60 * 2 + 60 * 2.4)
