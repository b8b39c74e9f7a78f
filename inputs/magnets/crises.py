"""What may happen: the cut of April 2025 month by month, a year's ban, and the loss of the largest source outside China."""

from __future__ import annotations

from ..figure import Row, agency, assumption, derived, estimate, record
from .facts import CHINA, DYTB, MAGNET
from .plants import LYNAS

APRIL, BAN, KUANTAN = "April cut", "Year's ban", "Kuantan stands still"

SCENARIOS: list[Row] = [
    record(
        "As in April 2025: licences for heavy oxides and magnets; half of the magnets in the first month, a quarter in the next two, then slowly back.",
        scenario=APRIL,
        probability=derived(0.12, "two such cuts of rare earths, 2010 and 2025, in the 16 years from 2010 to 2025, rounded"),
    ),
    record(
        "Nothing of this chain leaves China, or Chinese owners abroad, for a year.",
        scenario=BAN,
        probability=assumption(0.03, "never seen for magnets; the ban on gallium for the US was nearly as long. A planner's case"),
    ),
    record(
        "The plant that separates most of what does not come from China is lost for a quarter.",
        scenario=KUANTAN,
        probability=assumption(0.05, "licence, water or strike; a planner's case"),
    ),
]

MONTH_1 = derived(0.52, "3,056 t of exports in April 2025 / 5,842 t in March (customs via shchangjiuglobal.com)")
MONTHS_2_3 = estimate(0.25, "a fall of about 75% by May 2025, remembered")
_BACK = assumption(2, "volumes were partial in July 2025; no month of full recovery was found")
_YEAR = agency(12, "one-year trade cuts of USGS OFR 2025-1047")
_NOTHING = assumption(0, "the hard case")

EVENTS: list[Row] = [
    record(
        scenario=APRIL,
        kind="country",
        target=CHINA,
        material=MAGNET,
        to="abroad",
        start_month=1,
        months=derived(1, "April 2025, one month"),
        remaining=MONTH_1,
    ),
    record(
        scenario=APRIL,
        kind="country",
        target=CHINA,
        material=MAGNET,
        to="abroad",
        start_month=2,
        months=derived(2, "75 days in all (disruptions.csv of the project, from chinatungsten.com), less the first month, in whole months"),
        remaining=MONTHS_2_3,
        recovery_months=_BACK,
    ),
    record(
        "Heavy oxides need the same licence; their monthly exports were not found.",
        scenario=APRIL,
        kind="country",
        target=CHINA,
        material=DYTB,
        to="abroad",
        start_month=1,
        months=derived(3, "75 days (chinatungsten.com), in whole months"),
        remaining=assumption(0.25, "as magnets at their lowest"),
        recovery_months=_BACK,
    ),
    record(scenario=BAN, kind="owner", target=CHINA, to="abroad", start_month=1, months=_YEAR, remaining=_NOTHING),
    record(
        scenario=KUANTAN,
        kind="supplier",
        target=LYNAS,
        start_month=1,
        months=assumption(3, "time to repair or to settle"),
        remaining=_NOTHING,
        recovery_months=assumption(1, "start of the kilns"),
    ),
]
