"""Statement 8, by hand: limits on shares by location and by owner, and what `unknown` and `each ...` mean.

100 units are needed; `Cheap` (China) asks 1, `Third` (Chile) 2 and `Dear` (Australia) 3, unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from resilience_opt.errors import InfeasibleError
from tests.building import by_year, delivered, near, need, offer, ore, solved

TWO = [offer("Cheap", 1), offer("Dear", 3)]
THREE = [offer("Cheap", 1), offer("Third", 2), offer("Dear", 3)]
TWO_MARKETS = {
    "Demand": [need(100), need(100, "Away")],
    "Markets": [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Chile"}],
}


def limited(limits, offers=THREE, **sheets):
    """The plan under one limit or several."""
    rows = limits if isinstance(limits, list) else [limits]
    return solved(ore(offers, demand=100, Share_limits=rows, **sheets))


def sites(**country_and_owner):
    """The sheet Suppliers: name to (country, owner)."""
    return [{"Supplier": name, "Country": country, "Owner": owner} for name, (country, owner) in country_and_owner.items()]


def test_a_maximum_by_location():
    """At most 30 % from China: 30 * 1 + 70 * 3 = 240."""
    plan = limited({"Group": "China", "Maximum": 0.3}, TWO)
    assert plan.objective == near(240)
    assert plan.dependence["share"].tolist() == near([0.3])


def test_a_minimum_by_location():
    """At least 25 % from Australia: 25 * 3 + 75 = 150."""
    plan = limited({"Group": "Australia", "Minimum": 0.25}, TWO)
    assert plan.objective == near(150)


def test_a_group_of_countries_and_suppliers():
    """`Risky` is China and one of the two sites in Chile, together 40 % at most: 40 * 1 + 60 * 2.5 (the other site in Chile) = 190."""
    offers = [*THREE, offer("Other", 2.5)]
    who = sites(Cheap=("China", None), Third=("Chile", None), Other=("Chile", None), Dear=("Australia", None))
    groups = [{"Group": "Risky", "Member": "China"}, {"Group": "Risky", "Member": "Third"}]
    plan = limited({"Group": "Risky", "Maximum": 0.4}, offers, Suppliers=who, Groups=groups)
    assert plan.objective == near(190)
    assert delivered(plan, "Other") == near(60)


@pytest.mark.parametrize(("lens", "objective"), [("location", 100), ("owner", 240)])
def test_a_site_abroad_counts_for_its_owner(lens, objective):
    """The cheap site stands in Brazil and belongs to China. At most 30 % from China: by location it does not count, by owner it does."""
    plan = limited(
        {"Group": "China", "Lens": lens, "Maximum": 0.3}, TWO, Suppliers=sites(Cheap=("Brazil", "China"), Dear=("Australia", None))
    )
    assert plan.objective == near(objective)


@pytest.mark.parametrize(("lens", "objective"), [("location", 150), ("owner", 200)])
def test_a_name_that_is_a_suppliers_and_an_owners_means_both(lens, objective):
    """`Cheap` is also the owner of `Third`. At most 50 % from `Cheap`: by location only the site, 50 + 50 * 2; by owner both, 50 + 50 * 3."""
    who = sites(Cheap=("Brazil", None), Third=("Chile", "Cheap"), Dear=("Australia", None))
    plan = limited({"Group": "Cheap", "Lens": lens, "Maximum": 0.5}, Suppliers=who)
    assert plan.objective == near(objective)


@pytest.mark.parametrize(("lens", "objective"), [("location", 150), ("owner", 200)])
def test_a_name_that_is_a_groups_and_an_owners_means_both(lens, objective):
    """The group `Combine` holds `Cheap`, and a company of that name owns `Third`: as above."""
    who = sites(Cheap=("Brazil", None), Third=("Chile", "Combine"), Dear=("Australia", None))
    groups = [{"Group": "Combine", "Member": "Cheap"}]
    plan = limited({"Group": "Combine", "Lens": lens, "Maximum": 0.5}, Suppliers=who, Groups=groups)
    assert plan.objective == near(objective)


@pytest.mark.parametrize("lens", ["location", "owner"])
def test_unknown_belongs_to_every_group_in_a_maximum(lens):
    """`Cheap` is of unknown country and owner and counts as China beside `Third`: 30 * 1 + 70 * 3 = 240."""
    who = sites(Cheap=("unknown", None), Third=("China", None), Dear=("Australia", None))
    plan = limited({"Group": "China", "Lens": lens, "Maximum": 0.3}, Suppliers=who)
    assert plan.objective == near(240)
    assert delivered(plan, "Cheap") == near(30)
    assert plan.dependence["share_known"].tolist() == near([0])


@pytest.mark.parametrize("lens", ["location", "owner"])
def test_unknown_belongs_to_no_group_in_a_minimum(lens):
    """At least half from China: `Cheap`, of unknown country, does not help, so `Third` ships 50 at 2: 50 + 100 = 150."""
    who = sites(Cheap=("unknown", None), Third=("China", None), Dear=("Australia", None))
    plan = limited({"Group": "China", "Lens": lens, "Minimum": 0.5}, Suppliers=who)
    assert plan.objective == near(150)
    assert delivered(plan, "Third") == near(50)


def test_unknown_does_not_help_a_minimum_even_where_a_group_names_it():
    """`Near` is China and `unknown`: half of it must come from China all the same, 50 + 100 = 150."""
    who = sites(Cheap=("unknown", None), Third=("China", None), Dear=("Australia", None))
    groups = [{"Group": "Near", "Member": "China"}, {"Group": "Near", "Member": "unknown"}]
    plan = limited({"Group": "Near", "Minimum": 0.5}, Suppliers=who, Groups=groups)
    assert plan.objective == near(150)


def test_unknown_plays_no_part_among_suppliers_alone():
    """A group of one supplier: `Cheap`, of unknown country, is not of it, and ships everything."""
    who = sites(Cheap=("unknown", None), Third=("Chile", None), Dear=("Australia", None))
    plan = limited({"Group": "Named", "Maximum": 0.3}, Suppliers=who, Groups=[{"Group": "Named", "Member": "Third"}])
    assert plan.objective == near(100)


def test_each_country():
    """At most 40 % from each: 40 * 1 + 40 * 2 + 20 * 3 = 180."""
    plan = limited({"Group": "each country", "Maximum": 0.4})
    assert plan.objective == near(180)
    assert sorted(plan.dependence["group"]) == ["Australia", "Chile", "China"]


def test_unknown_is_no_country_of_its_own_and_counts_for_each():
    """At most half from each of Chile and Australia, and x of unknown origin counts for both, so that each may ship 50 - x.

    Together that is x + 2 * (50 - x) = 100 - x, enough for x = 0 alone: 50 * 2 + 50 * 3 = 250.
    """
    who = sites(Cheap=("unknown", None), Third=("Chile", None), Dear=("Australia", None))
    plan = limited({"Group": "each country", "Maximum": 0.5}, Suppliers=who)
    assert plan.objective == near(250)
    assert delivered(plan, "Cheap") == near(0)
    assert sorted(plan.dependence["group"]) == ["Australia", "Chile"]


def test_each_foreign_country():
    """At most 30 % from each country but the destination's own.

    Home (Japan): China 30 * 1, Chile 30 * 2, its own 40 * 3: 210. Away (Chile): China 30 * 1, its own 70 * 2: 170.
    """
    who = sites(Cheap=("China", None), Third=("Chile", None), Dear=("Japan", None))
    plan = limited({"Group": "each foreign country", "Maximum": 0.3}, Suppliers=who, **TWO_MARKETS)
    assert plan.objective == near(380)
    assert delivered(plan, "Third", destination="Away") == near(70)


def test_each_owner():
    """`Cheap` and `Third` belong to Alpha, which may have 60 %: 60 * 1 + 40 * 3 = 180. The lens need not be named."""
    who = sites(Cheap=("China", "Alpha"), Third=("Chile", "Alpha"), Dear=("Australia", None))
    plan = limited({"Group": "each owner", "Maximum": 0.6}, Suppliers=who)
    assert plan.objective == near(180)
    assert sorted(plan.dependence["group"]) == ["Alpha", "Australia"]


def test_each_supplier():
    """At most 60 % from each: 60 * 1 + 40 * 2 = 140, though both belong to Alpha."""
    who = sites(Cheap=("China", "Alpha"), Third=("Chile", "Alpha"), Dear=("Australia", None))
    plan = limited({"Group": "each supplier", "Maximum": 0.6}, Suppliers=who)
    assert plan.objective == near(140)


def test_a_limit_on_one_destination_in_one_year():
    """30 % from China at Home in 2027 alone: three times 100, and 30 + 70 * 3 = 240: 540."""
    plan = limited({"Group": "China", "Destination": "Home", "Year": 2027, "Maximum": 0.3}, TWO, years=2, **TWO_MARKETS)
    assert plan.objective == near(540)
    assert by_year(plan, "Dear", destination="Home") == near([0, 70]) and by_year(plan, "Dear", destination="Away") == near([0, 0])


def test_a_destination_may_be_a_country_or_a_group():
    """Home is the only node in Japan, and of the group `Allies`: 240 there and 100 at Away."""
    groups = [{"Group": "Allies", "Member": "Japan"}]
    for place in ("Japan", "Allies"):
        plan = limited({"Group": "China", "Destination": place, "Maximum": 0.3}, TWO, Groups=groups, **TWO_MARKETS)
        assert plan.objective == near(340), place


def test_all_together_or_each():
    """`Dear` has no lane to Away. Half from China of both together: Home takes 100 at 3, Away 100 at 1. Half at each cannot be."""
    lanes = [{"From": "*", "To": "*"}, {"From": "Dear", "To": "Away", "Open": "no"}]
    plan = limited({"Group": "China", "Maximum": 0.5}, TWO, Lanes=lanes, **TWO_MARKETS)
    assert plan.objective == near(400)
    with pytest.raises(InfeasibleError):
        limited({"Group": "China", "Maximum": 0.5, "Destination": "each"}, TWO, Lanes=lanes, **TWO_MARKETS)
