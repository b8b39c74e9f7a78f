"""Spoilt shares, accounts, sources and price breaks; see `spoilings.py`."""

from __future__ import annotations

from resilience_opt.plan.audit_checks import Check
from tests.plan import worlds
from tests.plan.claims import Claim
from tests.plan.spoilings import LEAST, deliver, spoiling
from tests.plan.worlds import CHEAP, DEAR, THIRD

CHINA = ("China", "maximum")


@spoiling(Check.SHARE_MAXIMUM, worlds.shared)
def more_than_the_largest_share(c: Claim, by: float) -> None:
    c.dependence = None
    deliver(c, 2026, CHEAP, DEAR, by * 50)


@spoiling(Check.SHARE_MINIMUM, worlds.shared)
def less_than_the_smallest_share(c: Claim, by: float) -> None:
    c.dependence = None
    deliver(c, 2028, THIRD, DEAR, by * 20)


@spoiling(Check.KEPT_BALANCE, worlds.shared)
def less_is_kept_than_came_in(c: Claim, by: float) -> None:
    c.add("kept", "Store", CHINA, 2028, value=-by * 5)


@spoiling(Check.KEPT_WITHIN_LEVEL, worlds.shared)
def more_is_kept_than_is_in_store(c: Claim, by: float) -> None:
    c.dependence = None
    c.add("handed", ("Store", "Home"), CHINA, 2027, value=-by * 5)
    for year in (2027, 2028):
        c.add("kept", "Store", CHINA, year, value=by * 5)


@spoiling(Check.HANDED_WITHIN_DRAW, worlds.shared)
def more_is_handed_on_than_is_drawn(c: Claim, by: float) -> None:
    c.dependence = None
    c.add("handed", ("Store", "Home"), CHINA, 2027, value=by * 15)
    for year in (2027, 2028):
        c.add("kept", "Store", CHINA, year, value=-by * 15)


@spoiling(Check.TAG_WITHIN_DELIVERY, worlds.traced)
def more_is_booked_than_is_delivered(c: Claim, by: float) -> None:
    c.put("tag", ("Maker", "Metal", "Away"), CHINA, 2026, value=50 * (1 + by))


@spoiling(Check.TAG_PASSED_ON, worlds.traced)
def less_is_passed_on_than_came_in(c: Claim, by: float) -> None:
    c.add("tag", ("Maker", "Metal", "Away"), CHINA, 2026, value=-by * 60)


@spoiling(Check.SHARE_MAXIMUM, worlds.traced)
def more_of_the_origin_than_the_largest_share(c: Claim, by: float) -> None:
    c.add("tag", ("Maker", "Metal", "Home"), CHINA, 2026, value=by * 20)


@spoiling(Check.TAG_POSSIBLE, worlds.traced)
def ore_from_elsewhere_is_booked(c: Claim, by: float) -> None:
    c.put("tag", (*DEAR, "Maker"), CHINA, 2026, value=by * 0.2)


@spoiling(Check.TAG_POSSIBLE, worlds.traced)
def metal_made_of_no_ore_is_booked(c: Claim, by: float) -> None:
    c.put("tag", ("Third", "Metal", "Home"), CHINA, 2026, value=by * LEAST)


@spoiling(Check.SOURCES_MOST, worlds.sources)
def a_third_source(c: Claim, by: float) -> None:
    c.put("active", THIRD, 2026, value=by * 2)


@spoiling(Check.SOURCES_LEAST, worlds.sources)
def a_source_ships_less_than_its_share(c: Claim, by: float) -> None:
    c.put("counts", "Ore", DEAR, 2026, value=0)
    deliver(c, 2026, CHEAP, DEAR, by * 20)


@spoiling(Check.SOURCE_COUNTED, worlds.sources)
def what_ships_nothing_is_counted(c: Claim, by: float) -> None:
    c.put("counts", "Ore", THIRD, 2026, value=by)


@spoiling(Check.VOLUME_SPLIT, worlds.parted)
def volume_that_is_not_shipped(c: Claim, by: float) -> None:
    c.add("volume", CHEAP, 1, 2026, value=by * 100)


@spoiling(Check.VOLUME_REACHED, worlds.parted)
def volume_at_a_price_that_is_not_reached(c: Claim, by: float) -> None:
    c.put("reached", CHEAP, 1, 2026, value=1 - by)
