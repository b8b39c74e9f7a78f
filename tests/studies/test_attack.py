"""Studies of cases with more sets of attacks than can be listed: cost against budget, repairs, and the cost of resilience."""

from __future__ import annotations

import pytest

import resilience_opt as ro
from tests.solve.besieged import many


def test_more_budget_never_costs_less():
    """Each budget has a plan that costs no less than that of a smaller one, and the same as when it is asked for alone."""
    case = many(30, 1)
    found = ro.attack(case, [3, 1, 2, 0]).table
    assert found["budget"].tolist() == [0, 1, 2, 3] and (found["status"] == "optimal").all()
    assert found["cost"].is_monotonic_increasing and found["cost"].iloc[-1] > found["cost"].iloc[0]
    alone = ro.optimize(many(30, 3))
    assert found["cost"].iloc[-1] == pytest.approx(alone.objective, rel=2e-4)


def test_repairs_of_what_no_plan_withstands():
    """Where all sets together leave no plan, each repair that is told gives one that withstands them all."""
    repairs = ro.repairs(many(30, 30, 0.9))
    assert repairs and all(repair.objective > 0 for repair in repairs)


def test_the_last_step_is_the_adversary():
    """The cheapest plan holds for no month against the sets that cost most; the last step holds against all for two."""
    steps = ro.with_ladder(ro.optimize(many(30, 3))).ladder.steps
    assert steps["step"].tolist() == ["cheapest plan", "+ adversary"]
    assert steps["requirements_unmet"].iloc[0] > 0 and steps["requirements_unmet"].iloc[1] == 0
    assert steps["shortest_survived"].tolist() == [0, 2] and steps["increase"].iloc[1] > 0
