"""The audit's own reading of a workbook: of names, lanes, recipes, price lists, events, attacks and risk; by hand, and against the network's."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import numpy as np
import pytest

from resilience_opt.case.book import Book
from resilience_opt.case.build import build
from resilience_opt.case.edits import add_rows
from resilience_opt.errors import InputError
from resilience_opt.formulation.data import arrival_lane
from resilience_opt.network.build import build_network
from resilience_opt.plan.audit_attacks import attack_sets
from resilience_opt.plan.audit_breaks import price_lists
from resilience_opt.plan.audit_events import effects
from resilience_opt.plan.audit_facts import facts
from resilience_opt.plan.audit_lanes import Lanes
from resilience_opt.plan.audit_limits import shares
from resilience_opt.plan.audit_names import End, Names
from resilience_opt.plan.audit_positions import positions
from resilience_opt.plan.audit_reach import useful_months
from resilience_opt.plan.audit_recipes import carrying, demand, recipes, yearly_need
from resilience_opt.plan.audit_risk import risk
from resilience_opt.plan.audit_service import required
from tests.plan.claims import case_of
from tests.plan.worlds import need, offer
from tests.reference.generator import random_book

HOME, TOKYO = End("market", "Home", "Japan"), End("market", "Tokyo", "Japan")


def read(case):
    """A case as the audit reads it, and its network."""
    net = build_network(case)
    return facts(case, positions(net)), net


def sites(*rows, **sheets):
    """A case of some suppliers, each (name, country, owner), that all offer ore."""
    return case_of(
        Suppliers=[{"Supplier": s, "Country": c, "Owner": o} for s, c, o in rows],
        Offers=[offer(s) for s, _, _ in rows],
        Demand=[need()],
        **sheets,
    )


def test_who_belongs():
    """By location or owner; a place that is not known counts for a Maximum, not for a Minimum, and for a supplier's own name alone never."""
    case = sites(
        ("A", "China", None),
        ("B", "Chile", "CHN"),
        ("C", "unknown", None),
        ("D", "Chile", "unknown"),
        Groups=[{"Group": "G", "Member": m} for m in ("CN", "D")],
    )
    names = Names(case)
    assert names.members("China", "location", "in") == {"A", "C"}
    assert names.members("China", "location", "out") == {"A"}
    assert names.members("China", "owner", "in") == {"A", "B", "C", "D"}
    assert names.members("People's Republic of China", "owner", "out") == {"A", "B"}
    assert names.members("G", "location", "in") == {"A", "C", "D"}
    assert names.members("G", "owner", "out") == {"A", "B", "D"}
    assert names.members("B", "location", "in") == {"B"}
    assert names.members("unknown", "location", "plain") == {"C"}
    assert names.members("unknown", "location", "out") == frozenset()
    assert names.members("Kenya", "location", "in") == {"C"}, "a country that stands nowhere: only what is not known may be meant"


def test_places_and_abroad():
    """A name holds a node by its own name, its country or a group; a site is at home with itself even where its country is not known."""
    case = sites(("A", "China", None), ("B", "unknown", None), Groups=[{"Group": "G", "Member": "JP"}, {"Group": "G", "Member": "A"}])
    names = Names(case)
    assert all(names.holds(name, HOME) for name in ("HOME", "jpn", "g"))
    assert not any(names.holds(name, HOME) for name in ("A", "China"))
    assert names.holds("G", End("supplier", "A", "China")) and not names.holds("G", End("market", "A", "China"))
    assert names.abroad("A", HOME) and not names.abroad("A", End("market", "X", "CN"))
    assert names.abroad("B", End("market", "X", "unknown"))
    assert not names.abroad("B", End("supplier", "B", "unknown"))


@pytest.mark.parametrize("seed", range(5))
def test_the_most_specific_lane_holds(seed):
    """Of rows in any order From decides first (name, country, group, anything), then To, then a named material."""
    order = [(f, t, m) for f in ("A", "China", "G", "*") for t in ("Home", "Japan", "H", "*") for m in ("Ore", None)]
    rows = [{"From": f, "To": t, "Material": m, "Transport cost": i} for i, (f, t, m) in enumerate(order)]
    kept = sorted(random.Random(seed).sample(range(len(order)), 9))
    listed = [rows[i] for i in random.Random(seed + 99).sample(kept, len(kept))]
    groups = [{"Group": "G", "Member": "A"}, {"Group": "H", "Member": "Japan"}]
    case = sites(("A", "China", None), Groups=groups, Lanes=listed)
    lane = Lanes(case, Names(case), [HOME]).holding("A", "Ore", HOME)
    assert lane is not None and lane.transport_cost == kept[0]


def test_abroad_is_as_specific_as_a_group():
    """A row to the country goes before `abroad`, and `abroad` before anywhere."""
    rows = [
        {"From": "*", "To": "*", "Transport cost": 1},
        {"From": "*", "To": "abroad", "Transport cost": 2},
        {"From": "*", "To": "Japan", "Transport cost": 3},
    ]
    case = sites(("A", "China", None), ("B", "Japan", None), Lanes=rows)
    far = End("market", "Far", "Chile")
    lanes = Lanes(case, Names(case), [HOME, far])
    costs = {(s, end.name): lane.transport_cost for s in "AB" for end in (HOME, far) if (lane := lanes.holding(s, "Ore", end))}
    assert costs == {("A", "Home"): 3, ("A", "Far"): 2, ("B", "Home"): 3, ("B", "Far"): 2}


def chain():
    """Ore makes metal (2 for 1), metal and ore make wafers (1 and 3); Third's metal needs no ore."""
    steps = [("Metal", "Ore", 2, None), ("Wafer", "Metal", 1, None), ("Wafer", "Ore", 3, None), ("Metal", "Ore", 0, "Third")]
    return case_of(
        Suppliers=[{"Supplier": s, "Country": "China"} for s in ("Mine", "Mill", "Third", "Fab")],
        Offers=[
            offer("Mine"),
            offer("Mill", 30, material="Metal"),
            offer("Third", 50, material="Metal"),
            offer("Fab", 1000, material="Wafer"),
        ],
        Recipes=[{"Output": o, "Input": i, "Quantity": q, "Supplier": s} for o, i, q, s in steps],
        Demand=[need("Wafer", quantity=40), {**need("Wafer", quantity=20), "Year": 2027}],
        Settings={"Last year": 2027},
    )


def test_recipes_and_needs():
    """A row with a year replaces one without; 30 wafers a year on average take as much metal, of which the mill makes 30, and 3 * 30 + 2 * 30 of ore."""
    case = chain()
    made = recipes(case)
    assert made == {("Mill", "Metal"): {"Ore": 2}, ("Fab", "Wafer"): {"Metal": 1, "Ore": 3}}
    assert carrying(made, "Ore") == {"Ore", "Metal", "Wafer"} and carrying(made, "Metal") == {"Metal", "Wafer"}
    assert {t: row.quantity for t, row in demand(case)["Home", "Wafer", "all"].items()} == {2026: 40, 2027: 20}
    assert yearly_need(case, made) == {"Wafer": 30, "Metal": 30, "Ore": 150}


def test_stores_take_what_is_made():
    """With a store for 100 wafers, 30 + (100 + 30) can be passed on in a year, of which the fab makes 90: 90 of metal, 30 * 2 + 90 * 3 of ore."""
    store = {"Stockpile": "Store", "Material": "Wafer", "Country": "Japan", "Maximum level": 100}
    case = chain().with_rows("Materials", [{"Material": m, "Price": 1} for m in ("Ore", "Metal", "Wafer")]).with_rows("Stockpiles", [store])
    case = case.with_rows("Offers", [offer("Fab", 90, material="Wafer")])
    assert yearly_need(case, recipes(case)) == {"Wafer": 30, "Metal": 90, "Ore": 330}
    case = case.with_rows("Stockpiles", [{**store, "Maximum build": 20}])
    assert yearly_need(case, recipes(case)) == {"Wafer": 30, "Metal": 50, "Ore": 210}


@pytest.mark.parametrize(
    ("kind", "volume", "added"),
    [
        ("all units", 59, [0]), ("all units", 60, [0, -120]), ("all units", 60 * (1 - 1e-9), [0, -120]), ("all units", 60 * (1 + 1e-9), [0, -120]),
        ("all units", 61, [-122]), ("all units", 80, [-160, -240]), ("all units", 90, [-270]), ("all units", 0, [0]),
        ("incremental", 60, [0]), ("incremental", 70, [-20]), ("incremental", 90, [-40 - 30]),
    ],
)  # fmt: skip
def test_prices_by_volume(kind, volume, added):
    """10 at first, 8 from 60 and 7 from 80 on: at a break, and a rounding away from it, either side's price is right."""
    breaks = [{"Supplier": "A", "Material": "Ore", "From quantity": q, "Unit cost": c, "Kind": kind} for q, c in ((80, 7), (60, 8))]
    case = case_of(
        Suppliers=[{"Supplier": "A", "Country": "China"}], Offers=[offer("A", unit_cost=10)], Demand=[need()], Price_breaks=breaks
    )
    f, _ = read(case)
    assert price_lists(f)[0].added(volume) == pytest.approx(added)


def test_attack_sets_are_the_largest_within_the_budget():
    """For costs and budgets at random: exactly the sets within the budget to which none can be added."""
    rng = random.Random(1)
    for _ in range(40):
        costs = [rng.choice([0, 0.5, 1, 1, 2, 3.5]) for _ in range(rng.randint(0, 6))]
        budget = rng.choice([0, 1, 2, 2.5, 4, 20])
        rows = [{"Attack": str(i), "Kind": "supplier", "Target": "A", "Months": 1, "Cost": c} for i, c in enumerate(costs)]
        survival = [{"Scenario": "attack", "Months": 1, "Service level": 0}]
        case = sites(("A", "China", None), Attacks=rows, Survival=survival, Settings={"Attack budget": budget})
        within = [
            set(z)
            for n in range(len(costs) + 1)
            for z in itertools.combinations(range(len(costs)), n)
            if sum(costs[i] for i in z) <= budget
        ]
        largest = [z for z in within if not any(z < other for other in within)]
        found = [{int(a.attack) for a in attacks} for attacks in attack_sets(case)]
        assert sorted(map(sorted, found)) == sorted(map(sorted, largest))


@pytest.mark.parametrize("seed", range(20))
def test_risk_is_the_least_over_thresholds(seed):
    """CVaR from sorted losses is the least of `v + E max(Q - v, 0) / (1 - A)`, found by trying every v that can be least."""
    rng = random.Random(seed)
    losses = [rng.choice([0.0, 1.0, rng.uniform(0, 9)]) for _ in range(rng.randint(0, 5))]
    chance = [rng.uniform(0, 1) for _ in losses]
    chance = [p / max(1.0, sum(chance) * rng.choice([1, 2])) for p in chance]
    level, aversion = rng.choice([0, 0.5, 0.9, 0.999]), rng.choice([0, 0.3, 1])
    cases = [*zip(losses, chance, strict=True), (0.0, max(0.0, 1 - sum(chance)))]
    tail = min(v + sum(p * max(q - v, 0) for q, p in cases) / (1 - level) for v, _ in cases)
    mean = sum(p * q for q, p in cases)
    assert risk(losses, chance, "mean-cvar", aversion, level) == pytest.approx((1 - aversion) * mean + aversion * tail)
    assert risk(losses, chance, "worst-case", aversion, level) == max([0.0, *losses])


@pytest.mark.parametrize("seed", range(61))
def test_two_readings_of_a_workbook_agree(seed):
    """The audit and the network read the same deliveries, costs, months, demand, events, requirements and members from a random workbook."""
    book = Book({})
    for sheet, rows in random_book(seed).items():
        book = add_rows(book, sheet, rows)
    try:
        f, net = read(build(book))
    except InputError:
        pytest.skip("the book is refused")
    for ours, theirs in (
        (f.arc_cost, net.arcs.cost),
        (f.arc_lead, net.arcs.lead),
        (useful_months(f), net.arcs.months),
        (f.quantity, net.classes.quantity),
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)
    found = effects(f)
    for name in ("available", "lane", "price", "demand"):
        np.testing.assert_allclose(getattr(found, name), getattr(net.shocks, name), rtol=1e-12)
    np.testing.assert_allclose(found.passing, net.shocks.permit * arrival_lane(net, net.shocks.lane), rtol=1e-12)
    for t in range(len(f.years)):
        np.testing.assert_array_equal(required(f, t), net.shocks.service[:, :, t, 1:])
    ours = Counter((share.name, share.members, share.years, share.share) for share in shares(f))
    theirs = Counter(
        (name, row.limit.members, row.years, row.limit.share) for name, row in zip(positions(net).limits, net.limits, strict=True)
    )
    assert ours == theirs
