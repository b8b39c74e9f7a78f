"""The spoke of proof: the search that one machine would make by itself, of which bound and plan go to the hub.

Where crises are few, asking each by itself gains nothing, and this closes the gap before the hub does.
"""

from __future__ import annotations

import time
from dataclasses import replace
from math import inf

from resilience_opt.solve.answers import Answer, Progress
from resilience_opt.solve.benders.loop import decompose
from resilience_opt.solve.distributed.job import Job
from resilience_opt.solve.distributed.offers import offer
from resilience_opt.solve.distributed.wall import Field, OuterBoundSpoke
from resilience_opt.solve.engine import choose
from resilience_opt.solve.limits import HALT, Limits
from resilience_opt.solve.search import solve_whole

#: Seconds between two looks for the hub's end.
NAP = 0.05


class Exact(OuterBoundSpoke):  # type: ignore[misc]
    """The spoke as mpi-sppy turns it."""

    send_fields = (*OuterBoundSpoke.send_fields, Field.OBJECTIVE_INNER_BOUND, Field.BEST_XHAT)
    converger_spoke_char = "E"

    def main(self) -> None:
        """Search until the hub ends; what the search tells is sent from the thread that may speak with the others."""
        job: Job = self.opt.options["job"]
        self._known = self._sent = -inf
        HALT.polls.append(self._poll)
        try:
            answer = self._search(job, replace(self.opt.options["limits"], progress=self._told))
            if answer.bound is not None and answer.status in ("optimal", "stopped"):
                self._known = max(self._known, answer.bound)
            if answer.x is not None and answer.objective is not None:
                offer(self, answer.x[self.opt.options["shared"]], answer.objective)
            while not HALT.asked:
                time.sleep(NAP)
        finally:
            HALT.polls.remove(self._poll)

    def _search(self, job: Job, limits: Limits) -> Answer:
        engine, _ = choose(job.program, job.layout.width, job.gap)
        if engine == "benders":
            return decompose(job.program, job.marks, job.layout.width, limits)
        return solve_whole(job.program, limits, None)

    def _told(self, moment: Progress) -> None:
        if moment.bound is not None:
            self._known = max(self._known, moment.bound)

    def _poll(self) -> bool:
        if self._known > self._sent:
            self._sent = self._known
            self.send_bound(self._sent)
        return bool(self.got_kill_signal())

    def finalize(self) -> None:
        """Everything was sent when it was found."""
