"""Suppliers from flake graphite to anode material, what they offer and how much of one step the next one takes."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from . import today
from .facts import (
    ANODE,
    ANODE_CHINA,
    ANODE_US,
    CHINA,
    FLAKE,
    FLAKE_PER_ANODE,
    FLAKE_PER_SPHERICAL,
    JAPAN,
    KOREA,
    SPHERICAL,
    SPHERICAL_PER_ANODE,
    US,
)

LUOBEI = "Minmetals, Luobei"
BALAMA = "Syrah, Balama"
MINAS = "Nacional de Grafite, Minas Gerais"
MATAWINIE = "Nouveau Monde, Matawinie"
JIXI = "BTR, Jixi"
SAEMANGEUM = "POSCO Future Graph, Saemangeum"
TIANJIN = "BTR, Tianjin"
INDONESIA = "BTR, Indonesia"
SEJONG = "POSCO Future M, Sejong"
POHANG = "POSCO Future M, Pohang"
KAGAWA = "Mitsubishi Chemical, Kagawa"
VIDALIA = "Syrah, Vidalia"
NOVONIX = "NOVONIX, Riverside"
BECANCOUR = "Nouveau Monde, Becancour"

SUPPLIERS: list[Row] = [
    record("Flake mine; stands for the mines of Heilongjiang.", supplier=LUOBEI, country=CHINA),
    record("Flake mine.", supplier=BALAMA, country="Mozambique", owner="Australia"),
    record("Flake mines.", supplier=MINAS, country="Brazil"),
    record("Planned flake mine.", supplier=MATAWINIE, country="Canada"),
    record(
        "Rounding and purifying; stands for China, which makes about 99% of the world's (Benchmark via voltresources.com).",
        supplier=JIXI,
        country=CHINA,
    ),
    record("Being built: rounding and purifying.", supplier=SAEMANGEUM, country=KOREA),
    record("Anode material from spherical graphite; stands for China's makers of natural anode material.", supplier=TIANJIN, country=CHINA),
    record(
        "Chinese-owned: passes a location test and fails an ownership test. BTR holds 60% (livemint.com, August 2024) or 70% (projectblue.com 1009). "
        "More than 1 kt a month reached the US in 2025 (rhomotion.com p=44861). It makes synthetic and blended material too and has bought flake from Balama "
        "(projectblue.com 1009); here it coats Chinese spherical graphite only.",
        supplier=INDONESIA,
        country="Indonesia",
        owner=CHINA,
    ),
    record("Natural anode material from spherical graphite bought in.", supplier=SEJONG, country=KOREA),
    record("Synthetic anode material: replaces natural, carries no flake.", supplier=POHANG, country=KOREA),
    record("Natural anode material from spherical graphite bought in.", supplier=KAGAWA, country=JAPAN),
    record(
        "Flake to anode material in one plant, fed from Balama; running since February 2024, still being qualified (innersphereconsulting.com).",
        supplier=VIDALIA,
        country=US,
        owner="Australia",
    ),
    record("Synthetic anode material: replaces natural, carries no flake.", supplier=NOVONIX, country=US, owner="Australia"),
    record("Planned; flake to anode material in one plant.", supplier=BECANCOUR, country="Canada"),
]

_FLAKE_PRICE = (
    "no contract price per mine found; between the 425 USD a t fob Mozambique of Syrah's study of 2023 (syrahresources.com.au) and the US import average "
    "of 1,300 of 2019 (USGS MCS 2020); flake fines were 670-715 fob China in May 2023 (fastmarkets.com) and have fallen since (remembered)"
)
_CONVERSION = (
    "no published cost of this step; set so that the steps add up to the known prices or stay near them: anode material as found, "
    "spherical graphite 2,000-2,300 USD a t fob China in May 2023 (fastmarkets.com)"
)
_CELLS = "a cell maker's process takes two to five years in all (innersphereconsulting.com); the part that is left"
_CONTRACT = "audits, testing and staff for a new source; none is published"


def _flake(value: float) -> Figure:
    return assumption(value, _FLAKE_PRICE)


def _conversion(value: float) -> Figure:
    return assumption(value, _CONVERSION)


def _fixed(value: float) -> Figure:
    return assumption(value, _CONTRACT)


def _approve(cost: float, years: float) -> dict[str, object]:
    return {
        "qualified": "no",
        "qualification_cost": assumption(cost, "test cells, audits and line trials; no cost found"),
        "qualification_years": assumption(years, _CELLS),
    }


LUOBEI_FLAKE, BALAMA_FLAKE = _flake(550), _flake(650)
JIXI_STEP, INDONESIA_STEP, SEJONG_STEP = _conversion(750), _conversion(1_800), _conversion(2_200)

#: A tonne of spherical graphite as it leaves Jixi, freight of its flake left out.
SPHERICAL_CHINA = derived(
    round(LUOBEI_FLAKE.value * FLAKE_PER_SPHERICAL.value + JIXI_STEP.value, -1),
    "2.2 t of flake at 550 and 750 for rounding",
    LUOBEI_FLAKE,
    JIXI_STEP,
)
CHINA_STEP = derived(
    round(ANODE_CHINA.value - SPHERICAL_PER_ANODE.value * SPHERICAL_CHINA.value, -1),
    "China's price of 3,700 (rhomotion.com p=44861) less 1.05 t of spherical graphite at 1,960 (assumptions)",
    SPHERICAL_CHINA,
)
US_STEP = derived(
    round(ANODE_US.value - FLAKE_PER_ANODE.value * (BALAMA_FLAKE.value + 150), -1),
    "price of 5,400 made in the US (rhomotion.com p=44861) less 2.31 t of Balama flake at 800 delivered (assumptions)",
    BALAMA_FLAKE,
)

OFFERS: list[Row] = [
    record(
        supplier=LUOBEI,
        material=FLAKE,
        capacity=assumption(250_000, "a fifth of China's 1,230 kt in 2023 (USGS MCS 2024 via bhcarbons.com)"),
        unit_cost=LUOBEI_FLAKE,
        current_volume=today.CHINA_FLAKE,
    ),
    record(supplier=BALAMA, material=FLAKE, capacity=estimate(350_000, "nameplate, company"), unit_cost=BALAMA_FLAKE),
    record(
        supplier=MINAS,
        material=FLAKE,
        capacity=found(73_000, "all of Brazil in 2023, USGS MCS 2024 via bhcarbons.com"),
        unit_cost=assumption(1_300, "no price for Brazil found; as the US import average of 2019, USGS MCS 2020 via docslib.org"),
    ),
    record(
        supplier=MATAWINIE,
        material=FLAKE,
        capacity=found(103_300, "planned, company study of 2022, nsenergybusiness.com"),
        unit_cost=_flake(750),
        from_year=assumption(2029, "not yet built; about three years from decision to ore"),
    ),
    record(
        supplier=JIXI,
        material=SPHERICAL,
        capacity=assumption(120_000, "more than the case needs: China's capacity is not the limit"),
        unit_cost=JIXI_STEP,
        current_volume=today.CHINA_SPHERICAL,
    ),
    record(
        supplier=SAEMANGEUM,
        material=SPHERICAL,
        capacity=found(37_000, "company plan, koreaherald.com 2025-06-06"),
        unit_cost=_conversion(1_500),
        fixed_cost=_fixed(1_000_000),
        **_approve(4_000_000, 1),
        from_year=found(2027, "company plan, koreaherald.com 2025-06-06"),
    ),
    record(
        supplier=TIANJIN,
        material=ANODE,
        capacity=assumption(100_000, "more than the three countries need: China's capacity is not the limit"),
        unit_cost=CHINA_STEP,
        current_volume=today.CHINA_ANODE,
    ),
    record(
        supplier=INDONESIA,
        material=ANODE,
        capacity=found(80_000, "rhomotion.com p=44861; a doubling to 160 kt is planned"),
        unit_cost=INDONESIA_STEP,
        current_volume=today.INDONESIA_ANODE,
        maximum_change=assumption(15_000, "buyers approve line by line"),
    ),
    record(
        supplier=SEJONG,
        material=ANODE,
        capacity=found(74_000, "company figure in alphabiz.co.kr 1065616933117754"),
        unit_cost=SEJONG_STEP,
        current_volume=today.SEJONG_ANODE,
        maximum_change=assumption(20_000, "crews and approvals for other cell makers"),
    ),
    record(
        supplier=POHANG,
        material=ANODE,
        capacity=found(18_000, "Yonhap via bactf.com"),
        unit_cost=assumption(5_700, "no price found; synthetic sells above natural"),
        current_volume=today.POHANG_ANODE,
        fixed_cost=assumption(1_500_000, "price of keeping furnaces ready; none is published"),
        standby=assumption(0.5, "half of the idle furnaces can be lit"),
        ramp_months=assumption(2, "a graphitising run takes weeks"),
    ),
    record(
        supplier=KAGAWA,
        material=ANODE,
        capacity=found(11_000, "company, batteriesnews.com"),
        unit_cost=_conversion(2_700),
        from_year=derived(
            2027, "enlarged plant from October 2026 (batteriesnews.com), the first full year; what it made before is not published"
        ),
    ),
    record(
        "The buyer calls the offtake in default; the last date to settle was 16 March 2026, the outcome was not found (electrive.com 2026-01-20).",
        supplier=VIDALIA,
        material=ANODE,
        capacity=found(11_250, "nsenergybusiness.com"),
        unit_cost=US_STEP,
        fixed_cost=_fixed(500_000),
        **_approve(4_000_000, 1),
        minimum_take=found(8_000, "offtake of Tesla, subject to qualification, nsenergybusiness.com"),
        expansion_limit=derived(33_750, "planned 45 kt less 11.25 kt, both nsenergybusiness.com"),
        expansion_cost=derived(15_970, "539 million USD (study of 2023) / 33,750 t, both nsenergybusiness.com"),
        expansion_years=assumption(2, "building time of a known design"),
    ),
    record(
        supplier=NOVONIX,
        material=ANODE,
        capacity=found(20_000, "target of the company, middle.news 2025-04-29"),
        unit_cost=assumption(6_400, "no price found; synthetic sells above natural"),
        fixed_cost=_fixed(500_000),
        **_approve(4_000_000, 1),
        from_year=assumption(2028, "first lines of 3 kt were being set up in 2025 (middle.news 2025-04-29)"),
    ),
    record(
        supplier=BECANCOUR,
        material=ANODE,
        capacity=found(42_600, "planned, company study of 2022, nsenergybusiness.com"),
        unit_cost=_conversion(3_900),
        fixed_cost=_fixed(1_000_000),
        **_approve(4_000_000, 2),
        minimum_take=assumption(10_000, "a new plant needs an anchor buyer"),
        from_year=assumption(2029, "not yet built; about three years from decision to product"),
    ),
]

NONE = assumption(0, "made from coke, not from spherical graphite")

RECIPES: list[Row] = [
    record(output=SPHERICAL, input=FLAKE, quantity=FLAKE_PER_SPHERICAL),
    record(output=ANODE, input=SPHERICAL, quantity=SPHERICAL_PER_ANODE),
    record(output=ANODE, input=FLAKE, quantity=FLAKE_PER_ANODE, supplier=VIDALIA),
    record(output=ANODE, input=FLAKE, quantity=FLAKE_PER_ANODE, supplier=BECANCOUR),
    record(output=ANODE, input=SPHERICAL, quantity=NONE, supplier=POHANG),
    record(output=ANODE, input=SPHERICAL, quantity=NONE, supplier=NOVONIX),
]
