"""Parts of a program that share no row are solved apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Whole
from resilience_opt.compile.reductions.reduction import Flags


@dataclass(frozen=True)
class Part:
    """A part of a program: its own program, and where its columns and rows stand in the whole.

    Attributes
    ----------
    program, marks : as an extensive form; crises are those that occur in it, numbered from 0, all with as many columns
    columns, rows : arrays, numbers in the whole program
    mine : array, whether each of the columns is this part's; others stand there empty
    width : how many of its columns are the plan's
    crises : array, numbers of its crises in the whole
    """

    program: Program
    marks: Stamp
    columns: Whole
    rows: Whole
    mine: Flags
    width: int
    crises: Whole


def split(program: Program, marks: Stamp, width: int, each: int, *, apart: bool = True) -> list[Part]:
    """The parts, in the order of their first columns, without empty columns of crises; one if not `apart`.

    `width` columns are the plan's, `each` those of a crisis.

    *Proof.* Let columns and rows fall into parts so that no row has columns of two. A solution of the whole is one
    of every part put side by side, and the objective is the sum: it is least where each part's is. Bounds add up
    likewise, for a sum of numbers that no part can undercut is not undercut by the whole; a plan of the whole
    exists where every part has one. Marginal values of a part's rows are those of the whole, as are reduced costs.

    A column of the plan without a row goes with the first part; a column of a crisis without a row has no cost, and
    is left out. The crisis cost of a costed scenario is one number for all materials, so it ties whatever a year's
    crisis touches; what is really separate are years that share no decision, and materials of crises that are only
    survived.
    """
    filled = np.diff(program.start) > 0
    used = np.zeros(len(program.cost), dtype=bool)
    used[program.column] = True
    label = _labels(program) if apart else np.zeros(len(program.cost), dtype=np.int64)
    row_label = np.zeros(len(filled), dtype=np.int64)
    row_label[filled] = label[program.column[program.start[:-1][filled]]]
    numbers = np.unique(label[used])
    if len(numbers):
        label[~used], row_label[~filled] = numbers[0], numbers[0]
    else:
        numbers, label = np.zeros(1, dtype=np.int64), np.zeros_like(label)
    return [_part(program, marks, width, each, label == k, row_label == k, used) for k in numbers.tolist()]


def _labels(program: Program) -> Whole:
    """The least number of a column that each is tied to, by spreading the least along rows until nothing moves."""
    label = np.arange(len(program.cost))
    filled = np.flatnonzero(np.diff(program.start) > 0)
    if not len(filled):
        return label
    starts, lengths = program.start[filled], np.diff(program.start)[filled]
    while True:
        least = np.minimum.reduceat(label[program.column], starts)
        before = label.copy()
        np.minimum.at(label, before[program.column], np.repeat(least, lengths))
        np.minimum.at(label, program.column, np.repeat(least, lengths))
        while not np.array_equal(shorter := label[label], label):
            label = shorter
        if np.array_equal(label, before):
            return label


def _part(program: Program, marks: Stamp, width: int, each: int, mine: Flags, my_rows: Flags, used: Flags) -> Part:
    rows = np.flatnonzero(my_rows)
    crises: Whole = np.zeros(0, dtype=np.int64)
    columns = np.flatnonzero(mine[:width])
    own = len(columns)
    if each:
        table = (mine & used)[width:].reshape(-1, each)
        crises, local = np.flatnonzero(table.any(axis=1)), np.flatnonzero(table.any(axis=0))
        columns = np.concatenate([columns, (width + crises[:, None] * each + local).ravel()])
    place = np.full(len(program.cost), -1, dtype=np.int64)
    place[columns] = np.arange(len(columns))
    lengths = np.diff(program.start)
    entries = np.repeat(my_rows, lengths)
    first = len(program.row_lower) - len(marks.crisis)
    mark = rows[rows >= first] - first
    foreign = ~(mine & used)[columns]
    foreign[:own] = False
    part = Program(
        cost=np.where(foreign, 0.0, program.cost[columns]),
        lower=np.where(foreign, 0.0, program.lower[columns]),
        upper=np.where(foreign, 0.0, program.upper[columns]),
        integer=program.integer[columns] & ~foreign,
        start=np.concatenate([[0], np.cumsum(lengths[rows])]).astype(np.int64),
        column=place[program.column[entries]],
        value=program.value[entries],
        row_lower=program.row_lower[rows],
        row_upper=program.row_upper[rows],
        redundant=np.flatnonzero(np.isin(rows, program.redundant)),
    )
    return Part(part, Stamp(np.searchsorted(crises, marks.crisis[mark]), marks.row[mark]), columns, rows, ~foreign, own, crises)
