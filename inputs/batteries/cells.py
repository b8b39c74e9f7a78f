"""Makers of cells: who they are, what they offer, what a cell takes."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, record
from .facts import (
    ANODE,
    ANODE_CHINA,
    ANODE_PER_CELL,
    CATHODE,
    CATHODE_CHINA,
    CATHODE_PER_CELL,
    CELL_CHINA,
    CELL_US,
    CELLS,
    CHINA,
    CREDIT,
    ELECTROLYTE,
    ELECTROLYTE_CHINA,
    ELECTROLYTE_PER_CELL,
    JAPAN,
    KOREA,
    US,
)

CATL, LG_US, PANASONIC_US, SMYRNA, MARSHALL = "CATL, Ningde", "LG with GM, Ohio and Michigan", "Panasonic, Nevada and Kansas", "AESC, Smyrna", "Ford, Marshall"
KOREANS, JAPANESE = "LG, Samsung and SK, Korea", "Panasonic and Toyota, Japan"

SUPPLIERS: list[Row] = [
    record("Stands for China's makers of cells.", supplier=CATL, country=CHINA),
    record("Stands for the Korean makers' plants in the US.", supplier=LG_US, country=US, owner=KOREA),
    record("Two plants.", supplier=PANASONIC_US, country=US, owner=JAPAN),
    record("Owned by Envision of China (remembered): in the US, and fails an ownership test.", supplier=SMYRNA, country=US, owner=CHINA),
    record("Ford's own plant under a licence of CATL: passes an ownership test; a test of licences is not modelled.", supplier=MARSHALL, country=US),
    record("Stands for South Korea's plants at home.", supplier=KOREANS, country=KOREA),
    record("Stands for Japan's plants at home.", supplier=JAPANESE, country=JAPAN),
]

_INSIDE = round(
    CATHODE_PER_CELL.value * CATHODE_CHINA.value + ANODE_PER_CELL.value * ANODE_CHINA.value + ELECTROLYTE_PER_CELL.value * ELECTROLYTE_CHINA.value, -1
)


def _rest(cell: Figure, where: str) -> Figure:
    text = f"a cell of {cell.value:,.0f} {where} ({cell.confidence}: {cell.source}) less {_INSIDE:,.0f} of cathode, anode and electrolyte at China's prices"
    return derived(round(cell.value - _INSIDE, -1), text, cell, CATHODE_CHINA)


US_STEP = _rest(CELL_US, "in the US")
US_NET = derived(
    US_STEP.value - CREDIT.value, f"{US_STEP.value:,.0f} of conversion (derived: {CELL_US.source}, less what is inside) less the credit of 35,000 (estimate)", US_STEP, CREDIT
)
STEPS = {
    KOREA: assumption(38_000, "between China and the US; no cost of this step is published"),
    JAPAN: assumption(41_000, "between South Korea and the US; no cost of this step is published"),
}

OFFERS: list[Row] = [
    record(
        supplier=CATL,
        material=CELLS,
        capacity=assumption(300_000, "a tenth of the 3 TWh of the world's capacity (IEA via ess-news.com): China's capacity is not the limit"),
        unit_cost=_rest(CELL_CHINA, "in China"),
    ),
    record(
        supplier=LG_US,
        material=CELLS,
        capacity=estimate(130_000, "remembered sum of plants at work and opening in 2026"),
        unit_cost=US_NET,
        expansion_limit=estimate(60_000, "remembered plants that wait for orders"),
        expansion_cost=assumption(90_000, "a MWh of yearly capacity; about 90 million USD a GWh (remembered)"),
        expansion_years=assumption(2, "building time of a known design"),
    ),
    record(supplier=PANASONIC_US, material=CELLS, capacity=estimate(71_000, "remembered: 39 in Nevada and 32 GWh in Kansas"), unit_cost=US_NET),
    record("No credit: the owner is a foreign entity.", supplier=SMYRNA, material=CELLS, capacity=estimate(10_000, "remembered capacity"), unit_cost=US_STEP),
    record(
        supplier=MARSHALL,
        material=CELLS,
        capacity=estimate(20_000, "remembered plan of the company"),
        unit_cost=US_NET,
        qualified="no",
        qualification_cost=assumption(8_000_000, "vehicle trials; no cost found"),
        qualification_years=assumption(1, "two to five years in all (innersphereconsulting.com); the part that is left"),
    ),
    record(supplier=KOREANS, material=CELLS, capacity=estimate(90_000, "remembered sum of plants"), unit_cost=STEPS[KOREA]),
    record(supplier=JAPANESE, material=CELLS, capacity=estimate(45_000, "remembered sum of plants"), unit_cost=STEPS[JAPAN]),
]

RECIPES: list[Row] = [
    record(output=CELLS, input=CATHODE, quantity=CATHODE_PER_CELL),
    record(output=CELLS, input=ANODE, quantity=ANODE_PER_CELL),
    record(output=CELLS, input=ELECTROLYTE, quantity=ELECTROLYTE_PER_CELL),
]
