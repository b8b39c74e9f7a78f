"""What events do month by month, and whom they hit, worked out by hand.

120 a year, ten a month; what is short in a month of a crisis says what is left.
"""

from __future__ import annotations

import pytest

from tests.building import crisis, event, near, offer, ore, short, solved

MINE = (offer("Cheap", 1),)


def left(months, *events, offers=MINE, **sheets):
    """The share that is delivered in each month of a crisis."""
    plan = solved(ore(list(offers), months=months, **crisis(*events), **sheets))
    return [1 - missing / 10 for missing in short(plan)]


def test_a_straight_line_back():
    """0.2 for two months, then in the r-th of three months of recovery 0.2 + 0.8 * r / 4: 0.4, 0.6, 0.8."""
    assert left(7, event("country", "China", 2, Remaining=0.2, Recovery_months=3)) == near([0.2, 0.2, 0.4, 0.6, 0.8, 1, 1])


def test_one_month_of_recovery_is_half_way():
    """r / (R + 1) = 1 / 2."""
    assert left(3, event("country", "China", 1, Recovery_months=1)) == near([0, 0.5, 1])


def test_a_later_event():
    """One month at 0.5, and from month 3 on one at 0.2."""
    assert left(4, event("country", "China", 1, Remaining=0.5), event("supplier", "Cheap", 1, Start_month=3, Remaining=0.2)) == near(
        [0.5, 1, 0.2, 1]
    )


def test_events_multiply():
    """Half by the country's event for three months, 0.4 by the owner's for two: 0.2, 0.2, 0.5."""
    events = [event("country", "China", 3, Remaining=0.5), event("owner", "Combine", 2, Remaining=0.4)]
    who = [{"Supplier": "Cheap", "Country": "China", "Owner": "Combine"}]
    assert left(3, *events, Suppliers=who) == near([0.2, 0.2, 0.5])


TWO = (offer("Cheap", 1, 60), offer("Dear", 3, 60))
GROUPS = [{"Group": "Coast", "Member": "China"}, {"Group": "Firms", "Member": "Dear"}]


@pytest.mark.parametrize(
    ("kind", "target", "share"),
    [
        ("supplier", "Cheap", 0.5), ("country", "China", 0.5), ("owner", "Holding", 0.5), ("owner", "China", 1), ("group", "Coast", 0.5),
        ("group", "Firms", 0.5), ("material", "Ore", 0), ("corridor", "Canal", 0.5), ("market", "Home", 1),
    ],
)  # fmt: skip
def test_whom_an_event_hits(kind, target, share):
    """`Cheap` (China, owned by Holding) and `Dear` (Australia, through the Canal) ship half each; an event takes the half that it hits, or all, or none."""
    sheets = {
        "Suppliers": [{"Supplier": "Cheap", "Country": "China", "Owner": "Holding"}, {"Supplier": "Dear", "Country": "Australia"}],
        "Groups": GROUPS,
        "Lanes": [{"From": "Dear", "To": "*", "Corridor": "Canal"}],
    }
    assert left(1, event(kind, target, 1), offers=TWO, **sheets) == near([share])


@pytest.mark.parametrize(("to", "share"), [("Home", 0), ("Japan", 0), ("Buyers", 0), ("abroad", 0), ("Brazil", 1)])
def test_where_an_event_hits(to, share):
    """The same event towards a node, a country, a group or abroad; deliveries to elsewhere pass."""
    markets = [{"Market": "Home", "Country": "Japan"}, {"Market": "Elsewhere", "Country": "Brazil"}]
    assert left(1, event("country", "China", 1, To=to), Markets=markets, Groups=[{"Group": "Buyers", "Member": "Japan"}]) == near([share])


def test_an_event_on_another_material_does_nothing():
    """China loses its acid, and ore goes on."""
    offers = (offer("Cheap", 1), offer("Cheap", 1, material="Acid"))
    assert left(1, event("country", "China", 1, Material="Acid"), offers=offers) == near([1])


def test_unknown_is_a_country_like_any_other_to_an_event():
    """An event in China does not hit a supplier of unknown country."""
    who = [{"Supplier": "Cheap", "Country": "unknown"}, {"Supplier": "Dear", "Country": "China"}]
    assert left(1, event("country", "China", 1), offers=TWO, Suppliers=who) == near([0.5])
