"""Twelve cases without a plan, each for a reason of its own, on the cast of `tests.building`."""

from __future__ import annotations

from tests.building import offer, ore, store

CHEAP, DEAR = offer("Cheap", 1), offer("Dear", 3)
BAN = {
    "Scenarios": [{"Scenario": "Ban", "Probability": 0.1}],
    "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 6}],
}
ORE = {"Materials": [{"Material": "Ore", "Price": 5}]}


def hold(level, months=6, **more):
    """A requirement in the ban."""
    return [{"Scenario": "Ban", "Months": months, "Service level": level, **more}]


#: Name: (case, words that the explanation must have, kinds of repair that must be found).
CONTRADICTIONS = {
    "two maxima below one": (
        lambda: ore([CHEAP, DEAR], Share_limits=[{"Group": "China", "Maximum": 0.5}, {"Group": "Australia", "Maximum": 0.4}]),
        ("from China", "from Australia"),
        {"relax the limits on dependence": "60%", "allow shortage in a normal year": "yes"},
    ),
    "a maximum against capacity": (
        lambda: ore([CHEAP, offer("Dear", 3, capacity=30)], Share_limits=[{"Group": "China", "Maximum": 0.5}]),
        ("50% of each material may come from China", "capacity of Dear"),
        {"relax the limits on dependence": "75%", "have more capacity": "60"},
    ),
    "a minimum against capacity": (
        lambda: ore([CHEAP, offer("Dear", 3, capacity=30)], Share_limits=[{"Group": "Australia", "Minimum": 0.5}]),
        ("50% of each material must come from Australia", "capacity of Dear"),
        {"relax the limits on dependence": "25%", "have more capacity": "60"},
    ),
    "demand over capacity": (
        lambda: ore([offer("Cheap", 1, capacity=50), offer("Dear", 3, capacity=30)]),
        ("Home needs 120", "capacity of Cheap for Ore is 50", "capacity of Dear for Ore is 30"),
        {"have more capacity": "90", "allow shortage in a normal year": "yes"},
    ),
    "survival without stock or another source": (
        lambda: ore([CHEAP, offer("Dear", 3, capacity=60)], Survival=hold(0.9), **BAN),
        ("90% is required for 6 months in Ban",),
        {"have more capacity": "108", "require less service": "50%"},
    ),
    "too small a store": (
        lambda: ore([CHEAP], Stockpiles=[store(20)], Survival=hold(0.9), **ORE, **BAN),
        ("maximum level of Store is 20", "90% is required"),
        {"keep more stock": "54", "require less service": "33.3%", "require it for fewer months": "2"},
    ),
    "a store that releases too slowly": (
        lambda: ore([CHEAP], Stockpiles=[store(100, **{"Release limit": 4})], Survival=hold(0.9), **ORE, **BAN),
        ("release limit of Store is 4", "90% is required"),
        {"keep more stock": "9", "require less service": "40%"},
    ),
    "a store that is filled too slowly": (
        lambda: ore([CHEAP], Stockpiles=[store(100, **{"Maximum build": 10})], Survival=hold(0.5), **ORE, **BAN),
        ("maximum build of Store is 10", "50% is required"),
        {"keep more stock": "30", "require it for fewer months": "2"},
    ),
    "a limit before anybody is qualified": (
        lambda: ore([CHEAP, offer("Dear", 3, Qualified="no", **{"Qualification years": 2})], years=4, Share_limits=[{"Group": "China", "Maximum": 0.5}]),
        ("Dear takes 2 years to qualify for Ore: it can deliver nothing before 2028", "from China"),
        {"let share limits begin later": "2028", "relax the limits on dependence": "100%"},
    ),
    "a requirement before anybody is qualified": (
        lambda: ore([CHEAP, offer("Dear", 3, Qualified="no", Surge=2, **{"Qualification years": 2})], years=4, Survival=hold(0.4), **BAN),
        ("Dear takes 2 years to qualify for Ore: it can deliver nothing before 2028", "40% is required"),
        {"require it later": "2028"},
    ),
    "more sources than there are": (
        lambda: ore([CHEAP, DEAR], Source_limits=[{"Material": "Ore", "Minimum": 3}]),
        ("at least 3 sources of Ore",),
        {"relax the limits on dependence": "2"},
    ),
    "a limit against a minimum take": (
        lambda: ore(
            [offer("Cheap", 1, capacity=200, **{"Minimum take": 90}), offer("Dear", 3, capacity=100)],
            Share_limits=[{"Group": "China", "Maximum": 0.5}],
            Source_limits=[{"Material": "Ore", "Minimum": 2}],
        ),
        ("minimum take of Cheap", "from China"),
        {"relax the limits on dependence": "75%"},
    ),
}
