"""``optimize attack BOOK.xlsx --budget 1 2 3``: cost against an adversary's budget."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.case.whole import usable_folder
from resilience_opt.command.outcome import EXIT_CODES, Failure, as_json, failure_of, fault_objects, print_warnings

if TYPE_CHECKING:
    import pandas as pd

    from resilience_opt.case.case import Case
    from resilience_opt.errors import Fault
    from resilience_opt.studies.attack import AttackCurve

#: What is said of a budget without a plan, and where no budget has one.
_POINT = {"infeasible": "no plan can withstand this budget", "no plan": "the search was ended before a plan was found"}
_NONE = {
    "infeasible": "no plan can withstand any of these budgets; with one of them in the workbook, optimize says which rows cannot hold together",
    "no plan": "the search was ended before a plan was found for any of these budgets",
}


@dataclass(frozen=True)
class Request:
    """What the command line asked for. Without budgets, 0 and the workbook's are looked at."""

    book: Path
    budgets: tuple[float, ...] = ()
    output: Path = Path("outputs")
    model: str | None = None
    gap: float = 1e-4
    time_limit: float | None = None
    engine: str = "auto"
    threads: int | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False


def attack(request: Request) -> int:
    """Solve for every budget, write the plans, print them, and return the exit code."""
    warnings: list[Fault] = []
    try:
        found = _found(request, warnings)
        files = [str(found.to_excel(request.output / f"{request.book.stem}-attack.xlsx"))]
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _failed(request, failure_of(error), warnings)
    status = status_of(found.table)
    if request.json:
        print(as_json({"status": status, "currency": found.currency, "budgets": _objects(found.table), "files": files, "warnings": fault_objects(warnings)}))
    elif request.quiet:
        print(*files, sep="\n")
    else:
        print_warnings(warnings)
        print(*_lines(found), *([] if status == "ok" else [_NONE[status]]), *(f"wrote {file}" for file in files), sep="\n")
    return 0 if status == "ok" else EXIT_CODES[status]


def status_of(table: pd.DataFrame) -> str:
    """'ok' where a budget has a plan; else 'infeasible' where it is known that none has, and 'no plan' where the search was ended first."""
    if table["cost"].notna().any():
        return "ok"
    return "infeasible" if bool((table["status"] == "infeasible").all()) else "no plan"


def _failed(request: Request, failure: Failure, warnings: list[Fault]) -> int:
    if request.json:
        found = {"status": failure.status, "message": failure.message, "faults": fault_objects(failure.faults), "budgets": [], "files": []}
        print(as_json({**found, "warnings": fault_objects(warnings)}))
    else:
        if not request.quiet:
            print_warnings(warnings)
        print(failure.message, file=sys.stderr)
    return failure.exit_code



def _doubts(case: Case, budgets: tuple[float, ...]) -> tuple[Fault, ...]:
    """The workbook's warnings as they are with the largest budget that is asked for, in the place of its own."""
    return case.with_setting("Attack budget", max(budgets)).warnings if budgets else case.warnings


def _found(request: Request, warnings: list[Fault]) -> AttackCurve:
    from resilience_opt.case.build import read_case

    case = read_case(request.book)
    warnings += _doubts(case, request.budgets)
    usable_folder(request.output)
    from resilience_opt.studies.attack import attack as study
    from resilience_opt.studies.run import Options

    tell = None if request.quiet or not sys.stderr.isatty() else lambda words: print(words, file=sys.stderr)
    options = Options(request.model, request.gap, request.time_limit, request.engine, request.threads)
    return study(case, request.budgets or None, options=options, tell=tell)


def _objects(table: pd.DataFrame) -> list[dict[str, object]]:
    """The rows, with nothing in the place of what is not known."""
    return [{str(name): (None if value is None or value != value else value) for name, value in row.items()} for row in table.to_dict("records")]


def _lines(found: AttackCurve) -> Iterator[str]:
    for row in _objects(found.table):
        head = f"budget {row['budget']:<5g}"
        if row["cost"] is None:
            yield f"{head}  {_POINT[str(row['status'])]}"
            continue
        more = "" if row["increase"] is None else f"  {row['increase']:+,.0f}"
        worst = "" if row["worst"] is None else f"  worst: {row['worst']}" + (f", {row['to_spare']:.2%} to spare" if row["to_spare"] else ", nothing to spare")
        open_gap = "" if row["status"] == "optimal" else f"  feasible only: {'no bound' if row['gap'] is None else format(row['gap'], '.2%') + ' gap'}"
        moved = "".join(f"  {sign} {row[side]}" for sign, side in (("+", "enters"), ("-", "leaves")) if row[side])
        yield f"{head}  {row['cost']:>18,.0f} {found.currency}{more}{worst}{open_gap}{moved}"
