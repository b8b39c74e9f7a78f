"""The command ``optimize``: how it is called. What it does stands in :mod:`resilience_opt.command`.

``optimize BOOK.xlsx`` needs no sub-command word: a first argument that is neither a sub-command nor an
option is the workbook.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from resilience_opt.command.options import (
    EPILOG,
    Book,
    Count,
    Debug,
    Engine,
    Gap,
    Json,
    Ladder,
    Limit,
    ModelName,
    Mps,
    Output,
    Plans,
    Quiet,
    Repair,
    Threads,
    Used,
    Version,
    Volumes,
    Within,
    count_of,
    months_of,
    share_of,
    shares_of,
)  # fmt: skip
from resilience_opt.command.outcome import failure_of, refuse, wrong_call

_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]

main_job = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
sub_commands = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


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


@sub_commands.callback()
def _sub_commands() -> None:
    """Resilient supply plans from a workbook."""


@sub_commands.command()
def check(book: Book, json: Json = False, debug: Debug = False) -> int:
    """Say everything that is wrong or doubtful in a workbook, with its cells; nothing is solved."""
    from resilience_opt.command.check import check as run

    return run(book, json=json, debug=debug)


@sub_commands.command()
def compare(
    plans: Annotated[list[Path], typer.Argument(metavar="PLAN", help="Two or more: input or plan workbooks.", show_default=False)],
    output: Output = Path("outputs"),
    model: ModelName = None,
    gap: Gap = 1e-4,
    time_limit: Limit = None,
    engine: Annotated[Engine, typer.Option(help="How the search is organised; doctor shows what is here.")] = Engine.auto,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> int:
    """Say what changed from the first PLAN to each other one: in the inputs, in the plan and in the cost, and why.

    Input workbooks are solved; of plan workbooks, what optimize wrote is read. The report is written to DIR as PLAN-compare.xlsx.
    """
    from resilience_opt.command.compare import Request
    from resilience_opt.command.compare import compare as run

    return run(Request(tuple(plans), output, model, gap, time_limit, engine.value, threads, json, quiet, debug))


@sub_commands.command()
def alternatives(
    book: Book,
    within: Within = 0.02,
    count: Count = 5,
    share: Used = 0.05,
    plans: Plans = False,
    output: Output = Path("outputs"),
    model: ModelName = None,
    gap: Gap = 1e-4,
    time_limit: Limit = None,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> int:
    """Show plans that cost little more than the cheapest and differ most in suppliers.

    They are written side by side to DIR as WORKBOOK-alternatives.xlsx.
    """
    from resilience_opt.command.alternatives import Request
    from resilience_opt.command.alternatives import alternatives as run

    return run(Request(book, within, count, share, plans, output, model, gap, time_limit, threads, json, quiet, debug))


@sub_commands.command()
def exposure(
    book: Book,
    output: Output = Path("outputs"),
    recover: Annotated[
        float, typer.Option(metavar="MONTHS", parser=months_of, help="Until what is lost is back, where neither Events nor Attacks say.")
    ] = 6.0,
    volumes: Annotated[
        Volumes, typer.Option(help="Where no offer of a material has a Current volume: refuse, or take volumes in proportion to Capacity.")
    ] = Volumes.current,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> int:
    """Show where today is weak, for the current volumes and before any optimisation.

    Dependence, concentration, cover, and the loss of every supplier, country, owner and corridor in turn.
    The report is written to DIR as WORKBOOK-exposure.xlsx.
    """
    from resilience_opt.command.exposure import Request
    from resilience_opt.command.exposure import exposure as run

    return run(Request(book, output, recover, volumes.value, json, quiet, debug))


@sub_commands.command()
def frontier(
    book: Book,
    limit: Annotated[str, typer.Option(metavar="ROW", help="Rows of the sheet Share limits, such as 5 or 5,7-9, or the name of a group.", show_default=False)],
    first: Annotated[float, typer.Option("--from", metavar="A", parser=share_of, help="Where the limit begins.")] = 1.0,
    last: Annotated[float, typer.Option("--to", metavar="B", parser=share_of, help="Where it ends.")] = 0.0,
    points: Annotated[int, typer.Option(metavar="N", parser=count_of, help="How many limits between the two, both counted.")] = 11,
    service: Annotated[str | None, typer.Option(metavar="S,S", help="A curve for each of these service levels, such as 80%,100%.")] = None,
    output: Output = Path("outputs"),
    model: ModelName = None,
    gap: Gap = 1e-4,
    time_limit: Limit = None,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> int:
    """Show what each point of a share limit costs: a plan for every limit from A to B.

    The points are written to DIR as WORKBOOK-frontier.xlsx, with a chart, and as the page WORKBOOK-frontier.html.
    """
    from resilience_opt.command.frontier import Request
    from resilience_opt.command.frontier import frontier as run

    return run(Request(book, limit, first, last, points, shares_of(service, "--service"), output, model, gap, time_limit, json, quiet, debug))


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


SUB_COMMANDS = ("alternatives", "check", "compare", "exposure", "frontier", "template", "doctor")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``optimize``; those of the process where not given.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal cannot show stops nothing
    if "--debug" in words:
        logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(relativeCreated)8.0f ms  %(message)s")
    app = sub_commands if words[:1] and words[0] in SUB_COMMANDS else main_job
    try:
        return int(typer.main.get_command(app).main(args=words or ["--help"], prog_name="optimize", standalone_mode=False) or 0)
    except _USAGE_ERROR as error:
        return refuse(words, wrong_call(_words_of(error)))
    except typer.Abort:
        return refuse(words, failure_of(KeyboardInterrupt()))
    except (Exception, KeyboardInterrupt) as error:
        if "--debug" in words:
            traceback.print_exc()
        return refuse(words, failure_of(error))


def _words_of(error: Exception) -> str:
    return str(error.format_message()) if hasattr(error, "format_message") else str(error)


if __name__ == "__main__":
    sys.exit(main())
