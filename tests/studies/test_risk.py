"""Measures of risk against each other and against their definitions, on random books whose crises cost something."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from resilience_opt.studies.run import optimize
from tests.studies.cases import TOLERANCE, case_from, least_cost, random_books

#: Features with much to decide about crises, and few with nothing to decide because there is no plan.
FEATURES = {"tiers", "base shortage", "lanes", "stockpiles", "scenarios", "readiness"}


def at_most(smaller: float, larger: float) -> bool:
    return smaller <= larger + TOLERANCE * abs(larger)


def clearly_less(smaller: float, larger: float) -> bool:
    return smaller < larger - 10 * TOLERANCE * abs(larger)


def expectation(crises: list[tuple[float, float]]) -> float:
    """Of costs given with their probabilities."""
    return math.fsum(probability * cost for probability, cost in crises)


def tail_mean(crises: list[tuple[float, float]], level: float) -> float:
    """What the worst years cost on average: the dearest that together have a probability of 1 - level, undisturbed years being the cheapest."""
    left, total = 1 - level, 0.0
    for probability, cost in sorted(crises, key=lambda crisis: -crisis[1]):
        taken = min(left, probability)
        left, total = left - taken, total + taken * cost
    return total / (1 - level)


def risks(plan, level: float) -> tuple[float, float, float]:
    """Discounted expectation, tail mean and worst case of a plan, from its table of crises."""
    found = [0.0, 0.0, 0.0]
    for year, rows in plan.crisis_costs.groupby("year"):
        crises = list(zip(rows["probability"], rows["cost"], strict=True))
        weight = 1 / (1 + plan.case.settings.discount_rate) ** (year - plan.case.settings.first_year)
        measures = expectation(crises), tail_mean(crises, level), max(rows["cost"])
        found = [before + weight * measure for before, measure in zip(found, measures, strict=True)]
    return tuple(found)


def test_tail_mean_by_hand():
    """One year in ten costs 50 and one in five 20: the worst tenth 50, the worst fifth 35, all years 9, the worst half (5 + 4) / 0.5."""
    crises = [(0.2, 20.0), (0.1, 50.0)]
    assert [tail_mean(crises, level) for level in (0.95, 0.9, 0.8, 0.5, 0)] == pytest.approx([50, 50, 35, 18, 9])
    assert expectation(crises) == pytest.approx(9)


def test_the_risk_that_is_reported_is_the_measure_of_the_crises_reported():
    """The risk in the objective against the definitions, from the table of crises: expectation, tail mean, a mix of them, the worst case."""
    told = 0
    for seed, book in random_books(range(500, 512), FEATURES | {"years"}):
        case = case_from(book)
        for model, aversion, level in (("standard", 0, 0.9), ("standard", 0.3, 0.8), ("risk-averse", None, 0.9), ("worst-case", 0.3, 0.9)):
            plan = optimize(case.with_setting("Risk aversion", aversion).with_setting("CVaR level", level), model=model)
            mean, tail, worst = risks(plan, level)
            weight = (1 if model == "risk-averse" else 0) if aversion is None else aversion
            wanted = worst if model == "worst-case" else (1 - weight) * mean + weight * tail
            assert plan.costs["risk"] == pytest.approx(wanted, rel=1e-7, abs=1e-6), (seed, model)
            told += clearly_less(mean, tail) and clearly_less(tail, worst)
    assert told >= 8


def test_worst_case_is_no_cheaper_than_any_scenario():
    """Who plans for the worst case pays at least what any one scenario would cost if it were sure to come, and to come alone."""
    apart = 0
    for seed, book in random_books(range(520, 532), FEATURES):
        case = case_from(book)
        worst = least_cost(case, "worst-case")
        for scenario in case.scenarios:
            alone = {
                **book,
                "Scenarios": [{"Scenario": scenario.scenario, "Probability": 1}],
                "Events": [row for row in book["Events"] if row["Scenario"] == scenario.scenario],
            }
            sure = least_cost(case_from(alone), "standard")
            assert at_most(sure, worst), (seed, scenario.scenario)
            apart += clearly_less(sure, worst)
    assert apart >= 5


def test_from_expectation_to_worst_case():
    """Cost does not fall from expectation to CVaR at growing levels, which begins at the expectation, and on to the worst case."""
    steps = 0
    for seed, book in random_books(range(540, 555), FEATURES):
        case = case_from(book).with_setting("Risk aversion", None)
        averse = [least_cost(case.with_setting("CVaR level", level), "risk-averse") for level in (0, 0.6, 0.9, 0.99)]
        costs = [least_cost(case, "standard"), *averse, least_cost(case, "worst-case")]
        assert costs[0] == pytest.approx(costs[1], rel=TOLERANCE), seed
        assert all(at_most(before, after) for before, after in pairwise(costs)), (seed, costs)
        steps += sum(clearly_less(before, after) for before, after in pairwise(costs))
    assert steps >= 15


def test_more_aversion_buys_less_risk_at_a_higher_expected_cost():
    """As Risk aversion grows the optimum and the plan's expected cost do not fall, and its cost in the worst years does not rise."""
    traded = 0
    for seed, book in random_books(range(560, 575), FEATURES):
        case, level = case_from(book).with_setting("CVaR level", 0.8), 0.8
        plans = [optimize(case.with_setting("Risk aversion", aversion), model="standard", gap=1e-9) for aversion in (0, 0.5, 1)]
        measured = [(plan.objective - plan.costs["risk"], *risks(plan, level)) for plan in plans]
        expected, tail = ([certain + crises[of] for certain, *crises in measured] for of in (0, 1))
        for costs in ([plan.objective for plan in plans], expected, tail[::-1]):
            assert all(at_most(before, after) for before, after in pairwise(costs)), (seed, costs)
        traded += clearly_less(expected[0], expected[-1]) and clearly_less(tail[-1], tail[0])
    assert traded >= 5
