"""Benders decomposition on the yes/no decisions, for programs whose crises fill them.

The master decides yes and no, and knows of the crises only what cuts tell it. The oracle is the extensive form
as a linear program that is kept warm: for fixed decisions it answers with the cheapest plan, and its marginal
values with one cut for each crisis. Together the cuts of one answer are exact for the decisions asked about, so
no decisions are asked about twice; the master's bound is a bound of the whole program.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.answers import Answer, gap_of
from resilience_opt.solve.benders.cuts import Crises, excluding
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.polish import implied
from resilience_opt.solve.search import solve, solver_for

log = logging.getLogger(__name__)

#: The master is solved to this share of the gap that is still open, and to no more than the first gap.
SHARE, FIRST = 0.1, 1e-3
#: After so many questions without an end the extensive form takes over.
ROUNDS = 80


@dataclass
class Best:
    """The best plan so far, and the best bound."""

    whole: Floats | None = None
    x: Floats | None = None
    value: float | None = None
    bound: float = -np.inf

    @property
    def gap(self) -> float | None:
        """The gap that is open; None while there is no plan."""
        return gap_of(self.value, self.bound)

    def better(self, whole: Floats, answer: Answer) -> None:
        """Keep a plan if it is the best."""
        if answer.objective is not None and (self.value is None or answer.objective < self.value):
            self.whole, self.x, self.value = whole, answer.x, answer.objective


class Oracle:
    """The extensive form with the yes/no decisions fixed, as a linear program that is kept warm."""

    def __init__(self, program: Program, limits: Limits) -> None:
        self._solver = solver_for(program.relaxed(), threads=limits.threads)
        self._program = program
        self.integers: Whole = np.flatnonzero(program.integer)
        self._limits = limits

    def ask(self, whole: Floats | None = None) -> Answer:
        """The cheapest plan for these decisions; for free ones, as fractions, where none are given."""
        if whole is not None:
            self._solver.bound(self.integers, whole, whole)
        if self._limits.left is not None:
            self._solver.option("time_limit", max(self._limits.left, 1.0))
        return self._solver.search()

    def settle(self, whole: Floats) -> Answer:
        """The last question: the plan for these decisions, with marginal values at the rows that really bind."""
        self._solver.free_rows(implied(self._program, whole))
        return self.ask(whole)

    def proof(self) -> Floats | None:
        """Weights of the rows that prove the last question to have no answer."""
        return self._solver.ray()


def decompose(program: Program, marks: Stamp, width: int, limits: Limits) -> Answer:
    """Search for the cheapest plan; the answer has the exact figures and marginal values of the plan found."""
    if not program.integer.any() or not len(marks.crisis):
        return _whole(program, limits, None)  # nothing to decompose
    oracle = Oracle(program, limits)
    root = oracle.ask()
    if root.row_dual is None:
        return _whole(program, limits, None)
    crises = Crises(program, marks, width)
    master = Master(program, crises.first, width, limits.threads)
    master.add(crises.cuts(root.row_dual))
    best = Best(bound=root.objective if root.objective is not None else -np.inf)
    asked: set[bytes] = set()
    tolerance = max(limits.gap * SHARE, FIRST)
    for _ in range(ROUNDS):
        limits.tell(best.value, best.bound)
        found = master.search(tolerance, limits, None if best.x is None else best.x[:width])
        if found.bound is not None:
            best.bound = max(best.bound, found.bound)
        if found.x is None:
            return _ended(oracle, best) if found.status == "stopped" else _whole(program, limits, best.x)
        whole = np.round(found.x[oracle.integers])
        repeated = whole.tobytes() in asked
        if not repeated:
            asked.add(whole.tobytes())
            answer = oracle.ask(whole)
            best.better(whole, answer)
            weights = answer.row_dual if answer.row_dual is not None else oracle.proof()
            master.add(excluding(whole, oracle.integers) if weights is None else crises.cuts(weights))
        log.info("round %d: plan %s, bound %.6g, %d cuts", len(asked), best.value, best.bound, master.cuts)
        if best.gap is not None and best.gap <= limits.gap:
            return _optimal(oracle, best)
        if found.status == "stopped" or limits.over:
            return _ended(oracle, best)
        if repeated and tolerance <= limits.gap * SHARE:
            break
        open_gap = FIRST if best.gap is None else best.gap
        tolerance = limits.gap * SHARE if repeated else min(tolerance, max(limits.gap * SHARE, SHARE * open_gap))
    return _whole(program, limits, best.x)


def _optimal(oracle: Oracle, best: Best) -> Answer:
    return _final(oracle, best, "optimal", "the best plan was found and proven within the gap")


def _ended(oracle: Oracle, best: Best) -> Answer:
    return _final(oracle, best, "stopped", "the limit of time ended the search")


def _final(oracle: Oracle, best: Best, status: str, sentence: str) -> Answer:
    """The best plan asked for again: its figures and marginal values."""
    if best.whole is None or best.value is None:
        return Answer(status, sentence, None, None, best.bound)
    exact = oracle.settle(best.whole)
    bound = min(best.bound, best.value)
    if exact.x is None:
        return Answer(status, sentence, best.x, best.value, bound)
    return Answer(status, sentence, exact.x, exact.objective, bound, exact.row_dual, exact.column_dual)


def _whole(program: Program, limits: Limits, start: Floats | None) -> Answer:
    """The extensive form takes over, with the best plan so far to start from."""
    if start is None:
        return solve(program, gap=limits.gap, time_limit=limits.left, threads=limits.threads, progress=limits.progress)
    solver = solver_for(program, gap=limits.gap, time_limit=limits.left, threads=limits.threads)
    solver.start_from(start)
    return solver.search(limits.progress)
