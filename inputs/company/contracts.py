"""What the suppliers offer: price, volume, pace, least quantities and price breaks."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, derived, record
from .parts import (
    ALLOY,
    ALUMINIUM,
    BEARING,
    BOARD,
    CERAMIC,
    CONNECTOR,
    COPPER,
    CRYSTAL,
    DIE,
    DISCRETE,
    DISPLAY,
    ENCODER,
    HALL,
    HARNESS,
    HOUSING,
    LAMINATE,
    LARGE,
    MAGNET,
    MCU,
    MOTOR,
    PCB,
    POWER,
    SMALL,
    TA_POWDER,
    TANTALUM,
    THERMAL,
    WIRE,
)
from .sites import BRNO, PLANTS, QUERETARO, TOYAMA

_INVENTED = "invented: of the size of a maker of 240,000 drives a year"
_PRICE = "invented: order of magnitude of a contract price, or of conversion where parts are bought separately"
_PACE = "framework contracts: two fifths of today's volume a year, up or down"
_TEST = "samples, tests and papers; invented"

CHINA_MAGNET = derived(49_200, "2.86 billion USD of China's exports in 2024 / 58,152 t (adamasintel.com)")
_MAGNET_STEP = derived(
    10_200,
    f"{CHINA_MAGNET.value:,.0f} USD a t ({CHINA_MAGNET.source}) less 1.3 t of alloy at 30,000 (assumption)",
    assumption(30_000, "alloy"),
)

#: Supplier, part, capacity, unit cost, current volume, and what else the contract says.
Terms = tuple[str, str, float, float | Figure, float, dict[str, float]]
CONTRACTS: list[Terms] = [
    (TOYAMA, SMALL, 90, 62_000, 70, {}),
    (TOYAMA, LARGE, 45, 112_000, 35, {}),
    (QUERETARO, SMALL, 60, 56_000, 50, {}),
    (QUERETARO, LARGE, 30, 104_000, 25, {}),
    (BRNO, SMALL, 50, 59_000, 40, {}),
    (BRNO, LARGE, 30, 108_000, 20, {}),
    ("Penang Assembly", BOARD, 130, 6_200, 90, {"least": 40}),
    ("Suzhou Assembly", BOARD, 120, 5_400, 80, {"least": 30}),
    ("Jalisco Assembly", BOARD, 90, 7_000, 50, {}),
    ("Moravia Assembly", BOARD, 60, 7_300, 20, {}),
    ("Changzhou Motor", MOTOR, 220, 21_000, 170, {"least": 60}),
    ("Hidaka Motor", MOTOR, 140, 27_000, 88, {}),
    ("Ostrava Winding", MOTOR, 80, 26_500, 30, {}),
    ("Fuji Power", POWER, 260, 8_800, 210, {}),
    ("Villach Power", POWER, 200, 9_600, 110, {}),
    ("Ningbo Castings", HOUSING, 220, 3_600, 150, {}),
    ("Saitama Castings", HOUSING, 110, 5_200, 70, {}),
    ("Monterrey Castings", HOUSING, 100, 4_700, 60, {}),
    ("Hai Duong Harness", HARNESS, 190, 5_000, 150, {}),
    ("Sonora Harness", HARNESS, 120, 5_900, 90, {}),
    ("Nagano Encoder", ENCODER, 200, 8_400, 150, {}),
    ("Shenzhen Encoder", ENCODER, 160, 6_900, 90, {}),
    ("Hsinchu Display", DISPLAY, 120, 7_200, 78, {}),
    ("Dongguan Display", DISPLAY, 120, 6_100, 50, {}),
    ("Qingdao Graphite", THERMAL, 600, 620, 360, {}),
    ("Osaka Graphite", THERMAL, 250, 1_150, 40, {}),
    ("Kunshan Boards", PCB, 220, 1_500, 150, {}),
    ("Gifu Boards", PCB, 90, 2_500, 50, {}),
    ("Graz Boards", PCB, 80, 2_700, 40, {}),
    ("Ibaraki Micro", MCU, 320, 3_200, 240, {"least": 100}),
    ("Dresden Micro", MCU, 200, 4_100, 0, {"tests": 900_000, "years": 1, "fixed": 120_000}),
    ("Dongguan Discrete", DISCRETE, 5_500, 22, 3_960, {"least": 1_000}),
    ("Malacca Discrete", DISCRETE, 3_500, 31, 1_800, {}),
    ("Taipei Discrete", DISCRETE, 3_000, 34, 0, {"tests": 250_000, "years": 1, "fixed": 40_000, "standby": 0.5, "ramp": 3}),
    ("Shiga Ceramic", CERAMIC, 40_000, 4.4, 27_200, {}),
    ("Busan Ceramic", CERAMIC, 30_000, 4.0, 16_000, {}),
    ("Bangkok Passive", TANTALUM, 2_400, 95, 1_440, {}),
    ("Bangkok Passive", CRYSTAL, 300, 175, 150, {}),
    ("Hsinchu Display", CRYSTAL, 200, 190, 90, {}),
    ("Penang Connect", CONNECTOR, 2_600, 215, 1_920, {}),
    ("Ganzhou Magnet", MAGNET, 90, _MAGNET_STEP, 52, {"least": 10}),
    ("Saitama Magnet", MAGNET, 45, 22_000, 21.2, {"surge": 0.15, "ramp": 2}),
    ("Estonia Magnet", MAGNET, 40, 26_000, 0, {"tests": 600_000, "years": 1, "fixed": 150_000, "surge": 0.1, "ramp": 2}),
    ("Baotou Alloy", ALLOY, 150, 30_000, 74, {}),
    ("Dong Nai Alloy", ALLOY, 60, 41_000, 21.2, {"standby": 0.5, "ramp": 1, "fixed": 60_000}),
    ("Kaohsiung Laminate", LAMINATE, 30, 21_000, 12, {}),
    ("Perth Tantalum", TA_POWDER, 150, 430, 57.6, {}),
    ("Durango Metals", COPPER, 500, 9_600, 272, {}),
    ("Durango Metals", ALUMINIUM, 500, 2_900, 224, {}),
    ("Ostrava Winding", WIRE, 120, 1_700, 27, {}),
    ("Hidaka Motor", WIRE, 160, 1_900, 80, {}),
    ("Changzhou Motor", WIRE, 250, 1_300, 152, {}),
    ("Gifu Boards", BEARING, 700, 880, 576, {}),
    ("Villach Power", DIE, 1_600, 1_150, 660, {}),
    ("Fuji Power", DIE, 1_700, 1_050, 1_260, {}),
    ("Nagano Encoder", HALL, 600, 460, 300, {}),
    ("Malacca Discrete", HALL, 500, 430, 180, {}),
]

_READY = "agreed with the supplier; invented"


def _offer(supplier: str, part: str, capacity: float, cost: float | Figure, now: float, more: dict[str, float]) -> Row:
    row = record(
        supplier=supplier,
        material=part,
        capacity=assumption(capacity, _INVENTED),
        unit_cost=cost if isinstance(cost, Figure) else assumption(cost, _PRICE),
        current_volume=assumption(now, _INVENTED) if now else None,
        maximum_change=assumption(round(max(0.4 * now, 0.1 * capacity), 1), _PACE) if supplier not in PLANTS else None,
        minimum_take=assumption(more["least"], "the least that the framework contract binds to; invented") if "least" in more else None,
        fixed_cost=assumption(more["fixed"], "audits and a yearly lot; invented") if "fixed" in more else None,
    )
    if "tests" in more:
        row |= record(
            qualified="no", qualification_cost=assumption(more["tests"], _TEST), qualification_years=assumption(more["years"], _TEST)
        )
    ready = {"standby": more.get("standby"), "surge": more.get("surge"), "ramp_months": more.get("ramp")}
    return row | record(**{k: assumption(v, _READY) for k, v in ready.items() if v})


OFFERS: list[Row] = [_offer(*terms) for terms in CONTRACTS]

_BREAK = "invented: a twentieth to a tenth less for most of the need"
PRICE_BREAKS: list[Row] = [
    record(supplier=s, material=m, from_quantity=assumption(q, _BREAK), unit_cost=assumption(c, _BREAK), kind=kind)
    for s, m, q, c, kind in (
        ("Ibaraki Micro", MCU, 180, 3_000, "all units"),
        ("Dongguan Discrete", DISCRETE, 3_500, 20, "all units"),
        ("Changzhou Motor", MOTOR, 150, 19_800, "incremental"),
        ("Fuji Power", POWER, 200, 8_300, "all units"),
    )
]
