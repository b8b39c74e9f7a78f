"""Which sets of attacks a plan must meet: those within the budget to which none can be added."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import comb

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Attack
from resilience_opt.errors import EngineError

#: Up to so many maximal sets are crises of the plan from the beginning; of more, the adversary looks for those that matter.
FEW_SETS = 64
#: More maximal sets than this are not listed one by one.
MOST_ATTACK_SETS = 2000
#: Nor is it found out which sets are maximal among more than this.
MOST_SETS_TRIED = 200_000

#: A set of attacks by position in the sheet, in order.
Chosen = tuple[int, ...]


@dataclass(frozen=True)
class Budget:
    """What attacks cost, and what may be spent on a set of them; figures closer than a billionth are the same."""

    costs: tuple[float, ...]
    budget: float

    @property
    def _room(self) -> float:
        return 1e-9 * max(1.0, self.budget)

    @property
    def free(self) -> Chosen:
        """Attacks that cost nothing: every set may have them."""
        return tuple(i for i, c in enumerate(self.costs) if c <= self._room)

    @property
    def paid(self) -> Chosen:
        """Attacks that cost something, and no more than the budget."""
        return tuple(i for i, c in enumerate(self.costs) if self._room < c <= self.budget + self._room)

    def spent(self, chosen: Iterable[int]) -> float:
        """What a set costs."""
        return sum(self.costs[i] for i in sorted(chosen))

    def allows(self, chosen: Iterable[int]) -> bool:
        """Whether a set is within the budget."""
        return self.spent(chosen) <= self.budget + self._room

    def additions(self, chosen: Iterable[int], among: Iterable[int] | None = None) -> list[int]:
        """Attacks that can be added to a set within the budget, of those named (all by default)."""
        inside = set(chosen)
        left = self.budget + self._room - self.spent(inside)
        return [i for i in (range(len(self.costs)) if among is None else among) if i not in inside and self.costs[i] <= left]

    @property
    def most(self) -> int:
        """How many attacks that cost something can be made at most."""
        return sum(1 for total in itertools.accumulate(sorted(self.costs[i] for i in self.paid)) if total <= self.budget + self._room)

    def within(self) -> int:
        """How many choices of attacks that cost something there are of no more than can be made at most; all sets are among them."""
        return sum(comb(len(self.paid), k) for k in range(self.most + 1))


def budget_of(case: Case) -> Budget | None:
    """What the adversary of a case may spend; None without a budget or without a requirement on attacks."""
    limit = case.settings.attack_budget
    if limit is None or not any(row.scenario == "attack" for row in case.survival):
        return None
    return Budget(tuple(a.cost for a in case.attacks), limit)


def maximal_sets(costs: Sequence[float], budget: float) -> Iterator[Chosen]:
    """Sets of attacks within the budget to which none can be added.

    >>> list(maximal_sets([1, 1, 2], 2))
    [(0, 1), (2,)]
    """
    known = Budget(tuple(costs), budget)
    paid = known.paid
    for size in range(known.most, -1, -1):
        for chosen in itertools.combinations(paid, size):
            if known.allows(chosen) and not known.additions(chosen, paid):
                yield tuple(sorted(known.free + chosen))


def few_sets(known: Budget, most: int = FEW_SETS) -> list[Chosen] | None:
    """Every maximal set; None where there are more than so many."""
    if known.within() > MOST_SETS_TRIED:
        return None
    found = list(itertools.islice(maximal_sets(known.costs, known.budget), most + 1))
    return None if len(found) > most else found


def attack_sets(case: Case) -> list[Chosen]:
    """Every set of attacks that the plan must meet; empty without a budget or without a requirement on attacks.

    Raises
    ------
    EngineError
        If they are too many to be looked at one by one.
    """
    known = budget_of(case)
    if known is None:
        return []
    sets = few_sets(known, MOST_ATTACK_SETS)
    if sets is None:
        raise EngineError(
            f"{len(known.costs)} attacks with a budget of {known.budget:g} make more than {MOST_ATTACK_SETS:,} sets, which are not listed one by one here: "
            "optimize BOOK.xlsx and optimize attack BOOK.xlsx look for those that matter; elsewhere lower the budget or join attacks"
        )
    return sets


def attack_name(attacks: Sequence[Attack]) -> str:
    """How a set of attacks is named in the report."""
    return "attack: " + (" + ".join(a.attack for a in attacks) or "none")
