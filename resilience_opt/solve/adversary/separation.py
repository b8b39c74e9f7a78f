"""Is there a set of attacks within the budget that breaks a plan? A search that needs no list of sets.

What is done against a set of attacks holds against every set whose other attacks it is not exposed to, for attacks
only take away. So a set that breaks the plan has at least one attack to which it is exposed: the search branches on
these alone, each branch without the attacks of the branches before it. Where the search ends without a break, what
was done at its nodes holds, each against some sets, together against all of them (`recourses`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from resilience_opt.network.attacks import Budget, Chosen
from resilience_opt.network.network import Flags
from resilience_opt.solve.adversary.oracle import Recourse, YearUnderAttack

#: So many attacks are tried as the next of a set that breaks the plan.
TRIED = 6


@dataclass
class Separation:
    """What a search found.

    Attributes
    ----------
    broken : maximal sets that break the plan, with their losses
    recourses : what holds; together, if `complete` and nothing is broken, against every set within the budget
    complete : whether the search came to its end
    """

    broken: dict[Chosen, float] = field(default_factory=dict)
    recourses: list[Recourse] = field(default_factory=list)
    complete: bool = True


class Pool:
    """Recourses that are known, to be asked before the linear program is."""

    def __init__(self, count: int) -> None:
        self._made = np.zeros((0, count), dtype=bool)
        self._exposed = np.zeros((0, count), dtype=bool)
        self._size = 0

    def add(self, found: Recourse) -> None:
        """Keep a recourse."""
        if self._size == len(self._made):
            more = np.zeros((max(64, self._size), self._made.shape[1]), dtype=bool)
            self._made, self._exposed = np.concatenate([self._made, more]), np.concatenate([self._exposed, more])
        self._made[self._size], self._exposed[self._size] = found.attacks, found.exposed > 0
        self._size += 1

    def holds(self, attacks: Flags) -> bool:
        """Whether one of them holds under these attacks, made all at once or in part."""
        exposed, made = self._exposed[: self._size], self._made[: self._size]
        return bool((~(exposed & ~made & attacks).any(axis=1)).any())


class Search:
    """A search in one year, for sets with more than a given loss."""

    def __init__(self, year: YearUnderAttack, budget: Budget, loss: float, most: int, stop: Callable[[], bool]) -> None:
        self.year, self.budget, self.limit, self.most, self.stop = year, budget, loss, most, stop
        self.found = Separation()
        self._pool = Pool(year.count)

    def run(self) -> Separation:
        """Look at every set within the budget, until so many are found to break the plan."""
        self._look(self.budget.free, frozenset())
        return self.found

    def _look(self, made: Chosen, without: frozenset[int]) -> None:
        """Look at every set that has these attacks and none of those."""
        if len(self.found.broken) >= self.most or self.stop():
            self.found.complete = False
            return
        more = [k for k in self.budget.additions(made) if k not in without]
        possible = np.zeros(self.year.count, dtype=bool)
        possible[[*made, *more]] = True
        if self._pool.holds(possible):
            return
        recourse = self.year.hold(made, self.limit)
        if recourse is None:
            loss, recourse = self.year.loss(made)
            if loss > self.limit:
                whole, loss = extension(self.year, self.budget, made)
                self.found.broken[whole] = loss
                return
        self._pool.add(recourse)
        self.found.recourses.append(recourse)
        exposed = sorted((k for k in more if recourse.exposed[k] > 0), key=lambda k: -recourse.exposed[k])
        for n, k in enumerate(exposed):
            self._look(tuple(sorted((*made, k))), without | set(exposed[:n]))


def extension(year: YearUnderAttack, budget: Budget, made: Chosen) -> tuple[Chosen, float]:
    """A set with attacks added to it one by one until none can be, each the one that then hurts most of a few; and its loss."""
    loss, recourse = year.loss(made)
    while more := budget.additions(made):
        likely = sorted(more, key=lambda k: (-recourse.exposed[k], k))[:TRIED]
        tried = {k: year.loss((*made, k)) for k in likely}
        worst = max(likely, key=lambda k: tried[k][0])
        made, (loss, recourse) = tuple(sorted((*made, worst))), tried[worst]
    return made, loss
