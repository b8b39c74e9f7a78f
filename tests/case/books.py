"""A small good workbook, changes to it, and what the reader says of the result."""

from __future__ import annotations

import copy
from functools import partial
from pathlib import Path
from typing import Any

import xlsxwriter

from resilience_opt.case.book import Book
from resilience_opt.case.build import build, read_case
from resilience_opt.case.case import Case
from resilience_opt.case.layout import arrange
from resilience_opt.errors import InputError

Sheets = dict[str, list[list[Any]]]

GOOD: Sheets = {
    "Settings": [["Name", "Value"], ["First year", 2026], ["Last year", 2028], ["Crisis months", 6]],
    "Materials": [["Material", "Price"], ["Gallium", 500], ["Wafer", 900]],
    "Groups": [["Group", "Member"], ["Bloc", "China"], ["Bloc", "Dowa"]],
    "Suppliers": [["Supplier", "Country", "Owner"], ["Chalco", "China", None], ["Dowa", "JP", "Dowa Holdings"], ["Fab", "South Korea", None]],
    "Offers": [
        ["Supplier", "Material", "Capacity", "Unit cost", "Standby", "Surge"],
        ["Chalco", "Gallium", 100, 300, None, None],
        ["Dowa", "Gallium", 50, 400, None, None],
        ["Fab", "Wafer", 60, 100, None, None],
    ],
    "Price_breaks": [["Supplier", "Material", "From quantity", "Unit cost", "Kind"], ["Chalco", "Gallium", 50, 250, None]],
    "Recipes": [["Output", "Input", "Quantity", "Supplier"], ["Wafer", "Gallium", 0.5, None]],
    "Markets": [["Market", "Country"], ["Tokyo", "Japan"]],
    "Demand": [["Market", "Material", "Priority", "Year", "Quantity", "Shortage cost"], ["Tokyo", "Wafer", None, None, 40, 9000]],
    "Lanes": [["From", "To", "Material", "Tariff", "Corridor"], ["China", "*", None, 0.1, "Strait"]],
    "Stockpiles": [["Stockpile", "Material", "Country", "Serves", "Opening level", "Minimum level", "Maximum level"], ["Depot", "Gallium", "JP", "Fab", 5, 5, 30]],
    "Share limits": [["Group", "Lens", "Material", "Destination", "Year", "Minimum", "Maximum", "Origin material", "Penalty"], ["China", None, "Gallium", None, None, None, 0.8, None, None]],
    "Source limits": [["Material", "Group", "Minimum", "Maximum", "Minimum share"], ["Gallium", None, 1, 2, None]],
    "Survival": [["Scenario", "Market", "Material", "Priority", "Months", "Service level", "From year"], ["Embargo", None, None, None, 3, 0.5, None]],
    "Scenarios": [["Scenario", "Probability"], ["Embargo", 0.1]],
    "Events": [
        ["Scenario", "Kind", "Target", "To", "Start month", "Months", "Demand factor", "Material", "Remaining", "Price factor"],
        ["Embargo", "country", "CN", None, None, 3, None, None, None, None],
    ],
}  # fmt: skip

#: Two attacks within a budget, and the requirement to survive them.
ATTACKED: dict[str, Any] = {
    "Settings+": ["Attack budget", 1],
    "Attacks": [["Attack", "Kind", "Target", "To", "Months", "Remaining", "Cost"], ["Ban", "country", "CN", None, 2, None, None], ["Fire", "supplier", "Dowa", None, 2, None, None]],
    "Survival+": ["attack", None, None, None, 1, 0.1, None],
}  # fmt: skip


def changed(changes: dict[str, Any]) -> Sheets:
    """The good book with changes: 'Offers!D2' is a cell, 'Offers+' a row more, 'Offers' the whole sheet (None: gone)."""
    book = copy.deepcopy(GOOD)
    for where, value in changes.items():
        sheet, _, cell = where.partition("!")
        if where.endswith("+"):
            book[where[:-1]].append(value)
        elif cell:
            row = book[sheet][int(cell[1:]) - 1]
            position = ord(cell[0]) - ord("A")
            row.extend([None] * (position + 1 - len(row)))
            row[position] = value
        elif value is None:
            del book[sheet]
        else:
            book[sheet] = copy.deepcopy(value)
    return book


def write(path: Path, sheets: Sheets) -> Path:
    """The sheets as a file, each text as it is: nothing that looks like a formula, a number or an address becomes one."""
    path.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}) as out:
        for name, rows in sheets.items():
            page = out.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def read(tmp_path: Path, changes: dict[str, Any]) -> Case:
    """The case that the changed book's file says."""
    return read_case(write(tmp_path / "book.xlsx", changed(changes)))


def faults(tmp_path: Path, changes: dict[str, Any]) -> list[str]:
    """Everything that is wrong in the changed book's file; empty where nothing is."""
    return faults_in(write(tmp_path / "book.xlsx", changed(changes)))


def faults_in(path: Path) -> list[str]:
    """Everything that is wrong in a file."""
    try:
        read_case(path)
    except InputError as error:
        return [str(fault) for fault in error.faults]
    return []


def warnings(tmp_path: Path, changes: dict[str, Any]) -> list[str]:
    """Everything that is doubtful in the changed book's file."""
    return [str(doubt) for doubt in read(tmp_path, changes).warnings]


def in_memory(sheets: Sheets) -> Book:
    """The same book without a file, as the reader of files would hand it on: blank cells left out."""

    def cells(rows: list[list[Any]]) -> dict[int, dict[int, object]]:
        lines = {n: {p: v for p, v in enumerate(row, start=1) if v is not None and v != ""} for n, row in enumerate(rows, start=1)}
        return {number: line for number, line in lines.items() if line}

    grids, wrong, doubtful = arrange((name, partial(cells, rows)) for name, rows in sheets.items())
    return Book(grids, "book.xlsx", "", tuple(wrong), tuple(doubtful))


def said(sheets: Sheets) -> list[str]:
    """Everything that is wrong in a book without a file."""
    try:
        build(in_memory(sheets))
    except InputError as error:
        return [str(fault) for fault in error.faults]
    return []


def briefly(value: Any) -> str:
    """The first change of a test's book, as the test's name."""
    if not isinstance(value, dict):
        return ""
    where, what = next(iter(value.items()), ("no change", ""))
    return f"{where} {what if isinstance(what, str | int | float) else ''}".strip()
