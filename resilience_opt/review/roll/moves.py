"""What moves when a plan's first year is over: another value for a cell of a row, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from resilience_opt.case.case import Case
from resilience_opt.case.schema import Record
from resilience_opt.plan.plan import Plan

#: Kinds of what moves, as they are counted and told.
VOLUME, STOCK, QUALIFICATION, EXPANSION, YEARS, DROPPED = "volume", "stock", "qualification", "expansion", "years", "dropped"

#: A figure of a plan this close to a round one is that one; others keep so many digits.
_ROUND, _CLOSE, _DIGITS = 7, 1e-9, 12


@dataclass(frozen=True)
class Move:
    """Another value for a cell.

    Attributes
    ----------
    kind : one of the kinds above
    record : the row; that of the settings for a setting
    attribute : its column
    value : what is to stand there; None leaves it blank
    why : a sentence
    """

    kind: str
    record: Record
    attribute: str
    value: Any
    why: str


def snapped(value: float) -> float:
    """A figure of a plan as a planner would write it: 12,000 where the solver says 11,999.9999999.

    >>> snapped(11999.9999999), snapped(1 / 3)
    (12000.0, 0.333333333333)
    """
    near = float(f"{value:.{_ROUND}g}")
    return (near if abs(near - value) <= _CLOSE * max(1.0, abs(value)) else float(f"{value:.{_DIGITS}g}")) + 0.0


def written(case: Case, record: Record, attribute: str) -> Any:
    """What stands in a cell of the workbook; None where it is blank, though the case may have a default for it."""
    lines = case.book.grids[record.SHEET].lines
    return next((line.cells.get(attribute) for line in lines if line.number == record.row), None)


def stocks(plan: Plan) -> Iterator[Move]:
    """What is in store at the end of the first year is what the next plan opens with."""
    year = plan.case.years[0]
    table = plan.stockpiles[plan.stockpiles["year"] == year]
    levels = dict(zip(table["stockpile"], table["level"], strict=True))
    for record in plan.case.stockpiles:
        level = snapped(min(max(float(levels[record.stockpile]), 0.0), record.maximum_level))
        if level != record.opening_level:
            yield Move(STOCK, record, "opening_level", level, f"the plan's level at the end of {year}")


def by_offer(plan: Plan) -> dict[tuple[str, str], dict[str, Any]]:
    """The first year's row of every offer in the plan's table of suppliers."""
    table = plan.suppliers[plan.suppliers["year"] == plan.case.years[0]]
    return {(str(row["supplier"]), str(row["material"])): {str(k): v for k, v in row.items()} for row in table.to_dict("records")}

