"""The accounts of share limits settled: what a plan's deliveries carry at least, by mass balance.

Accounts cost nothing, so a search leaves them anywhere within their limits. Settled, each limited share is what
the plan's deliveries and draws make it: as small as the balances allow where a Maximum limits it, as large
where a Minimum does.
"""

from __future__ import annotations

import numpy as np

from resilience_opt.compile.program import Compiled, Program
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.search import solve

#: Variables of the plan that are accounts, and those that a broken limit with a penalty moves with them.
ACCOUNTS = ("tag", "kept", "handed")
LIMITS = {"share_maximum": 1.0, "share_minimum": -1.0}
#: How far a row may be off where the plan leaves it no room [scaled units].
ROOM = 1e-7


def settle(compiled: Compiled, plan: Floats, *, limited: bool = True) -> Floats:
    """The plan's columns with its accounts settled, all others as they are.

    Parameters
    ----------
    limited : bool
        Whether the share limits hold; without them the accounts of any plan can be settled.
    """
    moving = np.zeros(len(compiled.plan), dtype=bool)
    for name in ACCOUNTS:
        moving[list(compiled.plan.positions[name].values())] = True
    if not moving.any():
        return plan
    program = _accounts_alone(compiled, plan, moving, limited)
    answer = solve(program)
    if answer.x is None or answer.status != "optimal":
        return plan
    settled = plan.copy()
    settled[moving] = answer.x
    return settled


def settle_anyhow(compiled: Compiled, plan: Floats) -> Floats:
    """The accounts of a plan that need not keep the limits: within them if they can be, otherwise as little as can be."""
    settled = settle(compiled, plan)
    return settle(compiled, plan, limited=False) if settled is plan else settled


def _accounts_alone(compiled: Compiled, plan: Floats, moving: np.ndarray, limited: bool) -> Program:
    """The rows in which accounts stand, over the accounts' columns, everything else moved to the right."""
    matrix = compiled.plan_matrix
    row = np.repeat(np.arange(len(matrix.rows)), np.diff(matrix.start))
    inside = moving[matrix.column]
    count = len(matrix.rows)
    fixed = np.bincount(row[~inside], weights=matrix.value[~inside] * plan[matrix.column[~inside]], minlength=count)
    sides = np.array([LIMITS.get(r.name, 0.0) for r, _ in matrix.rows])
    place = np.cumsum(moving) - 1
    weight = np.bincount(place[matrix.column[inside]], weights=(sides[row] * matrix.value)[inside], minlength=int(moving.sum()))
    kept = np.bincount(row[inside], minlength=count) > 0
    if not limited:
        kept &= sides == 0
    entry = inside & kept[row]
    room = np.where(matrix.lower == matrix.upper, 0.0, ROOM)
    lengths = np.bincount(row[entry], minlength=count)[kept]
    return Program(
        cost=weight + 1e-6 * np.abs(weight).max(initial=1.0),
        lower=compiled.plan.lower[moving],
        upper=compiled.plan.upper[moving],
        integer=np.zeros(int(moving.sum()), dtype=bool),
        start=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        column=place[matrix.column[entry]],
        value=matrix.value[entry],
        row_lower=(matrix.lower - fixed - room)[kept],
        row_upper=(matrix.upper - fixed + room)[kept],
    )
