"""Statement 8, by hand: the share of a product that carries ore of a group, followed through recipes and stock.

Ore comes from China at 1 and from Australia at 3; a refinery in Japan makes 1 metal of 2 ore, at 1 a unit.
"""

from __future__ import annotations

from tests.building import case_of, delivered, near, need, offer, rows_of, solved, stock, store

COUNTRY = {"Cheap": "China", "Dear": "Australia", "Third": "Chile", "Hidden": "unknown", "Scrap": "China"}
MINES = [offer("Cheap", 1), offer("Dear", 3)]
REFINERY = offer("Refinery", 1, material="Metal")
RECIPE = {"Output": "Metal", "Input": "Ore", "Quantity": 2}
LIMIT = {"Group": "China", "Lens": "traced", "Origin material": "Ore", "Material": "Metal"}


def traced(maximum, offers=(*MINES, REFINERY), limit=None, **sheets):
    """The plan of 100 metal for Home under a traced Maximum."""
    makers = dict.fromkeys(o["Supplier"] for o in offers)
    parts = {
        "Materials": [{"Material": m, "Price": 100} for m in ("Ore", "Metal", "Cell")],
        "Suppliers": [{"Supplier": s, "Country": COUNTRY.get(s, "Japan")} for s in makers],
        "Offers": list(offers),
        "Recipes": [RECIPE],
        "Markets": [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Brazil"}],
        "Demand": [need(100, material="Metal")],
        "Share_limits": [{**LIMIT, **(limit or {}), "Maximum": maximum}],
    }
    return solved(case_of(**{**parts, **sheets}))


def test_one_tier():
    """At most 30 of 100 metal may carry ore from China: 60 of the 200 ore. 100 + 60 * 1 + 140 * 3 = 580."""
    plan = traced(0.3)
    assert plan.objective == near(580)
    assert delivered(plan, "Cheap") == near(60)
    assert plan.dependence["share"].tolist() == near([0.3])


def test_location_sees_only_the_refinery():
    """By location all metal is of Japan, and nothing is limited: 100 + 200."""
    plan = traced(0.3, limit={"Lens": "location", "Origin material": None})
    assert plan.objective == near(300)


def test_two_tiers():
    """10 cells of 3 metal of 2 ore. At most 30 % of the cells carry ore from China: 18 of 60. 18 + 42 * 3 + 30 + 20 = 194."""
    offers = [*MINES, REFINERY, offer("Factory", 2, material="Cell")]
    recipes = [RECIPE, {"Output": "Cell", "Input": "Metal", "Quantity": 3}]
    plan = traced(0.3, offers, {"Material": "Cell"}, Recipes=recipes, Demand=[need(10, material="Cell")])
    assert plan.objective == near(194)
    assert delivered(plan, "Cheap") == near(18)


def test_ore_is_booked_where_it_does_no_harm():
    """A mass balance: no ore of China at Home, as much as Away can take elsewhere. Of the 200 ore 100 are booked on Away's 50 metal.

    100 metal at 1, 100 ore at 1 and 100 at 3: 500.
    """
    plan = traced(0, limit={"Destination": "Home"}, Demand=[need(50, material="Metal"), need(50, "Away", "Metal")])
    assert plan.objective == near(500)
    assert delivered(plan, "Cheap") == near(100)


def test_a_source_without_recipe_carries_nothing():
    """`Scrap` in China makes metal of no ore at 4: none of it counts, 100 * 4 = 400, where ore of Australia alone would cost 700."""
    offers = (*MINES, REFINERY, offer("Scrap", 4, material="Metal"))
    plan = traced(0, offers, Recipes=[RECIPE, {**RECIPE, "Quantity": 0, "Supplier": "Scrap"}])
    assert plan.objective == near(400)
    assert delivered(plan, "Scrap") == near(100)


def test_unknown_ore_counts():
    """Ore of an unknown country at 1 counts as from China: 60 of 200, as above: 580."""
    plan = traced(0.3, [offer("Hidden", 1), offer("Dear", 3), REFINERY])
    assert plan.objective == near(100 + 60 + 140 * 3)


def test_each_country_is_one_with_an_offer_of_the_origin():
    """Ore of China at 1, Chile at 2, Australia at 3: each 40 % at most. 80 + 80 * 2 + 40 * 3 + 100 = 460. Japan offers no ore and is not one."""
    plan = traced(0.4, [offer("Cheap", 1), offer("Third", 2), offer("Dear", 3), REFINERY], {"Group": "each country"})
    assert plan.objective == near(460)
    assert sorted(plan.dependence["group"]) == ["Australia", "Chile", "China"]


def test_two_inputs_that_carry_the_origin():
    """A cell of 1 metal (of 2 ore) and 1 ore. A unit of metal booked brings as much as a unit of ore booked: both go into the same cells.

    10 cells, 30 %: the 3 that may carry take 3 ore straight and 6 through metal from China, so 9 of the 30.
    9 + 21 * 3 + 10 * 1 + 10 * 2 = 102.
    """
    offers = [*MINES, REFINERY, offer("Factory", 2, material="Cell")]
    recipes = [RECIPE, {"Output": "Cell", "Input": "Metal", "Quantity": 1}, {"Output": "Cell", "Input": "Ore", "Quantity": 1}]
    plan = traced(0.3, offers, {"Material": "Cell"}, Recipes=recipes, Demand=[need(10, material="Cell")])
    assert plan.objective == near(102)
    assert delivered(plan, "Cheap") == near(9)


def over_two_years(**sheets):
    """`Cheap` sells ore in 2026 only; the store may keep some for 2027, at 0.1 a year."""
    offers = [offer("Cheap", 1, To_year=2026), offer("Dear", 5), offer("Refinery", 0, material="Metal")]
    recipes = [{**RECIPE, "Quantity": 1}]
    return traced(0.3, offers, Settings={"Last year": 2027}, Recipes=recipes, **sheets)


def test_a_store_of_ore_hands_on_what_it_was_given():
    """1 metal of 1 ore. 30 ore of China a year: 30 from the mine in 2026, 30 from store in 2027.

    30 + 70 * 5 + 30 + 3 in 2026, 70 * 5 in 2027: 763.
    """
    plan = over_two_years(Stockpiles=[store(200, Holding_cost=0.1)])
    assert plan.objective == near(763)
    assert stock(plan) == near([30, 0])


def test_a_store_of_metal_hands_on_what_it_was_given():
    """30 metal that carry ore of China are kept for 2027; what the store took is booked on it: the same 763."""
    plan = over_two_years(Stockpiles=[store(200, material="Metal", Holding_cost=0.1)])
    assert plan.objective == near(763)
    assert stock(plan) == near([30, 0])
    assert rows_of(plan.allocation, supplier="Cheap", year=2026)["quantity"].sum() == near(60)
