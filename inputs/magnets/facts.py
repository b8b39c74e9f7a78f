"""Names and the figures that more than one sheet is made from."""

from __future__ import annotations

from ..figure import Figure, Row, agency, assumption, derived, estimate, found, record

YEARS = (2026, 2027, 2028)

KOREA, JAPAN, US, CHINA = "South Korea", "Japan", "United States", "China"
BUYERS = (KOREA, JAPAN, US)

NDPR = "NdPr oxide"
DYTB = "Dy-Tb oxide"
MAGNET = "NdFeB magnet"

ESSENTIAL, INDUSTRY = "Essential", "Industry"

# Where each buyer starts: China's part in its magnets.

START = {
    KOREA: found(0.879, "China's part in South Korea's magnets in 2022, KITA in kedglobal.com 2023-08-11"),
    JAPAN: found(0.311, "China's part in Japan's magnets in 2022, KITA in kedglobal.com 2023-08-11"),
    US: found(0.768, "China's part in US magnets in 2022, KITA in kedglobal.com 2023-08-11"),
}

US_FROM_CHINA = found(7_446, "US imports of magnets from China in 2024, rawmaterials.net")
USE: dict[str, Figure] = {
    KOREA: estimate(6_500, "remembered order of magnitude of South Korea's imports of magnets, not found"),
    JAPAN: estimate(14_000, "remembered order of magnitude of Japan's use of magnets, not found"),
    US: derived(
        9_700,
        "7,446 t from China in 2024 (rawmaterials.net) / 76.8%, China's part in 2022 (KITA in kedglobal.com), rounded; magnets alone: "
        "the 7,000 t a year of rareearthexchanges.com is less than what came from China",
    ),
}
GROWTH = assumption(0.05, "yearly growth of use with electric vehicles and wind; none was found for the three countries")
ESSENTIAL_SHARE: dict[str, Figure] = {
    KOREA: assumption(0.15, "part of defence, medical and grid use; no country publishes its use by priority"),
    JAPAN: assumption(0.15, "part of defence, medical and grid use; no country publishes its use by priority"),
    US: assumption(0.2, "as the other two, and more for defence; no country publishes its use by priority"),
}
SHORTAGE: dict[str, Figure] = {
    ESSENTIAL: assumption(2_000_000, "forty times the price: a motor or a radar stands still for want of a magnet"),
    INDUSTRY: assumption(
        500_000,
        "ten times the price: a vehicle of 30,000 USD waits for about 2 kg of magnets, 15 million a tonne, but it is built later and not lost",
    ),
}

# Oxide in a tonne of magnet.

NDPR_PER_MAGNET = derived(
    0.39,
    "30% of neodymium and praseodymium in a magnet (estimate) x 1.166, weight of oxide to metal (Nd2O3 336.5 / 2 x 144.24) / 0.9 (assumption: net "
    "yield, sawdust melted again)",
    assumption(0.9, "yield"),
)
DYTB_PER_MAGNET = derived(
    0.013,
    "1% of dysprosium and terbium in the mean of all magnets (assumption: none in simple ones, 3 to 6% in hot motors) x 1.15, oxide to metal / 0.9",
    assumption(0.01, "mean content"),
)

# Prices, USD per tonne.

MAGNET_CHINA = derived(49_200, "2,860 million USD / 58,152 t of exports in 2024 (customs via adamasintel.com)")
NDPR_CHINA = estimate(65_000, "remembered price of NdPr oxide in China, 2025")
NDPR_FLOOR = estimate(110_000, "remembered floor of 110 USD a kg that the US state guarantees to MP Materials since July 2025")
DYTB_CHINA = estimate(380_000, "remembered prices in China, 2025: four parts of dysprosium oxide near 230 and one of terbium near 1,000 USD a kg")
DYTB_ABROAD = assumption(
    800_000, "about twice China's price: after April 2025 European quotations were two to three times as high (remembered)"
)

MARKETS: list[Row] = [record(market=m, country=m) for m in BUYERS]
ASIA = "Northeast Asia"
GROUPS: list[Row] = [record(group=ASIA, member=m) for m in (JAPAN, KOREA)]


def _need(market: str, priority: str, year: int) -> Figure:
    use, part = USE[market], ESSENTIAL_SHARE[market]
    share = part.value if priority == ESSENTIAL else 1 - part.value
    grown = (1 + GROWTH.value) ** (year - YEARS[0])
    text = f"{use.value:,.0f} t a year ({use.confidence}: {use.source}) x {share:.0%} ({part.confidence}: {part.source})"
    if grown > 1:
        text += f", grown {GROWTH.value:.0%} a year (assumption) from {YEARS[0]}"
    return derived(round(use.value * share * grown, -1), text, use, part)


DEMAND: list[Row] = [
    record(
        market=market,
        material=MAGNET,
        priority=priority,
        year=year,
        quantity=_need(market, priority, year),
        shortage_cost=SHORTAGE[priority],
    )
    for market in BUYERS
    for year in YEARS
    for priority in (ESSENTIAL, INDUSTRY)
]

ORE_CHINA = agency(270_000, "China's mines in 2025, REO, USGS MCS 2026")
ORE_US = agency(51_000, "US mines in 2025, REO, USGS MCS 2026")
ORE_AUSTRALIA = agency(29_000, "Australia's mines in 2025, REO, USGS MCS 2026")
