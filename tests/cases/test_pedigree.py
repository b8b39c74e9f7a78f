"""Every figure of a case says where it comes from and how sure it is."""

from __future__ import annotations

import re

import pytest

from inputs.casebook import FOLDER, CaseBook
from inputs.figure import Figure, Row
from inputs.page_tables import found_figures, how_sure
from inputs.pages import story
from inputs.shelf import books
from inputs.shocks.__main__ import book as shocks

BOOKS = {**books(), "shocks": shocks()}

SURE = {
    "found (primary)",
    "found (secondary)",
    "derived",
    "derived from an estimate",
    "derived from an assumption",
    "estimate",
    "assumption",
}


def cells(book: CaseBook) -> list[tuple[str, Row, str, object]]:
    """Sheet, row, column and value of every cell that is filled."""
    return [(sheet, row, column, value) for sheet, _, rows in book.tables for row in rows for column, value in row.items()]


def structural(row: Row, column: str, value: object) -> bool:
    """Years of the plan and the month in which an event follows another say what a row is; they are not figures."""
    named = str(row.get("Name", column)) if column == "Value" else column
    return named == "Start month" or (named.lower().endswith("year") and isinstance(value, int) and 2000 < value < 2100)


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_no_number_stands_bare(book: CaseBook) -> None:
    """A number is a `Figure` with a source, or it is structural."""
    bare = [
        (sheet, column, value)
        for sheet, row, column, value in cells(book)
        if isinstance(value, int | float) and not structural(row, column, value)
    ]
    assert not bare


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_every_figure_says_how_sure_it_is(book: CaseBook) -> None:
    """The confidence is one of the known words, and the source is a sentence or an address."""
    figures = [value for _, _, _, value in cells(book) if isinstance(value, Figure)]
    assert figures
    assert {figure.confidence for figure in figures} <= SURE
    assert all(len(figure.source) > 5 for figure in figures)


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_what_is_remembered_is_not_called_found(book: CaseBook) -> None:
    """A source that begins by remembering is an estimate or rests on one."""
    figures = [value for _, _, _, value in cells(book) if isinstance(value, Figure)]
    assert not [f for f in figures if re.match(r"remember|recall", f.source) and f.confidence.startswith(("found", "derived")) and f.confidence != "derived from an estimate"]


@pytest.mark.parametrize("name", [name for name in BOOKS if story(name)])
def test_page_counts_the_figures(name: str) -> None:
    """The page of a case was made from the figures as they are."""
    text = (FOLDER.parent / "docs" / "cases" / f"{name}.md").read_text(encoding="utf-8")
    told = story(name)
    assert told is not None
    assert how_sure(BOOKS[name]) in text
    assert found_figures(BOOKS[name], told.rests_on) in text
