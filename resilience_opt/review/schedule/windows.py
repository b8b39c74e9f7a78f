"""A review as a task of the Windows Task Scheduler."""

from __future__ import annotations

import datetime
import re
import subprocess
from xml.etree import ElementTree

from resilience_opt.errors import Fault, InputError
from resilience_opt.review.schedule.when import Run, When

_SCHEMA = "http://schemas.microsoft.com/windows/2004/02/mit/task"
#: The schema's own names, whatever the language of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: A run that takes longer has gone wrong.
_LONGEST = "P3D"
#: What the scheduler puts a value in place of, in a command, its arguments and its folder.
_VARIABLE = re.compile(r"%[^%]+%|\$\(")
_LONGEST_PATH = 260


def task(run: Run, when: When, today: datetime.date) -> str:
    """The task as XML, in ASCII, so that it can be saved in any encoding; it begins at the next such time after `today`.

    Element by element what the schema of the Task Scheduler ([MS-TSCH] 2.5) says, in its order where it has one. No shell
    is between the scheduler and the program, so blanks and ampersands need no more than XML and the quotes of arguments.

    Raises
    ------
    InputError
        If Windows cannot be given such a path.
    """
    _must_be_given(run)
    root = ElementTree.Element("Task", {"version": "1.2", "xmlns": _SCHEMA})
    _put(root, "RegistrationInfo/Description", f"{run.title}, {when.kind}")
    trigger = _put(root, "Triggers/CalendarTrigger")
    _put(trigger, "StartBoundary", datetime.datetime.combine(_first(when, today), when.time).isoformat())
    months = _put(trigger, "ScheduleByMonth")
    _put(months, "DaysOfMonth/Day", str(when.day))
    names = _put(months, "Months")
    for month in when.months:
        _put(names, _MONTHS[month - 1])
    settings = _put(root, "Settings")
    for name, value in {
        "MultipleInstancesPolicy": "IgnoreNew", "DisallowStartIfOnBatteries": "false", "StopIfGoingOnBatteries": "false", "StartWhenAvailable": "true",
        "ExecutionTimeLimit": _LONGEST,
    }.items():  # fmt: skip
        _put(settings, name, value)
    program = _put(root, "Actions/Exec")
    _put(program, "Command", run.words[0])
    _put(program, "Arguments", subprocess.list2cmdline(run.words[1:]))
    _put(program, "WorkingDirectory", run.folder)
    ElementTree.indent(root)
    return f'<?xml version="1.0"?>\n{ElementTree.tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii")}\n'


def _must_be_given(run: Run) -> None:
    """Refuse paths that the scheduler would read as something else."""
    faults = []
    for path in (str(run.python), str(run.definition)):
        if _VARIABLE.search(path):
            faults.append(f"the Task Scheduler takes what stands between two percent signs, or in $( ), for a variable: {path}; use a folder without these")
        if '"' in path:
            faults.append(f"no path of Windows has a quote in it: {path}")
        if len(path) > _LONGEST_PATH:
            faults.append(f"the path is longer than the {_LONGEST_PATH} characters that the Task Scheduler takes: {path}; use a folder with a shorter path")
    if faults:
        raise InputError([Fault("", "", fault) for fault in faults])


def _put(parent: ElementTree.Element, path: str, text: str | None = None) -> ElementTree.Element:
    for name in path.split("/"):
        parent = ElementTree.SubElement(parent, name)
    parent.text = text
    return parent


def _first(when: When, today: datetime.date) -> datetime.date:
    """The first day after today on which it runs."""
    days = (datetime.date(year, month, when.day) for year in (today.year, today.year + 1) for month in when.months)
    return next(day for day in days if day > today)
