"""Lanes and stocks. What is not listed is closed."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, record
from .facts import CELL, CHINA, JAPAN, KOREA, MODULE, MODULE_INDONESIA, POLY, SECTION_301, US, WAFER
from .makers import HEMLOCK, OCI_MALAYSIA, WACKER

_FREIGHT = "order of magnitude of freight and insurance; no quotation found"
_MONTHS = "order of magnitude of ordering, sailing and customs; no figure found"
PACIFIC, EAST_SEA = "Pacific", "East China Sea"

#: A module made in Indonesia, by the costs of this case.
_INDONESIA = 20_260 * 2.2 + 15_000 + 32_000 + 55_000
DUTY_MODULE = derived(
    round(MODULE_INDONESIA.value - _INDONESIA, -3),
    f"what is left of 240,000 (OPIS in sunpowerenergynews.com 9575) over {_INDONESIA:,.0f} of cost in this case (assumptions): freight, duties and margin",
    assumption(0, ""),
)


def _lane(
    start: str, end: str, material: str, freight: Figure | float, lead: int = 0, corridor: str | None = None, comment: str = ""
) -> Row:
    return record(
        comment,
        from_=start,
        to=end,
        material=material,
        transport_cost=freight if isinstance(freight, Figure) else assumption(freight, _FREIGHT),
        lead_months=assumption(lead, _MONTHS) if lead else None,
        corridor=corridor,
    )


def _with_duty(freight: float, price: float, what: str) -> Figure:
    """Freight with Section 301 on the full value: the tariff column would apply to the cost of conversion alone."""
    return derived(
        round(freight + SECTION_301.value * price),
        f"freight {freight:,.0f} (assumption) and {SECTION_301.value:.0%} of {what} at {price:,.0f} ({SECTION_301.source})",
        SECTION_301,
        assumption(freight, _FREIGHT),
    )


LANES: list[Row] = [
    _lane(CHINA, CHINA, POLY, 100),
    _lane(HEMLOCK, US, POLY, 200),
    _lane(HEMLOCK, "Vietnam", POLY, 500, 2, PACIFIC),
    _lane(WACKER, "Vietnam", POLY, 500, 2),
    _lane(WACKER, US, POLY, 400, 1),
    _lane(OCI_MALAYSIA, "Vietnam", POLY, 200, 1),
    _lane(OCI_MALAYSIA, US, POLY, 500, 2, PACIFIC),
    _lane(CHINA, CHINA, WAFER, 300),
    _lane(CHINA, KOREA, WAFER, 800, 1, EAST_SEA),
    _lane(CHINA, "Indonesia", WAFER, 800, 1),
    _lane(CHINA, US, WAFER, _with_duty(1_500, 22_000, "a MW of wafers"), 2, PACIFIC),
    _lane("Vietnam", "Indonesia", WAFER, 600, 1),
    _lane("Vietnam", KOREA, WAFER, 800, 1),
    _lane("Vietnam", US, WAFER, 1_500, 2, PACIFIC),
    _lane(US, US, WAFER, 500),
    _lane(US, KOREA, WAFER, 1_500, 2, PACIFIC),
    _lane(CHINA, CHINA, CELL, 500),
    _lane(CHINA, KOREA, CELL, 1_500, 1, EAST_SEA),
    _lane("Indonesia", "Indonesia", CELL, 500),
    _lane(
        "Indonesia", US, CELL, assumption(25_000, "freight, duties and margin, as on modules by the weight of the cell's cost"), 2, PACIFIC
    ),
    _lane(KOREA, KOREA, CELL, 500),
    _lane(KOREA, US, CELL, assumption(14_000, "freight and a general duty of a tenth"), 2, PACIFIC),
    _lane(US, US, CELL, 800),
    *(_lane(CHINA, m, MODULE, 4_000, 1, EAST_SEA) for m in (JAPAN, KOREA)),
    _lane(
        "Indonesia",
        US,
        MODULE,
        DUTY_MODULE,
        2,
        PACIFIC,
        "China's own modules are shut out by duties and the law on forced labour (remembered).",
    ),
    *(_lane("Indonesia", m, MODULE, 6_000, 1) for m in (JAPAN, KOREA)),
    _lane(KOREA, KOREA, MODULE, 1_000),
    _lane(KOREA, JAPAN, MODULE, 3_000, 1),
    _lane(KOREA, US, MODULE, assumption(40_000, "freight, a general duty and margin"), 2, PACIFIC),
    _lane(
        "India",
        US,
        MODULE,
        derived(
            40_000,
            "0.29 USD a W in the United States (OPIS in sunpowerenergynews.com 9575) less 250,000 (assumption)",
            assumption(250_000, ""),
        ),
        2,
    ),
    _lane("India", JAPAN, MODULE, 8_000, 2),
    _lane(US, US, MODULE, 3_000),
]

MATERIALS: list[Row] = [
    record("Solar grade.", material=POLY, unit="t", price=assumption(36_000, "the price outside China of March 2023 and freight")),
    record(material=WAFER, unit="MW", price=assumption(120_000, "the dearest wafers of this case")),
    record(material=CELL, unit="MW", price=assumption(220_000, "the dearest cells of this case")),
    record(material=MODULE, unit="MW", price=assumption(330_000, "the dearest modules of this case")),
]

_KEEP = "store, insurance and interest, a tenth of what it costs"


def _store(name: str, material: str, country: str, opening: float, most: float, holding: float, why: str) -> Row:
    return record(
        stockpile=name,
        material=material,
        country=country,
        opening_level=assumption(opening, why),
        minimum_level=assumption(opening / 2, "half of what is held"),
        maximum_level=assumption(most, "warehouses"),
        holding_cost=assumption(holding, _KEEP),
        loss=assumption(0.02, "old stock loses value to better modules") if material == MODULE else None,
    )


STOCKPILES: list[Row] = [
    _store("US module warehouses", MODULE, US, 6_000, 20_000, 25_000, "under two months of use; more was held in 2024 (remembered)"),
    _store("US wafer store", WAFER, US, 0, 4_000, 6_000, "none is known"),
    _store("US polysilicon reserve", POLY, US, 2_000, 12_000, 2_000, "stock at the plants"),
    _store("Japan module warehouses", MODULE, JAPAN, 400, 3_000, 9_000, "a month of use"),
    _store("Korea module warehouses", MODULE, KOREA, 200, 1_500, 9_000, "a month of use"),
]
