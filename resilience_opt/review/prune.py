"""Old runs taken out of an archive; the last of each workbook, and its last with a plan, always stay."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from resilience_opt.review.archive.archive import Archive
from resilience_opt.review.archive.index import Entry, bring_up_to_date
from resilience_opt.review.archive.layout import RUNS, UNFINISHED
from resilience_opt.review.archive.record import PLANNED
from resilience_opt.review.archive.writing import saying_why


def superfluous(archive: Archive, keep: int) -> list[Entry]:
    """What pruning would take away: of each workbook all but the last `keep` runs and the last one with a plan."""
    found: list[Entry] = []
    for _, group in groupby(archive.entries(), key=lambda entry: (entry["review"], entry["book"])):
        runs = list(group)
        planned = [entry["id"] for entry in runs if entry["status"] in PLANNED][-1:]
        found += [entry for entry in runs[: max(0, len(runs) - keep)] if entry["id"] not in planned]
    return found


def prune(archive: Archive, keep: int) -> Sequence[Entry]:
    """Take away what is superfluous, and give what it was.

    Each folder is first moved out of the runs in one step, so that one that is half removed is never taken for a run.

    Raises
    ------
    ArchiveError
        If a review is at work, or the archive must not be written to.
    """
    with archive.writing(), saying_why(f"the archive {archive.folder} cannot be written to"):
        found = superfluous(archive, keep)
        for entry in found:
            _remove(archive.folder, str(entry["id"]))
        bring_up_to_date(archive.folder)
    return found


def _remove(folder: Path, name: str) -> None:
    (folder / UNFINISHED).mkdir(exist_ok=True)
    place = folder / UNFINISHED / f"pruned-{name}"
    (folder / RUNS / name).rename(place)
    shutil.rmtree(place)
