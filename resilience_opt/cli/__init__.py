"""The command ``optimize``: how it is called. What it does stands in :mod:`resilience_opt.command`.

``optimize BOOK.xlsx`` needs no sub-command word: a first argument that is neither a sub-command nor an
option is the workbook. A new sub-command is a function in one of the files of this room.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import typer

from resilience_opt.cli import books, plan, review, roll, schedule, studies, study  # noqa: F401  # each adds its commands
from resilience_opt.cli.apps import main_job, sub_commands
from resilience_opt.command.outcome import failure_of, refuse, wrong_call
from resilience_opt.command.ranks import asks_for_ranks, on_first_rank

_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]


def sub_command_names() -> tuple[str, ...]:
    """The words that may follow ``optimize`` in place of a workbook."""
    commands = (command.name or command.callback.__name__ for command in sub_commands.registered_commands if command.callback)
    return (*commands, *(group.name for group in sub_commands.registered_groups if group.name))


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
    return on_first_rank(lambda: _run(words), words) if asks_for_ranks(words) else _run(words)


def _run(words: list[str]) -> int:
    app = sub_commands if words[:1] and words[0] in sub_command_names() else main_job
    if app is main_job and words and (unknown := _unknown_word(words[0])):
        return refuse(words, wrong_call(unknown))
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


def _unknown_word(word: str) -> str:
    """What is said of a first word that is no option, no sub-command and nothing like a file; '' of any other."""
    if word.startswith("-") or Path(word).suffix or Path(word).name != word or Path(word).exists():
        return ""
    meant = get_close_matches(word.lower(), sub_command_names(), n=1)
    return f"'{word}' is neither a workbook nor a sub-command" + (f"; did you mean optimize {meant[0]}?" if meant else "")


def _words_of(error: Exception) -> str:
    said = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    return said.replace("Value error, ", "")
