"""What the plan must keep: a falling path of shares for China, several sources, and service in a crisis."""

from __future__ import annotations

from ..figure import Row, assumption, derived, found, record
from .crises import FULL_BAN, GAP, LONG_CUT
from .demand import ASIA, NORTH_AMERICA
from .facts import ANODE, CHINA, DEFENCE, ESSENTIAL, FLAKE, GALLIUM, GERMANIUM, JAPAN, KOREA, OTHER, SPHERICAL, US, YEARS

# One country's share: South Korea's plan for itself, taken as a yardstick for the other two.

SHARE_TODAY = found(0.7, "South Korea's baseline for 185 items, world.kbs.co.kr 182408")
SHARE_2027 = found(0.6, "South Korea's target for 2027, kotra ombudsman/Yonhap 2024-12-19")
SHARE_2030 = found(0.5, "South Korea's target for 2030, world.kbs.co.kr and Yonhap")
SHARE_PATH = {
    2026: SHARE_TODAY,
    2027: SHARE_2027,
    2028: derived(0.57, "a line from 60% in 2027 to 50% in 2030 (Yonhap), rounded"),
    2029: derived(0.53, "a line from 60% in 2027 to 50% in 2030 (Yonhap), rounded"),
    2030: SHARE_2030,
}

_MACR = (
    "1 less the least cost ratio of energy storage that begins in the year, 55 to 75% (H.R. 1 of 2025 as told by therelaymag.com); "
    "the law counts the cost of the whole store, here it is the quantity of anode material"
)
US_OWNER_PATH = dict(zip(YEARS, (derived(share, _MACR) for share in (0.45, 0.4, 0.35, 0.3, 0.25)), strict=True))

_OWNED = "a target of this case: ownership follows location with a delay; no such rule in Japan or South Korea"
ASIA_OWNER_PATH = {2028: assumption(0.85, _OWNED), 2029: assumption(0.75, _OWNED), 2030: assumption(0.65, _OWNED)}

NEAR_HOME_PATH = {
    2028: assumption(0.25, "a step on the way to the yardstick of 2030"),
    2029: assumption(0.33, "a step on the way to the yardstick of 2030"),
    2030: found(0.4, "EU CRMA, processing at home by 2030, ieu-monitoring.com"),
}

_TRACED = "room for plants outside China to start; no rule sets this path"
TRACED_PATH = {2028: assumption(0.65, _TRACED), 2029: assumption(0.52, _TRACED), 2030: assumption(0.4, _TRACED)}
SPHERICAL_PATH = {2028: assumption(0.8, _TRACED), 2029: assumption(0.65, _TRACED), 2030: SHARE_2030}


def _limits() -> list[Row]:
    rows = [
        record(
            "Where it is made; South Korea's own path, a yardstick for the others.",
            group=CHINA,
            lens="location",
            material=material,
            destination="each",
            year=year,
            maximum=share,
        )
        for material in (GALLIUM, GERMANIUM, ANODE)
        for year, share in SHARE_PATH.items()
    ]
    rows += [
        record(
            "Who owns the plant: the one in Indonesia counts as Chinese here.",
            group=CHINA,
            lens="owner",
            material=ANODE,
            destination=end,
            year=year,
            maximum=share,
        )
        for end, path in ((US, US_OWNER_PATH), (JAPAN, ASIA_OWNER_PATH), (KOREA, ASIA_OWNER_PATH))
        for year, share in path.items()
    ]
    rows += [
        record(
            "Where the flake was mined, followed through spherical graphite.",
            group=CHINA,
            lens="traced",
            material=ANODE,
            origin_material=FLAKE,
            year=year,
            maximum=share,
        )
        for year, share in TRACED_PATH.items()
    ]
    rows += [
        record(
            "A target, not a law: may be missed at a price.",
            group=CHINA,
            lens="location",
            material=SPHERICAL,
            destination=ASIA,
            year=year,
            maximum=share,
            penalty=assumption(
                1_100,
                "what a tonne made in South Korea from Balama flake costs more than one from China, 3,220 against 2,100 by the costs of this case",
            ),
        )
        for year, share in SPHERICAL_PATH.items()
    ]
    rows += [
        record(
            "No foreign country alone: the EU's rule for 2030, taken as a yardstick.",
            group="each foreign country",
            material=material,
            destination="each",
            year=2030,
            maximum=found(0.65, "EU CRMA Art. 5, traverssmith.com"),
        )
        for material in (GALLIUM, GERMANIUM)
    ]
    rows += [
        record(
            "Made near home: the EU's rule for processing, taken as a yardstick.",
            group=NORTH_AMERICA,
            material=GALLIUM,
            destination=US,
            year=year,
            minimum=share,
        )
        for year, share in NEAR_HOME_PATH.items()
    ]
    return rows


SHARE_LIMITS = _limits()

SOURCE_LIMITS: list[Row] = [
    record(
        "Four sources that count, once the new plants can be qualified.",
        material=GALLIUM,
        year=2030,
        minimum=assumption(4, "one may be lost and three are left"),
        minimum_share=assumption(0.05, "less is a sample, not a source"),
    ),
]

_LEVEL = "a policy choice; no government publishes levels of service"


def _survive(
    months: int,
    level: float,
    priority: str,
    scenario: str | None = None,
    market: str | None = None,
    material: str | None = None,
    since: int | None = None,
    comment: str = "",
) -> Row:
    start = assumption(since, "new plants take until then") if since else None
    return record(
        comment,
        scenario=scenario,
        market=market,
        material=material,
        priority=priority,
        months=assumption(months, _LEVEL),
        service_level=assumption(level, _LEVEL),
        from_year=start,
    )


SURVIVAL: list[Row] = [
    _survive(12, 1, DEFENCE, comment="Whatever happens."),
    *(_survive(12, 0.9, ESSENTIAL, material=material, comment="Whatever happens.") for material in (GALLIUM, GERMANIUM)),
    *(_survive(12, 1, ESSENTIAL, material=material, since=2028) for material in (GALLIUM, GERMANIUM)),
    _survive(12, 0.5, ESSENTIAL, material=ANODE),
    _survive(12, 0.9, ESSENTIAL, material=ANODE, since=2028),
    *(_survive(4, 0.8, OTHER, scenario=GAP, material=material) for material in (GALLIUM, GERMANIUM)),
    _survive(4, 0.8, OTHER, scenario=GAP, material=ANODE, since=2028),
    *(
        _survive(12, level, OTHER, scenario=LONG_CUT, material=material, since=since)
        for material in (GALLIUM, GERMANIUM)
        for since, level in ((2027, 0.5), (2029, 0.8))
    ),
    *(
        _survive(12, level, OTHER, scenario=FULL_BAN, material=material, since=since)
        for material in (GALLIUM, GERMANIUM)
        for since, level in ((2028, 0.5), (2030, 0.7))
    ),
    *(_survive(6, 0.4, OTHER, scenario=scenario, material=ANODE, since=2029) for scenario in (LONG_CUT, FULL_BAN)),
]
