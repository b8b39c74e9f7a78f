"""Commands that take more than one solve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_opt.cli.apps import sub_commands
from resilience_opt.command.options import (
    Book,
    Count,
    Debug,
    Engine,
    Gap,
    Json,
    Limit,
    ModelName,
    Output,
    Plans,
    Quiet,
    Threads,
    Used,
    Volumes,
    Within,
    budgets_of,
    count_of,
    months_of,
    share_of,
    shares_of,
)

#: More points of a frontier than this are a slip of the finger.
MOST_POINTS = 1000


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
    last: Annotated[float | None, typer.Option("--to", metavar="B", parser=share_of, help="Where it ends; 0 where not given.")] = None,
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
    if points == 1 and last not in (None, first):
        raise typer.BadParameter("one point is one limit, that of --from; leave --to away", param_hint="--points")
    if points > MOST_POINTS:
        raise typer.BadParameter(f"{points} points are too many to search for; {MOST_POINTS} is the most", param_hint="--points")
    from resilience_opt.command.frontier import Request
    from resilience_opt.command.frontier import frontier as run

    return run(Request(book, limit, first, last or 0.0, points, shares_of(service, "--service"), output, model, gap, time_limit, json, quiet, debug))


@sub_commands.command()
def attack(
    book: Book,
    more: Annotated[list[str] | None, typer.Argument(metavar="", hidden=True)] = None,
    budget: Annotated[
        list[str] | None, typer.Option("--budget", metavar="B B ...", help="What an adversary may spend on Attacks, such as 1 2 3; by default 0 and the workbook's Attack budget.")
    ] = None,
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
    """Show what it costs to withstand whatever attacks an adversary can afford: a plan for each budget, and its worst set.

    The plans are written to DIR as WORKBOOK-attack.xlsx, with a chart.
    """
    from resilience_opt.command.attack import Request
    from resilience_opt.command.attack import attack as run

    budgets = budgets_of([*(budget or ()), *(more or ())])
    return run(Request(book, budgets, output, model, gap, time_limit, engine.value, threads, json, quiet, debug))
