"""What a person says about a case on its page; the tables beside it are made from the workbook and its plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """The words of a page, each a paragraph or several in Markdown.

    `cells` writes tables of every cell of the workbook, where the page must do without it.
    """

    question: str
    figures: str
    says: str
    costs: str
    shares: str
    survives: str
    change: str
    finals: tuple[str, ...]
    cells: Callable[[], str] | None = None
