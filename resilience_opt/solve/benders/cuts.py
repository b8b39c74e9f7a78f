"""What the rows of the crises imply for the plan: weighed and added up, one row for each crisis.

The columns of a crisis occur in its own rows alone, are never negative and cost nothing but through its cost
row. Weights that leave none of them a negative coefficient therefore give a row over the plan's columns that
every plan satisfies, whatever the weights: those of the optimum give Benders' optimality cuts, those of a proof
of infeasibility his feasibility cuts (J. F. Benders, Numerische Mathematik 4, 1962).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole

#: No column of a crisis is usefully larger [scaled units]: needs of a year are scaled to about a thousand.
CEILING = 1e4
#: Entries smaller than this share of the largest are rounded: up where they are positive, to 0 where they are negative.
#: The plan's columns that crises know are never negative, so the row stays true.
SMALL = 1e-11


@dataclass(frozen=True)
class Cuts:
    """Rows over the plan's columns, each at least its `lower`; `start` has the first entry of each."""

    lower: Floats
    start: Whole
    column: Whole
    value: Floats

    def __len__(self) -> int:
        return len(self.lower)


class Crises:
    """The rows of all crises of an extensive form, ready to be weighed."""

    def __init__(self, program: Program, marks: Stamp, width: int) -> None:
        count = len(marks.crisis)
        self.first, self.width = len(program.row_lower) - count, width
        self.lower, self.upper = program.row_lower[self.first :], program.row_upper[self.first :]
        self.of_row = np.unique(marks.crisis, return_inverse=True)[1] if count else np.zeros(0, dtype=np.int64)
        self.count = int(self.of_row.max(initial=-1)) + 1
        begin = int(program.start[self.first])
        row = np.repeat(np.arange(count), np.diff(program.start[self.first :]))
        column, value = program.column[begin:], program.value[begin:]
        of_plan = column < width
        self.plan = (row[of_plan], column[of_plan], value[of_plan])
        own = ~of_plan
        self.own = (row[own], column[own] - width, value[own])
        self.columns = len(program.cost) - width
        self.of_column = np.zeros(self.columns, dtype=np.int64)
        self.of_column[self.own[1]] = self.of_row[self.own[0]]

    def cuts(self, weights: Floats) -> Cuts:
        """One row for each crisis from weights of all rows of the extensive form."""
        weight = weights[self.first :].copy()
        weight[((weight > 0) & np.isneginf(self.lower)) | ((weight < 0) & np.isposinf(self.upper))] = 0.0
        edge = np.where(weight > 0, self.lower, np.where(weight < 0, self.upper, 0.0))
        lower = np.bincount(self.of_row, weights=weight * edge, minlength=self.count).astype(float)
        row, column, value = self.own
        left = -np.bincount(column, weights=value * weight[row], minlength=self.columns)
        lower = lower + CEILING * np.bincount(self.of_column, weights=np.minimum(left, 0.0), minlength=self.count)
        row, column, value = self.plan
        key = self.of_row[row] * self.width + column
        body = np.bincount(key, weights=value * weight[row], minlength=self.count * self.width).reshape(self.count, self.width)
        size = np.abs(body).max(axis=1, initial=0.0)
        kept = np.flatnonzero(size > SMALL)
        body, lower = body[kept] / size[kept, None], lower[kept] / size[kept]
        body = np.where(np.abs(body) < SMALL, np.where(body > 0, SMALL, 0.0), body)
        entry = body != 0
        length = entry.sum(axis=1)
        return Cuts(lower, np.concatenate([[0], np.cumsum(length)[:-1]]).astype(np.int64), np.nonzero(entry)[1], body[entry])


def excluding(whole: Floats, columns: Whole) -> Cuts:
    """A row that every other choice of yes/no decisions satisfies."""
    chosen = whole > 0.5
    return Cuts(np.array([1.0 - chosen.sum()]), np.zeros(1, dtype=np.int64), columns, np.where(chosen, -1.0, 1.0))
