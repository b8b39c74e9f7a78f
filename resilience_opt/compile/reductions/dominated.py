"""Scenarios that are milder than another are left out where only survival is asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Compiled, Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.compile.reductions.reduction import Flags, Reduction, nothing

#: So many sums of figures tell most crises that are nowhere near harsher apart.
SUMS = 32


def dominated(compiled: Compiled, program: Program, marks: Stamp, costs: Whole) -> Reduction:
    """Leave out a crisis that costs nothing and every row of which is implied by the same row of a harsher crisis.

    `costs` has for each crisis the column of its cost, or -1: array (crises,).

    *Proof.* Columns are at least 0. If ``a' x <= u'`` then ``a x <= u`` for every a <= a' and u >= u'; likewise
    ``a' x >= l'`` implies ``a x >= l`` for a >= a' and l <= l'; with equal coefficients wider sides are implied.
    (Where a column may be negative, its coefficients must be equal.) So if each row of crisis b is implied by the
    row of the same number of crisis b', over the same columns of the plan, then the columns that serve b' serve b.
    Crisis b has no row in which a cost occurs, and its columns occur in no other row: without it, everything else is
    as it was. The way back gives it the columns of b'; marginal values of its rows are 0, as the reduced costs of its
    columns.
    """
    start = nothing(program)
    count, each, width = len(compiled.crises), len(compiled.crisis), len(compiled.plan)
    harsher = _harsher(compiled, program, marks, costs)
    moved = np.flatnonzero(harsher != np.arange(count))
    if not len(moved):
        return start
    of, same, own = start.of.copy(), start.same.copy(), np.arange(each)
    of[(width + moved[:, None] * each + own).ravel()] = (width + harsher[moved][:, None] * each + own).ravel()
    first = len(program.row_lower) - len(marks.crisis)
    same[first:][np.isin(marks.crisis, moved)] = -1
    return replace(start, of=of, same=same)


def _harsher(compiled: Compiled, program: Program, marks: Stamp, costs: Whole) -> Whole:
    """For each crisis one that is kept and harsher, or itself: array (crises,)."""
    matrix, count = compiled.crisis_matrix, len(compiled.crises)
    present = np.zeros((len(matrix.rows), count), dtype=bool)
    present[marks.row, marks.crisis] = True
    known = np.array([name != "crisis_cost" for name, _ in matrix.links], dtype=bool)
    free = ~_counting(program, marks, costs, count) & present.any(axis=0)
    groups: dict[tuple[int, bytes], list[int]] = {}
    for b in np.flatnonzero(present.any(axis=0)).tolist():
        groups.setdefault((compiled.crises[b][0], compiled.link[known, b].tobytes()), []).append(b)
    harsher = np.arange(count)
    for group in groups.values():
        members = np.array(group)
        if len(members) > 1 and free[members].any():
            _within(_figures(compiled, program, present, members), members, free, harsher)
    return harsher


def _counting(program: Program, marks: Stamp, costs: Whole, count: int) -> Flags:
    """Crises with a row in which their cost still occurs."""
    first = len(program.row_lower) - len(marks.crisis)
    row = np.repeat(marks.crisis, np.diff(program.start[first:]))
    found = np.zeros(count, dtype=bool)
    found[row[program.column[program.start[first] :] == costs[row]]] = True
    return found


def _figures(compiled: Compiled, program: Program, present: Flags, members: Whole) -> Floats:
    """Figures (., members) of which a harsher crisis has none smaller; -inf where a crisis does not have the row."""
    matrix, width = compiled.crisis_matrix, len(compiled.plan)
    lower, upper = (table[:, members] if table.ndim == 2 else np.repeat(table[:, None], len(members), axis=1) for table in (matrix.lower, matrix.upper))
    here = present[:, members]
    row = np.repeat(np.arange(len(matrix.rows)), np.diff(matrix.start))[matrix.entry]
    column = matrix.column[matrix.entry]
    own = column < matrix.width
    behind = np.where(own, width + members[0] * matrix.width + column, compiled.link[np.where(own, 0, column - matrix.width), members[0]])
    never_negative = (behind >= 0) & (program.lower[behind] >= 0)
    value = matrix.varying[:, members]
    at_most = (lower == -np.inf).all(axis=1)[row] & never_negative
    at_least = (upper == np.inf).all(axis=1)[row] & never_negative
    inside = here[row]
    parts = [
        np.where(here, 0.0, -np.inf),
        np.where(here, lower, -np.inf),
        np.where(here, -upper, -np.inf),
        np.where(inside, value, -np.inf)[~at_least],
        np.where(inside, -value, -np.inf)[~at_most],
    ]
    figures = np.concatenate([part[(part != part[:, :1]).any(axis=1)] for part in parts])
    return np.unique(figures, axis=0) if len(figures) < 20_000 else figures


def _within(figures: Floats, members: Whole, free: Flags, harsher: Whole) -> None:
    """Compare the crises of a group, the harshest by the sum of their figures first."""
    low = np.where(np.isfinite(figures), figures, np.inf).min(axis=1, initial=0.0)
    level = np.where(figures == -np.inf, low[:, None] - 1.0, np.minimum(figures, 1e30))
    scale = np.maximum(np.abs(level).max(axis=1, initial=0.0, keepdims=True), 1e-30)
    bucket = np.arange(len(level)) % SUMS
    sums = np.zeros((SUMS, len(members)))
    np.add.at(sums, bucket, level / scale)
    slack = 1e-9 * max(len(level), 1)
    order = np.lexsort((free[members], -sums.sum(axis=0)))
    kept: list[int] = []
    for i in order.tolist():
        if free[members[i]] and kept:
            near = np.array(kept)[(sums[:, kept] >= sums[:, [i]] - slack).all(axis=0)]
            found = next((k for k in near.tolist() if (figures[:, k] >= figures[:, i]).all()), None)
            if found is not None:
                harsher[members[i]] = members[found]
                continue
        kept.append(i)
