"""What the plan must keep: China's part falls from where each buyer stands, and the buyers are served through a crisis."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from .crises import APRIL, BAN, KUANTAN
from .facts import CHINA, DYTB, ESSENTIAL, INDUSTRY, JAPAN, KOREA, MAGNET, NDPR, START, US

_TARGET = "a target of this case; no path for magnets was found"
PATH: dict[str, dict[int, Figure]] = {
    KOREA: {
        2026: START[KOREA],
        2027: assumption(0.75, "half of the way from 87.9% to 60%, rounded; new lines take a year"),
        2028: found(0.6, "South Korea's target for 2027 on 185 items, Yonhap 2024-12-19; taken a year later"),
    },
    JAPAN: {2026: START[JAPAN], 2027: assumption(0.3, _TARGET), 2028: assumption(0.25, _TARGET)},
    US: {2026: START[US], 2027: assumption(0.6, _TARGET), 2028: assumption(0.4, _TARGET)},
}
_DEFENCE = "remembered: the US law on magnets in defence goods, from 2027 with nothing of China from the mine on; defence is taken as a tenth of use"
TRACED = {
    2027: derived(0.9, _DEFENCE, estimate(0.1, "defence use")),
    2028: assumption(0.7, "US plants buy heavy oxide outside China; a target of this case"),
}

HOME = {
    year: assumption(share, "the aim behind the state's contracts with MP and VAC; no share is named")
    for year, share in ((2027, 0.15), (2028, 0.4))
}

SHARE_LIMITS: list[Row] = [
    *(
        record(
            "Not worse than it was." if year == 2026 else "A falling path.",
            group=CHINA,
            lens="location",
            material=MAGNET,
            destination=buyer,
            year=year,
            maximum=share,
        )
        for buyer, path in PATH.items()
        for year, share in path.items()
    ),
    *(
        record(
            "Look-through: oxide that was separated in China, whoever made the magnet.",
            group=CHINA,
            lens="traced",
            material=MAGNET,
            origin_material=oxide,
            destination=US,
            year=year,
            maximum=share,
        )
        for oxide in (NDPR, DYTB)
        for year, share in TRACED.items()
    ),
    *(
        record("Made at home.", group=US, lens="location", material=MAGNET, destination=US, year=year, minimum=share)
        for year, share in HOME.items()
    ),
    record(
        "Japan's own magnets stand on heavy oxide that came from China alone in January 2025 (METI via trendforce.com).",
        group=CHINA,
        lens="traced",
        material=MAGNET,
        origin_material=DYTB,
        destination=JAPAN,
        year=2028,
        maximum=assumption(0.7, "room for Kuantan and Lacq; a target of this case"),
    ),
]

_LEVEL = "a policy choice; no government publishes levels of service"


def _survive(scenario: str, priority: str, months: int, level: float, since: int | None = None, comment: str = "") -> Row:
    return record(
        comment,
        scenario=scenario,
        priority=priority,
        months=assumption(months, _LEVEL),
        service_level=assumption(level, _LEVEL),
        from_year=assumption(since, "stores and new plants take until then") if since else None,
    )


SURVIVAL: list[Row] = [
    _survive(APRIL, ESSENTIAL, 12, 1),
    _survive(APRIL, INDUSTRY, 6, 0.9, 2027, "No line of a car maker stops."),
    _survive(BAN, ESSENTIAL, 12, 1),
    _survive(BAN, INDUSTRY, 6, 0.5, 2027),
    _survive(BAN, INDUSTRY, 6, 0.75, 2028),
    _survive(KUANTAN, ESSENTIAL, 12, 1),
    _survive(KUANTAN, INDUSTRY, 6, 0.95, 2027),
]
