"""A review run: each workbook solved, compared with the last period, and put into the archive; what is there already is left as it is.

Each workbook is committed by itself. A run that is killed therefore keeps what it had finished, and the next one
goes on with the others.
"""

from __future__ import annotations

import datetime
import logging
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resilience_opt.case.container import read_container
from resilience_opt.case.whole import usable_folder
from resilience_opt.errors import ArchiveError, InputError, ResilienceError
from resilience_opt.report.provenance import versions
from resilience_opt.review.archive.archive import Archive, Run
from resilience_opt.review.archive.hashes import hash_of_bytes, hash_of_value
from resilience_opt.review.archive.index import bring_up_to_date
from resilience_opt.review.archive.layout import INPUT, LOG, MODELS, PLAN, REPORTS, RUNS, TABLES, VALUES, slug
from resilience_opt.review.archive.models import definition_files, definition_hashes
from resilience_opt.review.archive.record import Record, write_record
from resilience_opt.review.archive.writing import commit, saying_why, unfinished_folder
from resilience_opt.review.definition import Review, Solving, Workbook
from resilience_opt.review.delivery import deliver, later
from resilience_opt.review.judging import judged, write_findings
from resilience_opt.review.period import Period
from resilience_opt.review.reviewed import options_of
from resilience_opt.review.solving import Solved, logged, solved, unexpected
from resilience_opt.studies.run import Options

if TYPE_CHECKING:
    from resilience_opt.solve.answers import Progress

log = logging.getLogger(__name__)

#: Given a workbook's name, what to show the progress of its search on; None for nowhere.
Watching = Callable[[str], "AbstractContextManager[Callable[[Progress], None] | None]"]


@dataclass(frozen=True)
class Done:
    """A workbook of a review and its run.

    Attributes
    ----------
    fresh : whether it was made now, and not found as it had been made before
    delivered : where its reports stand
    undelivered : why they could not be brought there, such as a file that is open in Excel; '' where they could
    results_of : the run of a later period whose reports stay in the folder of results, so that these stay in the archive; '' where there is none
    """

    run: Run
    fresh: bool
    delivered: tuple[Path, ...] = ()
    undelivered: str = ""
    results_of: str = ""


@dataclass(frozen=True)
class _Asked:
    """What a run is made from: the bytes of the input (None where it cannot be read, then `refused` says why), how it is to be solved, a hash of it all."""

    workbook: Workbook
    solving: Solving
    period: Period
    data: bytes | None
    refused: InputError | None
    digest: str


def run_review(review: Review, period: Period, *, force: bool = False, watching: Watching | None = None) -> Iterator[Done]:
    """Run a review for a period, a workbook at a time.

    A workbook whose last run of this period was made from the same input, definition of the model, options and rules,
    and that would end in the same way again, is left as it is, unless `force` is given.

    Raises
    ------
    OutputError
        If the archive, or the folder of results, is a file.
    ArchiveError
        If another process is at it, the disk is full or a folder must not be written to. What was finished is kept.
    """
    for place in (review.archive, review.results):
        if place is not None and place.is_file():
            usable_folder(place)  # says that it is a file
    archive = Archive(review.archive)
    with archive.writing():
        for workbook in review.workbooks:
            asked = _asked(review, workbook, period)
            there = archive.entries(review=review.name, book=workbook.name, period=period.key)
            last = archive.open(str(there[-1]["id"])) if there else None
            if last is not None and not force and _still_true(last.record, asked):
                yield _done(archive, last, False, review.results)
            else:
                with (watching or _nowhere)(workbook.name) as progress:
                    run = _made(archive, review, asked, last, progress)
                yield _done(archive, run, True, review.results)


def _done(archive: Archive, run: Run, fresh: bool, results: Path | None) -> Done:
    """The run with its reports delivered, unless those of a later period stand there; where they cannot be, the other workbooks are taken up all the same."""
    try:
        newer = later(archive, run) if results is not None else ""
        if newer:
            return Done(run, fresh, run.reports, results_of=newer)
        return Done(run, fresh, deliver(run, results))
    except ArchiveError as error:
        return Done(run, fresh, run.reports, str(error))


def _nowhere(_: str) -> AbstractContextManager[None]:
    return nullcontext()


def _asked(review: Review, workbook: Workbook, period: Period) -> _Asked:
    solving, data, refused = review.solving(workbook), None, None
    try:
        data = read_container(workbook.path)
    except InputError as error:
        refused = error
    told: dict[str, Any] = {
        "input": hash_of_bytes(data) if data is not None else str(refused), "source": workbook.path.name,
        "solving": solving.model_dump(), "alerts": review.alerts.model_dump(),
    }  # fmt: skip
    return _Asked(workbook, solving, period, data, refused, hash_of_value(told))


def _still_true(record: Record, asked: _Asked) -> bool:
    """Whether a run would be made again from the same and end in the same way."""
    same_model = all(record.files.get(f"{MODELS}/{path}", ("",))[0] == digest for path, digest in definition_hashes(record.model).items())
    return record.settled and record.asked == asked.digest and same_model


def _made(archive: Archive, review: Review, asked: _Asked, last: Run | None, progress: Callable[[Progress], None] | None) -> Run:
    """Solve, compare, write and commit one workbook."""
    attempt = last.record.attempt + 1 if last is not None else 1
    name = _name(archive, review, asked, attempt)
    with unfinished_folder(archive.folder) as folder:
        with saying_why(f"the archive {archive.folder} cannot be written to"), logged(folder / LOG):
            found = _solved(asked, folder, progress)
            record = _record(name, review, asked, attempt, found)
            record = _findings(archive, review, record, found, _options(asked), folder)
            log.info("%s: %s", record.id, record.status)
        with saying_why(f"the archive {archive.folder} cannot be written to"):
            _copy_models(found, record, folder)
            sealed = write_record(record, folder)
            place = commit(folder, archive.folder, name)
    bring_up_to_date(archive.folder)
    return Run(sealed, place)


def _name(archive: Archive, review: Review, asked: _Asked, attempt: int) -> str:
    """A name that no run has: period, workbook, where it is needed the review, and the attempt."""
    stem = f"{asked.period.key.lower()}-{slug(asked.workbook.name)}" + ("" if _alone(archive, review) else f"-{slug(review.name)}")
    while (archive.folder / RUNS / f"{stem}-{attempt}").exists():
        attempt += 1
    return f"{stem}-{attempt}"


def _findings(archive: Archive, review: Review, record: Record, found: Solved, options: Options, folder: Path) -> Record:
    """Compare, look for alerts and write; a fault of the software makes the run an error, and the other workbooks are taken up."""
    try:
        return write_findings(judged(archive, review.alerts, record, found, options, alone=len(review.workbooks) == 1), folder)
    except (OSError, ResilienceError):
        raise
    except Exception as error:
        log.exception("an unexpected fault of the software")
        for path in (PLAN, TABLES, VALUES, REPORTS):
            shutil.rmtree(folder / path) if (folder / path).is_dir() else (folder / path).unlink(missing_ok=True)
        return replace(record, status="error", message=unexpected(error))


def _alone(archive: Archive, review: Review) -> bool:
    """Whether the archive has runs of this review only, so that its name need not stand in theirs."""
    return {entry["review"] for entry in archive.entries()} <= {review.name}


def _options(asked: _Asked) -> Options:
    own = asked.solving
    return options_of(own.model, own.gap, own.time_limit, own.engine, own.threads)


def _solved(asked: _Asked, folder: Path, progress: Callable[[Progress], None] | None) -> Solved:
    if asked.data is None:
        assert asked.refused is not None
        return Solved("invalid input", str(asked.refused), faults=asked.refused.faults)
    (folder / INPUT).write_bytes(asked.data)
    return solved(asked.data, asked.workbook.path.name, _options(asked), ladder=asked.solving.ladder is not False, progress=progress)


def _record(name: str, review: Review, asked: _Asked, attempt: int, found: Solved) -> Record:
    case = found.case
    return Record(
        id=name, review=review.name, book=asked.workbook.name, period=asked.period, attempt=attempt, asked=asked.digest,
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        status=found.status, message=found.message, source=asked.workbook.path.name,
        sha256=hash_of_bytes(asked.data) if asked.data is not None else "",
        model=found.plan.model if found.plan is not None else asked.solving.model or (case.settings.model if case is not None else ""),
        options={**_options(asked).keywords(), "ladder": asked.solving.ladder is not False},
        faults=found.faults, explanation=found.explanation, warnings=case.warnings if case is not None else (),
        versions={**dict(versions()), "Python": platform.python_version(), "System": platform.platform()},
    )  # fmt: skip


def _copy_models(found: Solved, record: Record, folder: Path) -> None:
    """The definition of the model that was used, and of the one that the workbook names, without which it could not be read again."""
    names = {record.model, found.case.settings.model if found.case is not None else ""} - {""}
    for path, data in definition_files(sorted(names)).items():
        (folder / MODELS / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / MODELS / path).write_bytes(data)


