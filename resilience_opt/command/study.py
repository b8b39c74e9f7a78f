"""``optimize study STUDY.toml``: every combination of some changes, each with a plan of its own."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.case.whole import usable_folder
from resilience_opt.command.outcome import EXIT_CODES, Failure, as_json, failure_of, fault_objects

if TYPE_CHECKING:
    import pandas as pd

    from resilience_opt.studies.grid.result import Study

#: From the best to the worst: where no case has a plan, the study ends as the case that came closest to one.
_ORDER = ("no plan", "infeasible", "invalid input", "error")
_NONE = "none of these cases has a plan"


@dataclass(frozen=True)
class Request:
    """What the command line asked for."""

    file: Path
    output: Path = Path("outputs")
    workers: int | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False


def study(request: Request) -> int:
    """Solve the cases, write them, print them, and return the exit code."""
    try:
        found = _found(request)
        file = str(found.to_excel(request.output / f"{request.file.stem}-study.xlsx"))
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _failed(request, failure_of(error))
    status = status_of(found.table)
    if request.json:
        tables = {"cases": _objects(found.table), "effects": _objects(found.effects)}
        print(as_json({"status": status, "currency": found.currency, "factors": list(found.factors), **tables, "files": [file]}))
    elif request.quiet:
        print(file)
    else:
        print(*_lines(found), *([] if status == "ok" else [_NONE]), f"wrote {file}", sep="\n")
    return 0 if status == "ok" else EXIT_CODES[status]


def status_of(table: pd.DataFrame) -> str:
    """'ok' where a case has a plan; else the status of the case that came closest to one."""
    return "ok" if table["cost"].notna().any() else min(map(str, table["status"]), key=_ORDER.index)


def _failed(request: Request, failure: Failure) -> int:
    message = failure.message.replace("before a plan was reported", "before the first case was solved")
    if request.json:
        print(as_json({"status": failure.status, "message": message, "faults": fault_objects(failure.faults), "cases": [], "files": []}))
    else:
        print(message, file=sys.stderr)
    return failure.exit_code


def _found(request: Request) -> Study:
    from resilience_opt.studies.grid.definition import read_study
    from resilience_opt.studies.grid.study import study as solve

    read = read_study(request.file)
    usable_folder(request.output)
    for name, case in () if request.quiet or request.json else read.cases.items():
        for warning in case.warnings:
            print(f"warning: {name + ': ' if name else ''}{warning}", file=sys.stderr)
    tell = None if request.quiet or not sys.stderr.isatty() else lambda words: print(words, file=sys.stderr)
    options = {**read.options, **({} if request.workers is None else {"workers": request.workers})}
    return solve(read.case, read.grid, tell=tell, **options)


def _objects(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): (None if value is None or value != value else value) for name, value in row.items()} for row in table.to_dict("records")]


def _lines(found: Study) -> Iterator[str]:
    from resilience_opt.plan.say import percent

    rows = _objects(found.table)
    names = [", ".join(str(row[factor]) for factor in found.factors) for row in rows]
    wide = max(map(len, names))
    for name, row in zip(names, rows, strict=True):
        if row["cost"] is None:
            yield f"{name:<{wide}}  {row['status']}: {row['why']}"
            continue
        share = "" if row["dependence"] is None else f"  largest share {percent(float(str(row['dependence'])))} ({row['depends_on']})"
        held = "" if row["months_survived"] is None else f"  survives {row['months_survived']:.0f} of {row['months_required']:.0f} months"
        open_gap = "" if row["status"] == "optimal" else f"  feasible only: {'no bound' if row['gap'] is None else format(row['gap'], '.2%') + ' gap'}"
        yield f"{name:<{wide}}  {row['cost']:>18,.0f} {found.currency}{share}{held}{open_gap}"
