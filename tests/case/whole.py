"""A good workbook in which every column of every sheet is filled in, so that a test can spoil each of them in turn."""

from __future__ import annotations

import copy
from typing import Any

from resilience_opt.case.layout import column_letter, columns_of
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, Settings
from tests.case.books import Sheets

#: Sheet to rows, the first of which has a value for every column, in the schema's order.
WHOLE: Sheets = {
    "Settings": [
        ["Title", "Whole", "all of them"],
        ["Currency", "EUR"],
        ["First year", 2026],
        ["Last year", 2028],
        ["Discount rate", 0.05],
        ["Crisis months", 6],
        ["Risk aversion", 0.5],
        ["CVaR level", 0.9],
        ["Base shortage allowed", "no"],
        ["Default lane", "open"],
        ["Attack budget", 2],
        ["Model", "standard"],
    ],
    "Materials": [["Gallium", "kg", 900, "seen"], ["Wafer", "t", 9000]],
    "Groups": [["Bloc", "China"]],
    "Suppliers": [["Chalco", "China", "China", "seen"], ["Dowa", "Japan"], ["Fab", "South Korea"]],
    "Offers": [
        ["Chalco", "Gallium", 100, 300, 7, "no", 5, 1, 1, 2, 500, 0.1, 0.2, 0.3, 1, 10, 5, 1, 2026, 2030, "seen"],
        ["Dowa", "Gallium", 50, 400],
        ["Fab", "Wafer", 60, 100],
    ],
    "Price breaks": [["Chalco", "Gallium", 50, 250, "incremental"]],
    "Recipes": [["Wafer", "Gallium", 0.5, "Fab"]],
    "Markets": [["Tokyo", "Japan"]],
    "Demand": [["Tokyo", "Wafer", "all", 2026, 40, 9000]],
    "Lanes": [["China", "Fab", "Gallium", 5, 0.1, 1, "Strait", "yes", "seen"]],
    "Stockpiles": [["Depot", "Gallium", "Japan", "Fab", 5, 4, 2027, 30, 20, 1, 0.01, 6, 1, 3, "seen"]],
    "Share limits": [["Bloc", "owner", "Gallium", "Fab", 2026, 0.1, 0.9, "value", "Gallium", 5, "seen"]],
    "Source limits": [["Gallium", "Bloc", 1, 2, 0.1, 2027, "seen"]],
    "Survival": [["Embargo", "Tokyo", "Wafer", "all", 3, 0.5, 2027, "seen"]],
    "Scenarios": [["Embargo", 0.1, "seen"]],
    "Events": [["Embargo", "group", "Bloc", "Gallium", "Fab", 1, 3, 0.5, 1, 1.1, 1.2, "seen"]],
    "Attacks": [["Ban", "group", "Bloc", "Gallium", "Fab", 2, 0.5, 1, 1, "seen"]],
}

#: Sheet and column of every cell that a row may have; for Settings, of every field, which is a row there.
CELLS: list[tuple[type[Record], Column]] = [(sheet, column) for sheet in SHEETS for column in sheet.columns()]


def whole() -> Sheets:
    """The sheets with their headers, every row as long as the headers."""
    sheets: Sheets = {}
    for sheet in SHEETS:
        headers = [column.header for column in columns_of(sheet)]
        rows = [row + [None] * (len(headers) - len(row)) for row in copy.deepcopy(WHOLE[sheet.SHEET])]
        sheets[sheet.SHEET] = [headers, *rows]
    return sheets


def place(sheet: type[Record], column: Column) -> tuple[int, int]:
    """Row and position, both from 0, of a column's first cell; of a setting's value."""
    if sheet is Settings:
        return [row[0] for row in WHOLE["Settings"]].index(column.header) + 1, 1
    return 1, sheet.columns().index(column)


def address(sheet: type[Record], column: Column) -> str:
    """The same as a message writes it, such as ``Offers!C2``."""
    row, position = place(sheet, column)
    return f"{sheet.SHEET}!{column_letter(position + 1)}{row + 1}"


def spoilt(sheet: type[Record], column: Column, value: Any) -> Sheets:
    """The whole book with another value in a column's first cell."""
    sheets = whole()
    row, position = place(sheet, column)
    sheets[sheet.SHEET][row][position] = value
    return sheets
