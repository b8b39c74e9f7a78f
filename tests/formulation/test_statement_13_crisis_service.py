"""Statements 13, 14 and 15, by hand: markets, recipes and stock in a crisis.

120 a year, ten a month; a unit short costs 100 unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from tests.building import SEALED, case_of, crisis, crisis_cost, event, near, need, offer, ore, short, solved, store

LOSS = crisis(event("country", "China", 3))


def test_the_cheaper_class_goes_short_first():
    """6 of 10 a month are left; `vital` needs 4 at 100, `other` 6 at 20: 4 of `other` are missing. Q = 4 * 20 - 4 * 1 a month."""
    demand = [need(48, Priority="vital"), need(72, Priority="other", shortage_cost=20)]
    plan = solved(ore([offer("Cheap", 1)], months=2, Demand=demand, **crisis(event("country", "China", 2, Remaining=0.6))))
    assert short(plan, priority="vital") == near([0, 0])
    assert short(plan, priority="other") == near([4, 4])
    assert crisis_cost(plan) == near(152)


@pytest.mark.parametrize(("kind", "target"), [("market", "Home"), ("country", "Japan"), ("group", "Buyers")])
def test_a_demand_factor(kind, target):
    """Demand rises by half for two months: 15 are needed and 10 come. Supply is not hit, for Remaining is then 1. Q = 10 * 100."""
    groups = [{"Group": "Buyers", "Member": "Japan"}]
    plan = solved(ore([offer("Cheap", 1)], months=3, Groups=groups, **crisis(event(kind, target, 2, Demand_factor=1.5))))
    assert short(plan) == near([5, 5, 0])
    assert crisis_cost(plan) == near(1000)


def test_a_demand_factor_has_no_recovery_and_factors_multiply():
    """1.5 and 1.2 in month 1, 1.2 in month 2, though the first recovers over two months: 18 - 10 and 12 - 10 are missing."""
    events = [event("market", "Home", 1, Demand_factor=1.5, Recovery_months=2), event("market", "Home", 2, Demand_factor=1.2)]
    assert short(solved(ore([offer("Cheap", 1)], months=3, **crisis(*events)))) == near([8, 2, 0])


def test_a_shortage_is_no_larger_than_what_is_then_needed():
    """Demand halves while all supply is lost: 5 are missing a month, not 10. Q = 10 * 100 - 20."""
    plan = solved(ore([offer("Cheap", 1)], months=2, **crisis(event("country", "China", 2), event("market", "Home", 2, Demand_factor=0.5))))
    assert short(plan) == near([5, 5])
    assert crisis_cost(plan) == near(980)


def test_no_more_is_released_than_is_in_store():
    """30 in store (price 5) bridge three of four months: Q = 10 * 100 + 30 * 5 - 40 * 1 = 1110."""
    stocks = [store(30, Opening_level=30, Minimum_level=30)]
    plan = solved(ore([offer("Cheap", 1)], months=4, Stockpiles=stocks, Lanes=SEALED, **crisis(event("country", "China", 4))))
    assert sum(short(plan)) == near(10)
    assert crisis_cost(plan) == near(1110)


def test_what_is_in_store_is_what_the_year_leaves():
    """20 % of 50 are lost in the year: 40 are left, and 10 of 50 are missing."""
    stocks = [store(50, Opening_level=50, Minimum_level=40, Loss=0.2)]
    plan = solved(ore([offer("Cheap", 1)], months=5, Stockpiles=stocks, Lanes=SEALED, **crisis(event("country", "China", 5))))
    assert sum(short(plan)) == near(10)


@pytest.mark.parametrize(("response", "missing"), [(0, [6, 6, 6]), (1, [10, 6, 6]), (3, [10, 10, 10])])
def test_the_release_limit_and_the_response(response, missing):
    """4 a month at most, and nothing in the first months: 30 in store are more than enough."""
    stocks = [store(30, Opening_level=30, Minimum_level=30, Release_limit=4, Response_months=response)]
    plan = solved(ore([offer("Cheap", 1)], months=3, Stockpiles=stocks, **LOSS))
    assert short(plan) == near(missing)


def test_the_release_limit_is_for_all_nodes_together():
    """A store for two markets releases 4 a month: Home, where a unit short costs 100 and not 20, gets all of them."""
    sheets = {
        "Demand": [need(120), need(120, "Away", shortage_cost=20)],
        "Markets": [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Japan"}],
        "Stockpiles": [store(30, Opening_level=30, Minimum_level=30, Release_limit=4)],
    }
    plan = solved(ore([offer("Cheap", 1)], months=1, **sheets, **crisis(event("country", "China", 1))))
    assert short(plan, market="Home") == near([6]) and short(plan, market="Away") == near([10])


def test_events_do_not_touch_stockpiles():
    """A store in China serves Home through a crisis in China."""
    stocks = [store(30, country="China", Serves="Home", Opening_level=30, Minimum_level=30)]
    assert short(solved(ore([offer("Cheap", 1)], months=3, Stockpiles=stocks, **LOSS))) == near([0, 0, 0])


def refined(months, events, lead=0, **sheets):
    """Metal of 3 ore from China at 1 (and of 1 acid from Chile at 3), made in Japan at 2; ten a month are needed."""
    parts = {
        "Materials": [{"Material": "Ore", "Price": 5}, {"Material": "Acid"}, {"Material": "Metal"}],
        "Suppliers": [{"Supplier": s, "Country": c} for s, c in (("Cheap", "China"), ("Works", "Chile"), ("Refinery", "Japan"))],
        "Offers": [offer("Cheap", 1), offer("Works", 3, material="Acid"), offer("Refinery", 2, material="Metal")],
        "Recipes": [{"Output": "Metal", "Input": "Ore", "Quantity": 3}, *sheets.pop("Recipes", [])],
        "Markets": [{"Market": "Home", "Country": "Japan"}],
        "Demand": [need(120, material="Metal")],
        "Lanes": [{"From": "*", "To": "*", "Lead months": lead}],
    }
    return solved(case_of(Settings={"Crisis months": months}, **{**parts, **sheets}, **crisis(*events)))


def test_a_recipe_in_a_crisis():
    """Ore is lost for three months; 30 lie in store for the refinery, 9 a month at most: 3 metal a month are made and 7 are missing.

    Q = 21 * 100 + 27 * 5 + 9 * 2 - 90 * 1 (ore spared) - 30 * 2 (metal spared) = 2103.
    """
    stocks = [store(30, Opening_level=30, Minimum_level=30, Release_limit=9)]
    plan = refined(3, [event("country", "China", 3)], Stockpiles=stocks, Lanes=SEALED)
    assert short(plan) == near([7, 7, 7])
    assert crisis_cost(plan) == near(2103)


def test_the_scarcest_input_decides():
    """Acid falls to 30 %: 3 metal a month, and no more ore is bought than they take.

    Q = 7 * 100 + 3 * (3 * 1 + 3 + 2) - 10 * 8 = 644.
    """
    plan = refined(1, [event("country", "Chile", 1, Remaining=0.3)], Recipes=[{"Output": "Metal", "Input": "Acid", "Quantity": 1}])
    assert short(plan) == near([7])
    assert crisis_cost(plan) == near(644)


def test_leads_add_up_along_a_chain():
    """A month from mine to refinery and one to Home. Ore is lost for four months: the ore under way is metal in month 2.

    Ore of months 1 and 2 alone (4 - 1 - 1) and metal of months 1 to 3 would still serve.
    Q = 20 * 100 + 10 * 2 (metal of month 1) - 2 / 12 * 360 * 1 - 3 / 12 * 120 * 2 = 1900.
    """
    plan = refined(4, [event("country", "China", 4)], lead=1)
    assert short(plan) == near([0, 0, 10, 10])
    assert crisis_cost(plan) == near(1900)


def test_the_tail_of_a_chain_of_three():
    """Cells of 1 metal of 3 ore, a month each from mine to refinery to factory to Home. Ore triples in price for all of six months.

    Ore of months 1 to 3 alone (6 - 1 - 2) is a cell at Home in time: Q = 3 / 12 * 360 * (3 - 1) = 180.
    """
    plan = refined(
        6,
        [event("country", "China", 6, Price_factor=3)],
        lead=1,
        Materials=[{"Material": m} for m in ("Ore", "Metal", "Cell")],
        Suppliers=[{"Supplier": s, "Country": c} for s, c in (("Cheap", "China"), ("Refinery", "Japan"), ("Factory", "Japan"))],
        Offers=[offer("Cheap", 1), offer("Refinery", 2, material="Metal"), offer("Factory", 4, material="Cell")],
        Recipes=[{"Output": "Cell", "Input": "Metal", "Quantity": 1}],
        Demand=[need(120, material="Cell", shortage_cost=1000)],
    )
    assert crisis_cost(plan) == near(180)


def test_nodes_keep_no_stock_between_months():
    """Demand doubles in month 2: the ore and the capacity of month 1 cannot be put by, so 10 are missing."""
    events = [event("market", "Home", 1, Demand_factor=0.5), event("market", "Home", 1, Start_month=2, Demand_factor=2)]
    assert short(refined(2, events)) == near([0, 10])
