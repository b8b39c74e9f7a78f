"""``optimize alternatives BOOK.xlsx --within W --count N``: plans that cost little more than the cheapest and buy from others."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.case.whole import usable_folder
from resilience_opt.command.outcome import Object, as_json, failure_of, fault_objects

if TYPE_CHECKING:
    import pandas as pd

    from resilience_opt.studies.alternatives.result import Alternatives


@dataclass(frozen=True)
class Request:
    """What the command line asked for. `plans`: whether each alternative is written as a plan workbook of its own too."""

    book: Path
    within: float = 0.02
    count: int = 5
    share: float = 0.05
    plans: bool = False
    output: Path = Path("outputs")
    model: str | None = None
    gap: float = 1e-4
    time_limit: float | None = None
    threads: int | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False


def alternatives(request: Request) -> int:
    """Find alternatives, write them, print them and return the exit code."""
    try:
        found = _found(request)
        files = [str(file) for file in _written(request, found)]
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _failed(request, error)
    if request.json:
        print(as_json(alternatives_object(found, files)))
    elif request.quiet:
        print(*files, sep="\n")
    else:
        print(*_lines(found), *(f"wrote {file}" for file in files), sep="\n")
    return 0


def _found(request: Request) -> Alternatives:
    from resilience_opt.case.build import read_case
    from resilience_opt.studies.alternatives.study import alternatives as study
    from resilience_opt.studies.run import Options

    case = read_case(request.book)
    usable_folder(request.output)
    tell = None if request.quiet or not sys.stderr.isatty() else lambda words: print(words, file=sys.stderr)
    options = Options(model=request.model, gap=request.gap, time_limit=request.time_limit, threads=request.threads)
    return study(case, within=request.within, count=request.count, share=request.share, options=options, tell=tell)


def _written(request: Request, found: Alternatives) -> Iterator[Path]:
    yield found.to_excel(request.output / f"{request.book.stem}-alternatives.xlsx")
    for number, plan in enumerate(found.plans if request.plans else ()):
        if number:
            yield plan.to_excel(request.output / f"{request.book.stem}-alternative-{number}.xlsx")


def _failed(request: Request, error: BaseException) -> int:
    failure = failure_of(error)
    message = failure.message.replace("before a plan was reported", "before the study ended")
    if request.json:
        told = {"status": failure.status, "message": message, "faults": fault_objects(failure.faults)}
        print(as_json({**told, "plans": [], "distances": [], "files": []}))
    else:
        print(message, file=sys.stderr)
    return failure.exit_code


def alternatives_object(found: Alternatives, files: list[str]) -> Object:
    """The JSON object of a study; what is not known is null."""
    return {
        "status": found.plans[0].status,
        "currency": found.currency,
        "within": found.within,
        "share": found.share,
        "plans": _objects(found.table),
        "distances": found.distances.to_numpy().tolist(),
        "stopped": found.stopped or None,
        "files": files,
        "warnings": fault_objects(found.case.warnings),
    }


def _objects(table: pd.DataFrame) -> list[Object]:
    """Rows as objects: whole numbers whole, and nothing in place of what is not there."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    whole = ("plan", "differs", "apart", "most", "months_survived", "spare_months")
    return [{str(name): int(value) if name in whole and value is not None else value for name, value in row.items()} for row in rows]


def _lines(found: Alternatives) -> Iterator[str]:
    for row in _objects(found.table):
        survived = "" if row["months_survived"] is None else f"  survives {_counted(row['months_survived'], 'month')}"
        share = "" if row["largest_share"] is None else f"  largest share {row['largest_share']:.1%} ({row['largest_share_of']})"
        if not row["plan"]:
            yield f"cheapest       {row['cost']:>18,.0f} {found.currency}{share}{survived}"
            continue
        yield f"alternative {row['plan']:<2} {row['cost']:>18,.0f} {found.currency}  {row['more_share']:+.2%}{share}{survived}"
        proof = f"; no plan in more than {row['most']}" if row["most"] != row["apart"] else ""
        yield f"  {_counted(row['differs'], 'supplier')} other than in the cheapest, at least {row['apart']} other than in any above{proof}"
        yield from (f"  {sign} {row[side]}" for sign, side in (("+", "enters"), ("-", "leaves")) if row[side])
    if found.stopped:
        yield found.stopped


def _counted(count: object, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
