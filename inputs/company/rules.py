"""Orders, the company's own rules, what may happen, and what its customers' contracts ask for."""

from __future__ import annotations

from ..figure import Row, assumption, derived, estimate, found, record
from .parts import ALLOY, BOARD, CHINA, DISCRETE, GERMANY, JAPAN, LARGE, MAGNET, MCU, MOTOR, POWER, SMALL, US
from .sites import AMERICA, QUERETARO

MAGNETS, PACKAGING, FIRE, SHUT = "Magnet licence", "Packaging stop", "Chip plant fire", "China shut"
CONTRACT, CATALOGUE = "Contract", "Catalogue"

MARKETS: list[Row] = [record(market=m, country=m) for m in (JAPAN, US, GERMANY)]
_ORDERS = "invented: the order book"
#: market -> (small, large), thousand a year; two thirds under contract.
ORDERS = {JAPAN: (60, 32), US: (55, 28), GERMANY: (45, 20)}
LOSS = {(SMALL, CONTRACT): 300_000, (SMALL, CATALOGUE): 250_000, (LARGE, CONTRACT): 520_000, (LARGE, CATALOGUE): 430_000}
DEMAND: list[Row] = [
    record(
        market=market,
        material=product,
        priority=priority,
        quantity=assumption(round(sold * part, 2), _ORDERS),
        shortage_cost=assumption(
            LOSS[product, priority], "the price that is not paid, and the penalty where there is a contract; invented"
        ),
    )
    for market, volumes in ORDERS.items()
    for product, sold in zip((SMALL, LARGE), volumes, strict=True)
    for priority, part in ((CONTRACT, 2 / 3), (CATALOGUE, 1 / 3))
]

SCENARIOS: list[Row] = [
    record(
        "As from April 2025: licences on rare-earth magnets; here on the alloy too.",
        scenario=MAGNETS,
        probability=assumption(0.08, "2010 and 2025 in the 16 years to 2025 is 0.12; less, because the measure may be suspended"),
    ),
    record(
        "As in October 2025: discretes packaged in one Chinese plant do not leave the country.",
        scenario=PACKAGING,
        probability=assumption(0.05, "once in the 16 years to 2025"),
    ),
    record(
        "As at Naka in March 2021: a fire in the only plant that makes the microcontroller.",
        scenario=FIRE,
        probability=assumption(0.03, "fires and quakes stopped one such plant in 2011 and 2021; not this one every time"),
    ),
    record(
        "As in February 2020: China's works stay shut after the holidays.",
        scenario=SHUT,
        probability=assumption(0.03, "once in the 16 years to 2025, rounded down"),
    ),
]
EVENTS: list[Row] = [
    *(
        record(
            scenario=MAGNETS,
            kind="country",
            target=CHINA,
            material=m,
            to="abroad",
            months=derived(3, "75 days (disruption list of this project's data: shchangjiuglobal.com, chinatungsten.com), in whole months"),
            remaining=derived(
                0.38,
                "52% of March's exports in April 2025 (3,056 / 5,842 t, shchangjiuglobal.com) and about 25% in May (remembered), the middle",
                estimate(0.25, "May"),
            ),
            recovery_months=assumption(2, "licences came back slowly"),
            price_factor=assumption(1.3, "dearer by a third while it lasts; no figure found"),
        )
        for m in (MAGNET, ALLOY)
    ),
    record(
        scenario=PACKAGING,
        kind="supplier",
        target="Dongguan Discrete",
        material=DISCRETE,
        months=derived(2, "36 days (briefly.co; particle.news), in whole months"),
        remaining=assumption(0, "exports were barred"),
        recovery_months=derived(2, "works in Japan still stood still in January 2026 (techbriefly.com)"),
    ),
    record(
        "The plant said 30 days.",
        scenario=FIRE,
        kind="supplier",
        target="Ibaraki Micro",
        material=MCU,
        months=derived(2, "all of the line for a month, 88% by the end of the third (nippon.com), taken as two months"),
        remaining=found(0, "all of the line, nippon.com"),
        recovery_months=derived(2, "90 to 120 days in all (nippon.com; agenzianova.com)"),
    ),
    record(
        scenario=SHUT,
        kind="country",
        target=CHINA,
        months=derived(1, "17 days, longer in Hubei (businesskorea.co.kr; wheels.ca), in whole months"),
        remaining=found(0, "businesskorea.co.kr"),
        recovery_months=assumption(2, "queues at the ports"),
    ),
]

_OWN = "the company's own rule; invented"
SHARE_LIMITS: list[Row] = [
    *(
        record(
            "No supplier above two thirds of what can be had from two.",
            group="each supplier",
            material=m,
            year=2028,
            maximum=assumption(0.67, _OWN),
        )
        for m in (BOARD, MOTOR, DISCRETE, MAGNET, POWER)
    ),
    *(
        record("Where magnets are made.", group=CHINA, material=MAGNET, year=y, maximum=assumption(s, _OWN))
        for y, s in ((2026, 0.7), (2027, 0.55), (2028, 0.4))
    ),
    *(
        record(
            "Where the alloy in motors comes from.",
            group=CHINA,
            lens="traced",
            origin_material=ALLOY,
            material=MOTOR,
            year=y,
            maximum=assumption(s, _OWN),
        )
        for y, s in ((2027, 0.7), (2028, 0.55))
    ),
    record(
        "Boards for Queretaro from their own region, for its customers' rules of origin.",
        group=AMERICA,
        material=BOARD,
        destination=QUERETARO,
        year=2028,
        minimum=assumption(0.5, _OWN),
    ),
]
SOURCE_LIMITS: list[Row] = [
    record(material=MCU, minimum=assumption(2, _OWN), minimum_share=assumption(0.1, _OWN), year=2028),
    record(material=MAGNET, minimum=assumption(2, _OWN), minimum_share=assumption(0.1, _OWN)),
    record(material=DISCRETE, minimum=assumption(2, _OWN), minimum_share=assumption(0.1, _OWN)),
    record("No more than can be looked after.", material=BOARD, maximum=assumption(3, _OWN), year=2028),
]

_LEVEL = "what contracts with machine builders ask for; invented"


def _survive(priority: str, level: float, months: int = 6, scenario: str | None = None, since: int = 2026) -> Row:
    return record(
        scenario=scenario,
        priority=priority,
        months=assumption(months, _LEVEL),
        service_level=assumption(level, _LEVEL),
        from_year=assumption(since, "a year to qualify and to build stock") if since > 2026 else None,
    )


SURVIVAL: list[Row] = [
    _survive(CONTRACT, 0.7),
    _survive(CONTRACT, 1, 7, since=2027),
    _survive(CATALOGUE, 0.5, 7, since=2027),
    _survive(CATALOGUE, 0.8, 7, MAGNETS, 2028),
]
