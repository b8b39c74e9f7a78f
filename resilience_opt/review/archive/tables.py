"""A table as CSV and back, to the last digit: numbers as Python writes them, texts so that no spreadsheet takes one for a formula.

A text that begins with ``=``, ``+``, ``-``, ``@``, a tab, an apostrophe or a backslash has an apostrophe in front; a
text that is absent is ``\\N``, a number that is absent is blank.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

ABSENT = "\\N"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'", "\\")
_FLAGS = {"True": True, "False": False}
WHOLE, NUMBER, FLAG, TEXT, EMPTY = "whole", "number", "flag", "text", "empty"

#: Kind of each column of a table, by its name.
Kinds = Mapping[str, str]


def kinds_of(table: pd.DataFrame) -> dict[str, str]:
    """The kind of each column: 'whole', 'number', 'flag', 'text', or 'empty' for one of no rows and no type."""
    return {str(name): _kind(table[name]) for name in table.columns}


def write_table(table: pd.DataFrame, path: Path) -> dict[str, str]:
    """Write a table and give the kinds of its columns, which reading it needs."""
    kinds = kinds_of(table)
    plain = pd.DataFrame({name: _written(table[name], kind) for name, kind in kinds.items()}, columns=list(kinds))
    plain.columns = [_guarded(name) for name in kinds]
    plain.to_csv(path, index=False, lineterminator="\r\n", encoding="utf-8")
    return kinds


def read_table(path: Path, kinds: Kinds) -> pd.DataFrame:
    """The table that was written.

    Raises
    ------
    ValueError
        If the file does not hold these columns, or a figure in it is not one.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            heads, *rows = csv.reader(file)
    except csv.Error as error:
        raise ValueError(f"{path.name} is not CSV: {error}") from error
    if heads != [_guarded(name) for name in kinds] or any(len(row) != len(heads) for row in rows):
        raise ValueError(f"{path.name} does not have the columns {', '.join(kinds)}")
    columns = zip(*rows, strict=True) if rows else [()] * len(heads)
    return pd.DataFrame({name: _parsed(texts, kind) for (name, kind), texts in zip(kinds.items(), columns, strict=True)}, columns=list(kinds))


def as_read(table: pd.DataFrame) -> pd.DataFrame:
    """A table as it would be read again: what is absent is absent alike, and numbers are numbers."""
    return pd.DataFrame({name: _read(_written(table[name], kind), kind) for name, kind in kinds_of(table).items()})


def _kind(column: pd.Series[Any]) -> str:
    if pd.api.types.is_bool_dtype(column):
        return FLAG
    if pd.api.types.is_integer_dtype(column):
        return WHOLE
    if pd.api.types.is_float_dtype(column):
        return NUMBER
    present = [value for value in column if not _absent(value)]
    if not len(column):
        return EMPTY
    return TEXT if any(isinstance(value, str) for value in present) else NUMBER


def _absent(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _written(column: pd.Series[Any], kind: str) -> pd.Series[Any]:
    if kind == TEXT:
        return pd.Series([ABSENT if _absent(value) else _guarded(str(value)) for value in column], dtype=object)
    return column.astype(float).reset_index(drop=True) if kind == NUMBER else column.reset_index(drop=True)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_GUARDED) else text


def _parsed(texts: Sequence[str], kind: str) -> pd.Series[Any]:
    """A column from the texts of a file; a blank number is absent."""
    if kind == NUMBER:
        return pd.Series([float(text) if text else math.nan for text in texts], dtype="float64")
    if kind == WHOLE:
        return pd.Series([int(text) for text in texts], dtype="int64")
    if kind == FLAG:
        return pd.Series([_FLAGS[text] for text in texts], dtype=bool)
    return _read(pd.Series(texts, dtype=object), kind)


def _read(column: pd.Series[Any], kind: str) -> pd.Series[Any]:
    if kind != TEXT:
        return column
    return pd.Series([None if text == ABSENT else text.removeprefix("'") for text in column])
