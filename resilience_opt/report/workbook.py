"""The plan workbook: every sheet of the report in one Excel file, the same bytes for the same plan."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter import Workbook

from resilience_opt.plan.plan import Plan
from resilience_opt.report.new_book import new_book
from resilience_opt.report.sheets import (
    adversary,
    allocation,
    audit,
    binding,
    crisis,
    dependence,
    ladder,
    stockpiles,
    summary,
    suppliers,
    survival,
)
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Sheet, write_table

#: The sheets that are one table, in order, after the Summary.
SHEETS: tuple[Sheet, ...] = (
    allocation.SHEET, suppliers.SHEET, stockpiles.SHEET, dependence.SHEET, survival.SHEET, adversary.SHEET, crisis.SHEET, ladder.SHEET, binding.SHEET, audit.SHEET,
)  # fmt: skip


def write_plan(plan: Plan, path: Path) -> Path:
    """Write the plan workbook; the old file, if any, is replaced whole, and kept whole where writing fails.

    Returns
    -------
    Path
        Where it was written; its folder is made where it is missing.
    """
    path = Path(path)
    with new_book(path, "Plan") as book:
        _write(plan, book)
    return path


def _write(plan: Plan, book: Workbook) -> None:
    present = [layout for layout in SHEETS if layout.present(plan)]
    frames = {layout.name: layout.frame(plan) for layout in present}
    styles = Styles(book)
    book.add_worksheet(summary.NAME)
    for layout in present:
        write_table(book, styles, plan, layout, frames[layout.name])
    summary.write(book, styles, plan, present, frames)
