"""How a run comes into the archive: its folder is made elsewhere on the same disk, brought safely to the disk, and moved there in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resilience_opt.errors import ArchiveError
from resilience_opt.review.archive.hashes import files_under
from resilience_opt.review.archive.layout import RUNS, UNFINISHED


@contextmanager
def saying_why(what: str) -> Iterator[None]:
    """Turn a full disk, or a folder that must not be written to, into a sentence."""
    try:
        yield
    except OSError as error:
        raise ArchiveError(f"{what} ({error.strerror or error}); what was finished before is kept, and the next run goes on from there") from error


@contextmanager
def unfinished_folder(archive: Path) -> Iterator[Path]:
    """A new folder for the run that the holder of the lock is making; what is left of it when it is not committed is taken away."""
    with saying_why(f"the archive {archive} cannot be written to"):
        folder = archive / UNFINISHED / f"run-{os.getpid()}"
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def commit(folder: Path, archive: Path, name: str) -> Path:
    """Move a finished folder to its place among the runs: from here on it is a run, and before it is none.

    Every file, and every folder's list of files, is on the disk before the move, and the move before this ends.
    """
    place = archive / RUNS / name
    place.parent.mkdir(exist_ok=True)
    for path in files_under(folder):
        _sync(folder / path)
    for inside in [*(path for path in folder.rglob("*") if path.is_dir()), folder]:
        _sync(inside)
    if place.exists():
        raise ArchiveError(f"there is a run {name} already")
    os.rename(folder, place)
    for changed in (place.parent, folder.parent, archive):
        _sync(changed)
    return place


def sweep(archive: Path) -> int:
    """Take away what runs that were killed have left; how many there were. To be called by the holder of the lock alone."""
    left = list((archive / UNFINISHED).glob("*")) if (archive / UNFINISHED).is_dir() else []
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk; Windows does that for folders by itself."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
