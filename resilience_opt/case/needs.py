"""Demand year by year, and the service that must be held in a crisis: rows resolved into figures."""

from __future__ import annotations

from collections.abc import Mapping

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Demand, Survival

#: market, material, priority
Class = tuple[str, str, str]


def demand_by_year(case: Case) -> Mapping[Class, Mapping[int, Demand]]:
    """The row of Demand that holds for each class in each planning year; a row with a year replaces the row without one."""
    general: dict[Class, Demand] = {}
    dated: dict[Class, dict[int, Demand]] = {}
    order: dict[Class, None] = {}
    for row in case.demand:
        key = (row.market, row.material, row.priority)
        order[key] = None
        if row.year is None:
            general[key] = row
        else:
            dated.setdefault(key, {})[row.year] = row
    found: dict[Class, dict[int, Demand]] = {}
    for key in order:
        rows = {t: dated.get(key, {}).get(t, general.get(key)) for t in case.years}
        found[key] = {t: row for t, row in rows.items() if row is not None}
    return found


def reaches(row: Survival, scenario: str | None, key: Class) -> bool:
    """Whether a requirement holds in a scenario (None: a set of attacks) for a class of demand."""
    if scenario is None:
        in_scenario = row.scenario == "attack"
    else:
        in_scenario = row.scenario is None or row.scenario == scenario
    market, material, priority = key
    return in_scenario and row.market in (None, market) and row.material in (None, material) and row.priority in (None, priority)
