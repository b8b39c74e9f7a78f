"""The exposure workbook as one Excel file, the same bytes for the same tables."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter import Workbook

from resilience_opt.report.charts import Block
from resilience_opt.report.exposure import summary
from resilience_opt.report.exposure.sheets import TABLES
from resilience_opt.report.exposure.shown import Shown
from resilience_opt.report.new_book import new_book
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Sheet, only, write_table


def write_exposure(shown: Shown, path: Path) -> Path:
    """Write the workbook beside its place and move it there whole; the old file stays as it is where writing fails.

    Returns
    -------
    Path
        Where it was written; its folder is made where it is missing.
    """
    with new_book(path, "Exposure") as book:
        _write(shown, book)
    return path


def _write(shown: Shown, book: Workbook) -> None:
    frames = {table.name: table.frame(shown) for table in TABLES}
    styles = Styles(book)
    book.add_worksheet(summary.SUMMARY)
    for table in TABLES:
        frame = frames[table.name]
        layout = Sheet(table.name, table.shows, table.fields, only(frame), table.highlights)
        sheet = write_table(book, styles, shown, layout, frame)
        summary.no_end(sheet, styles, Block(table.name, 0, 0, len(frame), len(table.fields)), table.source(shown), table.fields)
    summary.write(book, styles, shown, frames)
