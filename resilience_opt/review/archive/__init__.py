"""The archive of reviews: a folder for each run, which is never changed again, and an index over them.

Where things stand (``layout``); a table as CSV and back (``tables``), a plan (``plans``), the definition of its model
(``models``); the manifest (``record``) with its hashes (``hashes``); how a run comes in whole or not at all
(``writing``), one process at a time (``lock``); the index (``index``); and how all of it is read (``archive``).

    archive = open_archive("archive")
    run = archive.run("2026-critical-minerals-1")
    run.record, run.case, run.plan, run.tables["allocation"], run.summary["objective"]
"""

from resilience_opt.review.archive.archive import Archive, Run, open_archive
from resilience_opt.review.archive.record import Record

__all__ = ["Archive", "Record", "Run", "open_archive"]
