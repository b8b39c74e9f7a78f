"""Needs, limits, what may happen, and what must be survived."""

from __future__ import annotations

from ..figure import Row, assumption, derived, record
from .facts import CELL, CHINA, JAPAN, JAPAN_NEED, KOREA, KOREA_NEED, MACR_45X, MACR_48E, MODULE, POLY, US, US_NEED, YEARS, allowed
from .makers import ALLIED_POLY, CN_POLY, ID_CELL

STOP, SHUT_OUT, TURN = "China stops", "Owners shut out", "Price turns"

MARKETS: list[Row] = [record(market=m, country=m) for m in (US, JAPAN, KOREA)]
_LOST = "a little above the dearest module that can be had: builders wait beyond it, and what must not wait is under Survival"
DEMAND: list[Row] = [
    record(market=m, material=MODULE, quantity=q, shortage_cost=assumption(loss, why))
    for m, q, loss, why in (
        (US, US_NEED, 350_000, _LOST),
        (JAPAN, JAPAN_NEED, 270_000, _LOST),
        (KOREA, KOREA_NEED, 270_000, _LOST),
    )
]

SCENARIOS: list[Row] = [
    record(
        "Polysilicon, wafers, cells and modules stop leaving China, as gallium did in 2023, for longer.",
        scenario=STOP,
        probability=assumption(0.04, "starts of licences on kindred goods in 2010, 2023 and 2025, none of them on solar"),
    ),
    record(
        "Goods of Chinese owners, wherever made, are held at the American border.",
        scenario=SHUT_OUT,
        probability=assumption(0.08, "the law of 2022 on forced labour held back a large part of imports for most of a year (remembered)"),
    ),
    record(
        "China's makers cut output together and polysilicon costs again what it did in March 2023.",
        scenario=TURN,
        probability=assumption(0.1, "the price fell by four fifths in a year and a half and has turned before"),
    ),
]

EVENTS: list[Row] = [
    record(
        scenario=STOP,
        kind="country",
        target=CHINA,
        to="abroad",
        months=assumption(
            6, "between the 50 days of gallium (datafloq.com) and the 341 days of the ban on the United States (businesstimes.com.sg)"
        ),
        remaining=assumption(0, "the hard case"),
        recovery_months=assumption(3, "queues"),
    ),
    record(
        scenario=SHUT_OUT,
        kind="owner",
        target=CHINA,
        material=MODULE,
        to=US,
        months=assumption(9, "time to prove where polysilicon came from"),
        remaining=assumption(0.25, "shipments that can be proven"),
    ),
    record(
        scenario=SHUT_OUT,
        kind="supplier",
        target=ID_CELL,
        material=CELL,
        to=US,
        months=assumption(9, "as modules"),
        remaining=assumption(0.25, "shipments that can be proven"),
    ),
    record(
        scenario=TURN,
        kind="supplier",
        target=CN_POLY,
        material=POLY,
        months=assumption(12, "a year of high prices"),
        price_factor=derived(5.1, "24,000 USD a t in March 2023 (argusmedia.com 2442689) / 4,700 in October 2024 (biddetail.com 79924)"),
    ),
]

_FLOOR = "today's share of allied makers by the volumes of this case, kept; no rule sets it: what it costs is the question"
FLOOR = dict.fromkeys(YEARS, 0.7)
FLOOR_LIMITS: list[Row] = [
    record(
        "The floor: polysilicon of allied makers in all that the three buyers use.",
        group=ALLIED_POLY,
        lens="location",
        material=POLY,
        year=y,
        minimum=assumption(s, _FLOOR),
    )
    for y, s in FLOOR.items()
]
SHARE_LIMITS: list[Row] = [
    *FLOOR_LIMITS,
    *(
        record(
            "Material assistance for cells that American makers use: by owner.",
            group=CHINA,
            lens="owner",
            material=CELL,
            destination=US,
            year=y,
            maximum=allowed(m, "45X"),
        )
        for y, m in MACR_45X.items()
    ),
    *(
        record(
            "Material assistance of the power plants: modules by owner.",
            group=CHINA,
            lens="owner",
            material=MODULE,
            destination=US,
            year=y,
            maximum=allowed(m, "45Y and 48E"),
        )
        for y, m in MACR_48E.items()
    ),
    *(
        record(
            "Where the module was made.",
            group=CHINA,
            lens="location",
            material=MODULE,
            destination=m,
            year=y,
            maximum=assumption(s, "first steps from nearly all; no rule sets them"),
        )
        for m in (JAPAN, KOREA)
        for y, s in ((2028, 0.85), (2029, 0.75), (2030, 0.65))
    ),
]

_LEVEL = "a policy choice; no government publishes levels of service"


def _survive(scenario: str, market: str, months: int, level: float, since: int = 2026) -> Row:
    return record(
        scenario=scenario,
        market=market,
        material=MODULE,
        months=assumption(months, _LEVEL),
        service_level=assumption(level, _LEVEL),
        from_year=assumption(since, "time to build stock and plants") if since > 2026 else None,
    )


SURVIVAL: list[Row] = [
    _survive(STOP, US, 12, 0.85),
    _survive(STOP, US, 12, 0.95, 2028),
    *(_survive(STOP, m, 12, level, since) for m in (JAPAN, KOREA) for since, level in ((2027, 0.6), (2029, 0.8))),
    _survive(SHUT_OUT, US, 12, 0.75, 2027),
    _survive(SHUT_OUT, US, 12, 0.9, 2029),
]
