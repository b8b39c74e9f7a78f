"""What the audit takes for right, on plans small enough to be worked out by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from resilience_opt.plan.audit_checks import Check
from tests.plan import worlds
from tests.plan.claims import Claim, case_of, claim_of
from tests.plan.worlds import CHEAP, DEAR, SITES, need, offer
from tests.plan.worlds_crises import priced

CHEAP_HOME, DEAR_HOME = (*CHEAP, "Home"), (*DEAR, "Home")


def broken_price(volume: float, part: int, price: float) -> Claim:
    """Cheap at 10, and at 8 from 60 on, ships a volume that the plan puts into one part and pays a price for."""
    breaks = [{"Supplier": "Cheap", "Material": "Ore", "From quantity": 60, "Unit cost": 8}]
    case = case_of(Suppliers=SITES, Offers=[offer("Cheap", unit_cost=10), offer("Dear")], Demand=[need()], Price_breaks=breaks)
    cost = price * volume
    claim = claim_of(
        case,
        {
            "active": {(o, 2026): 1 for o in (CHEAP, DEAR)},
            "capacity": {(o, 2026): 1000 for o in (CHEAP, DEAR)},
            "ship": {(CHEAP_HOME, 2026): volume, (DEAR_HOME, 2026): 100 - volume},
            "volume": {(CHEAP, part, 2026): volume},
            "reached": {(CHEAP, part, 2026): 1},
        },
        objective=cost,
    )
    claim.costs["deliveries"] = cost
    return claim


@pytest.mark.parametrize(
    ("volume", "part", "price"),
    [(60, 0, 10), (60, 1, 8), (60 * (1 - 1e-9), 1, 8), (60 * (1 - 1e-9), 0, 10), (60 * (1 + 1e-9), 0, 10), (61, 1, 8), (59, 0, 10)],
)
def test_at_a_price_break_both_sides_are_right(volume, part, price):
    """At a break of all units, and a rounding away from it, the dearer price holds as well as the cheaper one."""
    assert broken_price(volume, part, price).failed() == set()


@pytest.mark.parametrize(("volume", "part", "price"), [(59.9, 1, 8), (60.1, 0, 10)])
def test_beside_a_price_break_one_side_is_wrong(volume, part, price):
    """The cheaper price a little below the break is not right, nor the dearer one a little beyond it."""
    assert broken_price(volume, part, price).failed() == {Check.VOLUME_CHARGED}


def test_a_cheaper_price_than_is_written_down_is_found():
    """A plan that pays 8 for what it puts at the price of 10 does not cost what it says."""
    assert broken_price(50, 0, 8).failed() == {Check.COST, Check.OBJECTIVE}


@pytest.mark.parametrize("less", [1e-3, 1e-4])
def test_a_violation_in_a_small_material_is_seen(less):
    """Of a metal of which a thousandth of a unit is needed, beside a billion of ore, negative deliveries of a small part of that are found."""
    case = case_of(
        Suppliers=SITES,
        Markets=[{"Market": m, "Country": "Japan"} for m in ("Home", "Away")],
        Offers=[offer(s, 1e10, material=m) for s in ("Cheap", "Dear") for m in ("Ore", "Metal")],
        Demand=[need("Ore", quantity=1e9), need("Metal", quantity=1e-3), need("Metal", "Away", 1e-3)],
    )
    every = [((s, m), 2026) for s in ("Cheap", "Dear") for m in ("Ore", "Metal")]
    to_home, to_away = ("Cheap", "Metal", "Home"), ("Dear", "Metal", "Away")
    ship = {(CHEAP_HOME, 2026): 1e9, (to_home, 2026): 1e-3, (to_away, 2026): 1e-3}
    claim = claim_of(case, {"active": dict.fromkeys(every, 1), "capacity": dict.fromkeys(every, 1e10), "ship": ship})
    assert claim.failed() == set()
    for arc in (to_home, to_away):
        claim.add("ship", arc, 2026, value=1e-3 * less)
    for arc in (("Cheap", "Metal", "Away"), ("Dear", "Metal", "Home")):
        claim.put("ship", arc, 2026, value=-1e-3 * less)
    assert claim.failed() == {Check.NOT_NEGATIVE}, "every balance and capacity holds"


def test_a_small_cost_is_seen_beside_a_large_one():
    """A holding cost that is a small part of the plan's cost, stated a ten-thousandth too low, is found."""
    claim = priced()
    assert claim.costs["holding"] < 0.01 * claim.objective
    claim.costs["holding"] *= 0.9999
    assert claim.failed() == {Check.COST}


def test_the_worst_case_is_the_dearest_crisis():
    """Under the model worst-case the risk of each year is the 65 of its crisis."""
    claim = priced()
    claim.measure = "worst-case"
    assert claim.failed() >= {Check.COST, Check.OBJECTIVE}
    claim.objective += 65 * 1.8 - claim.costs["risk"]
    claim.costs["risk"] = 65 * 1.8
    claim.bound, claim.gap = 0.99 * claim.objective, 0.01
    assert claim.failed() == set()


def test_bound_and_gap():
    """No bound and no gap go together; a gap without a bound, or a bound without its gap, fails; so does a promise without a bound."""
    claim = priced()
    claim.bound = claim.gap = claim.gap_asked = None
    assert claim.failed() == set()
    claim.gap = 0.0
    assert claim.failed() == {Check.GAP}
    claim.gap, claim.bound = None, 0.99 * claim.objective
    assert claim.failed() == {Check.GAP}
    claim.bound, claim.gap = claim.objective, 0.0
    assert claim.failed() == set()
    claim.bound, claim.gap = -math.inf, math.inf
    assert claim.failed() == set(), "nothing was proven, and nothing is claimed"
    claim.bound, claim.gap, claim.gap_asked = None, None, 0.5
    assert claim.failed() == {Check.GAP_ASKED}


def test_a_plan_that_costs_nothing():
    """A cost of 0 has the gap 0 where the bound is 0 too, and none where it is not."""
    claim = worlds.parted()
    claim.bound, claim.gap = 0.0, 0.0
    assert claim.failed() == set()
    claim.bound, claim.gap = -1.0, None
    assert claim.failed() == set()


def reported(*rows: tuple[object, ...]) -> pd.DataFrame:
    """The table Dependence, as far as the audit looks at it."""
    return pd.DataFrame(rows, columns=["year", "group", "material", "destination", "side", "share", "share_known", "limit", "slack"])


def test_traced_shares_are_what_is_reported():
    """Twenty of Home's fifty carry ore from China: 0.4, and nothing else will do."""
    claim = worlds.traced()
    claim.dependence = reported((2026, "China", "Metal", "Home", "maximum", 0.4, 0.4, 0.4, 0.0))
    assert claim.failed() == set()
    claim.dependence = reported((2026, "China", "Metal", "Home", "maximum", 0.39, 0.39, 0.4, 0.01))
    assert claim.failed() == {Check.SHARE_REPORTED}


def unknown_site(share: float, known: float) -> Claim:
    """Forty of a hundred come from China and thirty from a place that is not known; by value they weigh 400, 300, and 600 the rest."""
    sites = [{"Supplier": s, "Country": c} for s, c in (("Cheap", "China"), ("Hidden", "unknown"), ("Dear", "Chile"))]
    case = case_of(
        Suppliers=sites,
        Offers=[offer("Cheap", unit_cost=10), offer("Hidden", unit_cost=10), offer("Dear", unit_cost=20)],
        Demand=[need()],
        Share_limits=[{"Group": "China", "Maximum": 0.6, "Basis": "value"}],
    )
    shipped = {"Cheap": 40, "Hidden": 30, "Dear": 30}
    return claim_of(
        case,
        {
            "active": {((s, "Ore"), 2026): 1 for s in shipped},
            "capacity": {((s, "Ore"), 2026): 1000 for s in shipped},
            "ship": {((s, "Ore", "Home"), 2026): v for s, v in shipped.items()},
        },
        costs={**dict.fromkeys(priced().costs, 0.0), "deliveries": 1300.0},
        objective=1300.0,
        dependence=reported((2026, "China", "Ore", "all together", "maximum", share, known, 0.6, 0.6 - share)),
    )


def test_what_is_not_known_counts_for_a_maximum_and_is_told():
    """The share of China is 700 of 1300, and 400 without what is not known."""
    assert unknown_site(7 / 13, 4 / 13).failed() == set()
    assert unknown_site(7 / 13, 7 / 13).failed() == {Check.SHARE_REPORTED}
    assert unknown_site(4 / 13, 4 / 13).failed() == {Check.SHARE_REPORTED}


def test_a_member_that_the_network_lost_is_found():
    """A share limit is read from the workbook: that the plan's maker thinks nobody stands in China does not help."""
    claim = worlds.shared()
    claim.dependence = None
    claim.under(
        claim.net.case.with_rows("Suppliers", [{"Supplier": "Dear", "Country": "China"}, {"Supplier": "Third", "Country": "Australia"}])
    )
    assert Check.SHARE_MAXIMUM in claim.failed()
