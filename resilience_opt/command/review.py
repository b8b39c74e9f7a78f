"""``optimize review REVIEW.toml``: every workbook of a review solved, compared with the last period and archived."""

from __future__ import annotations

import datetime
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.command.outcome import EXIT_CODES, Failure, Object, as_json, failure_of, fault_objects
from resilience_opt.command.progress import Listener, live_line

if TYPE_CHECKING:
    from resilience_opt.errors import Fault
    from resilience_opt.review.archive.record import Record
    from resilience_opt.review.run import Done

ALERTS = 10  #: exit code of a review that ended well and has something to look at
_MOST = 8  #: faults that are told of a workbook


@dataclass(frozen=True)
class Request:
    """What the command line asked for."""

    definition: Path
    period: str | None = None
    force: bool = False
    json: bool = False
    quiet: bool = False
    debug: bool = False


def review(request: Request) -> int:
    """Run a review, say what came of it and return the exit code: the gravest of its workbooks."""
    done: list[Done] = []
    failure: Failure | None = None
    name = period = ""
    try:
        from resilience_opt.review.period import period_named, period_of
        from resilience_opt.review.reading import read_review

        asked = read_review(request.definition)
        when = period_of(asked.period, datetime.date.today()) if request.period is None else period_named(asked.period, request.period)
        name, period = asked.name, when.key
        from resilience_opt.review.run import run_review

        for one in run_review(asked, when, force=request.force, watching=_watching(request)):
            done.append(one)
            if not request.json:
                print("\n".join(_lines(one, quiet=request.quiet)), flush=True)
                if one.undelivered:
                    print(f"{one.run.record.book}: {one.undelivered}", file=sys.stderr)
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        failure = failure_of(error)
    code = exit_code(done, failure)
    if request.json:
        print(as_json(_object(name, period, done, failure, code)))
    elif failure is not None:
        print(failure.message.replace("before a plan was reported", "before the review ended; what was finished is kept"), file=sys.stderr)
    elif not request.quiet:
        print(_ending(name, period, done))
    return code


def exit_code(done: Sequence[Done], failure: Failure | None = None) -> int:
    """The lowest code that is not 0, which is the gravest: 1, 2, 3, 4, then 10 for alerts; 0 where all is well."""
    codes = [EXIT_CODES[one.run.record.status] for one in done] + [ALERTS for one in done if one.run.record.alerts]
    codes += [EXIT_CODES["error"] for one in done if one.undelivered]
    return min((code for code in [*codes, failure.exit_code if failure is not None else 0] if code), default=0)


def _watching(request: Request) -> Callable[[str], AbstractContextManager[Listener | None]]:
    return lambda _: live_line(request.quiet or request.json)


def _lines(one: Done, *, quiet: bool) -> list[str]:
    record = one.run.record
    if quiet:
        return [str(file) for file in one.delivered]
    lines = [f"{record.book}: {_ended(one)}"]
    lines += [f"  alert: {sentence}" for _, sentence in record.alerts]
    lines += [*_listed("what is wrong in it:", record.faults), *_counting(record), *_listed("these rows cannot hold together:", record.explanation)]
    lines += [f"  report: {file}" for file in one.delivered]
    if one.results_of:
        lines.append(f"  these reports stay in the archive: the results are those of a later period, {one.results_of}")
    return lines


def _counting(record: Record) -> list[str]:
    """What counting alone shows where no plan can meet the requirements; the message of a run tells it before its rows."""
    first, *others = record.message.splitlines() or [""]
    shown = [f"  {line}" for line in takewhile(lambda line: line.startswith("  "), others)]
    return ["  counting alone shows:", *shown] if record.status == "infeasible" and first.endswith("counting alone shows:") else []


def _listed(head: str, faults: Sequence[Fault]) -> list[str]:
    """What is wrong, or cannot hold together, under what it is."""
    more = [f"    and {len(faults) - _MOST} more; the report has them all"] if len(faults) > _MOST else []
    return [f"  {head}", *(f"    {fault}" for fault in faults[:_MOST]), *more] if faults else []


#: Status words that need more words in a sentence.
_SAID = {"infeasible": "no plan can meet the requirements", "no plan": "time ended before a plan was found", "invalid input": "not solved"}


def _ended(one: Done) -> str:
    from resilience_opt.report.sentences import counted

    record, figures = one.run.record, one.run.record.figures
    how = f"{record.status}, {figures['objective']:,.0f} {figures['currency']}" if figures else _SAID.get(record.status, record.status)
    why = f" ({record.message.splitlines()[0]})" if record.message and record.status not in _SAID else ""
    why = f", {counted(len(record.faults), 'fault')}" if record.status == "invalid input" else why
    if one.fresh:
        return f"{how}{why}; archived as {record.id}"
    return f"{how}{why}; nothing to do: {record.id} was made from the same input, model and options (--force repeats it)"


def _ending(name: str, period: str, done: Sequence[Done]) -> str:
    from resilience_opt.report.sentences import counted

    alerts = sum(len(one.run.record.alerts) for one in done)
    faulty = sum(one.run.record.status == "invalid input" for one in done)
    failed = sum(EXIT_CODES[one.run.record.status] != 0 for one in done) - faulty
    solved = sum(one.fresh and one.run.record.status != "invalid input" for one in done)
    parts = [f"{counted(len(done), 'workbook')} looked at", f"{solved} solved now"]
    parts += [f"{faulty} with faults and not solved"] if faulty else []
    parts += [f"{failed} without a plan"] if failed else []
    parts.append(counted(alerts, "alert"))
    return f"{name}, review of {period}: {', '.join(parts)}"


def _object(name: str, period: str, done: Sequence[Done], failure: Failure | None, code: int) -> Object:
    found: Object = {"review": name, "period": period, "exit_code": code, "runs": [run_object(one) for one in done]}
    if failure is not None:
        found |= {"status": failure.status, "message": failure.message, "faults": fault_objects(failure.faults)}
    else:
        found |= {"status": "alerts" if code == ALERTS else "fine" if code == 0 else "failed"}
    return found


def run_object(one: Done) -> Object:
    """A run of the review as JSON."""
    record = one.run.record
    return {
        "id": record.id, "book": record.book, "status": record.status, "solved_now": one.fresh, "message": record.message,
        "objective": record.figures.get("objective"), "currency": record.figures.get("currency"),
        "alerts": [{"rule": rule, "message": sentence} for rule, sentence in record.alerts],
        "faults": fault_objects(record.faults), "explanation": fault_objects(record.explanation), "warnings": fault_objects(record.warnings),
        "files": [str(file) for file in one.delivered], "undelivered": one.undelivered, "results_of": one.results_of,
    }  # fmt: skip
