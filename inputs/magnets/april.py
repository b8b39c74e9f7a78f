"""The cut of April 2025 on the volumes of the day: what the model says is missing, month by month, under what is believed of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Stockpile

from ..figure import Figure, derived, estimate
from .crises import APRIL, MONTH_1
from .facts import DYTB, JAPAN, MAGNET, USE, YEARS
from .plants import LYNAS

_CUSTOMS = "China's exports of magnets, customs, remembered: {} t; 5,842 t in March (customs via shchangjiuglobal.com)"
#: What was left of March's exports, from April 2025 on.
EXPORTS: tuple[Figure, ...] = (
    MONTH_1,
    *(
        derived(round(tonnes / 5_842, 2), _CUSTOMS.format(f"{tonnes:,}"), estimate(tonnes, "remembered"))
        for tonnes in (1_238, 3_188, 5_577)
    ),
)

#: How far a maker's volume may be from the day's, t a year: as good as nothing, and more than a solver's rounding.
HELD = 1.0
#: The volumes are given, no more than the crisis is left to search.
GAP = 1e-7
#: Less than this is a solver's rounding, t.
NOTHING = 0.5
#: No store longer than this is tried, days of use.
MOST_DAYS = 365


def today(case: Case) -> Case:
    """The first year as it was found: the volumes and the stores of the day and the April cut, with nothing required and nothing prepared.

    Each buyer has the part from China that KITA counted; heavy oxide comes from China alone (METI); what is left is bought where it is
    cheapest when no crisis is thought of, and every maker of magnets keeps to that. Stores are as they are.
    """
    year = YEARS[0]
    calm = replace(
        case,
        settings=replace(case.settings, last_year=year),
        offers=tuple(row for row in case.offers if (row.supplier, row.material) != (LYNAS, DYTB)),
        demand=tuple(row for row in case.demand if row.year == year),
        share_limits=tuple(replace(row, minimum=row.maximum) for row in case.share_limits if row.year == year),
        survival=(),
        scenarios=(),
        events=(),
        stockpiles=tuple(_held(row, row.opening_level) for row in case.stockpiles),
    )
    bought = ro.optimize(calm, explained=False).allocation
    made = bought[bought["material"] == MAGNET].groupby("supplier")["quantity"].sum()
    return replace(
        calm,
        offers=tuple(
            replace(row, current_volume=float(made.get(row.supplier, 0.0)), maximum_change=HELD) if row.material == MAGNET else row
            for row in calm.offers
        ),
        scenarios=tuple(row for row in case.scenarios if row.scenario == APRIL),
        events=tuple(row for row in case.events if row.scenario == APRIL),
    )


def at_hand(case: Case) -> Case:
    """The case with no magnet under way when the cut begins, and makers who open their own stores at once."""
    return replace(
        case,
        lanes=tuple(replace(row, lead_months=0) if row.material == MAGNET else row for row in case.lanes),
        stockpiles=tuple(replace(row, response_months=0) if row.material == MAGNET else row for row in case.stockpiles),
    )


def by_customs(case: Case) -> Case:
    """The case with the exports of magnets as they are remembered, month by month; the oxide stays as the book has it."""
    cut, *_ = magnets = [row for row in case.events if (row.scenario, row.material) == (APRIL, MAGNET)]
    months = [
        replace(cut, start_month=month, months=1, remaining=left.value, recovery_months=0) for month, left in enumerate(EXPORTS, start=1)
    ]
    return replace(case, events=(*(row for row in case.events if row not in magnets), *months))


#: What is believed of the cut, and the case of today that holds it.
READINGS: tuple[tuple[str, Callable[[Case], Case]], ...] = (
    ("the book", lambda case: case),
    ("nothing under way, own stores open at once", at_hand),
    ("the same, exports as remembered", lambda case: by_customs(at_hand(case))),
)


def missing(case: Case, months: int = 12) -> float:
    """How many tonnes of magnets the three buyers together miss at least in the first `months` months of the April cut."""
    short = replace(case, settings=replace(case.settings, crisis_months=months))
    return float(ro.optimize(short, gap=GAP, explained=False).crisis["shortage"].sum())


def days_needed(case: Case) -> int:
    """How many days of use in every magnet store are enough for nothing to be missing."""
    low, high = 0, MOST_DAYS
    while high - low > 1:
        days = (low + high) // 2
        low, high = (days, high) if missing(_stored(case, MAGNET, {c: days * use.value / 365 for c, use in USE.items()})) > NOTHING else (low, days)
    return high


def oxide_saves(case: Case) -> float:
    """How many tonnes of magnets a tonne more of heavy oxide in Japan's reserve keeps from being missed."""
    held = next(row.opening_level for row in case.stockpiles if (row.material, row.country) == (DYTB, JAPAN))
    return missing(case) - missing(_stored(case, DYTB, {JAPAN: held + 1}))


def _stored(case: Case, material: str, levels: dict[str, float]) -> Case:
    stores = (_held(row, levels[row.country]) if row.material == material and row.country in levels else row for row in case.stockpiles)
    return replace(case, stockpiles=tuple(stores))


def _held(store: Stockpile, level: float) -> Stockpile:
    """The store at a level that is neither built up nor drawn down in a normal year."""
    return replace(store, opening_level=level, minimum_level=level, minimum_from_year=YEARS[0], maximum_level=level, maximum_build=0.0)
