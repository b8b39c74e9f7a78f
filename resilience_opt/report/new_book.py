"""An empty Excel file as every report begins."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter import Workbook

#: Text stays text: no name becomes a formula, a link or a number. Nothing is written beside the target but the file itself.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  #: fixed: the date is that of the file, its content has none


def new_book(path: Path, title: str) -> Workbook:
    """An empty workbook: the same content gives the same bytes."""
    book = Workbook(str(path), _OPTIONS)
    book.set_properties({"title": title, "created": _CREATED})
    return book
