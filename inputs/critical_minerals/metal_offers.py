"""What the suppliers of gallium and germanium offer: capacities, costs, approval and growth."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from . import today
from .facts import GALLIUM, GALLIUM_CHINA, GALLIUM_EX_CHINA, GALLIUM_EXPORTS, GERMANIUM, GERMANIUM_CHINA
from .minerals import (
    CHIHONG,
    CHINALCO,
    CLARKSVILLE,
    DOWA,
    KOREA_ZINC,
    LANGELSHEIM,
    METLEN,
    NEO,
    RECYCLER,
    TECK,
    TRADERS,
    UMICORE,
    VAUDREUIL,
    WAGERUP,
)

_NO_QUOTE = "no contract price is published; set between China's price and the market outside China"
_CLARKSVILLE_PLAN = "what the former owner planned, beaver1003.com; the new owner's tonnage was not found"
_CLARKSVILLE_START = found(2029, "first commercial operation, in stages, mining.com January 2026")
_START = "a year of samples and audits; no time is published for gallium or germanium"


def _fixed(value: float) -> Figure:
    return assumption(value, "audits, testing and staff for a new source; none is published")


def _approve(cost: float, years: float = 1) -> dict[str, object]:
    """Cells of an offer that must first be qualified."""
    return {
        "qualified": "no",
        "qualification_cost": assumption(cost, "samples, audits and trial lots; no cost found"),
        "qualification_years": assumption(years, _START),
    }


def _price(value: float) -> Figure:
    return assumption(value, _NO_QUOTE)


GALLIUM_OFFERS: list[Row] = [
    record(supplier=CHINALCO, material=GALLIUM, unit_cost=GALLIUM_CHINA, capacity=GALLIUM_EXPORTS, current_volume=today.CHINA_GALLIUM),
    record(
        supplier=DOWA,
        material=GALLIUM,
        unit_cost=_price(720),
        capacity=derived(70_000, "use of 167 t less imports of 97 t in 2021 (JOGMEC in japantimes.co.jp 2025-08-05): recycled and own"),
        current_volume=today.JAPAN_OWN_GALLIUM,
        surge=assumption(0.1, "overtime on scrap in stock"),
        surge_premium=assumption(0.5, "overtime and dearer scrap"),
        ramp_months=assumption(1, "extra shifts"),
        expansion_limit=assumption(20_000, "scrap that could still be collected; no survey found"),
        expansion_cost=assumption(400, "no plant cost found"),
        expansion_years=assumption(1, "furnaces of a known kind"),
    ),
    record(
        "Offtake by contract: a yearly least quantity.",
        supplier=WAGERUP,
        material=GALLIUM,
        unit_cost=_price(880),
        fixed_cost=_fixed(1_500_000),
        capacity=found(55_000, "output of more than 55 t aimed at for 2028, japantimes.co.jp 2025-08-05"),
        **_approve(3_000_000),
        expansion_limit=derived(45_000, "nameplate of 100 t (projectblue.com 1347) less 55 t"),
        expansion_cost=assumption(300, "more of the same circuit; no plant cost found"),
        expansion_years=assumption(1, "more of the same circuit"),
        minimum_take=assumption(20_000, "a plant of this size needs an anchor buyer"),
        from_year=found(2028, "aims at more than 55 t of output in 2028, japantimes.co.jp 2025-08-05"),
    ),
    record(
        supplier=KOREA_ZINC,
        material=GALLIUM,
        unit_cost=_price(900),
        fixed_cost=_fixed(400_000),
        capacity=found(15_500, "biz.chosun.com 2025-10-19"),
        **_approve(1_000_000),
        from_year=found(2028, "commercial from 2028, biz.chosun.com 2025-10-19"),
    ),
    record(
        supplier=VAUDREUIL,
        material=GALLIUM,
        unit_cost=_price(950),
        fixed_cost=_fixed(400_000),
        capacity=found(3_500, "demonstration plant, chargedevs.com"),
        **_approve(1_500_000),
        expansion_limit=derived(36_500, "commercial plant of 40 t (news.metal.com 103313194) less the 3.5 t of the demonstration"),
        expansion_cost=assumption(600, "no plant cost found"),
        expansion_years=assumption(2, "building time of a plant beside a refinery"),
        from_year=assumption(2027, "the demonstration has no published date"),
    ),
    record(
        supplier=METLEN,
        material=GALLIUM,
        unit_cost=_price(920),
        fixed_cost=_fixed(1_000_000),
        capacity=found(50_000, "company plan, naftemporiki.gr and dnews.gr 567640"),
        **_approve(2_000_000),
        from_year=found(2028, "full operation, naftemporiki.gr and dnews.gr 567640"),
    ),
    record(
        supplier=CLARKSVILLE,
        material=GALLIUM,
        unit_cost=_price(1_000),
        fixed_cost=_fixed(1_000_000),
        capacity=found(40_000, _CLARKSVILLE_PLAN),
        **_approve(1_500_000),
        from_year=_CLARKSVILLE_START,
    ),
    record(
        supplier=NEO,
        material=GALLIUM,
        unit_cost=_price(950),
        capacity=assumption(4_000, "half as much again as Canada's 17% of US imports (GaRisk README after USGS) of 16 t"),
        current_volume=today.CANADA_GALLIUM,
    ),
    record(
        supplier=LANGELSHEIM,
        material=GALLIUM,
        unit_cost=_price(900),
        capacity=assumption(8_000, "more than twice Germany's 19% of US imports (GaRisk README after USGS)"),
        current_volume=today.GERMANY_GALLIUM,
    ),
    record(
        "Spot metal, and a fee for call-off: what is not bought in the year can be called on at short notice.",
        supplier=TRADERS,
        material=GALLIUM,
        unit_cost=GALLIUM_EX_CHINA,
        fixed_cost=assumption(1_000_000, "fee for keeping metal ready; none is published"),
        capacity=derived(
            42_000,
            "Japan's imports of 97 t less 55 t from China in 2021 (JOGMEC in japantimes.co.jp 2025-08-05); who sold them is not known",
        ),
        current_volume=today.TRADED_GALLIUM,
        standby=assumption(0.5, "half of what is offered but not bought is still in the warehouse"),
        ramp_months=assumption(1, "shipping papers and assays"),
    ),
]

UMICORE_CAPACITY = estimate(20_000, "remembered order of magnitude; the company gives no tonnage")
TECK_CAPACITY = estimate(10_000, "a guess: the company gives no tonnage, guesses run from 5 to 20 t (Homeworld germanium_report.md)")
_ESTIMATED = UMICORE_CAPACITY.value + TECK_CAPACITY.value

GERMANIUM_OFFERS: list[Row] = [
    record(
        supplier=CHIHONG,
        material=GERMANIUM,
        unit_cost=GERMANIUM_CHINA,
        capacity=derived(54_700, "China's exports of 36.48 t in January-August 2023 (datafloq.com), a year's worth"),
        current_volume=today.CHINA_GERMANIUM,
    ),
    record(
        "Expansion: refining of DR Congo material.",
        supplier=UMICORE,
        material=GERMANIUM,
        unit_cost=_price(3_300),
        capacity=UMICORE_CAPACITY,
        current_volume=today.rest_of_germanium(UMICORE_CAPACITY.value, of=_ESTIMATED),
        expansion_limit=found(30_000, "aim of STL and Gecamines, projectblue.com 1049"),
        expansion_cost=assumption(800, "no plant cost found"),
        expansion_years=assumption(1, "first shipment arrived in October 2024"),
    ),
    record(
        supplier=TECK,
        material=GERMANIUM,
        unit_cost=_price(3_200),
        capacity=TECK_CAPACITY,
        current_volume=today.rest_of_germanium(TECK_CAPACITY.value, of=_ESTIMATED),
    ),
    record(
        supplier=KOREA_ZINC,
        material=GERMANIUM,
        unit_cost=_price(3_500),
        fixed_cost=_fixed(300_000),
        capacity=found(10_000, "germanium dioxide, germanium content, projectblue.com 1298"),
        **_approve(1_000_000),
        from_year=found(2028, "full operation in the first half of 2028, projectblue.com 1298"),
    ),
    record(
        supplier=CLARKSVILLE,
        material=GERMANIUM,
        unit_cost=_price(3_700),
        fixed_cost=_fixed(500_000),
        capacity=found(30_000, _CLARKSVILLE_PLAN),
        **_approve(1_500_000),
        from_year=_CLARKSVILLE_START,
    ),
    record(
        supplier=RECYCLER,
        material=GERMANIUM,
        unit_cost=_price(3_000),
        capacity=today.RECYCLED_GERMANIUM,
        current_volume=today.RECYCLED_GERMANIUM,
        surge=assumption(0.2, "scrap waiting for treatment"),
        surge_premium=assumption(0.3, "overtime"),
        ramp_months=assumption(2, "collection"),
    ),
]

#: supplier, material, from quantity, unit cost, kind
PRICE_BREAKS: list[Row] = [
    record(
        supplier=WAGERUP,
        material=GALLIUM,
        kind="all units",
        from_quantity=assumption(40_000, "most of the first output; no contract is published"),
        unit_cost=assumption(800, "an anchor offtake buys a tenth cheaper; no contract is published"),
    ),
]
