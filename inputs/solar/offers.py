"""What the makers offer; conversion alone where there is a recipe."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, found, record
from .facts import CELL, CHINA_STEPS, MODULE, POLY, POLY_ALLIED, POLY_CHINA, WAFER
from .makers import (
    CN_CELL,
    CN_MODULE,
    CN_POLY,
    CN_WAFER,
    FIRST_SOLAR,
    HEMLOCK,
    ID_CELL,
    ID_MODULE,
    IN_MODULE,
    KR_CELL,
    KR_MODULE,
    OCI_MALAYSIA,
    US_CELL,
    US_CN_MODULE,
    US_MODULE,
    US_WAFER,
    VN_WAFER,
    WACKER,
)

_SIZE = "no figure by maker; room for what the three buyers use"
_COST = "no cost is published; order of magnitude, before any subsidy"
_BUILD = "no plant cost found; order of magnitude"


def _offer(
    supplier: str, material: str, capacity: Figure | float, cost: Figure | float, now: float = 0, comment: str = "", **more: object
) -> Row:
    """An offer; bare numbers are assumptions of size and price."""
    return record(
        comment,
        supplier=supplier,
        material=material,
        capacity=capacity if isinstance(capacity, Figure) else assumption(capacity, _SIZE),
        unit_cost=cost if isinstance(cost, Figure) else assumption(cost, _COST),
        current_volume=assumption(now, "chosen so that the volumes add up to what is used") if now else None,
        **more,
    )


def _grow(limit: Figure | float, cost: float, years: int) -> dict[str, object]:
    """Cells of an offer that can be enlarged."""
    return {
        "expansion_limit": limit if isinstance(limit, Figure) else assumption(limit, "plans that were told; no list was found"),
        "expansion_cost": assumption(cost, _BUILD),
        "expansion_years": assumption(years, "building time"),
    }


_READY = {
    "standby": assumption(
        0.6, "plants outside China ran at 60% in April 2025 (OPIS in finanznachrichten.de): idle reactors can be called on"
    ),
    "ramp_months": assumption(2, "reactors are heated and samples passed"),
    "fixed_cost": assumption(2_000_000, "a yearly fee for readiness; none is published"),
}

OFFERS: list[Row] = [
    _offer(CN_POLY, POLY, assumption(300_000, "what these chains can use of the 2,100 kt (energytrend.com 20240407)"), POLY_CHINA, 24_000),
    _offer(HEMLOCK, POLY, found(34_000, "energytrend.com 20240407"), POLY_ALLIED, 9_000, **_READY),
    _offer(
        WACKER,
        POLY,
        derived(40_000, "65 kt (energytrend.com 20240407) less what chip makers buy (assumption: 25 kt)", assumption(25_000, "chips")),
        POLY_ALLIED,
        23_000,
        **_READY,
    ),
    _offer(
        OCI_MALAYSIA,
        POLY,
        found(34_000, "energytrend.com 20240407"),
        assumption(19_500, "a little below the price outside China: cheap hydropower"),
        26_000,
        **_READY,
        **_grow(22_000, 30_000, 2),
    ),
    _offer(CN_WAFER, WAFER, 200_000, CHINA_STEPS[WAFER], 10_500),
    _offer(VN_WAFER, WAFER, 30_000, 15_000, 23_000, **_grow(10_000, 60_000, 1)),
    _offer(
        US_WAFER,
        WAFER,
        3_300,
        40_000,
        2_600,
        **_grow(
            derived(
                10_000, "13.3 GW of ingots expected (SEIA in taiyangnews.info) less the 3.3 GW here (assumption)", assumption(3_300, "3.3")
            ),
            150_000,
            2,
        ),
    ),
    _offer(CN_CELL, CELL, 150_000, CHINA_STEPS[CELL], 7_200),
    _offer(ID_CELL, CELL, 25_000, 32_000, 20_000),
    _offer(KR_CELL, CELL, 6_000, 45_000, 5_000),
    _offer(US_CELL, CELL, 2_000, 75_000, 1_500, **_grow(found(12_800, "under construction, SEIA in taiyangnews.info"), 140_000, 2)),
    _offer(CN_MODULE, MODULE, 150_000, CHINA_STEPS[MODULE], 6_000),
    _offer(ID_MODULE, MODULE, 20_000, 55_000, 10_000),
    _offer(
        KR_MODULE,
        MODULE,
        5_000,
        62_000,
        2_000,
        standby=assumption(0.5, "half of what is idle can be called on"),
        ramp_months=assumption(1, "hiring"),
        fixed_cost=assumption(200_000, "call-off fee"),
    ),
    _offer(IN_MODULE, MODULE, 8_000, assumption(250_000, "its US price less freight and duty"), 2_000),
    _offer(
        US_MODULE,
        MODULE,
        derived(
            35_000,
            "more than 50 GW in the country (SEIA in pv-tech.org) less Chinese owners' and First Solar's (assumptions)",
            assumption(15_000, "rest"),
        ),
        105_000,
        11_000,
    ),
    _offer(US_CN_MODULE, MODULE, assumption(10_000, "Runergy's 2 GW (pv-tech.org) and plants of its kind"), 98_000, 7_500),
    _offer(
        FIRST_SOLAR,
        MODULE,
        assumption(9_000, "remembered order of magnitude of its plants in the country"),
        assumption(270_000, "just below the price of silicon modules in the United States"),
        9_000,
    ),
]
