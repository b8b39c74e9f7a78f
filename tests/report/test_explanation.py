"""The workbook that says why there is no plan: what stands in a cell can be read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd

from resilience_opt.errors import Fault
from resilience_opt.report.explanation import Explained, write_explanation
from tests.report.test_workbook import fake_plan

LONG = "a sentence that goes on for longer than any column of a sheet is wide, because planners give their suppliers and markets long names, " * 2


def test_no_sentence_is_cut_off(tmp_path: Path) -> None:
    """A cell whose text is longer than its column is wide breaks it into lines."""
    repairs = pd.DataFrame([(1, "relax", LONG, True, 9.0), (2, "shorter", "a word", False, 9.0)], columns=["number", "kind", "change", "gives_up", "objective"])
    path = write_explanation(Explained(fake_plan().case, [Fault("Offers", "A2", LONG)], [LONG], repairs), tmp_path / "e.xlsx")
    for sheet in openpyxl.load_workbook(path):
        for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)):
            assert cell.alignment.wrap_text or len(cell.value) < sheet.column_dimensions[cell.column_letter].width, cell
    rows = list(openpyxl.load_workbook(path)["Repairs"].iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["yes", "no"]
