"""The review that comes round every year, and the archive of its runs."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from resilience_opt.cli.apps import sub_commands
from resilience_opt.command.options import Debug, Json, Quiet, count_of


class _RunByDefault(TyperGroup):
    """``optimize review REVIEW.toml`` is ``optimize review run REVIEW.toml``: a first word that is no sub-command is the file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["run", *args]
        return super().parse_args(ctx, args or ["--help"])


class _HelpAlone(TyperGroup):
    """``optimize runs`` alone lists what there is; a word that is none of it is told with the nearest one."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args or ["--help"])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            close = get_close_matches(args[0].lower(), self.commands, n=1)
            hint = f"did you mean optimize runs {close[0]}?" if close else f"there are {', '.join(self.commands)}"
            raise typer.BadParameter(f"'{args[0]}' is no sub-command of optimize runs; {hint}")
        return super().resolve_command(ctx, args)


review = typer.Typer(cls=_RunByDefault, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
runs = typer.Typer(cls=_HelpAlone, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
sub_commands.add_typer(review, name="review", help="Run a review of workbooks that comes round every year, quarter or month.")
sub_commands.add_typer(runs, name="runs", help="Look into the archive of reviews.")

Definition = Annotated[Path, typer.Argument(metavar="REVIEW.toml", help="What is looked at and how; optimize review init writes one.", show_default=False)]
Folder = Annotated[Path, typer.Option("--archive", metavar="DIR", help="Folder of the archive.")]
RunId = Annotated[str, typer.Argument(metavar="RUN", help="Name of a run (optimize runs list has them), or its folder.", show_default=False)]
ARCHIVE = Path("archive")


@review.command()
def run(
    definition: Definition,
    period: Annotated[str | None, typer.Option(metavar="P", help="Of another period than today's, such as 2026, 2026-Q3 or 2026-09.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Repeat what has been done for the period.")] = False,
    json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> int:
    """Solve every workbook of a review, compare it with the last period, and archive it.

    A second run for the same period and the same inputs does nothing. Exit codes: 0 fine; 10 there are alerts;
    2 a workbook or REVIEW.toml is wrong; 3 no plan can meet the requirements; 4 time ended without a plan; 1 anything else.
    With several workbooks, the lowest of these that is not 0.
    """
    from resilience_opt.command.review import Request
    from resilience_opt.command.review import review as command

    return command(Request(definition, period, force, json, quiet, debug))


@review.command()
def init(
    definition: Annotated[Path, typer.Argument(metavar="REVIEW.toml", help="The file to write; one that exists is left alone.")] = Path("review.toml"),
    book: Annotated[list[Path] | None, typer.Option(metavar="BOOK.xlsx", help="A workbook of the review; as often as there are.", show_default=False)] = None,
    debug: Debug = False,
) -> int:
    """Write a definition of a review, with a word on every key."""
    from resilience_opt.command.review_init import init as command

    return command(definition, book or (), debug)


@runs.command("list")
def list_runs(
    archive: Folder = ARCHIVE,
    review: Annotated[str | None, typer.Option(metavar="NAME", help="Of this review alone.")] = None,
    book: Annotated[str | None, typer.Option(metavar="NAME", help="Of this workbook alone.")] = None,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """List the runs."""
    from resilience_opt.command.runs import list_runs as command

    return command(archive, review, book, json=json, debug=debug)


@runs.command(short_help="Show a run: its input, alerts and files.")
def show(name: RunId, archive: Folder = ARCHIVE, json: Json = False, debug: Debug = False) -> int:
    """Show a run: what was asked, what came of it, and where its files are."""
    from resilience_opt.command.runs import show as command

    return command(archive, name, json=json, debug=debug)


@runs.command(short_help="Say what changed from one run to another.")
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="Name of a run, or its folder.", show_default=False)],
    after: Annotated[str, typer.Argument(metavar="B", help="Name of another.", show_default=False)],
    archive: Folder = ARCHIVE,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Write the comparison there as A-compare.xlsx.", show_default=False)] = None,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """Say what changed from one run to another: in the inputs, in the plan and in the cost, and why."""
    from resilience_opt.command.runs_diff import diff as command

    return command(archive, before, after, output, json=json, debug=debug)


@runs.command(short_help="Solve a run again from the archive alone.")
def rerun(name: RunId, archive: Folder = ARCHIVE, json: Json = False, debug: Debug = False) -> int:
    """Solve a run again from the archive alone, and say whether the plan is the same."""
    from resilience_opt.command.runs_check import rerun as command

    return command(archive, name, json=json, debug=debug)


@runs.command(short_help="Hash and audit the archive again.")
def verify(
    names: Annotated[list[str] | None, typer.Argument(metavar="[RUN]...", help="Runs to look at; all where none is named.", show_default=False)] = None,
    archive: Folder = ARCHIVE,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """Hash every file of the archive again, and audit every plan again from the archived input."""
    from resilience_opt.command.runs_check import verify as command

    return command(archive, names or (), json=json, debug=debug)


@runs.command()
def prune(
    archive: Folder = ARCHIVE,
    keep: Annotated[int, typer.Option(metavar="N", parser=count_of, help="Runs to keep of each workbook; the last one with a plan is always kept.")] = 10,
    yes: Annotated[bool, typer.Option("--yes", help="Remove them; without it they are only listed.")] = False,
    json: Json = False,
    debug: Debug = False,
) -> int:
    """List the oldest runs, or remove them with --yes."""
    from resilience_opt.command.runs_prune import prune as command

    return command(archive, keep, yes, json=json, debug=debug)
