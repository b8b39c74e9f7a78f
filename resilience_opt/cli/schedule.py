"""A review for the system's own scheduler."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from resilience_opt.cli.review import Definition, review
from resilience_opt.command.options import Debug, count_of

_PERIODS = ("yearly", "quarterly", "monthly")


def _time_of(text: str | datetime.time) -> datetime.time:
    try:
        return text if isinstance(text, datetime.time) else datetime.datetime.strptime(text.strip(), "%H:%M").time()
    except ValueError:
        raise typer.BadParameter(f"it must be a time of day such as 06:00, but it is {text}") from None


def _period_of(text: str) -> str:
    if text.strip().lower() not in _PERIODS:
        raise typer.BadParameter(f"it must be {', '.join(_PERIODS[:-1])} or {_PERIODS[-1]}, but it is {text}")
    return text.strip().lower()


@review.command()
def schedule(
    definition: Definition,
    systemd: Annotated[bool, typer.Option("--systemd", help="Print a service and a timer of systemd.")] = False,
    cron: Annotated[bool, typer.Option("--cron", help="Print a line of crontab.")] = False,
    windows: Annotated[bool, typer.Option("--windows", help="Print a task of the Windows Task Scheduler.")] = False,
    period: Annotated[
        str | None, typer.Option("--every", metavar="KIND", parser=_period_of, help="yearly, quarterly or monthly; as REVIEW.toml says where not given.", show_default=False)
    ] = None,
    month: Annotated[int, typer.Option(metavar="M", parser=count_of, help="Month of the year, or of the quarter.")] = 1,
    day: Annotated[int, typer.Option(metavar="D", parser=count_of, help="Day of the month, up to 28.")] = 1,
    time: Annotated[datetime.time, typer.Option(metavar="HH:MM", parser=_time_of, help="Time of day.")] = datetime.time(6),
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Write the files there instead.", show_default=False)] = None,
    debug: Debug = False,
) -> int:
    """Print what the system's own scheduler needs to run a review; nothing is installed."""
    from resilience_opt.command.schedule import Request
    from resilience_opt.command.schedule import schedule as command

    asked = [name for name, given in (("systemd", systemd), ("cron", cron), ("windows", windows)) if given]
    if len(asked) != 1:
        raise typer.BadParameter("give one of them", param_hint="--systemd, --cron or --windows")
    return command(Request(definition, asked[0], period, month, day, time, output, debug))
