"""Saying the same thing in other words changes nothing: rows in another order, and every scenario in two halves."""

from __future__ import annotations

import math
import random

from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.run import optimize
from tests.studies.cases import MODELS, case_from, least_cost, random_books, same_cost
from tests.studies.restated import halved, permuted


def test_the_order_of_rows_does_not_matter():
    """Rows of every sheet in a random order: the same cost, or no plan either way."""
    plans = 0
    for seed, book in random_books(range(100, 140)):
        first = least_cost(case_from(book))
        assert same_cost(first, least_cost(case_from(permuted(book, random.Random(seed))))), seed
        plans += math.isfinite(first)
    assert plans >= 15


def test_a_scenario_in_two_halves():
    """Expected cost, CVaR and the worst case are the same where each scenario is two with half of its probability."""
    risks = 0
    for seed, book in random_books(range(100, 145)):
        if book["Scenarios"]:
            model = MODELS[seed % 3]
            whole, halves = case_from(book), case_from(halved(book))
            assert len(halves.scenarios) == 2 * len(whole.scenarios) and len(halves.events) == 2 * len(whole.events)
            try:
                plan = optimize(whole, model=model, gap=1e-9)
            except InfeasibleError:
                assert math.isinf(least_cost(halves, model)), (seed, model)
                continue
            assert same_cost(plan.objective, least_cost(halves, model)), (seed, model)
            risks += plan.costs["risk"] > 1e-3 * plan.objective
    assert risks >= 10
