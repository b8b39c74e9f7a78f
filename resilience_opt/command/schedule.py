"""``optimize review schedule REVIEW.toml``: a review for the system's own scheduler."""

from __future__ import annotations

import datetime
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.command.outcome import failure_of

if TYPE_CHECKING:
    from resilience_opt.review.schedule.when import Run, When

SYSTEMD, CRON, WINDOWS = "systemd", "cron", "windows"


@dataclass(frozen=True)
class Request:
    """What the command line asked for. `scheduler` is 'systemd', 'cron' or 'windows'; what is None is the review's, or the first of its kind."""

    definition: Path
    scheduler: str
    period: str | None = None
    month: int | None = None
    day: int | None = None
    time: datetime.time | None = None
    output: Path | None = None
    debug: bool = False


def schedule(request: Request) -> int:
    """Print what the scheduler wants on stdout, and how it is given it on stderr; with an output folder, write it there."""
    try:
        run, when = _asked(request)
        files, how = _told(request, run, when)
        if request.output is None:
            print(*(f"# {name}\n{text}" if len(files) > 1 else text for name, text in files.items()), sep="\n", end="")
            told = [line.format(folder="", **dict(zip(("one", "two"), files, strict=False))) for line in how]
        else:
            slash = "\\" if request.scheduler == WINDOWS else "/"
            told = [line.format(folder=f"{str(request.output).replace('/', slash)}{slash}", **dict(zip(("one", "two"), files, strict=False))) for line in how]
            _write(request.output, files)
        print(*told, sep="\n", file=sys.stderr)
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        failure = failure_of(error)
        print(failure.message, file=sys.stderr)
        return failure.exit_code
    return 0


def _asked(request: Request) -> tuple[Run, When]:
    from resilience_opt.review.reading import read_review
    from resilience_opt.review.schedule.when import Run, When

    review = read_review(request.definition)
    given = {"month": request.month, "day": request.day, "time": request.time}
    when = When(request.period or review.period, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    return Run(review.name, Path(sys.executable).absolute(), request.definition.resolve()), when


def _told(request: Request, run: Run, when: When) -> tuple[dict[str, str], list[str]]:
    """The files by name, and what to do with them; in the latter, {folder}, {one} and {two} stand for where they are and their names."""
    if request.scheduler == SYSTEMD:
        from resilience_opt.review.schedule.systemd import units

        place = "~/.config/systemd/user"
        return units(run, when), [
            f"to install: save both files in {place} (or write them there with -o), then", "  systemctl --user daemon-reload && systemctl --user enable --now {two}",
            "  loginctl enable-linger   # so that it runs while nobody is logged in",
        ]  # fmt: skip
    if request.scheduler == CRON:
        from resilience_opt.review.schedule.cron import line

        return {f"{run.unit}.cron": line(run, when) + "\n"}, ["to install: add the line with crontab -e; what the review prints is mailed by cron"]
    from resilience_opt.review.schedule.windows import task

    return {f"{run.unit}.xml": task(run, when, datetime.date.today())}, [
        "to install: save it as {one} (or write it with -o), then", f'  schtasks /Create /TN "{run.unit}" /XML "{{folder}}{{one}}"',
        "  with /RU and /RP it runs while nobody is logged in",
    ]  # fmt: skip


def _write(folder: Path, files: dict[str, str]) -> None:
    from resilience_opt.case.whole import usable_folder, whole

    usable_folder(folder)
    for name, text in files.items():
        with whole(folder / name) as temporary:
            temporary.write_text(text, encoding="utf-8")
        print(f"wrote {folder / name}")
