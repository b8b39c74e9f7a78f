"""Statement 9, by hand: how many sources a material may have, and must have.

100 units are needed; `Cheap` (China) asks 1, `Third` (Chile) 2 and `Dear` (Australia) 3, unless a test says otherwise.
"""

from __future__ import annotations

import pytest

from resilience_opt.errors import InfeasibleError
from tests.building import by_year, delivered, near, offer, ore, rows_of, solved, store

OFFERS = [offer("Cheap", 1), offer("Third", 2), offer("Dear", 3)]
SMALL = [offer("Cheap", 1, 60), offer("Third", 2, 60), offer("Dear", 3)]


def limited(limit, offers=OFFERS, **sheets):
    """The plan under a source limit on ore."""
    return solved(ore(offers, demand=100, Source_limits=[{"Material": "Ore", **limit}], **sheets))


@pytest.mark.parametrize(("most", "objective"), [(3, 140), (2, 140), (1, 300)])
def test_at_most_so_many_are_under_contract(most, objective):
    """60 at 1 and 40 at 2 make 140 with two sources; one alone can only be `Dear`: 300."""
    plan = limited({"Maximum": most}, SMALL)
    assert plan.objective == near(objective)
    assert plan.suppliers["active"].sum() <= most


def test_at_least_so_many_ship_their_share():
    """Two sources of at least a quarter: 75 * 1 + 25 * 2 = 125. Three: 50 + 25 * 2 + 25 * 3 = 175."""
    assert limited({"Minimum": 2, "Minimum share": 0.25}).objective == near(125)
    plan = limited({"Minimum": 3, "Minimum share": 0.25})
    assert plan.objective == near(175)
    assert delivered(plan, "Dear") == near(25)


def test_a_source_that_does_not_count_may_ship_nothing():
    """60 at 1 and 40 at 2 are two sources of a quarter; the third of the three offers need not ship anything: 140."""
    plan = limited({"Minimum": 2, "Minimum share": 0.25}, SMALL)
    assert plan.objective == near(140)
    assert delivered(plan, "Dear") == near(0)


def test_the_share_is_5_percent_where_it_is_blank():
    """95 * 1 + 5 * 2 = 105."""
    assert limited({"Minimum": 2}).objective == near(105)


def test_a_source_that_counts_is_under_contract():
    """Two sources, each with a fixed cost of 10: 95 + 10 + 2 * 10 = 125. The third is not under contract."""
    offers = [offer("Cheap", 1, Fixed_cost=10), offer("Third", 2, Fixed_cost=10), offer("Dear", 3, Fixed_cost=10)]
    plan = limited({"Minimum": 2}, offers)
    assert plan.objective == near(125)
    assert rows_of(plan.suppliers, active=True)["supplier"].tolist() == ["Cheap", "Third"]


def test_a_source_that_ships_nothing_counts_only_under_contract():
    """Minimum share 0 and fixed costs of 10: the second of two sources ships nothing and is paid for all the same: 100 + 2 * 10."""
    offers = [offer("Cheap", 1, Fixed_cost=10), offer("Third", 2, Fixed_cost=10)]
    plan = limited({"Minimum": 2, "Minimum share": 0}, offers)
    assert plan.objective == near(120)
    assert plan.suppliers["active"].tolist() == [True, True]


def test_the_share_is_of_all_deliveries_stock_included():
    """100 units to market and 20 into store: a tenth of 120 must come from a second source: 108 + 12 * 2 = 132."""
    plan = limited({"Minimum": 2, "Minimum share": 0.1}, Stockpiles=[store(20, Minimum_level=20)])
    assert plan.objective == near(132)
    assert delivered(plan, "Third") == near(12)


def test_among_a_group():
    """One of the `Friends`, who are all of Australia, must ship a tenth: 90 + 10 * 3 = 120."""
    plan = limited({"Group": "Friends", "Minimum": 1, "Minimum share": 0.1}, Groups=[{"Group": "Friends", "Member": "Australia"}])
    assert plan.objective == near(120)


def test_a_maximum_among_a_group_leaves_others_free():
    """At most one source in China or Chile: 60 at 1, the rest from `Dear`: 60 + 120 = 180."""
    groups = [{"Group": "Near", "Member": "China"}, {"Group": "Near", "Member": "Chile"}]
    plan = limited({"Group": "Near", "Maximum": 1}, SMALL, Groups=groups)
    assert plan.objective == near(180)
    assert delivered(plan, "Third") == near(0)


def test_unknown_counts_for_a_maximum():
    """`Cheap` is of unknown country, and with `Third` in China one too many: 60 * 1 + 40 * 3 = 180."""
    who = [
        {"Supplier": "Cheap", "Country": "unknown"},
        {"Supplier": "Third", "Country": "China"},
        {"Supplier": "Dear", "Country": "Australia"},
    ]
    plan = limited({"Group": "China", "Maximum": 1}, SMALL, Suppliers=who)
    assert plan.objective == near(180)


def test_unknown_does_not_count_for_a_minimum():
    """The same `Cheap` is no source in China: `Third` ships 5 %, 95 + 10 = 105."""
    who = [
        {"Supplier": "Cheap", "Country": "unknown"},
        {"Supplier": "Third", "Country": "China"},
        {"Supplier": "Dear", "Country": "Australia"},
    ]
    plan = limited({"Group": "China", "Minimum": 1}, Suppliers=who)
    assert plan.objective == near(105)


def test_in_one_year():
    """Two sources of a quarter in 2027: 100 + 125."""
    plan = limited({"Minimum": 2, "Minimum share": 0.25, "Year": 2027}, years=2)
    assert plan.objective == near(225)
    assert by_year(plan, "Third") == near([0, 25])


def test_shares_that_cannot_be_held_together():
    """Three sources of 40 % each cannot be."""
    with pytest.raises(InfeasibleError):
        limited({"Minimum": 3, "Minimum share": 0.4})
