"""Commands on a workbook or on the program itself: nothing is solved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_opt.cli.apps import sub_commands
from resilience_opt.command.options import Book, Debug, Json


@sub_commands.command()
def check(book: Book, json: Json = False, debug: Debug = False) -> int:
    """Say everything that is wrong or doubtful in a workbook, with its cells; nothing is solved."""
    from resilience_opt.command.check import check as run

    return run(book, json=json, debug=debug)


@sub_commands.command()
def template(
    new: Annotated[Path, typer.Argument(metavar="NEW.xlsx", help="The file to write; one that exists is left alone.", show_default=False)],
    example: Annotated[str | None, typer.Option(metavar="NAME", help="Fill it in with an example, such as first-steps.")] = None,
    debug: Debug = False,
) -> int:
    """Write a workbook to fill in, with tables, drop-downs, notes and a guide."""
    from resilience_opt.command.template import template as run

    return run(new, example=example, debug=debug)


@sub_commands.command()
def doctor() -> int:
    """Show versions, and the solver and engines found here."""
    from resilience_opt.command.doctor import doctor as run

    return run()
