"""Which way goods may go: freight, duties, months under way and the corridor that they pass. What is not listed is closed."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, found, record
from .demand import ASIA
from .facts import ANODE, ANODE_CHINA, CHINA, FLAKE, GALLIUM, GERMANIUM, JAPAN, KOREA, SPHERICAL, SPHERICAL_PER_ANODE, US
from .graphite import BALAMA, INDONESIA_STEP, LUOBEI, MINAS, SEJONG, SEJONG_STEP, SPHERICAL_CHINA
from .minerals import METLEN, TRADERS, UMICORE

PACIFIC, ATLANTIC, MALACCA, EAST_CHINA_SEA = "Pacific", "Atlantic", "Suez and Malacca", "East China Sea"

SECTION_301_GALLIUM = found(0.25, "US duty on gallium metal from China at the end of 2021, argusmedia.com 2287879")
SECTION_301_GERMANIUM = assumption(
    0.25, "as on various critical minerals since 27 September 2024 (zh.wenxuecity.com 3533175); whether germanium is one was not found"
)
SECTION_301_GRAPHITE = found(0.25, "US Section 301 on natural graphite since 1 January 2026, zh.wenxuecity.com 3533175")
GENERAL_DUTY = assumption(
    0.15,
    "US duty on every country but those of the North American treaty: the highest that Section 122 allows; that surcharge ended on 24 July 2026 (uhy-us.com) "
    "and what replaced it was not found. Rates by country fell with the Supreme Court's judgment of 20 February 2026 (ussc.edu.au)",
)

_FREIGHT = "order of magnitude of container freight and insurance; no quotation found"
_MONTHS = "order of magnitude of ordering, sailing and customs; no figure found"
_GARISK = "weeks by source that the author of the GaRisk README assumes, in whole months"


def _lane(
    start: str,
    end: str,
    material: str,
    freight: float | Figure,
    lead: int | Figure = 0,
    corridor: str | None = None,
    tariff: Figure | None = None,
    comment: str = "",
) -> Row:
    cost = freight if isinstance(freight, Figure) else assumption(freight, _FREIGHT)
    months = lead if isinstance(lead, Figure) or not lead else assumption(lead, _MONTHS)
    return record(
        comment, from_=start, to=end, material=material, transport_cost=cost, tariff=tariff, lead_months=months or None, corridor=corridor
    )


def _weeks(months: int) -> Figure:
    return assumption(months, _GARISK)


GALLIUM_LANES: list[Row] = [
    _lane(CHINA, ASIA, GALLIUM, 3, 1, EAST_CHINA_SEA),
    _lane(CHINA, US, GALLIUM, 5, _weeks(2), PACIFIC, SECTION_301_GALLIUM),
    _lane(JAPAN, JAPAN, GALLIUM, 1),
    _lane(JAPAN, KOREA, GALLIUM, 2, 1),
    _lane(JAPAN, US, GALLIUM, 4, _weeks(1), PACIFIC),
    _lane("Australia", ASIA, GALLIUM, 4, 1),
    _lane("Australia", US, GALLIUM, 5, 2, PACIFIC),
    _lane(KOREA, KOREA, GALLIUM, 1),
    _lane(KOREA, JAPAN, GALLIUM, 2, 1),
    _lane("Canada", US, GALLIUM, 2, _weeks(2)),
    _lane("Germany", US, GALLIUM, 5, _weeks(2), ATLANTIC),
    _lane(
        METLEN,
        US,
        GALLIUM,
        5,
        2,
        ATLANTIC,
        comment="Buyers are named in Europe, the United States and Canada, none in Asia (naftemporiki.gr).",
    ),
    _lane(US, US, GALLIUM, 1),
    *(_lane(TRADERS, end, GALLIUM, 8, 1, comment="By air.") for end in (US, JAPAN)),
]

GERMANIUM_LANES: list[Row] = [
    _lane(CHINA, ASIA, GERMANIUM, 4, 1, EAST_CHINA_SEA),
    _lane(CHINA, US, GERMANIUM, 6, 2, PACIFIC, SECTION_301_GERMANIUM),
    _lane(UMICORE, US, GERMANIUM, 6, 2, ATLANTIC),
    _lane(UMICORE, ASIA, GERMANIUM, 7, 2, MALACCA),
    _lane("Canada", US, GERMANIUM, 3, 1),
    _lane("Canada", JAPAN, GERMANIUM, 5, 1, PACIFIC),
    _lane(KOREA, KOREA, GERMANIUM, 1),
    _lane(KOREA, US, GERMANIUM, 5, 2, PACIFIC),
    _lane(US, US, GERMANIUM, 1),
]

#: Full values on which a duty falls: conversion and spherical graphite from China with its freight.
_SEJONG_PRICE = SEJONG_STEP.value + SPHERICAL_PER_ANODE.value * (SPHERICAL_CHINA.value + 70)
_INDONESIA_PRICE = INDONESIA_STEP.value + SPHERICAL_PER_ANODE.value * (SPHERICAL_CHINA.value + 100)


def _with_duty(freight: float, price: float, *duties: Figure) -> Figure:
    """Freight with duties on the full value: the tariff column would apply to the cost of conversion alone."""
    total = round(freight + sum(duty.value for duty in duties) * price, -1)
    said = " and ".join(f"{duty.value:.0%} duty ({duty.confidence}: {duty.source})" for duty in duties)
    return derived(total, f"freight {freight:g} (assumption), {said}, on a full value of {price:,.0f}", *duties)


#: Antidumping and countervailing duties of 160% were set in February 2026 and never came into force.
_NO_ORDER = (
    "Open: the US International Trade Commission voted on 12 March 2026 against the duties of about 160% "
    "(gulfnews.com 2026-03-13, news.metal.com 103804754)."
)


GRAPHITE_LANES: list[Row] = [
    _lane(LUOBEI, CHINA, FLAKE, 30),
    _lane(
        BALAMA,
        KOREA,
        FLAKE,
        120,
        2,
        MALACCA,
        comment="The plant at Saemangeum is meant for African flake (alphabiz.co.kr 1065616670521495): none from China.",
    ),
    _lane(BALAMA, US, FLAKE, 150, 2, ATLANTIC),
    _lane(MINAS, US, FLAKE, 100, 1, ATLANTIC),
    _lane("Canada", "Canada", FLAKE, 40),
    _lane(CHINA, CHINA, SPHERICAL, 40),
    _lane(CHINA, "Indonesia", SPHERICAL, 100, 1),
    _lane(CHINA, ASIA, SPHERICAL, 70, 1, EAST_CHINA_SEA),
    _lane(KOREA, KOREA, SPHERICAL, 30),
    _lane(CHINA, ASIA, ANODE, 90, 1, EAST_CHINA_SEA),
    _lane(CHINA, US, ANODE, _with_duty(250, ANODE_CHINA.value, SECTION_301_GRAPHITE, GENERAL_DUTY), 2, PACIFIC, comment=_NO_ORDER),
    _lane("Indonesia", US, ANODE, _with_duty(250, _INDONESIA_PRICE, GENERAL_DUTY), 2, PACIFIC),
    _lane("Indonesia", ASIA, ANODE, 120, 1),
    _lane(KOREA, KOREA, ANODE, 40),
    _lane(KOREA, JAPAN, ANODE, 90, 1),
    _lane(SEJONG, US, ANODE, _with_duty(220, _SEJONG_PRICE, GENERAL_DUTY), 2, PACIFIC),
    _lane(JAPAN, JAPAN, ANODE, 40),
    _lane(US, US, ANODE, 60),
    _lane("Canada", US, ANODE, 90, 1),
]

LANES = GALLIUM_LANES + GERMANIUM_LANES + GRAPHITE_LANES
