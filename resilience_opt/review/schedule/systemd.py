"""A review as a service and a timer of systemd."""

from __future__ import annotations

from resilience_opt.errors import Fault, InputError
from resilience_opt.review.schedule.when import Run, When

#: The exit code that says that there are alerts: the run itself went well.
ALERTS = 10
_UNSAFE = frozenset("\"'\\")


def calendar(when: When) -> str:
    """The time as systemd writes it (``OnCalendar``, systemd.time(7)).

    >>> calendar(When("yearly", 2, 5)), calendar(When("monthly"))
    ('*-02-05 06:00:00', '*-*-01 06:00:00')
    """
    months = "*" if when.kind == "monthly" else ",".join(f"{month:02}" for month in when.months)
    return f"*-{months}-{when.day:02} {when.time:%H:%M:%S}"


def units(run: Run, when: When) -> dict[str, str]:
    """The two files by name: the service, and the timer that starts it.

    Raises
    ------
    InputError
        If systemd cannot be given the path of this Python.
    """
    if _UNSAFE.intersection(str(run.python)):
        raise InputError([Fault("", "", f"systemd starts no program with quotes or backslashes in its path: {run.python}; install in another folder")])
    first, *others = run.words
    command = " ".join([_quoted(_percent(first)), *(_quoted(_percent(word).replace("$", "$$")) for word in others)])
    service = f"""\
[Unit]
Description={_percent(run.title)}

[Service]
Type=oneshot
WorkingDirectory={_percent(run.folder)}
ExecStart={command}
SuccessExitStatus={ALERTS}
"""
    timer = f"""\
[Unit]
Description={_percent(run.title)}, {when.kind}

[Timer]
OnCalendar={calendar(when)}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"{run.unit}.service": service, f"{run.unit}.timer": timer}


def _percent(text: str) -> str:
    """A text without specifiers: systemd takes % for one."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """A word of a command line (systemd.service(5), Command lines)."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
