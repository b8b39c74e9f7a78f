"""The main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_opt.cli.apps import main_job
from resilience_opt.command.options import (
    EPILOG,
    Book,
    Debug,
    Engine,
    Gap,
    Json,
    Ladder,
    Limit,
    ModelName,
    Mps,
    Output,
    Quiet,
    Repair,
    Threads,
    Version,
)


@main_job.command(epilog=EPILOG)
def solve(
    book: Book,
    output: Output = Path("outputs"),
    model: ModelName = None,
    gap: Gap = 1e-4,
    time_limit: Limit = None,
    engine: Annotated[Engine, typer.Option(help="How the search is organised; doctor shows what is here.")] = Engine.auto,
    threads: Threads = None,
    json: Json = False,
    ladder: Ladder = True,
    quiet: Quiet = False,
    debug: Debug = False,
    write_mps: Mps = None,
    repair: Repair = None,
    _version: Version = False,
) -> int:
    """Plan how much to buy from whom and how much to keep in store, at the least cost that survives the disruptions in WORKBOOK.xlsx.

    The plan is written to DIR as WORKBOOK-plan.xlsx and, for reading, as the page WORKBOOK-plan.html.
    """
    from resilience_opt.command.solve import Request
    from resilience_opt.command.solve import solve as run

    if repair is not None and output.suffix != ".xlsx":
        raise typer.BadParameter("with --repair it must be the file to write, such as NEW.xlsx", param_hint="-o")
    return run(Request(book, output, model, gap, time_limit, engine.value, threads, json, quiet, debug, write_mps, ladder, repair))
