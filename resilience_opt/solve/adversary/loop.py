"""Column-and-constraint generation: a plan for the sets of attacks that are known, and the adversary's answer to it.

The master is the plan with the known sets as crises; it asks for less than all sets together, so its bound is a
bound of the whole, and where it has no plan there is none. The adversary looks for sets within the budget that break
the master's plan (:mod:`resilience_opt.solve.adversary.separation`); they become crises, and so on (B. Zeng, L. Zhao,
Operations Research Letters 41, 2013). Only a plan that no set breaks is a plan: there are finitely many sets, and a
set that is known breaks no plan of the master, so that the end is reached. Most sets are found with fractions of
yes/no decisions, which are cheap to search.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from resilience_opt.compile.program import Compiled, Program, Stamp, compile_statement, extensive_form, with_crises
from resilience_opt.errors import NoPlanError, SolverError
from resilience_opt.formulation.definition import Model
from resilience_opt.network.attacks import Budget, Chosen
from resilience_opt.network.build import under_attack
from resilience_opt.network.network import Network
from resilience_opt.network.scale import scaled
from resilience_opt.solve.adversary.certificate import BREAK, Certificate, losses, worst_of, worst_of_all
from resilience_opt.solve.adversary.oracle import Recourse, years_under_attack
from resilience_opt.solve.adversary.separation import Search, extension
from resilience_opt.solve.answers import Answer, Progress, gap_of
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.engine import lived_through, search
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.solution import Infeasible, Solution

log = logging.getLogger(__name__)

#: So many sets that break the plan are looked for in a year, and so many become crises in a round.
FOUND, ADDED = 4, 6
#: The master is solved to this gap until no set breaks its plan, then to the gap that is asked for.
FIRST = 1e-2
#: Seconds for which a last plan may still be looked at when time has ended, and in which the worst set is looked for.
GRACE = 20.0


@dataclass(frozen=True)
class Withstood:
    """A case solved against an adversary: its network (unscaled) and statement with the sets that were needed, and what was found."""

    net: Network
    compiled: Compiled
    solution: Solution | Infeasible


@dataclass(frozen=True)
class _Master:
    """A program and its answer, whose plan was or was not broken."""

    compiled: Compiled
    program: Program
    marks: Stamp
    answer: Answer
    engine: str
    recourses: dict[int, list[Recourse]]


class Generation:
    """The sets that are known, the best plan that none breaks, and the best bound."""

    def __init__(self, net: Network, model: Model, budget: Budget, limits: Limits, engine: str, sets: Sequence[Chosen]) -> None:
        self.net, self.budget, self.limits, self.engine = net, budget, limits, engine
        self.sets = [chosen for chosen in dict.fromkeys(sets) if budget.allows(chosen)]
        self.compiled = compile_statement(scaled(under_attack(net, self.sets)), model)
        self.years = years_under_attack(self.compiled)
        self.best: _Master | None = None
        self.bound = -float("inf")
        self.rounds = 0

    def run(self) -> Withstood:
        """Search to the end, or to the limit of time."""
        try:
            found = (self._with_fractions() if self.compiled.plan.binary.any() else None) or self._to_the_end()
        except KeyboardInterrupt:
            found = self._ended("the search was interrupted")
        if isinstance(found, Infeasible):
            return Withstood(under_attack(self.net, self.sets), self.compiled, found)
        return self._proven(found)

    def _with_fractions(self) -> Infeasible | None:
        """Find sets while decisions are fractions."""
        while not self.limits.over:
            program, marks = extensive_form(self.compiled)
            try:
                answer, _ = search(self.compiled, program.relaxed(), marks, self._left(self.limits.gap), "auto")
            except NoPlanError:
                return None
            if answer.x is None:
                return Infeasible(program, marks)
            self._heard(answer)
            broken, _ = self._broken(answer)
            if not broken:
                return None
            self._learn(broken)
        return None

    def _to_the_end(self) -> _Master | Infeasible:
        gap, memory = max(self.limits.gap, FIRST), Memory()
        while True:
            program, marks = extensive_form(self.compiled)
            try:
                answer, engine = search(self.compiled, program, marks, self._left(gap), self.engine, memory)
            except NoPlanError as error:
                return self._ended(str(error).removesuffix(" before a plan was found"))
            if answer.x is None:
                return Infeasible(program, marks)
            self._heard(answer)
            broken, recourses = self._broken(answer)
            if broken:
                if answer.status != "optimal" or self.limits.over:
                    return self._ended("the limit of time ended the search" if self.limits.over else "the search was interrupted")
                self._learn(broken)
                memory = Memory()
                continue
            if self.best is None or _cost(answer) <= _cost(self.best.answer):
                self.best = _Master(self.compiled, program, marks, answer, engine, recourses)
            open_gap = gap_of(_cost(self.best.answer), min(self.bound, _cost(self.best.answer)))
            if open_gap is not None and open_gap <= self.limits.gap:
                return self._as(self.best, "optimal")
            if answer.status != "optimal" or self.limits.over or gap <= self.limits.gap:
                return self._as(self.best, "optimal" if gap <= self.limits.gap and answer.status == "optimal" and self.best.answer is answer else "feasible")
            gap = self.limits.gap

    def _left(self, gap: float) -> Limits:
        """Limits of the next search of the master, whose plans count for nothing before they are looked at."""

        def tell(moment: Progress) -> None:
            assert self.limits.progress is not None
            cost = None if self.best is None else _cost(self.best.answer)
            bound = self.bound if moment.bound is None else max(self.bound, moment.bound)
            known = None if bound == -float("inf") else bound
            self.limits.progress(Progress(self.limits.spent, cost, known, gap_of(cost, known)))

        return replace(self.limits, gap=gap, time_limit=self.limits.left, started=time.monotonic(), progress=None if self.limits.progress is None else tell)

    def _heard(self, answer: Answer) -> None:
        self.rounds += 1
        if answer.bound is not None:
            self.bound = max(self.bound, answer.bound)

    def _broken(self, answer: Answer) -> tuple[dict[Chosen, float], dict[int, list[Recourse]]]:
        """Sets that break a plan, and where there are none what holds in each year."""
        assert answer.x is not None
        plan, deadline = answer.x[: len(self.compiled.plan)], time.monotonic() + GRACE
        broken: dict[Chosen, float] = {}
        recourses: dict[int, list[Recourse]] = {}
        for year in self.years:
            year.turn_to(plan)
            found = Search(year, self.budget, BREAK, FOUND, lambda: self.limits.over and time.monotonic() > deadline).run()
            if not found.broken and not found.complete:
                raise NoPlanError("the limit of time ended the search before it was known whether any set of attacks breaks the plan")
            recourses[year.year] = found.recourses
            for chosen, loss in found.broken.items():
                broken[chosen] = max(loss, broken.get(chosen, loss))
        known = [chosen for chosen in broken if chosen in self.sets]
        if known and len(known) == len(broken):
            raise SolverError(f"a plan does not meet a set of attacks that it was made for (by {max(broken.values()):.1e} of a month's need); scale the workbook's figures")
        worst = max(broken.values(), default=0.0)
        log.info("round %d: bound %.6g, %d sets known, %d break the plan, worst loss %.3g", self.rounds, self.bound, len(self.sets), len(broken), worst)
        return broken, recourses

    def _learn(self, broken: dict[Chosen, float]) -> None:
        """Make crises of the worst of the sets that break the plan."""
        new = sorted((chosen for chosen in broken if chosen not in self.sets), key=lambda chosen: (-broken[chosen], chosen))
        self.sets += new[:ADDED]
        self.compiled = with_crises(self.compiled, under_attack(self.compiled.net, self.sets))

    def _ended(self, why: str) -> _Master:
        if self.best is None:
            raise NoPlanError(f"{why} before a plan was found that no set of attacks breaks")
        return self._as(self.best, "feasible")

    def _as(self, found: _Master, status: str) -> _Master:
        return replace(found, answer=replace(found.answer, status=status, bound=min(self.bound, _cost(found.answer))))

    def _proven(self, found: _Master) -> Withstood:
        """The plan with every known set lived through, and the certificate."""
        solution = lived_through(found.compiled, found.program, found.marks, found.answer, found.engine)
        assert found.answer.x is not None
        for year in self.years:
            year.turn_to(found.answer.x[: len(found.compiled.plan)])
        sets = found.compiled.net.shocks.sets
        if not self.years:  # nothing is required: all of the service is to spare
            nothing = Certificate(sets, {}, (0, self.budget.free, -1.0), True, self.budget.within(), False)
            return Withstood(under_attack(self.net, sets), found.compiled, replace(solution, certificate=nothing))
        loss = losses(self.years, sets or (self.budget.free,))
        deadline = time.monotonic() + GRACE
        worst, exact = worst_of_all(self.years, self.budget, worst_of(loss), lambda: time.monotonic() > deadline)
        year = next(year for year in self.years if year.year == worst[0])
        worst = (worst[0], *extension(year, self.budget, worst[1]))
        certificate = Certificate(
            sets, loss, worst, exact, self.budget.within(), False, found.recourses, year.form.positions, self.rounds, sum(year.questions for year in self.years)
        )
        return Withstood(under_attack(self.net, sets), found.compiled, replace(solution, certificate=certificate))


def _cost(answer: Answer) -> float:
    assert answer.objective is not None
    return answer.objective


def withstand(net: Network, model: Model, budget: Budget, limits: Limits, engine: str = "auto", sets: Sequence[Chosen] = ()) -> Withstood:
    """The cheapest plan that no set of attacks within a budget breaks.

    Parameters
    ----------
    net : Network, unscaled
        Whatever sets of attacks it has.
    sets : sequence of sets of attacks
        Where to start from: sets that are known to matter.

    Raises
    ------
    NoPlanError
        If time, or the user, ended the search before there was a plan that none breaks.
    SolverError
        If the solver failed.
    """
    return Generation(net, model, budget, limits, engine, sets).run()
