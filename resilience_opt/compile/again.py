"""A compiled statement whose network has other figures in a few families: only their rows are read again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Compiled
from resilience_opt.compile.recorder import Matrix, record, view
from resilience_opt.formulation.data import PlanData
from resilience_opt.network.network import Network


def read_again(compiled: Compiled, net: Network, names: Collection[str]) -> Compiled:
    """The statement on a network that differs from the one it was compiled for only in figures of the plan's rows of these names.

    Parameters
    ----------
    net : Network, scaled as the one of `compiled`
    names : of rows, such as 'share_maximum'

    Raises
    ------
    ValueError
        If the network differs in more than figures: rows of these names have come, gone or changed their columns.
    """
    rows = [r for f in compiled.model.families for r in f.rows if r.name in names]
    m = view(compiled.plan, PlanData(net, compiled.model.aversion(net.case)))
    part = record(net, rows, m, len(compiled.plan), 1, {}, "plan")
    return replace(compiled, net=net, plan_matrix=_with(compiled.plan_matrix, part, names))


def _with(matrix: Matrix, part: Matrix, names: Collection[str]) -> Matrix:
    """The matrix with the figures of the rows of these names taken from another."""
    places = [i for i, (row, _) in enumerate(matrix.rows) if row.name in names]
    entries = np.concatenate([np.arange(matrix.start[i], matrix.start[i + 1]) for i in places]) if places else np.zeros(0, dtype=np.int64)
    if [matrix.rows[i] for i in places] != list(part.rows) or not np.array_equal(matrix.column[entries], part.column):
        raise ValueError("the statement has other rows on this network")
    value, lower, upper = matrix.value.copy(), matrix.lower.copy(), matrix.upper.copy()
    value[entries], lower[places], upper[places] = part.value, part.lower, part.upper
    return replace(matrix, value=value, lower=lower, upper=upper)
