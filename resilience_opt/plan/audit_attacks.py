"""The sets of attacks that a plan must meet: the audit's own search for all to which nothing can be added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Attack


def attack_sets(case: Case) -> list[tuple[Attack, ...]]:
    """Every set of attacks within the budget to which none can be added; none without a budget or a requirement on attacks."""
    budget = case.settings.attack_budget
    if budget is None or all(row.scenario != "attack" for row in case.survival):
        return []
    dearest_first = sorted(case.attacks, key=lambda a: -a.cost)
    order = {a.attack: i for i, a in enumerate(case.attacks)}
    limit = budget + 1e-9 * max(1.0, budget)
    return [tuple(sorted(found, key=lambda a: order[a.attack])) for found in _largest(dearest_first, limit, ())]


def _largest(
    rest: Sequence[Attack], left: float, chosen: tuple[Attack, ...], cheapest_refused: float = float("inf")
) -> Iterator[tuple[Attack, ...]]:
    """Choices among the rest within what is left of the budget, so that nothing that was refused would still fit."""
    if left - sum(a.cost for a in rest) >= cheapest_refused:  # even if all the rest is chosen, a refused one could be added
        return
    if not rest:
        yield chosen
        return
    first, *others = rest
    if first.cost <= left:
        yield from _largest(others, left - first.cost, (*chosen, first), cheapest_refused)
    yield from _largest(others, left, chosen, min(cheapest_refused, first.cost))


def attack_name(attacks: Sequence[Attack]) -> str:
    """How a set of attacks is named in the plan."""
    return "attack: " + (" + ".join(a.attack for a in attacks) or "none")


def within_budget(case: Case, sets: Sequence[tuple[str, ...]]) -> list[tuple[Attack, ...]]:
    """The sets of names that are sets of attacks of the case within the budget, each once."""
    known = {a.attack: a for a in case.attacks}
    budget = case.settings.attack_budget or 0.0
    limit = budget + 1e-9 * max(1.0, budget)
    found = [tuple(known[n] for n in names) for names in dict.fromkeys(sets) if all(n in known for n in names) and len(set(names)) == len(names)]
    return [attacks for attacks in found if sum(a.cost for a in attacks) <= limit]
