"""Spoilt answers to sets of attacks that are not crises of the plan; see `spoilings.py`."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import numpy as np

from resilience_opt.network.build import build_network
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_responses import Responses
from tests.plan.claims import Claim, case_of, claim_of
from tests.plan.spoilings import spoiling
from tests.plan.worlds import CHEAP, DEAR, SITES, need, offer
from tests.plan.worlds_crises import TO_HOME

STRUCK = ("Cheap struck", "Dear struck")


@functools.cache
def _attacked_case() -> Any:
    return case_of(
        Settings={"Crisis months": 2, "Attack budget": 1},
        Suppliers=SITES,
        Offers=[offer("Cheap", 120), offer("Dear", 120)],
        Demand=[need(quantity=120)],
        Attacks=[{"Attack": name, "Kind": "supplier", "Target": name.split()[0], "Months": 1} for name in STRUCK],
        Survival=[{"Scenario": "attack", "Months": 1, "Service level": 0.4}],
    )


def attacked() -> Claim:
    """Five a month come from each of two offers, and six may be short; each of two attacks takes one of them for a month, and no two are made."""
    claim = claim_of(
        _attacked_case(),
        {
            "active": {(CHEAP, 2026): 1, (DEAR, 2026): 1},
            "capacity": {(CHEAP, 2026): 120, (DEAR, 2026): 120},
            "ship": {(TO_HOME["Cheap"], 2026): 60, (TO_HOME["Dear"], 2026): 60},
        },
    )
    claim.net = build_network(claim.net.case, ())
    flow = np.zeros((2, 2, 3))
    flow[0, :, 1:] = [(0, 5), (5, 5)]
    flow[1, :, 1:] = [(5, 5), (0, 5)]
    short = np.zeros((2, 1, 3))
    short[:, 0, 1] = 5
    claim.withstood = [Responses(0, tuple((name,) for name in STRUCK), flow, np.zeros((2, 0, 3)), short)]
    return claim


@spoiling(Check.ADVERSARY, attacked, whole=True)
def a_set_against_which_nothing_holds(c: Claim, by: float) -> None:
    kept = c.withstood[0]
    c.withstood = [Responses(0, kept.attacks[:1], kept.flow[:1], kept.release[:1], kept.shortage[:1])]


@spoiling(Check.ADVERSARY, attacked, whole=True)
def nothing_is_said_of_any_set(c: Claim, by: float) -> None:
    c.withstood = []


@spoiling(Check.ADVERSARY, attacked, whole=True)
def a_larger_budget_reaches_further(c: Claim, by: float) -> None:
    case = c.net.case
    c.under(replace(case, settings=replace(case.settings, attack_budget=2.0)))


@spoiling(Check.SUPPLY, attacked)
def what_an_attack_takes_is_dispatched(c: Claim, by: float) -> None:
    c.withstood[0].flow[0, 0, 1] += by * 0.12


@spoiling(Check.SURVIVAL, attacked)
def more_is_short_under_attack_than_may_be(c: Claim, by: float) -> None:
    c.withstood[0].shortage[0, 0, 1] = 6 + by * 10


@spoiling(Check.CRISIS_DEMAND, attacked)
def a_market_under_attack_is_neither_served_nor_short(c: Claim, by: float) -> None:
    c.withstood[0].shortage[1, 0, 1] -= by * 10


@spoiling(Check.NOTHING_FORGOTTEN, attacked, whole=True, also=None)
def sets_are_not_listed_and_nothing_is_said(c: Claim, by: float) -> None:
    c.withstood = None
