"""What-if edits of a workbook's cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from resilience_opt.case.book import Book

if TYPE_CHECKING:
    from resilience_opt.case.case import Case


def rebuild(book: Book) -> Case:
    """The case of an edited workbook."""
    from resilience_opt.case.build import build

    return build(book)
