"""What was proven about attacks: the worst set, its loss, and that no set within the budget breaks the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from resilience_opt.compile.program import Compiled
from resilience_opt.compile.recorder import Floats, Positions
from resilience_opt.network.attacks import Budget, Chosen
from resilience_opt.solve.adversary.oracle import Recourse, YearUnderAttack, years_under_attack
from resilience_opt.solve.adversary.separation import Search
from resilience_opt.solve.adversary.skeleton import only_taken_away

#: A loss of no more than this is rounding: a plan is broken by more.
BREAK = 2e-7
#: A set is worse than another if its loss is greater by so much.
WORSE = 1e-6


@dataclass(frozen=True)
class Certificate:
    """No set of attacks within the budget breaks a plan.

    Attributes
    ----------
    sets : those that are crises of the plan's program, in the program's order
    loss : by year (position) and set, of the sets that were looked at by name
    worst : year, set and loss: no other set within the budget has a loss greater by more than a millionth, where `exact`
    within : within the budget are up to so many choices of attacks that cost something
    listed : whether every maximal set was listed; otherwise the adversary was asked for one that breaks the plan, and has none
    recourses : by year, what holds against the sets that are not listed, together against all of them; their columns are those of `positions`
    rounds, questions : how often the plan was searched for, and how many linear programs the adversary solved
    price : array (sets,), what the plan would save if the set need not be withstood [scaled money, discounted]; nan where it is not known
    """

    sets: tuple[Chosen, ...]
    loss: Mapping[tuple[int, Chosen], float]
    worst: tuple[int, Chosen, float]
    exact: bool
    within: int
    listed: bool
    recourses: Mapping[int, Sequence[Recourse]] = field(default_factory=dict)
    positions: Mapping[str, Positions] = field(default_factory=dict)
    rounds: int = 1
    questions: int = 0
    price: Floats | None = None


def losses(years: Sequence[YearUnderAttack], sets: Sequence[Chosen]) -> dict[tuple[int, Chosen], float]:
    """The loss of every set in every year, for the plan that the years have taken up."""
    return {(year.year, chosen): year.loss(chosen)[0] for year in years for chosen in sets}


def worst_of(loss: Mapping[tuple[int, Chosen], float]) -> tuple[int, Chosen, float]:
    """Year, set and loss of the worst; the earlier year where several are as bad."""
    (year, chosen), found = max(loss.items(), key=lambda item: (item[1], -item[0][0]))
    return year, chosen, found


def worst_of_all(
    years: Sequence[YearUnderAttack], budget: Budget, known: tuple[int, Chosen, float], stop: Callable[[], bool]
) -> tuple[tuple[int, Chosen, float], bool]:
    """The worst set of a plan that none breaks, from the worst that is known; and whether the search came to its end.

    Where a known set leaves nothing to spare there is nothing to search for: no set breaks the plan.
    """
    if known[2] > -WORSE:
        return known, True
    complete = True
    for year in years:
        while True:
            found = Search(year, budget, known[2] + WORSE, 1, stop).run()
            if not found.broken:
                complete &= found.complete
                break
            chosen, loss = next(iter(found.broken.items()))
            known = (year.year, chosen, loss)
    return known, complete


def listed(compiled: Compiled, plan: Floats, budget: Budget) -> Certificate | None:
    """The certificate of a plan for which every maximal set is a crisis; None where the model has rows of its own in a crisis."""
    years = years_under_attack(compiled) if only_taken_away(compiled.model) else []
    if not years:
        return None
    sets = compiled.net.shocks.sets
    for year in years:
        year.turn_to(plan)
    loss = losses(years, sets)
    return Certificate(sets, loss, worst_of(loss), True, budget.within(), True, questions=sum(year.questions for year in years))
