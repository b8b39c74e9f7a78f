"""Programs made from an extensive form: more columns and rows for the plan, other costs, the crises as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.oracle import Memory


@dataclass
class Additions:
    """What is added to the plan's part. Columns are numbered on from the plan's own, as :meth:`column` says.

    Attributes
    ----------
    width, rows : how many columns and rows the plan's part has
    entries : (row of the extensive form, column, value) for rows that exist
    """

    width: int
    rows: int
    columns: list[tuple[float, float, float, bool]] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    added: list[tuple[float, float, Sequence[tuple[int, float]]]] = field(default_factory=list)

    def column(self, cost: float, lower: float = 0.0, upper: float = inf, *, integer: bool = False) -> int:
        """Add a column and give its number."""
        self.columns.append((cost, lower, upper, integer))
        return self.width + len(self.columns) - 1

    def entry(self, row: int, column: int, value: float) -> None:
        """Put a column into a row of the extensive form."""
        self.entries.append((row, column, value))

    def row(self, lower: float, upper: float, terms: Sequence[tuple[int, float]]) -> None:
        """Add a row over the plan's columns."""
        self.added.append((lower, upper, terms))


def extended(program: Program, more: Additions) -> Program:
    """The program with what is added; the crises' rows and columns move on."""
    k, width, first = len(more.columns), more.width, more.rows
    cost, lower, upper, integer = (np.array(values) for values in zip(*more.columns, strict=True)) if k else (np.zeros(0),) * 4
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    rows = [row + np.where(row >= first, len(more.added), 0)]
    columns = [program.column + np.where(program.column >= width, k, 0)]
    values = [program.value]
    if more.entries:
        at, column, value = (np.array(v) for v in zip(*more.entries, strict=True))
        rows.append(at + np.where(at >= first, len(more.added), 0))
        columns.append(column)
        values.append(value)
    for i, (_, _, terms) in enumerate(more.added):
        rows.append(np.full(len(terms), first + i))
        columns.append(np.array([c for c, _ in terms], dtype=np.int64))
        values.append(np.array([v for _, v in terms], dtype=float))
    all_rows, all_columns, all_values = np.concatenate(rows), np.concatenate(columns), np.concatenate(values)
    order = np.argsort(all_rows, kind="stable")
    count = len(program.row_lower) + len(more.added)
    bounds = np.array([(low, high) for low, high, _ in more.added], dtype=float).reshape(-1, 2)
    return replace(
        program,
        cost=_inserted(program.cost, width, cost),
        lower=_inserted(program.lower, width, lower),
        upper=_inserted(program.upper, width, upper),
        integer=_inserted(program.integer, width, integer.astype(bool)),
        start=np.concatenate([[0], np.cumsum(np.bincount(all_rows, minlength=count))]).astype(np.int64),
        column=all_columns[order].astype(np.int64),
        value=all_values[order],
        row_lower=_inserted(program.row_lower, first, bounds[:, 0]),
        row_upper=_inserted(program.row_upper, first, bounds[:, 1]),
    )


def narrowed(answer: Answer, more: Additions) -> Answer:
    """The answer for an extended program as one for the program that it was made from.

    What the added rows are worth at the plan's columns is part of the columns' own marginal values again.
    """
    assert answer.x is not None and answer.row_dual is not None and answer.column_dual is not None
    column_dual = answer.column_dual.copy()
    for dual, (_, _, terms) in zip(answer.row_dual[more.rows :], more.added, strict=False):
        for column, value in terms:
            column_dual[column] += dual * value
    k, count = len(more.columns), len(more.added)
    return replace(
        answer,
        x=_without(answer.x, more.width, k),
        row_dual=_without(answer.row_dual, more.rows, count),
        column_dual=_without(column_dual, more.width, k),
    )


def carried(memory: Memory, more: Additions) -> Memory:
    """What a search leaves to those of its program extended: the weights behind its cuts, and its decisions with every added one no."""
    found, k = Memory(), sum(integer for *_, integer in more.columns)
    found.weights.extend(_inserted(weights, more.rows, np.zeros(len(more.added))) for weights in memory.weights)
    found.decisions.extend(np.concatenate([whole, np.zeros(k)]) for whole in memory.decisions)
    return found


def _without(values: np.ndarray, at: int, count: int) -> np.ndarray:
    return np.concatenate([values[:at], values[at + count :]])


def _inserted(values: np.ndarray, at: int, more: np.ndarray) -> np.ndarray:
    return np.concatenate([values[:at], more, values[at:]])
