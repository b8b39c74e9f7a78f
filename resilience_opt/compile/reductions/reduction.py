"""What a reduction says of a program, the smaller program that it leaves, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Reduction:
    """Columns that may be taken to equal others, and rows that need not be looked at.

    Attributes
    ----------
    of : array (columns,), the column that each equals; its own number where it stays
    same : array (rows,), the row that each becomes when columns are replaced; its own number where it stays, -1 where it is implied
    by : array (rows,), the column by whose price rows that become one share its marginal value; -1 where they share alike
    closing : array (rows,), a column that costs nothing and is made as large as the row asks on the way back; -1 where there is none
    """

    of: Whole
    same: Whole
    by: Whole
    closing: Whole

    @property
    def rows(self) -> Flags:
        """Which rows stay, array (rows,)."""
        return np.asarray(self.same == np.arange(len(self.same)))

    @property
    def changes(self) -> bool:
        """Whether anything becomes smaller."""
        return not self.rows.all() or not np.array_equal(self.of, np.arange(len(self.of)))


def nothing(program: Program) -> Reduction:
    """The reduction that leaves everything as it is; others begin with it."""
    rows, columns, _, _ = program.size
    none = np.full(rows, -1, dtype=np.int64)
    return Reduction(np.arange(columns), np.arange(rows), none, none.copy())


def reduced(program: Program, marks: Stamp, reduction: Reduction) -> tuple[Program, Stamp]:
    """The smaller program. Columns keep their numbers: one that equals another is left empty and fixed at 0."""
    stays, moved = reduction.rows, reduction.of != np.arange(len(reduction.of))
    lengths = np.diff(program.start)
    keep = np.repeat(stays, lengths)
    row = np.repeat(np.cumsum(stays) - 1, lengths)[keep]
    column, value = program.column[keep], program.value[keep]
    count = int(stays.sum())
    if moved.any():
        row, column, value = _added_up(row, reduction.of[column], value, moved[column], count)
    first = len(program.row_lower) - len(marks.crisis)
    if not stays[:first].all():
        raise AssertionError("a reduction leaves the plan's own rows alone")
    smaller = replace(
        program,
        cost=np.bincount(reduction.of, weights=program.cost, minlength=len(program.cost)).astype(float),
        lower=np.where(moved, 0.0, program.lower),
        upper=np.where(moved, 0.0, program.upper),
        integer=program.integer & ~moved,
        start=np.concatenate([[0], np.cumsum(np.bincount(row, minlength=count))]).astype(np.int64),
        column=column,
        value=value,
        row_lower=program.row_lower[stays],
        row_upper=program.row_upper[stays],
    )
    return smaller, Stamp(marks.crisis[stays[first:]], marks.row[stays[first:]])


def _added_up(row: Whole, column: Whole, value: Floats, moved: Flags, count: int) -> tuple[Whole, Whole, Floats]:
    """Entries by row, those of one column in one row as one; only rows with replaced columns are looked at."""
    touched = np.zeros(count, dtype=bool)
    touched[row[moved]] = True
    inside = touched[row]
    order = np.lexsort((column[inside], row[inside]))
    r, c, v = row[inside][order], column[inside][order], value[inside][order]
    begins = np.flatnonzero(np.append(True, (np.diff(r) != 0) | (np.diff(c) != 0))) if len(r) else np.zeros(0, dtype=np.int64)
    sums = np.add.reduceat(v, begins) if len(r) else v
    left = sums != 0
    rows = np.concatenate([row[~inside], r[begins][left]])
    back = np.argsort(rows, kind="stable")
    return rows[back], np.concatenate([column[~inside], c[begins][left]])[back], np.concatenate([value[~inside], sums[left]])[back]


def expanded(program: Program, reduction: Reduction, x: Floats, row_dual: Floats | None) -> tuple[Floats, Floats | None, Floats | None]:
    """Values, marginal values and reduced costs for the program before the reduction; the objective stays.

    Rows that became one share its marginal value: alike, or where `by` names a column in the proportion of what
    that column costs the rest of the program. What is left of the marginal value at an implied row is 0. The
    reduced costs are `cost - A'y`; none has a wrong sign if those of the smaller program had none.
    """
    whole = x[reduction.of]
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    _close(program, reduction, whole, row)
    if row_dual is None:
        return whole, None, None
    known = reduction.same >= 0
    group = np.where(known, reduction.same, 0)
    size = np.bincount(group[known], minlength=len(known))
    of_kept = np.zeros(len(known))
    of_kept[reduction.rows] = row_dual
    alone = np.where(known & (size[group] == 1), of_kept[group], 0.0)
    price = program.cost - np.bincount(program.column, weights=program.value * alone[row], minlength=len(program.cost))
    weight = np.where(reduction.by >= 0, np.maximum(price[reduction.by], 0.0), 1.0)
    total = np.bincount(group[known], weights=weight[known], minlength=len(known))
    even = total[group] <= 0
    share = np.where(even, 1.0, weight) / np.where(even, np.maximum(size[group], 1), total[group])
    dual = np.where(known, of_kept[group] * share, 0.0)
    return whole, dual, program.cost - np.bincount(program.column, weights=program.value * dual[row], minlength=len(program.cost))


def _close(program: Program, reduction: Reduction, x: Floats, row: Whole) -> None:
    """Make columns that cost nothing as large as their rows ask: first those of rows left out, then those of rows kept."""
    for chosen in (~reduction.rows, reduction.rows):
        if (closed := chosen & (reduction.closing >= 0)).any():
            _raise(program, reduction, x, row, closed[row])


def _raise(program: Program, reduction: Reduction, x: Floats, row: Whole, inside: Flags) -> None:
    r, c, v = row[inside], program.column[inside], program.value[inside]
    own = c == reduction.closing[r]
    rest = np.bincount(r[~own], weights=v[~own] * x[c[~own]], minlength=len(program.row_lower))
    edge = np.where(v[own] > 0, program.row_lower[r[own]], program.row_upper[r[own]])
    np.maximum.at(x, c[own], (edge - rest[r[own]]) / v[own])
