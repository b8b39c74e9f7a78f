"""The index of an archive in SQLite: which runs there are, without opening each.

The folders are the truth; the index is made again from them whenever the two differ. Its schema has a version
(``PRAGMA user_version``) and a migration for every step. One of a newer version, or a damaged one, is put aside and
made again. Who only reads never writes: where the index is out of step, one in memory takes its place.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from resilience_opt.errors import ArchiveError
from resilience_opt.review.archive.hashes import hash_of
from resilience_opt.review.archive.layout import INDEX, MANIFEST, RUNS
from resilience_opt.review.archive.record import Record, read_record

log = logging.getLogger(__name__)

#: From each version of the schema to the next.
MIGRATIONS = (
    """
    CREATE TABLE runs (
        id TEXT PRIMARY KEY, review TEXT NOT NULL, book TEXT NOT NULL, kind TEXT NOT NULL, period TEXT NOT NULL, start TEXT NOT NULL,
        attempt INTEGER NOT NULL, created TEXT NOT NULL, asked TEXT NOT NULL, status TEXT NOT NULL, manifest TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE runs ADD COLUMN objective REAL;
    ALTER TABLE runs ADD COLUMN currency TEXT;
    ALTER TABLE runs ADD COLUMN alerts INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX runs_in_order ON runs (review, book, start, attempt);
    """,
)
VERSION = len(MIGRATIONS)
#: What the index holds of each run; `manifest` is the hash of its manifest, `alerts` how many there are.
COLUMNS = (
    "id", "review", "book", "kind", "period", "start", "attempt", "created", "asked", "status", "manifest", "objective", "currency", "alerts",
)  # fmt: skip
_INSERT = f"INSERT OR REPLACE INTO runs ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_DISK = ("full", "readonly", "read-only", "disk I/O", "unable to open", "locked")

Entry = dict[str, object]


def folders(archive: Path) -> list[str]:
    """The runs that are there: folders with a manifest."""
    place = archive / RUNS
    return sorted(folder.name for folder in place.iterdir() if (folder / MANIFEST).is_file()) if place.is_dir() else []


def bring_up_to_date(archive: Path) -> None:
    """Make the index say what the folders say. To be called by the holder of the lock alone.

    Raises
    ------
    ArchiveError
        If the disk is full, or the archive must not be written to.
    """
    try:
        with closing(sqlite3.connect(archive / INDEX, timeout=30)) as base:
            _must_be_whole(base)
            migrate(base)
            _agree(base, archive)
    except sqlite3.DatabaseError as error:
        if any(word in str(error) for word in _DISK):
            raise ArchiveError(f"the index {archive / INDEX} cannot be written ({error}); the runs themselves are kept") from error
        _put_aside(archive)
        bring_up_to_date(archive)


def entries(archive: Path, *, review: str | None = None, book: str | None = None, period: str | None = None) -> list[Entry]:
    """What the index holds of each run, in the order of reviews, workbooks, periods and attempts."""
    given = {"review": review, "book": book, "period": period}
    asked = {name: value for name, value in given.items() if value is not None}
    where = " AND ".join(f"{name} = ?" for name in asked) or "1"
    query = f"SELECT {', '.join(COLUMNS)} FROM runs WHERE {where} ORDER BY review, book, start, attempt"
    rows = _from_file(archive, query, list(asked.values()))
    if rows is None:
        rows = _from_folders(archive, query, list(asked.values()))
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def migrate(base: sqlite3.Connection) -> None:
    """Bring the schema to this version; the rows of an older one are made again, for what they did not hold."""
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise sqlite3.DatabaseError(f"the schema has version {version}, and {VERSION} is the newest known")
    for number in range(version, VERSION):
        base.executescript(f"BEGIN; {MIGRATIONS[number]} UPDATE runs SET manifest = ''; PRAGMA user_version = {number + 1}; COMMIT;")


def _must_be_whole(base: sqlite3.Connection) -> None:
    """Refuse a file that was cut short or damaged, which SQLite else may read in part and give fewer rows without a word."""
    (said,) = base.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(f"the index is damaged: {said}")


def _agree(base: sqlite3.Connection, archive: Path) -> None:
    known = dict(base.execute("SELECT id, manifest FROM runs"))
    there = {name: hash_of(archive / RUNS / name / MANIFEST) for name in folders(archive)}
    stale = sorted(name for name, digest in there.items() if known.get(name) != digest)
    rows = [_row(record, there[name]) for name, record in _readable(archive, stale)]
    with base:
        base.executemany("DELETE FROM runs WHERE id = ?", [(name,) for name in (known.keys() - there.keys()).union(stale)])
        base.executemany(_INSERT, rows)


def _readable(archive: Path, names: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """The records of runs; one that cannot be read is said, and does not keep the others from being found."""
    for name in names:
        try:
            yield name, read_record(archive / RUNS / name)
        except ArchiveError as error:
            log.warning("%s", error)


def _from_file(archive: Path, query: str, values: list[str]) -> list[tuple[object, ...]] | None:
    """The answer of the index; None where there is none, or one that is damaged, of another version or out of step with the folders."""
    file = archive / INDEX
    if not file.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as base:
            _must_be_whole(base)
            (version,) = base.execute("PRAGMA user_version").fetchone()
            if version != VERSION or [name for (name,) in base.execute("SELECT id FROM runs ORDER BY id")] != folders(archive):
                return None
            return base.execute(query, values).fetchall()
    except sqlite3.Error:
        return None


def _from_folders(archive: Path, query: str, values: list[str]) -> list[tuple[object, ...]]:
    """The answer of an index made in memory."""
    with closing(sqlite3.connect(":memory:")) as base:
        migrate(base)
        _agree(base, archive)
        return base.execute(query, values).fetchall()


def _row(record: Record, manifest: str) -> Sequence[object]:
    period, figures = record.period, record.figures
    return (
        record.id, record.review, record.book, period.kind, period.key, period.start.isoformat(), record.attempt, record.created, record.asked,
        record.status, manifest, figures.get("objective"), figures.get("currency"), len(record.alerts),
    )  # fmt: skip


def _put_aside(archive: Path) -> None:
    """Take an index that cannot be used out of the way."""
    number = 1
    while (archive / f"{INDEX}.old-{number}").exists():
        number += 1
    (archive / INDEX).rename(archive / f"{INDEX}.old-{number}")
    (archive / f"{INDEX}-journal").unlink(missing_ok=True)
