"""A review for the system's own scheduler: the right times, and the right words whatever stands in a path."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_opt.cli import main
from resilience_opt.errors import InputError
from resilience_opt.review.period import KINDS, period_of
from resilience_opt.review.schedule import cron, systemd, windows
from resilience_opt.review.schedule.when import Run, When

TODAY = datetime.date(2026, 11, 24)
AWKWARD = "it's 100%h of \"A & B\" <$HOME> é"
NAMESPACE = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
WHENS = st.builds(
    lambda kind, month, day, time: When(kind, min(month, {"yearly": 12, "quarterly": 3, "monthly": 1}[kind]), day, time),
    st.sampled_from(KINDS), st.integers(1, 12), st.integers(1, 28), st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)  # fmt: skip

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX is needed")


def _program(folder: Path) -> Path:
    """A program in an awkward place that prints where it runs and each of its words, a line each."""
    folder.mkdir(parents=True)
    program = folder / "python"
    program.write_text('#!/bin/sh\npwd\nfor word in "$@"; do printf "%s\\n" "$word"; done\nexit 10\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def _next(when: When, after: datetime.datetime) -> datetime.datetime:
    """The next time after one, day by day."""
    day = after.date()
    while True:
        at = datetime.datetime.combine(day, when.time)
        if at > after and day.day == when.day and day.month in when.months:
            return at
        day += datetime.timedelta(days=1)


@pytest.mark.parametrize("kind", KINDS)
def test_once_a_period(kind: str) -> None:
    """A review runs in every one of its periods, and once only."""
    runs = [datetime.date(2027, month, 5) for month in When(kind, day=5).months]
    keys = [period_of(kind, day).key for day in runs]
    every = {period_of(kind, datetime.date(2027, month, 1)).key for month in range(1, 13)}
    assert len(keys) == len(set(keys)) and set(keys) == every


@given(WHENS)
def test_times_of_cron(when: When) -> None:
    """The five fields mean the time, as a parser of crontabs reads them."""
    croniter = pytest.importorskip("croniter").croniter
    fields = " ".join(cron.line(Run("r", Path("/p"), Path("/d/r.toml")), when).split()[:5])
    after = datetime.datetime(2026, 11, 24, 12)
    assert croniter(fields, after).get_next(datetime.datetime) == _next(when, after)


@needs_systemd
@pytest.mark.parametrize("when", [When("yearly", 2, 5), When("quarterly", 3, 28, datetime.time(23, 59)), When("monthly", 1, 7, datetime.time(0, 30))])
def test_times_of_systemd(when: When) -> None:
    """systemd reads the calendar as the time that is meant: its next four elapses are ours."""
    told = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=4", "--base-time=2026-11-24 12:00:00 UTC", systemd.calendar(when)],
        capture_output=True, text=True, check=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
    ).stdout  # fmt: skip
    found = [line.split(": ", 1)[1].strip() for line in told.splitlines() if line.strip().startswith(("Next elapse", "Iteration", "Iter."))]
    after, expected = datetime.datetime(2026, 11, 24, 12), []
    for _ in range(4):
        after = _next(when, after)
        expected.append(after.strftime("%a %Y-%m-%d %H:%M:%S UTC"))
    assert found == expected


@needs_systemd
def test_units_are_verified(tmp_path: Path) -> None:
    """systemd finds no fault in the units, though the program's path has a blank, a percent sign and a dollar in it, and the definition's quotes too."""
    program = _program(tmp_path / "100%h of A & B <$HOME> é")
    folder = tmp_path / "units"
    folder.mkdir()
    files = systemd.units(Run("Ga & Ge 100%", program, tmp_path / AWKWARD / "review.toml"), When("yearly"))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert list(files) == ["optimize-review-ga-ge-100.service", "optimize-review-ga-ge-100.timer"]
    verified = subprocess.run(["systemd-analyze", "verify", *(str(folder / name) for name in files)], capture_output=True, text=True, check=False)
    own = [line for line in verified.stderr.splitlines() if "optimize-review" in line]
    assert own == [] and verified.returncode == 0
    assert "SuccessExitStatus=10\n" in files["optimize-review-ga-ge-100.service"]


@needs_systemd
def test_verification_sees_a_wrong_path(tmp_path: Path) -> None:
    """A path whose percent sign is not doubled is found by the verification above, so that it can fail."""
    program = _program(tmp_path / "100%h of A")
    name, text = next(iter(systemd.units(Run("r", program, program.parent / "review.toml"), When("yearly")).items()))
    (tmp_path / name).write_text(text.replace("%%", "%"), encoding="utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", str(tmp_path / name)], capture_output=True, text=True, check=False)
    assert name in verified.stderr


def test_a_program_that_systemd_does_not_start() -> None:
    """A Python below a folder with quotes in its name is refused in a sentence: systemd would not start it."""
    with pytest.raises(InputError, match="quotes or backslashes"):
        systemd.units(Run("r", Path("/it's/python"), Path("/d/r.toml")), When("yearly"))


def _as_cron_runs(line: str) -> str:
    """The command of a line as cron hands it to the shell: up to the first bare %, and without the backslash before the others."""
    command, made = line.split(None, 5)[5], ""
    for place, sign in enumerate(command):
        if sign == "%":
            if command[place - 1] != "\\":
                return made
            made = made[:-1]
        made += sign
    return made


@needs_posix
def test_words_of_cron(tmp_path: Path) -> None:
    """The shell that cron starts, with next to no environment, runs the program in the definition's folder with the words that are meant."""
    program = _program(tmp_path / AWKWARD)
    definition = program.parent / "my review.toml"
    command = _as_cron_runs(cron.line(Run("r", program, definition), When("monthly")))
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"}, cwd="/")
    assert done.stdout.splitlines() == [str(program.parent), "-m", "resilience_opt", "review", "run", str(definition), "--quiet"]
    assert done.returncode == 10


def test_paths_that_cron_cannot_be_given() -> None:
    """A backslash, a line break and a line that is too long are each refused in a sentence."""
    for path, said in ((r"/a\b/r.toml", "backslash"), ("/a\nb/r.toml", "line breaks"), ("/a" * 500 + "/r.toml", "longer than the 998")):
        with pytest.raises(InputError, match=said):
            cron.line(Run("r", Path("/p"), Path(path)), When("yearly"))


@pytest.mark.parametrize("kind", KINDS)
def test_task_of_windows(kind: str) -> None:
    """The task is well-formed XML in ASCII; its trigger names the months, its action the words, quoted as Windows programs read them."""
    run = Run("Gallium <é>", Path("C:/Program Files/Python/python.exe"), Path("C:/Reviews of 100%/A & B.toml"))
    text = windows.task(run, When(kind, day=7), TODAY)
    assert text.isascii()
    root = ElementTree.fromstring(text)
    assert root.tag == f"{{{NAMESPACE['t']}}}Task"
    months = [element.tag.split("}")[1] for element in root.findall(".//t:Months/*", NAMESPACE)]
    assert months == [datetime.date(2026, month, 1).strftime("%B") for month in When(kind).months]
    assert root.findtext(".//t:Day", None, NAMESPACE) == "7"
    assert root.findtext(".//t:Description", None, NAMESPACE) == f"Review of supply: Gallium <é>, {kind}"
    assert root.findtext(".//t:Command", None, NAMESPACE) == str(run.python)
    assert root.findtext(".//t:Arguments", None, NAMESPACE) == f'-m resilience_opt review run "{run.definition}" --quiet'
    start = datetime.datetime.fromisoformat(root.findtext(".//t:StartBoundary", "", NAMESPACE))
    assert start == _next(When(kind, day=7), datetime.datetime.combine(TODAY, datetime.time(23)))


#: What [MS-TSCH] 2.5 says of each element that a task of ours may have: whether its children stand in a sequence or in any order, and which there are.
SCHEMA = {
    "Task": ("any", ("RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions")),
    "RegistrationInfo": ("any", ("URI", "SecurityDescriptor", "Source", "Date", "Author", "Version", "Description", "Documentation")),
    "Triggers": ("any", ("BootTrigger", "IdleTrigger", "TimeTrigger", "EventTrigger", "LogonTrigger", "CalendarTrigger")),
    "CalendarTrigger": ("sequence", ("Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay", "ScheduleByMonth")),
    "ScheduleByMonth": ("any", ("DaysOfMonth", "Months")),
    "DaysOfMonth": ("sequence", ("Day",)),
    "Months": ("any", tuple(datetime.date(2026, month, 1).strftime("%B") for month in range(1, 13))),
    "Settings": ("any", ("AllowStartOnDemand", "RestartOnFailure", "MultipleInstancesPolicy", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries",
                         "AllowHardTerminate", "StartWhenAvailable", "RunOnlyIfNetworkAvailable", "WakeToRun", "Enabled", "Hidden", "ExecutionTimeLimit", "Priority")),
    "Actions": ("any", ("Exec", "ComHandler", "SendEmail", "ShowMessage")),
    "Exec": ("any", ("Command", "Arguments", "WorkingDirectory")),
}  # fmt: skip
#: And what the texts of those without children must be.
TEXTS = {
    "StartBoundary": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", "Day": r"([1-9]|1\d|2[0-8])", "MultipleInstancesPolicy": "Parallel|Queue|IgnoreNew|StopExisting",
    "DisallowStartIfOnBatteries": "true|false", "StopIfGoingOnBatteries": "true|false", "StartWhenAvailable": "true|false", "ExecutionTimeLimit": r"P\d+D",
    "Command": r".{1,260}", "WorkingDirectory": r".{1,260}", "Arguments": r".+", "Description": r".+",
}  # fmt: skip


def _against_the_schema(element: ElementTree.Element) -> list[str]:
    """What the schema does not allow in an element."""
    name, children = element.tag.split("}")[1], [child.tag.split("}")[1] for child in element]
    if name in SCHEMA:
        order, known = SCHEMA[name]
        wrong = [f"{name}/{child}" for child in children if child not in known]
        wrong += [f"{name}: twice"] if len(set(children)) < len(children) else []
        wrong += [f"{name}: order"] if order == "sequence" and not wrong and children != sorted(children, key=known.index) else []
        return wrong + [found for child in element for found in _against_the_schema(child)]
    if name in SCHEMA["Months"][1]:
        return [name] if element.text else []
    return [] if not children and re.fullmatch(TEXTS[name], element.text or "") else [f"{name}: {element.text}"]


@given(WHENS)
def test_a_task_is_what_the_schema_says(when: When) -> None:
    """Every element is known where it stands, stands in the documented order, once, and its text is of the documented form; no attribute but the version."""
    run = Run("Gallium", PureWindowsPath(r"C:\Program Files\Python\python.exe"), PureWindowsPath(r"C:\Reviews & more\r.toml"))
    root = ElementTree.fromstring(windows.task(run, when, TODAY))
    assert _against_the_schema(root) == []
    assert [(element.tag.split("}")[1], element.attrib) for element in root.iter() if element.attrib] == [("Task", {"version": "1.2"})]
    trigger = root.find(".//t:CalendarTrigger", NAMESPACE)
    assert trigger is not None
    trigger[:] = list(reversed(trigger))
    assert _against_the_schema(root) == ["CalendarTrigger: order"]


def _split_by_windows(line: str) -> list[str]:
    """The words of a command line as programs of Windows take it apart: a quote is one after an even number of backslashes, of which then half count."""
    words, word, quoted, backslashes = [], "", False, 0
    for sign in f"{line} ":
        if sign == "\\":
            backslashes += 1
            continue
        word += "\\" * (backslashes // 2 if sign == '"' else backslashes)
        if sign == '"' and backslashes % 2 == 0:
            quoted = not quoted
        elif sign == " " and not quoted:
            words.append(word)
            word = ""
        else:
            word += sign
        backslashes = 0
    return words


@given(st.text("ab &^%!'();,=$#@é.-", min_size=1, max_size=12).filter(lambda text: text.strip(" .") and "$(" not in text and text.count("%") < 2))
def test_words_of_windows(folder: str) -> None:
    """Whatever a folder of Windows may be called, the program gets the words that are meant, and the folder stands as it is, without quotes."""
    run = Run("r", PureWindowsPath("C:\\P", folder, "python.exe"), PureWindowsPath("C:\\", folder, "r.toml"))
    root = ElementTree.fromstring(windows.task(run, When("yearly"), TODAY))
    assert root.findtext(".//t:Command", None, NAMESPACE) == str(run.python)
    assert _split_by_windows(root.findtext(".//t:Arguments", "", NAMESPACE)) == list(run.words[1:])
    assert root.findtext(".//t:WorkingDirectory", None, NAMESPACE) == str(run.definition.parent)


@pytest.mark.parametrize(("folder", "said"), [("a %TEMP% b", "between two percent signs"), ("$(Arg0)", "for a variable"), ("x" * 260, "longer than the 260")])
def test_paths_that_windows_cannot_be_given(folder: str, said: str) -> None:
    """What the Task Scheduler would replace by a variable, or not take, is refused in a sentence; a percent sign alone is none of it."""
    with pytest.raises(InputError, match=said):
        windows.task(Run("r", PureWindowsPath("C:/python.exe"), PureWindowsPath("C:/", folder, "r.toml")), When("yearly"), TODAY)
    assert "100% of it" in windows.task(Run("r", PureWindowsPath("C:/python.exe"), PureWindowsPath("C:/100% of it/r.toml")), When("yearly"), TODAY)


def test_how_a_task_is_installed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The line for schtasks has the file's path in quotes, with the backslashes of Windows."""
    (tmp_path / "r.toml").write_text(DEFINITION, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "schedule", "r.toml", "--windows", "-o", "my tasks/ga"]) == 0
    assert r'schtasks /Create /TN "optimize-review-ga-and-ge" /XML "my tasks\ga\optimize-review-ga-and-ge.xml"' in capsys.readouterr().err
    assert (tmp_path / "my tasks" / "ga" / "optimize-review-ga-and-ge.xml").read_bytes().isascii()


DEFINITION = """
name = "Ga and Ge"
period = "quarterly"
archive = "archive"
[[workbooks]]
path = "ga.xlsx"
"""


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The period is the review's unless --every says otherwise; paths are whole wherever one stands; stdout holds what is installed and nothing else."""
    (tmp_path / "r.toml").write_text(DEFINITION, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "schedule", "r.toml", "--cron", "--month", "2", "--time", "5:30"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("30 5 1 2,5,8,11 * cd ") and len(told.out.splitlines()) == 1
    assert f"{Path(sys.executable).absolute()} -m resilience_opt review run {tmp_path / 'r.toml'}" in told.out
    assert "crontab -e" in told.err
    assert main(["review", "schedule", "r.toml", "--systemd", "--every", "monthly", "-o", "units"]) == 0
    assert (tmp_path / "units" / "optimize-review-ga-and-ge.timer").read_text(encoding="utf-8").count("OnCalendar=*-*-01 06:00:00\n") == 1
    assert capsys.readouterr().out.splitlines() == [f"wrote {Path('units') / name}" for name in ("optimize-review-ga-and-ge.service", "optimize-review-ga-and-ge.timer")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "give one of them"),
        (["--cron", "--systemd"], "give one of them"),
        (["--cron", "--day", "31"], "the day must be from 1 to 28"),
        (["--cron", "--every", "monthly", "--month", "2"], "a monthly review runs in every month, so no month can be given for it"),
        (["--cron", "--month", "4"], "the month of a quarterly review must be from 1 to 3"),
        (["--cron", "--every", "weekly"], "it must be yearly, quarterly or monthly, but it is weekly"),
        (["--cron", "--time", "25:00"], "it must be a time of day such as 06:00"),
    ],
)
def test_wrong_calls(words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option is a sentence and exit 2, and so is a file that is not there; nothing is printed that could be installed."""
    (tmp_path / "r.toml").write_text(DEFINITION, encoding="utf-8")
    assert main(["review", "schedule", str(tmp_path / "r.toml"), *words]) == 2
    told = capsys.readouterr()
    assert said in told.err and told.out == ""
    assert main(["review", "schedule", str(tmp_path / "none.toml"), "--cron"]) == 2
