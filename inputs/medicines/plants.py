"""Fermenters, makers of intermediates, of substance and of doses: who they are and what they offer."""

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
    PENG,
    PENG_PER_APA,
    US,
    US_AMOX,
)

FERMENTERS, UNITED, KAKINADA = "Inner Mongolia fermenters", "United Labs, Zhuhai", "Lyfius, Kakinada"
GIFU, KUNDL, SPAIN = "Meiji Seika, Gifu", "Sandoz, Kundl", "Sandoz, Palafolls"
HYDERABAD, BRISTOL, ODAWARA = "Aurobindo, Hyderabad", "USAntibiotics, Bristol", "Meiji Seika, Odawara"
CHINA_ACA, KANEGASAKI, DOBFAR = "Fuxing and others, China", "Shionogi, Kanegasaki", "ACS Dobfar, Italy"
CHINA_CEPH, CHENNAI = "Qilu and others, China", "Orchid, Chennai"

SUPPLIERS: list[Row] = [
    record("Stands for China's makers of penicillin G.", supplier=FERMENTERS, country=CHINA),
    record("Stands for China's makers of 6-APA and amoxicillin.", supplier=UNITED, country=CHINA),
    record("Penicillin G and 6-APA, started in 2024 with a subsidy of the Indian state (remembered).", supplier=KAKINADA, country=INDIA),
    record("The plant that stopped in 1994 (remembered) and is being restarted with a subsidy: penicillin G, then 6-APA.", supplier=GIFU, country=JAPAN),
    record("The last penicillin chain of Europe, from fermenter to substance.", supplier=KUNDL, country="Austria", owner="Switzerland"),
    record("Amoxicillin from 6-APA.", supplier=SPAIN, country="Spain", owner="Switzerland"),
    record("Stands for India's makers: amoxicillin from bought 6-APA, and doses.", supplier=HYDERABAD, country=INDIA),
    record("Doses alone; the substance is bought.", supplier=BRISTOL, country=US),
    record("Stands for Japan's makers of amoxicillin and of doses.", supplier=ODAWARA, country=JAPAN),
    record("Stands for China's makers of 7-ACA.", supplier=CHINA_ACA, country=CHINA),
    record("To be restarted with a subsidy: 7-ACA and cephalosporins.", supplier=KANEGASAKI, country=JAPAN),
    record("7-ACA and cephalosporins.", supplier=DOBFAR, country="Italy"),
    record("Stands for China's makers of cephalosporins.", supplier=CHINA_CEPH, country=CHINA),
    record("Stands for India's makers: cephalosporins from bought 7-ACA.", supplier=CHENNAI, country=INDIA),
]

_PRICE = "remembered order of magnitude of China's price; none was found"
_STEP = "no cost of this step was found; set so that the steps add up to a price {}"
_FILES = "a change of source must be filed and approved; one to two years (remembered)"
_PLENTY = "several times what the two countries need: China's capacity is not the limit"


def _step(value: float, where: str) -> Figure:
    return assumption(value, _STEP.format(where))


def _file(years: float, cost: float = 500_000) -> dict[str, object]:
    return {
        "qualified": "no",
        "qualification_cost": assumption(cost, "stability batches, audits and fees; no cost was found"),
        "qualification_years": assumption(years, _FILES),
    }


def _offer(supplier: str, material: str, capacity: Figure, cost: Figure, comment: str = "", **more: object) -> Row:
    return record(comment, supplier=supplier, material=material, capacity=capacity, unit_cost=cost, **more)


PENG_CHINA = estimate(25_000, "remembered order of magnitude of China's price of penicillin G; none was found")
GIFU_PENG = found(200, "planned from 2025, mass system by 2030, japan-forward.com")
ACA_CHINA = estimate(65_000, "remembered order of magnitude of China's price of 7-ACA; none was found")
GIFU_PREMIUM = assumption(60_000, "no price was found; a small fermenter at more than twice China's price, so that a subsidy of JPY 55 billion was needed")

OFFERS: list[Row] = [
    _offer(FERMENTERS, PENG, assumption(20_000, _PLENTY), PENG_CHINA),
    _offer(KAKINADA, PENG, estimate(5_000, "remembered: a third of a plan of 15,000 t for the world"), assumption(28_000, "a little above China's price"), **_file(1)),
    _offer(KUNDL, PENG, estimate(1_500, "remembered order of magnitude of what is left beyond its own customers in Europe"), assumption(38_000, "half above China's price")),
    _offer(UNITED, APA, assumption(10_000, _PLENTY), _step(4_000, "near a remembered 50,000 in China")),
    _offer(KAKINADA, APA, estimate(1_200, "remembered: 3,600 t planned, a third of it free"), _step(6_000, "a little above China's"), **_file(1)),
    _offer(KUNDL, APA, estimate(600, "remembered order of magnitude"), _step(9_000, "half above China's"), **_file(2)),
    _offer(
        GIFU,
        APA,
        derived(105, f"200 t of penicillin G (found: {GIFU_PENG.source}) / 1.9 (estimate), rounded", PENG_PER_APA),
        derived(128_000, "1.9 t (estimate) of its own penicillin G at 60,000 and 14,000 to split it, twice what each costs in China (assumptions)", GIFU_PREMIUM),
        "Restarted at home, from fermenter to 6-APA: a least quantity each year, paid for whether China is cheaper or not.",
        fixed_cost=assumption(2_000_000, "staff and energy of a fermenter kept warm; none was found"),
        minimum_take=assumption(32, "a fermenter cannot run at less than about a third; no figure was found"),
        standby=assumption(0.5, "half of the idle fermenters can be started"),
        ramp_months=assumption(2, "a seed train takes weeks"),
        from_year=assumption(2027, "planned from 2025 (japan-forward.com), then filed and approved"),
    ),
    _offer(UNITED, AMOX, assumption(5_000, _PLENTY), _step(6_000, "near a remembered 35,000 in China")),
    _offer(HYDERABAD, AMOX, estimate(900, "remembered order of magnitude for the two markets"), _step(8_000, "a little above China's")),
    _offer(SPAIN, AMOX, estimate(500, "remembered order of magnitude for the two markets"), _step(14_000, "half above China's")),
    _offer(ODAWARA, AMOX, assumption(190, "what Japan fills today, with room"), _step(16_000, "half above China's")),
    _offer(HYDERABAD, DOSES, estimate(1_200, "remembered: most US amoxicillin is filled in India and Europe"), assumption(40_000, "filling and packing; no cost was found")),
    _offer(
        BRISTOL,
        DOSES,
        derived(US_AMOX.value, "all of US amoxicillin at full capacity (pharmadeel.blogspot.com) x 1,000 t (estimate)", US_AMOX),
        assumption(65_000, "half above India's; no cost was found"),
        "One shift today; fills the whole US need at three.",
        standby=assumption(0.6, "shifts can be added within weeks"),
        fixed_cost=assumption(3_000_000, "a plant kept open; none was found"),
        ramp_months=assumption(1, "hiring"),
    ),
    _offer(ODAWARA, DOSES, assumption(190, "what Japan fills today, with room"), assumption(70_000, "filling and packing in Japan; no cost was found")),
    _offer(CHINA_ACA, ACA, assumption(3_000, _PLENTY), ACA_CHINA),
    _offer(DOBFAR, ACA, estimate(80, "remembered as the one maker left in Europe"), assumption(95_000, "half above China's price")),
    _offer(
        KANEGASAKI,
        ACA,
        assumption(40, "no tonnage was found; half of what Japan's cephalosporins take"),
        assumption(140_000, "no price was found; twice China's, as penicillin"),
        "Restarted at home.",
        fixed_cost=assumption(1_000_000, "staff and energy of a fermenter kept warm; none was found"),
        minimum_take=assumption(12, "a third of capacity, as at Gifu"),
        from_year=assumption(2028, "the subsidy covers both makers; a year behind Gifu"),
    ),
    _offer(CHINA_CEPH, CEPH, assumption(1_500, _PLENTY), _step(50_000, "near a remembered 95,000 in China")),
    _offer(CHENNAI, CEPH, estimate(250, "remembered order of magnitude"), _step(60_000, "a tenth above China's")),
    _offer(DOBFAR, CEPH, estimate(180, "remembered order of magnitude"), _step(75_000, "a third above China's")),
    _offer(KANEGASAKI, CEPH, assumption(60, "no tonnage was found; three quarters of Japan's use"), _step(110_000, "half above China's")),
]

RECIPES: list[Row] = [
    record(output=APA, input=PENG, quantity=PENG_PER_APA),
    record(output=APA, input=PENG, quantity=assumption(0, "Gifu ferments its own"), supplier=GIFU),
    record(output=AMOX, input=APA, quantity=APA_PER_AMOX),
    record(output=DOSES, input=AMOX, quantity=AMOX_PER_DOSE),
    record(output=CEPH, input=ACA, quantity=ACA_PER_CEPH),
]
