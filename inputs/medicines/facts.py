"""Names, what each market needs, and how much of one step the next one takes."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, estimate, record

YEARS = (2026, 2027, 2028, 2029, 2030)

JAPAN, US, CHINA, INDIA = "Japan", "United States", "China", "India"

PENG, APA, AMOX, DOSES = "Penicillin G", "6-APA", "Amoxicillin", "Amoxicillin doses"
ACA, CEPH = "7-ACA", "Cephalosporins"

ESSENTIAL, OTHER = "Severe", "Other"

# Yields, tonnes of input for a tonne of output. The masses are those of the formulas.

PENG_PER_APA = derived(
    1.9,
    "372.5 g of penicillin G potassium for 216.3 g of 6-APA is 1.72, / 0.9 (estimate: enzymes split it nearly whole), rounded",
    estimate(0.9, "yield"),
)
APA_PER_AMOX = derived(
    0.58, "216.3 g of 6-APA for 419.5 g of amoxicillin trihydrate is 0.516, / 0.89 (estimate), rounded", estimate(0.89, "yield")
)
ACA_PER_CEPH = assumption(0.7, "272 g of 7-ACA for 454 (cefazolin) to 555 g (ceftriaxone) is 0.5 to 0.6; yields below those of amoxicillin")
AMOX_PER_DOSE = assumption(1.02, "amoxicillin lost in filling; doses are counted in tonnes of what is in them")

# Need, tonnes a year.

JAPAN_PENG = derived(200, "old plant of more than 1,000 t a year = 5 times the need, Yomiuri of 2024-04-12 via pressreader.com")
JAPAN_AMOX = derived(
    180,
    "200 t of penicillin G (derived: Yomiuri) / 1.9 / 0.58 / 1.02, rounded down: all of Japan's penicillins as amoxicillin",
    PENG_PER_APA,
    APA_PER_AMOX,
    AMOX_PER_DOSE,
)
US_AMOX = estimate(1_000, "remembered order of magnitude: about 50 million prescriptions of about 20 g")
JAPAN_CEPH = assumption(80, "no tonnage was found; injections of some grams a day for some millions of stays in hospital")
US_CEPH = assumption(250, "no tonnage was found; three times Japan's")

SEVERE: dict[tuple[str, str], Figure] = {
    (JAPAN, DOSES): assumption(0.3, "part that no other medicine replaces; no figure was found"),
    (US, DOSES): assumption(0.3, "part that no other medicine replaces; no figure was found"),
    (JAPAN, CEPH): assumption(0.5, "surgery and sepsis; in the shortage of 2019 other cephalosporins stood in for part of the use"),
    (US, CEPH): assumption(0.5, "surgery and sepsis; in the shortage of 2019 other cephalosporins stood in for part of the use"),
}
USE: dict[tuple[str, str], Figure] = {(JAPAN, DOSES): JAPAN_AMOX, (US, DOSES): US_AMOX, (JAPAN, CEPH): JAPAN_CEPH, (US, CEPH): US_CEPH}
# What buyers pay for a missing gram. The harm to patients is not in the bill: it is in Survival.
SHORTAGE: dict[tuple[str, str], Figure] = {
    (DOSES, ESSENTIAL): assumption(1_000_000, "1 USD a gram: a dearer antibiotic and a longer stay; harm to patients is left to Survival"),
    (DOSES, OTHER): assumption(300_000, "0.3 USD a gram: another antibiotic in its place"),
    (CEPH, ESSENTIAL): assumption(2_000_000, "2 USD a gram: a dearer antibiotic and operations put off; harm to patients is left to Survival"),
    (CEPH, OTHER): assumption(500_000, "0.5 USD a gram: another antibiotic in its place"),
}


def _need(market: str, material: str, priority: str) -> Figure:
    use, severe = USE[market, material], SEVERE[market, material]
    part = severe.value if priority == ESSENTIAL else 1 - severe.value
    text = f"{use.value:,.0f} t a year ({use.confidence}: {use.source}) x {part:.0%} ({severe.confidence}: {severe.source})"
    return derived(round(use.value * part, 1), text, use, severe)


MARKETS: list[Row] = [record(market=m, country=m) for m in (JAPAN, US)]
DEMAND: list[Row] = [
    record(market=market, material=material, priority=priority, quantity=_need(market, material, priority), shortage_cost=SHORTAGE[material, priority])
    for market, material in USE
    for priority in (ESSENTIAL, OTHER)
]
