"""Buyers with one source each, so that the library can be solved: what would each have had to keep in store?"""

from __future__ import annotations

from ..figure import Row, assumption, record
from .events import ABROAD, BY_SEA, CHINA, HF, JAPAN, KOREA, MCU, NAKA, NEON, SHOCKS, SUEZ, US

#: Ten units a month: a store of ten is a month of use.
MONTHLY = 10
YEARLY = assumption(12 * MONTHLY, "an index: ten units a month, so that a store of ten is a month of use")
ONE = assumption(1, "an index: only quantities matter here")
PLENTY = assumption(1_000, "an index: more than the first year's need and the store")
ROOM = assumption(24 * MONTHLY, "two years of use: as much as the longest crisis can take")

#: Fills the stores in the first year and offers nothing to the markets, so that no delivery to a store can be diverted in a crisis.
FILLING = "Filling of the stores"

#: Where each material comes from; the rest comes from China.
ORIGIN = {HF: (JAPAN, "Japan, hydrogen fluoride"), MCU: (JAPAN, NAKA), NEON: ("Ukraine", "Ukraine, neon"), BY_SEA: ("Germany", "Germany, goods by sea")}


def source(material: str) -> tuple[str, str]:
    """Country and name of the one supplier of a material."""
    return ORIGIN.get(material, (CHINA, f"{CHINA}, {material}"))


def buyers() -> list[tuple[str, str]]:
    """Market and material: whom each shock was aimed at; Japan where it was aimed at everyone, South Korea where Japan was the source."""
    met: dict[tuple[str, str], None] = {}
    for shock in SHOCKS:
        for material in shock.materials:
            market = shock.to if shock.to and shock.to != ABROAD else KOREA if source(material)[0] == JAPAN else JAPAN
            met.setdefault((market, material))
    return list(met)


BUYERS = buyers()
MATERIALS: list[Row] = [record(material=m, unit="units", price=ONE) for m in dict.fromkeys(m for _, m in BUYERS)]
MADE = tuple(dict.fromkeys(m for _, m in BUYERS))
SUPPLIERS: list[Row] = [
    *(record(supplier=source(m)[1], country=source(m)[0]) for m in MADE),
    record("Before any of it happens.", supplier=FILLING, country="Australia"),
]
OFFERS: list[Row] = [
    *(record(supplier=source(m)[1], material=m, capacity=PLENTY, unit_cost=ONE) for m in MADE),
    *(record(supplier=FILLING, material=m, capacity=PLENTY, unit_cost=ONE, to_year=2026) for m in MADE),
]
#: A market with a country's name would stand for the stores of that country too.
MARKETS: list[Row] = [record(market=f"Buyers in {m}", country=m) for m in (JAPAN, KOREA, US)]
DEMAND: list[Row] = [record(market=f"Buyers in {market}", material=m, quantity=YEARLY, shortage_cost=ONE) for market, m in BUYERS]
STOCKPILES: list[Row] = [
    record(stockpile=f"{m} of {market}", material=m, country=market, maximum_level=ROOM, holding_cost=ONE) for market, m in BUYERS
]
LANES: list[Row] = [
    *(record(from_=source(m)[1], to=f"Buyers in {market}", material=m, corridor=SUEZ if m == BY_SEA else None) for market, m in BUYERS),
    *(record(from_=FILLING, to=str(store["Stockpile"]), material=store["Material"]) for store in STOCKPILES),
]
SURVIVAL: list[Row] = [
    record(
        "Nothing may be missed, in any of them.",
        months=assumption(24, "to the end of the longest"),
        service_level=assumption(1, "the question: what it takes to miss nothing"),
        from_year=2027,
    )
]
