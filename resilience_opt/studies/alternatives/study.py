"""Find alternatives one after the other: each the farthest from all before it, then made cheap again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from resilience_opt.case.case import Case
from resilience_opt.compile.program import Program, extensive_form
from resilience_opt.errors import Fault, InfeasibleError, InputError, NoPlanError
from resilience_opt.plan.explain import explain
from resilience_opt.plan.plan import Plan
from resilience_opt.plan.say import percent
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.engine import lived_through, search, solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.solution import Infeasible, Solution
from resilience_opt.solve.variations import Additions, carried, narrowed
from resilience_opt.studies.alternatives.difference import Difference
from resilience_opt.studies.alternatives.result import Alternatives, Found
from resilience_opt.studies.alternatives.use import least_use, shipped, use_of
from resilience_opt.studies.run import Options, audited, compile_case

log = logging.getLogger(__name__)

#: The largest distance is searched for to this gap: proven for distances up to a hundred.
FAR_GAP = 5e-3
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
        least = least_use(self.net, shipped(self.net, plan.values), self.share)
        found = [Found(plan, use_of(shipped(self.net, plan.values), least))]
        scaled = least / self.compiled.net.unit[self.net.offers.material]
        money = self.compiled.net.money
        difference = Difference(
            self.compiled, self.program, scaled, plan.objective / money, (plan.bound or 0.0) / money, self.within, self.count
        )
        memory, most, stopped = carried(memory, difference.additions), difference.most, ""
        while len(found) <= self.count and not stopped:
            self.tell(f"alternative {len(found)} of {self.count}")
            try:
                answer, most = self._farthest(difference, found, most, memory)
                if answer is None:
                    stopped = self._nothing_else(found) if most < 1 else TIME
                    continue
                solution = self._cheap(difference, found, answer, memory)
            except NoPlanError:
                stopped = TIME
                continue
            plan = self._plan(
                replace(solution, status=first.status, bound=first.bound),
                self.options.gap + self.within,
                alternative=len(found),
                within=self.within,
            )
            found.append(Found(plan, use_of(shipped(self.net, plan.values), least), most))
            log.info("alternative %d: %.6g", len(found) - 1, plan.objective)
        return Alternatives.of(self.case, self.within, self.share, found, stopped)

    def _farthest(self, difference: Difference, found: list[Found], most: int, memory: Memory) -> tuple[Answer | None, int]:
        """The plan farthest from those found, None where none differs, and in how many suppliers one could differ at most."""
        program, more = difference.farthest([f.use for f in found], most)
        answer, _ = self._search(program, more, FAR_GAP, memory)
        if answer.x is None:
            return None, 0
        if answer.bound is not None:
            most = min(most, difference.bound(answer.bound))
        reached = difference.reached(answer.x)
        log.info("differs in %d suppliers, no plan in more than %d", reached, max(most, reached))
        return (answer, max(most, reached)) if reached >= 1 else (None, most)

    def _cheap(self, difference: Difference, found: list[Found], answer: Answer, memory: Memory) -> Solution:
        """The cheapest plan with the same differences, as a solution of the case."""
        assert answer.x is not None
        program, more = difference.cheap([f.use for f in found], answer.x)
        cheap, engine = self._search(program, more, self.options.gap, memory)
        if cheap.x is None:
            raise NoPlanError(TIME)
        return lived_through(self.compiled, self.program, self.marks, narrowed(cheap, more), engine)

    def _search(self, program: Program, more: Additions, gap: float, memory: Memory) -> tuple[Answer, str]:
        return search(self.compiled, program, self.marks, self._limits(gap), self.options.engine, memory, more=len(more.columns))

    def _limits(self, gap: float) -> Limits:
        return Limits(gap, self.options.time_limit, self.options.threads)

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
