"""``optimize frontier BOOK.xlsx --limit ROW --from A --to B --points N``: cost against a limit."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.command.outcome import EXIT_CODES, as_json, failure_of, fault_objects

if TYPE_CHECKING:
    import pandas as pd

    from resilience_opt.studies.frontier import Frontier


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
    try:
        found = _found(request)
        file = found.to_excel(request.output / f"{request.book.stem}-frontier.xlsx")
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        failure = failure_of(error)
        if request.json:
            print(as_json({"status": failure.status, "message": failure.message, "faults": fault_objects(failure.faults), "points": [], "files": []}))
        else:
            print(failure.message, file=sys.stderr)
        return failure.exit_code
    feasible = bool((found.table["status"] != "infeasible").any())
    if request.json:
        print(as_json({"status": "ok" if feasible else "infeasible", "currency": found.currency, "points": _objects(found.table), "files": [str(file)]}))
    elif request.quiet:
        print(file)
    else:
        print(*_lines(found), f"wrote {file}", sep="\n")
    return 0 if feasible else EXIT_CODES["infeasible"]


def _found(request: Request) -> Frontier:
    import numpy as np

    from resilience_opt.case.build import read_case
    from resilience_opt.studies.frontier import frontier as study
    from resilience_opt.studies.run import Options

    case = read_case(request.book)
    rows = rows_of(request.limit)
    limits = [round(float(v), 9) for v in np.linspace(request.first, request.last, request.points)]
    tell = None if request.quiet or not sys.stderr.isatty() else lambda words: print(words, file=sys.stderr)
    options = Options(model=request.model, gap=request.gap, time_limit=request.time_limit)
    return study(case, maximum=limits, group=None if rows else request.limit, rows=rows, service=request.service or None, options=options, tell=tell)


def _objects(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): (None if value is None or value != value else value) for name, value in row.items()} for row in table.to_dict("records")]


def _lines(found: Frontier) -> Iterator[str]:
    for row in _objects(found.table):
        head = f"{row['limit']:>7.1%}" + ("" if row["service"] is None else f"  service {row['service']:.0%}")
        if row["status"] == "infeasible":
            yield f"{head}  no plan can meet this limit"
            continue
        moved = [f"  {sign} {row[side]}" for sign, side in (("+", "enters"), ("-", "leaves")) if row[side]]
        yield f"{head}  {row['cost']:>18,.0f} {found.currency}  one point more would save {row['price']:,.0f}" + "".join(moved)
