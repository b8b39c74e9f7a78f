"""Every column of every sheet, spoilt in each way that its type allows: one fault, with its cell, and no other in its train."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest

from resilience_opt.case.book import BadCell
from resilience_opt.case.build import build
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import TABLES
from tests.case.books import in_memory, said
from tests.case.whole import CELLS, address, spoilt, whole

Cell = tuple[type[Record], Column]

#: What a planner is told that a number must be, by type and bounds.
NUMBERS = {
    ("number", 0, None): "a number of at least 0",
    ("share", 0, None): "a share of at least 0",
    ("share", 0, 1): "a share from 0 to 1",
    ("share", 0, 0.999): "a share from 0 to 0.999",
    ("whole", 0, None): "a whole number of at least 0",
    ("whole", 1, None): "a whole number of at least 1",
    ("whole", 1, 60): "a whole number from 1 to 60",
    ("year", None, None): "a year such as 2030",
}
#: The same for the other types.
OTHERS = {
    "text": "a text",
    "name": "a name",
    "refer": "a name",
    "refers": "names separated by ;",
    "country": "a country",
    "owner": "a name",
    "yesno": "yes or no",
}
#: The same for the words of a choice, by column.
CHOICES = {
    "Default lane": "open or closed",
    "Kind of Price breaks": "all units or incremental",
    "Lens": "one of location, owner, traced",
    "Basis": "quantity or value",
    "Kind of Events": "one of supplier, country, owner, group, corridor, market, material",
    "Kind of Attacks": "one of supplier, country, owner, group, corridor, material",
}


def wanted(sheet: type[Record], column: Column) -> str:
    if column.kind == "choice":
        return CHOICES.get(column.header) or CHOICES[f"{column.header} of {sheet.SHEET}"]
    return OTHERS.get(column.kind) or NUMBERS[column.kind, column.low, column.high]


def sentence(sheet: type[Record], column: Column, found: str) -> str:
    return f"{address(sheet, column)}: {column.header} must be {wanted(sheet, column)}, but {found}"


def where(holds: Callable[[Column], bool]) -> list[Any]:
    """Sheet and column of every cell of which this holds."""
    return [pytest.param(s, c, id=f"{s.SHEET}-{c.header}") for s, c in CELLS if holds(c)]


def of_kind(*kinds: str) -> list[Any]:
    return where(lambda column: column.kind in kinds)


def test_whole_book_is_good_and_leaves_no_column_blank() -> None:
    """The book that these tests spoil has a value in every cell of its first rows, and no fault."""
    assert said(whole()) == []
    case = build(in_memory(whole()))
    tables = [getattr(case, field.name) for field in fields(case) if field.name not in ("settings", "warnings", "book")]
    records = [case.settings, *(records[0] for records in tables)]
    assert {(type(r).SHEET, c.header) for r in records for c in r.columns()} == {(s.SHEET, c.header) for s, c in CELLS}
    assert not [(type(r).SHEET, c.header) for r in records for c in r.columns() if getattr(r, c.attribute) is None]


@pytest.mark.parametrize(("sheet", "column"), where(lambda column: column.required))
def test_blank(sheet: type[Record], column: Column) -> None:
    """A required cell may not be blank."""
    assert said(spoilt(sheet, column, None)) == [sentence(sheet, column, "it is blank")]


@pytest.mark.parametrize(("sheet", "column"), where(lambda column: not column.required))
def test_optional(sheet: type[Record], column: Column) -> None:
    """Any other cell may be; but what is released from a stockpile must have a price."""
    price = "Materials!C2: Price must be a number of at least 0 for a material with a stockpile, but it is blank"
    assert said(spoilt(sheet, column, None)) == ([price] if column.header == "Price" else [])


@pytest.mark.parametrize(("sheet", "column"), where(lambda column: column.header != "Note"))
def test_errors_and_formulas_without_values(sheet: type[Record], column: Column) -> None:
    """What Excel could not compute, or never did, is no value of any column."""
    error = BadCell("#N/A", "is an error value")
    assert said(spoilt(sheet, column, error)) == [sentence(sheet, column, "it is an error value (#N/A)")]
    formula = BadCell("=A1", "is a formula without a stored value", "open the workbook in Excel and save it")
    found = "it is a formula without a stored value (=A1); open the workbook in Excel and save it"
    assert said(spoilt(sheet, column, formula)) == [sentence(sheet, column, found)]


@pytest.mark.parametrize(("sheet", "column"), where(lambda column: column.header == "Note"))
def test_notes_are_not_read(sheet: type[Record], column: Column) -> None:
    """A note is for people: an error in it is none of the plan."""
    assert said(spoilt(sheet, column, BadCell("#N/A", "is an error value"))) == []


@pytest.mark.parametrize(("sheet", "column"), of_kind("number", "share", "whole", "year"))
def test_no_number(sheet: type[Record], column: Column) -> None:
    """Text, yes or no, NaN and infinity are no numbers."""
    assert said(spoilt(sheet, column, "much")) == [sentence(sheet, column, "it is 'much'")]
    assert said(spoilt(sheet, column, True)) == [sentence(sheet, column, "it is TRUE")]
    for value in (math.nan, math.inf, -math.inf, 10**400):
        assert said(spoilt(sheet, column, value)) == [sentence(sheet, column, "it is not a finite number")]


@pytest.mark.parametrize(("sheet", "column"), of_kind("number", "share", "whole"))
def test_out_of_bounds(sheet: type[Record], column: Column) -> None:
    """A number below the least or above the most is not moved to it."""
    assert column.low is not None
    outside = [column.low - 1, -7e20] + ([] if column.high is None else [column.high + 130])
    for value in outside:
        assert said(spoilt(sheet, column, value)) == [sentence(sheet, column, f"it is {value:g}")]


@pytest.mark.parametrize(("sheet", "column"), of_kind("whole", "year"))
def test_part_of_a_whole(sheet: type[Record], column: Column) -> None:
    """Months and years are not rounded."""
    assert said(spoilt(sheet, column, 2026.5)) == [sentence(sheet, column, "it is 2026.5")]


@pytest.mark.parametrize(("sheet", "column"), where(lambda column: column.kind == "share" and column.high is not None))
def test_per_cent_without_its_sign(sheet: type[Record], column: Column) -> None:
    """30 in a cell of shares is not taken for 30%, but how to type that is said; 130% as a text is just too much."""
    assert said(spoilt(sheet, column, 30)) == [sentence(sheet, column, "it is 30; type 30% or 0.3 for 30 per cent")]
    assert said(spoilt(sheet, column, 130)) == [sentence(sheet, column, "it is 130")]
    assert said(spoilt(sheet, column, "130%")) == [sentence(sheet, column, "it is '130%'")]


@pytest.mark.parametrize(("sheet", "column"), of_kind("choice", "yesno"))
def test_no_such_choice(sheet: type[Record], column: Column) -> None:
    """A word that is none of the choices."""
    assert said(spoilt(sheet, column, "zzz")) == [sentence(sheet, column, "it is 'zzz'")]


@pytest.mark.parametrize(("sheet", "column"), of_kind("refer", "refers"))
def test_name_that_nothing_defines(sheet: type[Record], column: Column) -> None:
    """A name must stand in the cell that defines it."""
    kinds = [kind for kind in column.to if kind != "owner" or sheet.SHEET == "Share limits"]
    known = ["group", "country"] if column.to == ("target",) else kinds
    listed = known[0] if len(known) == 1 else f"{', '.join(known[:-1])} or {known[-1]}"
    assert said(spoilt(sheet, column, "Zzzz")) == [f"{address(sheet, column)}: no {listed} is named 'Zzzz'"]


@pytest.mark.parametrize("sheet", [sheet for sheet in TABLES if sheet.key_columns()], ids=lambda sheet: sheet.SHEET)
def test_key_twice(sheet: type[Record]) -> None:
    """Of each key there is one row, however its names are spelled."""
    book = whole()
    book[sheet.SHEET].append([value.upper() if isinstance(value, str) else value for value in book[sheet.SHEET][1]])
    columns = sheet.key_columns()
    row, last = book[sheet.SHEET][1], len(book[sheet.SHEET])
    values = [row[sheet.columns().index(c)] for c in columns]
    parts = [f"{c.header} '{v}'" if isinstance(v, str) else f"{c.header} {v}" for c, v in zip(columns, values, strict=True)]
    said_of_row, said_of_key = (p[0] if len(p) == 1 else f"{', '.join(p[:-1])} and {p[-1]}" for p in (parts, [c.header for c in columns]))
    assert said(book) == [
        f"{sheet.SHEET}!A{last}: row 2 has {said_of_row} already; there is one row for each {said_of_key}, so remove one of the two"
    ]
