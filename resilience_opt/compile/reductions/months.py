"""Months of a crisis in which nothing differs become one phase, with its length as weight."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from resilience_opt.compile.program import Compiled, Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.compile.reductions.labels import Labels, labelled
from resilience_opt.compile.reductions.reduction import Flags, Reduction, nothing


def months(compiled: Compiled, program: Program, marks: Stamp) -> Reduction:
    """Replace the columns of a month by those of the first month of its phase; rows that thereby become one are one.

    Months j and j + 1 of a crisis are of one phase where their columns correspond one to one, and every row is

    - confined to the columns of one month (and the plan's), and has a counterpart in the other month: the same
      plan columns and coefficients, the same coefficients on corresponding columns, the same sides; or
    - across months, with equal coefficients on corresponding columns of both months; or
    - without columns of either.

    *Proof.* Take any solution and let every column of the phase have the mean of its values over the phase's n
    months. A row across months keeps its value, for its coefficients are equal and the sums over the phase are kept.
    A row confined to a month becomes the mean of the n rows that correspond to it; all have the same sides, so it
    holds. Columns of a crisis cost nothing by themselves. So there is an optimum in which the months of a phase are
    equal; with the columns replaced, a row across months has n times the coefficient (the phase's weight) and the n
    corresponding rows are the same row.

    *Marginal values.* Each of the n rows has the n-th part; the reduced cost of each column is then the n-th part of
    the one that stands for it, and no sign changes.

    A lead time makes rows reach over neighbouring months with unequal coefficients, so it ends a phase there.
    """
    start, labels = nothing(program), labelled(compiled)
    if labels is None:
        return start
    firsts = _first_months(_alike(compiled, marks, labels))
    of, same, width, each = start.of.copy(), start.same.copy(), len(compiled.plan), len(compiled.crisis)
    some = np.isin(np.arange(len(firsts)), marks.crisis) & (firsts != np.arange(labels.months)).any(axis=1)
    for b in np.flatnonzero(some).tolist():
        of[width + b * each : width + (b + 1) * each] = width + b * each + labels.place[labels.key, firsts[b, labels.month]]
    first, rows = len(program.row_lower) - len(marks.crisis), len(compiled.crisis_matrix.rows)
    confined = labels.row_month[marks.row] >= 0
    crisis, row = marks.crisis[confined], marks.row[confined]
    leading = labels.row_place[labels.row_key[row], firsts[crisis, labels.row_month[row]]]
    same[first:][confined] = first + np.searchsorted(marks.crisis * rows + marks.row, crisis * rows + leading)
    return replace(start, of=of, same=same)


def _first_months(alike: Flags) -> Whole:
    """The first month of each month's phase, array (crises, months)."""
    months = np.arange(alike.shape[1] + 1)
    begins = np.concatenate([np.ones((len(alike), 1), dtype=bool), ~alike], axis=1)
    return np.maximum.accumulate(np.where(begins, months, 0), axis=1)


@dataclass(frozen=True)
class _Values:
    """The entries of the crises' matrix by crisis."""

    constant: Floats
    varying: Floats
    line: Whole  #: of each entry among the varying ones, or -1

    def differ(self, one: Whole, other: Whole, where: Flags) -> Flags:
        """Crises in which some entry differs from its counterpart; `where` (entries, crises) says where it matters."""
        vary = (self.line[one] >= 0) | (self.line[other] >= 0)
        found = where[~vary & (self.constant[one] != self.constant[other])].any(axis=0)
        i, j = one[vary], other[vary]
        return np.asarray(found | ((self.of(i) != self.of(j)) & where[vary]).any(axis=0))

    def of(self, entries: Whole) -> Floats:
        """Values (entries, crises)."""
        line = self.line[entries]
        if not self.varying.size:
            return np.repeat(self.constant[entries][:, None], self.varying.shape[1], axis=1)
        return np.where((line >= 0)[:, None], self.varying[np.maximum(line, 0)], self.constant[entries][:, None])


def _alike(compiled: Compiled, marks: Stamp, labels: Labels) -> Flags:
    """Whether each month is of one phase with the next, array (crises, months - 1)."""
    matrix, count = compiled.crisis_matrix, len(compiled.crises)
    present = np.zeros((len(matrix.rows), count), dtype=bool)
    present[marks.row, marks.crisis] = True
    line = np.full(len(matrix.value), -1, dtype=np.int64)
    line[matrix.entry] = np.arange(len(matrix.entry))
    values = _Values(matrix.value, matrix.varying, line)
    return np.array([_pair(compiled, present, values, labels, j) for j in range(labels.months - 1)]).reshape(-1, count).T


def _pair(compiled: Compiled, present: Flags, values: _Values, labels: Labels, j: int) -> Flags:
    """Crises in which months j and j + 1 are alike."""
    count = present.shape[1]
    here, there = labels.place[:, j] >= 0, labels.place[:, j + 1] >= 0
    if not np.array_equal(here, there):
        return np.zeros(count, dtype=bool)
    bounds = compiled.crisis.lower, compiled.crisis.upper
    one, other = labels.place[here, j], labels.place[here, j + 1]
    if any((bound[one] != bound[other]).any() for bound in bounds):
        return np.zeros(count, dtype=bool)
    return ~(_confined_differ(compiled, present, values, labels, j) | _across_differ(present, values, labels, j))


def _confined_differ(compiled: Compiled, present: Flags, values: _Values, labels: Labels, j: int) -> Flags:
    """Crises in which a row confined to one of the months has no counterpart in the other."""
    matrix = compiled.crisis_matrix
    one, other = labels.row_place[:, j], labels.row_place[:, j + 1]
    both = (one >= 0) & (other >= 0)
    lonely = np.concatenate([one[(one >= 0) & ~both], other[(other >= 0) & ~both]])
    found = present[lonely].any(axis=0)
    one, other = one[both], other[both]
    found |= (present[one] != present[other]).any(axis=0)
    lengths = np.diff(matrix.start)
    fits = lengths[one] == lengths[other]
    found |= present[one[~fits]].any(axis=0)
    one, other = one[fits], other[fits]
    for table in (matrix.lower, matrix.upper):
        if table.ndim == 2:
            found |= ((table[one] != table[other]) & present[one]).any(axis=0)
        else:
            found |= present[one[table[one] != table[other]]].any(axis=0)
    steps = _steps(lengths[one])
    row = np.repeat(one, lengths[one])
    e = labels.order[np.repeat(matrix.start[one], lengths[one]) + steps]
    f = labels.order[np.repeat(matrix.start[other], lengths[other]) + steps]
    unlike = labels.entry_key[e] != labels.entry_key[f]
    found |= present[row[unlike]].any(axis=0)
    return np.asarray(found | values.differ(e, f, present[row]))


def _across_differ(present: Flags, values: _Values, labels: Labels, j: int) -> Flags:
    """Crises in which a row across months does not treat both alike."""
    across = labels.across
    entries = [across[labels.entry_month[across] == month] for month in (j, j + 1)]
    codes = [labels.entry_row[e] * len(labels.place) + labels.entry_key[e] for e in entries]
    for k in range(2):
        order = np.argsort(codes[k], kind="stable")
        entries[k], codes[k] = entries[k][order], codes[k][order]
    shared, at, to = np.intersect1d(codes[0], codes[1], assume_unique=True, return_indices=True)
    found = np.zeros(present.shape[1], dtype=bool)
    for k in range(2):
        found |= present[labels.entry_row[entries[k][~np.isin(codes[k], shared)]]].any(axis=0)
    e, f = entries[0][at], entries[1][to]
    return np.asarray(found | values.differ(e, f, present[labels.entry_row[e]]))


def _steps(lengths: Whole) -> Whole:
    """0, 1, ... within each of some runs of these lengths."""
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
