"""Lanes between regions, and stores. Freight and duty are a share of the price, in the column Tariff."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, record
from .parts import BOARD, CHINA, DISCRETE, GERMANY, JAPAN, LARGE, MAGNET, MCU, PRICES, SMALL, THERMAL, US
from .sites import AMERICA, ASIA, BRNO, EUROPE, QUERETARO, TOYAMA

SUEZ, PACIFIC, EAST_SEA = "Suez", "Pacific", "East China Sea"
_FREIGHT = "freight and duty together; invented, of the size that such goods bear"
_MONTHS = "ordering, sailing and customs in whole months; no figure found for such parts"
SECTION_301 = derived(
    0.3, "25% of US Section 301 on parts of China (zh.wenxuecity.com 3533175) and 5% of freight (assumption)", assumption(0.05, _FREIGHT)
)


def _lane(start: str, end: str, share: float | Figure, months: int = 0, corridor: str | None = None, comment: str = "") -> Row:
    return record(
        comment,
        from_=start,
        to=end,
        tariff=share if isinstance(share, Figure) else assumption(share, _FREIGHT),
        lead_months=assumption(months, _MONTHS) if months else None,
        corridor=corridor,
    )


LANES: list[Row] = [
    _lane(ASIA, ASIA, 0.04, 1),
    _lane(ASIA, EUROPE, 0.06, 2, SUEZ),
    _lane(ASIA, AMERICA, 0.06, 2, PACIFIC),
    _lane(EUROPE, EUROPE, 0.015),
    _lane(EUROPE, AMERICA, 0.05, 1),
    _lane(EUROPE, ASIA, 0.06, 2, SUEZ),
    _lane(AMERICA, AMERICA, 0.015),
    _lane(AMERICA, EUROPE, 0.05, 1),
    _lane(AMERICA, ASIA, 0.06, 2, PACIFIC),
    _lane(CHINA, CHINA, 0.01),
    _lane(CHINA, ASIA, 0.05, 1, EAST_SEA),
    _lane(CHINA, AMERICA, 0.14, 2, PACIFIC, "With Mexico's duty on goods of China."),
    _lane(CHINA, US, SECTION_301, 2, PACIFIC),
    _lane(JAPAN, JAPAN, 0.01),
    _lane(JAPAN, US, 0.16, 2, PACIFIC, "With the general duty of the United States."),
]

_KEEP = "a fifth of its price: store, interest and what grows old; invented"
_FOR_WEEKS = "a few weeks of use, as the trade holds"


def _store(
    name: str, part: str, country: str, serves: str | None, opening: float, most: float, comment: str = "", response: int = 0
) -> Row:
    return record(
        comment,
        stockpile=name,
        material=part,
        country=country,
        serves=serves,
        opening_level=assumption(opening, _FOR_WEEKS),
        minimum_level=assumption(round(opening / 2, 2), "half of it"),
        maximum_level=assumption(most, "room and shelf life; invented"),
        holding_cost=assumption(round(PRICES[part] * 0.2), _KEEP),
        response_months=assumption(response, "sent on to another plant") if response else None,
    )


_BOARD_MAKERS = "Penang Assembly; Suzhou Assembly; Jalisco Assembly; Moravia Assembly"
_MOTOR_MAKERS = "Changzhou Motor; Hidaka Motor; Ostrava Winding"
STOCKPILES: list[Row] = [
    _store("Drives in Japan", SMALL, JAPAN, None, 3, 12),
    _store("Drives in Germany", SMALL, GERMANY, None, 2, 10),
    _store("Drives in the US", SMALL, US, None, 2.5, 10),
    _store("Large drives, central", LARGE, JAPAN, "Japan; Germany; United States", 2, 10, "Flown to where they are needed.", 1),
    _store("Microcontrollers", MCU, JAPAN, _BOARD_MAKERS, 20, 120, "Bought by the company, held for its board makers."),
    _store("Discretes", DISCRETE, "Malaysia", _BOARD_MAKERS, 250, 3_000, "Bought by the company, held for its board makers."),
    _store(
        "Magnets",
        MAGNET,
        JAPAN,
        _MOTOR_MAKERS,
        2,
        30,
        "Consigned to the motor makers; makers abroad held days of magnets in 2025 (chinatungsten.com).",
    ),
    _store("Control boards", BOARD, JAPAN, f"{TOYAMA}; {QUERETARO}; {BRNO}", 5, 40),
    _store("Graphite sheets", THERMAL, JAPAN, f"{TOYAMA}; {QUERETARO}; {BRNO}", 30, 200),
]
