"""``optimize exposure BOOK.xlsx``: where today is weak, before anything is optimised."""

from __future__ import annotations

import math
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.case.whole import usable_folder
from resilience_opt.command.outcome import Object, as_json, failure_of, fault_objects

if TYPE_CHECKING:
    import pandas as pd

    from resilience_opt.studies.exposure.result import Exposure
    from resilience_opt.studies.exposure.volumes import Volumes

_WIDTH = 120  #: characters of the table where the output is not a terminal


@dataclass(frozen=True)
class Request:
    """What the command line asked for."""

    book: Path
    output: Path
    recover: float
    volumes: Volumes
    json: bool = False
    quiet: bool = False
    debug: bool = False


def exposure(request: Request) -> int:
    """Study a workbook, write the report, print the worst and return the exit code: 0, 2 where the input is wrong, 1 for the rest."""
    try:
        found, file = _studied(request)
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _failed(request, error)
    if request.json:
        print(as_json(exposure_object(found, [str(file)])))
    elif request.quiet:
        print(file)
    else:
        for warning in found.case.warnings:
            print(f"warning: {warning}", file=sys.stderr)
        for note in found.notes:
            print(f"note: {note}", file=sys.stderr)
        _print_worst(found)
        print(f"wrote {file}")
    return 0


def _studied(request: Request) -> tuple[Exposure, Path]:
    from resilience_opt.case.build import read_case

    case = read_case(request.book)
    from resilience_opt.studies.exposure.study import exposure as study

    found = study(case, recover=request.recover, volumes=request.volumes)
    usable_folder(request.output)
    return found, found.to_excel(request.output / f"{request.book.stem}-exposure.xlsx")


def _failed(request: Request, error: BaseException) -> int:
    failure = failure_of(error)
    message = failure.message.replace("before a plan was reported", "before the study ended")
    if request.json:
        found: Object = {
            "status": failure.status,
            "exposures": [],
            "dependence": [],
            "look_through": [],
            "concentration": [],
            "cover": [],
            "files": [],
        }
        print(as_json(found | ({"faults": fault_objects(failure.faults)} if failure.status == "invalid input" else {"message": message})))
    else:
        print(message, file=sys.stderr)
    return failure.exit_code


def exposure_object(found: Exposure, files: list[str]) -> Object:
    """The JSON object of a study; a time without end, and whatever is not known, is null."""
    return {
        "status": "ok",
        "year": found.year,
        "currency": found.currency,
        "volumes": found.volumes,
        "exposures": _records(found.exposures),
        "lost": _records(found.lost),
        "dependence": _records(found.dependence),
        "look_through": _records(found.look_through),
        "concentration": _records(found.concentration),
        "cover": _records(found.cover),
        "notes": list(found.notes),
        "files": files,
        "warnings": fault_objects(found.case.warnings),
    }


def _records(table: pd.DataFrame) -> list[Object]:
    rows = table.astype(object).to_dict(orient="records")
    return [
        {str(name): None if isinstance(value, float) and not math.isfinite(value) else value for name, value in row.items()} for row in rows
    ]


def _print_worst(found: Exposure) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
    table = Table(
        title=Text(f"Exposure of {found.year}: the worst of {len(found.exposures)} losses"), box=None, title_justify="left", pad_edge=False
    )
    table.add_column("lost", no_wrap=True)
    table.add_column("name", overflow="ellipsis", no_wrap=True)
    for header in ("survives, months", "recovers, months", f"value lost, {found.currency}", "index"):
        table.add_column(Text(header), justify="right")
    for row in found.worst.to_dict(orient="records"):
        months = float(row["time_to_survive"])
        survives = "no end" if math.isinf(months) else f"{months:.3f}"
        recovers, value, index = f"{row['time_to_recover']:.3g}", f"{row['lost_value']:,.0f}", f"{row['risk_exposure_index']:.3f}"
        table.add_row(str(row["kind"]), Text(str(row["name"])), survives, recovers, value, index)
    console.print(table)
