"""Why there is no plan, as an Excel file: the cells that cannot hold together, and what to write where instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.errors import Fault
from resilience_opt.report.new_book import new_book
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Field, Sheet, only, tabulate, write_table

COUNTED = (Field("sentence", "Counting alone shows", "sentence", "True whatever else stands in the workbook."),)
CONFLICT = (
    Field("message", "Cannot hold together", "sentence", "What the workbook says; at least one of these has to give way."),
    Field("sheet", "Sheet", "text"),
    Field("cell", "Cell", "text"),
)
REPAIRS = (
    Field("number", "Repair", "whole", "Each by itself gives a plan; `optimize BOOK.xlsx --repair NUMBER -o NEW.xlsx` writes a copy with it."),
    Field("kind", "What to do", "text"),
    Field("change", "What to write where", "sentence"),
    Field("gives_up", "Gives a rule up", "yes or no", "Whether nothing is left of a limit, or of the demand that must be met; such repairs come later."),
    Field("objective", "Cost of the plan", "money", "Discounted, of the plan of the repaired workbook."),
)


@dataclass(frozen=True)
class Explained:
    """A case without a plan: the cells in conflict, what counting alone shows, and every change of every repair."""

    case: Case
    conflict: Sequence[Fault]
    counted: Sequence[str]
    repairs: pd.DataFrame

    @property
    def currency(self) -> str:
        """Of every amount of money."""
        return self.case.settings.currency


def write_explanation(explained: Explained, path: Path) -> Path:
    """Write the workbook; `repairs` has the columns number, kind, change, gives_up, objective."""
    conflict = pd.DataFrame([(f.message, f.sheet, f.cell) for f in explained.conflict], columns=["message", "sheet", "cell"])
    counted = pd.DataFrame({"sentence": list(explained.counted)})
    tables = [
        ("Conflict", "What cannot hold together", CONFLICT, tabulate(conflict, CONFLICT)),
        ("Repairs", "What to write into which cell", REPAIRS, tabulate(explained.repairs, REPAIRS)),
    ]
    if explained.counted:
        tables.insert(0, ("Counting", "What counting alone shows", COUNTED, tabulate(counted, COUNTED)))
    with new_book(path, "Why there is no plan") as book:
        styles = Styles(book)
        for name, shows, fields, frame in tables:
            write_table(book, styles, explained, Sheet(name, shows, fields, only(frame)), frame)
    return path
