"""The hub of the wheel: decomposition with the crises asked on all of its ranks.

The search itself is :mod:`resilience_opt.solve.benders.apart`, on the hub's first rank. Whenever it asks the crises, the plan
that it asks about goes to the hub's other ranks, each of which asks its share, and to the spokes; what spokes have found comes
back at the same time: a bound is taken over, and a choice of decisions that promises to be cheaper is followed. The relaxation's
marginal values go out as prices (:mod:`resilience_opt.solve.distributed.prices`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.answers import STATUSES, Answer, gap_of
from resilience_opt.solve.benders.alone import Asked, Crisiswise
from resilience_opt.solve.benders.apart import EXACT, Search
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.benders.rounds import Found
from resilience_opt.solve.distributed.job import Job
from resilience_opt.solve.distributed.offers import offered
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
        self.shared: Whole = self.opt.options["shared"]
        own = np.array_split(np.arange(len(job.layout.costs)), self.cylinder_comm.Get_size())[self.cylinder_rank]
        share = Crisiswise(job.program, job.marks, job.layout.width, job.layout.costs, own.tolist(), 1)
        everywhere = Everywhere(self, share)
        if self.cylinder_rank:
            everywhere.serve()
            return
        search = OnRanks(self, everywhere, job, self.opt.options["limits"])
        HALT.polls.append(search.closed)
        try:
            self.answer = search.best_of(search.run())
        finally:
            HALT.polls.remove(search.closed)
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
        self._take(offered(self, len(self.shared), together=True))

    def listen(self) -> None:
        """Hear what the spokes have found, on the first rank alone, while the others wait for a question."""
        for spoke, _, buffer in self.receive_field_spcomms[Field.OBJECTIVE_OUTER_BOUND]:
            if self.get_receive_buffer(buffer, Field.OBJECTIVE_OUTER_BOUND, spoke, synchronize=False):
                self.BestOuterBound = self.OuterBoundUpdate(buffer[0])
        self._take(offered(self, len(self.shared), together=False))

    def _take(self, found: tuple[float, Floats] | None) -> None:
        if found is not None and (self.offered is None or found[0] < self.offered[0]):
            self.offered = found

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


class Everywhere:
    """Asks the crises on all ranks of the hub."""

    def __init__(self, hub: Decomposition, share: Crisiswise) -> None:
        self._hub, self._share, self._comm = hub, share, hub.cylinder_comm

    def ask(self, plan: Floats, some: Sequence[int] | None = None) -> Asked:
        """What every crisis says of a plan; never of some of them alone, for every rank has its own."""
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
        self._followed, self._large = set[bytes](), job.large
        self._priced = not hub.opt.options["stated"]  # nobody wants prices where scenarios are not crises
        self._told: tuple[float | None, float | None] = (None, None)

    @property
    def bound_of_spokes(self) -> float | None:
        """The best bound that came from a spoke."""
        bound = float(self._hub.BestOuterBound)
        return bound if np.isfinite(bound) else None

    @property
    def ended(self) -> str:
        """Why a search ended early, in a sentence."""
        return STATUSES["kInterrupt" if HALT.signalled else "kTimeLimit"][1]

    def follow(self, whole: Floats) -> Found:
        """The cheapest plan for a choice of decisions; before the first, the relaxation is there to be priced."""
        if not self._priced:
            self._priced = True
            relaxed = self.rounds.planes.search()
            if relaxed.row_dual is not None:
                self.everywhere.price(prices(self.rounds, relaxed.row_dual, self._hub.shared))
        return super().follow(whole)

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

    def closed(self) -> bool:
        """Whether what hub and spokes have found closes the gap between them."""
        self._hub.listen()
        if self.bound_of_spokes is not None:
            self.bound = max(self.bound, self.bound_of_spokes)
        value = min(self.best.value, self._hub.offered[0] if self._hub.offered else np.inf)
        known = (value if np.isfinite(value) else None, self.bound if np.isfinite(self.bound) else None)
        if known != self._told:
            self._told = known
            self.limits.tell(*known)
        gap = gap_of(*known)
        return gap is not None and gap <= max(self.limits.gap, EXACT)

    def best_of(self, answer: Answer) -> Answer:
        """The search's answer, or what a spoke has found where that is better or proven."""
        proven, known = self.closed() or answer.status == "optimal", self._hub.offered
        if answer.status == "infeasible":
            return answer
        status, sentence = ("optimal", STATUSES["kOptimal"][1]) if proven else ("stopped", self.ended)
        own = np.inf if answer.objective is None else answer.objective
        bound = max(self.bound, -np.inf if answer.bound is None else answer.bound)
        if known is None or known[0] >= own - TRUE * abs(own):
            if answer.status != "optimal" and not self._large:  # ended before its marginal values were those of the plan: they are found by polishing
                answer = replace(answer, row_dual=None, column_dual=None)
            return replace(answer, status=status, sentence=sentence, bound=min(bound, own) if np.isfinite(bound) else None)
        value, point = known
        x = np.zeros(len(self.program.cost))
        x[self._hub.shared] = point
        return Answer(status, sentence, x, value, min(bound, value) if np.isfinite(bound) else None)

    def _final(self, status: str) -> Answer:
        if status != "optimal" and self.closed() and self._hub.offered is not None and self._hub.offered[0] < self.best.value:
            return Answer("stopped", self.ended, None, None, self.bound)  # the spoke's plan is the answer
        return super()._final(status)

    def _ended(self) -> Answer:
        self.why = self.ended
        return super()._ended()


def _wait(comm: Any, source: int) -> None:
    """Wait for a message without keeping a core busy."""
    while not comm.iprobe(source=source, tag=MPI.ANY_TAG):
        time.sleep(NAP)
