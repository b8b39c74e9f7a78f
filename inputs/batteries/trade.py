"""Which way goods may go and under what duty, and what is kept in store."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from .facts import (
    ANODE,
    ANODE_CHINA,
    ASIA,
    CATHODE,
    CATHODE_CHINA,
    CELL_CHINA,
    CELLS,
    CHINA,
    ELECTROLYTE,
    ELECTROLYTE_CHINA,
    FLAKE,
    JAPAN,
    KOREA,
    LITHIUM,
    US,
)
from .upstream import BALAMA, BECANCOUR, INDONESIA, KWINANA, MINAS, SQM, VIDALIA

PARTS_301 = found(0.25, "US Section 301 on battery parts since 27 September 2024, zh.wenxuecity.com 3533175")
GRAPHITE_301 = found(0.25, "US Section 301 on natural graphite since 1 January 2026, zh.wenxuecity.com 3533175")
CELLS_301 = found(0.25, "US Section 301 on vehicle cells since 2024 and other cells since 1 January 2026, zh.wenxuecity.com 3533175")

_MONTHS = "order of magnitude of ordering, sailing and customs; no figure found"
MONTH, TWO_MONTHS = assumption(1, _MONTHS), assumption(2, _MONTHS)
FREIGHT = {
    True: assumption(40, "by land or within a country; order of magnitude, no quotation found"),
    False: assumption(200, "by sea with insurance; order of magnitude, no quotation found"),
}
CELL_FREIGHT = {
    True: assumption(300, "by road; order of magnitude, no quotation found"),
    False: assumption(1_500, "dangerous goods by sea; order of magnitude, no quotation found"),
}


def _lane(start: str, end: str, material: str, lead: Figure | None = None, cost: Figure | None = None, comment: str = "") -> Row:
    freight = (CELL_FREIGHT if material == CELLS else FREIGHT)[lead is None]
    return record(comment, from_=start, to=end, material=material, transport_cost=cost or freight, lead_months=lead)


def _dutiable(material: str, price: Figure, duty: Figure) -> Row:
    freight = CELL_FREIGHT[False] if material == CELLS else FREIGHT[False]
    text = f"{freight.value:,.0f} freight (assumption) and {duty.value:.0%} ({duty.confidence}: {duty.source}) of {price.value:,.0f} ({price.confidence}: {price.source})"
    return _lane(CHINA, US, material, TWO_MONTHS, derived(round(freight.value + duty.value * price.value, -1), text, freight), "The duty is on the full value.")


#: What the vote of 12 March 2026 kept from coming into force: freight and duties of about 160% on a tonne, in place of the 25%.
ANODE_ORDER = derived(5_600, "9,300 landed with duties of about 160% less 3,700 in China (rhomotion.com p=44861), July 2025")

LANES: list[Row] = [
    _lane(CHINA, CHINA, FLAKE),
    _lane(CHINA, "Indonesia", FLAKE, MONTH),
    _lane(CHINA, KOREA, FLAKE, MONTH),
    _lane(BALAMA, VIDALIA, FLAKE, TWO_MONTHS),
    _lane(BALAMA, KOREA, FLAKE, TWO_MONTHS),
    _lane(BALAMA, INDONESIA, FLAKE, MONTH),
    _lane(MINAS, VIDALIA, FLAKE, MONTH),
    _lane(CHINA, CHINA, LITHIUM),
    _lane(CHINA, ASIA, LITHIUM, MONTH),
    _lane(CHINA, US, LITHIUM, TWO_MONTHS),
    *(_lane(mine, end, LITHIUM, MONTH) for mine in (KWINANA, SQM) for end in (CHINA, ASIA)),
    _lane(SQM, US, LITHIUM, MONTH),
    _lane(KOREA, KOREA, LITHIUM),
    _lane(KOREA, JAPAN, LITHIUM, MONTH),
    _lane(US, US, LITHIUM),
    _lane(US, ASIA, LITHIUM, TWO_MONTHS),
    *(_lane(CHINA, CHINA, part) for part in (CATHODE, ANODE, ELECTROLYTE)),
    *(_lane(CHINA, ASIA, part, MONTH) for part in (CATHODE, ANODE, ELECTROLYTE, CELLS)),
    _dutiable(CATHODE, CATHODE_CHINA, PARTS_301),
    _dutiable(ANODE, ANODE_CHINA, GRAPHITE_301),
    _dutiable(ELECTROLYTE, ELECTROLYTE_CHINA, PARTS_301),
    _dutiable(CELLS, CELL_CHINA, CELLS_301),
    *(_lane(INDONESIA, end, ANODE, lead) for end, lead in ((US, TWO_MONTHS), (ASIA, MONTH))),
    _lane(BECANCOUR, US, ANODE),
    *(_lane(KOREA, KOREA, part) for part in (CATHODE, ANODE, ELECTROLYTE, CELLS)),
    *(_lane(KOREA, JAPAN, part, MONTH) for part in (CATHODE, ANODE, ELECTROLYTE, CELLS)),
    *(_lane(KOREA, US, part, TWO_MONTHS) for part in (CATHODE, ANODE, ELECTROLYTE, CELLS)),
    *(_lane(JAPAN, JAPAN, part) for part in (CATHODE, ELECTROLYTE, CELLS)),
    *(_lane(JAPAN, US, part, TWO_MONTHS) for part in (CATHODE, ELECTROLYTE, CELLS)),
    *(_lane(US, US, part) for part in (CATHODE, ANODE, ELECTROLYTE, CELLS)),
]

MATERIALS: list[Row] = [
    record("Concentrate of battery size.", material=FLAKE, unit="t"),
    record("Battery grade.", material=LITHIUM, unit="t", price=assumption(12_500, "the dearest hydroxide of this case and its freight")),
    record("Mean of iron phosphate and nickel-rich.", material=CATHODE, unit="t"),
    record("Natural and synthetic take each other's place.", material=ANODE, unit="t", price=assumption(7_000, "the dearest anode of this case and its freight")),
    record("Does not keep: no store of it.", material=ELECTROLYTE, unit="t"),
    record("Counted in MWh.", material=CELLS, unit="MWh"),
]

NEED = {
    (KOREA, ANODE): estimate(80_000, "anode for cells of South Korea's plants at nine tenths of capacity"),
    (JAPAN, ANODE): estimate(40_000, "anode for cells of Japan's plants at nine tenths of capacity"),
    (US, ANODE): derived(160_000, "anode for the US use of cells of about 160 GWh (derived) at a tonne for a MWh (estimate)", estimate(1, "tonne for a MWh")),
    (KOREA, LITHIUM): estimate(160_000, "hydroxide for South Korea's cathode at capacity"),
    (JAPAN, LITHIUM): estimate(38_000, "hydroxide for Japan's cathode at capacity"),
}
OPENING = assumption(15, "working stock of the plants; no reserve is known")
KOREA_DAYS = found(100, "target of the 2022 programme for rare metals, prod.iea.org/policies/17940")
JAPAN_DAYS = found(60, "standard target of the 2020 strategy, origin.iea.org/policies/16639")
US_DAYS = assumption(0, "the stockpile of the state is for defence; no duty to keep cell materials")
ROOM = found(180, "example for high-risk minerals, origin.iea.org/policies/16639")
RESPONSE = {
    KOREA: derived(1, "30 days to release, 8 in an emergency (prod.iea.org/policies/17940), in whole months"),
    JAPAN: assumption(1, "no release time is published; as in South Korea"),
    US: assumption(1, "no release time is published; as in South Korea"),
}


def _days(count: Figure, need: Figure) -> Figure:
    text = f"{count.value:g} days ({count.confidence}: {count.source}) of {need.value:,.0f} t a year ({need.confidence}: {need.source})"
    return derived(round(count.value * need.value / 365, -2), text, count, need)


STOCKPILES: list[Row] = [
    record(
        stockpile=f"{name} {'anode' if material == ANODE else 'lithium'} reserve",
        material=material,
        country=country,
        opening_level=_days(OPENING, NEED[country, material]),
        minimum_level=_days(least, NEED[country, material]),
        minimum_from_year=assumption(2028, "two years to buy"),
        maximum_level=_days(ROOM, NEED[country, material]),
        holding_cost=assumption(400 if material == ANODE else 700, "store, insurance and interest, about 6% of the price a year"),
        response_months=RESPONSE[country],
    )
    for name, material, country, least in (
        ("Korea", ANODE, KOREA, KOREA_DAYS),
        ("Japan", ANODE, JAPAN, JAPAN_DAYS),
        ("US", ANODE, US, US_DAYS),
        ("Korea", LITHIUM, KOREA, KOREA_DAYS),
        ("Japan", LITHIUM, JAPAN, JAPAN_DAYS),
    )
]
