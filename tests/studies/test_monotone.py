"""More to be met never costs less, and more to choose from never costs more, on random books; no plan at all counts as an infinite cost.

Every test also asks that the cost did move on many of the books, so that none holds because its edit does nothing.
"""

from __future__ import annotations

import math
import random
from itertools import pairwise

from tests.reference.network import check
from tests.studies.cases import MODELS, TOLERANCE, case_from, least_cost, random_books, same_cost
from tests.studies.edits import (
    fewer_sources,
    higher_service,
    months_of,
    tighter_shares,
    with_a_supplier,
    with_a_trial,
    with_rows,
    without_each_and_minimum,
)


def cost(book) -> float:
    return least_cost(case_from(book))


def rises(before: float, after: float) -> bool:
    """Whether the cost rose; it must not have fallen."""
    if math.isinf(before):
        assert math.isinf(after), after
        return False
    assert after >= before - TOLERANCE * abs(before), (before, after)
    return after > before + TOLERANCE * abs(before)


def ends_higher(costs: list[float]) -> bool:
    """Whether the cost rose at one of the steps; it must have fallen at none."""
    steps = [rises(before, after) for before, after in pairwise(costs)]
    return any(steps)


def test_tightening_a_maximum():
    """Every Maximum share lower by a third, then halved again, then every Maximum number of sources one fewer: the cost does not fall."""
    moved = 0
    for _, book in random_books(range(100, 145)):
        if any("Maximum" in row for sheet in ("Share limits", "Source limits") for row in book[sheet]):
            steps = [book, tighter_shares(book, 0.67), tighter_shares(book, 0.33), fewer_sources(tighter_shares(book, 0.33))]
            moved += ends_higher([cost(step) for step in steps])
    assert moved >= 5


def test_a_new_maximum():
    """A limit on a supplier's country or owner where there was none: all is nothing new; then from 60 % down to nothing, by quantity and by value."""
    moved = 0
    for seed, book in random_books(range(130, 150)):
        rng = random.Random(seed)
        row = {"Group": rng.choice(book["Suppliers"])["Country"], "Lens": rng.choice(["location", "owner"])}
        row["Basis"] = rng.choice(["quantity", "value"]) if book["Materials"] else "quantity"
        costs = [cost(book), *(cost(with_rows(book, "Share limits", {**row, "Maximum": share})) for share in (1, 0.6, 0))]
        assert same_cost(costs[0], costs[1]), seed
        moved += ends_higher(costs)
    assert moved >= 10


def test_raising_a_service_level():
    """Every service level half and then all of the way to full service; books without one are given one."""
    moved = 0
    for _, book in random_books(range(100, 135)):
        if book["Scenarios"]:
            if not book["Survival"]:
                book = with_rows(book, "Survival", {"Months": months_of(book), "Service level": 0})
            moved += ends_higher([cost(higher_service(book, by)) for by in (0, 0.5, 1)])
    assert moved >= 8


def test_adding_a_scenario_of_no_probability():
    """A scenario that never happens and must be survived costs something or nothing, whatever the measure of risk."""
    moved = 0
    for seed, book in random_books(range(100, 145)):
        model = MODELS[seed % 3]
        before, after = (least_cost(case_from(each), model) for each in (book, with_a_trial(book, random.Random(seed))))
        moved += rises(before, after)
    assert moved >= 15


def test_a_scenario_of_no_probability_that_nobody_must_survive():
    """It costs nothing, but to those who look at the worst case alone."""
    for seed, book in random_books(range(145, 165)):
        book = {**book, "Survival": []}
        trial = {**with_a_trial(book, random.Random(seed)), "Survival": []}
        model = MODELS[seed % 2]
        assert same_cost(least_cost(case_from(book), model), least_cost(case_from(trial), model)), seed


def test_adding_a_supplier():
    """A newcomer, without limits on `each ...` and without a Minimum: the cost does not rise."""
    moved = 0
    for seed, book in random_books(range(100, 145)):
        book = without_each_and_minimum(book)
        larger = with_a_supplier(book, random.Random(seed))
        if check(larger) is None:  # otherwise two lanes would hold for one of the newcomer's deliveries
            moved += rises(cost(larger), cost(book))
    assert moved >= 15
