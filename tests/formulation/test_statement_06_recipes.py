"""Statement 6, by hand: what a supplier makes takes its inputs, and exactly those."""

from __future__ import annotations

from tests.building import case_of, delivered, near, need, offer, solved


def chain(offers, recipes, demand=10, material="Metal", **sheets):
    """The plan of a market that needs 10 of a material; every supplier stands in Japan."""
    return solved(
        case_of(
            Suppliers=[{"Supplier": s, "Country": "Japan"} for s in dict.fromkeys(o["Supplier"] for o in offers)],
            Offers=offers,
            Recipes=recipes,
            Markets=[{"Market": "Home", "Country": "Japan"}],
            Demand=[need(demand, material=material, shortage_cost=1000)],
            **sheets,
        )
    )


def recipe(output, source, quantity, supplier=None):
    """A row of Recipes."""
    return {"Output": output, "Input": source, "Quantity": quantity, "Supplier": supplier}


ORE_AND_ACID = [offer("Mine", 1, material="Ore"), offer("Works", 6, material="Acid")]


def test_two_inputs():
    """10 metal from 2 ore (1 each) and 0.5 acid (6 each) a unit, conversion 4: 10 * (4 + 2 + 3) = 90."""
    plan = chain([*ORE_AND_ACID, offer("Refinery", 4, material="Metal")], [recipe("Metal", "Ore", 2), recipe("Metal", "Acid", 0.5)])
    assert plan.objective == near(90)
    assert (delivered(plan, "Mine"), delivered(plan, "Works")) == (near(20), near(5))


def test_two_tiers():
    """10 wafers of 3 metal of 2 ore: 60 ore at 1, 30 metal at 4, 10 wafers at 7 make 60 + 120 + 70 = 250."""
    offers = [offer("Mine", 1, material="Ore"), offer("Refinery", 4, material="Metal"), offer("Fab", 7, material="Wafer")]
    plan = chain(offers, [recipe("Metal", "Ore", 2), recipe("Wafer", "Metal", 3)], material="Wafer")
    assert plan.objective == near(250)
    assert [delivered(plan, s) for s in ("Mine", "Refinery", "Fab")] == near([60, 30, 10])


def test_two_outputs_share_an_input():
    """5 metal of 2 ore and 7 powder of 1 ore need 17 ore at one works: 17 + 5 * 4 + 7 * 3 = 58."""
    offers = [offer("Mine", 1, material="Ore"), offer("Works", 4, material="Metal"), offer("Works", 3, material="Powder")]
    plan = solved(
        case_of(
            Suppliers=[{"Supplier": "Mine", "Country": "Chile"}, {"Supplier": "Works", "Country": "Japan"}],
            Offers=offers,
            Recipes=[recipe("Metal", "Ore", 2), recipe("Powder", "Ore", 1)],
            Demand=[need(5, "Japan", "Metal"), need(7, "Japan", "Powder")],
        )
    )
    assert plan.objective == near(58)
    assert delivered(plan, "Mine", destination="Works") == near(17)


def test_a_suppliers_own_recipe_and_a_source():
    """Ore at 4. `Plain` makes metal of 2 ore at 1: 9. `Thrifty`, by a row of its own, of 1.5 at 2: 8. `Scrap`, with Quantity 0, needs none: 7.

    100 metal: 30 of scrap (210), 40 of `Thrifty` (320), 30 of `Plain` (270): 800, with 40 * 1.5 + 30 * 2 = 120 ore.
    """
    offers = [
        offer("Mine", 4, material="Ore"),
        offer("Plain", 1, material="Metal"),
        offer("Thrifty", 2, 40, material="Metal"),
        offer("Scrap", 7, 30, material="Metal"),
    ]
    recipes = [recipe("Metal", "Ore", 2), recipe("Metal", "Ore", 1.5, "Thrifty"), recipe("Metal", "Ore", 0, "Scrap")]
    plan = chain(offers, recipes, demand=100)
    assert plan.objective == near(800)
    assert [delivered(plan, s) for s in ("Scrap", "Thrifty", "Plain", "Mine")] == near([30, 40, 30, 120])
    assert delivered(plan, "Mine", destination="Scrap") == near(0)


def test_own_rows_replace_all_general_ones_of_the_output():
    """In general metal takes 2 ore and 1 acid. `Thrifty` names ore alone, and so needs no acid: 10 * (5 + 2) = 70, against 10 * (1 + 2 + 6)."""
    offers = [*ORE_AND_ACID, offer("Plain", 1, material="Metal"), offer("Thrifty", 5, material="Metal")]
    recipes = [recipe("Metal", "Ore", 2), recipe("Metal", "Acid", 1), recipe("Metal", "Ore", 2, "Thrifty")]
    plan = chain(offers, recipes)
    assert plan.objective == near(70)
    assert delivered(plan, "Works") == near(0)


def test_an_input_in_store_is_used():
    """12 of the 20 ore lie in store: 8 at 1 and 10 metal at 4 make 48."""
    stocks = [{"Stockpile": "Heap", "Material": "Ore", "Country": "Japan", "Maximum level": 12, "Opening level": 12}]
    materials = [{"Material": "Ore", "Price": 1}, {"Material": "Metal"}]
    offers = [offer("Mine", 1, material="Ore"), offer("Refinery", 4, material="Metal")]
    plan = chain(offers, [recipe("Metal", "Ore", 2)], Stockpiles=stocks, Materials=materials)
    assert plan.objective == near(48)
    assert delivered(plan, "Mine") == near(8)


def test_the_input_limits_the_output():
    """16 ore make 8 metal of `Refinery` (4 + 2 each); the 2 that are missing come from the source `Scrap` at 30: 48 + 60."""
    offers = [offer("Mine", 1, 16, material="Ore"), offer("Refinery", 4, material="Metal"), offer("Scrap", 30, material="Metal")]
    plan = chain(offers, [recipe("Metal", "Ore", 2), recipe("Metal", "Ore", 0, "Scrap")])
    assert plan.objective == near(108)
    assert delivered(plan, "Scrap") == near(2)
