"""What a crisis costs is not counted where nobody asks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Whole
from resilience_opt.compile.reductions.reduction import Reduction, nothing


def uncounted(program: Program, marks: Stamp, costs: Whole) -> Reduction:
    """Leave out the rows that count a crisis's cost where the cost neither counts nor is limited.

    `costs` has for each crisis the column of its cost, or -1: array (crises,).

    *Proof.* Let q have cost 0, no upper bound, and no row of the plan's own; and let every row with q hold for all
    q that are large enough (``a q + ... >= l`` with a > 0 and no upper side, or ``a q + ... <= u`` with a < 0 and no
    lower side). Whatever the other columns are, a q exists that satisfies these rows, and no other row and no cost
    knows of it. So the rows take no plan away. The way back makes q just large enough. Their marginal values are 0,
    and the reduced cost of q is its cost, 0.
    """
    first = len(program.row_lower) - len(marks.crisis)
    asked = np.zeros(len(program.cost), dtype=bool)
    asked[costs[costs >= 0]] = True
    asked &= (program.cost == 0) & (program.upper == np.inf) & np.isfinite(program.lower)
    asked[program.column[: program.start[first]]] = False
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    at = np.flatnonzero(asked[program.column])
    r, c, v = row[at], program.column[at], program.value[at]
    good = np.where(v > 0, program.row_upper[r] == np.inf, program.row_lower[r] == -np.inf)
    asked[c[~good]] = False
    left = asked[c]
    r, c = r[left], c[left]
    start = nothing(program)
    same, closing = start.same.copy(), start.closing.copy()
    same[r], closing[r] = -1, c
    return replace(start, same=same, closing=closing)
