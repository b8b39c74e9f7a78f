"""Which way goods may go: freight, duties, months under way and the corridor that they pass. What is not listed is closed."""

from __future__ import annotations

from .demand import ASIA
from .facts import ANODE, ANODE_CHINA, CHINA, FLAKE, GALLIUM, GERMANIUM, JAPAN, KOREA, SPHERICAL, SPHERICAL_PER_ANODE, US
from .figure import Figure, Row, assumption, derived, estimate, found, record
from .graphite import BALAMA, LUOBEI, MINAS, SEJONG
from .minerals import METLEN, TRADERS, UMICORE

PACIFIC, ATLANTIC, MALACCA, EAST_CHINA_SEA = "Pacific", "Atlantic", "Suez and Malacca", "East China Sea"

SECTION_301 = found(0.25, "US Section 301 on various critical minerals since 27 September 2024, zh.wenxuecity.com 3533175")
SECTION_301_GRAPHITE = found(0.25, "US Section 301 on natural graphite since 1 January 2026, zh.wenxuecity.com 3533175")
ANODE_DUTIES = found(1.6032, "lowest combined cash deposit of the final US determination of 11 February 2026, juxingtansu.com q_1699")
DUTY_KOREA = estimate(0.15, "remembered US rate on South Korea; whether anode material is exempt was not found")
DUTY_INDONESIA = estimate(0.19, "remembered US rate on Indonesia; whether anode material is exempt was not found")

_FREIGHT = "order of magnitude of container freight and insurance; no quotation found"
_MONTHS = "order of magnitude of ordering, sailing and customs; no figure found"
_GARISK = "weeks by source in the GaRisk README, its author's assumption, in whole months"


def _lane(start: str, end: str, material: str, freight: float | Figure, lead: int | Figure = 0, corridor: str | None = None,
          tariff: Figure | None = None, comment: str = "") -> Row:
    cost = freight if isinstance(freight, Figure) else assumption(freight, _FREIGHT)
    months = lead if isinstance(lead, Figure) or not lead else assumption(lead, _MONTHS)
    return record(comment, from_=start, to=end, material=material, transport_cost=cost, tariff=tariff, lead_months=months or None, corridor=corridor)


def _weeks(months: int) -> Figure:
    return found(months, _GARISK)


GALLIUM_LANES: list[Row] = [
    _lane(CHINA, ASIA, GALLIUM, 3, 1, EAST_CHINA_SEA),
    _lane(CHINA, US, GALLIUM, 5, _weeks(2), PACIFIC, SECTION_301),
    _lane(JAPAN, JAPAN, GALLIUM, 1),
    _lane(JAPAN, KOREA, GALLIUM, 2, 1),
    _lane(JAPAN, US, GALLIUM, 4, _weeks(1), PACIFIC),
    _lane("Australia", ASIA, GALLIUM, 4, 1),
    _lane("Australia", US, GALLIUM, 5, 2, PACIFIC),
    _lane(KOREA, KOREA, GALLIUM, 1),
    _lane(KOREA, JAPAN, GALLIUM, 2, 1),
    _lane("Canada", US, GALLIUM, 2, _weeks(2)),
    _lane("Germany", US, GALLIUM, 5, _weeks(2), ATLANTIC),
    _lane(METLEN, JAPAN, GALLIUM, 6, 2, MALACCA),
    _lane(US, US, GALLIUM, 1),
    *(_lane(TRADERS, end, GALLIUM, 8, 1, comment="By air.") for end in (US, JAPAN)),
]

GERMANIUM_LANES: list[Row] = [
    _lane(CHINA, ASIA, GERMANIUM, 4, 1, EAST_CHINA_SEA),
    _lane(CHINA, US, GERMANIUM, 6, 2, PACIFIC, SECTION_301),
    _lane(UMICORE, US, GERMANIUM, 6, 2, ATLANTIC),
    _lane(UMICORE, ASIA, GERMANIUM, 7, 2, MALACCA),
    _lane("Canada", US, GERMANIUM, 3, 1),
    _lane("Canada", JAPAN, GERMANIUM, 5, 1, PACIFIC),
    _lane(KOREA, KOREA, GERMANIUM, 1),
    _lane(KOREA, US, GERMANIUM, 5, 2, PACIFIC),
    _lane(US, US, GERMANIUM, 1),
]

_SEJONG_PRICE = 2_200 + SPHERICAL_PER_ANODE.value * 2_030
_INDONESIA_PRICE = 1_800 + SPHERICAL_PER_ANODE.value * 2_060


def _with_duty(freight: float, duty: Figure, price: float) -> Figure:
    """Freight with a duty on the full value: the tariff column would apply to the cost of conversion alone."""
    total = round(freight + duty.value * price, -1)
    return derived(total, f"freight {freight:g} (assumption) and {duty.value:.0%} duty ({duty.confidence}: {duty.source}) on a full value of {price:,.0f} (assumption)")


def _china_to_us() -> Row:
    duties = ANODE_DUTIES.value + SECTION_301_GRAPHITE.value
    text = (
        f"Closed: duties of {ANODE_DUTIES.value:.0%} ({ANODE_DUTIES.source}) and {SECTION_301_GRAPHITE.value:.0%} ({SECTION_301_GRAPHITE.source}) "
        f"lift a price of {ANODE_CHINA.value:,.0f} ({ANODE_CHINA.source}) to about {round(ANODE_CHINA.value * (1 + duties), -2):,.0f} USD a t."
    )
    return record(text, from_=CHINA, to=US, material=ANODE, open="no")


GRAPHITE_LANES: list[Row] = [
    _lane(LUOBEI, CHINA, FLAKE, 30),
    _lane(LUOBEI, KOREA, FLAKE, 70, 1, EAST_CHINA_SEA),
    _lane(BALAMA, KOREA, FLAKE, 120, 2, MALACCA),
    _lane(BALAMA, US, FLAKE, 150, 2, ATLANTIC),
    _lane(MINAS, US, FLAKE, 100, 1, ATLANTIC),
    _lane("Canada", "Canada", FLAKE, 40),
    _lane(CHINA, CHINA, SPHERICAL, 40),
    _lane(CHINA, "Indonesia", SPHERICAL, 100, 1),
    _lane(CHINA, ASIA, SPHERICAL, 70, 1, EAST_CHINA_SEA),
    _lane(KOREA, KOREA, SPHERICAL, 30),
    _lane(CHINA, ASIA, ANODE, 90, 1, EAST_CHINA_SEA),
    _china_to_us(),
    _lane("Indonesia", US, ANODE, _with_duty(250, DUTY_INDONESIA, _INDONESIA_PRICE), 2, PACIFIC),
    _lane("Indonesia", ASIA, ANODE, 120, 1),
    _lane(KOREA, KOREA, ANODE, 40),
    _lane(KOREA, JAPAN, ANODE, 90, 1),
    _lane(SEJONG, US, ANODE, _with_duty(220, DUTY_KOREA, _SEJONG_PRICE), 2, PACIFIC),
    _lane(JAPAN, JAPAN, ANODE, 40),
    _lane(US, US, ANODE, 60),
    _lane("Canada", US, ANODE, 90, 1),
]

LANES = GALLIUM_LANES + GERMANIUM_LANES + GRAPHITE_LANES
