"""Prices on the differences between the scenarios' plans, from the marginal values of the relaxation.

Let r_s be the rows of crisis s (what was learned of it, and the plan's rows on columns that stand for it), weighed with their
marginal values and added up over the shared columns x. With N scenarios of probability 1/N the prices

    W_s = N r_s - sum_q r_q        (which add up to 0)

give a Lagrangian bound that is at least the relaxation's: the own cost of scenario s is at least y_s b_s - r_s x by its rows, so
that what is left in x is what the relaxation's marginal values leave. With whole decisions in each scenario it is more.
"""

from __future__ import annotations

import numpy as np

from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.benders.rounds import Rounds


def prices(rounds: Rounds, row_dual: Floats, shared: Whole) -> Floats:
    """Prices of every scenario on every shared column, as array (scenarios, shared columns).

    `row_dual` are the marginal values of the plan's rows and then of those that were learned.
    """
    part, planes, count = rounds.part, rounds.planes, len(rounds.slices)
    width, rows = len(part.cost), len(part.row_lower)
    found = np.zeros((count, width))
    for number, dual in zip(planes.loaded, row_dual[rows:].tolist(), strict=True):
        if dual:
            _, column, value = rounds.pool.rows[number]
            found[rounds.pool.weights[number][0], column] += dual * value
    owner = _owners(rounds, shared)
    for i in np.flatnonzero(np.abs(row_dual[:rows]) > 0).tolist():
        entries = slice(part.start[i], part.start[i + 1])
        of = owner[part.column[entries]].max(initial=-1)
        if of >= 0:
            found[of, part.column[entries]] += row_dual[i] * part.value[entries]
    weighed = found[:, shared]
    return np.asarray(count * weighed - weighed.sum(axis=0))


def _owners(rounds: Rounds, shared: Whole) -> Whole:
    """For each of the plan's columns the crisis that it stands for, or -1 where it is shared.

    A column that occurs in what a crisis costs is of that crisis, and so is every other that shares a row of the plan with one.
    """
    part = rounds.part
    owner = np.full(len(part.cost), -1, dtype=np.int64)
    for b, column in enumerate(rounds.costs.tolist()):
        if column >= 0:
            owner[column] = b
    alone = np.ones(len(part.cost), dtype=bool)
    alone[shared] = False
    for i in range(len(part.row_lower)):
        columns = part.column[part.start[i] : part.start[i + 1]]
        own = columns[alone[columns]]
        if len(own) and (known := owner[own].max()) >= 0:
            owner[own] = known
    return owner
