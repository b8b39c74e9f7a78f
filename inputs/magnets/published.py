"""The section of the page that holds the model against what was published of April 2025."""

from __future__ import annotations

from dataclasses import dataclass

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan

from ..figure import Figure, assumption, derived, estimate, found
from ..page_tables import number, table
from .april import EXPORTS, NOTHING, READINGS, at_hand, days_needed, missing, oxide_saves, today
from .crises import MONTHS_2_3
from .facts import DYTB_CHINA, INDUSTRY, MAGNET, SHORTAGE, USE
from .trade import WEEKS

LICENSED = found(0.25, "of the licences that were asked for, granted by early June 2025, chinatungsten.com")
STOOD = found(7, "days for which Ford's plant at Chicago stood, about a week; Suzuki's Swift stood too, chinatungsten.com")
STOOD_IN = estimate(2, "found is that they stood; that it was in late May is remembered")
ROSE = derived(round(2_377 / 91), "dysprosium oxide, 91 USD a kg in January 2009 and 2,377 in August 2011, questmetals.com")
VEHICLE = assumption(2, "kg of magnets in an electric vehicle, as in the shortage cost of the book")

#: The page shows what is missing by the end of each of these months of the cut.
MONTHS = (1, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Reading:
    """What the model says under one belief about the cut.

    `by_month` is missing by the end of each month of the cut, `whole` in all twelve [t]; `days` in store would be enough.
    """

    name: str
    by_month: dict[int, float]
    whole: float
    days: int

    @property
    def first(self) -> int | None:
        """The first month of the cut in which something must be missing, however the three share; None where nothing is."""
        return next((month for month, tonnes in self.by_month.items() if tonnes > NOTHING), None)

    @property
    def days_of_use(self) -> float:
        """What is missing, in days of the use of all three."""
        return self.whole / sum(use.value for use in USE.values()) * 365


def readings(case: Case) -> list[Reading]:
    """Today's volumes under each belief about the cut."""
    cases = [(name, change(today(case))) for name, change in READINGS]
    return [Reading(name, {m: missing(c, m) for m in MONTHS}, missing(c), days_needed(c)) for name, c in cases]


def tonnes(value: float) -> str:
    """Tonnes to the nearest ten, which is more than the figures of the case are sure of."""
    return f"{round(value, -1):,.0f}"


def month_by_month(read: list[Reading]) -> str:
    """The table: what happened, and what each reading says."""
    rows: list[tuple[object, ...]] = [
        ("first month in which a line must stop", f"{STOOD_IN.value} (remembered: late May)", *(r.first or "none" for r in read)),
        *((f"missing by the end of month {m}, t", "not published", *(tonnes(r.by_month[m]) for r in read)) for m in MONTHS),
        ("missing in all, t", "not published", *(tonnes(r.whole) for r in read)),
        ("the same, days of the use of all three", "not published", *(f"{r.days_of_use:.0f}" for r in read)),
        ("days in store with which nothing is missing", "not published", *(r.days for r in read)),
    ]
    return table(["the April cut on today's volumes", "what happened", *(r.name for r in read)], rows)


def _facts() -> str:
    shown: list[tuple[str, Figure]] = [
        ("licences granted by early June", LICENSED),
        ("a plant stood, days", STOOD),
        ("month of the cut in which it stood", STOOD_IN),
        *((f"exports in month {m} of the cut, part of March's", left) for m, left in enumerate(EXPORTS, start=1)),
        ("price of dysprosium oxide, times", ROSE),
    ]
    return table(["published", "value", "how sure", "source"], [(what, number(f.value), f.confidence, f.source) for what, f in shown])


def heavy_oxide(case: Case) -> str:
    """What heavy oxide is worth in the cut, against what its price did the last time."""
    saved = oxide_saves(today(case))
    worth = saved * SHORTAGE[INDUSTRY].value
    return (
        f"**Price: far above what was seen.** In today's chain a tonne more of heavy oxide in Japan's reserve keeps {saved:.0f} t of magnets from being missed, "
        f"{worth / 1e6:.0f} million USD at what industry loses, {worth / DYTB_CHINA.value:.0f} times its price. In the cut before, from 2009 to 2011, dysprosium rose to {ROSE.value:.0f} times its price. The model says more because its "
        "recipe is fixed and its shortage cost is a car that waits; makers then learnt to use less (remembered). It never shows as a price on this page: prices stand still, scarcity is a shortage."
    )


def published(plan: Plan) -> str:
    """The section: published figures, the same cut on today's volumes, where the two disagree and what that means for the plan."""
    read = readings(plan.case)
    book, hand, customs = read
    other = ro.optimize(at_hand(plan.case))
    stores = [p.stockpiles[(p.stockpiles["year"] == p.case.years[-1]) & (p.stockpiles["material"] == MAGNET)]["level"].sum() for p in (plan, other)]
    vehicles = customs.whole * 1000 / VEHICLE.value
    return "\n\n".join(
        [
            "The cut of the book is that of April 2025, so it can be asked of the chain as it was: each buyer with the part from China that KITA counted, all heavy oxide from "
            f"China, stores of {WEEKS.value} days, nothing prepared. Half of the exports in the first month is put in, not predicted. What is not put in is when lines stop and how much is missing.",
            _facts(),
            "The least that can be missing by the end of each month, if the three share everything (computed for this page, as is every figure below it):",
            month_by_month(read),
            f"- **When: the book is late.** Lines stood in month {STOOD_IN.value} of the cut; today's chain in the book can serve everyone until month {book.first} begins. The reason is the time at sea (one month to Asia, two to "
            f"the United States, an assumption): what had left China before the cut goes on arriving. With nothing under way, and makers who open their own stores at once, the model too has a line stop in month "
            f"{hand.first}. The lines that stopped may have lived from hand to mouth, which the mean of a country hides.\n"
            f"- **How much: the model misses far more than is known.** {tonnes(book.whole)} t in the book; {tonnes(customs.whole)} t with the exports as remembered, {vehicles / 1e6:.1f} million electric vehicles at {VEHICLE.value} kg each. "
            f"Known are one plant for a week and one model of car. Only magnets with one of the seven elements need a licence (remembered), while the book has one mean magnet; and the stores of {WEEKS.value} days are an assumption: with {customs.days} days "
            f"({book.days} under the cut of the book) in every store nothing would have been missing, so that makers held more than the book says, or needed less.\n"
            f"- **How deep and how long: deep as it was, longer.** The book leaves {MONTHS_2_3.value:.0%} in months 2 and 3; {LICENSED.value:.0%} of the licences were granted by early June, which was found and is not in the book (a part of the licences is not a part of the tonnes). "
            f"As remembered, exports were {EXPORTS[1].value:.0%} in month 2 and {EXPORTS[2].value:.0%} in month 3: the book's cut is a month too long, which is the safe side.\n"
            f"- {heavy_oxide(plan.case)}",
            f"**What it means for the plan.** Count on nothing at sea and on stores that open at once, and the plan of this page costs {other.objective / 1e6:,.0f} in place of {plan.objective / 1e6:,.0f} million {plan.currency} "
            f"({(other.objective - plan.objective) / 1e6:+,.0f}), with {tonnes(stores[1])} in place of {tonnes(stores[0])} t of magnets in store at the end. It is the error to insure against: months at sea are the one thing here that makes a cut look mild.",
        ]
    )
