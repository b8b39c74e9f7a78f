"""A review as a line of crontab."""

from __future__ import annotations

import shlex

from resilience_opt.errors import Fault, InputError
from resilience_opt.review.schedule.when import Run, When

#: The longest line that every cron reads.
_LONGEST = 998


def line(run: Run, when: When) -> str:
    """The line (crontab(5)). Cron looks at no exit code; what the run prints, it mails.

    Raises
    ------
    InputError
        If cron cannot be given such a path.
    """
    if "\\" in run.folder + "".join(run.words):
        raise InputError([Fault("", "", "a path has a backslash in it, which crons read in different ways; use a folder without one")])
    months = "*" if when.kind == "monthly" else ",".join(map(str, when.months))
    command = f"cd {shlex.quote(run.folder)} && {shlex.join(run.words)}".replace("%", "\\%")  # to cron a bare % ends the command
    told = f"{when.time.minute} {when.time.hour} {when.day} {months} * {command}"
    if len(told.encode()) > _LONGEST:
        raise InputError([Fault("", "", f"the line is longer than the {_LONGEST} characters that cron reads; use a folder with a shorter path")])
    return told
