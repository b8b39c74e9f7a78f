"""Which way goods may go, and what is kept in store with a shelf life."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, found, record
from .facts import (
    ACA,
    ACA_PER_CEPH,
    AMOX,
    AMOX_PER_DOSE,
    APA,
    APA_PER_AMOX,
    CEPH,
    CHINA,
    DOSES,
    INDIA,
    JAPAN,
    JAPAN_AMOX,
    JAPAN_CEPH,
    PENG,
    US,
    US_AMOX,
    US_CEPH,
)

AUSTRIA, SPAIN, ITALY = "Austria", "Spain", "Italy"

_FREIGHT = "freight and handling; small beside the price, no quotation found"
_MONTHS = "order of magnitude of ordering, sailing, customs and release by quality control; no figure found"
COST = {0: assumption(100, _FREIGHT), 1: assumption(400, _FREIGHT), 2: assumption(600, _FREIGHT)}
LEAD = {months: assumption(months, _MONTHS) for months in (1, 2)}


def _lane(start: str, end: str, material: str, months: int = 0) -> Row:
    return record(from_=start, to=end, material=material, transport_cost=COST[months], lead_months=LEAD.get(months))


LANES: list[Row] = [
    _lane(CHINA, CHINA, PENG),
    _lane(CHINA, INDIA, PENG, 1),
    _lane(INDIA, INDIA, PENG),
    _lane(AUSTRIA, AUSTRIA, PENG),
    _lane(CHINA, CHINA, APA),
    _lane(CHINA, INDIA, APA, 1),
    _lane(CHINA, JAPAN, APA, 1),
    _lane(CHINA, SPAIN, APA, 1),
    _lane(INDIA, INDIA, APA),
    _lane(INDIA, JAPAN, APA, 2),
    _lane(AUSTRIA, SPAIN, APA),
    _lane(AUSTRIA, JAPAN, APA, 2),
    _lane(JAPAN, JAPAN, APA),
    _lane(CHINA, INDIA, AMOX, 1),
    _lane(CHINA, JAPAN, AMOX, 1),
    _lane(CHINA, US, AMOX, 2),
    _lane(INDIA, INDIA, AMOX),
    _lane(INDIA, US, AMOX, 2),
    _lane(SPAIN, US, AMOX, 2),
    _lane(SPAIN, JAPAN, AMOX, 2),
    _lane(JAPAN, JAPAN, AMOX),
    _lane(INDIA, US, DOSES, 2),
    _lane(US, US, DOSES),
    _lane(JAPAN, JAPAN, DOSES),
    _lane(CHINA, CHINA, ACA),
    _lane(CHINA, INDIA, ACA, 1),
    _lane(CHINA, JAPAN, ACA, 1),
    _lane(CHINA, ITALY, ACA, 1),
    _lane(ITALY, ITALY, ACA),
    _lane(ITALY, JAPAN, ACA, 2),
    _lane(JAPAN, JAPAN, ACA),
    _lane(CHINA, JAPAN, CEPH, 1),
    _lane(CHINA, US, CEPH, 2),
    _lane(INDIA, US, CEPH, 2),
    _lane(ITALY, US, CEPH, 2),
    _lane(ITALY, JAPAN, CEPH, 2),
    _lane(JAPAN, JAPAN, CEPH),
]

MATERIALS: list[Row] = [
    record("Potassium salt, tonnes of 1,592 units a mg.", material=PENG, unit="t"),
    record("Split from penicillin G.", material=APA, unit="t", price=assumption(140_000, "the dearest of this case, made at Gifu from its own penicillin G")),
    record("Substance, trihydrate.", material=AMOX, unit="t", price=assumption(60_000, "the dearest that the US can buy in this case")),
    record("Capsules and syrups, in tonnes of amoxicillin.", material=DOSES, unit="t", price=assumption(180_000, "the dearest of this case, made in Japan")),
    record("From cephalosporin C.", material=ACA, unit="t", price=assumption(141_000, "the dearest of this case, made at Kanegasaki, and freight")),
    record("Cefazolin and ceftriaxone for injection.", material=CEPH, unit="t", price=assumption(210_000, "the dearest of this case, made in Japan")),
]

YEAR_OF_COVER = found(365, "one year of supply each, Meiji and Shionogi, japan-forward.com")
SHELF = assumption(0.1, "a shelf life of about five years, half of the store turned over in use before it ends; no figure was found")
SHELF_DOSES = assumption(0.25, "a shelf life of two to three years, and packs must reach patients well before its end; no figure was found")
WHOLESALE = assumption(45, "stock of wholesalers and pharmacies; no figure was found")
HALF_YEAR = estimate(182, "six months of substance for critical medicines, the aim of the US reserve (SAPIR), remembered")
NOTHING = assumption(0, "no holding found")
TWO_YEARS = assumption(730, "room for two years: no store of this kind is larger")
_STORE = "tempered store, testing and interest, about 8% of the price in China a year"

APA_NEED = derived(
    round(JAPAN_AMOX.value * AMOX_PER_DOSE.value * APA_PER_AMOX.value, 1),
    "180 t of amoxicillin (derived) x 1.02 (assumption) x 0.58 (estimate)",
    JAPAN_AMOX,
    AMOX_PER_DOSE,
    APA_PER_AMOX,
)
ACA_NEED = derived(round(JAPAN_CEPH.value * ACA_PER_CEPH.value, 1), "80 t of cephalosporins x 0.7, both assumptions", JAPAN_CEPH, ACA_PER_CEPH)


def _days(count: Figure, need: Figure) -> Figure:
    text = f"{count.value:g} days ({count.confidence}: {count.source}) of {need.value:,g} t a year ({need.confidence}: {need.source})"
    return derived(round(count.value * need.value / 365, 1), text, count, need)


def _store(name: str, material: str, country: str, need: Figure, days: tuple[Figure, Figure | None, Figure], holding: float, loss: Figure, **more: object) -> Row:
    opening, least, most = days
    return record(
        stockpile=name,
        material=material,
        country=country,
        opening_level=_days(opening, need),
        minimum_level=_days(least, need) if least else None,
        maximum_level=_days(most, need),
        holding_cost=assumption(holding, _STORE),
        loss=loss,
        **more,
    )


STOCKPILES: list[Row] = [
    _store(
        "Meiji 6-APA store",
        APA,
        JAPAN,
        APA_NEED,
        (NOTHING, YEAR_OF_COVER, TWO_YEARS),
        4_000,
        SHELF,
        minimum_from_year=assumption(2028, "begun in fiscal 2025, several years to build (japan-forward.com)"),
        maximum_build=assumption(80, "bought in steps, so as not to move the market"),
    ),
    _store(
        "Shionogi 7-ACA store",
        ACA,
        JAPAN,
        ACA_NEED,
        (NOTHING, YEAR_OF_COVER, TWO_YEARS),
        5_200,
        SHELF,
        minimum_from_year=assumption(2027, "JPY 2.3 billion by 2026 (japan-forward.com), the first full year"),
        maximum_build=assumption(60, "bought in steps, so as not to move the market"),
    ),
    _store("Japan wholesalers", DOSES, JAPAN, JAPAN_AMOX, (WHOLESALE, WHOLESALE, HALF_YEAR), 10_000, SHELF_DOSES),
    _store("US wholesalers", DOSES, US, US_AMOX, (WHOLESALE, WHOLESALE, HALF_YEAR), 8_000, SHELF_DOSES),
    _store("US hospitals' cephalosporins", CEPH, US, US_CEPH, (WHOLESALE, WHOLESALE, HALF_YEAR), 8_000, SHELF_DOSES),
    _store("Japan hospitals' cephalosporins", CEPH, JAPAN, JAPAN_CEPH, (WHOLESALE, WHOLESALE, HALF_YEAR), 8_000, SHELF_DOSES),
    _store(
        "US reserve of amoxicillin",
        AMOX,
        US,
        US_AMOX,
        (NOTHING, None, HALF_YEAR),
        3_000,
        SHELF,
        fixed_cost=assumption(1_000_000, "a store of its own, to be opened or not"),
        response_months=assumption(1, "an order of the state and a contract to fill"),
    ),
]
