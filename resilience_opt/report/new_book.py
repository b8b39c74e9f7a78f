"""An Excel file as every report begins and as it is written: whole, or not at all."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook

from resilience_opt.case.whole import whole

#: Text stays text: no name becomes a formula, a link or a number. Nothing is written to disk but the file itself.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  #: fixed: the date is that of the file, its content has none


@contextmanager
def new_book(path: Path, title: str) -> Iterator[Workbook]:
    """An empty workbook to fill in, written to its place once it is filled: the same content gives the same bytes.

    It is put together in memory, so that a disk that becomes full meets one plain write.
    """
    data = io.BytesIO()
    book = Workbook(data, _OPTIONS)
    book.set_properties({"title": title, "created": _CREATED})
    yield book
    book.close()
    with whole(path) as temporary:
        temporary.write_bytes(data.getvalue())
