"""What the rows of the crises imply for the plan: weighed and added up, one row for each crisis.

The columns of a crisis occur in its own rows alone, are never negative and cost nothing but through its cost
row. Weights that leave none of them a negative coefficient therefore give a row over the plan's columns that
every plan satisfies, whatever the weights: those of the optimum give Benders' optimality cuts, those of a proof
of infeasibility his feasibility cuts (J. F. Benders, Numerische Mathematik 4, 1962).
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
    """Rows over the plan's columns, each at least its `lower`; `start` has the first entry of each.

    `crisis` is the crisis that each comes from, and `size` what its weights were divided by.
    """

    lower: Floats
    start: Whole
    column: Whole
    value: Floats
    crisis: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    size: Floats = field(default_factory=lambda: np.zeros(0))

    def __len__(self) -> int:
        return len(self.lower)


class Crises:
    """The rows of all crises of an extensive form, ready to be weighed."""

    def __init__(self, program: Program, marks: Stamp, width: int) -> None:
        count = len(marks.crisis)
        self.first, self.width = len(program.row_lower) - count, width
        self.lower, self.upper = program.row_lower[self.first :], program.row_upper[self.first :]
        self.of_row = marks.crisis.astype(np.int64)
        self.count = int(np.max(self.of_row, initial=-1)) + 1
        begin = int(program.start[self.first])
        row = np.repeat(np.arange(count), np.diff(program.start[self.first :]))
        column, value = program.column[begin:], program.value[begin:]
        of_plan = column < width
        self.plan = (row[of_plan], value[of_plan])
        #: Where the plan's columns occur: (crisis, column) of every place, and the place of every entry.
        places, self.place = np.unique(self.of_row[row[of_plan]] * width + column[of_plan], return_inverse=True)
        self.place_crisis, self.place_column = places // max(width, 1), places % max(width, 1)
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
        row, value = self.plan
        body = np.bincount(self.place, weights=value * weight[row], minlength=len(self.place_crisis))
        size = np.zeros(self.count)
        np.maximum.at(size, self.place_crisis, np.abs(body))
        size = np.where(size > SMALL, size, 0.0)
        body = np.divide(body, size[self.place_crisis], out=np.zeros_like(body), where=size[self.place_crisis] > 0)
        body = np.where(np.abs(body) < SMALL, np.where(body > 0, SMALL, 0.0), body)
        kept, entry = np.flatnonzero(size), body != 0
        length = np.bincount(self.place_crisis[entry], minlength=self.count)[kept]
        start = np.concatenate([[0], np.cumsum(length)[:-1]]).astype(np.int64)
        return Cuts(lower[kept] / size[kept], start, self.place_column[entry], body[entry], kept, size[kept])


def excluding(whole: Floats, columns: Whole) -> Cuts:
    """A row that every other choice of yes/no decisions satisfies."""
    chosen = whole > 0.5
    return Cuts(np.array([1.0 - chosen.sum()]), np.zeros(1, dtype=np.int64), columns, np.where(chosen, -1.0, 1.0))
