"""``optimize frontier BOOK.xlsx --limit ROW --from A --to B --points N``: cost against a limit."""

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

    from resilience_opt.errors import Fault
    from resilience_opt.studies.frontier import Frontier

#: What is said of a point without a plan, and where no point has one.
_POINT = {"infeasible": "no plan can meet this limit", "no plan": "the search was ended before a plan was found"}
_NONE = {
    "infeasible": "no plan can meet any of these limits; with one of them in the workbook, optimize says which rows cannot hold together",
    "no plan": "the search was ended before a plan was found at any of these limits",
}


@dataclass(frozen=True)
class Request:
    """What the command line asked for. `limit` is rows of the sheet Share limits, such as '5' or '5,7-9', or the name of a group."""

    book: Path
    limit: str
    first: float
    last: float
    points: int = 10
    service: tuple[float, ...] = ()
    output: Path = Path("outputs")
    model: str | None = None
    gap: float = 1e-4
    time_limit: float | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False


def rows_of(text: str) -> list[int] | None:
    """Rows of a sheet; None where the text is a name.

    >>> rows_of("5,7-9"), rows_of("China")
    ([5, 7, 8, 9], None)
    """
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if not first.strip().isdecimal() or (last and not last.strip().isdecimal()):
            return None
        found += range(int(first), int(last or first) + 1)
    return found


def frontier(request: Request) -> int:
    """Solve the points, write them, print them, and return the exit code."""
    warnings: list[Fault] = []
    try:
        found = _found(request, warnings)
        place = request.output / f"{request.book.stem}-frontier"
        files = [str(found.to_excel(place.with_name(f"{place.name}.xlsx"))), str(found.to_html(place.with_name(f"{place.name}.html")))]
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _failed(request, failure_of(error), warnings)
    status = status_of(found.table)
    if request.json:
        points = _objects(found.table)
        print(as_json({"status": status, "currency": found.currency, "points": points, "files": files, "warnings": fault_objects(warnings)}))
    elif request.quiet:
        print(*files, sep="\n")
    else:
        print_warnings(warnings)
        print(*_lines(found), *([] if status == "ok" else [_NONE[status]]), *(f"wrote {file}" for file in files), sep="\n")
    return 0 if status == "ok" else EXIT_CODES[status]


def status_of(table: pd.DataFrame) -> str:
    """'ok' where a point has a plan; else 'infeasible' where it is known that none has, and 'no plan' where the search was ended first."""
    if table["cost"].notna().any():
        return "ok"
    return "infeasible" if bool((table["status"] == "infeasible").all()) else "no plan"


def _failed(request: Request, failure: Failure, warnings: list[Fault]) -> int:
    message = failure.message.replace("before a plan was reported", "before the first point was found")
    if request.json:
        found = {"status": failure.status, "message": message, "faults": fault_objects(failure.faults), "points": [], "files": []}
        print(as_json({**found, "warnings": fault_objects(warnings)}))
    else:
        if not request.quiet:
            print_warnings(warnings)
        print(message, file=sys.stderr)
    return failure.exit_code



def _found(request: Request, warnings: list[Fault]) -> Frontier:
    import numpy as np

    from resilience_opt.case.build import read_case

    case = read_case(request.book)
    warnings += case.warnings
    usable_folder(request.output)
    from resilience_opt.studies.frontier import frontier as study
    from resilience_opt.studies.run import Options

    rows = rows_of(request.limit)
    limits = [round(float(v), 9) for v in np.linspace(request.first, request.last, request.points)]
    tell = None if request.quiet or not sys.stderr.isatty() else lambda words: print(words, file=sys.stderr)
    options = Options(model=request.model, gap=request.gap, time_limit=request.time_limit)
    return study(case, maximum=limits, group=None if rows else request.limit, rows=rows, service=request.service or None, options=options, tell=tell)


def _objects(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): (None if value is None or value != value else value) for name, value in row.items()} for row in table.to_dict("records")]


def _lines(found: Frontier) -> Iterator[str]:
    from resilience_opt.plan.say import percent

    for row in _objects(found.table):
        head = f"{row['limit']:>7.1%}" + ("" if row["service"] is None else f"  service {percent(float(str(row['service'])))}")
        if row["cost"] is None:
            yield f"{head}  {_POINT[str(row['status'])]}"
            continue
        open_gap = "" if row["status"] == "optimal" else f"  feasible only: {'no bound' if row['gap'] is None else format(row['gap'], '.2%') + ' gap'}"
        moved = [f"  {sign} {row[side]}" for sign, side in (("+", "enters"), ("-", "leaves")) if row[side]]
        yield f"{head}  {row['cost']:>18,.0f} {found.currency}  one point more would save {row['price']:,.0f}{open_gap}" + "".join(moved)
