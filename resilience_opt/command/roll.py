"""``optimize review next LAST_RUN NEW_BOOK.xlsx``: next year's workbook from a run of the archive."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.command.archived import run_of
from resilience_opt.command.outcome import Failure, as_json, failure_of, fault_objects, wrong_call

if TYPE_CHECKING:
    from resilience_opt.errors import InputError
    from resilience_opt.review.archive.archive import Run
    from resilience_opt.review.roll.roll import Rolled

#: What is said of each kind of move: one, several.
_SAID = {
    "volume": ("volume", "volumes"), "stock": ("stock", "stocks"), "qualification": ("cell of qualifications", "cells of qualifications"),
    "expansion": ("cell of capacities bought", "cells of capacities bought"), "years": ("year", "years"),
    "dropped": ("row of a year that is over left out", "rows of years that are over left out"),
}  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What the command line asked for. `run` is the name of a run in the archive, or its folder."""

    run: str
    new: Path
    archive: Path
    last_year: int | None = None
    json: bool = False
    debug: bool = False


def roll(request: Request) -> int:
    """Write the workbook, say what moved, and return the exit code."""
    if request.new.exists():
        return _failed(request, wrong_call(f"{request.new} exists already and is left as it is; choose another name or remove it first"))
    if request.new.suffix.lower() != ".xlsx":
        return _failed(request, wrong_call(f"the new workbook must be named as one, such as NEW.xlsx, but it is {request.new}"))
    try:
        run, rolled = _rolled(request)
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _failed(request, failure_of(error))
    if request.json:
        told = [{"kind": one.move.kind, "sheet": one.sheet, "cell": one.cell, "before": one.before, "after": one.after, "why": one.move.why} for one in rolled.moved]
        years = {"first_year": rolled.first_year, "last_year": rolled.last_year}
        print(as_json({"status": "ok", **years, "moved": told, "notes": list(rolled.notes), "files": [str(rolled.path)], "warnings": fault_objects(rolled.warnings)}))
    else:
        for warning in rolled.warnings:
            print(f"warning: {warning}", file=sys.stderr)
        print(*_lines(rolled), _then(run, request.new), sep="\n")
    return 0


def _rolled(request: Request) -> tuple[Run, Rolled]:
    from resilience_opt.review.archive.layout import INPUT
    from resilience_opt.review.roll.roll import roll_forward
    from resilience_opt.review.verify import damage

    run = run_of(request.archive, request.run)
    if not run.record.planned:
        raise _without_plan(run)
    plan = run.plan
    spoilt = damage(run)
    if spoilt:
        from resilience_opt.errors import ArchiveError

        raise ArchiveError(f"the run {run.id} is not what it was, and nothing is made from it: {'; '.join(spoilt)}")
    about = [f"Run {run.id} of the review {run.record.review}, made for {run.record.period.key} from {run.record.source}."]
    with run.models():
        return run, roll_forward(plan, run.folder / INPUT, request.new, last_year=request.last_year, about=about)


def _then(run: Run, new: Path) -> str:
    """What is to be done with the workbook, so that the history goes on."""
    return f'then: bring it up to date, and write in the definition of the review path = "{new.name}" where the workbook has the name "{run.record.book}"; the name stays'


def _without_plan(run: Run) -> InputError:
    """That nothing follows from a run without a plan, and which run has one."""
    from resilience_opt.errors import Fault, InputError
    from resilience_opt.review.archive.archive import Archive
    from resilience_opt.review.archive.layout import RUNS
    from resilience_opt.review.archive.record import PLANNED

    entries = [] if run.folder.parent.name != RUNS else Archive(run.folder.parents[1]).entries(review=run.record.review, book=run.record.book)
    others = [str(entry["id"]) for entry in entries if entry["status"] in PLANNED]
    hint = f"the last one of {run.record.book} that has a plan is {others[-1]}" if others else f"no other run of {run.record.book} has one either"
    return InputError([Fault("", "", f"{run.lacks('plan')}, so there is nothing to carry over; {hint}")])


def _lines(rolled: Rolled) -> Iterator[str]:
    span = f"{rolled.first_year}" + (f" to {rolled.last_year}" if rolled.last_year > rolled.first_year else "")
    yield f"planned now: {span}"
    for kind, (one, several) in _SAID.items():
        count = rolled.counts.get(kind, 0)
        if count:
            yield f"  {count:>4,} {one if count == 1 else several}"
    yield from (f"to be looked at: {note}" for note in rolled.notes)
    yield f"wrote {rolled.path}"


def _failed(request: Request, failure: Failure) -> int:
    message = failure.message.replace("before a plan was reported", "before the workbook was written")
    if request.json:
        print(as_json({"status": failure.status, "message": message, "faults": fault_objects(failure.faults), "moved": [], "files": []}))
    else:
        print(message, file=sys.stderr)
    return failure.exit_code
