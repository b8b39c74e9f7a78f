"""Next year's workbook: what a plan's first year leaves behind, written into a copy of the workbook that the plan was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from resilience_opt.case.build import read_case
from resilience_opt.case.container import read_container
from resilience_opt.case.patch import Change, patched
from resilience_opt.case.patch_package import Package
from resilience_opt.case.patch_workbook import sheet_parts
from resilience_opt.case.whole import whole
from resilience_opt.errors import Fault, InputError
from resilience_opt.plan.plan import Plan
from resilience_opt.review.roll.cells import Cells, Moved
from resilience_opt.review.roll.moves import DROPPED, stocks
from resilience_opt.review.roll.offers import offers
from resilience_opt.review.roll.sheet import TITLE, sheet_of
from resilience_opt.review.roll.years import dropped, horizon, starts, unsaid


@dataclass(frozen=True)
class Rolled:
    """What came of it.

    Attributes
    ----------
    path : the new workbook
    first_year, last_year : that it plans
    moved : what moved, cell by cell
    notes : what a planner has to look at
    warnings : what is doubtful in the new workbook
    """

    path: Path
    first_year: int
    last_year: int
    moved: tuple[Moved, ...]
    notes: tuple[str, ...]
    warnings: tuple[Fault, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many cells moved, by kind; how many rows were left out."""
        return Counter(one.move.kind for one in self.moved if one.move.kind != DROPPED) + Counter(
            {DROPPED: len({(one.sheet, one.move.record.row) for one in self.moved if one.move.kind == DROPPED})}
        )


def roll_forward(plan: Plan, source: str | Path, target: str | Path, *, last_year: int | None = None, about: Sequence[str] = ()) -> Rolled:
    """Next year's workbook: a copy of the plan's, in which the plan's first year is over.

    Volumes and stocks of the first year become Current volume and Opening level; what it paid for is there and is not paid again; the
    first year is the next one; rows of years that are over are left out. A sheet of its own tells of every cell and shows what is
    changed afterwards. With nothing else changed, the new workbook's plan continues the old one at its remaining cost.

    Parameters
    ----------
    plan : Plan
        Of the workbook as it is.
    source : str or Path
        The workbook that the plan was made from; it is only read.
    target : str or Path
        The new one; a file of that name is replaced, and only when the new one is whole.
    last_year : int, optional
        The last year to plan; that of the old plan where not given, or the new first year where that is over.
    about : sequence of str
        Sentences for the sheet on where the plan comes from.

    Raises
    ------
    InputError
        If the plan is not that of the workbook, a cell cannot be changed, or the new workbook would have faults.
    """
    origin, case = Path(source), plan.case
    given = read_case(origin)
    named = replace(given, settings=replace(given.settings, title=case.settings.title))  # which is the file's name where it is blank
    if named != case or given.book.grids != case.book.grids:
        raise InputError([Fault("", "", "the plan is of other data than the workbook's; solve the workbook as it is, and roll that plan forward")], origin.name)
    notes: list[str] = []
    cells = Cells(case, origin)
    names = sheet_parts(Package(read_container(origin), origin.name))
    again = any(name.startswith(TITLE) for name in names)
    moves = chain(horizon(case, last_year), offers(plan, notes, again=again), stocks(plan), starts(case), dropped(case))
    moved = cells.of(moves)
    first = case.years[0] + 1
    notes += [*_lost(plan), *unsaid(case, last_year)]
    told = [*about, f"The plan of {origin.name} (SHA-256 {case.book.sha256}): {plan.objective:,.0f} {plan.currency}, {plan.status}."]
    changes = [*cells.headers, *(Change(one.sheet, one.cell, one.after) for one in moved)]
    with whole(Path(target)) as draft:
        patched(origin, draft, [*changes, sheet_of(case, first, moved, told, notes, names)])
        try:
            new = read_case(draft)
        except InputError as error:
            raise InputError(error.faults, f"{Path(target).name}, which is not written") from error
    return Rolled(Path(target), first, new.years[-1], tuple(moved), tuple(notes), new.warnings)


def _lost(plan: Plan) -> list[str]:
    """What a workbook has no cell for."""
    case, first = plan.case, plan.case.years[0]
    found = []
    levels = plan.stockpiles[plan.stockpiles["year"] == first]
    if case.share_limits and (levels["level"] > 0).any():
        found.append("from whom the material in store came is not carried over: an Opening level counts for no group under Share limits")
    late = [r for r in case.offers if not r.qualified and r.maximum_change is not None]
    if late:
        names = ", ".join(f"{r.supplier} ({r.material})" for r in late[:5])
        found.append(f"Maximum change leaves newcomers free until a year after First year and Qualification years, which is a year later now: {names}")
    return found
