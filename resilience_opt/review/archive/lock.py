"""One review at a time: a lock of the operating system on a file of the archive, which ends with the process that holds it.

The file stays where it is; what counts is the lock on it. Who holds it stands in the file.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from resilience_opt.errors import ArchiveError
from resilience_opt.review.archive.layout import LOCK
from resilience_opt.review.archive.writing import saying_why

#: Where on Windows the locked byte is: far behind the text, which others may then still read.
_FAR = 1 << 20


@contextmanager
def locked(archive: Path) -> Iterator[None]:
    """Hold the archive's lock.

    Raises
    ------
    ArchiveError
        If another process holds it, with who that is; or if the archive cannot be written to.
    """
    with saying_why(f"the archive {archive} cannot be written to"):
        archive.mkdir(parents=True, exist_ok=True)
        file = (archive / LOCK).open("a+", encoding="utf-8")
    with file:
        if not _take(file):
            raise ArchiveError(f"the archive {archive} is in use by {_holder(file)}; wait for it to end, nothing was done")
        with saying_why(f"the archive {archive} cannot be written to"):
            file.truncate(0)
            json.dump({"process": os.getpid(), "machine": platform.node(), "since": _now()}, file)
            file.flush()
        try:
            yield
        finally:
            _empty(file)
            _give(file)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _holder(file: IO[str]) -> str:
    """Who holds the lock, as the file tells it."""
    file.seek(0)
    try:
        told: dict[str, Any] = json.loads(file.read())
        return f"process {told['process']} on {told['machine']}, which began at {told['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _empty(file: IO[str]) -> None:
    try:
        file.truncate(0)
    except OSError:
        pass  # who held it last is of no weight


if os.name == "nt":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def _give(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
