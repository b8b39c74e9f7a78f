"""Graphite, lithium, cathode, anode and electrolyte: suppliers, what they offer and what their products take."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from .facts import (
    ANODE,
    ANODE_CHINA,
    ANODE_US,
    CATHODE,
    CATHODE_CHINA,
    CHINA,
    ELECTROLYTE,
    ELECTROLYTE_CHINA,
    FLAKE,
    FLAKE_PER_BLEND,
    FLAKE_PER_NATURAL,
    JAPAN,
    KOREA,
    LITHIUM,
    LITHIUM_PER_CATHODE,
    LITHIUM_PRICE,
    US,
)

LUOBEI, BALAMA, MINAS = "Minmetals, Luobei", "Syrah, Balama", "Nacional de Grafite, Minas"
GANFENG, KWINANA, SQM, GWANGYANG, ROBSTOWN = "Ganfeng, Xinyu", "Tianqi-IGO, Kwinana", "SQM, Antofagasta", "POSCO, Gwangyang", "Tesla, Robstown"
RONBAY, ECOPRO, GUMI, NIIHAMA, CLARKSVILLE = "Ronbay and others, Ningbo", "EcoPro and LG, Pohang", "LG-HY, Gumi", "Sumitomo, Niihama", "LG, Clarksville"
SHANSHAN, INDONESIA, SEJONG, POHANG = "BTR and Shanshan, China", "BTR, Indonesia", "POSCO Future M, Sejong", "POSCO Future M, Pohang"
VIDALIA, NOVONIX, BECANCOUR = "Syrah, Vidalia", "NOVONIX, Tennessee", "Nouveau Monde, Becancour"
TINCI, ENCHEM, ENCHEM_US, MU_IONIC = "Tinci, Guangzhou", "Enchem and Soulbrain, Korea", "Enchem, Georgia", "MU Ionic, Japan"

SUPPLIERS: list[Row] = [
    record("Flake mines of Heilongjiang.", supplier=LUOBEI, country=CHINA),
    record("Flake mine.", supplier=BALAMA, country="Mozambique", owner="Australia"),
    record("Flake mines.", supplier=MINAS, country="Brazil"),
    record("Stands for China's makers of lithium hydroxide.", supplier=GANFENG, country=CHINA),
    record("Stands in Australia, led by a Chinese company (remembered): passes a location test, fails an ownership test.", supplier=KWINANA, country="Australia", owner=CHINA),
    record("Brine of the Atacama.", supplier=SQM, country="Chile"),
    record("Hydroxide from Australian ore.", supplier=GWANGYANG, country=KOREA),
    record("Hydroxide from bought ore.", supplier=ROBSTOWN, country=US),
    record("Stands for China's makers of cathode.", supplier=RONBAY, country=CHINA),
    record("Stands for South Korea's makers of cathode.", supplier=ECOPRO, country=KOREA),
    record("Joint plant of LG Chem and Huayou (remembered): in South Korea, and a foreign entity of concern by the test of 25%.", supplier=GUMI, country=KOREA, owner=CHINA),
    record("Stands for Japan's makers of cathode.", supplier=NIIHAMA, country=JAPAN),
    record("Being built.", supplier=CLARKSVILLE, country=US, owner=KOREA),
    record("Stands for China's makers of anode, synthetic and natural.", supplier=SHANSHAN, country=CHINA),
    record("Chinese-owned: BTR holds 60% (livemint.com) or more.", supplier=INDONESIA, country="Indonesia", owner=CHINA),
    record("Natural anode; its spherical graphite is bought, here as Chinese flake.", supplier=SEJONG, country=KOREA),
    record("Synthetic anode: carries no flake.", supplier=POHANG, country=KOREA),
    record("Flake of Balama to anode in one plant.", supplier=VIDALIA, country=US, owner="Australia"),
    record("Synthetic anode: carries no flake.", supplier=NOVONIX, country=US, owner="Australia"),
    record("Planned; flake of its own mine, which is not modelled.", supplier=BECANCOUR, country="Canada"),
    record("Stands for China's makers of electrolyte.", supplier=TINCI, country=CHINA),
    record("Stands for South Korea's makers of electrolyte.", supplier=ENCHEM, country=KOREA),
    record("The Korean maker's plant beside its US buyers.", supplier=ENCHEM_US, country=US, owner=KOREA),
    record("Stands for Japan's makers of electrolyte.", supplier=MU_IONIC, country=JAPAN),
]

_STEP = "no cost of this step is published; the whole price is then {} China's"
_PROCESS = "a cell maker's process takes two to five years in all (innersphereconsulting.com); the part that is left"
_ROOM = "more than the three countries need: China's capacity is not the limit"
_NO_QUOTE = "no contract price found; near China's"


def _step(value: float, times: str) -> Figure:
    return assumption(value, _STEP.format(times))


def _approve(cost: float, years: float) -> dict[str, object]:
    return {
        "qualified": "no",
        "qualification_cost": assumption(cost, "test cells, audits and line trials; no cost found"),
        "qualification_years": assumption(years, _PROCESS),
    }


def _grow(limit: Figure, cost: Figure, years: float) -> dict[str, object]:
    return {"expansion_limit": limit, "expansion_cost": cost, "expansion_years": assumption(years, "building time of a known design")}


def _offer(supplier: str, material: str, capacity: Figure, cost: Figure, **more: object) -> Row:
    return record(supplier=supplier, material=material, capacity=capacity, unit_cost=cost, **more)


FLAKE_PRICE = assumption(550, "no contract price per mine found; below the 670-715 fob China of fines in May 2023 (fastmarkets.com)")
CATHODE_STEP = derived(
    5_725, "10,000 in China (estimate) less 0.45 t of lithium hydroxide at 9,500 (estimates)", CATHODE_CHINA, LITHIUM_PRICE, LITHIUM_PER_CATHODE
)
ANODE_STEP = derived(
    round(ANODE_CHINA.value - FLAKE_PER_BLEND.value * FLAKE_PRICE.value, -1),
    "China's price of 3,700 (rhomotion.com p=44861) less 0.46 t of flake at 550 (assumption)",
    FLAKE_PRICE,
)
US_ANODE_STEP = derived(
    round(ANODE_US.value - FLAKE_PER_NATURAL.value * 800, -1),
    "price of 5,400 made in the US (rhomotion.com p=44861) less 2.31 t of flake at 800 delivered (assumption)",
    assumption(800, "delivered"),
)
SYNTHETIC = assumption(6_400, "no price found; synthetic made outside China sells above natural")
PLANT = derived(15_970, "539 million USD (study of 2023) / 33,750 t of Vidalia's enlargement, both nsenergybusiness.com")

OFFERS: list[Row] = [
    _offer(LUOBEI, FLAKE, assumption(600_000, "half of China's 1,230 kt in 2023 (USGS MCS 2024 via bhcarbons.com)"), FLAKE_PRICE),
    _offer(BALAMA, FLAKE, estimate(350_000, "nameplate, company"), assumption(650, "no contract price found; a tenth above China's")),
    _offer(MINAS, FLAKE, found(73_000, "all of Brazil in 2023, USGS MCS 2024 via bhcarbons.com"), assumption(1_300, "as the US import average of 2019, USGS MCS 2020")),
    _offer(GANFENG, LITHIUM, assumption(400_000, _ROOM), LITHIUM_PRICE),
    _offer(KWINANA, LITHIUM, estimate(24_000, "remembered nameplate"), assumption(10_000, _NO_QUOTE)),
    _offer(SQM, LITHIUM, estimate(100_000, "remembered capacity for hydroxide"), assumption(9_800, _NO_QUOTE)),
    _offer(GWANGYANG, LITHIUM, estimate(43_000, "remembered nameplate of two lines"), assumption(11_000, "dearer energy than China's")),
    _offer(
        ROBSTOWN, LITHIUM, estimate(30_000, "remembered plan of the company"), assumption(12_000, "a first plant of its kind"), **_approve(4_000_000, 1)
    ),
    _offer(RONBAY, CATHODE, assumption(800_000, _ROOM), CATHODE_STEP),
    _offer(ECOPRO, CATHODE, estimate(360_000, "remembered sum of the makers' plants"), _step(7_500, "a fifth above")),
    _offer(GUMI, CATHODE, estimate(66_000, "remembered nameplate"), _step(6_800, "a tenth above")),
    _offer(NIIHAMA, CATHODE, estimate(84_000, "remembered capacity"), _step(8_000, "a quarter above")),
    _offer(
        CLARKSVILLE,
        CATHODE,
        estimate(60_000, "remembered first phase"),
        _step(9_000, "a third above"),
        **_approve(8_000_000, 2),
        **_grow(estimate(60_000, "remembered second phase"), assumption(16_000, "about 2 billion USD for 120 kt (remembered)"), 2),
        from_year=estimate(2027, "remembered start; put back more than once"),
    ),
    _offer(SHANSHAN, ANODE, assumption(600_000, _ROOM), ANODE_STEP),
    _offer(INDONESIA, ANODE, found(80_000, "rhomotion.com p=44861; a doubling to 160 kt is planned"), _step(3_700, "a seventh above")),
    _offer(SEJONG, ANODE, found(74_000, "company figure in alphabiz.co.kr 1065616933117754"), _step(3_100, "a fifth above")),
    _offer(
        POHANG,
        ANODE,
        found(18_000, "Yonhap via bactf.com"),
        assumption(5_700, "no price found; synthetic made outside China sells above natural"),
        **_grow(assumption(20_000, "as much again; no plan found"), PLANT, 2),
    ),
    _offer(
        VIDALIA,
        ANODE,
        found(11_250, "nsenergybusiness.com"),
        US_ANODE_STEP,
        fixed_cost=assumption(500_000, "audits and staff for a new source; none is published"),
        **_approve(4_000_000, 1),
        **_grow(derived(33_750, "planned 45 kt less 11.25 kt, both nsenergybusiness.com"), PLANT, 2),
    ),
    _offer(
        NOVONIX,
        ANODE,
        found(20_000, "target of the company, middle.news 2025-04-29"),
        SYNTHETIC,
        fixed_cost=assumption(500_000, "audits and staff for a new source; none is published"),
        **_approve(4_000_000, 2),
        **_grow(estimate(31_500, "remembered plan of a second site"), PLANT, 2),
        from_year=assumption(2028, "first lines of 3 kt were being set up in 2025 (middle.news 2025-04-29)"),
    ),
    _offer(
        BECANCOUR,
        ANODE,
        found(42_600, "planned, company study of 2022, nsenergybusiness.com"),
        assumption(6_000, "no price found; flake included"),
        fixed_cost=assumption(1_000_000, "audits and staff for a new source; none is published"),
        **_approve(4_000_000, 3),
        minimum_take=assumption(10_000, "a new plant needs an anchor buyer"),
        from_year=assumption(2029, "not yet built; about three years from decision to product"),
    ),
    _offer(TINCI, ELECTROLYTE, assumption(500_000, _ROOM), ELECTROLYTE_CHINA),
    _offer(ENCHEM, ELECTROLYTE, estimate(90_000, "remembered sum of the makers' plants"), assumption(3_600, "a third above China's")),
    _offer(
        ENCHEM_US,
        ELECTROLYTE,
        estimate(40_000, "remembered capacity"),
        assumption(4_200, "half above China's"),
        **_grow(estimate(100_000, "remembered plan"), assumption(2_500, "blending plants are cheap; no cost found"), 1),
    ),
    _offer(MU_IONIC, ELECTROLYTE, estimate(40_000, "remembered order of magnitude"), assumption(3_900, "half above China's, less freight")),
]

_NONE = assumption(0, "made from coke, or with flake of its own")
RECIPES: list[Row] = [
    record(output=CATHODE, input=LITHIUM, quantity=LITHIUM_PER_CATHODE),
    record(output=ANODE, input=FLAKE, quantity=FLAKE_PER_BLEND),
    *(record(output=ANODE, input=FLAKE, quantity=FLAKE_PER_NATURAL, supplier=plant) for plant in (INDONESIA, SEJONG, VIDALIA)),
    *(record(output=ANODE, input=FLAKE, quantity=_NONE, supplier=plant) for plant in (POHANG, NOVONIX, BECANCOUR)),
]
