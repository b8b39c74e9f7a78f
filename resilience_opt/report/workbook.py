"""The plan workbook: every sheet of the report in one Excel file, the same bytes for the same plan."""

from __future__ import annotations

import datetime
import os
import tempfile
from pathlib import Path

from xlsxwriter import Workbook

from resilience_opt.plan.plan import Plan
from resilience_opt.report.sheets import allocation, audit, binding, crisis, dependence, ladder, stockpiles, summary, suppliers, survival
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Sheet, write_table

#: The sheets that are one table, in order, after the Summary.
SHEETS: tuple[Sheet, ...] = (
    allocation.SHEET, suppliers.SHEET, stockpiles.SHEET, dependence.SHEET, survival.SHEET, crisis.SHEET, ladder.SHEET, binding.SHEET, audit.SHEET,
)  # fmt: skip

#: Text stays text: no name becomes a formula, a link or a number. Nothing is written beside the target but the file itself.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  #: fixed: the date is that of the file, the plan has none


def write_plan(plan: Plan, path: Path) -> Path:
    """Write the plan workbook; the old file, if any, is replaced whole, and kept whole where writing fails.

    Returns
    -------
    Path
        Where it was written; its folder is made where it is missing.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".xlsx", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        _write(plan, temporary)
        os.chmod(temporary, 0o666 & ~_mask())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _write(plan: Plan, path: Path) -> None:
    present = [layout for layout in SHEETS if layout.present(plan)]
    frames = {layout.name: layout.frame(plan) for layout in present}
    book = Workbook(str(path), _OPTIONS)
    book.set_properties({"title": "Plan", "created": _CREATED})
    styles = Styles(book)
    book.add_worksheet(summary.NAME)
    for layout in present:
        write_table(book, styles, plan, layout, frames[layout.name])
    summary.write(book, styles, plan, present, frames)
    book.close()


def _mask() -> int:
    """The process's mask of file permissions, which a temporary file does not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
