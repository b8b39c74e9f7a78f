"""The comparison workbook as one Excel file, the same bytes for the same tables."""

from __future__ import annotations

from pathlib import Path

from resilience_opt.report.compare import summary
from resilience_opt.report.compare.sheets import TABLES
from resilience_opt.report.compare.shown import Shown
from resilience_opt.report.compare.writing import write_sheet
from resilience_opt.report.new_book import new_book
from resilience_opt.report.page import Page
from resilience_opt.report.styles import Styles


def write_comparison(shown: Shown, path: Path) -> Path:
    """Write the workbook beside its place and move it there whole; the old file stays as it is where writing fails.

    Returns
    -------
    Path
        Where it was written; its folder is made where it is missing.
    """
    with new_book(path, "Comparison") as book:
        styles = Styles(book)
        page = Page(book.add_worksheet(summary.SUMMARY), styles, shown.currency)
        for table in TABLES:
            if len(table.source(shown)):
                write_sheet(book, styles, shown, table)
        summary.write(book, shown, page)
    return path
