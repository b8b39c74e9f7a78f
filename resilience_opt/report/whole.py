"""Excel files written whole: beside their place first, then moved there, so that a crash leaves the old one."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook

#: Text stays text: no name becomes a formula, a link or a number. Nothing is written beside the target but the file itself.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  #: fixed: the date is that of the file, its content has none


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside a file's place to write to; what was written is moved there if nothing went wrong.

    The folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        os.chmod(temporary, 0o666 & ~_mask())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def new_book(path: Path, title: str) -> Workbook:
    """An empty workbook: the same content gives the same bytes."""
    book = Workbook(str(path), _OPTIONS)
    book.set_properties({"title": title, "created": _CREATED})
    return book


def _mask() -> int:
    """The process's mask of file permissions, which a temporary file does not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
