"""What may happen here: two crises that hit all three at once, and three that hit one of them, as they have so far."""

from __future__ import annotations

from ..critical_minerals import crises, policy
from ..critical_minerals.facts import ANODE, CHINA, ESSENTIAL, GALLIUM, GERMANIUM, JAPAN, KOREA, OTHER, SPHERICAL, US
from ..figure import Figure, Row, assumption, derived, record

BAN_US, EMBARGO_JAPAN, GRAPHITE_KOREA = "Ban on the United States", "Embargo on Japan", "Graphite to South Korea"
KEPT = (crises.GAP, crises.FULL_BAN)

_ONE = "such a measure on one of the three: 2010, 2019 and 2024 are three in the 16 years to 2025, spread over them"
SCENARIOS: list[Row] = [
    *(row for row in crises.SCENARIOS if row["Scenario"] in KEPT),
    record("As from December 2024 to November 2025.", scenario=BAN_US, probability=assumption(0.08, _ONE)),
    record("As in the autumn of 2010 with rare earths, for longer than that.", scenario=EMBARGO_JAPAN, probability=assumption(0.06, _ONE)),
    record("As in December 2023, for longer than that.", scenario=GRAPHITE_KOREA, probability=assumption(0.06, _ONE)),
]


def _stop(scenario: str, material: str, to: str, months: Figure, back: int) -> Row:
    return record(
        scenario=scenario,
        kind="country",
        target=CHINA,
        material=material,
        to=to,
        months=months,
        remaining=assumption(0, "the hard case; leaks by third countries are the traders'"),
        recovery_months=assumption(back, "licences come back slowly"),
    )


_YEAR = derived(11, "341 days from 3 December 2024 to 9 November 2025 (businesstimes.com.sg; laganinews.com), in whole months")
_HALF = assumption(6, "three times the 60 days of 2010 (newzino.com; telecomasia.net)")
EVENTS: list[Row] = [
    *(row for row in crises.EVENTS if row["Scenario"] in KEPT),
    *(_stop(BAN_US, m, US, _YEAR, 1) for m in (GALLIUM, GERMANIUM)),
    *(_stop(EMBARGO_JAPAN, m, JAPAN, _HALF, 3) for m in (GALLIUM, GERMANIUM, ANODE, SPHERICAL)),
    *(
        _stop(GRAPHITE_KOREA, m, KOREA, assumption(4, "25 days in 2023 (electrification-solutions.com), four times"), 3)
        for m in (ANODE, SPHERICAL)
    ),
]

_LEVEL = "a policy choice: one country alone is hit, so its users are asked to notice less"
SURVIVAL: list[Row] = [
    *(row for row in policy.SURVIVAL if row.get("Scenario") in (None, *KEPT)),
    *(
        record(
            scenario=scenario,
            market=market,
            material=material,
            priority=priority,
            months=assumption(12, _LEVEL),
            service_level=assumption(level, _LEVEL),
            from_year=assumption(2027, "a year to prepare"),
        )
        for scenario, market in ((BAN_US, US), (EMBARGO_JAPAN, JAPAN))
        for material in (GALLIUM, GERMANIUM)
        for priority, level in ((ESSENTIAL, 1.0), (OTHER, 0.8))
    ),
]
