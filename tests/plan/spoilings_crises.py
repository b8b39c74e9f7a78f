"""Spoilt crises and spoilt costs; see `spoilings.py`."""

from __future__ import annotations

from functools import partial

import pandas as pd

from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.plan import COST_KINDS
from tests.plan import worlds
from tests.plan.claims import Claim
from tests.plan.spoilings import SPOILINGS, Spoiling, spoiling
from tests.plan.worlds import CHEAP, DEAR
from tests.plan.worlds_crises import CLASS, STORE, TO_HOME, crises, priced

#: A row of which both sides are 0 is seen against a thousandth of the 120 a year that are needed.
LEAST = 0.12


@spoiling(Check.SUPPLY, crises)
def what_is_lost_is_dispatched(c: Claim, by: float) -> None:
    c.put("flow", 2026, "Loss", TO_HOME["Cheap"], 2, value=by * LEAST)


@spoiling(Check.SUPPLY, crises)
def readiness_before_the_ramp(c: Claim, by: float) -> None:
    c.add("flow", 2026, "Loss", TO_HOME["Dear"], 1, value=by * 5)
    c.put("extra", 2026, "Loss", DEAR, 1, value=by * 5)


@spoiling(Check.TOO_LATE, crises)
def a_dispatch_that_comes_too_late(c: Claim, by: float) -> None:
    c.put("flow", 2026, "Loss", TO_HOME["Dear"], 6, value=by * LEAST)


@spoiling(Check.PASSAGE, crises)
def more_passes_than_can(c: Claim, by: float) -> None:
    c.add("flow", 2026, "Block", TO_HOME["Dear"], 1, value=by * 2.5)


@spoiling(Check.CRISIS_DEMAND, crises)
def a_market_is_neither_served_nor_short(c: Claim, by: float) -> None:
    c.add("shortage", 2026, "Loss", CLASS, 1, value=-by * 10)


@spoiling(Check.CRISIS_DEMAND, crises)
def what_was_under_way_counts_twice(c: Claim, by: float) -> None:
    c.add("flow", 2026, "Block", TO_HOME["Cheap"], 1, value=-by * 10)


@spoiling(Check.SHORTAGE_WITHIN_DEMAND, crises)
def more_is_short_than_is_needed(c: Claim, by: float) -> None:
    c.put("shortage", 2026, "Loss", CLASS, 5, value=10 * (1 + by))


@spoiling(Check.CRISIS_RECIPE, worlds.metal)
def metal_without_its_ore(c: Claim, by: float) -> None:
    c.add("flow", 2026, "Calm", (*CHEAP, "Maker"), 2, value=-by * 200 / 12)


@spoiling(Check.RELEASE_WITHIN_STOCK, crises)
def more_is_released_than_is_in_store(c: Claim, by: float) -> None:
    c.put("release", 2026, "Loss", STORE, 4, value=2 + by * 10)


@spoiling(Check.RELEASE_LIMIT, crises)
def more_is_released_in_a_month_than_can_be(c: Claim, by: float) -> None:
    c.add("release", 2026, "Loss", STORE, 2, value=by * 4)


@spoiling(Check.RESPONSE, crises)
def a_release_before_the_response(c: Claim, by: float) -> None:
    c.put("release", 2026, "Loss", STORE, 1, value=by * LEAST)


@spoiling(Check.BEYOND_THE_PLAN, crises)
def a_premium_that_is_not_counted(c: Claim, by: float) -> None:
    c.add("extra", 2026, "Loss", DEAR, 2, value=-by)


@spoiling(Check.SURVIVAL, crises)
def more_is_short_than_may_be(c: Claim, by: float) -> None:
    c.add("shortage", 2026, "Loss", CLASS, 1, value=by * 10)


@spoiling(Check.CRISIS_COST, priced)
def a_crisis_that_costs_less(c: Claim, by: float) -> None:
    c.add("crisis_cost", 2026, "Loss", value=-by * 1700 / 6)


def _dearer(kind: str, c: Claim, by: float) -> None:
    c.costs[kind] *= 1 + by


for kind in COST_KINDS:
    spoil = partial(_dearer, kind)
    spoil.__name__ = kind  # type: ignore[attr-defined]
    SPOILINGS.append(Spoiling(Check.COST, priced, spoil))


@spoiling(Check.OBJECTIVE, priced)
def an_objective_that_is_too_low(c: Claim, by: float) -> None:
    c.objective *= 1 - by
    c.bound = c.gap = c.gap_asked = None


@spoiling(Check.BOUND, priced)
def a_bound_over_the_cost(c: Claim, by: float) -> None:
    c.bound, c.gap = c.objective * (1 + by), -by


@spoiling(Check.GAP, priced)
def a_gap_that_is_too_small(c: Claim, by: float) -> None:
    c.gap = 0.01 - by


@spoiling(Check.GAP_ASKED, priced)
def a_gap_over_what_was_asked(c: Claim, by: float) -> None:
    c.gap_asked = 0.01 - by


@spoiling(Check.VOLUME_CHARGED, priced)
def a_part_at_the_price_below_the_break(c: Claim, by: float) -> None:
    part = by * 72 * 10 / 2
    c.add("volume", CHEAP, 1, 2026, value=-part)
    c.put("volume", CHEAP, 0, 2026, value=part)
    c.put("reached", CHEAP, 0, 2026, value=1)
    c.costs["deliveries"] += 2 * part
    c.objective += 2 * part
    c.bound = c.gap = c.gap_asked = None


@spoiling(Check.SHARE_REPORTED, worlds.shared)
def a_share_that_is_reported_too_small(c: Claim, by: float) -> None:
    assert c.dependence is not None
    c.dependence = c.dependence.assign(share=c.dependence["share"] - by * (c.dependence["year"] == 2027))


@spoiling(Check.SHARE_REPORTED, worlds.shared, whole=True)
def a_limit_that_is_not_reported(c: Claim, by: float) -> None:
    assert isinstance(c.dependence, pd.DataFrame)
    c.dependence = c.dependence.iloc[1:]
