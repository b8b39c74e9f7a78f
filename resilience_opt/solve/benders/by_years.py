"""The search of decisions year by year: choices of years are followed to plans, and what the plans teach is heard by the years."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.benders.years import Years

if TYPE_CHECKING:
    from resilience_opt.solve.benders.apart import Search

log = logging.getLogger(__name__)

#: Choices are followed to this share of the gap.
FOLLOWED = 0.2
#: Seconds of a first search that does not end; each next one may take twice as long.
SLICE = 15.0
#: So often new prices are put on what ties years together.
PRICES = 12
#: Less of the gap than this share is little.
LITTLE = 0.05


def decide_by_years(search: Search, first: Floats) -> None:
    """Decide every year by itself, at prices of what ties them, as long as that tells more; `first` is a choice to begin with."""
    limits, years, idle = search.limits, Years(search.rounds.part, search.year, search.limits), 0
    years.teach(search.rounds.pool, sorted(search.rounds.pool.telling))
    if search.best.x is not None:
        years.hear(search.best.x)
    _take(search, years, years.mended(first, limits.within(SLICE)))
    if len(years) < 2 or search.best.x is None:
        return
    for turn in range(PRICES):
        years.teach(search.rounds.pool, sorted(search.rounds.pool.telling))
        before = search.gap or 0.0
        if years.price(search.gap if turn else None).row_dual is None:
            return
        _at_prices(search, years)
        if not search.done and search.best.x is not None:
            below = search.best.value - FOLLOWED * limits.gap * abs(search.best.value)
            _take(search, years, years.near(search.whole, years.doubtful, limits.within(SLICE), below))
        idle = idle + 1 if before - (search.gap or 0.0) < LITTLE * before else 0
        if search.done or idle >= 2:
            return


def _at_prices(search: Search, years: Years) -> None:
    """Years decided again and again at the same prices, and what they choose followed, as long as that tells more."""
    limits, seconds, idle = search.limits, SLICE, 0
    aim = FOLLOWED * limits.gap * abs(search.best.value) / len(years)
    while not search.done and idle < 2:
        before = search.gap or 0.0
        choice = years.decide(aim, seconds)
        search.bound = max(search.bound, years.bound)
        news = False
        for whole in (choice, years.best):
            if whole is not None and not search.done:
                news |= _take(search, years, years.mended(whole, limits.within(SLICE)))
        log.info("by years: plan %.6g, bound %.6g, %d choices, %.1f s", search.best.value, search.bound, len(search.asked), limits.spent)
        if not news and all(year.gap <= aim for year in years.years):
            return
        idle = idle + 1 if before - (search.gap or 0.0) < LITTLE * before else 0


def _take(search: Search, years: Years, whole: Floats | None) -> bool:
    """Follow a choice that was not followed before, and let the years hear of it."""
    if whole is None or whole.tobytes() in search.asked:
        return False
    search.asked.add(whole.tobytes())
    plan = search.follow(whole)
    if plan.x is not None:
        years.hear(plan.x)
    years.teach(search.rounds.pool, sorted(search.rounds.pool.telling))
    return True

