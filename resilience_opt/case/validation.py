"""What Excel is told to accept in a column: drop-downs, bounds of numbers, and names that must not repeat.

Only choices and the bounds of the schema stop an entry. A name that is not declared yet is a question
(it may be declared next), and a country may be typed in any of its spellings.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from resilience_opt.case.build import STANDARD_MODELS
from resilience_opt.case.name_lists import list_name
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import Settings
from resilience_opt.case.template_lists import ANY_COUNTRY, KIND, NONE, event_kinds, formula_name
from resilience_opt.case.wording import bounds_words, kind_words, plain, unit_words

Options = dict[str, Any]

_FIRST_YEAR, _LAST_YEAR = 1900, 2300  #: outside of these a year is more likely a slip of the keyboard
_HIGHEST_RATE = 3.0  #: a rate over 300% is more likely 25 typed for 25%; the reader warns of it too
_MESSAGE = 255  #: characters that Excel allows in a message


def validation(sheet: type[Record], column: Column) -> Options | None:
    """XlsxWriter's options for the cells of a column, seen from row 2; None where anything goes."""
    if sheet is Settings and column.attribute == "model":
        return _list(list(STANDARD_MODELS), column, "silent")
    if column.kind in ("choice", "yesno"):
        words = column.words or ("yes", "no")
        return _list(list(words), column, "stop")
    if column.kind == "country":
        return _list(f"={formula_name(ANY_COUNTRY)}", column, "silent")
    if column.to == ("target",):
        return _list(_target_formula(sheet), column, "warning")
    name = list_name(column)
    if name and column.kind != "refers":
        return _list(f"={formula_name(name)}", column, "warning" if column.kind == "refer" else "silent")
    if column.kind == "name":
        return _unique(sheet, column)
    return _number(column)


def _letter(sheet: type[Record], attribute: str) -> str:
    return str(xl_col_to_name([column.attribute for column in sheet.columns()].index(attribute)))


def _alert(column: Column, severity: str, message: str) -> Options:
    if severity == "silent":
        return {"show_error": False}
    return {"error_type": severity, "error_title": column.header, "error_message": message[:_MESSAGE]}


def _list(source: str | list[str], column: Column, severity: str) -> Options:
    kind = plain(kind_words(column))
    if severity == "stop":
        message = f"{column.header} is {kind}. Choose from the list, or clear the cell."
    else:
        message = f"{column.header} is {kind}, and this one is not declared in its own sheet so far. Keep it?"
    return {"validate": "list", "source": source, **_alert(column, severity, message)}


def _target_formula(sheet: type[Record]) -> str:
    """The list of the row's Kind: suppliers for supplier, countries for country, ..."""
    kind, kinds = f"${_letter(sheet, 'kind')}2", formula_name(KIND)
    lists = ",".join(formula_name(word) for word in event_kinds())
    return f"=IF(COUNTIF({kinds},{kind})=0,{formula_name(NONE)},CHOOSE(MATCH({kind},{kinds},0),{lists}))"


def _unique(sheet: type[Record], column: Column) -> Options | None:
    """A name that defines a row stands once; names that only label a row may repeat."""
    if sheet.key_columns() != (column,):
        return None
    letter = _letter(sheet, column.attribute)
    message = f"There is a row for this {column.header.lower()} already; each has one row. Keep it?"
    return {"validate": "custom", "value": f"=COUNTIF(${letter}:${letter},${letter}2)=1", **_alert(column, "warning", message)}


def _number(column: Column) -> Options | None:
    if column.kind not in ("number", "share", "whole", "year"):
        return None
    low, high, severity = column.low, column.high, "stop"
    if column.kind == "year":
        low, high, severity = _FIRST_YEAR, _LAST_YEAR, "warning"
    elif column.kind == "share" and high is None:
        high, severity = _HIGHEST_RATE, "warning"
    kind = "decimal" if column.kind in ("number", "share") else "integer"
    bounds = {"criteria": ">=", "value": low} if high is None else {"criteria": "between", "minimum": low, "maximum": high}
    return {"validate": kind, **bounds, **_alert(column, severity, _number_message(column, severity))}


def _number_message(column: Column, severity: str) -> str:
    if column.kind == "year":
        return "This does not look like a year, such as 2030. Keep it?"
    bounds, unit = bounds_words(column), unit_words(column)
    wanted = f"{column.header} is {plain(kind_words(column))}{', ' + bounds if bounds else ''}{' (' + unit + ')' if unit else ''}."
    return f"{wanted} Over 300% is rare: was 25 typed for 25%? Keep it?" if severity == "warning" else wanted
