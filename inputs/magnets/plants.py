"""Separators of oxide and makers of magnets: who they are, what they offer, what a magnet takes."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from .facts import (
    CHINA,
    DYTB,
    DYTB_ABROAD,
    DYTB_CHINA,
    DYTB_PER_MAGNET,
    JAPAN,
    KOREA,
    MAGNET,
    MAGNET_CHINA,
    NDPR,
    NDPR_CHINA,
    NDPR_FLOOR,
    NDPR_PER_MAGNET,
    ORE_AUSTRALIA,
    ORE_CHINA,
    START,
    US,
    USE,
)

BAOTOU, GANZHOU, LYNAS, MOUNTAIN_PASS = "Northern Rare Earth, Baotou", "China Rare Earth, Ganzhou", "Lynas, Kuantan", "MP, Mountain Pass"
ILUKA, CAREMAG = "Iluka, Eneabba", "Carester, Lacq"
JLMAG, SHINETSU, STAR = "JL MAG and others, Ganzhou", "Shin-Etsu and Proterial, Japan", "Star Group, Daegu"
FORT_WORTH, TENX, SUMTER, NOVEON = "MP, Fort Worth", "MP, 10X", "eVAC, Sumter", "Noveon, San Marcos"

SUPPLIERS: list[Row] = [
    record("Light oxides; stands for China's separators.", supplier=BAOTOU, country=CHINA),
    record("Heavy oxides from ionic clays of China and Myanmar; stands for China's separators.", supplier=GANZHOU, country=CHINA),
    record("Separates ore of Mount Weld, Australia.", supplier=LYNAS, country="Malaysia", owner="Australia"),
    record("Mine and separation in one place.", supplier=MOUNTAIN_PASS, country=US),
    record("Refinery being built with a loan of the Australian state.", supplier=ILUKA, country="Australia"),
    record("Being built; Japan's state and Iwatani have a part in it for heavy oxides.", supplier=CAREMAG, country="France"),
    record("Stands for China's makers of magnets.", supplier=JLMAG, country=CHINA),
    record("Stands for Japan's three makers.", supplier=SHINETSU, country=JAPAN),
    record("The one maker of sintered magnets of size.", supplier=STAR, country=KOREA),
    record("First magnets of MP Materials.", supplier=FORT_WORTH, country=US),
    record("Second plant of MP Materials, from 2028, with the US state as buyer.", supplier=TENX, country=US),
    record("Plant of VAC of Germany, which a US fund owns.", supplier=SUMTER, country=US),
    record("Magnets from scrap and oxide.", supplier=NOVEON, country=US),
]

MAGNET_OXIDES = round(NDPR_PER_MAGNET.value * NDPR_CHINA.value + DYTB_PER_MAGNET.value * DYTB_CHINA.value, -2)
JAPAN_START = derived(
    round((1 - START[JAPAN].value) * USE[JAPAN].value + 0.5 * (1 - START[US].value) * USE[US].value + 600, -2),
    "what Japan did not have from China in 2022 (KITA) of its use (estimate), half of what the US did not have from China (assumption) and 600 t for "
    "South Korea (assumption)",
    assumption(0.5, "half of it"),
)
_CONVERSION = "no cost of this step is published; the whole price is then {} China's export value, as buyers outside China report (remembered)"
_RAMP = "no path is published; a plant of this kind has taken two to three years to its nameplate (remembered)"
_APPROVAL = "motor makers test magnets for a year or more (remembered); no time was found"


def _conversion(value: float, times: str) -> Figure:
    return assumption(value, _CONVERSION.format(times))


def _approve(cost: float, years: float = 1) -> dict[str, object]:
    return {
        "qualified": "no",
        "qualification_cost": assumption(cost, "test motors, audits and trial lots; no cost found"),
        "qualification_years": assumption(years, _APPROVAL),
    }


def _grows(today: Figure, step: float) -> dict[str, object]:
    return {"current_volume": today, "maximum_change": assumption(step, _RAMP)}


def _fixed(value: float) -> Figure:
    return assumption(value, "audits, testing and staff for a new source; none is published")


OFFERS: list[Row] = [
    record(
        supplier=BAOTOU,
        material=NDPR,
        capacity=derived(54_000, f"{ORE_CHINA.source}, 270,000 t x 20% NdPr in the ore (estimate)", estimate(0.2, "NdPr in the ore")),
        unit_cost=NDPR_CHINA,
    ),
    record(
        supplier=LYNAS,
        material=NDPR,
        capacity=derived(
            7_000, f"{ORE_AUSTRALIA.source}, 29,000 t x 24% NdPr in the ore (estimate), rounded", estimate(0.24, "NdPr in the ore")
        ),
        unit_cost=assumption(85_000, "between China's price and the US floor; contracts are not published"),
    ),
    record(
        "Grows in steps.",
        supplier=MOUNTAIN_PASS,
        material=NDPR,
        capacity=estimate(6_000, "remembered nameplate of separation"),
        unit_cost=NDPR_FLOOR,
        **_grows(estimate(2_600, "remembered output of 2025"), 1_500),
    ),
    record(
        supplier=GANZHOU,
        material=DYTB,
        capacity=assumption(1_500, "several times what the three countries need: China's capacity is not the limit"),
        unit_cost=DYTB_CHINA,
    ),
    record(
        supplier=LYNAS,
        material=DYTB,
        capacity=estimate(200, "remembered: about 250 t of dysprosium and 50 t of terbium planned, part of it reached"),
        unit_cost=DYTB_ABROAD,
        fixed_cost=_fixed(500_000),
        **_grows(assumption(50, "first oxides in mid-2025 (remembered)"), 60),
    ),
    record(
        supplier=MOUNTAIN_PASS,
        material=DYTB,
        capacity=estimate(200, "remembered plan of the company with the US state"),
        unit_cost=DYTB_ABROAD,
        fixed_cost=_fixed(500_000),
        from_year=estimate(2027, "remembered: separation of heavy oxides from the middle of 2026, the first full year"),
    ),
    record(
        supplier=CAREMAG,
        material=DYTB,
        capacity=estimate(300, "remembered: 600 t planned, half of it for Japan"),
        unit_cost=DYTB_ABROAD,
        fixed_cost=_fixed(500_000),
        **_approve(1_000_000),
        from_year=estimate(2027, "remembered plan of the company"),
    ),
    record(
        supplier=ILUKA,
        material=NDPR,
        capacity=estimate(5_500, "remembered plan of the company"),
        unit_cost=assumption(95_000, "a new refinery, dearer than Kuantan and below the US floor"),
        fixed_cost=_fixed(500_000),
        **_approve(1_000_000),
        from_year=estimate(2028, "remembered: first oxide in 2027, a first full year in 2028"),
    ),
    record(
        supplier=JLMAG,
        material=MAGNET,
        capacity=found(58_152, "China's exports of 2024, customs via adamasintel.com"),
        unit_cost=derived(
            round(MAGNET_CHINA.value - MAGNET_OXIDES, -2),
            f"49,200 (derived: {MAGNET_CHINA.source}) less {MAGNET_OXIDES:,.0f} of oxide at China's prices (estimates)",
            NDPR_CHINA,
            DYTB_CHINA,
        ),
    ),
    record(
        "Lines are neither closed nor opened at a stroke.",
        supplier=SHINETSU,
        material=MAGNET,
        capacity=estimate(15_000, "remembered order of magnitude; 15% of the world's output in 2021 (Fuji Economic via ckhq.net) would be twice as much"),
        unit_cost=_conversion(30_000, "a third above"),
        fixed_cost=_fixed(1_000_000),
        **_grows(JAPAN_START, 1_200),
        standby=assumption(0.5, "half of the idle furnaces can be lit"),
        ramp_months=assumption(2, "crews and oxide"),
    ),
    record(
        supplier=STAR,
        material=MAGNET,
        capacity=estimate(1_000, "remembered capacity"),
        unit_cost=_conversion(28_000, "a third above"),
        expansion_limit=estimate(2_000, "remembered plan of the company"),
        expansion_cost=assumption(70_000, "a tonne of yearly capacity; less than in the US"),
        expansion_years=assumption(1, "more of the same lines"),
    ),
    record(
        "Enlarged on order.",
        supplier=FORT_WORTH,
        material=MAGNET,
        capacity=found(1_000, "evertiq.com 57123"),
        unit_cost=_conversion(45_000, "nearly twice"),
        fixed_cost=_fixed(1_000_000),
        expansion_limit=derived(2_000, "3,000 t planned (thevanguardusa.com) less 1,000 t (evertiq.com 57123)"),
        expansion_cost=assumption(120_000, "a tonne of yearly capacity; the cost of the enlargement was not found"),
        expansion_years=assumption(1, "more of the same lines in the same hall"),
    ),
    record(
        "In its first year half of what is planned.",
        supplier=TENX,
        material=MAGNET,
        capacity=derived(
            3_500, "half (assumption) of 10,000 t in all less 3,000 t at Fort Worth (estimate: remembered from the contract of July 2025)", assumption(0.5, "half")
        ),
        unit_cost=_conversion(45_000, "nearly twice"),
        fixed_cost=_fixed(2_000_000),
        **_approve(3_000_000),
        minimum_take=assumption(1_000, "the state's contract is for all of it; an anchor for the first year"),
        from_year=estimate(2028, "remembered from the contract of July 2025"),
    ),
    record(
        supplier=SUMTER,
        material=MAGNET,
        capacity=estimate(2_000, "remembered from the company; the plant is confirmed at thevanguardusa.com"),
        unit_cost=_conversion(42_000, "nearly twice"),
        fixed_cost=_fixed(1_000_000),
        **_approve(3_000_000),
        from_year=assumption(2027, "opened late in 2025 (remembered); a year until motor makers accept it"),
    ),
    record(
        supplier=NOVEON,
        material=MAGNET,
        capacity=estimate(2_000, "remembered nameplate of the company"),
        unit_cost=_conversion(46_000, "nearly twice"),
        fixed_cost=_fixed(500_000),
        **_grows(assumption(300, "output is not published; small"), 600),
    ),
]

RECIPES: list[Row] = [
    record(output=MAGNET, input=NDPR, quantity=NDPR_PER_MAGNET),
    record(output=MAGNET, input=DYTB, quantity=DYTB_PER_MAGNET),
]
