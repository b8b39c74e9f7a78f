"""Every check, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from resilience_opt.case.case import Case
from resilience_opt.case.checks import clashes, doubts, hitting, keys, meaning, paying, ranges, recipes, resolved, touching, words
from resilience_opt.case.draft import Draft
from resilience_opt.case.lanes import Resolution
from resilience_opt.errors import Fault

#: Each finds one sort of fault, among the rows whose cells could be read.
FAULTS: tuple[Callable[[Draft], Iterator[Fault]], ...] = (
    keys.missing_rows,
    keys.duplicate_keys,
    keys.price_breaks,
    ranges.ordered,
    ranges.years,
    ranges.survival_months,
    ranges.probabilities,
    ranges.first_events,
    recipes.cycles,
    clashes.clashes,
    meaning.model,
    meaning.share_limits,
    meaning.no_bound,
    meaning.stock_prices,
    meaning.where_to,
)
#: Each finds one sort of doubt in a case without faults.
DOUBTS: tuple[Callable[[Case], Iterator[Fault]], ...] = (
    doubts.large_rates,
    doubts.years_outside,
    doubts.far_years,
    doubts.readiness_for_nothing,
    doubts.opening_stock,
    doubts.no_minimum_share,
    doubts.factors,
    doubts.foreign_market_names,
    doubts.countries_of_their_own,
    doubts.origin_without_trace,
    doubts.recipe_suppliers,
    words.words,
)
#: The same, where the lanes have to be known.
DOUBTS_OF_LANES: tuple[Callable[[Resolution], Iterator[Fault]], ...] = (
    paying.cheap,
    resolved.outlasting,
    touching.limits,
    touching.sources,
    touching.requirements,
    touching.stockpiles,
    touching.demand,
    hitting.events,
    hitting.attacks,
)


def find_faults(draft: Draft) -> Iterator[Fault]:
    """What is wrong in a draft beyond what its cells show one by one."""
    for check in FAULTS:
        yield from check(draft)


def find_case_faults(lanes: Resolution) -> Iterator[Fault]:
    """What is wrong only once the lanes are resolved; run where nothing else is wrong."""
    yield from resolved.find(lanes)


def find_doubts(lanes: Resolution) -> Iterator[Fault]:
    """Warnings on a case without faults."""
    for check in DOUBTS:
        yield from check(lanes.places.case)
    for look in DOUBTS_OF_LANES:
        yield from look(lanes)
