"""Which way oxide and magnets may go, and what is kept in store."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from .facts import ASIA, BUYERS, CHINA, DYTB, DYTB_ABROAD, DYTB_PER_MAGNET, JAPAN, KOREA, MAGNET, MAGNET_CHINA, NDPR, NDPR_FLOOR, US, USE
from .plants import CAREMAG, ILUKA, LYNAS, MOUNTAIN_PASS, SHINETSU

SECTION_301 = found(0.25, "US Section 301 on permanent magnets since 1 January 2026, zh.wenxuecity.com 3533175")
FREIGHT = assumption(1_000, "container or air freight and insurance; small beside the price, no quotation found")
MONTH, TWO_MONTHS = (assumption(m, "order of magnitude of ordering, sailing and customs; no figure found") for m in (1, 2))


def _lane(start: str, end: str, material: str, lead: Figure | None = None, cost: Figure = FREIGHT, comment: str = "") -> Row:
    return record(comment, from_=start, to=end, material=material, transport_cost=cost, lead_months=lead)


LANES: list[Row] = [
    *(_lane(CHINA, CHINA, oxide) for oxide in (NDPR, DYTB)),
    *(_lane(CHINA, ASIA, oxide, MONTH) for oxide in (NDPR, DYTB)),
    *(_lane(CHINA, US, oxide, TWO_MONTHS) for oxide in (NDPR, DYTB)),
    *(_lane(LYNAS, end, oxide, lead) for oxide in (NDPR, DYTB) for end, lead in ((ASIA, MONTH), (US, TWO_MONTHS))),
    *(_lane(MOUNTAIN_PASS, end, oxide, lead) for oxide in (NDPR, DYTB) for end, lead in ((US, None), (JAPAN, TWO_MONTHS))),
    _lane(ILUKA, ASIA, NDPR, MONTH),
    _lane(ILUKA, US, NDPR, TWO_MONTHS),
    *(_lane(CAREMAG, end, DYTB, TWO_MONTHS, comment="By contract with Japan's state." if end == JAPAN else "") for end in BUYERS),
    _lane(CHINA, ASIA, MAGNET, MONTH),
    _lane(
        CHINA,
        US,
        MAGNET,
        TWO_MONTHS,
        derived(
            round(FREIGHT.value + SECTION_301.value * MAGNET_CHINA.value, -2),
            f"1,000 freight (assumption) and 25% (found: {SECTION_301.source}) of 49,200 (derived: {MAGNET_CHINA.source})",
            FREIGHT,
        ),
        "The duty is part of the transport cost: a tariff would apply to the cost of conversion alone. Other US duties of 2026 are left out.",
    ),
    _lane(SHINETSU, JAPAN, MAGNET),
    _lane(SHINETSU, KOREA, MAGNET, MONTH),
    _lane(SHINETSU, US, MAGNET, TWO_MONTHS),
    _lane(KOREA, KOREA, MAGNET),
    _lane(KOREA, US, MAGNET, TWO_MONTHS),
    _lane(US, US, MAGNET),
]

DYTB_DELIVERED = derived(801_000, "800,000 outside China (assumption) and 1,000 of freight (assumption)", DYTB_ABROAD, FREIGHT)

MATERIALS: list[Row] = [
    record("Neodymium and praseodymium, separated.", material=NDPR, unit="t", price=NDPR_FLOOR),
    record("Dysprosium and terbium, separated.", material=DYTB, unit="t", price=DYTB_DELIVERED),
    record(
        "Sintered magnet, mean of all grades.",
        material=MAGNET,
        unit="t",
        price=assumption(80_000, "a magnet made outside China by the costs of this case"),
    ),
]

HOLDING = 0.06
_HOLDING = f"store, insurance and interest, about {HOLDING:.0%} of the price a year"
JAPAN_DAYS = found(60, "standard target of the 2020 strategy, origin.iea.org/policies/16639")
JAPAN_RISK_DAYS = found(180, "example for high-risk minerals, origin.iea.org/policies/16639")
KOREA_BEFORE = found(54, "cover of the rare metals before the 2022 programme, prod.iea.org/policies/17940")
KOREA_DAYS = found(100, "target of the 2022 programme, prod.iea.org/policies/17940")
WEEKS = assumption(20, "car makers spoke of weeks (chinatungsten.com); no stock is published")
NOTHING = assumption(0, "no holding found")
ROOM = assumption(365, "a year: room enough for every case seen")

RESPONSE = {
    KOREA: derived(1, "30 days to release, 8 in an emergency (prod.iea.org/policies/17940), in whole months"),
    JAPAN: assumption(1, "no release time is published; as in South Korea"),
    US: assumption(1, "no release time is published; as in South Korea"),
}


def _days(count: Figure, yearly: Figure) -> Figure:
    text = f"{count.value:g} days ({count.confidence}: {count.source}) of {yearly.value:,.0f} t a year ({yearly.confidence}: {yearly.source})"
    return derived(round(count.value * yearly.value / 365), text, count, yearly)


def _store(name: str, material: str, country: str, yearly: Figure, cover: tuple[Figure, Figure | None, Figure], price: float, comment: str = "") -> Row:
    opening, least, most = cover
    return record(
        comment,
        stockpile=name,
        material=material,
        country=country,
        opening_level=_days(opening, yearly),
        minimum_level=_days(least, yearly) if least else None,
        minimum_from_year=assumption(2027, "a year to buy") if least and least is not opening else None,
        maximum_level=_days(most, yearly),
        holding_cost=assumption(round(HOLDING * price, -2), _HOLDING),
        response_months=RESPONSE[country],
    )


MADE = {
    JAPAN: estimate(15_000, "magnets made in Japan, the capacity of this case"),
    KOREA: estimate(1_000, "magnets made in South Korea, the capacity of this case"),
    US: derived(3_000, "1,000 t (evertiq.com 57123) and 2,000 t (estimate) of the plants at work", estimate(2_000, "nameplate")),
}
HEAVY_USE = {
    country: derived(
        round(made.value * DYTB_PER_MAGNET.value),
        f"oxide for {made.value:,.0f} t of magnets a year ({made.confidence}) at 13 kg a tonne (assumption)",
        DYTB_PER_MAGNET,
    )
    for country, made in MADE.items()
}

STOCKPILES: list[Row] = [
    _store("Korea magnet store", MAGNET, KOREA, USE[KOREA], (WEEKS, WEEKS, ROOM), 80_000, "What makers of motors hold, and what the state may add."),
    _store("Japan magnet store", MAGNET, JAPAN, USE[JAPAN], (WEEKS, WEEKS, ROOM), 80_000, "What makers of motors hold, and what the state may add."),
    _store("US magnet store", MAGNET, US, USE[US], (WEEKS, WEEKS, ROOM), 80_000, "What makers of motors hold, and what the state may add."),
    _store("Japan heavy oxide reserve", DYTB, JAPAN, HEAVY_USE[JAPAN], (JAPAN_DAYS, JAPAN_DAYS, JAPAN_RISK_DAYS), 800_000, "Holdings are secret: opened at the standard target."),
    _store("Korea heavy oxide reserve", DYTB, KOREA, HEAVY_USE[KOREA], (KOREA_BEFORE, KOREA_DAYS, ROOM), 800_000),
    _store("US heavy oxide reserve", DYTB, US, HEAVY_USE[US], (NOTHING, None, ROOM), 800_000),
]
