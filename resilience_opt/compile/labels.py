"""Names of columns and rows for MPS files and golden listings: `ship(3,0)` is the delivery on the fourth arc in the first year.

The name is the variable's or the constraint's as in the manual of the mathematics, the numbers are the places of its
index in the network's lists, from 0; months count from 1. In a crisis `@2026.s1` follows: the year in which it strikes and the number of its
scenario, from 1. `flow(3,2)@2026.s1`.
"""

from __future__ import annotations

import re

from resilience_opt.compile.program import Compiled, Stamp
from resilience_opt.formulation.statement import Index


def column_names(compiled: Compiled) -> list[str]:
    """Unique names of all columns of the extensive form."""
    net = compiled.net
    names = [f"{v.name}({_joined(index)})" for v, index in compiled.plan.variables]
    for t, w in compiled.crises:
        names += [f"{v.name}({_joined(index)})@{net.years[t]}.s{w + 1}" for v, index in compiled.crisis.variables]
    return names


def row_names(compiled: Compiled, marks: Stamp) -> list[str]:
    """Unique names of all rows of the extensive form."""
    net = compiled.net
    names = [f"{row.name}({_joined(index)})" for row, index in compiled.plan_matrix.rows]
    for b, r in zip(marks.crisis, marks.row, strict=True):
        row, index = compiled.crisis_matrix.rows[r]
        t, w = compiled.crises[b]
        names.append(f"{row.name}({_joined(index)})@{net.years[t]}.s{w + 1}")
    return names


def _joined(index: Index) -> str:
    return re.sub(r"\s+", "", ",".join(str(i) for i in index))
