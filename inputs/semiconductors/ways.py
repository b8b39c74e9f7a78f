"""Lanes and stocks. What is not listed is closed."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, found, record
from .demand import CHIP_NEED, RESIST_NEED
from .facts import (
    CHINA,
    CHIPS,
    DIES,
    GAAS,
    GALLIUM,
    GERMANY,
    HF_NEED,
    HF_STOCK_MONTHS,
    JAPAN,
    KOREA,
    NEON,
    NEON_NEED,
    NEON_STOCK_MONTHS,
    PURE_HF,
    RAW_HF,
    RESIST,
    SPAR,
    US,
    months,
)
from .makers import DONGGUAN, HAMBURG, MELAKA, RIVAL_DIES, SEREMBAN

_FREIGHT = "order of magnitude of freight and insurance; no quotation found"
_MONTHS = "order of magnitude of ordering, sailing and customs; no figure found"
SECTION_301 = found(0.5, "US Section 301 on semiconductors from 1 January 2025, zh.wenxuecity.com 3533175")
EAST_SEA, MALACCA, PACIFIC = "East China Sea", "Suez and Malacca", "Pacific"


def _lane(
    start: str, end: str, material: str, freight: float, lead: int = 0, corridor: str | None = None, tariff: Figure | None = None
) -> Row:
    return record(
        from_=start,
        to=end,
        material=material,
        transport_cost=assumption(freight, _FREIGHT),
        lead_months=assumption(lead, _MONTHS) if lead else None,
        corridor=corridor,
        tariff=tariff,
    )


LANES: list[Row] = [
    _lane("*", "*", GALLIUM, 4, 1),
    *(_lane(c, c, GALLIUM, 1) for c in (CHINA, JAPAN)),
    _lane(CHINA, US, GAAS, 3, 1, PACIFIC, SECTION_301),
    *(_lane(CHINA, m, GAAS, 2, 1, EAST_SEA) for m in (JAPAN, KOREA)),
    _lane(JAPAN, JAPAN, GAAS, 1),
    _lane(JAPAN, KOREA, GAAS, 2, 1),
    _lane(JAPAN, US, GAAS, 3, 1, PACIFIC),
    _lane(GERMANY, US, GAAS, 3, 1),
    *(_lane(GERMANY, m, GAAS, 3, 2, MALACCA) for m in (JAPAN, KOREA)),
    _lane(CHINA, KOREA, NEON, 6, 1, EAST_SEA),
    _lane("Ukraine", KOREA, NEON, 15, 2, MALACCA),
    _lane(KOREA, KOREA, NEON, 2),
    _lane(US, KOREA, NEON, 18, 1, PACIFIC),
    _lane(CHINA, CHINA, SPAR, 20),
    *(_lane(CHINA, m, SPAR, 35, 1, EAST_SEA) for m in (JAPAN, KOREA)),
    *(_lane("Mexico", m, SPAR, 130, 2, PACIFIC) for m in (JAPAN, KOREA)),
    *(_lane("Vietnam", m, SPAR, 60, 1) for m in (JAPAN, KOREA)),
    *(_lane(CHINA, m, RAW_HF, 90, 1, EAST_SEA) for m in (JAPAN, KOREA, "Taiwan")),
    *(_lane(m, m, RAW_HF, 30) for m in (JAPAN, KOREA)),
    _lane(JAPAN, KOREA, PURE_HF, 110, 1),
    _lane("Taiwan", KOREA, PURE_HF, 130, 1),
    _lane(KOREA, KOREA, PURE_HF, 40),
    _lane(JAPAN, KOREA, RESIST, 20, 1),
    _lane("Belgium", KOREA, RESIST, 40, 1),
    _lane(KOREA, KOREA, RESIST, 5),
    *(_lane(HAMBURG, s, DIES, 100, 1, MALACCA) for s in (DONGGUAN, SEREMBAN)),
    _lane(RIVAL_DIES, MELAKA, DIES, 100, 1, MALACCA),
    _lane(CHINA, US, CHIPS, 200, 1, PACIFIC, SECTION_301),
    _lane(CHINA, GERMANY, CHIPS, 200, 1, MALACCA),
    *(_lane(CHINA, m, CHIPS, 150, 1, EAST_SEA) for m in (JAPAN, KOREA)),
    *(_lane("Malaysia", m, CHIPS, 200, 1, corridor) for m, corridor in ((US, PACIFIC), (GERMANY, MALACCA), (JAPAN, None), (KOREA, None))),
    *(_lane("Taiwan", m, CHIPS, 200, 1, corridor) for m, corridor in ((US, PACIFIC), (GERMANY, MALACCA), (JAPAN, None), (KOREA, None))),
    _lane(JAPAN, JAPAN, CHIPS, 50),
    *(_lane(JAPAN, m, CHIPS, 200, 1) for m in (KOREA, US, GERMANY)),
]

MATERIALS: list[Row] = [
    record(
        "Metal of 99.99%.",
        material=GALLIUM,
        unit="kg",
        price=assumption(1_600, "the price outside China (Argus, January 2026), rounded up"),
    ),
    record("Substrates of 150 mm.", material=GAAS, unit="wafers", price=assumption(330, "the dearest wafer of this case, duty paid")),
    record("Semiconductor grade.", material=NEON, unit="m3", price=assumption(400, "the dearest neon of this case in a normal year")),
    record("Acid grade, more than 97%.", material=SPAR, unit="t", price=assumption(600, "the dearest spar of this case")),
    record("Anhydrous.", material=RAW_HF, unit="t"),
    record("For etching and cleaning chips.", material=PURE_HF, unit="t", price=assumption(3_000, "the dearest acid of this case")),
    record("For extreme ultraviolet light.", material=RESIST, unit="l", price=assumption(3_600, "the dearest resist of this case")),
    record("Transistors and diodes on the wafer.", material=DIES, unit="million"),
    record(
        "Transistors and diodes, packaged and tested for cars.",
        material=CHIPS,
        unit="million",
        price=assumption(28_000, "the dearest chip of this case"),
    ),
]

_KEEP = "store, insurance and interest, a tenth of its price"
_HELD = assumption(0.5, "the industry ran dry within 10 to 20 days (autofile.co.nz 2025-10-23)")


def _store(
    name: str, material: str, country: str, use: Figure, held: Figure, most: float, holding: float, loss: float = 0, comment: str = ""
) -> Row:
    return record(
        comment,
        stockpile=name,
        material=material,
        country=country,
        opening_level=months(held, use),
        maximum_level=months(assumption(most, "room"), use),
        holding_cost=assumption(holding, _KEEP),
        loss=assumption(loss, "a part is too old to use after a year") if loss else None,
        minimum_level=months(derived(held.value / 2, f"half of what is held: {held.source}", held), use),
    )


WAFER_GALLIUM = assumption(17_000, "kg a year; Sumitomo's assumed output of wafers at 50 g each")


def _days(count: float) -> Figure:
    """Days of what Japan's wafer maker uses; holdings are secret, so it opens at the standard target."""
    return derived(
        round(count * WAFER_GALLIUM.value / 365, -2),
        f"{count:g} days (origin.iea.org/policies/16639) of {WAFER_GALLIUM.value:,.0f} kg (assumption)",
        WAFER_GALLIUM,
    )


STOCKPILES: list[Row] = [
    _store("Korean fabs' acid", PURE_HF, KOREA, HF_NEED, HF_STOCK_MONTHS, 4, 180, 0.1, "Tanks are dear and the acid ages."),
    _store("Korean fabs' neon", NEON, KOREA, NEON_NEED, NEON_STOCK_MONTHS, 9, 15, 0.02),
    _store(
        "Korean fabs' resist", RESIST, KOREA, RESIST_NEED, assumption(1.5, "as acid; resist ages within half a year to a year"), 3, 300, 0.3
    ),
    record(
        "Reserve of the metal for wafer makers; the standard target of 60 days.",
        stockpile="Japan gallium reserve",
        material=GALLIUM,
        country=JAPAN,
        opening_level=_days(60),
        minimum_level=_days(60),
        maximum_level=_days(180),
        holding_cost=assumption(60, _KEEP),
        response_months=assumption(1, "a month to release"),
    ),
    *(_store(f"Car makers' chips, {m}", CHIPS, m, CHIP_NEED[m], _HELD, 6, 2_000) for m in (GERMANY, US, JAPAN, KOREA)),
]
