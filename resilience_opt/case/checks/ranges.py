"""Cells that bound each other: the lower may not be above the higher."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.coerce import ROUNDING
from resilience_opt.case.draft import Draft
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Event, Offer, Scenario, ShareLimit, SourceLimit, Stockpile, Survival
from resilience_opt.errors import Fault

#: Sheet, the cell that must not be above, and the one that it must not be above.
_ORDERED: tuple[tuple[type[Record], str, str], ...] = (
    (Offer, "from_year", "to_year"),
    (Stockpile, "opening_level", "maximum_level"),
    (Stockpile, "minimum_level", "maximum_level"),
    (ShareLimit, "minimum", "maximum"),
    (SourceLimit, "minimum", "maximum"),
)


def ordered(draft: Draft) -> Iterator[Fault]:
    """Minimum over Maximum, levels over the Maximum level, From year after To year."""
    for sheet, low, high in _ORDERED:
        headers = {c.attribute: c.header for c in sheet.columns()}
        for entry in draft.rows(sheet, low, high):
            if entry[low] is not None and entry[high] is not None and entry[low] > entry[high] + ROUNDING:
                yield draft.fault(entry, low, f"{headers[low]} must be at most {headers[high]} ({_say(entry[high])}), but it is {_say(entry[low])}")


def _say(value: float) -> str:
    return f"{value:.12g}"


def years(draft: Draft) -> Iterator[Fault]:
    """The last year is not before the first."""
    settings = draft.settings
    if settings.has("first_year", "last_year") and settings["last_year"] is not None and settings["last_year"] < settings["first_year"]:
        message = f"Last year must be at least First year ({settings['first_year']}), but it is {settings['last_year']}"
        yield draft.fault(settings, "last_year", message)


def survival_months(draft: Draft) -> Iterator[Fault]:
    """A crisis is followed for Crisis months; nothing can be asked beyond."""
    if draft.settings.has("crisis_months"):
        most = draft.settings["crisis_months"]
        for entry in draft.rows(Survival, "months"):
            if entry["months"] > most:
                yield draft.fault(entry, "months", f"Months must be at most Crisis months ({most}), but it is {entry['months']}")


def probabilities(draft: Draft) -> Iterator[Fault]:
    """At most one scenario happens in a year, so the probabilities add up to 1 at most."""
    entries = list(draft.rows(Scenario, "probability"))
    total = sum(entry["probability"] for entry in entries)
    if total > 1 + ROUNDING:
        yield draft.fault(entries[-1], "probability", f"the probabilities of all scenarios must add up to 1 at most, but they add up to {total:.6g}")


def first_events(draft: Draft) -> Iterator[Fault]:
    """A crisis begins with its first event, in month 1."""
    starts: dict[str, list[tuple[int, int]]] = {}
    entries = list(draft.tables[Event.SHEET])
    unsure = {e["scenario"] for e in entries if e.has("scenario") and not e.has("start_month")}
    if any(not e.has("scenario") for e in entries):
        return
    for position, entry in enumerate(entries):
        if entry["scenario"] not in unsure:
            starts.setdefault(entry["scenario"], []).append((entry["start_month"], position))
    for scenario, found in starts.items():
        month, position = min(found)
        if month > 1:
            yield draft.fault(
                entries[position], "start_month", f"Start month must be 1 for the earliest event of scenario '{scenario}', but it is {month}"
            )
