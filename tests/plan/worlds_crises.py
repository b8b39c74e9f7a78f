"""A world with two crises in which nothing costs anything, and one in which everything does; see `worlds.py` for the cast."""

from __future__ import annotations

import functools
from typing import Any

from tests.plan.claims import Claim, case_of, claim_of, every
from tests.plan.worlds import CHEAP, DEAR, SITES, need, offer, store

TO_HOME = {s: (s, "Ore", "Home") for s in ("Cheap", "Dear")}
STORE = ("Store", "Home")
CLASS = ("Home", "Ore", "all")


@functools.cache
def _crises_case() -> Any:
    ready = {"Standby": 0.5, "Surge": 0.1, "Surge premium": 0.5, "Ramp months": 1}
    return case_of(
        Settings={"Crisis months": 6},
        Materials=[{"Material": "Ore", "Price": 0}],
        Suppliers=SITES,
        Offers=[offer("Cheap", 120), offer("Dear", 240, **ready)],
        Demand=[need(quantity=120)],
        Lanes=[{"From": "Dear", "To": "*", "Lead months": 1, "Corridor": "Canal"}],
        Stockpiles=[store(**{"Opening level": 10, "Release limit": 4, "Response months": 1})],
        Scenarios=[{"Scenario": "Loss", "Probability": 0.1}, {"Scenario": "Block", "Probability": 0.1}],
        Events=[
            {"Scenario": "Loss", "Kind": "country", "Target": "China", "Months": 3},
            {"Scenario": "Block", "Kind": "corridor", "Target": "Canal", "Months": 2, "Remaining": 0.5},
        ],
        Survival=[{"Months": 3, "Service level": 0.5}],
    )


def crises() -> Claim:
    """Ten a month are needed, five from each offer; what Dear sends arrives a month later.

    Loss: Cheap gives nothing for three months. Five are short in month 1, as many as may be; four a month are released from
    month 2 on; Dear sends one beyond the plan in month 2, when it is ready for more.
    Block: half passes in months 1 and 2, so of what Dear sends in month 1 only 2.5 may be.
    """
    flow = {
        "Loss": {"Cheap": (0, 0, 0, 5, 5, 5), "Dear": (5, 6, 5, 5, 5, 0)},
        "Block": {"Cheap": (5, 5, 5, 5, 5, 5), "Dear": (2.5, 5, 5, 5, 5, 0)},
    }
    release = {"Loss": (0, 4, 4, 0, 0, 0), "Block": (0, 2.5, 0, 0, 0, 0)}
    short = {"Loss": (5, 1, 0, 0, 0, 0), "Block": (2.5, 0, 0, 0, 0, 0)}
    return claim_of(
        _crises_case(),
        {
            "active": {(CHEAP, 2026): 1, (DEAR, 2026): 1},
            "capacity": {(CHEAP, 2026): 120, (DEAR, 2026): 240},
            "ship": {(TO_HOME["Cheap"], 2026): 60, (TO_HOME["Dear"], 2026): 60},
            "level": {("Store", 2026): 10},
            "flow": {(2026, w, TO_HOME[s], j): v for w, by in flow.items() for s, row in by.items() for j, v in enumerate(row, start=1)},
            "release": {(2026, w, STORE, j): v for w, row in release.items() for j, v in enumerate(row, start=1)},
            "shortage": {(2026, w, CLASS, j): v for w, row in short.items() for j, v in enumerate(row, start=1)},
            "extra": {(2026, "Loss", DEAR, 2): 1},
        },
    )


@functools.cache
def priced_case() -> Any:
    """Two years at a discount rate of a quarter, every kind of cost, and one crisis in which China is lost for a month."""
    return case_of(
        Settings={
            "Last year": 2027,
            "Discount rate": 0.25,
            "Crisis months": 2,
            "Base shortage allowed": "yes",
            "Risk aversion": 0.5,
            "CVaR level": 0.8,
        },
        Materials=[{"Material": "Ore", "Price": 5}],
        Suppliers=SITES,
        Offers=[
            offer("Cheap", 100, unit_cost=10, **{"Fixed cost": 7}),
            offer("Dear", 50, unit_cost=20, **{"Qualified": "no", "Qualification cost": 11, "Expansion limit": 30, "Expansion cost": 2}),
        ],
        Demand=[need(shortage_cost=50)],
        Price_breaks=[{"Supplier": "Cheap", "Material": "Ore", "From quantity": 50, "Unit cost": 8}],
        Stockpiles=[store(50, **{"Holding cost": 1, "Fixed cost": 3})],
        Share_limits=[{"Group": "China", "Maximum": 0.5, "Penalty": 4}, {"Group": "Chile", "Maximum": 0.9, "Penalty": 4}],
        Scenarios=[{"Scenario": "Loss", "Probability": 0.1}],
        Events=[{"Scenario": "Loss", "Kind": "country", "Target": "China", "Months": 1}],
    )


def priced() -> Claim:
    """In each year 60 from Cheap, 30 from Dear, 10 short; 12 go into store in 2026. What it costs, with 2027 counting 0.8:

    contracts and the store 7 + 3 a year; qualification 11 and 5 of capacity at 2 in 2026; deliveries 72 and 60 at 8, for both are beyond the
    break, and 30 at 20; holding 12 at 1; 10 short at 50; of 90 delivered China may give 45, and 15 more cost 4 each.

    The crisis: nothing from Cheap in month 1 and 5 in month 2, 2.5 from Dear in each, 3 released at 5, the rest of 2 * 100 / 12 short. It takes
    50 + 100 + 15 + 50 * (200 / 12 - 13), where two months of a normal year take (600 + 600 + 500) / 6: 65 in all, with a chance of a tenth.
    Half the risk is the mean, 6.5, and half that of the worst fifth of cases, 32.5.
    """
    years = (2026, 2027)
    each = {
        "active": {(CHEAP,): 1, (DEAR,): 1},
        "capacity": {(CHEAP,): 100, (DEAR,): 50},
        "ship": {(TO_HOME["Cheap"],): 60, (TO_HOME["Dear"],): 30},
        "base_shortage": {(CLASS,): 10},
        "level": {("Store",): 12},
        "open": {("Store",): 1},
        "kept": {("Store", ("China", "maximum")): 12},
        "excess": {(("China", "maximum"),): 15},
        "reached": {(CHEAP, 1): 1},
    }
    numbers: dict[str, dict[tuple[Any, ...], float]] = {v: every(years, found) for v, found in each.items()}
    numbers["ship"][(*CHEAP, "Store"), 2026] = 12
    numbers["volume"] = {(CHEAP, 1, 2026): 72, (CHEAP, 1, 2027): 60}
    numbers["qualify"] = {(DEAR, 2026): 1}
    numbers["expand"] = {(DEAR, 2026): 5}
    month = 100 / 12
    numbers["flow"] = {(t, "Loss", TO_HOME[s], j): v for t in years for s, j, v in (("Cheap", 2, 5), ("Dear", 1, 2.5), ("Dear", 2, 2.5))}
    numbers["release"] = {(t, "Loss", STORE, 1): 3 for t in years}
    numbers["shortage"] = {(t, "Loss", CLASS, j): v for t in years for j, v in ((1, month - 5.5), (2, month - 7.5))}
    numbers["crisis_cost"] = {(t, "Loss"): 65 for t in years}
    costs = {
        "fixed": 10 * 1.8,
        "qualification": 11,
        "expansion": 10,
        "deliveries": (72 * 8 + 600) + 0.8 * (60 * 8 + 600),
        "holding": 12 * 1.8,
        "shortage": 500 * 1.8,
        "penalty": 60 * 1.8,
        "risk": (0.5 * 6.5 + 0.5 * 32.5) * 1.8,
    }
    objective = sum(costs.values())
    return claim_of(
        priced_case(), numbers, costs=costs, objective=objective, aversion=0.5, bound=0.99 * objective, gap=0.01, gap_asked=0.02
    )
