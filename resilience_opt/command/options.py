"""The options of the command line: their names, what they take, and what is said of a value that is wrong."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from resilience_opt import __version__

#: The end of ``optimize --help``.
EPILOG = """\b
Sub-commands (each with --help):
  optimize alternatives BOOK.xlsx show near-best plans that differ
  optimize attack BOOK.xlsx       show what each budget of attacks costs
  optimize check BOOK.xlsx        say what is wrong in a workbook
  optimize compare PLAN PLAN...   say what changed, and what it costs
  optimize exposure BOOK.xlsx     show where today is weak
  optimize frontier BOOK.xlsx     show what each point of a limit costs
  optimize review REVIEW.toml     the review of a year, archived
  optimize runs list              look into the archive of reviews
  optimize study STUDY.toml       find a plan for each of many cases
  optimize template NEW.xlsx      write a workbook to fill in
  optimize doctor                 show versions, solver and engines

\b
Exit codes: 0 a plan was written; 1 something else went wrong;
2 the command line or the workbook is wrong; 3 no plan can meet
the requirements; 4 time ended without a plan; 10 a review has alerts."""


class Engine(StrEnum):
    """How the search is organised."""

    auto = "auto"
    extensive = "extensive"
    benders = "benders"
    mpi = "mpi"


class Volumes(StrEnum):
    """Where today's volumes come from when the workbook gives none."""

    current = "current"
    capacity = "capacity"


def number(text: str | float) -> float:
    """A finite number."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise typer.BadParameter(f"'{text}' is not a number")
    return found


def model_file(text: str | Path) -> Path:
    """The name of a model file, of which the ending says what is written."""
    if Path(text).suffix not in {".mps", ".lp"}:
        raise typer.BadParameter(f"'{text}' must end in .mps, or in .lp")
    return Path(text)


def gap_of(text: str | float) -> float:
    """A gap, as a fraction or as a percentage."""
    if not 0 <= (found := fraction_of(text)) <= 1:
        raise typer.BadParameter(f"it must be from 0 to 1, such as 0.001 or 0.1%, but it is {text}")
    return found


def seconds_of(text: str | float) -> float:
    """A limit of time."""
    if (found := number(text)) <= 0:
        raise typer.BadParameter(f"it must be more than 0 seconds, but it is {text}")
    return found


def count_of(text: str | int) -> int:
    """A whole number of at least 1."""
    found = number(text)
    if found < 1 or found != int(found):
        raise typer.BadParameter(f"it must be a whole number of at least 1, but it is {text}")
    return int(found)


def months_of(text: str | float) -> float:
    """A number of months."""
    if (found := number(text)) <= 0:
        raise typer.BadParameter(f"it must be more than 0 months, but it is {text}")
    return found


def fraction_of(text: str | float) -> float:
    """A number, as a fraction or as a percentage."""
    written = str(text).strip()
    return number(written.removesuffix("%")) / (100 if written.endswith("%") else 1)


def more_of(text: str | float) -> float:
    """By how much something may be more."""
    found = fraction_of(text)
    if found < 0 or (found > 1 and not str(text).strip().endswith("%")):
        raise typer.BadParameter(f"it must be 0 or more, such as 0.02 or 2%, but it is {text}")
    return found


def share_of(text: str | float) -> float:
    """A share, as a fraction or as a percentage."""
    found = fraction_of(text)
    if not 0 <= found <= 1:
        raise typer.BadParameter(f"it must be a share from 0 to 1, such as 0.6 or 60%, but it is {text}")
    return found


def some_share_of(text: str | float) -> float:
    """A share that is more than nothing."""
    if (found := share_of(text)) == 0:
        raise typer.BadParameter("it must be more than 0")
    return found


def shares_of(text: str | None, option: str) -> tuple[float, ...]:
    """The different shares of a text with commas between them; none without a text."""
    try:
        return tuple(dict.fromkeys(share_of(part) for part in text.split(","))) if text is not None else ()
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint=option) from error


def budgets_of(texts: Sequence[str]) -> tuple[float, ...]:
    """The different budgets of some texts, in order; commas may stand between them."""
    try:
        found = [number(part) for text in texts for part in text.split(",") if part.strip()]
    except typer.BadParameter as error:
        raise typer.BadParameter(error.message, param_hint="--budget") from error
    if any(budget < 0 for budget in found):
        raise typer.BadParameter("a budget must be 0 or more", param_hint="--budget")
    return tuple(sorted(set(found)))


def show_version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        print(f"resilience_opt {__version__}")
        raise typer.Exit()


Book = Annotated[Path, typer.Argument(metavar="WORKBOOK.xlsx", help="The input workbook; it is only read.", show_default=False)]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder of the results; made if missing.")]
ModelName = Annotated[str | None, typer.Option(metavar="NAME", help="A definition in models/; wins over the workbook's setting Model.")]
Gap = Annotated[
    float, typer.Option(metavar="G", parser=gap_of, help="Stop when the plan is proven this close to the cheapest, such as 0.001 or 0.1%.")
]
Limit = Annotated[float | None, typer.Option(metavar="S", parser=seconds_of, help="Stop after so many seconds with the best plan so far.")]
Threads = Annotated[int | None, typer.Option(metavar="N", parser=count_of, help="Threads of the solver.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no warnings; print the files written only.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the log, and the traceback of an error.")]
Mps = Annotated[Path | None, typer.Option(metavar="FILE", parser=model_file, help="Write the whole model as an MPS file too, for other solvers (or as an LP file, by its ending).")]
Ladder = Annotated[bool, typer.Option(help="Solve the steps below the plan too, for the sheet Cost of resilience.")]
Repair = Annotated[int | None, typer.Option(metavar="K", parser=count_of, help="Where there is no plan: write a copy with repair K to NEW.xlsx, given by -o.")]
Version = Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version.")]
Within = Annotated[
    float, typer.Option(metavar="W", parser=more_of, help="How much more than the cheapest plan an alternative may cost, such as 2%.")
]
Count = Annotated[int, typer.Option(metavar="N", parser=count_of, help="How many alternatives to look for.")]
Used = Annotated[
    float,
    typer.Option("--share", metavar="S", parser=some_share_of, help="What a supplier must ship of its material to count as used."),
]
Plans = Annotated[bool, typer.Option("--plans", help="Write each alternative as a plan workbook of its own too.")]
