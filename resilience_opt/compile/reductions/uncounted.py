"""What a crisis costs is not counted where nobody asks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Whole
from resilience_opt.compile.reductions.reduction import Flags, Reduction, nothing


def uncounted(program: Program, marks: Stamp, costs: Whole) -> Reduction:
    """Leave out the rows that count a crisis's cost where the cost neither counts nor is limited.

    `costs` has for each crisis the column of its cost, or -1: array (crises,).

    *Proof.* Call a row loose if it has a column s that occurs in no other row, costs nothing and has no upper bound,
    and holds for all s that are large enough (``a s + ... >= l`` with a > 0 and no upper side, or ``a s + ... <= u``
    with a < 0 and no lower side): whatever the other columns are, it can be made to hold for nothing. Let q, the cost
    of a crisis, have cost 0, no upper bound, and no row of the plan's own but loose ones (such as that of a tail
    of probability 0); and let each of its other rows hold for all q that are large enough. Whatever the other columns
    are, a q exists that satisfies those rows, then an s for each loose row, and nothing else knows of them. So the
    rows of q take no plan away. The way back makes q, and then s, just large enough. Marginal values of
    all these rows are 0: the reduced cost of s could not be at least 0 otherwise; and that of q is its cost, 0.
    """
    first = len(program.row_lower) - len(marks.crisis)
    asked = np.zeros(len(program.cost), dtype=bool)
    asked[costs[costs >= 0]] = True
    asked &= _free(program) & np.isfinite(program.lower)
    start = nothing(program)
    if not asked.any():
        return start
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    helped = _raising(program, row) & (_free(program) & ~asked & (np.bincount(program.column, minlength=len(asked)) == 1))[program.column]
    helper = np.full(len(program.row_lower), -1, dtype=np.int64)
    helper[row[helped]] = program.column[helped]
    at = np.flatnonzero(asked[program.column])
    r, c = row[at], program.column[at]
    good = np.where(r < first, helper[r] >= 0, _raising(program, row)[at])
    asked[c[~good]] = False
    r, c = r[asked[c]], c[asked[c]]
    same, closing = start.same.copy(), start.closing.copy()
    own = r >= first
    same[r[own]], closing[r[own]] = -1, c[own]
    closing[r[~own]] = helper[r[~own]]
    return replace(start, same=same, closing=closing)


def _free(program: Program) -> Flags:
    """Columns that cost nothing and may be as large as one likes."""
    return np.asarray((program.cost == 0) & (program.upper == np.inf) & ~program.integer)


def _raising(program: Program, row: Whole) -> Flags:
    """Entries whose column makes the row hold if it is large enough."""
    return np.asarray(np.where(program.value > 0, program.row_upper[row] == np.inf, program.row_lower[row] == -np.inf))
