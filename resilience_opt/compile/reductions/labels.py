"""Which month each column, row and entry of a crisis belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from resilience_opt.compile.program import Compiled
from resilience_opt.compile.recorder import Whole


@dataclass(frozen=True)
class Labels:
    """Columns and rows of the crises' matrix as (key, month): what is the same in every month, and the month.

    Attributes
    ----------
    months : how many there are
    key, month : arrays (own columns,)
    place : array (keys, months), the column, or -1
    row_key, row_month : arrays (rows,); -1 for rows that are not confined to the columns of one month
    row_place : array (row keys, months), the row, or -1
    entry_row, entry_key, entry_month : arrays (entries,); links have keys behind those of columns and month -1
    order : array (entries,), entries by row and within it by key
    across : entries of own columns in rows that are not confined to one month
    """

    months: int
    key: Whole
    month: Whole
    place: Whole
    row_key: Whole
    row_month: Whole
    row_place: Whole
    entry_row: Whole
    entry_key: Whole
    entry_month: Whole
    order: Whole
    across: Whole


def labelled(compiled: Compiled) -> Labels | None:
    """The labels, taken from the last place of the indices; None where fewer than two months are to be found.

    They only suggest what may correspond: whether it does is read in the matrix.
    """
    matrix = compiled.crisis_matrix
    if not compiled.crises or any(not index for _, index in compiled.crisis.variables):
        return None
    key, month = _numbered([(variable.name, index[:-1], index[-1]) for variable, index in compiled.crisis.variables])
    if not len(month) or month.max() == month.min():
        return None
    low = int(month.min())
    month = month - low
    count = int(month.max()) + 1
    lengths = np.diff(matrix.start)
    entry_row = np.repeat(np.arange(len(lengths)), lengths)
    own = matrix.column < matrix.width
    local = np.where(own, matrix.column, 0)
    keys = int(key.max()) + 1
    entry_key = np.where(own, key[local], keys + matrix.column - matrix.width)
    entry_month = np.where(own, month[local], -1)
    least, most = np.full(len(lengths), count), np.full(len(lengths), -1)
    np.minimum.at(least, entry_row[own], entry_month[own])
    np.maximum.at(most, entry_row[own], entry_month[own])
    named = np.array([row[1][-1] - low if row[1] else -1 for row in matrix.rows], dtype=np.int64)
    single = (least == most) & (named == most)
    row_key, _ = _numbered([(row.name, index[:-1] if confined else (index, None), 0) for (row, index), confined in zip(matrix.rows, single.tolist(), strict=True)])
    row_month = np.where(single, most, -1)
    across = own & ~single[entry_row]
    return Labels(
        count, key, month, _table(key, month, count), row_key, row_month, _table(row_key, row_month, count),
        entry_row, entry_key, entry_month, np.lexsort((entry_key, entry_row)), np.flatnonzero(across),
    )  # fmt: skip


def _numbered(names: list[tuple[Any, Any, int]]) -> tuple[Whole, Whole]:
    """Numbers of the first two parts, and the third."""
    seen: dict[Any, int] = {}
    key = [seen.setdefault((name, index), len(seen)) for name, index, _ in names]
    return np.array(key, dtype=np.int64), np.array([month for _, _, month in names], dtype=np.int64)


def _table(key: Whole, month: Whole, months: int) -> Whole:
    table = np.full((int(key.max(initial=-1)) + 1, months), -1, dtype=np.int64)
    known = month >= 0
    table[key[known], month[known]] = np.flatnonzero(known)
    return table
