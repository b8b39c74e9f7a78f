"""``optimize compare PLAN PLAN...``: cases and plans side by side, and what made the difference."""

from __future__ import annotations

import math
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.command.outcome import EXIT_CODES, Failure, Object, as_json, failure_of, fault_objects, wrong_call
from resilience_opt.command.progress import live_line

if TYPE_CHECKING:
    import pandas as pd

    from resilience_opt.case.case import Case
    from resilience_opt.errors import Fault
    from resilience_opt.studies.compare.planbook import PlanBook
    from resilience_opt.studies.compare.result import Comparison

_WIDTH = 120  #: characters of a table where the output is not a terminal
#: The tables of a comparison, as the JSON object names them.
TABLES = ("inputs", "allocation", "suppliers", "stocks", "dependence", "survival", "bridge", "bridge_by_kind")
_HIDDEN = ("cost: ", "why ")
#: Status words from the best to the worst; that of a comparison is the worst of its cases'.
_ORDER = ("optimal", "feasible", "no plan", "infeasible")


@dataclass(frozen=True)
class Request:
    """What the command line asked for."""

    books: tuple[Path, ...]
    output: Path = Path("outputs")
    model: str | None = None
    gap: float = 1e-4
    time_limit: float | None = None
    engine: str = "auto"
    threads: int | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False


@dataclass
class Read:
    """What was read so far: cases and plans by name, and warnings with the name of their workbook."""

    given: dict[str, Case | PlanBook] = field(default_factory=dict)
    warnings: list[tuple[str, Fault]] = field(default_factory=list)


def compare(request: Request) -> int:
    """Compare workbooks, write the report, print what differs and return the exit code: that of the case that fared worst."""
    read = Read()
    try:
        found, file = _compared(request, read)
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _failed(request, failure_of(error))
    status = status_of(found)
    if request.json:
        print(as_json(comparison_object(found, status, [str(file)], read.warnings)))
    elif request.quiet:
        print(file)
    else:
        for name, warning in read.warnings:
            print(f"warning: {name}: {warning}", file=sys.stderr)
        show(found)
        print(f"wrote {file}")
    return EXIT_CODES[status]


def _compared(request: Request, read: Read) -> tuple[Comparison, Path]:
    from resilience_opt.case.case import Case
    from resilience_opt.errors import InputError
    from resilience_opt.studies.compare.planbook import read_side

    if len(request.books) < 2:
        raise InputError(wrong_call("compare needs at least two workbooks: optimize compare PLAN PLAN...").faults)
    for name, book in zip(names_of(request.books), request.books, strict=True):
        side = read.given[name] = read_side(book)
        read.warnings += [(name, warning) for warning in side.warnings] if isinstance(side, Case) else []
    request.output.mkdir(parents=True, exist_ok=True)  # before a long search
    from resilience_opt.studies.compare.study import compare as study

    with live_line(request.quiet) as progress:
        found = study(
            read.given,
            model=request.model,
            gap=request.gap,
            time_limit=request.time_limit,
            engine=request.engine,
            threads=request.threads,
            progress=progress,
        )
    return found, found.to_excel(request.output / f"{request.books[0].stem}-compare.xlsx")


def names_of(books: Sequence[Path]) -> list[str]:
    """What workbooks are called: their names without ending; with their folders, or a number, where those are the same.

    >>> names_of([Path("a/plan.xlsx"), Path("b/plan.xlsx"), Path("b/other.xlsx"), Path("b/plan.xlsx")])
    ['a/plan', 'b/plan', 'other', 'b/plan (2)']
    """
    stems = [book.stem for book in books]
    found: list[str] = []
    for book in books:
        name = book.stem if stems.count(book.stem) == 1 else (book.parent / book.stem).as_posix()
        number = 2
        while name in found:
            name = f"{name.removesuffix(f' ({number - 1})')} ({number})"
            number += 1
        found.append(name)
    return found


def status_of(found: Comparison) -> str:
    """The status of the case that fared worst."""
    return max((str(status) for status in found.table.loc["status"]), key=_ORDER.index)


def _failed(request: Request, failure: Failure) -> int:
    message = failure.message.replace("before a plan was reported", "before the comparison ended")
    if request.json:
        found: Object = {"status": failure.status, "cases": [], **{name: [] for name in TABLES}, "files": []}
        more: Object = {"faults": fault_objects(failure.faults)} if failure.status == "invalid input" else {"message": message}
        print(as_json(found | more))
    else:
        print(message, file=sys.stderr)
    return failure.exit_code


def comparison_object(found: Comparison, status: str, files: list[str], warnings: Sequence[tuple[str, Fault]]) -> Object:
    """The JSON object of a comparison; what is not known is null."""
    return {
        "status": status,
        "currency": found.currency,
        "cases": [
            {
                "name": name,
                "figures": {str(figure): _plain(value) for figure, value in found.table[name].items()},
                "explanation": fault_objects(found.explanations.get(name, ())),
            }
            for name in found.names
        ],
        **{table: _records(getattr(found, table)) for table in TABLES},
        "notes": list(found.notes),
        "files": files,
        "warnings": [{"case": name, **fault_objects([warning])[0]} for name, warning in warnings],
    }


def _records(table: pd.DataFrame) -> list[Object]:
    return [{str(name): _plain(value) for name, value in row.items()} for row in table.astype(object).to_dict(orient="records")]


def _plain(value: object) -> object:
    """A value that JSON can hold."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.item() if hasattr(value, "item") else value


def show(found: Comparison) -> None:
    """Print figures side by side, then what each case does otherwise than the first and why."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from resilience_opt.report.compare.sentences import sentences

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
    table = Table(title=Text(f"Side by side ({found.currency}, discounted)"), box=None, title_justify="left", pad_edge=False)
    table.add_column("", overflow="fold")
    for name in found.names:
        table.add_column(Text(name), justify="right", overflow="fold")
    for figure, values in zip(found.table.index, found.table.itertuples(index=False, name=None), strict=True):
        if str(figure).startswith(_HIDDEN) and not any(isinstance(value, float) and value for value in values):
            continue
        table.add_row(Text(str(figure)), *(Text(_said(str(figure), value)) for value in values))
    console.print(table)
    for name in found.names[1:]:
        console.print()
        for sentence in sentences(found, name):
            console.print(Text(sentence))
        _show_bridge(console.print, found, name)
    for name, faults in found.explanations.items():
        console.print(Text(f"\n'{name}' has no plan; these rows cannot hold together:"))
        for fault in faults:
            console.print(Text(f"  {fault}"))
    for note in found.notes:
        console.print(Text(f"note: {note}"))


def _show_bridge(show: object, found: Comparison, name: str) -> None:
    own = found.bridge[found.bridge["case"] == name]
    if own.empty:
        return
    assert callable(show)
    for row in own[(own["inputs"] > 0) | (own["amount"] != 0)].to_dict("records"):
        count = int(row["inputs"])
        inputs = f"   {count:,} changed input{'' if count == 1 else 's'}" if count else ""
        show(f"  {row['cause']:<24} {row['amount']:>+22,.{found.decimals}f}{inputs}")
    show(f"  {'in all':<24} {math.fsum(own['amount']):>+22,.{found.decimals}f}")


def _said(figure: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        if figure == "gap":
            return f"{value:.4%}"
        return f"{value:.1%}" if "share" in figure else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"
    return str(value)
