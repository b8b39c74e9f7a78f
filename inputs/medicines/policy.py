"""Crises that have been seen or feared, limits on what the doses carry, and who must be served."""

from __future__ import annotations

from ..figure import Row, assumption, estimate, record
from .facts import ACA, AMOX, APA, CEPH, CHINA, DOSES, ESSENTIAL, INDIA, JAPAN, OTHER, PENG, US

SHORTAGE, STOP, INDIA_KEEPS = "Eight-month shortage", "Penicillin stops", "India keeps its medicines"

SCENARIOS: list[Row] = [
    record(
        "As cefazolin in Japan in 2019: a plant in China is cleaned up, and half of the input is missing for eight months.",
        scenario=SHORTAGE,
        probability=assumption(0.1, "once in Japan in the ten years to 2025 for this chain"),
    ),
    record(
        "Nothing of the penicillin chain leaves China for a year: an order of the state, or its fermenters closed for their waste.",
        scenario=STOP,
        probability=assumption(0.03, "never seen; a planner's case"),
    ),
    record(
        "As in March 2020: India keeps substance and doses at home.",
        scenario=INDIA_KEEPS,
        probability=assumption(0.06, "once in the 16 years to 2025 is 0.06"),
    ),
]

_YEAR = assumption(12, "a year, as the trade cuts that USGS OFR 2025-1047 reckons with for minerals; none is known for medicines")
_NOTHING = assumption(0, "the hard case")
EVENTS: list[Row] = [
    record(
        scenario=SHORTAGE,
        kind="country",
        target=CHINA,
        material=ACA,
        to="abroad",
        months=estimate(8, "March to November 2019; the event is found (dhirubhai.net), its length is remembered"),
        remaining=estimate(0.5, "about half of the market; remembered. More than half of the large hospitals were short in June 2019 (dhirubhai.net)"),
        recovery_months=assumption(2, "batches are tested before they are released"),
    ),
    record(
        "Cephalosporins that China makes itself are short of it too.",
        scenario=SHORTAGE,
        kind="country",
        target=CHINA,
        material=CEPH,
        to="abroad",
        months=estimate(8, "as the intermediate, remembered"),
        remaining=estimate(0.5, "as the intermediate, remembered"),
        recovery_months=assumption(2, "batches are tested before they are released"),
    ),
    *(
        record(scenario=STOP, kind="country", target=CHINA, material=material, to="abroad", months=_YEAR, remaining=_NOTHING)
        for material in (PENG, APA, AMOX)
    ),
    record(
        scenario=INDIA_KEEPS,
        kind="country",
        target=INDIA,
        to="abroad",
        months=estimate(2, "the limits of March 2020 were lifted within about two months, remembered"),
        remaining=_NOTHING,
        recovery_months=assumption(1, "backlog"),
    ),
]

_TARGET = "a target of this case; no such rule in Japan or the United States"

_HOME = "a step towards the mass system of 2030 (japan-forward.com), which names no share; a target of this case"

SHARE_LIMITS: list[Row] = [
    *(
        record(
            "Look-through: where the penicillin inside the dose was fermented.",
            group=CHINA,
            lens="traced",
            material=DOSES,
            destination=market,
            year=year,
            maximum=assumption(share, _TARGET),
            origin_material=PENG,
        )
        for market, path in ((JAPAN, {2028: 0.7, 2029: 0.55, 2030: 0.4}), (US, {2028: 0.8, 2029: 0.7, 2030: 0.6}))
        for year, share in path.items()
    ),
    record(
        "Look-through: where the 7-ACA inside the injection was made.",
        group=CHINA,
        lens="traced",
        material=CEPH,
        destination=JAPAN,
        year=2030,
        maximum=assumption(0.5, _TARGET),
        origin_material=ACA,
    ),
    *(
        record("Made at home, from Gifu's fermenters or on them.", group=JAPAN, lens="location", material=material, destination=JAPAN, year=year, minimum=assumption(share, _HOME))
        for material in (APA, AMOX)
        for year, share in ((2028, 0.3), (2029, 0.4), (2030, 0.5))
    ),
    *(
        record("Filled at home.", group=US, lens="location", material=DOSES, destination=US, year=year, minimum=assumption(share, _TARGET))
        for year, share in ((2028, 0.2), (2029, 0.25), (2030, 0.3))
    ),
]

SOURCE_LIMITS: list[Row] = [
    record(
        "Gifu is not stopped again, nor run every other year from the store.",
        material=APA,
        group=JAPAN,
        minimum=assumption(1, "the subsidy is for a plant that runs"),
        minimum_share=assumption(0.03, "about the least quantity of its fermenters, among the deliveries of both countries"),
        year=year,
    )
    for year in (2028, 2029, 2030)
]

_LEVEL = "a policy choice; no government publishes levels of service for medicines"


def _survive(scenario: str, priority: str, months: int, level: float, since: int | None = None) -> Row:
    return record(
        scenario=scenario,
        priority=priority,
        months=assumption(months, _LEVEL),
        service_level=assumption(level, _LEVEL),
        from_year=assumption(since, "stores and plants take until then") if since else None,
    )


SURVIVAL: list[Row] = [
    _survive(SHORTAGE, ESSENTIAL, 12, 1),
    _survive(SHORTAGE, OTHER, 8, 0.8, 2027),
    _survive(STOP, ESSENTIAL, 12, 1, 2027),
    _survive(STOP, OTHER, 8, 0.5, 2028),
    _survive(STOP, OTHER, 12, 0.6, 2030),
    _survive(INDIA_KEEPS, ESSENTIAL, 12, 1),
    _survive(INDIA_KEEPS, OTHER, 4, 0.8, 2027),
]
