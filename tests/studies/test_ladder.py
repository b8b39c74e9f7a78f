"""What resilience costs: steps whose differences add up, measured against what the whole case asks."""

from __future__ import annotations

import pytest

from resilience_opt.case.build import read_case
from resilience_opt.errors import InfeasibleError, InputError
from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.studies.ladder import cost_of_resilience, with_ladder
from resilience_opt.studies.run import Options, optimize
from tests.building import case_of, near, offer, ore, store
from tests.reference.generator import random_book, write_xlsx
from tests.solve.test_benders import cases

BAN = {
    "Materials": [{"Material": "Ore", "Price": 5}],
    "Scenarios": [{"Scenario": "Ban", "Probability": 0}],
    "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 4}],
}


def resilient():
    """120 from Cheap (1) or Dear (3); at most 60 % from China; the ban of four months survived in full, from a store that costs 1 a unit and year."""
    return ore(
        [offer("Cheap", 1), offer("Dear", 3)],
        Share_limits=[{"Group": "China", "Maximum": 0.6}],
        Survival=[{"Scenario": "Ban", "Months": 4, "Service level": 1.0}],
        Stockpiles=[store(100, **{"Holding cost": 1})],
        **BAN,
    )


def test_by_hand():
    """Cheapest 120; with the limit 72 * 1 + 48 * 3 = 216; surviving needs 6 a month for four months in store: 24 more, bought at 1 and held at 1."""
    ladder = cost_of_resilience(optimize(resilient(), gap=0))
    steps = ladder.steps.set_index("step")
    assert steps["cost"].to_dict() == {"cheapest plan": near(120.0), "+ share limits": near(216.0), "+ survival": near(216.0 + 24 + 24)}
    assert steps["increase"].tolist() == near([0.0, 96.0, 48.0])
    assert steps["largest_share"].tolist() == near([1.0, 0.6, 0.6])
    assert steps["limits_broken"].tolist() == [1, 0, 0]
    assert steps["shortest_survived"].tolist() == [0, 0, 4]
    assert steps["requirements_unmet"].tolist() == [1, 1, 0]
    assert steps["requirements"].tolist() == [1, 1, 1]
    bridge = ladder.bridge.set_index("step")
    assert bridge.loc["+ survival", ["deliveries", "holding", "total"]].tolist() == near([24.0, 24.0, 48.0])
    assert ladder.shares[["cheapest plan", "+ share limits", "+ survival"]].iloc[0].tolist() == near([1.0, 0.6, 0.6])


def test_attacks_are_a_step_of_their_own():
    """Surviving the ban at 20 % needs 24 from Dear: 96 + 72; the attack at 30 % needs 36: 84 + 108. Without that the attack is not survived for a month."""
    case = ore(
        [offer("Cheap", 1), offer("Dear", 3)],
        Settings={"Attack budget": 1},
        Attacks=[{"Attack": "China closed", "Kind": "country", "Target": "China", "Months": 2}],
        Survival=[{"Scenario": "Ban", "Months": 4, "Service level": 0.2}, {"Scenario": "attack", "Months": 2, "Service level": 0.3}],
        **BAN,
    )
    ladder = cost_of_resilience(optimize(case, gap=0))
    steps = ladder.steps
    assert steps["step"].tolist() == ["cheapest plan", "+ survival", "+ adversary"]
    assert steps["cost"].tolist() == near([120.0, 168.0, 192.0])
    assert steps["requirements_unmet"].tolist() == [2, 1, 0] and steps["requirements"].tolist() == [2, 2, 2]
    assert steps["shortest_survived"].tolist() == [0, 0, 2]
    assert ladder.bridge["total"].tolist() == near([48.0, 24.0])


def test_a_case_without_limits_has_one_step():
    """Nothing is asked, so the cheapest plan is the plan."""
    ladder = cost_of_resilience(optimize(ore([offer("Cheap", 1)]), gap=0))
    assert ladder.steps["step"].tolist() == ["cheapest plan"] and ladder.bridge.empty and ladder.shares.empty


def test_steps_of_random_books(tmp_path):
    """Each step costs no less than the one before, the bridge adds up to the cent, and the last step breaks nothing that is hard."""
    seen = 0
    for seed, case in cases(tmp_path, range(0, 30)):
        try:
            plan = optimize(case, gap=1e-7)
        except InfeasibleError:
            continue
        ladder = with_ladder(plan).ladder
        if len(ladder.steps) < 2:
            continue
        seen += 1
        scale = 2e-4 * abs(plan.objective) + 1e-6
        assert (ladder.steps["increase"] >= -scale).all(), seed
        assert ladder.bridge["total"].to_numpy() == pytest.approx(ladder.bridge[list(COST_KINDS)].sum(axis=1).to_numpy(), abs=0.005), seed
        assert ladder.steps["cost"].iloc[-1] == plan.objective
        last = ladder.steps.iloc[-1]
        soft = sum(len(r.years) for r in plan.network.limits if r.penalty is not None)
        assert last["limits_broken"] <= soft, seed
        assert last["requirements_unmet"] == 0, seed
    assert seen > 8


@pytest.mark.parametrize("seed", [64, 69, 70, 74])
def test_what_goes_through_a_store_is_booked_within_the_limits(tmp_path, seed):
    """A plan that keeps every hard limit is not shown with broken ones in its own last step, whatever its stores hand on."""
    book = random_book(seed, {"stockpiles", "years", "share limits", "traced", "tiers", "each"})
    write_xlsx(book, tmp_path / "book.xlsx")
    try:
        plan = optimize(read_case(tmp_path / "book.xlsx"))
    except (InfeasibleError, InputError):
        pytest.skip("the book has no plan")
    soft = sum(len(r.years) for r in plan.network.limits if r.penalty is not None)
    assert cost_of_resilience(plan).steps["limits_broken"].iloc[-1] <= soft


def test_a_step_says_by_how_much_it_could_be_off(tmp_path):
    """Solved loosely, what a step costs differs from what it costs when solved to the end by no more than it says."""
    seen = doubtful = 0
    for seed, case in cases(tmp_path, range(40, 70)):
        try:
            loose, exact = (cost_of_resilience(optimize(case, gap=gap), Options(gap=gap)).steps for gap in (0.05, 1e-7))
        except InfeasibleError:
            continue
        error = (loose["increase"] - exact["increase"]).abs()
        assert (error <= loose["off"] + 1e-5 * exact["cost"].abs() + 1e-6).all(), seed
        seen, doubtful = seen + len(loose), doubtful + int((loose["off"] > 1e-6).sum())
    assert seen > 15 and doubtful > 2


def test_limits_that_differ_only_in_what_is_traced_stay_apart():
    """Two traced limits on the same product, one for each of its inputs, are two lines of the ladder and of Dependence, each with its own share."""
    case = case_of(
        Suppliers=[{"Supplier": name, "Country": country} for name, country in (("A", "China"), ("B", "Chile"), ("M", "Japan"))],
        Offers=[
            offer("A", 1, 100, "Iron"), offer("B", 2, 100, "Iron"), offer("A", 1, 100, "Salt"), offer("B", 2, 100, "Salt"), offer("M", 1, 100, "Part"),
        ],
        Recipes=[{"Output": "Part", "Input": "Iron", "Quantity": 1}, {"Output": "Part", "Input": "Salt", "Quantity": 1}],
        Markets=[{"Market": "Home", "Country": "Japan"}],
        Demand=[{"Market": "Home", "Material": "Part", "Quantity": 10, "Shortage cost": 60}],
        Share_limits=[
            {"Group": "China", "Lens": "traced", "Material": "Part", "Origin material": origin, "Maximum": most} for origin, most in (("Iron", 0.2), ("Salt", 0.7))
        ],
    )  # fmt: skip
    plan = with_ladder(optimize(case))
    assert dict(zip(plan.dependence["origin"], plan.dependence["share"], strict=True)) == pytest.approx({"Iron": 0.2, "Salt": 0.7})
    shares = plan.ladder.shares
    assert shares["origin"].tolist() == ["Iron", "Salt"]
    assert shares["+ share limits"].tolist() == pytest.approx([0.2, 0.7]) and shares["cheapest plan"].tolist() == pytest.approx([1.0, 1.0])
