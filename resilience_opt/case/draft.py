"""The workbook as far as it can be read: typed cells, with the faulty ones left out, so that every fault can still be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from resilience_opt.case.book import Book
from resilience_opt.case.registry import Registry
from resilience_opt.case.schema import Record
from resilience_opt.errors import Fault


@dataclass(frozen=True)
class Entry:
    """One row, as far as it can be read.

    Attributes
    ----------
    sheet : type of Record
    number : int or None
        Its row in the workbook; None for one that was added in Python, and for Settings.
    values : mapping of str to object
        Attribute to typed value, defaults filled in; a faulty cell is absent.
    given : frozenset of str
        Attributes whose cell is not blank.
    """

    sheet: type[Record]
    number: int | None
    values: Mapping[str, Any]
    given: frozenset[str]

    def has(self, *attributes: str) -> bool:
        """Whether all these cells could be read."""
        return all(attribute in self.values for attribute in attributes)

    def __getitem__(self, attribute: str) -> Any:
        return self.values[attribute]


@dataclass(frozen=True)
class Draft:
    """All rows of a workbook on the way to a case.

    Attributes
    ----------
    book : Book
    tables : mapping of str to tuple of Entry
        By the schema's name of the sheet; every sheet is there.
    settings : Entry
    names : Registry
        What the workbook defines.
    models : frozenset of str
        Names that the setting Model may have.
    """

    book: Book
    tables: Mapping[str, tuple[Entry, ...]]
    settings: Entry
    names: Registry
    models: frozenset[str]

    def rows(self, sheet: type[Record], *attributes: str) -> Iterator[Entry]:
        """Rows of a sheet in which all these cells could be read."""
        return (entry for entry in self.tables[sheet.SHEET] if entry.has(*attributes))

    def fault(self, entry: Entry, attribute: str, message: str) -> Fault:
        """A fault, or a warning, at a cell."""
        return at(self.book, entry, attribute, message)

    def place(self, entry: Entry) -> str:
        """Where a row stands, for a message about another one: 'row 7', or 'a row added in Python'."""
        return "a row added in Python" if entry.number is None else f"row {entry.number}"


def at(book: Book, entry: Entry, attribute: str, message: str) -> Fault:
    """A fault at a cell of a row."""
    return Fault(*book.address(entry.sheet.SHEET, entry.number, attribute), message)
