"""Names and the figures that more than one sheet is made from."""

from __future__ import annotations

from ..figure import Figure, assumption, derived, estimate, found

YEARS = (2026, 2027, 2028, 2029, 2030)

US, JAPAN, KOREA, CHINA = "United States", "Japan", "South Korea", "China"
POLY, WAFER, CELL, MODULE = "Polysilicon", "Wafers", "Cells", "Modules"

# Prices of polysilicon, USD a t: before the glut and in it.

POLY_CHINA = found(4_700, "China, mono grade, October 2024, biddetail.com 79924")
POLY_ALLIED = found(20_260, "outside China, OPIS, April 2025, finanznachrichten.de")
POLY_CHINA_2023 = found(24_000, "China, March 2023, OCI in argusmedia.com 2442689")
POLY_ALLIED_2023 = found(34_000, "outside China, March 2023, OCI in argusmedia.com 2442689")

POLY_PER_WAFER = found(2.2, "grams a watt in 2022, Fraunhofer ISE in classcycles.fr and junzhoulxj88.com; t a MW")
MODULE_CHINA = found(85_000, "0.085 USD a W, TOPCon FOB China, OPIS in pv-magazine-india.com 2025-03-01; here a MW")
MODULE_US = found(285_000, "0.285 USD a W delivered in the United States, duty paid, OPIS in pv-magazine-india.com 2025-02-01; here a MW")
MODULE_INDONESIA = found(
    240_000, "about 0.24 USD a W offered in the United States by Indonesian makers, OPIS in sunpowerenergynews.com 9575; here a MW"
)
MODULE_INDIA = found(290_000, "about 0.29 USD a W in the United States by Indian makers, OPIS in sunpowerenergynews.com 9575; here a MW")

#: Conversion of a MW in China: wafer, cell, module. With polysilicon they add up to the price found.
_SPLIT = "the price found, 85,000, less polysilicon at 10,340 leaves 74,660 for three steps; their split is assumed"
CHINA_STEPS = {
    stage: derived(value, _SPLIT, assumption(value, _SPLIT)) for stage, value in ((WAFER, 11_660), (CELL, 21_000), (MODULE, 42_000))
}

SECTION_301 = found(
    0.5,
    "US Section 301: solar cells since 27 September 2024, polysilicon and wafers since 1 January 2025, sharjah24.ae; zh.wenxuecity.com 3533175",
)

US_NEED = derived(
    40_000,
    "40.5 GW DC forecast for 2024 (SEIA and Wood Mackenzie in taiyangnews.info), rounded; level over the years (assumption)",
    assumption(0, ""),
)
JAPAN_NEED = assumption(5_000, "MW a year; no figure found; remembered order of magnitude of Japan's installations")
KOREA_NEED = assumption(2_500, "MW a year; no figure found; remembered order of magnitude of South Korea's installations")

# The law's yearly path: least share of the cost that does not come from prohibited foreign entities.

MACR_45X: dict[int, Figure] = {
    year: estimate(
        share,
        "45X solar: 50% (2026) and 85% (2030) found, the years between remembered; a repository says 55, 65, 75: to be checked in 26 USC 7701(a)(52)",
    )
    for year, share in zip(YEARS, (0.5, 0.6, 0.7, 0.8, 0.85), strict=True)
}
MACR_48E: dict[int, Figure] = {
    year: found(share, "H.R. 1 of 2025, qualified facility 45Y/48E, github 51807119694; ends confirmed in 70996890267")
    for year, share in zip(YEARS, (0.4, 0.45, 0.5, 0.55, 0.6), strict=True)
}


def allowed(least: Figure, law: str) -> Figure:
    """The most that may come from prohibited foreign entities, by quantity."""
    return derived(
        round(1 - least.value, 2),
        f"1 less {least.value:.0%} of {law} ({least.confidence}: {least.source}); the law counts cost, here it is quantity",
        least,
    )
