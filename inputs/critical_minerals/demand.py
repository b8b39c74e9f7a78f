"""Markets, groups of countries, and what each market needs by priority class, year by year."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, record
from .facts import (
    ANODE,
    ANODE_2026,
    ANODE_GROWTH,
    DEFENCE,
    ESSENTIAL,
    GALLIUM,
    GERMANIUM,
    JAPAN,
    JAPAN_GALLIUM,
    JAPAN_GERMANIUM,
    KOREA,
    KOREA_GALLIUM,
    KOREA_GERMANIUM,
    OTHER,
    US,
    US_GALLIUM,
    US_GERMANIUM,
    YEARS,
)

MARKETS: list[Row] = [record(market=m, country=m) for m in (US, JAPAN, KOREA)]

ASIA, NORTH_AMERICA, BUYERS = "Northeast Asia", "North America", "Three buyers"
GROUPS: list[Row] = [
    *(record(group=BUYERS, member=m) for m in (US, JAPAN, KOREA)),
    *(record(group=ASIA, member=m) for m in (JAPAN, KOREA)),
    *(record(group=NORTH_AMERICA, member=m) for m in (US, "Canada")),
]

_SPLIT = "share of the class; no country publishes its use by priority"
_DEFENCE_NOT_SPLIT = "share of the class, defence use included; no country publishes its use by priority"

#: (market, material) -> {class: share of use}
CLASSES: dict[tuple[str, str], dict[str, Figure]] = {
    (US, GALLIUM): {DEFENCE: assumption(0.15, _SPLIT), ESSENTIAL: assumption(0.35, _SPLIT), OTHER: assumption(0.5, _SPLIT)},
    (US, GERMANIUM): {DEFENCE: assumption(0.4, _SPLIT), ESSENTIAL: assumption(0.2, _SPLIT), OTHER: assumption(0.4, _SPLIT)},
    **{(m, GALLIUM): {ESSENTIAL: assumption(0.4, _DEFENCE_NOT_SPLIT), OTHER: assumption(0.6, _SPLIT)} for m in (JAPAN, KOREA)},
    **{(m, GERMANIUM): {ESSENTIAL: assumption(0.3, _DEFENCE_NOT_SPLIT), OTHER: assumption(0.7, _SPLIT)} for m in (JAPAN, KOREA)},
    **{(m, ANODE): {ESSENTIAL: assumption(0.2, _DEFENCE_NOT_SPLIT), OTHER: assumption(0.8, _SPLIT)} for m in (US, JAPAN, KOREA)},
}

USE = {
    (US, GALLIUM): US_GALLIUM,
    (JAPAN, GALLIUM): JAPAN_GALLIUM,
    (KOREA, GALLIUM): KOREA_GALLIUM,
    (US, GERMANIUM): US_GERMANIUM,
    (JAPAN, GERMANIUM): JAPAN_GERMANIUM,
    (KOREA, GERMANIUM): KOREA_GERMANIUM,
    **{(m, ANODE): ANODE_2026[m] for m in (US, JAPAN, KOREA)},
}

_LOSS_GALLIUM = (
    "GDP loss of 3.1 billion USD in a full gallium ban (USGS OFR 2024-1057) / 16 t of US use (USGS USMIN), taken as the loss of the class served first; "
    "a ban takes only part of the use, so a missing kg costs more"
)
_LOSS_GERMANIUM = "GDP loss of 0.4 billion USD in a full germanium ban (USGS OFR 2024-1057) / 30 t of US use (USGS MCS 2020)"
SHORTAGE: dict[tuple[str, str], Figure] = {
    (GALLIUM, DEFENCE): derived(193_750, _LOSS_GALLIUM),
    (GALLIUM, ESSENTIAL): assumption(20_000, "about a tenth of the average loss: grids, communications and medical use can ration"),
    (GALLIUM, OTHER): assumption(3_000, "about twice the price outside China: users stop or redesign beyond it"),
    (GERMANIUM, DEFENCE): assumption(50_000, "several times the average loss of 13,333 a kg (USGS OFR 2024-1057 / US use)"),
    (GERMANIUM, ESSENTIAL): derived(13_333, _LOSS_GERMANIUM),
    (GERMANIUM, OTHER): assumption(7_000, "above the European price of nearly 5,000: users stop or redesign beyond it"),
    (ANODE, ESSENTIAL): assumption(30_000, "storage for grids and hospitals; a tonne makes about a megawatt-hour of cells (remembered)"),
    (ANODE, OTHER): assumption(12_000, "about three times the price in China: vehicle makers stop lines beyond it"),
}


def _quantity(market: str, material: str, priority: str, year: int) -> Figure:
    use, share = USE[market, material], CLASSES[market, material][priority]
    growth = (1 + ANODE_GROWTH.value) ** (year - YEARS[0]) if material == ANODE else 1.0
    grown = f" grown {ANODE_GROWTH.value:.0%} a year (assumption) from {YEARS[0]}" if growth > 1 else ""
    text = f"{use.value:,.0f} a year ({use.confidence}: {use.source}) x {share.value:.0%} ({share.confidence}: {share.source}){grown}"
    return derived(round(use.value * share.value * growth, -1), text, use, share)


def _rows(market: str, material: str, year: int, stated: int | None) -> list[Row]:
    return [
        record(
            market=market,
            material=material,
            priority=priority,
            year=stated,
            quantity=_quantity(market, material, priority, year),
            shortage_cost=SHORTAGE[material, priority],
        )
        for priority in CLASSES[market, material]
    ]


def demand() -> list[Row]:
    """Gallium and germanium level over the years, anode material growing."""
    rows: list[Row] = []
    for market, material in USE:
        if material == ANODE:
            rows += [row for year in YEARS for row in _rows(market, material, year, year)]
        else:
            rows += _rows(market, material, YEARS[0], None)
    return rows
