"""The exposure workbook as one Excel file, the same bytes for the same tables."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pandas as pd
from xlsxwriter import Workbook

from resilience_opt.plan.plan import Plan
from resilience_opt.report.charts import Block
from resilience_opt.report.exposure import summary
from resilience_opt.report.exposure.sheets import TABLES
from resilience_opt.report.exposure.shown import Shown
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Sheet, write_table

#: Text stays text: no name becomes a formula, a link or a number.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  #: fixed: the date is that of the file


def write_exposure(shown: Shown, path: Path) -> Path:
    """Write the workbook beside its place and move it there whole; the old file stays as it is where writing fails.

    Returns
    -------
    Path
        Where it was written; its folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".xlsx", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        _write(shown, temporary)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _write(shown: Shown, path: Path) -> None:
    frames = {table.name: table.frame(shown) for table in TABLES}
    book = Workbook(str(path), _OPTIONS)
    book.set_properties({"title": "Exposure", "created": _CREATED})
    styles = Styles(book)
    book.add_worksheet(summary.SUMMARY)
    plan = cast(Plan, shown)  # a table asks of a plan its case and its currency, which these tables have too
    for table in TABLES:
        frame = frames[table.name]
        layout = Sheet(table.name, table.shows, table.fields, _only(frame), table.highlights)
        sheet = write_table(book, styles, plan, layout, frame)
        summary.no_end(sheet, styles, Block(table.name, 0, 0, len(frame), len(table.fields)), table.source(shown), table.fields)
    summary.write(book, styles, shown, frames)
    book.close()


def _only(frame: pd.DataFrame) -> Callable[[Plan], pd.DataFrame]:
    """The frame, whoever is asked: it is cut already."""
    return lambda _: frame
