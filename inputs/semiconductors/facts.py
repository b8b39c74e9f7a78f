"""Names and the figures that more than one sheet is made from."""

from __future__ import annotations

from ..figure import Figure, assumption, derived, estimate, found

YEARS = (2026, 2027, 2028)

US, JAPAN, KOREA, GERMANY, CHINA = "United States", "Japan", "South Korea", "Germany", "China"

GALLIUM, GAAS = "Gallium", "GaAs wafers"
NEON = "Neon"
SPAR, RAW_HF, PURE_HF = "Fluorspar", "Raw hydrogen fluoride", "Pure hydrogen fluoride"
RESIST = "EUV photoresist"
DIES, CHIPS = "Discrete dies", "Discrete chips"

# Hydrogen fluoride of South Korea, before the shock of 2019.

HF_FROM_JAPAN = derived(36_000, "3,000 t a month from Japan before July 2019 (Korea Customs in fluoridealert.org) x 12")
HF_NEED = derived(
    80_700,
    "36,000 t a year from Japan (fluoridealert.org) / 44.6% of South Korea's imports in the first half of 2019 (businesskorea.co.kr 35511), a share that is "
    "perhaps of value; the rest comes as raw acid and is purified at home",
)
HF_PRICE = derived(1_857, "66.86 million USD of imports from Japan in 2018 (MOTIE in chinaflashmarket.com) / 36,000 t (fluoridealert.org)")
HF_STOCK_MONTHS = derived(
    1.5, "middle of the 1 to 2 months that South Korean makers held in July 2019 (fluoridealert.org; globalmarketmonitor.com)"
)

SPAR_PER_HF = derived(
    2.16,
    "CaF2 + H2SO4 gives 2 HF: 78.07 t for 40.01 t (chemistry) / 97% CaF2 in acid-grade spar (indmin.com 3887844) / a yield of 93% (estimate)",
    estimate(0.93, "yield of a kiln, remembered"),
)
RAW_PER_PURE = assumption(1.05, "a twentieth is lost in distillation")

# Neon of South Korea.

POSCO_NEON = found(22_000, "TEMC and POSCO at Gwangyang, m3 a year, newradargas.com 728; technology.followthistrendingworld.com 2022-03")
NEON_NEED = derived(137_500, "22,000 m3 / 16% of domestic demand (technology.followthistrendingworld.com 2022-03)")
NEON_PRICE = derived(
    149,
    "2.9 million USD a t in June 2022 / 17.5, the rise since the end of 2021 (Korea Customs in english.etnews.com 2022-08-09) x 0.0009 t a m3 (density of neon)",
)
NEON_CHINA_RISE = derived(
    6.5, "2.28 million USD a t in the second quarter of 2022 against 0.35 in the first (Korea Customs in english.etnews.com 2022-08-09)"
)
NEON_STOCK_MONTHS = found(3, "rare gases are usually stocked three months in advance, tyhjgas.com")

# GaAs wafers of 150 mm.

GALLIUM_PER_WAFER = derived(
    0.05,
    "a wafer of 150 mm and 0.625 mm holds 59 g of GaAs, of which 48% is gallium, 28 g (geometry and density); 50 g with what is not recovered from cropping and sawing (estimate)",
    estimate(0.05, "net use of gallium a wafer, remembered order of magnitude"),
)
GALLIUM_CHINA = derived(630, "1,572 USD outside China (Argus, January 2026, WSJ reprint) less a premium of 150% (projectblue.com 1347)")
GALLIUM_ELSEWHERE = assumption(850, "between China's price and the market outside China; no contract price is published")

# Discrete chips: transistors and diodes for cars, in millions.

NEXPERIA_CARS = derived(
    30_000,
    "more than 50,000 million chips a year x 60% for cars (chipeasybuy.com NEXPERIA, a weak source; the company is remembered to say 100,000)",
)
CATEGORY = derived(
    75_000, "30,000 million / Nexperia's share of about 40% in transistors and diodes (TechInsights in magzter.com, Mint 2025-10-18)"
)
CHIP_PRICE = estimate(20_000, "2 US cents a piece, remembered from Nexperia's revenue over its pieces")
CHINA_PACKAGED = found(0.7, "share of Nexperia's product packaged at Dongguan, particle.news")


def part(whole: Figure, share: float, reason: str) -> Figure:
    """A part of a found whole by an assumed share."""
    return derived(
        round(whole.value * share, -1),
        f"{share:.0%} (assumption: {reason}) of {whole.value:,.0f} ({whole.source})",
        whole,
        assumption(share, reason),
    )


def months(count: Figure, use: Figure) -> Figure:
    """Months of use as a quantity."""
    return derived(
        round(count.value * use.value / 12, -1),
        f"{count.value:g} months ({count.confidence}: {count.source}) of {use.value:,.0f} a year ({use.confidence}: {use.source})",
        count,
        use,
    )
