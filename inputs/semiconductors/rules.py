"""Limits on dependence, what may happen, and what must be survived."""

from __future__ import annotations

from ..figure import Row, assumption, derived, found, record
from .facts import CHINA, CHIPS, GAAS, GALLIUM, JAPAN, KOREA, NEON, NEON_CHINA_RISE, PURE_HF, RESIST, SPAR, YEARS
from .makers import CN_NEON, DONGGUAN

ALLY_SHOCK, NEON_WAR, PACKAGING, LICENCE = "Licensing between allies", "Neon war", "Packaging stop", "Gallium licence"

SCENARIOS: list[Row] = [
    record(
        "As from July 2019: an ally asks for licences, shipment by shipment.",
        scenario=ALLY_SHOCK,
        probability=assumption(0.04, "once between these two in the 16 years to 2025 is 0.06; less, because the measure was withdrawn"),
    ),
    record(
        "As from February 2022: Ukraine's neon stops and China's price rises.",
        scenario=NEON_WAR,
        probability=assumption(0.06, "once in the 16 years to 2025 (2014 shook the price, not the supply)"),
    ),
    record(
        "As in October 2025: chips packaged in one Chinese plant stop for five weeks.",
        scenario=PACKAGING,
        probability=assumption(0.06, "once in the 16 years to 2025"),
    ),
    record(
        "As from August 2023: no gallium and no wafers leave China for two months, then permits come back slowly.",
        scenario=LICENCE,
        probability=assumption(0.1, "starts of licences on such materials in 2023 and 2025; this chain in one of them"),
    ),
]

EVENTS: list[Row] = [
    record(
        scenario=ALLY_SHOCK,
        kind="country",
        target=JAPAN,
        material=PURE_HF,
        to=KOREA,
        months=derived(2, "57 days from 4 July to the first licence of 30 August 2019 (fluoridealert.org), in whole months"),
        remaining=derived(0.09, "(529 + 0) t in July and August against 3,000 t a month before (Korea Customs in fluoridealert.org)"),
        recovery_months=assumption(4, "liquid acid was licensed in mid-November 2019 (fluoridealert.org, Hankyoreh 2019-11-18)"),
    ),
    record(
        "Resist of Japanese owners elsewhere still comes: the way by Belgium.",
        scenario=ALLY_SHOCK,
        kind="country",
        target=JAPAN,
        material=RESIST,
        to=KOREA,
        months=derived(1, "permits of 7 and 19 August 2019 (businesskorea.co.kr 35511), in whole months"),
        remaining=assumption(0, "none between 4 July and 7 August"),
        recovery_months=derived(4, "first licence in bulk in December 2019 (disruption list of this project's data)"),
    ),
    record(
        scenario=NEON_WAR,
        kind="country",
        target="Ukraine",
        material=NEON,
        months=derived(12, "a year and more (techcentral.co.za), of which the horizon of a crisis holds 12 months"),
        remaining=found(0, "both Ukrainian makers stopped, techcentral.co.za"),
    ),
    record(
        "Contracts held their price to the middle of 2022; here the whole of the flow pays the new one for half a year.",
        scenario=NEON_WAR,
        kind="supplier",
        target=CN_NEON,
        material=NEON,
        months=assumption(6, "the price had fallen by nine tenths within a year of its peak (tyhjgas.com)"),
        price_factor=NEON_CHINA_RISE,
    ),
    record(
        scenario=PACKAGING,
        kind="supplier",
        target=DONGGUAN,
        material=CHIPS,
        months=derived(2, "36 days from 4 October to 9 November 2025 (briefly.co; particle.news), in whole months"),
        remaining=assumption(0, "exports were barred; how much leaked was not found"),
        recovery_months=derived(2, "Honda in Japan still stood still from 5 to 9 January 2026 (techbriefly.com)"),
    ),
    *(
        record(
            scenario=LICENCE,
            kind="country",
            target=CHINA,
            material=m,
            to="abroad",
            months=derived(2, "50 days to the first permits in 2023 (datafloq.com), in whole months"),
            remaining=found(0, "no exports in August 2023, datafloq.com"),
            recovery_months=assumption(3, "volumes were partial to November 2023 (datafloq.com)"),
        )
        for m in (GALLIUM, GAAS)
    ),
    record(
        "The rest of the market.",
        scenario=LICENCE,
        kind="material",
        target=GALLIUM,
        months=assumption(6, "half a year of high prices"),
        price_factor=derived(1.65, "400-450 USD in Rotterdam on 4 October 2023 against 250-265 on 30 June (fastmarkets.com), the middles"),
    ),
]

SHARE_PATH = {
    2026: found(0.7, "South Korea's baseline for 185 items, world.kbs.co.kr 182408"),
    2027: found(0.6, "South Korea's target for 2027, kotra ombudsman/Yonhap 2024-12-19"),
    2028: derived(0.57, "a line from 60% in 2027 to 50% in 2030 (Yonhap), rounded"),
}
_FIRST = "a year to buy or to qualify"

SHARE_LIMITS: list[Row] = [
    *(
        record(
            "South Korea's own path, for each of its foreign sources.",
            group="each foreign country",
            lens="location",
            material=m,
            destination=KOREA,
            year=y,
            maximum=SHARE_PATH[y],
        )
        for m in (PURE_HF, NEON, RESIST)
        for y in YEARS
        if not (m == RESIST and y == 2026)
    ),
    record(
        "By owner: plants of Japanese makers in South Korea and Belgium count as Japan's.",
        group=JAPAN,
        lens="owner",
        material=RESIST,
        destination=KOREA,
        year=2028,
        maximum=assumption(0.85, "room for the first resist of South Korea's own; no rule sets it"),
    ),
    record(
        "Where the spar was mined, followed through raw and pure acid.",
        group=CHINA,
        lens="traced",
        origin_material=SPAR,
        material=PURE_HF,
        destination=KOREA,
        year=2028,
        maximum=found(0.65, "EU CRMA Art. 5 asks it at each stage, traverssmith.com; a yardstick"),
    ),
    *(
        record(
            "Where the chip was packaged.",
            group=CHINA,
            lens="location",
            material=CHIPS,
            destination="each",
            year=y,
            maximum=assumption(s, "falls from today's 50% or so as packaging is built elsewhere; no rule sets it"),
        )
        for y, s in ((2027, 0.4), (2028, 0.3))
    ),
    *(
        record(
            "The EU's yardstick for one foreign country.",
            group="each foreign country",
            lens="location",
            material=GAAS,
            destination="each",
            year=y,
            maximum=found(0.65, "EU CRMA Art. 5, traverssmith.com"),
        )
        for y in (2027, 2028)
    ),
]

SOURCE_LIMITS: list[Row] = [
    record(
        material=NEON,
        year=2028,
        minimum=assumption(3, "one may be lost and two are left"),
        minimum_share=assumption(0.05, "less is a sample"),
    )
]

_LEVEL = "a policy choice; no government publishes levels of service"


def _survive(scenario: str, material: str, months: int, level: float, since: int = 2026, market: str | None = None) -> Row:
    return record(
        scenario=scenario,
        market=market,
        material=material,
        months=assumption(months, _LEVEL),
        service_level=assumption(level, _LEVEL),
        from_year=assumption(since, _FIRST) if since > 2026 else None,
    )


SURVIVAL: list[Row] = [
    _survive(ALLY_SHOCK, PURE_HF, 12, 0.9),
    _survive(ALLY_SHOCK, PURE_HF, 12, 1, 2027),
    _survive(ALLY_SHOCK, RESIST, 12, 0.8),
    _survive(ALLY_SHOCK, RESIST, 12, 0.95, 2027),
    _survive(NEON_WAR, NEON, 12, 1),
    _survive(PACKAGING, CHIPS, 12, 0.85),
    _survive(PACKAGING, CHIPS, 12, 0.95, 2027),
    _survive(PACKAGING, CHIPS, 12, 1, 2028),
    _survive(LICENCE, GAAS, 12, 0.9, 2027),
]
