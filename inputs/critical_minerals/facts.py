"""Names and the figures that more than one sheet is made from."""

from __future__ import annotations

from ..figure import Figure, agency, assumption, derived, estimate, found

YEARS = (2026, 2027, 2028, 2029, 2030)

US, JAPAN, KOREA = "United States", "Japan", "South Korea"
CHINA = "China"

GALLIUM = "Gallium"
GERMANIUM = "Germanium"
FLAKE = "Natural flake graphite"
SPHERICAL = "Spherical graphite"
ANODE = "Anode material"

DEFENCE, ESSENTIAL, OTHER = "Defence", "Essential civilian", "Other"

# What the three countries use in a year.

US_GALLIUM = agency(16_000, "USGS USMIN gallium announcement: 16 t a year on average in 2016-2020")
JAPAN_GALLIUM = found(167_000, "JOGMEC figure for 2021 in japantimes.co.jp 2025-08-05")
JAPAN_GALLIUM_IMPORTS = found(97_000, "JOGMEC figure for 2021 in japantimes.co.jp 2025-08-05")
JAPAN_GALLIUM_CHINA = found(55_000, "imports from China, JOGMEC figure for 2021 in japantimes.co.jp 2025-08-05")
_US_ORIGINS = "of US imports of gallium before the ban, GaRisk README after USGS MCS 2025"
US_GALLIUM_FROM = {country: found(share, _US_ORIGINS) for country, share in {"China": 0.19, "Germany": 0.19, "Canada": 0.17}.items()}
KOREA_GALLIUM = assumption(12_000, "no figure found; small beside Japan's wafer industry")
US_GERMANIUM = agency(30_000, "USGS MCS 2020, for 2016-2019, via docslib.org 3494873")
JAPAN_GERMANIUM = estimate(25_000, "remembered order of magnitude of Japan's use, not found")
CHINA_GERMANIUM_SHARE = found(
    0.68, "China's share of refined germanium in 2023, fastmarkets.com; other counts run from 60% (Reuters 2025-06-20) to 83% (dailysabah.com 2025-11-09)"
)
KOREA_GERMANIUM = assumption(8_000, "no figure found; about a third of Japan's")

NATURAL_SHARE = assumption(
    0.4,
    "share of natural graphite in anode material; no figure for the three countries. China's output of 2022 was about a fifth natural (stockhouse.com): "
    "taken as twice that, because South Korea's one large plant works with natural graphite; half of it would be the low case",
)
US_ANODE_IMPORTS = found(84_300, "US DOC for 2023 via yuantalks.com: imports of anode material from China")
US_ANODE_VALUE = found(347e6, "US DOC for 2023 via yuantalks.com: value of those imports")
KOREA_GRAPHITE_VALUE = found(241e6, "MOTIE for 2022 via electrification-solutions.com: imports of natural and synthetic graphite")
JAPAN_GRAPHITE_VALUE = found(61.473e6, "UN Comtrade HS 2504 for 2024: imports of natural graphite")
ANODE_GROWTH = assumption(0.08, "yearly growth of demand for anode material; forecasts differ widely")


GROWTH_TO_2026 = assumption(1.0, "from the last year found to 2026; none is taken")


def _anode(quantity: float, arithmetic: str, *parts: Figure) -> Figure:
    """Use in 2026 from what was imported in the last year found."""
    return derived(round(quantity * GROWTH_TO_2026.value, -2), f"{arithmetic}; no growth to 2026 (assumption)", GROWTH_TO_2026, *parts)


UNIT_VALUE = US_ANODE_VALUE.value / US_ANODE_IMPORTS.value
ANODE_2026 = {
    US: _anode(
        US_ANODE_IMPORTS.value * NATURAL_SHARE.value,
        "84,300 t of imports from China in 2023 (US DOC via yuantalks.com) x 40% natural (assumption)",
        NATURAL_SHARE,
    ),
    JAPAN: _anode(
        JAPAN_GRAPHITE_VALUE.value / UNIT_VALUE,
        "order of magnitude: 61.5 million USD of HS 2504 imports in 2024 (UN Comtrade; all natural graphite, also for other uses) / 4,116 USD a t (US DOC)",
    ),
    KOREA: _anode(
        KOREA_GRAPHITE_VALUE.value / UNIT_VALUE * NATURAL_SHARE.value,
        "order of magnitude: 241 million USD of graphite imports in 2022 (MOTIE via electrification-solutions.com; part of it not yet coated) "
        "/ 4,116 USD a t (US DOC) x 40% natural (assumption)",
        NATURAL_SHARE,
    ),
}

# Rules that stocks and limits are measured by.

JAPAN_DAYS = found(60, "standard target of the 2020 strategy, origin.iea.org/policies/16639")
JAPAN_HIGH_RISK_DAYS = found(180, "example for high-risk minerals, origin.iea.org/policies/16639")
KOREA_DAYS_BEFORE = found(54, "cover before the 2022 programme, prod.iea.org/policies/17940")
KOREA_DAYS = found(100, "target of the 2022 programme, prod.iea.org/policies/17940")

# Prices that several offers lean on, USD per kg or t.

GALLIUM_EX_CHINA = found(1_572, "Argus average outside China, January 2026, a record, in a WSJ reprint")
GALLIUM_CHINA = derived(
    630,
    "1,572 USD outside China (Argus, January 2026) less a premium of 150% over China, the upper end in October 2025 (projectblue.com 1347); "
    "the last quotation found inside China is 277-292 of September 2023 (fastmarkets.com)",
)
GALLIUM_EXPORTS = derived(
    73_700,
    "mean of 7.67, 5.61 and 5.15 t a month of China's exports in August and November 2022 and July 2023, before licences (China Customs via datafloq.com and "
    "rawmaterials.net), a year's worth: permits are the limit, not the plants, which can make more than 800 t (squidbusiness.fr)",
)
GERMANIUM_CHINA = derived(2_630, "middle of 2,580-2,680 FOB China, 30 September 2024, argusmedia.com 2613344")
GERMANIUM_EUROPE = found(5_000, "nearly 5,000 in Europe, 10 September 2025, Fastmarkets in the FT via canada.news-pravda.com")
ANODE_CHINA = found(3_700, "China, July 2025, rhomotion.com p=44861")
ANODE_US = found(5_400, "made in the US, July 2025, rhomotion.com p=44861")

FLAKE_PER_SPHERICAL = estimate(2.2, "a yield of about 45% in rounding and purifying, remembered from feasibility studies")
SPHERICAL_PER_ANODE = assumption(1.05, "losses in coating and sieving of a twentieth")
FLAKE_PER_ANODE = derived(
    2.31, "2.2 t of flake (estimate) x 1.05 (assumption) in a plant that does both steps", FLAKE_PER_SPHERICAL, SPHERICAL_PER_ANODE
)


def days(count: Figure, use: Figure, whose: str) -> Figure:
    """Days of cover as a quantity."""
    cover = f"{count.value:g} days ({count.confidence}: {count.source})"
    return derived(round(count.value * use.value / 365, -1), f"{cover} of {use.value:,.0f} a year ({whose})", count, use)
