"""Next year's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_opt.cli.review import ARCHIVE, Folder, review
from resilience_opt.command.options import Debug, Json, count_of


@review.command("next")
def next_(
    run: Annotated[str, typer.Argument(metavar="LAST_RUN", help="Name of a run in the archive, or its folder.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW_BOOK.xlsx", help="The workbook to write; one that exists is left alone.", show_default=False)],
    archive: Folder = ARCHIVE,
    last_year: Annotated[
        int | None, typer.Option(metavar="YEAR", parser=count_of, help="The last year to plan; that of the last plan where not given.", show_default=False)
    ] = None,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """Make next year's workbook from a run: its first year is over, and what it left behind is where the next plan begins.

    Volumes and stocks of the plan become Current volume and Opening level, what was paid for is carried over, and a sheet tells of every cell.
    """
    from resilience_opt.command.roll import Request
    from resilience_opt.command.roll import roll as command

    return command(Request(run, new, archive, last_year, json, debug))
