"""Many cases at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_opt.cli.apps import sub_commands
from resilience_opt.command.options import Debug, Json, Output, Quiet, count_of


@sub_commands.command()
def study(
    file: Annotated[Path, typer.Argument(metavar="STUDY.toml", help="The workbook, the factors with their levels, and the options.", show_default=False)],
    output: Output = Path("outputs"),
    workers: Annotated[
        int | None, typer.Option(metavar="N", parser=count_of, help="Processes; as many as there are processors where not given.", show_default=False)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> int:
    """Find a plan for every combination of the changes in STUDY.toml, on all processors.

    The cases are written to DIR as STUDY-study.xlsx; one without a plan is a row that says why.
    """
    from resilience_opt.command.study import Request
    from resilience_opt.command.study import study as run

    return run(Request(file, output, workers, json, quiet, debug))
