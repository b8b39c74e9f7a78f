"""What may happen: scenarios of the kind that has been seen, with the events that make them up."""

from __future__ import annotations

from .demand import BUYERS
from .facts import CHINA, GALLIUM, GERMANIUM
from .figure import Row, assumption, derived, found, record
from .lanes import MALACCA
from .minerals import TRADERS

GAP, LONG_CUT, FULL_BAN, CORRIDOR, SURGE = (
    "Licensing gap", "Long cut", "Year's ban", "Corridor closed", "Demand rise",
)

SCENARIOS: list[Row] = [
    record("A new licence regime starts: nothing leaves China for two months, then permits come back slowly.", scenario=GAP,
           probability=assumption(0.2, "four such starts on these and kindred materials from 2010 to 2025, in the library of disruptions, is 0.25 a year")),
    record("Licences stay scarce: a tenth to a fifth of the old flow, as Japan has seen for gallium since 2023.", scenario=LONG_CUT,
           probability=assumption(0.08, "once since 2010 for Japan's gallium is 0.06 a year, rounded up")),
    record("Everything from China and from Chinese-owned plants is shut for a year; it holds the ban on the United States alone of December 2024 to November 2025.", scenario=FULL_BAN,
           probability=assumption(0.03, "never seen at this width; a planner's case")),
    record("The way from Europe and Africa to Northeast Asia is shut.", scenario=CORRIDOR,
           probability=assumption(0.02, "Suez was shut for six days in 2021; a longer closure is a planner's case")),
    record("Defence and data centres buy more than planned.", scenario=SURGE, probability=assumption(0.1, "a planner's case")),
]

EVENTS: list[Row] = [
    record(scenario=GAP, kind="country", target=CHINA, to="abroad",
           months=derived(2, "50 days to the first permits in 2023 (datafloq.com), in whole months"),
           remaining=found(0, "no exports in August 2023, datafloq.com"),
           recovery_months=assumption(2, "volumes were partial to November 2023 (datafloq.com)")),
    record(scenario=LONG_CUT, kind="country", target=CHINA, to="abroad",
           months=derived(12, "730 days and longer (daily8.com), of which the horizon of a crisis holds 12 months"),
           remaining=derived(0.15, "80 to 90% cut, the middle, daily8.com")),
    record("By owner: the plant in Indonesia and the refiner in Germany stop as well.", scenario=FULL_BAN, kind="owner", target=CHINA, to="abroad",
           months=found(12, "one-year trade cuts of USGS OFR 2025-1047"), remaining=assumption(0, "the hard case")),
    record("Leaks: half of what the traders offer is still found, at the price of such a year; contracts elsewhere keep their price.",
           scenario=FULL_BAN, kind="supplier", target=TRADERS, months=found(12, "one-year trade cuts of USGS OFR 2025-1047"),
           remaining=assumption(0.5, "leaks were seen in 2024 (mulemstudies.com), their size was not"),
           price_factor=derived(2.5, "price rise of more than 150% in a full ban, USGS OFR 2024-1057 via greencarcongress.com")),
    record("Germanium is sold at index prices.", scenario=FULL_BAN, kind="material", target=GERMANIUM,
           months=found(12, "one-year trade cuts of USGS OFR 2025-1047"),
           price_factor=derived(1.26, "price rise of 26% in a full ban, USGS OFR 2024-1057 via greencarcongress.com")),
    record(scenario=CORRIDOR, kind="corridor", target=MALACCA, months=assumption(3, "time to clear or to arm convoys"),
           remaining=assumption(0, "the hard case"), recovery_months=assumption(1, "queues")),
    *(
        record(scenario=SURGE, kind="group", target=BUYERS, material=material, months=assumption(6, "two quarters until orders are cut back"),
               demand_factor=assumption(factor, "beyond the swings of recent years"))
        for material, factor in ((GALLIUM, 1.25), (GERMANIUM, 1.2))
    ),
]
