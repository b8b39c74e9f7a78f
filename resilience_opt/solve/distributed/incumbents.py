"""The spoke of plans: rounds what the hub is thinking of, follows each choice of decisions to its cheapest plan, and looks around the best.

Each plan is the cheapest of its choice over all crises, so that what it costs is true. The hub is told of those that are the best so far.
"""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.alone import Crisiswise
from resilience_opt.solve.benders.by_years import FOLLOWED
from resilience_opt.solve.benders.oracle import Oracle
from resilience_opt.solve.benders.rounds import Rounds
from resilience_opt.solve.distributed.job import Job
from resilience_opt.solve.distributed.offers import offer
from resilience_opt.solve.distributed.wall import Field, _BoundNonantSpoke
from resilience_opt.solve.limits import HALT, Limits
from resilience_opt.solve.search import solve_whole

#: A decision that the hub takes to more than this share is taken.
THRESHOLDS = (1e-6, 0.1, 0.5, 0.9)
#: The share of decisions that are searched anew around the best plan, and for how many seconds at most.
AROUND, SECONDS = 0.3, 10.0
#: After so many searches around the best plan that find nothing better, it is left alone until there is news.
PATIENCE = 6
#: Seconds between two looks for news.
NAP = 0.02


class Incumbents(_BoundNonantSpoke):  # type: ignore[misc]
    """The spoke as mpi-sppy turns it."""

    send_fields = (*_BoundNonantSpoke.send_fields, Field.OBJECTIVE_INNER_BOUND, Field.BEST_XHAT)
    receive_fields = (*_BoundNonantSpoke.receive_fields, Field.NONANTS_VALS)
    converger_spoke_char = "R"

    def bound_type(self) -> Field:
        """What is sent are plans."""
        return Field.OBJECTIVE_INNER_BOUND

    def main(self) -> None:
        """Look for plans until the hub ends."""
        job: Job = self.opt.options["job"]
        shared = self.opt.options["shared"]
        finder = Finder(job, self.opt.options["limits"])
        HALT.polls.append(self.got_kill_signal)
        try:
            while not HALT.asked:
                if self.update_nonants():
                    point = np.zeros(len(job.program.cost))
                    point[shared] = self.localnonants[: len(shared)]
                    finder.hear(point)
                found = finder.step()
                if found is None:
                    time.sleep(NAP)
                elif found:
                    offer(self, finder.x[shared], finder.value)
        finally:
            HALT.polls.remove(self.got_kill_signal)

    def finalize(self) -> None:
        """Everything was sent when it was found."""


class Finder:
    """Looks for plans: the best so far is `x`, and costs `value`."""

    def __init__(self, job: Job, limits: Limits) -> None:
        self._program, self._limits = job.program, limits
        self._cheapest = InRounds(job, limits) if job.large else Oracle(job.program, limits)
        self._large = job.large
        self._draw = np.random.default_rng(0)
        self._tried = set[bytes]()
        self._choices: list[Floats] = []
        self._idle = 0
        self.x, self.value = np.zeros(0), np.inf

    def hear(self, point: Floats) -> None:
        """Round a point of the hub's in several ways."""
        fractions = point[self._cheapest.integers]
        self._choices = [(fractions > share).astype(float) for share in THRESHOLDS]

    def step(self) -> bool | None:
        """Try one thing; whether it gave a better plan, None where there is nothing to try."""
        while self._choices:
            whole = self._choices.pop(0)
            if whole.tobytes() not in self._tried:
                self._tried.add(whole.tobytes())
                return self._better(self._cheapest.ask(whole))
        if not np.isfinite(self.value) or self._idle >= PATIENCE or self._large:
            return None
        return self._around()

    def _around(self) -> bool:
        """Search some of the decisions anew, the others as in the best plan."""
        integers = self._cheapest.integers
        kept = integers[self._draw.random(len(integers)) >= AROUND]
        lower, upper = self._program.lower.copy(), self._program.upper.copy()
        lower[kept] = upper[kept] = np.round(self.x[kept])
        part = replace(self._program, lower=lower, upper=upper)
        answer = solve_whole(part, self._limits.within(SECONDS), self.x)
        self._idle += 1
        if answer.x is None or answer.objective is None or answer.objective >= self.value - 1e-9 * abs(self.value):
            return False
        whole = np.round(answer.x[integers])
        self._tried.add(whole.tobytes())
        return self._better(self._cheapest.ask(whole))  # its decisions may not have been quite whole

    def _better(self, answer: Answer) -> bool:
        if answer.x is None or answer.objective is None or answer.objective >= self.value:
            return False
        self.x, self.value, self._idle = answer.x, answer.objective, 0
        return True


class InRounds:
    """The cheapest plan for a choice of decisions where the extensive form is too large to be one linear program."""

    def __init__(self, job: Job, limits: Limits) -> None:
        alone = Crisiswise(job.program, job.marks, job.layout.width, job.layout.costs, workers=1)
        self._rounds = Rounds(job.program, job.marks, job.layout, limits, alone)
        self._gap = limits.gap * FOLLOWED
        self.integers = self._rounds.planes.integers

    def ask(self, whole: Floats) -> Answer:
        """The plan's columns, and what they cost, within a share of the gap."""
        self._rounds.planes.fix(whole)
        found = self._rounds.search(self._gap)
        return Answer("optimal", "", found.x, None if found.x is None else found.value, None)
