"""What may happen: scenarios of the kind that has been seen, with the events that make them up."""

from __future__ import annotations

from ..figure import Row, agency, assumption, derived, found, record
from .demand import BUYERS
from .facts import CHINA, GALLIUM, GERMANIUM
from .lanes import MALACCA
from .minerals import TRADERS

GAP, LONG_CUT, FULL_BAN, CORRIDOR, SURGE = (
    "Licensing gap",
    "Long cut",
    "Year's ban",
    "Corridor closed",
    "Demand rise",
)

SCENARIOS: list[Row] = [
    record(
        "A new licence regime starts: nothing leaves China for two months, then permits come back slowly.",
        scenario=GAP,
        probability=assumption(
            0.2,
            "four such starts on these and kindred materials in the 16 years to 2025 (rare earths 2010 and 2025, gallium with germanium 2023, graphite 2023) "
            "is 0.25; less, because here all three chains are hit at once",
        ),
    ),
    record(
        "Licences stay scarce: a tenth to a fifth of the old flow, as Japan has seen for gallium since 2023.",
        scenario=LONG_CUT,
        probability=assumption(0.08, "once since 2010 for Japan's gallium is 0.06 a year, rounded up"),
    ),
    record(
        "Everything from China and from Chinese-owned plants is shut for a year. The ban of December 2024 to November 2025, on the United States alone, "
        "was as long.",
        scenario=FULL_BAN,
        probability=assumption(0.03, "never seen at this width; a planner's case"),
    ),
    record(
        "The way from Europe and Africa to Northeast Asia is shut and nobody goes round: harder than any closure seen.",
        scenario=CORRIDOR,
        probability=assumption(0.02, "no closure of months is known; Suez was shut for six days in 2021 (remembered). A planner's case"),
    ),
    record("Defence and data centres buy more than planned.", scenario=SURGE, probability=assumption(0.1, "a planner's case")),
]

BAN_MONTHS = agency(12, "one-year trade cuts of USGS OFR 2025-1047")

EVENTS: list[Row] = [
    record(
        scenario=GAP,
        kind="country",
        target=CHINA,
        to="abroad",
        months=derived(2, "50 days to the first permits in 2023 (datafloq.com), in whole months"),
        remaining=found(0, "no exports in August 2023, datafloq.com"),
        recovery_months=assumption(2, "volumes were partial to November 2023 (datafloq.com)"),
    ),
    record(
        scenario=LONG_CUT,
        kind="country",
        target=CHINA,
        to="abroad",
        months=derived(12, "730 days and longer (daily8.com), of which the horizon of a crisis holds 12 months"),
        remaining=derived(
            0.15, "80 to 90% cut of China's gallium for Japan, the middle (daily8.com); taken for all three chains and buyers"
        ),
    ),
    record(
        "What the traders sell came from China too.",
        scenario=LONG_CUT,
        kind="supplier",
        target=TRADERS,
        months=derived(12, "as long as the cut that it follows"),
        remaining=assumption(0.5, "as in the year's ban"),
    ),
    record(
        "By owner: the plant in Indonesia and the refiner in Germany stop as well.",
        scenario=FULL_BAN,
        kind="owner",
        target=CHINA,
        to="abroad",
        months=BAN_MONTHS,
        remaining=assumption(0, "the hard case"),
    ),
    record(
        "Leaks: half of what the traders offer is still found, at the price of such a year; contracts elsewhere keep their price.",
        scenario=FULL_BAN,
        kind="supplier",
        target=TRADERS,
        months=BAN_MONTHS,
        remaining=assumption(0.5, "leaks were seen in 2024 (mulemstudies.com), their size was not"),
        price_factor=assumption(
            2.5,
            "the hard case: the rise of more than 150% that USGS OFR 2024-1057 (via greencarcongress.com) gives for a full ban starts from a "
            "normal price, and the price outside China has risen already",
        ),
    ),
    record(
        "Germanium is sold at index prices.",
        scenario=FULL_BAN,
        kind="material",
        target=GERMANIUM,
        months=BAN_MONTHS,
        price_factor=derived(
            1.67,
            "nearly 5,000 USD in Europe in September 2025 (Fastmarkets in the FT via canada.news-pravda.com) / 3,000 in September 2024, before the ban "
            "on the US (argusmedia.com 2613344); USGS OFR 2024-1057 had reckoned with 26% (via greencarcongress.com)",
        ),
    ),
    record(
        scenario=CORRIDOR,
        kind="corridor",
        target=MALACCA,
        months=assumption(3, "time to clear or to arm convoys"),
        remaining=assumption(0, "the hard case"),
        recovery_months=assumption(1, "queues"),
    ),
    *(
        record(
            scenario=SURGE,
            kind="group",
            target=BUYERS,
            material=material,
            months=assumption(6, "two quarters until orders are cut back"),
            demand_factor=assumption(factor, "beyond the swings of recent years"),
        )
        for material, factor in ((GALLIUM, 1.25), (GERMANIUM, 1.2))
    ),
]
