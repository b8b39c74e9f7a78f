"""``optimize runs list`` and ``show``: what is in an archive."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resilience_opt.command.archived import known_name, opened, run_of
from resilience_opt.command.outcome import as_json, failure_of, fault_objects

if TYPE_CHECKING:
    from resilience_opt.review.archive.archive import Run

_HEADS = ("run", "period", "workbook", "status", "cost", "alerts", "made (UTC)")
_MOST = 20  #: warnings that are shown


def guarded(do: Callable[[], int], *, json: bool, debug: bool) -> int:
    """Do a thing with an archive; what goes wrong is a sentence, and the exit code its own."""
    try:
        return do()
    except (Exception, KeyboardInterrupt) as error:
        if debug:
            traceback.print_exc()
        failure = failure_of(error)
        message = failure.message.replace("stopped before a plan was reported", "stopped")
        if json:
            print(as_json({"status": failure.status, "message": message, "faults": fault_objects(failure.faults)}))
        else:
            print(message, file=sys.stderr)
        return failure.exit_code


def list_runs(archive: Path, review: str | None, book: str | None, *, json: bool, debug: bool) -> int:
    """Print a line for each run, the oldest first."""

    def do() -> int:
        there = opened(archive)
        every = there.entries()
        known_name("review", review, (str(entry["review"]) for entry in every))
        known_name("workbook", book, (str(entry["book"]) for entry in every if review in (None, entry["review"])))
        found = there.entries(review=review, book=book)
        if json:
            print(as_json({"runs": found}))
        elif not found:
            print("no runs")
        else:
            _print_table([_row(entry) for entry in found])
        return 0

    return guarded(do, json=json, debug=debug)


def _row(entry: dict[str, Any]) -> tuple[str, ...]:
    cost = "" if entry["objective"] is None else f"{entry['objective']:,.0f} {entry['currency']}"
    when = str(entry["created"])[:16].replace("T", " ")
    return (entry["id"], entry["period"], entry["book"], entry["status"], cost, str(entry["alerts"]), when)


def _print_table(rows: list[tuple[str, ...]]) -> None:
    """Columns side by side, numbers to the right; nothing is cut, so that it can be read by a program too."""
    wide = [max(len(row[col]) for row in [_HEADS, *rows]) for col in range(len(_HEADS))]
    for row in [_HEADS, *rows]:
        cells = [text.rjust(w) if head in ("cost", "alerts") else text.ljust(w) for text, w, head in zip(row, wide, _HEADS, strict=True)]
        print("  ".join(cells).rstrip())


def show(archive: Path, name: str, *, json: bool, debug: bool) -> int:
    """Print what a run was made from, what came of it, and where its files are."""

    def do() -> int:
        from resilience_opt.review.archive.record import as_object

        run = run_of(archive, name)
        print(as_json({**as_object(run.record), "folder": str(run.folder)}) if json else "\n".join(_told(run)))
        return 0

    return guarded(do, json=json, debug=debug)


def _told(run: Run) -> list[str]:
    from resilience_opt.report.sentences import counted

    record, figures = run.record, run.record.figures
    pairs = [
        ("run", record.id), ("review", record.review), ("workbook", record.book), ("period", f"{record.period.key} ({record.period.kind})"),
        ("made", record.created), ("status", record.status), ("why", record.message.replace("\n", "\n" + " " * 14)),
        ("cost", f"{figures['objective']:,.0f} {figures['currency']}" if figures else ""), ("compared with", record.previous),
        ("input", f"{record.source}, SHA-256 {record.sha256 or 'none'}"), ("model", record.model),
        ("options", ", ".join(f"{key} {value}" for key, value in record.options.items() if value is not None)),
        ("versions", ", ".join(f"{key.removeprefix('Version of ')} {value}" for key, value in record.versions.items())),
        ("folder", str(run.folder)),
    ]  # fmt: skip
    lines = [f"{name:<13} {text}" for name, text in pairs if text]
    lines += [f"alert: {sentence}" for _, sentence in record.alerts]
    lines += [f"warning: {warning}" for warning in record.warnings[:_MOST]]
    if len(record.warnings) > _MOST:
        lines.append(f"and {counted(len(record.warnings) - _MOST, 'more warning')}")
    return [*lines, *(f"report: {report}" for report in run.reports)]
