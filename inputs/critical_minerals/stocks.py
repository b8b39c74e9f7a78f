"""Materials with their prices, and the reserves that the three countries hold or could hold."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, record
from .facts import (
    ANODE,
    ANODE_2026,
    FLAKE,
    GALLIUM,
    GALLIUM_EX_CHINA,
    GERMANIUM,
    GERMANIUM_EUROPE,
    JAPAN,
    JAPAN_DAYS,
    JAPAN_GALLIUM,
    JAPAN_GERMANIUM,
    JAPAN_HIGH_RISK_DAYS,
    KOREA,
    KOREA_DAYS,
    KOREA_DAYS_BEFORE,
    KOREA_GALLIUM,
    KOREA_GERMANIUM,
    SPHERICAL,
    US,
    US_GALLIUM,
    days,
)

SPHERICAL_PRICE = assumption(3_400, "a tonne made from Balama flake in South Korea, by the costs of this case")
ANODE_PRICE = assumption(7_000, "the dearest anode material of this case, duty paid")

MATERIALS: list[Row] = [
    record(
        "Metal of 99.99%, primary and recycled.",
        material=GALLIUM,
        unit="kg",
        price=derived(1_600, f"rounded up from {GALLIUM_EX_CHINA.value:,.0f}: {GALLIUM_EX_CHINA.source}"),
    ),
    record("Metal and dioxide, germanium content.", material=GERMANIUM, unit="kg", price=GERMANIUM_EUROPE),
    record("Concentrate of battery size.", material=FLAKE, unit="t"),
    record("Rounded and purified, not coated.", material=SPHERICAL, unit="t", price=SPHERICAL_PRICE),
    record(
        "Coated natural graphite for lithium-ion cells; synthetic is accepted in its place.", material=ANODE, unit="t", price=ANODE_PRICE
    ),
]

KOREA_RESPONSE = derived(1, "30 days to release, 8 in an emergency (prod.iea.org/policies/17940), in whole months")
JAPAN_RESPONSE = assumption(1, "no release time published; as in South Korea")
US_RESPONSE = assumption(2, "release needs an order at the highest level; no time published")
SEJONG_USE = assumption(27_000, "spherical graphite of a year at Sejong's assumed running rate of 25 kt")


def _holding(value: float) -> Figure:
    return assumption(value, "store, insurance and interest, about 6% of what the material costs at its source")


def _reserve(
    name: str,
    material: str,
    country: str,
    use: Figure,
    cover: tuple[Figure, Figure, Figure],
    response: Figure,
    holding: float,
    comment: str = "",
    minimum_from: Figure | None = None,
) -> Row:
    """A reserve in days of cover: opening, minimum and maximum."""
    opening, least, most = (days(count, use, f"use in {country}, {use.confidence}: {use.source}") for count in cover)
    return record(
        comment,
        stockpile=name,
        material=material,
        country=country,
        opening_level=opening,
        minimum_level=least,
        maximum_level=most,
        minimum_from_year=minimum_from,
        response_months=response,
        holding_cost=_holding(holding),
    )


JAPAN_HELD = assumption(JAPAN_DAYS.value, "holdings are secret; opened at the standard target")
JAPAN_COVER = (JAPAN_HELD, JAPAN_DAYS, JAPAN_HIGH_RISK_DAYS)
HALF_YEAR = assumption(180, "room for nearly twice the target")
KOREA_HELD = assumption(
    KOREA_DAYS_BEFORE.value,
    "cover of the rare metals together before the 2022 programme (prod.iea.org/policies/17940); what is held of each is not published",
)
KOREA_COVER = (KOREA_HELD, KOREA_DAYS, HALF_YEAR)
KOREA_YEAR = assumption(2027, "the programme gives no year for gallium; a year to buy")
HELD = "Holdings are secret."
ANODE_START = (assumption(30, "anode material entered the reserve late; half the standard"), JAPAN_DAYS, JAPAN_HIGH_RISK_DAYS)

STOCKPILES: list[Row] = [
    _reserve("Japan gallium reserve", GALLIUM, JAPAN, JAPAN_GALLIUM, JAPAN_COVER, JAPAN_RESPONSE, 40, HELD),
    _reserve("Korea gallium reserve", GALLIUM, KOREA, KOREA_GALLIUM, KOREA_COVER, KOREA_RESPONSE, 40, minimum_from=KOREA_YEAR),
    record(
        "None held today as far as is known; the plan may open one.",
        stockpile="US gallium reserve",
        material=GALLIUM,
        country=US,
        opening_level=assumption(0, "no holding found"),
        maximum_level=derived(US_GALLIUM.value, "a year of US use (USGS USMIN)"),
        holding_cost=_holding(40),
        response_months=US_RESPONSE,
        fixed_cost=assumption(300_000, "a certified store and its assays"),
    ),
    _reserve("Japan germanium reserve", GERMANIUM, JAPAN, JAPAN_GERMANIUM, JAPAN_COVER, JAPAN_RESPONSE, 160, HELD),
    _reserve("Korea germanium reserve", GERMANIUM, KOREA, KOREA_GERMANIUM, KOREA_COVER, KOREA_RESPONSE, 160, minimum_from=KOREA_YEAR),
    record(
        "National Defense Stockpile.",
        stockpile="US germanium reserve",
        material=GERMANIUM,
        country=US,
        opening_level=estimate(14_000, "remembered from USGS MCS 2024 and DLA"),
        minimum_level=estimate(14_000, "held as it is, remembered from USGS MCS 2024 and DLA"),
        maximum_level=assumption(30_000, "a year of US use"),
        holding_cost=_holding(160),
        response_months=US_RESPONSE,
    ),
    _reserve(
        "Korea spherical reserve",
        SPHERICAL,
        KOREA,
        SEJONG_USE,
        KOREA_COVER,
        KOREA_RESPONSE,
        120,
        "Feeds Sejong when China does not.",
        assumption(2028, "graphite follows the rare metals; two years to buy"),
    ),
    _reserve(
        "Japan anode reserve", ANODE, JAPAN, ANODE_2026[JAPAN], ANODE_START, JAPAN_RESPONSE, 230, HELD, assumption(2028, "two years to buy")
    ),
]
