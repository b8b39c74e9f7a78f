"""Where each reduction must apply, what it leaves, and where it must not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from resilience_opt.compile.program import Program
from resilience_opt.compile.reductions.components import split
from resilience_opt.compile.reductions.reduction import expanded, reduced
from resilience_opt.solve.engine import layout, search
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.reduced import Reduced
from resilience_opt.solve.search import solve
from tests.building import event, offer, ore, store
from tests.compile.reductions.reducing import STEPS, dual_bound, extensive

HALT = event("country", "China", 3)
OFFERS = [offer("Cheap", 1), offer("Dear", 3, Surge=0.5)]
SERVED = [{"Scenario": "A", "Months": 6, "Service level": 1}, {"Scenario": "B", "Months": 6, "Service level": 1}]


def scenarios(probabilities=(0.1, 0.2), **events):
    """The sheets of scenarios, each the list of its events."""
    rows = [{"Scenario": name, "Probability": p} for name, p in zip(events, probabilities, strict=False)]
    return {"Scenarios": rows, "Events": [{"Scenario": name, **e} for name, listed in events.items() for e in listed]}


def found(case, name, model=None, first=()):
    """A reduction of a case by its name, after others: compiled, program, marks and the step."""
    compiled, program, marks = extensive(case, model)
    for before in first:
        program, marks = reduced(program, marks, STEPS[before](compiled, program, marks))
    return compiled, program, marks, STEPS[name](compiled, program, marks)


def phases(case):
    """The first month of each month's phase in the first crisis, as seen at the flows of the first arc."""
    compiled, _, _, step = found(case, "months")
    width, flow = len(compiled.plan), compiled.crisis.positions["flow"]
    arc = next(iter(flow))[0]
    month = {width + place: index[1] for index, place in flow.items()}
    return [month[int(step.of[width + flow[arc, j]])] for j in range(1, max(month.values()) + 1)]


def test_months_of_a_halt_are_one_phase_and_those_after_it_another():
    """Three months without China and three with it: two phases; what is released in them counts three times against the stock."""
    case = ore(OFFERS, months=6, Stockpiles=[store(300)], **scenarios(A=[HALT]))
    assert phases(case) == [1, 1, 1, 4, 4, 4]
    compiled, program, marks, step = found(case, "months")
    smaller, left = reduced(program, marks, step)
    stock = [i for i, (_, r) in enumerate(zip(left.crisis, left.row, strict=True)) if compiled.crisis_matrix.rows[r][0].name == "release_within_stock"]
    first = len(smaller.row_lower) - len(left.crisis)
    entries = slice(smaller.start[first + stock[0]], smaller.start[first + stock[0] + 1])
    assert sorted(smaller.value[entries]) == [-1, 3, 3]
    monthly = sum(1 for r in marks.row if compiled.crisis_matrix.rows[r][1] and compiled.crisis_matrix.rows[r][0].name != "release_within_stock")
    assert len(marks.crisis) - len(left.crisis) == monthly * 4 // 6


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({**scenarios(A=[HALT, event("market", "Home", 1, **{"Start month": 2, "Demand factor": 2})])}, [1, 2, 3, 4, 4, 4]),
        ({**scenarios(A=[event("country", "China", 3, **{"Recovery months": 2})])}, [1, 1, 1, 4, 5, 6]),
        ({**scenarios(A=[HALT]), "Lanes": [{"From": "*", "To": "*", "Lead months": 1}]}, [1, 2, 3, 4, 5]),
        ({**scenarios(A=[HALT]), "Survival": [{"Scenario": "A", "Months": 2, "Service level": 0.5}]}, [1, 1, 3, 4, 4, 4]),
        ({**scenarios(A=[event("country", "China", 3), event("country", "Australia", 1, **{"Price factor": 2, "Remaining": 1})])}, [1, 2, 2, 4, 4, 4]),
        ({**scenarios(A=[HALT]), "Stockpiles": [store(300, **{"Response months": 2})]}, [1, 1, 3, 4, 4, 4]),
    ],
    ids=["another demand", "a recovery", "a lead time", "a requirement that ends", "another price", "stock that responds late"],
)
def test_months_that_differ_are_not_merged(sheets, expected):
    """Whatever differs between two months ends the phase there, and only there."""
    assert phases(ore(OFFERS, months=6, **sheets)) == expected


def test_a_milder_scenario_that_is_only_survived_is_left_out():
    """Half of China is left in B and nothing in A; A is harsher also where its cost counts and B's does not."""
    for probabilities in ((0.0, 0.0), (0.2, 0.0)):
        case = ore(OFFERS, months=6, Survival=SERVED, **scenarios(probabilities, A=[HALT], B=[{**HALT, "Remaining": 0.5}]))
        compiled, program, marks, step = found(case, "dominated", first=["uncounted"])
        _, left = reduced(program, marks, step)
        assert set(left.crisis) == {0} and set(marks.crisis) == {0, 1}
        width, each = len(compiled.plan), len(compiled.crisis)
        assert (step.of[width + each :] == np.arange(width, width + each)).all()


@pytest.mark.parametrize(
    ("probabilities", "milder", "survival"),
    [
        ((0.0, 0.0), {"Remaining": 0.5, "Months": 4}, SERVED),
        ((0.0, 0.2), {"Remaining": 0.5}, SERVED),
        ((0.0, 0.0), {"Remaining": 0.5}, SERVED[1:]),
        ((0.0, 0.0), {"Remaining": 0.5}, [{**SERVED[0], "Service level": 0.8}, SERVED[1]]),
        ((0.0, 0.0), {"Target": "Australia", "Remaining": 0.5}, SERVED),
    ],
    ids=["milder, but longer", "its cost counts", "required in it alone", "more is required in it", "somewhere else"],
)
def test_a_scenario_that_is_not_milder_throughout_stays(probabilities, milder, survival):
    """One month, one requirement or one place in which it is harsher, or a cost that counts, keeps a scenario."""
    case = ore(OFFERS, months=6, Survival=survival, **scenarios(probabilities, A=[HALT], B=[{**HALT, **milder}]))
    _, program, marks, step = found(case, "dominated", first=["uncounted"])
    assert set(reduced(program, marks, step)[1].crisis) == {0, 1}


def test_the_harshest_of_many_is_found():
    """Of forty scenarios, in a chain from harsh to mild and in any order, one is left."""
    shares = np.random.default_rng(1).permutation(40) / 50
    names = {f"S{i}": [{**HALT, "Remaining": float(r)}] for i, r in enumerate(shares)}
    survival = [{"Scenario": name, "Months": 6, "Service level": 1} for name in names]
    case = ore(OFFERS, months=6, Survival=survival, **scenarios([0.0] * 40, **names))
    _, program, marks, step = found(case, "dominated", first=["uncounted"])
    assert set(reduced(program, marks, step)[1].crisis) == {int(np.argmin(shares))}


def test_twins_are_solved_once_and_share_marginal_values_by_probability():
    """Two names for one disruption, with probabilities 0.1 and 0.2: one crisis with 0.3, whose marginal values are a third and two thirds."""
    case = ore(OFFERS, months=6, **scenarios(A=[HALT], B=[HALT]))
    compiled, program, marks, step = found(case, "twins")
    smaller, left = reduced(program, marks, step)
    assert set(left.crisis) == {0} and len(left.crisis) * 2 == len(marks.crisis)
    q = layout(compiled, len(compiled.plan)).costs
    assert smaller.cost[q[0]] == pytest.approx(program.cost[q[0]] + program.cost[q[1]])
    answer = solve(smaller.relaxed())
    x, row_dual, column_dual = expanded(program.relaxed(), step, answer.x, answer.row_dual)
    first = len(program.row_lower) - len(marks.crisis)
    one, other = row_dual[first:][marks.crisis == 0], row_dual[first:][marks.crisis == 1]
    assert np.abs(one).max() > 0 and other == pytest.approx(2 * one)
    assert x[q[0]] == x[q[1]] > 0
    assert dual_bound(program.relaxed(), row_dual, column_dual) == pytest.approx(answer.objective)


@pytest.mark.parametrize("change", [{"Months": 2}, {"Price factor": 2}, {"Remaining": 0.01}, {"Target": "Australia"}, {"Recovery months": 1}])
def test_crises_that_differ_are_no_twins(change):
    """A figure of an event that differs keeps both."""
    _, _, _, step = found(ore(OFFERS, months=6, **scenarios(A=[HALT], B=[{**HALT, **change}])), "twins")
    assert not step.changes


def test_a_requirement_on_one_of_two_makes_them_no_twins():
    """The same events, and service is required in one of them."""
    _, _, _, step = found(ore(OFFERS, months=6, Survival=SERVED[:1], **scenarios(A=[HALT], B=[HALT])), "twins")
    assert not step.changes


@pytest.mark.parametrize(("value", "lower", "upper", "merged"), [(1.0, 5.0, np.inf, False), (1.0, -np.inf, 5.0, True), (-1.0, -5.0, np.inf, True), (-1.0, -np.inf, -5.0, False)])
def test_a_cost_that_had_better_be_large_is_no_twins(value, lower, upper, merged):
    """A row of the plan that a larger cost of a crisis may help keeps both crises; a ceiling on it does not."""
    compiled, program, marks = extensive(ore(OFFERS, months=6, **scenarios(A=[HALT], B=[HALT])))
    q = int(layout(compiled, len(compiled.plan)).costs[1])
    limited = replace(
        program, start=np.concatenate([[0], program.start + 1]), column=np.append(q, program.column), value=np.append(value, program.value),
        row_lower=np.append(lower, program.row_lower), row_upper=np.append(upper, program.row_upper),
    )  # fmt: skip
    assert STEPS["twins"](compiled, limited, marks).changes == merged


def test_a_cost_that_earns_is_no_twins():
    """A hook that books a crisis's cost as a gain keeps both crises."""
    compiled, program, marks = extensive(ore(OFFERS, months=6, **scenarios(A=[HALT], B=[HALT])))
    cost = program.cost.copy()
    cost[layout(compiled, len(compiled.plan)).costs[1]] = -0.1
    assert not STEPS["twins"](compiled, program.costing(cost), marks).changes


@pytest.mark.parametrize(("model", "probability", "expected"), [("standard", 0.0, True), ("standard", 0.1, False), ("risk-averse", 0.0, True), ("risk-averse", 0.1, False), ("worst-case", 0.0, False)])
def test_costs_that_nobody_asks_for_are_not_counted(model, probability, expected):
    """Without probability a crisis's cost is uncounted, but in the worst case it counts."""
    case = ore(OFFERS, months=6, **scenarios([probability], A=[HALT]))
    compiled, program, marks, step = found(case, "uncounted", model)
    gone = [compiled.crisis_matrix.rows[r][0].name for r in marks.row[step.same[len(program.row_lower) - len(marks.row) :] < 0]]
    assert gone == (["crisis_cost_counted"] if expected else [])


def test_a_requirement_takes_the_place_of_the_need():
    """Where service is required, what may be missing is limited by that alone; in the months without, by the need."""
    case = ore(OFFERS, months=6, Survival=[{"Scenario": "A", "Months": 4, "Service level": 0.5}], **scenarios(A=[HALT]))
    compiled, program, marks, step = found(case, "implied")
    gone = marks.row[step.same[len(program.row_lower) - len(marks.row) :] < 0]
    assert [(compiled.crisis_matrix.rows[r][0].name, compiled.crisis_matrix.rows[r][1][-1]) for r in gone] == [("shortage_within_demand", j) for j in (1, 2, 3, 4)]


def test_a_need_of_nothing_is_no_row():
    """While nobody needs anything, the market's row holds by itself; the shortage is still held to 0."""
    case = ore(OFFERS, months=3, **scenarios(A=[event("market", "Home", 3, **{"Demand factor": 0})]))
    compiled, program, marks, step = found(case, "implied")
    gone = marks.row[step.same[len(program.row_lower) - len(marks.row) :] < 0]
    assert {compiled.crisis_matrix.rows[r][0].name for r in gone} == {"crisis_demand"}


def test_supply_beside_a_narrower_passage():
    """An offer with one delivery: where half of it passes, its supply row says nothing more; with a second market it does."""
    ban = scenarios(A=[{**HALT, "To": "Japan", "Remaining": 0.5}])

    def gone(**sheets):
        compiled, program, marks, step = found(ore([offer("Cheap", 1), offer("Third", 3)], months=3, **sheets, **ban), "implied")
        dropped = marks.row[step.same[len(program.row_lower) - len(marks.row) :] < 0]
        return [compiled.crisis_matrix.rows[r][0].name for r in dropped]

    assert gone() == ["supply"] * 3
    second = {"Market": "Other", "Country": "Japan"}
    needs = [{"Market": market, "Material": "Ore", "Quantity": 60, "Shortage cost": 100} for market in ("Home", "Other")]
    assert gone(Markets=[{"Market": "Home", "Country": "Japan"}, second], Demand=needs) == []


def test_materials_that_share_nothing_are_solved_apart():
    """Two materials: two parts as long as no crisis has a cost that counts, one if it has; the answer is the same."""
    sheets = {
        "Materials": [{"Material": m, "Price": 5} for m in ("Ore", "Salt")],
        "Demand": [{"Market": "Home", "Material": m, "Quantity": 120, "Shortage cost": 100} for m in ("Ore", "Salt")],
        "Survival": SERVED[:1],
    }
    offers = [offer(s, c, material=m, **{"Fixed cost": 10}) for m in ("Ore", "Salt") for s, c in (("Cheap", 1), ("Dear", 3))]
    for probability, expected in ((0.0, 2), (0.1, 1)):
        case = ore(offers, months=6, **sheets, **scenarios([probability], A=[HALT]))
        compiled, program, marks = extensive(case)
        places = layout(compiled, len(compiled.plan))
        left = Reduced(compiled, program, marks, places)
        parts = split(left.program, left.marks, places.width, len(compiled.crisis))
        ships = {k for k, part in enumerate(parts) for c in part.columns[: part.width] if compiled.plan.variables[c][0].name == "ship"}
        assert len(ships) == expected
        answer, _ = search(compiled, program, marks, Limits(gap=1e-9))
        assert answer.objective == pytest.approx(solve(program, gap=1e-9).objective, rel=1e-9)


def test_an_empty_program():
    """A program without rows is one part."""
    none = np.zeros(0)
    program = Program(none, none, none, none.astype(bool), np.zeros(1, dtype=np.int64), none.astype(int), none, none, none)
    _, compiled_program, marks = extensive(ore(OFFERS))
    assert not len(marks.crisis) and len(compiled_program.cost)
    assert len(split(program, marks, 0, 0)) == 1
