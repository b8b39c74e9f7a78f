"""What is made from what: two products, 25 parts and materials."""

from __future__ import annotations

from ..figure import Row, assumption, record

YEARS = (2026, 2027, 2028)
US, JAPAN, GERMANY, CHINA = "United States", "Japan", "Germany", "China"
SMALL, LARGE = "Drive 400 W", "Drive 2 kW"

# Tier 1: what the plants assemble.
BOARD, MOTOR, POWER, HOUSING = "Control board", "Motor", "Power module", "Housing"
HARNESS, ENCODER, DISPLAY, THERMAL = "Cable harness", "Encoder", "Display", "Graphite sheet"
# Tier 2: what those are made from.
PCB, MCU, DISCRETE, CERAMIC, TANTALUM = "Printed board", "Microcontroller", "Discrete chips", "Ceramic capacitors", "Tantalum capacitors"
CONNECTOR, CRYSTAL, MAGNET, WIRE, BEARING, DIE, HALL = (
    "Connectors",
    "Crystals",
    "NdFeB magnets",
    "Winding wire",
    "Bearings",
    "Power dies",
    "Hall sensors",
)
# Tier 3: materials.
ALLOY, LAMINATE, TA_POWDER, ALUMINIUM, COPPER = (
    "Neodymium alloy",
    "Copper-clad laminate",
    "Tantalum powder",
    "Aluminium alloy",
    "Copper rod",
)

_PIECES, _TONNES = "thousand", "t"
UNITS: dict[str, tuple[str, str]] = {
    SMALL: (_PIECES, "product"),
    LARGE: (_PIECES, "product"),
    **dict.fromkeys((BOARD, MOTOR, POWER, HOUSING, HARNESS, ENCODER, DISPLAY, THERMAL), (_PIECES, "tier 1")),
    **dict.fromkeys((PCB, MCU, DISCRETE, CERAMIC, TANTALUM, CONNECTOR, CRYSTAL, BEARING, DIE, HALL), (_PIECES, "tier 2")),
    MAGNET: (_TONNES, "tier 2"),
    WIRE: (_TONNES, "tier 2"),
    ALLOY: (_TONNES, "tier 3"),
    LAMINATE: ("thousand m2", "tier 3"),
    TA_POWDER: ("kg", "tier 3"),
    ALUMINIUM: (_TONNES, "tier 3"),
    COPPER: (_TONNES, "tier 3"),
}

_BILL = "invented: the bill of materials of a servo drive of this size"
BILLS: dict[str, dict[str, float]] = {
    SMALL: {BOARD: 1, MOTOR: 1, POWER: 1, HOUSING: 1, HARNESS: 1, ENCODER: 1, DISPLAY: 0.3, THERMAL: 1},
    LARGE: {BOARD: 1, MOTOR: 1.6, POWER: 2, HOUSING: 1.5, HARNESS: 1, ENCODER: 1, DISPLAY: 1, THERMAL: 3},
    BOARD: {PCB: 1, MCU: 1, DISCRETE: 24, CERAMIC: 180, TANTALUM: 6, CONNECTOR: 8, CRYSTAL: 1},
    MOTOR: {MAGNET: 0.25, WIRE: 0.9, BEARING: 2},
    ENCODER: {HALL: 2, MAGNET: 0.005},
    POWER: {DIE: 6},
    HOUSING: {ALUMINIUM: 0.8},
    PCB: {LAMINATE: 0.05},
    TANTALUM: {TA_POWDER: 0.04},
    MAGNET: {ALLOY: 1.3},
    WIRE: {COPPER: 1.05},
}
RECIPES: list[Row] = [
    record(output=output, input=part, quantity=assumption(quantity, _BILL))
    for output, bill in BILLS.items()
    for part, quantity in bill.items()
]

#: Prices at which a unit taken from stock is replaced: above the dearest source of this case.
PRICES = {SMALL: 270_000, LARGE: 480_000, BOARD: 22_000, MCU: 5_600, DISCRETE: 70, MAGNET: 110_000, POWER: 24_000, THERMAL: 1_600}
MATERIALS: list[Row] = [
    record(
        f"{tier}.".capitalize(),
        material=name,
        unit=unit,
        price=assumption(PRICES[name], "above the dearest source of this case") if name in PRICES else None,
    )
    for name, (unit, tier) in UNITS.items()
]
