"""Benders decomposition with every crisis by itself, for programs that are too large to be one linear program.

Rounds (:mod:`resilience_opt.solve.benders.rounds`) with fractions of decisions give the rows that matter; the
decisions are searched with those rows, and each choice is followed in rounds to its cheapest plan, which adds
the rows that it breaks. The master's bound is a bound of the whole program.
"""

from __future__ import annotations

import logging

import numpy as np

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.answers import STATUSES, Answer, gap_of
from resilience_opt.solve.benders.by_years import FOLLOWED, SLICE, decide_by_years
from resilience_opt.solve.benders.cuts import excluding
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.benders.rounds import Asking, Found, Layout, Rounds
from resilience_opt.solve.limits import Limits, over
from resilience_opt.solve.polish import implied
from resilience_opt.solve.search import solve_whole

log = logging.getLogger(__name__)

#: The master is solved to this share of what is open, and first to FIRST.
SHARE, FIRST = 0.2, 1e-2
#: So many choices are asked about.
CHOICES = 200
#: The best plan is followed to this gap in the end.
EXACT = 1e-9


class Search:
    """One search: the rounds, the master, and the best so far; `alone` asks the crises, here where it is None."""

    def __init__(
        self, program: Program, marks: Stamp, layout: Layout, limits: Limits, memory: Memory, alone: Asking | None = None
    ) -> None:
        self.program, self.limits, self.memory, self.width = program, limits, memory, layout.width
        self.rounds = Rounds(program, marks, layout, limits, alone)
        self.best, self.whole, self.bound = Found(), np.zeros(0), -np.inf
        self.year = layout.year
        self.asked: set[bytes] = set()
        self.impossible: list[Floats] = []
        self.heard = 0
        self.why = STATUSES["kTimeLimit"][1]

    @property
    def gap(self) -> float | None:
        """The gap that is open; None while there is no plan."""
        return gap_of(self.best.value, self.bound) if self.best.x is not None else None

    def run(self) -> Answer:
        """Search to the end, or to the limit of time."""
        limits, planes = self.limits, self.rounds.planes
        for weights in self.memory.weights:
            self.rounds.recall(weights[self.rounds.crises.first :])
        root = self.rounds.search(limits.gap * FOLLOWED)
        if root.last is None or root.last.x is None:
            return self._without(root.last)
        if root.stuck:
            return self._whole()
        self.bound = root.bound
        if self.bound > over(limits.ceiling):
            return self._too_dear()
        limits.tell(None, self.bound)
        log.info("fractions of decisions: bound %.6g, %d rows learned, %.1f s", self.bound, len(self.rounds.pool.rows), limits.spent)
        if not len(planes.integers):
            self.best = root
            return self._final("optimal") if root.gap <= limits.gap else self._ended()
        master = Master(self.program, self.rounds.crises.first, self.width, limits.threads, heuristics=True)
        for whole in self.memory.decisions:
            self.follow(whole)
        decide_by_years(self, np.ceil(root.last.x[planes.integers] - 1e-6))
        return self._decide(master)

    def follow(self, whole: Floats) -> Found:
        """The cheapest plan for a choice of decisions, which is kept if it is the best."""
        self.rounds.planes.fix(whole)
        found = self.rounds.search(self.limits.gap * FOLLOWED)
        if found.value < self.best.value:
            self.best, self.whole = found, whole
        if found.stuck or (found.x is None and not self.limits.over):
            self.impossible.append(whole)
        self.limits.tell(self.best.value if self.best.x is not None else None, self.bound)
        return found

    @property
    def done(self) -> bool:
        """Whether there is nothing left to search, or no time."""
        return self.limits.over or (self.gap is not None and self.gap <= self.limits.gap) or self.bound > over(self.limits.ceiling)

    def _decide(self, master: Master) -> Answer:
        """Search the decisions with what was learned, follow each choice, and learn more."""
        limits, asked, tolerance, seconds = self.limits, self.asked, FIRST, SLICE
        integers = self.rounds.planes.integers
        for _ in range(CHOICES):
            self._teach(master)
            if limits.over or (self.gap is not None and self.gap <= limits.gap):
                break
            found = master.search(tolerance, limits.within(seconds), self.best.x)
            if found.bound is not None:
                self.bound = max(self.bound, found.bound)
            if self.bound > over(limits.ceiling):
                return self._too_dear()
            limits.tell(self.best.value if self.best.x is not None else None, self.bound)
            if found.x is None:
                if found.status == "infeasible":
                    return self._without(found, master)
                seconds *= 2
                continue
            whole = np.round(found.x[integers])
            repeated = whole.tobytes() in asked
            if not repeated:
                asked.add(whole.tobytes())
                self.follow(whole)
            log.info(
                "choice %d: plan %.6g, bound %.6g, %d rows, %.1f s", len(asked), self.best.value, self.bound, master.cuts, limits.spent
            )
            floor = limits.gap * SHARE
            if found.status == "stopped":
                seconds *= 2
            elif repeated and tolerance <= floor:
                break
            open_gap = FIRST if self.gap is None else self.gap
            tolerance = max(floor, min(tolerance / (5 if repeated else 1), SHARE * open_gap))
        if self.gap is not None and self.gap <= limits.gap:
            self._remember()
            return self._final("optimal")
        return self._ended() if limits.over else self._whole()

    def _too_dear(self) -> Answer:
        return Answer("infeasible", "no plan costs as little as was asked for", None, None, self.bound)

    def _remember(self) -> None:
        """Leave the choice, and the weights behind the rows that bind, to the next search."""
        self.memory.keep(self.whole)
        layers: list[Floats] = []
        told = np.zeros(len(self.rounds.slices), dtype=np.int64)
        for number in sorted(self.rounds.pool.telling, reverse=True):
            crisis, weights = self.rounds.pool.weights[number]
            if told[crisis] == len(layers):
                layers.append(np.zeros(len(self.program.row_lower)))
            layers[told[crisis]][self.rounds.crises.first :][self.rounds.slices[crisis]] = weights
            told[crisis] += 1
        self.memory.weights.extend(reversed(layers[: self.memory.weights.maxlen]))

    def _teach(self, master: Master) -> None:
        """The master hears of every row that it does not know."""
        known, self.heard = self.heard, len(self.rounds.pool.rows)
        master.add(self.rounds.pool.cuts(list(range(known, self.heard))))
        for whole in self.impossible:
            master.add(excluding(whole, self.rounds.planes.integers))
        self.impossible.clear()

    def _without(self, found: Answer | None, master: Master | None = None) -> Answer:
        """There is no plan in what is known: time ended, or it is infeasible, which is believed after a second look."""
        if found is None or found.status != "infeasible" or self.best.x is not None:
            return self._ended()
        pool = self.rounds.pool
        again = master or Master(self.program.relaxed(), self.rounds.crises.first, self.width, self.limits.threads)
        if master is None:
            again.add(pool.cuts(list(range(len(pool.rows)))))
        if again.has_none():
            return Answer("infeasible", found.sentence, None, None, None)
        return self._whole()

    def _whole(self) -> Answer:
        """The extensive form takes over, with the best plan so far to start from."""
        log.info("the crises have nothing more to say: the extensive form takes over")
        start = None if self.best.x is None or self.best.asked is None else np.concatenate([self.best.x, self.best.asked.own])
        return solve_whole(self.program, self.limits, start)

    def _ended(self) -> Answer:
        return self._final("stopped")

    def _final(self, status: str) -> Answer:
        """The best plan followed to its end: its figures, and marginal values at the rows that really bind."""
        sentence = STATUSES["kOptimal"][1] if status == "optimal" else self.why
        if self.best.x is None or self.best.asked is None:
            return Answer(status, sentence, None, None, self.bound if np.isfinite(self.bound) else None)
        planes, rounds = self.rounds.planes, self.rounds
        if len(planes.integers):
            rows = implied(self.program, self.whole)
            planes.ease(rows[rows < rounds.crises.first])
            planes.fix(self.whole)
        end = rounds.search(EXACT, most=60)
        exact = end if end.value <= self.best.value and end.x is not None else self.best
        assert exact.x is not None and exact.asked is not None
        x = np.concatenate([exact.x, exact.asked.own])
        row_dual, column_dual = np.zeros(len(self.program.row_lower)), np.zeros(len(self.program.cost))
        if end.last is not None and end.last.row_dual is not None and end.last.column_dual is not None:
            first = rounds.crises.first
            row_dual[:first] = end.last.row_dual[:first]
            row_dual[first:] = planes.behind(end.last, row_dual[first:], rounds.slices)
            column_dual[: self.width] = end.last.column_dual
        return Answer(status, sentence, x, exact.value, min(self.bound, exact.value), row_dual, column_dual)


def decompose_apart(program: Program, marks: Stamp, layout: Layout, limits: Limits, memory: Memory | None = None) -> Answer:
    """Search for the cheapest plan; the answer has the figures and marginal values of the plan found.

    `memory` is what searches of programs that differ in a few figures leave to each other.
    """
    if not len(marks.crisis):
        return solve_whole(program, limits, None)
    search = Search(program, marks, layout, limits, memory or Memory())
    try:
        return search.run()
    except KeyboardInterrupt:
        search.why = STATUSES["kInterrupt"][1]
        return search._ended()
