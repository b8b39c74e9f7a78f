"""One yardstick for all plans: every share that any of the cases limits, every requirement that any of them makes.

A plan is measured in its own case, to which the limits, scenarios and requirements of the others are added as far as
they mean something there; a scenario or a group of one name is the case's own. Nothing has to hold: it is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.names import fold
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Event, Member, Scenario, ShareLimit, Survival
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.compare.cells import cells_of, key_of
from resilience_opt.studies.compare.endurance import HELD, held
from resilience_opt.studies.compare.mixing import with_more
from resilience_opt.studies.compare.shares import SHARE, SHARES, Limits, limits_of, other_shares, own_shares
from resilience_opt.studies.compare.sides import Told


@dataclass(frozen=True)
class Measured:
    """A plan against the yardstick.

    Attributes
    ----------
    shares : scope, year, lens, group, material, destination, side, share and the plan's own limit (NaN where it has none)
        `scope` is the place of the limit among all limits of all cases.
    held : year, scenario, months_asked (the most that any case asks), months_required (by its own case), months_survived
        (the longest time from the start for which all that any case asks can be held at once); sets of attacks apart
    """

    shares: pd.DataFrame
    held: pd.DataFrame


def measured(plans: Sequence[Plan]) -> list[Measured]:
    """Measure every plan against what all of their cases limit and ask."""
    cases = [plan.case for plan in plans]
    limits: Limits = {}
    for case in cases:
        limits = {**limits_of(case), **limits}
    places = {limit: place for place, limit in enumerate(limits)}
    found = []
    for plan in plans:
        own = limits_of(plan.case)
        case = _with_all(plan.case, cases, {places[limit]: cells for limit, cells in limits.items() if limit not in own})
        parts = [own_shares(plan, places), *([other_shares(case, plan)] if case.share_limits else [])]
        found.append(Measured(pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True), held(case, plan)))
    return found


def as_told(told: Told) -> Measured:
    """A plan as it tells itself: its own limits and requirements, each requirement by itself."""
    shares = told.dependence.assign(scope=0, limit=told.dependence["limit"].astype(float)).fillna({"destination": "all together"})
    shares["scope"] = shares.groupby(SHARE[1:], sort=False).cumcount()
    asked = told.survival[told.survival["months_required"] > 0]
    held_alone = asked.groupby(["year", "scenario"], sort=False, as_index=False).agg(
        months_required=("months_required", "max"), months_survived=("months_survived", "min")
    )
    return Measured(shares[SHARES], held_alone.assign(months_asked=held_alone["months_required"])[HELD])


def _with_all(case: Case, cases: Sequence[Case], limits: dict[int, dict[str, Any]]) -> Case:
    """A case with what the others limit (by its place, which stands in the Note) and with the requirements of all, attacks apart."""
    bare = replace(case, survival=(), share_limits=(), attacks=(), settings=replace(case.settings, attack_budget=None))
    more: list[tuple[type[Record], dict[str, Any]]] = [
        (ShareLimit, cells | {"penalty": 1.0, "note": str(place)}) for place, cells in limits.items()
    ]
    more += [(Survival, cells) for cells in _requirements(cases)]
    scenarios, groups = {fold(r.scenario) for r in case.scenarios}, {fold(r.group) for r in case.groups}
    for other in cases:
        more += [(Member, cells_of(other, r)) for r in other.groups if fold(r.group) not in groups]
        more += [(Scenario, cells_of(other, r) | {"probability": 0.0}) for r in other.scenarios if fold(r.scenario) not in scenarios]
        more += [(Event, cells_of(other, r)) for r in other.events if fold(r.scenario) not in scenarios]
        scenarios |= {fold(r.scenario) for r in other.scenarios}
        groups |= {fold(r.group) for r in other.groups}
    return with_more(bare, more) or replace(bare, survival=case.survival)


def _requirements(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """The requirements of all cases, each once; those on attacks apart."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for case in cases:
        for record in case.survival:
            if record.scenario != "attack":
                cells = cells_of(case, record) | {"note": None}
                found.setdefault(tuple(key_of(c, cells[c.attribute]) for c in Survival.columns()), cells)
    return list(found.values())
