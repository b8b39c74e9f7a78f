"""The newest reports in the folder where planners look for them."""

from __future__ import annotations

import shutil
from pathlib import Path

from resilience_opt.case.whole import whole
from resilience_opt.review.archive.archive import Archive, Run
from resilience_opt.review.archive.hashes import hash_of
from resilience_opt.review.archive.layout import REPORTS
from resilience_opt.review.archive.writing import saying_why


def later(archive: Archive, run: Run) -> str:
    """The run of the latest period after that of a run, of the same workbook, that has reports; '' where there is none."""
    record = run.record
    for entry in reversed(archive.entries(review=record.review, book=record.book)):
        if str(entry["start"]) <= record.period.start.isoformat():
            break
        if archive.open(str(entry["id"])).reports:
            return str(entry["id"])
    return ""


def deliver(run: Run, results: Path | None) -> tuple[Path, ...]:
    """Copy the reports of a run to the folder of results, those that stand there already apart; every copy is whole or not there.

    Returns
    -------
    tuple of Path
        Where all of them stand.

    Raises
    ------
    ArchiveError
        If one cannot be written: the disk is full, the folder must not be written to, or the file is open in Excel.
    """
    if results is None:
        return run.reports
    placed = []
    with saying_why(f"the results cannot be written to {results}"):
        for report in run.reports:
            place = results / report.name
            digest, _ = run.record.files[f"{REPORTS}/{report.name}"]
            if not place.is_file() or hash_of(place) != digest:
                with whole(place) as temporary:
                    shutil.copyfile(report, temporary)
            placed.append(place)
    return tuple(placed)
