"""What a person says about a case on its page; the tables beside it are made from the workbook and its plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from resilience_opt.plan.plan import Plan

from .figure import Figure


@dataclass(frozen=True)
class Story:
    """The words of a page, each a paragraph or several in Markdown.

    `finals` are the materials whose suppliers are shown; `rests_on` are found figures that stand in no cell but in others' arithmetic.
    `asked` answers what a reader asks next, from the plan and plans of its own; `cells` writes tables of every cell of the
    workbook, where the page must do without it. `published` holds the model against what happened, computed when the page is made.
    """

    question: str
    figures: str
    says: str
    costs: str
    shares: str
    survives: str
    change: str
    finals: tuple[str, ...]
    rests_on: tuple[tuple[str, Figure], ...] = ()
    asked: Callable[[Plan], str] | None = None
    cells: Callable[[], str] | None = None
    published: Callable[[Plan], str] | None = None
