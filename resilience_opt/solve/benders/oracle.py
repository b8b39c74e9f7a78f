"""The extensive form as a linear program that is kept warm, from question to question and from program to program."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np

from resilience_opt.compile.program import Program
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.polish import implied
from resilience_opt.solve.search import solver_for

#: So many answers' cuts, and decisions, are handed on to the next search.
ANSWERS, DECISIONS = 12, 2


class Oracle:
    """The extensive form with the yes/no decisions fixed."""

    def __init__(self, program: Program, limits: Limits) -> None:
        self._solver = solver_for(program.relaxed(), threads=limits.threads)
        self.integers: Whole = np.flatnonzero(program.integer)
        self._program, self._limits = program, limits

    def turn_to(self, program: Program, limits: Limits) -> None:
        """Take up another program of the same rows and columns; what was found before is kept to start from."""
        self._solver.become(self._program.relaxed(), program.relaxed())
        self._program, self._limits = program, limits

    def relax(self) -> Answer:
        """The cheapest plan with fractions of decisions."""
        self._solver.bound(self.integers, self._program.lower[self.integers], self._program.upper[self.integers])
        return self._search()

    def ask(self, whole: Floats) -> Answer:
        """The cheapest plan for these decisions."""
        self._solver.bound(self.integers, whole, whole)
        return self._search()

    def settle(self, whole: Floats) -> Answer:
        """The same, with marginal values at the rows that really bind."""
        rows = implied(self._program, whole)
        self._solver.bound_rows(rows, np.full(len(rows), -np.inf), np.full(len(rows), np.inf))
        answer = self.ask(whole)
        self._solver.bound_rows(rows, self._program.row_lower[rows], self._program.row_upper[rows])
        return answer

    def proof(self) -> Floats | None:
        """Weights of the rows that prove the last question to have no answer."""
        return self._solver.ray()

    def _search(self) -> Answer:
        if self._limits.left is not None:
            self._solver.option("time_limit", max(self._limits.left, 1.0))
        return self._solver.search()


@dataclass
class Memory:
    """What one search leaves to the next, of a program of the same rows and columns with a few other figures.

    Attributes
    ----------
    oracle : kept warm
    weights : of the rows, behind the cuts of the last answers; they give cuts for any such program
    decisions : the best of the last searches
    """

    oracle: Oracle | None = None
    weights: deque[Floats] = field(default_factory=lambda: deque(maxlen=ANSWERS))
    decisions: deque[Floats] = field(default_factory=lambda: deque(maxlen=DECISIONS))

    def oracle_for(self, program: Program, limits: Limits) -> Oracle:
        """The oracle of a program, warm where there is one already."""
        if self.oracle is None:
            self.oracle = Oracle(program, limits)
        else:
            self.oracle.turn_to(program, limits)
        return self.oracle

    def keep(self, whole: Floats | None) -> None:
        """Remember decisions that were best."""
        if whole is not None and not any(np.array_equal(whole, known) for known in self.decisions):
            self.decisions.append(whole)
