"""Names, what each market needs, what a cell is made of and what its parts cost in China."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record

YEARS = (2026, 2027, 2028, 2029, 2030)

US, JAPAN, KOREA, CHINA = "United States", "Japan", "South Korea", "China"
ASIA = "Northeast Asia"

FLAKE, LITHIUM = "Flake graphite", "Lithium hydroxide"
CATHODE, ANODE, ELECTROLYTE, CELLS = "Cathode", "Anode", "Electrolyte", "Cells"
PARTS = (CATHODE, ANODE, ELECTROLYTE)

GRID, VEHICLES = "Grid storage", "Vehicles"

# What a megawatt-hour of cells and a tonne of its parts take.

CATHODE_PER_CELL = estimate(1.8, "tonnes for a MWh, between nickel-rich (1.5) and iron phosphate (2.2), remembered")
ANODE_PER_CELL = estimate(1.0, "tonnes for a MWh, remembered")
ELECTROLYTE_PER_CELL = estimate(1.1, "tonnes for a MWh, remembered")
LITHIUM_PER_CATHODE = estimate(0.45, "tonnes of lithium hydroxide for a tonne of nickel-rich cathode, remembered")
FLAKE_PER_NATURAL = derived(
    2.31, "2.2 t of flake for a tonne of spherical graphite (estimate) x 1.05 in coating (assumption)", assumption(1.05, "losses")
)
NATURAL_PART = derived(0.2, "China's output of 2022 was about a fifth natural (stockhouse.com)")
FLAKE_PER_BLEND = derived(
    round(FLAKE_PER_NATURAL.value * NATURAL_PART.value, 2), "2.31 t (derived) x a fifth natural, China's output of 2022 (stockhouse.com)", FLAKE_PER_NATURAL
)

# Prices in China, USD per tonne or MWh.

LITHIUM_PRICE = estimate(9_500, "remembered price of 2025; it has moved between 8,000 and 80,000 in five years")
CATHODE_CHINA = estimate(10_000, "remembered, between iron phosphate (5,000) and nickel-rich (14,000)")
ANODE_CHINA = found(3_700, "China, July 2025, rhomotion.com p=44861")
ANODE_US = found(5_400, "made in the US, July 2025, rhomotion.com p=44861")
ELECTROLYTE_CHINA = estimate(2_700, "remembered price of 2025")
CELL_CHINA = estimate(55_000, "remembered price of cells of 2025; packs are below 100 USD a kWh (IEA via ess-news.com)")
CELL_US = derived(
    68_750, "55,000 in China (estimate) / 0.8: China is cheaper than North America by 20% (IEA via ess-news.com)", CELL_CHINA
)

CREDIT = estimate(35_000, "credit of 35 USD a kWh for cells made in the US (45X), remembered; less from 2030 on, which is left out")

# Use of cells, MWh a year.

US_VEHICLES = derived(123_500, "950 GWh of the world's vehicles in 2024 x 13% for the US (IEA via electrive.com)")
US_GRID = estimate(40_000, "remembered: 35 to 40 GWh of storage set up in 2024")
JAPAN_USE = estimate(20_000, "remembered order of magnitude of Japan's vehicles and storage")
KOREA_USE = estimate(18_000, "remembered order of magnitude of South Korea's vehicles and storage; its exports are a plan's choice")
GRID_SHARE = assumption(0.2, "part of grid storage; no figure at hand")
GROWTH = assumption(0.08, "a year; US forecasts of 2025 lie on both sides")

SHORTAGE = {
    GRID: assumption(400_000, "about six times a cell: a substation without its store is built with gas instead"),
    VEHICLES: assumption(250_000, "about four times a cell: a car of 40,000 USD waits for 0.07 MWh, most of it is sold later"),
}

USE: dict[tuple[str, str], tuple[Figure, Figure | None]] = {
    (US, GRID): (US_GRID, None),
    (US, VEHICLES): (US_VEHICLES, None),
    **{(m, GRID): (use, GRID_SHARE) for m, use in ((JAPAN, JAPAN_USE), (KOREA, KOREA_USE))},
    **{
        (m, VEHICLES): (use, assumption(1 - GRID_SHARE.value, "what grid storage leaves; no figure at hand"))
        for m, use in ((JAPAN, JAPAN_USE), (KOREA, KOREA_USE))
    },
}


def _need(market: str, priority: str, year: int) -> Figure:
    use, part = USE[market, priority]
    grown = (1 + GROWTH.value) ** (year - YEARS[0])
    text = f"{use.value:,.0f} MWh a year ({use.confidence}: {use.source})"
    if part:
        text += f" x {part.value:.0%} ({part.confidence}: {part.source})"
    text += ", taken for 2026 (assumption)" if year == YEARS[0] else f", grown {GROWTH.value:.0%} a year (assumption) from {YEARS[0]}"
    return derived(round(use.value * (part.value if part else 1) * grown, -2), text, use, GROWTH)


MARKETS: list[Row] = [record(market=m, country=m) for m in (US, JAPAN, KOREA)]
GROUPS: list[Row] = [record(group=ASIA, member=m) for m in (JAPAN, KOREA)]
DEMAND: list[Row] = [
    record(market=market, material=CELLS, priority=priority, year=year, quantity=_need(market, priority, year), shortage_cost=SHORTAGE[priority])
    for market, priority in USE
    for year in YEARS
]
