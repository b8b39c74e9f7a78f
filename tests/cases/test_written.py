"""The committed workbooks and pages are what their scripts write, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from inputs.casebook import FOLDER, CaseBook
from inputs.shelf import books
from inputs.shocks.__main__ import book as shocks
from inputs.shocks.page import page

BOOKS = {**books(), "shocks": shocks()}


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_script_gives_the_committed_workbook(book: CaseBook, tmp_path: Path) -> None:
    """Writing a case again changes nothing: whoever changes a figure commits the workbook with it."""
    book.write(tmp_path)
    assert (tmp_path / book.file).read_bytes() == (FOLDER / book.file).read_bytes()


def test_page_of_the_shocks_is_made_from_its_rows() -> None:
    """docs/shocks.md is what the rows of the library give."""
    assert (FOLDER.parent / "docs" / "shocks.md").read_text(encoding="utf-8") == page()


def test_shelf_finds_books_wherever_a_module_keeps_them() -> None:
    """A book in a list or a dict is found too, and a library that is no case is not among them."""
    from inputs import shelf

    some = list(BOOKS.values())[0]
    assert shelf._held({"one": some, "more": [some], "named": {"x": some}, "other": 3}) == [some, some, some]
    assert {"critical_minerals", "magnets", "batteries", "medicines"} <= set(books())
    assert "shocks" not in books()
