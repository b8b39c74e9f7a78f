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
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.answers import STATUSES, Answer, gap_of
from resilience_opt.solve.benders.cuts import Crises, excluding
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.benders.oracle import Memory, Oracle
from resilience_opt.solve.limits import TRUE, Limits, over
from resilience_opt.solve.search import solve_whole

log = logging.getLogger(__name__)

#: The master is solved to this share of the gap that is still open, and to no more than the first gap.
SHARE, FIRST = 0.1, 1e-3
#: A plan is asked for that is better than the best by this share of the gap; where there is none, this much stays unproven.
BETTER = 0.03
#: After so many questions without an end the extensive form takes over.
ROUNDS = 80
OUT_OF_TIME = STATUSES["kTimeLimit"][1]


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

    def better_than(self, share: float) -> float:
        """What a plan must cost to be better by this share of the cost; anything while there is none."""
        return np.inf if self.value is None else self.value - share * abs(self.value)

    def better(self, whole: Floats, answer: Answer) -> None:
        """Keep a plan if it is the best."""
        if answer.objective is not None and (self.value is None or answer.objective < self.value):
            self.whole, self.x, self.value = whole, answer.x, answer.objective


def decompose(program: Program, marks: Stamp, width: int, limits: Limits, memory: Memory | None = None) -> Answer:
    """Search for the cheapest plan; the answer has the exact figures and marginal values of the plan found.

    `memory` is what searches of programs that differ in a few figures leave to each other.
    """
    if not program.integer.any() or not len(marks.crisis):
        return solve_whole(program, limits, None)  # nothing to decompose
    memory, best = memory or Memory(), Best()
    oracle = memory.oracle_for(program, limits)
    try:
        return _search(program, marks, width, limits, memory, oracle, best)
    except KeyboardInterrupt:
        return Answer("stopped", "the search was interrupted", None, None, None) if best.x is None else _ended(oracle, best, "the search was interrupted")


def _search(program: Program, marks: Stamp, width: int, limits: Limits, memory: Memory, oracle: Oracle, best: Best) -> Answer:
    root = oracle.relax()
    if root.row_dual is None:
        log.info("the relaxation: %s", root.sentence)
        return solve_whole(program, limits, None)
    crises = Crises(program, marks, width)
    master = Master(program, crises.first, width, limits.threads)
    for weights in (*memory.weights, root.row_dual):
        master.add(crises.cuts(weights))
    memory.weights.append(root.row_dual)
    best.bound = root.objective if root.objective is not None else -np.inf
    if best.bound > over(limits.ceiling):
        return _too_dear(best)
    asked: set[bytes] = set()
    rounded_up = np.ceil((root.x if root.x is not None else np.zeros(len(program.cost)))[oracle.integers] - 1e-6)
    for whole in memory.decisions or [rounded_up]:
        _ask(whole, oracle, crises, master, memory, best, asked)
    tolerance = max(limits.gap * SHARE, FIRST)
    for _ in range(ROUNDS):
        limits.tell(best.value, best.bound)
        found = master.search(tolerance, limits, None, best.better_than(BETTER * _aim(limits, best)))
        if found.bound is not None:
            best.bound = max(best.bound, found.bound)
        if best.bound > over(limits.ceiling):
            return _too_dear(best)
        if found.x is None and (best.gap is None or best.gap > _aim(limits, best)):
            return _without(found, oracle, master, program, limits, best)
        choice = None if found.x is None else np.round(found.x[oracle.integers])
        repeated = choice is None or choice.tobytes() in asked
        if choice is not None and not repeated:
            _ask(choice, oracle, crises, master, memory, best, asked)
        aim = _aim(limits, best)
        log.info("round %d: plan %s, bound %.6g, %d cuts", len(asked), best.value, best.bound, master.cuts)
        if best.gap is not None and best.gap <= aim:
            memory.keep(best.whole)
            return _optimal(oracle, best)
        if found.status == "stopped" or limits.over:
            return _ended(oracle, best, found.sentence if found.status == "stopped" else OUT_OF_TIME)
        if repeated and tolerance <= aim * SHARE:
            break
        open_gap = FIRST if best.gap is None else best.gap
        tolerance = aim * SHARE if repeated else min(tolerance, max(aim * SHARE, SHARE * open_gap))
    return solve_whole(program, limits, best.x)


def _aim(limits: Limits, best: Best) -> float:
    """The gap at which the search may end: the one asked for, but where the best plan is over the ceiling it has to be known exactly."""
    return limits.gap if best.value is None or best.value <= over(limits.ceiling) else min(limits.gap, TRUE)


def _ask(whole: Floats, oracle: Oracle, crises: Crises, master: Master, memory: Memory, best: Best, asked: set[bytes]) -> None:
    """Ask the oracle about a choice of decisions, and teach the master what it says."""
    asked.add(whole.tobytes())
    answer = oracle.ask(whole)
    best.better(whole, answer)
    weights = answer.row_dual if answer.row_dual is not None else oracle.proof()
    if weights is None:
        master.add(excluding(whole, oracle.integers))
    else:
        master.add(crises.cuts(weights))
        memory.weights.append(weights)


def _without(found: Answer, oracle: Oracle, master: Master, program: Program, limits: Limits, best: Best) -> Answer:
    """The master has no plan: time ended, or nothing is left; what it says is believed only after a second look."""
    if found.status == "stopped":
        return _ended(oracle, best, found.sentence)
    if best.x is None and found.status == "infeasible" and master.has_none():
        return Answer("infeasible", found.sentence, None, None, None)
    return solve_whole(program, limits, best.x)


def _too_dear(best: Best) -> Answer:
    return Answer("infeasible", "no plan costs as little as was asked for", None, None, best.bound)


def _optimal(oracle: Oracle, best: Best) -> Answer:
    return _final(oracle, best, "optimal", "the best plan was found and proven within the gap")


def _ended(oracle: Oracle, best: Best, sentence: str) -> Answer:
    return _final(oracle, best, "stopped", sentence)


def _final(oracle: Oracle, best: Best, status: str, sentence: str) -> Answer:
    """The best plan asked for again: its figures and marginal values."""
    if best.whole is None or best.value is None:
        return Answer(status, sentence, None, None, best.bound)
    exact = oracle.settle(best.whole)
    bound = min(best.bound, best.value)
    if exact.x is None:
        return Answer(status, sentence, best.x, best.value, bound)
    return Answer(status, sentence, exact.x, exact.objective, bound, exact.row_dual, exact.column_dual)
