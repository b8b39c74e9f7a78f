"""The two things a command line can be: the main job, and a sub-command. The other files of this room add to them."""

from __future__ import annotations

import typer

#: ``optimize BOOK.xlsx``: no sub-command word.
main_job = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
#: ``optimize WORD ...``.
sub_commands = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@sub_commands.callback()
def _sub_commands() -> None:
    """Resilient supply plans from a workbook."""
