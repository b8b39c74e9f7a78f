"""The spoke of proof: the extensive form in one branch-and-bound search, of which the bound goes to the hub as it rises.

Where decisions are few it closes the gap before the hub's rows do, and where they are many it costs the others nothing.
"""

from __future__ import annotations

import time
from math import inf

from resilience_opt.solve.answers import Progress
from resilience_opt.solve.distributed.job import Job
from resilience_opt.solve.distributed.wall import OuterBoundSpoke
from resilience_opt.solve.limits import HALT, Limits
from resilience_opt.solve.search import solver_for

#: Seconds between two looks for the hub's end.
NAP = 0.05


class Exact(OuterBoundSpoke):  # type: ignore[misc]
    """The spoke as mpi-sppy turns it."""

    converger_spoke_char = "E"

    def main(self) -> None:
        """Search until the hub ends; what the search tells is sent from the thread that may speak with the others."""
        job: Job = self.opt.options["job"]
        limits: Limits = self.opt.options["limits"]
        self._known = self._sent = -inf
        HALT.polls.append(self._poll)
        try:
            solver = solver_for(job.program, gap=job.gap, time_limit=limits.left, threads=limits.threads)
            bound = solver.search(self._told).bound
            self._known = max(self._known, -inf if bound is None else bound)
            while not HALT.asked:
                time.sleep(NAP)
        finally:
            HALT.polls.remove(self._poll)

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
