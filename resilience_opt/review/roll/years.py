"""The years move on: the plan begins a year later, and what the workbook says of years that are over drops out."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.case import Case
from resilience_opt.case.checks.doubts import LAST_LIKELY_YEAR
from resilience_opt.case.names import fold
from resilience_opt.case.schema import Record
from resilience_opt.errors import Fault, InputError
from resilience_opt.report.sentences import counted
from resilience_opt.review.roll.moves import DROPPED, YEARS, Move, written

#: What rows of Demand name, besides what they say of it.
_NAMES = ("market", "material", "priority")


def horizon(case: Case, last: int | None) -> Iterator[Move]:
    """First year and Last year. The end stays, unless it is over or another is asked for.

    Raises
    ------
    InputError
        If `last` lies before the new first year, or beyond any plan.
    """
    first, given = case.years[0] + 1, _last_year(case)
    if last is not None and last < first:
        raise InputError([Fault("", "", f"the last year must be {first} or later, but it is {last}")])
    if last is not None and last > LAST_LIKELY_YEAR:
        raise InputError([Fault("", "", f"the last year must be from {first} to {LAST_LIKELY_YEAR}, but it is {last}")])
    yield Move(YEARS, case.settings, "first_year", first, f"{first - 1} is over")
    end = max(case.years[-1], first) if last is None else last
    if end != (given if given is not None else first):
        yield Move(YEARS, case.settings, "last_year", end, "as asked for" if last is not None else "the plan's last year is over")


def unsaid(case: Case, last: int | None) -> Iterator[str]:
    """What is to be looked at where years are added at the end: rows dated for the last year so far say nothing of those after it."""
    end = case.years[-1]
    if last is None or last <= end:
        return
    new = str(end + 1) if last == end + 1 else f"{end + 1} to {last}"
    for sheet, rows in (("Demand", case.demand), ("Share limits", case.share_limits), ("Source limits", case.source_limits)):
        dated = [row for row in rows if row.year == end]
        if dated:
            yield f"{sheet} has {counted(len(dated), 'row')} for {end} and none for {new}, where only rows without a Year hold: write rows for {new} where they are meant to go on"


def _last_year(case: Case) -> int | None:
    """The Last year that the workbook gives; None where it is blank."""
    _, cell = case.address(case.settings, "last_year")
    lines = case.book.grids["Settings"].lines
    given = any(cell.endswith(str(line.number)) and line.cells.get("value") is not None for line in lines) if cell else False
    return case.settings.last_year if given else None


def starts(case: Case) -> Iterator[Move]:
    """Requirements that began in a year that is over hold from the start; those dated later keep their year."""
    first = case.years[0]
    dated = [(record, "from_year", record.from_year) for record in case.survival]
    dated += [(store, "minimum_from_year", store.minimum_from_year) for store in case.stockpiles]  # type: ignore[misc]
    for record, attribute, year in dated:
        if written(case, record, attribute) is not None and year is not None and year <= first:
            yield Move(YEARS, record, attribute, None, f"{first} is over: it holds from the start")


def dropped(case: Case) -> Iterator[Move]:
    """Rows of years that are over, cell by cell. A row of Demand that alone names a market, a material or a priority stays."""
    first = case.years[0]
    over: list[tuple[Record, int]] = [(r, r.year) for r in case.share_limits if r.year is not None and r.year <= first]
    over += [(r, r.year) for r in case.source_limits if r.year is not None and r.year <= first]
    past = [(r, r.year) for r in case.demand if r.year is not None and r.year <= first]
    later = [r for r in case.demand if r.year is None or r.year > first]
    named = [{fold(str(getattr(r, name))) for r in later} for name in _NAMES]
    over += [(r, year) for r, year in past if all(fold(str(getattr(r, name))) in known for name, known in zip(_NAMES, named, strict=True))]
    for record, year in over:
        grid = case.book.grids[record.SHEET]
        line = next(line for line in grid.lines if line.number == record.row)
        yield from (Move(DROPPED, record, attribute, None, f"the row is about {year}") for attribute in line.cells if attribute in grid.letters)
