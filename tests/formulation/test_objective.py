"""The objective, by hand: discounting, expected cost, CVaR and the worst case.

One source at 1 for 120 a year, ten a month, followed for one month: a price factor f makes a crisis cost 10 * (f - 1).
"""

from __future__ import annotations

import pytest

from tests.building import delivered, event, near, need, offer, ore, solved, store

MINE = [offer("Cheap", 1)]


def crises(**dear):
    """Scenarios by name with (probability, cost of the crisis)."""
    return {
        "Scenarios": [{"Scenario": name, "Probability": p} for name, (p, _) in dear.items()],
        "Events": [{"Scenario": name, **event("country", "China", 1, Price_factor=1 + cost / 10)} for name, (_, cost) in dear.items()],
        "Demand": [need(120, shortage_cost=1000)],
    }


TWO = crises(often=(0.1, 100), rare=(0.05, 400))


def test_later_years_count_less():
    """120 a year at 25 %: 120 * (1 + 0.8 + 0.64) = 292.8."""
    plan = solved(ore(MINE, years=3, Settings={"Discount rate": 0.25}))
    assert plan.objective == near(292.8)
    assert plan.costs_by_year["deliveries"].tolist() == near([120, 120, 120])


def test_every_kind_of_cost_is_discounted():
    """In 2027 alone: a contract (10), its qualification (20), 20 of capacity at 2, 120 at 1, a level of 5 at 3, and a crisis of 100 at 10 %.

    (10 + 20 + 40 + 120 + 5 + 15 + 10) * 0.8 = 176: the 5 that go into store are bought at 1, and never released. Of 2026 nothing is asked.
    """
    newcomer = {
        "Qualified": "no",
        "Qualification_cost": 20,
        "Fixed_cost": 10,
        "Expansion_limit": 100,
        "Expansion_cost": 2,
        "From_year": 2027,
    }
    sheets = {**crises(loss=(0.1, 100)), "Demand": [need(120, shortage_cost=1000), need(0, Year=2026, shortage_cost=1000)]}
    stocks = [store(5, Minimum_level=5, Minimum_from_year=2027, Holding_cost=3, Release_limit=0)]
    plan = solved(
        ore([offer("Cheap", 1, 105, **newcomer)], years=2, months=1, Stockpiles=stocks, Settings={"Discount rate": 0.25}, **sheets)
    )
    assert plan.costs == near({
        "fixed": 8, "qualification": 16, "expansion": 32, "deliveries": 100, "holding": 12, "shortage": 0, "penalty": 0, "risk": 8,
    })  # fmt: skip
    assert plan.objective == near(176)


def test_penalties_and_shortages_are_discounted():
    """2027 alone, at 0.8: 36 at most of 120 from China at a penalty of 0.5, and capacity for 100 (20 are short at 4).

    Breaking the limit on 100 - 30 = 70 costs 35: (100 + 80 + 35) * 0.8 = 172.
    """
    demand = [need(120, shortage_cost=4), need(0, Year=2026, shortage_cost=4)]
    limits = [{"Group": "China", "Maximum": 0.3, "Penalty": 0.5}]
    settings = {"Discount rate": 0.25, "Base shortage allowed": "yes"}
    plan = solved(ore([offer("Cheap", 1, 100)], years=2, Demand=demand, Share_limits=limits, Settings=settings))
    assert (plan.costs["shortage"], plan.costs["penalty"], plan.objective) == (near(64), near(28), near(172))


def test_expected_cost():
    """0.1 * 100 + 0.05 * 400 = 30."""
    assert solved(ore(MINE, months=1, **TWO)).costs["risk"] == near(30)


@pytest.mark.parametrize(
    ("level", "cvar"),
    [
        (0.95, 400),  # the worst 5 % are the rare crisis
        (0.9, 250),  # the worst 10 %: (0.05 * 400 + 0.05 * 100) / 0.1
        (0.8, 150),  # the worst 20 %, 5 % of which are undisturbed: (20 + 10 + 0) / 0.2
        (0, 30),  # all of them: the expected cost
    ],
)
def test_cvar(level, cvar):
    """The mean of the worst cases, the undisturbed year among the cases."""
    plan = solved(ore(MINE, months=1, Settings={"Risk aversion": 1, "CVaR level": level}, **TWO))
    assert plan.costs["risk"] == near(cvar)


def test_a_mixture_of_expected_cost_and_cvar():
    """L = 0.5 at 0.9: 0.5 * 30 + 0.5 * 250 = 140."""
    assert solved(ore(MINE, months=1, Settings={"Risk aversion": 0.5, "CVaR level": 0.9}, **TWO)).costs["risk"] == near(140)


def test_without_an_undisturbed_year():
    """Probabilities of 0.6 and 0.4: the worst 80 % are (0.4 * 400 + 0.4 * 100) / 0.8 = 250."""
    sheets = crises(often=(0.6, 100), rare=(0.4, 400))
    plan = solved(ore(MINE, months=1, Settings={"Risk aversion": 1, "CVaR level": 0.2}, **sheets))
    assert plan.costs["risk"] == near(250)


def test_risk_is_taken_year_by_year():
    """CVaR of each year, the second at 0.8: 250 * 1.8 = 450."""
    settings = {"Risk aversion": 1, "CVaR level": 0.9, "Discount rate": 0.25}
    assert solved(ore(MINE, months=1, years=2, Settings=settings, **TWO)).costs["risk"] == near(450)


def test_the_worst_case_counts_whatever_its_probability():
    """400 is the worst of two; with a third of 900 and probability 0 it is that."""
    assert solved(ore(MINE, months=1, **TWO), "worst-case").costs["risk"] == near(400)
    third = crises(often=(0.1, 100), rare=(0.05, 400), never=(0, 900))
    assert solved(ore(MINE, months=1, **third), "worst-case").costs["risk"] == near(900)


@pytest.mark.parametrize("model", ["standard", "risk-averse", "worst-case"])
def test_without_scenarios_there_is_no_risk(model):
    """A case without scenarios costs 120 in every model."""
    assert solved(ore(MINE), model).objective == near(120)


@pytest.mark.parametrize(("model", "cheap", "objective"), [("standard", 120, 140), ("risk-averse", 0, 360), ("worst-case", 0, 360)])
def test_the_measure_decides_the_plan(model, cheap, objective):
    """All from China costs 120 and, in one year of twenty, 400 more; all from Australia 360.

    In expectation 120 + 20 = 140. Of the worst 5 %, or the worst case, 120 + 400 > 360.
    """
    plan = solved(ore([*MINE, offer("Dear", 3)], months=1, **crises(rare=(0.05, 400))), model)
    assert plan.objective == near(objective)
    assert delivered(plan, "Cheap") == near(cheap)
