"""Rows of crises that bounds or another row imply are left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.compile.reductions.reduction import Flags, Reduction, nothing


def implied(program: Program, marks: Stamp) -> Reduction:
    """Leave out rows of crises that always hold, and of two rows over the same columns the easier one.

    *Proof.* (a) Within the bounds of its columns a row's value lies between the sum of its least and the sum of its
    largest terms; where both sides are outside, it holds whatever is decided. (b) Divide a row by the size of its
    first coefficient, and write ``>=`` as ``<=`` with all signs changed. Let ``a x <= u`` and ``a' x <= u'`` be two
    such rows over the same columns, with u >= u', a <= a' at columns that are never negative and a = a' at others.
    Then a x <= a' x <= u' <= u: the first is implied by the second. (``shortage <= due`` beside ``shortage <=
    tolerated``; the passage of an offer's only delivery beside its supply.) Only neighbours among the rows of the
    same columns are compared and of each pair at most one is left out, so that what implies a row is kept, or is
    itself implied by a kept one: a path has no circle.

    The rows take nothing away; their marginal values are 0 and reduced costs stay. Of two equal rows the last is
    kept. The plan's own rows are left alone: their marginal values are reported.
    """
    first = len(program.row_lower) - len(marks.crisis)
    start = nothing(program)
    same = start.same.copy()
    left = _always(program)
    left[:first] = False
    left[_easier(program, np.flatnonzero(~left & (np.arange(len(left)) >= first)))] = True
    same[left] = -1
    return replace(start, same=same)


def _always(program: Program) -> Flags:
    """Rows that hold within the bounds of their columns."""
    lower, upper, value = program.lower[program.column], program.upper[program.column], program.value
    least = np.where(value == 0, 0.0, value * np.where(value > 0, lower, upper))
    most = np.where(value == 0, 0.0, value * np.where(value > 0, upper, lower))
    return (_sums(program, least) >= program.row_lower) & (_sums(program, most) <= program.row_upper)


def _sums(program: Program, terms: Floats) -> Floats:
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    return np.bincount(row, weights=terms, minlength=len(program.row_lower)).astype(float)


def _easier(program: Program, rows: Whole) -> Whole:
    """Rows among these that a neighbour over the same columns implies."""
    lengths = np.diff(program.start)
    one_sided = np.isinf(program.row_lower) != np.isinf(program.row_upper)
    rows = rows[one_sided[rows] & (lengths[rows] > 0)]
    if len(rows) < 2:
        return rows[:0]
    mix = np.random.default_rng(0).integers(1, 2**62, size=len(program.cost), dtype=np.int64)
    marks = np.add.reduceat(mix[program.column], program.start[rows[0] : -1][lengths[rows[0] :] > 0])
    mark = np.zeros(len(lengths), dtype=np.int64)
    mark[rows[0] :][lengths[rows[0] :] > 0] = marks
    rows = rows[np.lexsort((rows, lengths[rows], mark[rows]))]
    one, other = rows[:-1], rows[1:]
    alike = (mark[one] == mark[other]) & (lengths[one] == lengths[other])
    one, other = one[alike], other[alike]
    lengths = lengths[one]
    ends = np.cumsum(lengths)
    steps = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    pair = np.repeat(np.arange(len(one)), lengths)
    i, j = program.start[one][pair] + steps, program.start[other][pair] + steps
    (a, u), (b, v) = (_at_most(program, r, e, pair) for r, e in ((one, i), (other, j)))
    unlike = program.column[i] != program.column[j]
    negative = program.lower[program.column[i]] < 0

    def easier(a: Floats, u: Floats, b: Floats, v: Floats) -> Flags:
        wrong = unlike | (a > b) | (negative & (a != b))
        return np.asarray((np.bincount(pair, weights=wrong, minlength=len(one)) == 0) & (u >= v))

    forth = easier(a, u, b, v)
    back = easier(b, v, a, u) & ~forth
    return np.concatenate([one[forth], other[back]])


def _at_most(program: Program, rows: Whole, entries: Whole, pair: Whole) -> tuple[Floats, Floats]:
    """Rows as ``a x <= u``, divided by the size of their first coefficient."""
    above = np.isinf(program.row_upper[rows])
    size = np.abs(program.value[program.start[rows]])
    side = np.where(above, -program.row_lower[rows], program.row_upper[rows]) / size
    return program.value[entries] * np.where(above, -1.0, 1.0)[pair] / size[pair], side
