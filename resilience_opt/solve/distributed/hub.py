"""The hub of the wheel: decomposition with the crises asked on all of its ranks.

The search itself is :mod:`resilience_opt.solve.benders.apart`, on the hub's first rank. Whenever it asks the crises, the plan
that it asks about goes to the hub's other ranks, each of which asks its share, and to the spokes; what spokes have found comes
back at the same time: a bound is taken over, and a choice of decisions that promises to be cheaper is followed. The relaxation's
marginal values go out as prices (:mod:`resilience_opt.solve.distributed.prices`).
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.answers import STATUSES, Answer
from resilience_opt.solve.benders.alone import Asked, Crisiswise
from resilience_opt.solve.benders.apart import Search
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.distributed.job import Job
from resilience_opt.solve.distributed.prices import prices
from resilience_opt.solve.distributed.wall import MPI, Field, Hub
from resilience_opt.solve.limits import HALT, TRUE, Limits

#: Seconds between two looks for a message; MPI's own waiting would keep a core busy.
NAP = 0.002
#: Of what a message between the hub's ranks speaks.
PLAN, PRICES, END = 1, 2, 3


class Decomposition(Hub):  # type: ignore[misc]
    """The hub as mpi-sppy turns it. Only the first rank's `answer` is of use."""

    receive_fields = (*Hub.receive_fields, Field.BEST_XHAT)
    send_fields = (*Hub.send_fields, Field.NONANTS_VALS, Field.DUALS)

    answer: Answer | None = None
    offered: tuple[float, Floats] | None = None  #: what the best plan of a spoke costs, and its shared columns

    def setup_hub(self) -> None:
        """Nothing has to be made ready: spokes may be none."""

    def main(self) -> None:
        """Search, or answer for a share of the crises until the search ends."""
        job: Job = self.opt.options["job"]
        self.shared = np.array(job.statement.shared(), dtype=np.int64)
        share = Crisiswise(job.program, job.marks, job.layout.width, job.layout.costs, self.opt._rank_slices[self.cylinder_rank], 1)
        everywhere = Everywhere(self, share)
        if self.cylinder_rank:
            everywhere.serve()
            return
        search = OnRanks(self, everywhere, job, self.opt.options["limits"])
        try:
            self.answer = self._best(search, search.run())
        finally:
            everywhere.end()

    def sync(self, point: Floats | None = None) -> None:
        """Show the spokes a point, and hear what they have found; all ranks of the hub at once."""
        if point is not None:
            buffer = self.send_buffers[Field.NONANTS_VALS]
            buffer[:] = np.tile(point[self.shared], len(self.opt.local_scenarios))
            self.put_send_buffer(buffer, Field.NONANTS_VALS)
        self.receive_outerbounds()
        self.receive_innerbounds()
        self.send_boundsout()
        if self.receive_best_xhat():
            block = self.best_xhat[: len(self.shared) + 1]
            self.offered = (float(block[-1]), block[:-1].copy())

    def send_prices(self, found: Floats) -> None:
        """Hand on prices, one row for each scenario; all ranks of the hub at once."""
        buffer = self.send_buffers[Field.DUALS]
        buffer[:] = found[list(self.opt._rank_slices[self.cylinder_rank])].ravel()
        self.put_send_buffer(buffer, Field.DUALS)

    def is_converged(self) -> bool:
        """The search decides by itself when it ends."""
        return False

    def current_iteration(self) -> int:
        """How often the crises were asked."""
        return 0

    def hub_finalize(self) -> None:
        """What spokes found in the end is of no use any more; mpi-sppy would print it."""

    def _best(self, search: OnRanks, answer: Answer) -> Answer:
        """The search's answer, or what a spoke has found since where that is better."""
        search.everywhere.hear()
        bound = max((b for b in (answer.bound, search.bound_of_spokes) if b is not None), default=None)
        if answer.status == "infeasible" or self.offered is None or answer.status == "optimal":
            return answer
        value, point = self.offered
        if answer.objective is not None and value >= answer.objective:
            return answer
        x = np.zeros(len(search.program.cost))
        x[self.shared] = point
        return Answer("stopped", search.ended, x, value, None if bound is None else min(bound, value))


class Everywhere:
    """Asks the crises on all ranks of the hub."""

    def __init__(self, hub: Decomposition, share: Crisiswise) -> None:
        self._hub, self._share, self._comm = hub, share, hub.cylinder_comm

    def ask(self, plan: Floats) -> Asked:
        """What every crisis says of a plan."""
        self._call((PLAN, plan))
        self._hub.sync(plan)
        asked = self._share.ask(plan)
        for source in range(1, self._comm.Get_size()):
            _wait(self._comm, source)
            chosen, value, weights, own = self._comm.recv(source=source)
            asked.value[chosen] = value
            asked.weights[:] += weights
            asked.own.reshape(-1, self._share.each)[chosen] = own
        return asked

    def hear(self) -> None:
        """What the spokes have found, without a question."""
        self._call((PLAN, None))
        self._hub.sync()

    def price(self, found: Floats) -> None:
        """Hand prices to the spokes."""
        self._call((PRICES, found))
        self._hub.send_prices(found)

    def end(self) -> None:
        """No more questions."""
        self._call((END, None))

    def serve(self) -> None:
        """Answer the questions of the hub's first rank for a share of the crises."""
        while True:
            _wait(self._comm, 0)
            kind, plan = self._comm.recv(source=0)
            if kind == END:
                return
            if kind == PRICES:
                self._hub.send_prices(plan)
                continue
            self._hub.sync(plan)
            if plan is not None:
                asked, chosen = self._share.ask(plan), self._share.chosen
                own = asked.own.reshape(-1, self._share.each)[chosen]
                self._comm.send((chosen, asked.value[chosen], asked.weights, own), dest=0)

    def _call(self, message: tuple[int, Floats | None]) -> None:
        for other in range(1, self._comm.Get_size()):
            self._comm.send(message, dest=other)


class OnRanks(Search):
    """The search, with an ear for the spokes."""

    def __init__(self, hub: Decomposition, everywhere: Everywhere, job: Job, limits: Limits) -> None:
        super().__init__(job.program, job.marks, job.layout, limits, Memory(), everywhere)
        self._hub, self.everywhere = hub, everywhere
        self._followed = set[bytes]()
        self._priced = False

    @property
    def bound_of_spokes(self) -> float | None:
        """The best bound that came from a spoke; bounds of mixed-integer programs are true to their tolerance."""
        bound = float(self._hub.BestOuterBound)
        return bound - TRUE * abs(bound) if np.isfinite(bound) else None

    @property
    def ended(self) -> str:
        """Why a search ended early, in a sentence."""
        return STATUSES["kInterrupt" if HALT.signalled else "kTimeLimit"][1]

    def follow(self, whole: Floats) -> None:
        """The cheapest plan for a choice of decisions; before the first, the relaxation is there to be priced."""
        if not self._priced:
            self._priced = True
            relaxed = self.rounds.planes.search()
            if relaxed.row_dual is not None:
                self.everywhere.price(prices(self.rounds, relaxed.row_dual, self._hub.shared))
        super().follow(whole)

    def _teach(self, master: Master) -> None:
        self.everywhere.hear()
        if self.bound_of_spokes is not None:
            self.bound = max(self.bound, self.bound_of_spokes)
        if self._hub.offered is not None:
            value, point = self._hub.offered
            x = np.zeros(self.width)
            x[self._hub.shared] = point
            whole = np.round(x[self.rounds.planes.integers])
            if value < self.best.value - TRUE * abs(value) and whole.tobytes() not in self._followed:
                self._followed.add(whole.tobytes())
                self.follow(whole)
        super()._teach(master)

    def _ended(self) -> Answer:
        self.why = self.ended
        return super()._ended()


def _wait(comm: Any, source: int) -> None:
    """Wait for a message without keeping a core busy."""
    while not comm.iprobe(source=source, tag=MPI.ANY_TAG):
        time.sleep(NAP)
