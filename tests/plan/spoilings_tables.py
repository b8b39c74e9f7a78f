"""Spoilt tables, and workbooks that say more than the plan knows; see `spoilings.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from resilience_opt.plan.audit_checks import Check
from tests.plan import worlds
from tests.plan.claims import Claim
from tests.plan.spoilings import LEAST, SPOILINGS, Spoiling, spoiling
from tests.plan.spoilings_shares import CHINA
from tests.plan.worlds import CHEAP, DEAR, SITES, THIRD
from tests.plan.worlds_crises import CLASS, STORE, TO_HOME, crises, priced

Where = tuple[Callable[[], Claim], tuple[Any, ...]]

#: A plan that has each variable, and where in it stands a 0.
ZEROS: dict[str, Where] = {
    "expand": (worlds.contracts, (THIRD, 2028)),
    "capacity": (worlds.contracts, (DEAR, 2026)),
    "ship": (worlds.contracts, (TO_HOME["Dear"], 2026)),
    "base_shortage": (worlds.contracts, (CLASS, 2026)),
    "draw": (worlds.stocked, (STORE, 2026)),
    "level": (worlds.shared, ("Spare", 2026)),
    "kept": (worlds.shared, ("Spare", CHINA, 2026)),
    "handed": (worlds.shared, (STORE, CHINA, 2026)),
    "tag": (worlds.traced, (("Maker", "Metal", "Far"), CHINA, 2026)),
    "excess": (priced, (("Chile", "maximum"), 2026)),
    "volume": (worlds.parted, (CHEAP, 0, 2026)),
    "crisis_cost": (crises, (2026, "Loss")),
    "flow": (crises, (2026, "Loss", TO_HOME["Cheap"], 1)),
    "extra": (crises, (2026, "Loss", DEAR, 1)),
    "release": (crises, (2026, "Loss", STORE, 4)),
    "shortage": (crises, (2026, "Loss", CLASS, 4)),
}
#: The same for decisions.
NOES: dict[str, Where] = {
    "active": (worlds.contracts, (DEAR, 2026)),
    "qualify": (worlds.contracts, (THIRD, 2028)),
    "open": (worlds.asleep, ("Store", 2026)),
    "counts": (worlds.sources, ("Ore", THIRD, 2026)),
    "reached": (worlds.parted, (CHEAP, 0, 2026)),
}


def _put(variable: str, names: tuple[Any, ...], size: float, c: Claim, by: float) -> None:
    c.put(variable, *names, value=size * by)


for check, size, places in ((Check.NOT_NEGATIVE, -LEAST, ZEROS), (Check.YES_OR_NO, 1.0, NOES)):
    for variable, (claim, names) in places.items():
        spoil = partial(_put, variable, names, size)
        spoil.__name__ = variable  # type: ignore[attr-defined]
        SPOILINGS.append(Spoiling(check, claim, spoil, also=None))


@spoiling(Check.NOTHING_FORGOTTEN, worlds.parted, whole=True)
def an_offer_is_forgotten(c: Claim, by: float) -> None:
    c.under(c.net.case.with_rows("Offers", [{"Supplier": "Dear", "Material": "Ore", "Capacity": 1, "Unit cost": 0}]))


@spoiling(Check.NOTHING_FORGOTTEN, crises, whole=True)
def a_scenario_is_forgotten(c: Claim, by: float) -> None:
    c.under(c.net.case.with_scenario("War", 0.1, [{"Kind": "country", "Target": "Chile", "Months": 1}]))


@spoiling(Check.NOTHING_FORGOTTEN, worlds.shared, whole=True)
def a_share_limit_is_forgotten(c: Claim, by: float) -> None:
    c.under(c.net.case.with_share_limit("Chile", maximum=0.9))
    c.dependence = None


@spoiling(Check.NOTHING_FORGOTTEN, worlds.sources, whole=True)
def a_source_limit_is_forgotten(c: Claim, by: float) -> None:
    c.under(c.net.case.with_rows("Source limits", [{"Material": "Ore", "Maximum": 3}]))


@spoiling(Check.NOTHING_FORGOTTEN, worlds.sources, whole=True)
def price_breaks_are_forgotten(c: Claim, by: float) -> None:
    c.under(c.net.case.with_rows("Price breaks", [{"Supplier": "Dear", "Material": "Ore", "From quantity": 50, "Unit cost": 0}]))


@spoiling(Check.NOTHING_FORGOTTEN, worlds.stocked, whole=True, also=None)
def a_supplier_nobody_knows(c: Claim, by: float) -> None:
    rows = [{"Supplier": "Other", "Material": "Ore", "Capacity": 1000, "Unit cost": 0}]
    case = c.net.case.with_rows("Suppliers", [{"Supplier": "Other", "Country": "China"}]).with_rows("Offers", rows)
    c.under(case.without_supplier("Cheap"))


@spoiling(Check.LANE_OPEN, worlds.sources, also=(Check.NOTHING_FORGOTTEN,), whole=True)
def a_delivery_on_a_closed_lane(c: Claim, by: float) -> None:
    c.under(c.net.case.with_rows("Lanes", [{"From": "Australia", "To": "Home", "Open": "no"}]))


@spoiling(Check.SERVED, worlds.stocked, also=(Check.NOTHING_FORGOTTEN,), whole=True)
def a_draw_by_whom_the_store_does_not_serve(c: Claim, by: float) -> None:
    store = {"Stockpile": "Store", "Material": "Ore", "Country": "Chile", "Maximum level": 60, "Opening level": 20, "Loss": 0.1}
    c.under(c.net.case.with_rows("Suppliers", SITES).with_rows("Stockpiles", [store]))


@spoiling(Check.ONE_NUMBER, worlds.contracts, whole=True)
def a_number_that_stands_twice(c: Claim, by: float) -> None:
    c.more.append(("ship", next(iter(c.numbers["ship"])), next(iter(c.numbers["ship"].values()))))


@spoiling(Check.ONE_NUMBER, worlds.contracts, whole=True)
def a_number_for_no_delivery(c: Claim, by: float) -> None:
    c.more.append(("ship", (99, 0), 1.0))


@spoiling(Check.ONE_NUMBER, crises, whole=True)
def a_number_for_a_month_before_the_first(c: Claim, by: float) -> None:
    c.more.append(("flow", (0, 0, 0, 0), 1.0))
