"""Small worlds with a plan for each, written down by hand. Nothing costs anything but in `priced`, so that a quantity can be spoilt by itself.

The cast: Cheap stands in China, Dear in Australia, Third in Chile, the market Home in Japan. Material by material 100 a year are needed.
"""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from tests.plan.claims import Claim, case_of, claim_of, every

YEARS = (2026, 2027, 2028)
CHEAP, DEAR, THIRD = ("Cheap", "Ore"), ("Dear", "Ore"), ("Third", "Ore")
SITES = [{"Supplier": s, "Country": c} for s, c in (("Cheap", "China"), ("Dear", "Australia"), ("Third", "Chile"))]


def offer(supplier: str, capacity: float = 1000, material: str = "Ore", unit_cost: float = 0, **more: Any) -> dict[str, Any]:
    """A row of Offers; other columns by header, as in `Minimum_take=10`."""
    return {"Supplier": supplier, "Material": material, "Capacity": capacity, "Unit cost": unit_cost, **more}


def need(material: str = "Ore", market: str = "Home", quantity: float = 100, shortage_cost: float = 0) -> dict[str, Any]:
    """A row of Demand."""
    return {"Market": market, "Material": material, "Quantity": quantity, "Shortage cost": shortage_cost}


def store(maximum: float = 500, **more: Any) -> dict[str, Any]:
    """A row of Stockpiles: ore in Japan."""
    return {"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": maximum, **more}


@functools.cache
def _contracts_case() -> Any:
    late = offer("Dear", 50, From_year=2027, Maximum_change=50)
    new = offer("Third", 50, Qualified="no", Qualification_years=1, Expansion_limit=40, Expansion_years=1)
    return case_of(
        Settings={"Last year": 2028},
        Suppliers=[*SITES, {"Supplier": "Taker", "Country": "Chile"}],
        Offers=[offer("Cheap", 100, Maximum_change=50, Current_volume=30), late, new, offer("Taker", 30, Minimum_take=20)],
        Demand=[need()],
    )


def contracts() -> Claim:
    """Cheap may change by 50 from 30 a year before; Dear joins in 2027; Third is qualified and enlarged in 2026; Taker must give 20."""
    shipped = {"Cheap": (80, 30, 20), "Dear": (0, 10, 40), "Third": (0, 40, 20), "Taker": (20, 20, 20)}
    capacity = {"Cheap": (100, 100, 100), "Dear": (0, 50, 50), "Third": (0, 70, 70), "Taker": (30, 30, 30)}
    under = {"Cheap": (1, 1, 1), "Dear": (0, 1, 1), "Third": (0, 1, 1), "Taker": (1, 1, 1)}
    return claim_of(
        _contracts_case(),
        {
            "active": {((s, "Ore"), year): v for s, row in under.items() for year, v in zip(YEARS, row, strict=True)},
            "capacity": {((s, "Ore"), year): v for s, row in capacity.items() for year, v in zip(YEARS, row, strict=True)},
            "ship": {((s, "Ore", "Home"), year): v for s, row in shipped.items() for year, v in zip(YEARS, row, strict=True)},
            "qualify": {(THIRD, 2026): 1},
            "expand": {(THIRD, 2026): 20},
        },
    )


@functools.cache
def _asleep_case() -> Any:
    return case_of(
        Settings={"Last year": 2027},
        Materials=[{"Material": "Ore", "Price": 0}],
        Suppliers=SITES,
        Offers=[offer("Cheap"), offer("Third", 50, Expansion_limit=40)],
        Demand=[need()],
        Stockpiles=[store(**{"Fixed cost": 1e-9})],
    )


def asleep() -> Claim:
    """Third has bought 40 of capacity and is not under contract; the store, which costs next to nothing, is closed."""
    years = (2026, 2027)
    return claim_of(
        _asleep_case(),
        {
            "active": every(years, {(CHEAP,): 1}),
            "capacity": every(years, {(CHEAP,): 1000}),
            "ship": every(years, {(("Cheap", "Ore", "Home"),): 100}),
            "expand": {(THIRD, 2026): 40},
        },
    )


METAL_LIMIT = {"Group": "China", "Lens": "traced", "Material": "Metal", "Origin material": "Ore", "Destination": "Home", "Maximum": 0.4}


@functools.cache
def _metal_case(limited: bool) -> Any:
    return case_of(
        Suppliers=[*SITES, {"Supplier": "Maker", "Country": "Japan"}],
        Markets=[{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Chile"}, {"Market": "Far", "Country": "Chile"}],
        Offers=[offer("Cheap"), offer("Dear"), offer("Maker", material="Metal"), offer("Third", material="Metal")],
        Recipes=[
            {"Output": "Metal", "Input": "Ore", "Quantity": 2},
            {"Output": "Metal", "Input": "Ore", "Quantity": 0, "Supplier": "Third"},
        ],
        Demand=[need("Metal", quantity=50), need("Metal", "Away", 50), need("Metal", "Far", 0)],
        Share_limits=[METAL_LIMIT] if limited else [],
        Settings={"Crisis months": 2},
        Scenarios=[{"Scenario": "Calm", "Probability": 0.1}],
    )


def metal(limited: bool = False) -> Claim:
    """Maker makes 50 for each of two markets, of two units of ore each: 120 from China, 80 from Australia. Third needs no ore."""
    to = {("Cheap", "Ore", "Maker"): 120, ("Dear", "Ore", "Maker"): 80, ("Maker", "Metal", "Home"): 50, ("Maker", "Metal", "Away"): 50}
    offers = (CHEAP, DEAR, ("Maker", "Metal"), ("Third", "Metal"))
    tags = {("Maker", "Metal", "Home"): 20, ("Maker", "Metal", "Away"): 40} if limited else {}
    return claim_of(
        _metal_case(limited),
        {
            "active": {(o, 2026): 1 for o in offers},
            "capacity": {(o, 2026): 1000 for o in offers},
            "ship": {(arc, 2026): value for arc, value in to.items()},
            "tag": {(arc, ("China", "maximum"), 2026): value for arc, value in tags.items()},
            "flow": {(2026, "Calm", arc, month): value / 12 for arc, value in to.items() for month in (1, 2)},
        },
    )


def traced() -> Claim:
    """The same, where at most four tenths of Home's metal may carry ore from China: 20 of the 50 do, and 40 of the other market's."""
    return metal(limited=True)


@functools.cache
def _stocked_case() -> Any:
    limits = {"Opening level": 20, "Loss": 0.1, "Maximum build": 50, "Release limit": 2.5, "Minimum level": 24, "Minimum from year": 2027}
    return case_of(
        Settings={"Last year": 2027},
        Materials=[{"Material": "Ore", "Price": 0}],
        Suppliers=SITES,
        Offers=[offer("Cheap")],
        Demand=[need()],
        Stockpiles=[store(60, **limits)],
    )


def stocked() -> Claim:
    """A tenth of the stock is lost a year: 20 - 2 + 42 = 60, the most; then 60 - 6 - 30 = 24, the least, with the most drawn that a month's limit allows."""
    return claim_of(
        _stocked_case(),
        {
            "active": every((2026, 2027), {(CHEAP,): 1}),
            "capacity": every((2026, 2027), {(CHEAP,): 1000}),
            "ship": {((*CHEAP, "Home"), 2026): 100, ((*CHEAP, "Store"), 2026): 42, ((*CHEAP, "Home"), 2027): 70},
            "draw": {(("Store", "Home"), 2027): 30},
            "level": {("Store", 2026): 60, ("Store", 2027): 24},
        },
    )


@functools.cache
def _shared_case() -> Any:
    return case_of(
        Settings={"Last year": 2028},
        Materials=[{"Material": "Ore", "Price": 0}],
        Suppliers=SITES,
        Offers=[offer("Cheap"), offer("Dear"), offer("Third")],
        Demand=[need()],
        Stockpiles=[store(), {**store(), "Stockpile": "Spare"}],
        Share_limits=[{"Group": "China", "Maximum": 0.5}, {"Group": "Australia", "Minimum": 0.2}],
    )


def shared() -> Claim:
    """China gives half in 2026 and fills the store with 20, of which 15 are drawn in 2027; Australia gives a fifth in 2028, the least."""
    offers = (CHEAP, DEAR, THIRD)
    home = {"Cheap": (50, 20, 0), "Dear": (50, 65, 20), "Third": (0, 0, 80)}
    ship = {((s, "Ore", "Home"), year): v for s, row in home.items() for year, v in zip(YEARS, row, strict=True)}
    kept = dict(zip(YEARS, (20, 5, 5), strict=True))
    return claim_of(
        _shared_case(),
        {
            "active": every(YEARS, {(o,): 1 for o in offers}),
            "capacity": every(YEARS, {(o,): 1000 for o in offers}),
            "ship": {**ship, ((*CHEAP, "Store"), 2026): 20},
            "draw": {(("Store", "Home"), 2027): 15},
            "level": {("Store", year): v for year, v in kept.items()},
            "kept": {("Store", ("China", "maximum"), year): v for year, v in kept.items()},
            "handed": {(("Store", "Home"), ("China", "maximum"), 2027): 15},
        },
        dependence=_shares_of_shared(),
    )


def _shares_of_shared() -> pd.DataFrame:
    china, australia = (0.5, 0.35, 0.0), (0.5, 0.65, 0.2)
    rows = [(year, "China", share, "maximum", 0.5, 0.5 - share) for year, share in zip(YEARS, china, strict=True)]
    rows += [(year, "Australia", share, "minimum", 0.2, share - 0.2) for year, share in zip(YEARS, australia, strict=True)]
    table = pd.DataFrame(rows, columns=["year", "group", "share", "side", "limit", "slack"])
    return table.assign(share_known=table["share"], material="Ore", destination="all together")


@functools.cache
def _sources_case() -> Any:
    return case_of(
        Suppliers=SITES,
        Offers=[offer("Cheap"), offer("Dear"), offer("Third")],
        Demand=[need()],
        Source_limits=[{"Material": "Ore", "Minimum": 2, "Maximum": 2, "Minimum share": 0.2}],
    )


def sources() -> Claim:
    """Two sources, neither more nor less; Dear ships a fifth, the least that counts."""
    return claim_of(
        _sources_case(),
        {
            "active": {(CHEAP, 2026): 1, (DEAR, 2026): 1},
            "capacity": {(CHEAP, 2026): 1000, (DEAR, 2026): 1000},
            "ship": {((*CHEAP, "Home"), 2026): 80, ((*DEAR, "Home"), 2026): 20},
            "counts": {("Ore", CHEAP, 2026): 1, ("Ore", DEAR, 2026): 1},
        },
    )


@functools.cache
def _parted_case() -> Any:
    breaks = [{"Supplier": "Cheap", "Material": "Ore", "From quantity": 60, "Unit cost": 0}]
    return case_of(Suppliers=SITES, Offers=[offer("Cheap")], Demand=[need()], Price_breaks=breaks)


def parted() -> Claim:
    """All 100 of Cheap stand at the price from 60 on, which is no other than below."""
    return claim_of(
        _parted_case(),
        {
            "active": {(CHEAP, 2026): 1},
            "capacity": {(CHEAP, 2026): 1000},
            "ship": {((*CHEAP, "Home"), 2026): 100},
            "volume": {(CHEAP, 1, 2026): 100},
            "reached": {(CHEAP, 1, 2026): 1},
        },
    )
