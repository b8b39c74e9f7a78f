"""Every crisis by itself for a plan: what it costs at least, or the proof that it cannot be survived."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from os import cpu_count
from typing import Any

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.highs import Solver
from resilience_opt.solve.search import TOLERANCE

#: So many entries of crises are kept loaded in solvers of their own; the others are passed anew for each question.
LOADED = 20_000_000


@dataclass(frozen=True)
class Asked:
    """What the crises say of a plan.

    Attributes
    ----------
    value : array (crises,), what each costs at least; nan where it cannot be survived
    weights : array (rows of the crises,), marginal values, or the proof that a crisis cannot be survived; 0 where there is neither
    own : array (crises x own columns,), what is done in each
    sides : lower and upper sides of the crises' rows, less what the plan's columns give
    whole : whether every crisis was asked; where only some were, what the others say stays empty
    """

    value: Floats
    weights: Floats
    own: Floats
    sides: tuple[Floats, Floats]
    whole: bool = True

    @property
    def survived(self) -> bool:
        """Whether every crisis was asked and can be survived."""
        return self.whole and not np.isnan(self.value).any()


@dataclass
class _Crisis:
    """A crisis: its rows among those of all, its own program, and where its solver stands.

    `counting` is the row that says what it costs, and `price` the weight of the cost in it: the row is the program's
    objective, and `free` there; -1 where the crisis has no cost, or counts it in several rows.
    """

    rows: slice
    program: Program
    counting: int = -1
    price: float = 1.0
    solver: Solver | None = None
    basis: Any = None


class Crisiswise:
    """Asks every crisis, each a small linear program that begins where it ended.

    `costs` has for each crisis the plan's column that counts what it costs, or -1. `chosen` numbers the crises that are
    asked here, all where it is None; what the others say stays empty.
    """

    def __init__(
        self, program: Program, marks: Stamp, width: int, costs: Whole, chosen: Sequence[int] | None = None, workers: int | None = None
    ) -> None:
        count, total = len(costs), len(program.cost) - width
        self._first, self.each = len(program.row_lower) - len(marks.crisis), total // count
        begin = int(program.start[self._first])
        row = np.repeat(np.arange(len(marks.crisis)), np.diff(program.start[self._first :]))
        column, value = program.column[begin:], program.value[begin:]
        number = marks.crisis
        counted = column == costs[number[row]]
        known = (column < width) & ~counted
        self._known = (row[known], column[known], value[known])
        self._lower, self._upper = program.row_lower[self._first :], program.row_upper[self._first :]
        edges = np.searchsorted(number, np.arange(count + 1))
        self.count, self.chosen = count, list(range(count) if chosen is None else chosen)
        self._crises = {
            b: self._crisis(program, width, b, slice(edges[b], edges[b + 1]), costs[b])
            for b in self.chosen
        }
        self._workers = workers or max(1, min(4, cpu_count() or 1))
        self._room = LOADED

    def _crisis(self, whole: Program, width: int, b: int, rows: slice, cost: int) -> _Crisis:
        """The crisis with what it costs as its objective, where one row says what that is."""
        program = self._program(whole, width, b, rows, cost)
        entries = np.flatnonzero(program.column == self.each)
        if cost < 0 or len(entries) != 1 or program.value[entries[0]] <= 0:
            return _Crisis(rows, program)
        price, row = float(program.value[entries[0]]), int(np.searchsorted(program.start, entries[0], side="right")) - 1
        counted = slice(program.start[row], program.start[row + 1])
        spent = np.zeros(self.each + 1)
        np.subtract.at(spent, program.column[counted], program.value[counted])
        spent[self.each] = 0.0
        kept = np.ones(len(program.value), dtype=bool)
        kept[counted] = False
        start = np.concatenate([[0], np.cumsum(kept)])[program.start]
        upper = program.upper.copy()
        upper[self.each] = 0.0
        without = replace(program, cost=spent, upper=upper, start=start, column=program.column[kept], value=program.value[kept])
        return _Crisis(rows, without, row, price)

    def _program(self, whole: Program, width: int, b: int, rows: slice, cost: int) -> Program:
        """The crisis's own columns, and last what it costs."""
        start = whole.start[self._first + rows.start : self._first + rows.stop + 1]
        column, value = whole.column[start[0] : start[-1]], whole.value[start[0] : start[-1]]
        first = width + b * self.each
        own = (column >= width) | (column == cost)
        kept = np.concatenate([[0], np.cumsum(own)])
        place = np.where(column >= width, column - first, self.each)[own]
        return Program(
            cost=np.append(np.zeros(self.each), 1.0),
            lower=np.append(whole.lower[first : first + self.each], 0.0),
            upper=np.append(whole.upper[first : first + self.each], np.inf),
            integer=np.zeros(self.each + 1, dtype=bool),
            start=kept[start - start[0]],
            column=place,
            value=value[own],
            row_lower=self._lower[rows],
            row_upper=self._upper[rows],
        )

    def ask(self, plan: Floats, some: Sequence[int] | None = None) -> Asked:
        """What every crisis says of a plan, or some of them."""
        row, column, value = self._known
        shift = np.bincount(row, weights=value * plan[column], minlength=len(self._lower))
        lower, upper = self._lower - shift, self._upper - shift
        chosen = self.chosen if some is None else list(some)
        count = len(chosen)
        asked = Asked(np.full(self.count, np.nan), np.zeros(len(lower)), np.zeros(self.count * self.each), (lower, upper), some is None)

        def answer(numbers: Sequence[int]) -> None:
            passing = None
            for b in numbers:
                passing = self._answer(b, lower, upper, asked, passing)

        if self._workers == 1 or count < 2 * self._workers:
            answer(chosen)
        else:
            with ThreadPoolExecutor(self._workers) as pool:
                list(pool.map(answer, [chosen[i :: self._workers] for i in range(self._workers)]))
        return asked

    def _answer(self, b: int, lower: Floats, upper: Floats, asked: Asked, passing: Solver | None) -> Solver | None:
        """Ask one crisis; gives back the solver that the next one may use."""
        crisis = self._crises[b]
        low, high = lower[crisis.rows].copy(), upper[crisis.rows].copy()
        due = low[crisis.counting]
        if crisis.counting >= 0:
            low[crisis.counting], high[crisis.counting] = -np.inf, np.inf
        solver, passing = self._solver(crisis, passing)
        solver.bound_rows(np.arange(len(low)), low, high)
        found = solver.search()
        if found.status == "optimal" and found.x is not None and found.row_dual is not None:
            weights = found.row_dual
            asked.value[b] = found.x[-1]
            if crisis.counting >= 0 and found.objective is not None:
                asked.value[b] = max(0.0, (found.objective + due) / crisis.price)
                weights[crisis.counting] = 1.0
                weights /= crisis.price
            asked.weights[crisis.rows] = weights
            asked.own[b * self.each : (b + 1) * self.each] = found.x[:-1]
        elif (ray := solver.ray()) is not None:
            asked.weights[crisis.rows] = ray
        if solver is passing:
            crisis.basis = solver.getBasis()
        return passing

    def _solver(self, crisis: _Crisis, passing: Solver | None) -> tuple[Solver, Solver | None]:
        """A solver with the crisis loaded: its own, or where there is no room the one that is passed on."""
        if crisis.solver is not None:
            return crisis.solver, passing
        options = {"primal_feasibility_tolerance": TOLERANCE, "dual_feasibility_tolerance": TOLERANCE}
        if self._room >= len(crisis.program.value):
            self._room -= len(crisis.program.value)
            crisis.solver = Solver(**options)
            crisis.solver.load(crisis.program)
            return crisis.solver, passing
        passing = passing or Solver(**options)
        passing.load(crisis.program)
        if crisis.basis is not None:
            passing.setBasis(crisis.basis)
        return passing, passing
