"""Foreign-entity rules by year, targets of Japan and South Korea, crises and what must be served through them."""

from __future__ import annotations

from ..figure import Figure, Row, agency, assumption, derived, found, record
from .facts import ANODE, CATHODE, CELLS, CHINA, CREDIT, ELECTROLYTE, FLAKE, GRID, JAPAN, KOREA, LITHIUM, PARTS, US, VEHICLES, YEARS
from .upstream import SEJONG

_45X = (
    "1 less the least cost ratio for battery components, 60 to 85% (H.R. 1 of 2025 in public repositories that agree but for 2029, where 80% is taken); "
    "the law counts all inputs together by cost, here each by quantity"
)
COMPONENTS = dict(zip(YEARS, (derived(x, _45X) for x in (0.40, 0.35, 0.30, 0.20, 0.15)), strict=True))
_STORAGE = "1 less the least cost ratio of energy storage that begins in the year, 55 to 75% (H.R. 1 of 2025 as told by therelaymag.com); here for all cells by quantity"
OWNED_CELLS = dict(zip(YEARS, (derived(x, _STORAGE) for x in (0.45, 0.40, 0.35, 0.30, 0.25)), strict=True))

PENALTY: dict[str, Figure] = {
    ANODE: derived(35_000, "35 USD a kWh of credit (estimate) at a tonne of anode for a MWh (estimate)", CREDIT),
    CATHODE: derived(19_400, "35 USD a kWh of credit (estimate) / 1.8 t of cathode for a MWh (estimate)", CREDIT),
    ELECTROLYTE: derived(31_800, "35 USD a kWh of credit (estimate) / 1.1 t of electrolyte for a MWh (estimate)", CREDIT),
}

_TRACED = "a target of this case: the rules of 30D asked for nothing of a foreign entity's minerals from 2025 (zeta.org) and ended in 2025"
GRAPHITE_INSIDE = {2028: assumption(0.6, _TRACED), 2029: assumption(0.5, _TRACED), 2030: assumption(0.4, _TRACED)}
LITHIUM_INSIDE = {2028: assumption(0.5, _TRACED), 2029: assumption(0.4, _TRACED), 2030: assumption(0.3, _TRACED)}

KOREA_TODAY = found(0.937, "China's part in South Korea's graphite imports by value, 2022, MOTIE via electrification-solutions.com")
KOREA_ANODE: dict[int, Figure] = {
    2026: KOREA_TODAY,
    2027: assumption(0.8, "a step between 93.7% and the target"),
    2028: found(0.6, "target for 2027 on 185 items, Yonhap 2024-12-19; taken a year later"),
    2029: assumption(0.55, "the middle of 60% and 50%"),
    2030: found(0.5, "target for 2030, koreatimes.co.kr 2023-02"),
}
JAPAN_LITHIUM = {
    2026: found(0.8409, "China's part in Japan's lithium hydroxide by value, 2024, UN Comtrade"),
    2027: assumption(0.75, "a step between 84% and 65%"),
    2028: assumption(0.65, "as the EU's rule for 2030 (CRMA Art. 5), taken as a yardstick"),
    2029: assumption(0.58, "a step between 65% and 50%"),
    2030: assumption(0.5, "as South Korea's target, taken as a yardstick"),
}

HOME = assumption(0.5, "makers of vehicles have plants of cells with a partner at home; no rule")

SHARE_LIMITS: list[Row] = [
    *(
        record(
            "Who owns the maker of the part, for plants in the US; beyond it the credit is lost.",
            group=CHINA,
            lens="owner",
            material=part,
            destination=US,
            year=year,
            maximum=most,
            penalty=PENALTY[part],
        )
        for part in PARTS
        for year, most in COMPONENTS.items()
    ),
    *(
        record("Who owns the maker of the cell.", group=CHINA, lens="owner", material=CELLS, destination=US, year=year, maximum=most)
        for year, most in OWNED_CELLS.items()
    ),
    *(
        record(
            "Look-through: where the mineral inside the cell was mined or made.",
            group=CHINA,
            lens="traced",
            material=CELLS,
            origin_material=origin,
            destination=US,
            year=year,
            maximum=most,
        )
        for origin, path in ((FLAKE, GRAPHITE_INSIDE), (LITHIUM, LITHIUM_INSIDE))
        for year, most in path.items()
    ),
    *(
        record("Where the anode of Korean plants is made.", group=CHINA, lens="location", material=ANODE, destination=KOREA, year=year, maximum=most)
        for year, most in KOREA_ANODE.items()
    ),
    *(
        record("Where the lithium of Japan's plants is made.", group=CHINA, lens="location", material=LITHIUM, destination=JAPAN, year=year, maximum=most)
        for year, most in JAPAN_LITHIUM.items()
    ),
    *(record("Made at home.", group=home, lens="location", material=CELLS, destination=home, minimum=HOME) for home in (JAPAN, KOREA)),
]

LICENCE, BAN, FIRE = "Graphite licences start", "Year's ban on battery materials", "Sejong burns"

SCENARIOS: list[Row] = [
    record(
        "As in December 2023: no anode leaves China for a month, then permits come back.",
        scenario=LICENCE,
        probability=assumption(0.12, "one start for graphite and three for kindred materials in the 16 years to 2025 is between 0.06 and 0.25"),
    ),
    record(
        "The controls of October 2025 on cells, cathode and graphite, now suspended, come as a ban on everything of Chinese owners.",
        scenario=BAN,
        probability=assumption(0.03, "never seen at this width; a planner's case"),
    ),
    record(
        "The largest plant of anode outside China and Indonesia is lost.",
        scenario=FIRE,
        probability=assumption(0.02, "a plant of one site and one process; a planner's case"),
    ),
]

_NOTHING = assumption(0, "the hard case")
EVENTS: list[Row] = [
    record(
        scenario=LICENCE,
        kind="country",
        target=CHINA,
        material=ANODE,
        to="abroad",
        months=derived(1, "25 days to the first permits in December 2023 (electrification-solutions.com), in whole months"),
        remaining=found(0, "no permits for about four weeks, electrification-solutions.com"),
        recovery_months=assumption(2, "as gallium's permits in 2023"),
    ),
    record(
        scenario=BAN,
        kind="owner",
        target=CHINA,
        to="abroad",
        months=agency(12, "one-year trade cuts of USGS OFR 2025-1047"),
        remaining=_NOTHING,
    ),
    record(
        scenario=FIRE,
        kind="supplier",
        target=SEJONG,
        months=derived(4, "90 to 120 days at Renesas after 30 were promised (nippon.com; agenzianova.com), the upper end"),
        remaining=_NOTHING,
        recovery_months=assumption(2, "lines come back one by one"),
    ),
]

_LEVEL = "a policy choice; no government publishes levels of service"


def _survive(scenario: str, priority: str, months: int, level: float, since: int | None = None) -> Row:
    return record(
        scenario=scenario,
        priority=priority,
        months=assumption(months, _LEVEL),
        service_level=assumption(level, _LEVEL),
        from_year=assumption(since, "reserves and new plants take until then") if since else None,
    )


SURVIVAL: list[Row] = [
    _survive(LICENCE, GRID, 12, 1),
    _survive(LICENCE, VEHICLES, 6, 0.9, 2027),
    _survive(BAN, GRID, 12, 1, 2028),
    _survive(BAN, VEHICLES, 6, 0.3, 2028),
    _survive(BAN, VEHICLES, 6, 0.6, 2030),
    _survive(FIRE, GRID, 12, 1),
    _survive(FIRE, VEHICLES, 6, 0.9, 2027),
]
