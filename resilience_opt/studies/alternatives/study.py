"""Find alternatives one after the other: each as far as can be from all before it, and the cheapest that is so far."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from math import inf

from resilience_opt.case.case import Case
from resilience_opt.compile.program import extensive_form
from resilience_opt.errors import Fault, InfeasibleError, InputError, NoPlanError
from resilience_opt.plan.explain import explain
from resilience_opt.plan.plan import Plan
from resilience_opt.plan.say import percent
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.engine import lived_through, search, solve_compiled
from resilience_opt.solve.limits import Limits, over
from resilience_opt.solve.solution import Infeasible, Solution
from resilience_opt.solve.variations import carried, narrowed
from resilience_opt.studies.alternatives.difference import Difference
from resilience_opt.studies.alternatives.result import Alternatives, Found
from resilience_opt.studies.alternatives.use import Use, least_use, shipped, use_of
from resilience_opt.studies.run import Options, audited, compile_case

log = logging.getLogger(__name__)

#: Where searches are long, of the plans equally far the cheapest is looked for to this share of the cost that is permitted.
FINE = 0.05
TIME = "time ended before another plan that differs was found"


def alternatives(
    case: Case,
    *,
    within: float = 0.02,
    count: int = 5,
    share: float = 0.05,
    options: Options | None = None,
    tell: Callable[[str], None] | None = None,
) -> Alternatives:
    """Plans that cost little more than the cheapest and differ most in suppliers.

    Parameters
    ----------
    within : float
        By how much an alternative may cost more than the cheapest plan, as a share of its cost.
    count : int
        How many alternatives to look for beside the cheapest plan; fewer are found where no other plan differs.
    share : float
        What a supplier must ship over all years to count as used, as a share of what the cheapest plan delivers of the material.
    options : Options, optional
        Its limit of time holds for each search.
    tell : callable, optional
        Told of each plan in a few words.

    Raises
    ------
    InputError
        If `within` is negative, `count` less than 1, or `share` not a share above 0.
    InfeasibleError
        If no plan can meet the requirements.
    NoPlanError
        If time ended before the cheapest plan was found.
    """
    wrong = [
        message
        for holds, message in (
            (within >= 0, "within must be 0 or more"),
            (count >= 1, "count must be 1 or more"),
            (0 < share <= 1, "share must be above 0 and at most 1"),
        )
        if not holds
    ]
    if wrong:
        raise InputError([Fault("", "", message) for message in wrong], case.book.source)
    return _Search(case, within, count, share, options or Options(), tell or (lambda _: None)).run()


class _Search:
    """One run: the compiled case, and what one search leaves to the next."""

    def __init__(self, case: Case, within: float, count: int, share: float, options: Options, tell: Callable[[str], None]) -> None:
        self.case, self.within, self.count, self.share, self.options, self.tell = case, within, count, share, options, tell
        self.net, self.compiled, self.model = compile_case(case, options.model)
        self.program, self.marks = extensive_form(self.compiled)

    def run(self) -> Alternatives:
        """The cheapest plan, then one alternative after the other."""
        memory = Memory()
        self.tell("the cheapest plan")
        first = solve_compiled(self.compiled, self._limits(self.options.gap), self.options.engine, memory)
        if isinstance(first, Infeasible):
            raise InfeasibleError(explain(self.compiled, first))
        plan = self._plan(first, self.options.gap)
        self.gap = max(self.options.gap, FINE * self.within) if first.engine == "benders" else self.options.gap
        self.least = least_use(self.net, shipped(self.net, plan.values), self.share)
        found = [self._found(plan)]
        scaled, money = self.least / self.compiled.net.unit[self.net.offers.material], self.compiled.net.money
        self.difference = Difference(self.compiled, self.program, scaled, (1 + self.within) * plan.objective / money, self.count)
        self.memory = carried(memory, self.difference.additions)
        most, stopped = self.difference.most, ""
        while len(found) <= self.count and not stopped:
            self.tell(f"alternative {len(found)} of {self.count}")
            solution, most = self._farthest([f.use for f in found], most)
            if solution is None:
                stopped = TIME if most else self._nothing_else(found)
                continue
            settled = replace(solution, status=first.status, bound=first.bound)
            plan = self._plan(settled, self.options.gap + self.within, alternative=len(found), within=self.within)
            found.append(self._found(plan, most))
            log.info("alternative %d: %.6g", len(found) - 1, plan.objective)
        return Alternatives.of(self.case, self.within, self.share, found, stopped)

    def _farthest(self, before: list[Use], most: int) -> tuple[Solution | None, int]:
        """The cheapest of the plans farthest from those before, None where none is known, and how far one can be at most."""
        most = self._at_most(before, most)
        distance = most
        while distance:
            solution, excluded = self._cheapest(before, distance)
            log.info("in %d suppliers: %s", distance, "a plan" if solution else "none" if excluded else "not known")
            if solution is not None:
                return solution, most
            most -= excluded and distance == most
            distance = distance - 1 if excluded else distance // 2
        return None, most

    def _at_most(self, before: list[Use], most: int) -> int:
        """The largest distance with which fractions of decisions cost little enough; what they cost never falls with distance."""
        possible, beyond = 0, most + 1
        asked = most
        while possible < asked < beyond:
            program, _ = self.difference.cheapest(before, asked)
            answer = self.memory.oracle_for(program, self._limits()).relax()
            cost = inf if answer.status == "infeasible" else answer.objective
            if cost is not None and cost > over(self.difference.limit):
                beyond = asked
            else:
                possible = asked
            asked = (possible + beyond) // 2
        return possible

    def _cheapest(self, before: list[Use], distance: int) -> tuple[Solution | None, bool]:
        """The cheapest plan at a distance if it is within the limit, and whether no plan is."""
        limit = self.difference.limit
        for limited in (False, True):
            program, more = self.difference.cheapest(before, distance, limited=limited)
            limits = self._limits(self.gap, ceiling=limit)
            try:
                answer, engine = search(self.compiled, program, self.marks, limits, self.options.engine, self.memory, more=len(more.columns))
            except NoPlanError:
                return None, False
            if answer.x is None or (answer.bound is not None and answer.bound > over(limit)):
                return None, True
            if answer.objective is not None and answer.objective <= over(limit):
                return lived_through(self.compiled, self.program, self.marks, narrowed(answer, more), engine), False
            if answer.status != "optimal":
                break
        return None, False

    def _found(self, plan: Plan, most: int | None = None) -> Found:
        return Found(plan, use_of(shipped(self.net, plan.values), self.least), most)

    def _limits(self, gap: float = 0.0, ceiling: float = inf) -> Limits:
        return Limits(gap, self.options.time_limit, self.options.threads, ceiling=ceiling)

    def _plan(self, solution: Solution, gap: float, **more: object) -> Plan:
        return audited(
            self.net,
            self.compiled,
            solution,
            self.model,
            {"gap": gap, "time limit": self.options.time_limit, "threads": self.options.threads, **more},
        )

    def _nothing_else(self, found: list[Found]) -> str:
        others = "the cheapest" if len(found) == 1 else "all of these"
        return f"no other plan that costs at most {percent(self.within)} more than the cheapest differs from {others} in any supplier"
