"""Markets, groups and what each market needs."""

from __future__ import annotations

from ..figure import Row, assumption, derived, record
from .facts import CATEGORY, CHIP_PRICE, CHIPS, GAAS, GERMANY, HF_NEED, JAPAN, KOREA, NEON, NEON_NEED, PURE_HF, RESIST, US, part

MARKETS: list[Row] = [record(market=m, country=m) for m in (KOREA, JAPAN, US, GERMANY)]

ALLIES = "Allies"
GROUPS: list[Row] = [record(group=ALLIES, member=m) for m in (US, JAPAN, KOREA, GERMANY, "Belgium", "Taiwan")]

_SPLIT = "by the size of its car industry"
_FAB = "no loss of an idle line is published; a price at which fabs would still bid, what must not happen is under Survival"
_BID = "the price paid in crisis is the least that a missing unit costs"

CHIP_NEED = {market: part(CATEGORY, share, _SPLIT) for market, share in ((GERMANY, 0.2), (US, 0.14), (JAPAN, 0.14), (KOREA, 0.07))}
RESIST_NEED = assumption(90_000, "litres a year; no figure found; order of magnitude of a dozen EUV scanners' lines")
GAAS_NEED = {
    JAPAN: assumption(400_000, "wafers of 150 mm; no figure by country; Japan's makers of lasers and radio chips"),
    US: assumption(350_000, "wafers of 150 mm; no figure by country; radio chips for telephones and radar"),
    KOREA: assumption(80_000, "wafers of 150 mm; no figure by country"),
}

DEMAND: list[Row] = [
    record(market=KOREA, material=PURE_HF, quantity=HF_NEED, shortage_cost=assumption(15_000, f"about seven times its price: {_FAB}")),
    record(
        market=KOREA,
        material=NEON,
        quantity=NEON_NEED,
        shortage_cost=derived(
            2_610, f"2.9 million USD a t in June 2022 (Korea Customs in english.etnews.com 2022-08-09) x 0.0009 t a m3; {_BID}"
        ),
    ),
    record(market=KOREA, material=RESIST, quantity=RESIST_NEED, shortage_cost=assumption(20_000, f"about seven times its price: {_FAB}")),
    *(
        record(
            market=m,
            material=GAAS,
            quantity=q,
            shortage_cost=assumption(1_500, "about seven times its price: a wafer carries radio chips for thousands of telephones"),
        )
        for m, q in GAAS_NEED.items()
    ),
    *(
        record(
            market=m,
            material=CHIPS,
            quantity=q,
            shortage_cost=derived(
                200_000,
                f"{CHIP_PRICE.value:,.0f} ({CHIP_PRICE.source}) x 10, the rise of spot prices in October 2025 (chipeasybuy.com NEXPERIA); {_BID}",
                CHIP_PRICE,
            ),
        )
        for m, q in CHIP_NEED.items()
    ),
]
