"""Which sets of attacks a plan must meet: those within the budget to which none can be added."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from math import comb

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Attack
from resilience_opt.errors import EngineError

#: More maximal sets of attacks than this are not enumerated.
MOST_ATTACK_SETS = 2000
#: Nor is it found out which sets are maximal among more than this.
MOST_SETS_TRIED = 200_000


def maximal_sets(costs: Sequence[float], budget: float) -> Iterable[tuple[int, ...]]:
    """Sets of attacks within the budget to which none can be added.

    >>> list(maximal_sets([1, 1, 2], 2))
    [(0, 1), (2,)]
    """
    tolerance = 1e-9 * max(1.0, budget)
    free = tuple(i for i, c in enumerate(costs) if c <= tolerance)
    paid = [i for i, c in enumerate(costs) if c > tolerance]
    limit = budget + tolerance
    for size in range(len(paid), -1, -1):
        for chosen in itertools.combinations(paid, size):
            spent = sum(costs[i] for i in chosen)
            if spent > limit:
                continue
            if all(spent + costs[i] > limit for i in paid if i not in chosen):
                yield tuple(sorted(free + chosen))


def attack_sets(case: Case) -> list[tuple[Attack, ...]]:
    """Every set of attacks that the plan must meet; empty without a budget or without a requirement on attacks."""
    budget = case.settings.attack_budget
    if budget is None or not any(row.scenario == "attack" for row in case.survival):
        return []
    costs = [a.cost for a in case.attacks]
    smallest = sorted(c for c in costs if c > 0)
    most = sum(1 for total in itertools.accumulate(smallest) if total <= budget)
    if sum(comb(len(smallest), k) for k in range(most + 1)) > MOST_SETS_TRIED:
        raise EngineError(f"{len(costs)} attacks with a budget of {budget:g} make too many sets to look at one by one; lower the budget or join attacks")
    sets = [tuple(case.attacks[i] for i in chosen) for chosen in maximal_sets(costs, budget)]
    if len(sets) > MOST_ATTACK_SETS:
        raise EngineError(f"{len(sets)} sets of attacks are within the budget, more than the {MOST_ATTACK_SETS} that are looked at one by one; lower the budget")
    return sets


def attack_name(attacks: Sequence[Attack]) -> str:
    """How a set of attacks is named in the report."""
    return "attack: " + (" + ".join(a.attack for a in attacks) or "none")
