"""Alternatives: within the cost, as different as can be, never the same plan twice, and each a plan of its own."""

from __future__ import annotations

import numpy as np
import openpyxl
import pytest

from resilience_opt.compile.program import extensive_form
from resilience_opt.errors import InfeasibleError, InputError, NoPlanError
from resilience_opt.plan.dependence import limit_totals
from resilience_opt.solve.engine import search, solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.variations import narrowed
from resilience_opt.studies.alternatives import alternatives, study
from resilience_opt.studies.alternatives.difference import Difference
from resilience_opt.studies.alternatives.use import Use, distance, use_of
from resilience_opt.studies.run import Options, compile_case, optimize
from tests.building import near, offer, ore

BAN = {
    "Scenarios": [{"Scenario": "Ban", "Probability": 0.1}, {"Scenario": "Strike", "Probability": 0.2}],
    "Events": [
        {"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 6},
        {"Scenario": "Strike", "Kind": "supplier", "Target": "Dear", "Months": 3},
    ],
    "Survival": [{"Scenario": "Ban", "Months": 3, "Service level": 0.4}],
}
FIXED = {"Fixed cost": 2}


def nearly_equal():
    """120 are needed; any of Cheap (1), Dear (1.01) and Third (1.03) could deliver all of it."""
    return ore([offer("Cheap", 1, capacity=120), offer("Dear", 1.01, capacity=120), offer("Third", 1.03, capacity=120)])


def five(**more):
    """Five suppliers with contracts at nearly the same cost, three years, two scenarios, and a ban that must be survived."""
    offers = [offer("Cheap", 1, **FIXED), offer("Dear", 1.1, capacity=60, Surge=0.3, **FIXED)]
    offers += [offer(name, 1.2 + i / 50, capacity=90, Surge=0.3, **FIXED) for i, name in enumerate(("Third", "Fourth", "Fifth"))]
    countries = {"Cheap": "China", "Dear": "Australia", "Third": "Chile", "Fourth": "Peru", "Fifth": "Canada"}
    return ore(offers, years=3, Suppliers=[{"Supplier": s, "Country": c} for s, c in countries.items()], **{**BAN, **more})


def all_apart(found) -> bool:
    """Whether no two plans are the same."""
    off = ~np.eye(len(found.plans), dtype=bool)
    return bool((found.distances.to_numpy()[off] >= 1).all())


def test_by_hand():
    """Six of the seven ways to use some of three suppliers cost at most 2 % more; all from Third would cost 3 %.

    A supplier counts from 5 % on, 6 of 120. The farthest from all from Cheap is 114 from Dear and 6 from Third, in three suppliers;
    the other four are one from the nearest, the cheapest first: 6 from Dear (0.06 more), 6 from Third (0.18), 6 from both (0.24), all from Dear (1.2).
    """
    found = alternatives(nearly_equal(), within=0.02, count=10)
    assert found.table["cost"].tolist() == near([120, 121.32, 120.06, 120.18, 120.24, 121.2])
    assert found.table["more"].tolist() == near([0, 1.32, 0.06, 0.18, 0.24, 1.2])
    assert found.table["differs"].tolist() == [0, 3, 1, 1, 2, 2]
    assert found.table["apart"].tolist()[1:] == found.table["most"].tolist()[1:] == [3, 1, 1, 1, 1]
    assert found.table["enters"].tolist()[1] == "Dear (Ore); Third (Ore)"
    assert found.table["leaves"].tolist() == ["", "Cheap (Ore)", "", "", "", "Cheap (Ore)"]
    assert found.distances.to_numpy().tolist()[1] == [3, 0, 2, 2, 1, 1]
    assert found.suppliers.set_index("supplier")[1].to_dict() == near({"Cheap": 0, "Dear": 0.95, "Third": 0.05})
    assert all_apart(found)
    assert found.stopped == "no other plan that costs at most 2% more than the cheapest differs from all of these in any supplier"
    assert len(alternatives(nearly_equal(), within=0.02, count=5).plans) == 6


def test_what_would_cost_more_stays_out():
    """All from Third costs 3 % more: it is found within 3 % and not within 2.9 %."""

    def alone(within):
        found = alternatives(nearly_equal(), within=within, count=10)
        return [round(float(found.suppliers.set_index("supplier").loc["Third", n]), 6) for n in found.distances].count(1.0)

    assert alone(0.029) == 0
    assert alone(0.03) == 1


def test_within_nothing():
    """Within 0 % only plans of the same cost are found: all from Cheap, all from Dear, and both; never Third, who costs a hair more."""
    case = ore([offer("Cheap", 1), offer("Dear", 1), offer("Third", 1.0001)])
    found = alternatives(case, within=0, count=5, options=Options(gap=0))
    assert found.table["cost"].tolist() == near([120, 120, 120])
    assert sorted(found.suppliers["supplier"]) == ["Cheap", "Dear"]
    assert all_apart(found) and "at most 0% more" in found.stopped


def test_nobody_else():
    """With one supplier there is no alternative, and that is said."""
    found = alternatives(ore([offer("Cheap", 1)]), within=0.5)
    assert len(found.plans) == 1
    assert found.stopped == "no other plan that costs at most 50% more than the cheapest differs from the cheapest in any supplier"


def test_what_counts_as_use():
    """With a share of 30 % a supplier counts from 36 of 120 on; then three suppliers at once beside Cheap's absence cannot be had for 1.5 %.

    84 from Dear and 36 from Third cost 121.92, 1.6 % more; 36 and 84 of any two are cheap enough.
    """
    found = alternatives(nearly_equal(), within=0.015, share=0.3, count=10)
    assert max(found.table["differs"]) == 2
    used = found.suppliers[list(range(len(found.plans)))].to_numpy()
    assert ((used < 1e-9) | (used >= 0.3 - 1e-9)).all()
    farther = alternatives(nearly_equal(), within=0.016, share=0.3, count=1)
    assert farther.table["differs"].tolist() == [0, 3] and farther.table["cost"].tolist() == near([120, 121.92])


def test_a_trickle_is_neither():
    """Between nothing and the least that counts, an offer tells no plan from another; distance is symmetric."""
    least = np.array([6.0, 6.0, 6.0, 0.0])
    one, another = use_of(np.array([120.0, 0.0, 3.0, 1.0]), least), use_of(np.array([3.0, 6.0, 0.0, 0.0]), least)
    assert one.uses.tolist() == [True, False, False, False] and one.without.tolist() == [False, True, False, False]
    assert distance(one, another) == distance(another, one) == 1
    assert distance(one, one) == 0
    assert isinstance(one, Use)


@pytest.mark.parametrize("forced", ["extensive", "benders"])
def test_crises_and_survival(forced):
    """Every alternative is an audited plan that survives what must be survived, within the cost; distances shrink and are proven."""
    case = five(Share_limits=[{"Group": "China", "Maximum": 0.7}])
    found = alternatives(case, within=0.1, count=4, options=Options(engine=forced, gap=1e-6))
    assert len(found.plans) >= 3 and all_apart(found)
    assert found.plans[0].objective == pytest.approx(optimize(case, gap=1e-6).objective, rel=3e-6)
    for plan in found.plans:
        assert plan.audit.passed and plan.engine == forced
        assert plan.objective <= found.plans[0].objective * 1.1 * (1 + 1e-8)
        assert plan.bound <= found.plans[0].objective
        assert (plan.dependence["slack"] >= -1e-6).all()
        assert plan.gap == pytest.approx((plan.objective - plan.bound) / plan.objective)
    assert (found.table["spare_months"] >= 0).all() and (found.table["months_survived"] >= 3).all()
    assert (found.table["largest_share"] <= 0.7 + 1e-6).all()
    apart = found.table["apart"].dropna()
    assert apart.is_monotonic_decreasing and (apart == found.table["most"].dropna()).all()


def test_engines_agree():
    """How many suppliers a plan can differ in does not depend on the engine, nor does the cost of the cheapest that does."""
    whole, split = (alternatives(five(), within=0.03, count=1, options=Options(engine=e, gap=1e-6)) for e in ("extensive", "benders"))
    assert whole.table["apart"][1] == split.table["apart"][1] >= 3
    assert whole.table["cost"][1] == pytest.approx(split.table["cost"][1], rel=3e-6)


def test_marginal_values_are_the_case_s_own():
    """An answer of the larger program, narrowed: marginal values of the case's rows and columns price every column of the plan."""
    _, compiled, _ = compile_case(five())
    program, marks = extensive_form(compiled)
    first = solve_compiled(compiled, Limits(1e-6))
    cost = float(compiled.objective @ first.plan)
    ship = compiled.plan.positions["ship"]
    ships = np.array([sum(first.plan[ship[a, t]] for a in arcs for t in range(3)) for arcs in compiled.net.offers.arcs])
    least = np.full(5, 0.05 * ships.sum())
    difference = Difference(compiled, program, least, 1.1 * cost, 2)
    use = use_of(ships, least)
    cheap, more = difference.cheapest([use], 2)
    answer, _ = search(compiled, cheap, marks, Limits(1e-6), more=len(more.columns))
    short = narrowed(answer, more)
    assert len(short.x) == len(program.cost) and len(short.row_dual) == len(program.row_lower)
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    priced = np.bincount(program.column, weights=program.value * short.row_dual[row], minlength=len(program.cost))
    width = len(compiled.plan)
    assert (program.cost - priced - short.column_dual)[:width] == pytest.approx(np.zeros(width), abs=1e-6)
    assert float(program.cost @ short.x) == pytest.approx(answer.objective)
    assert np.abs(answer.row_dual[more.rows : more.rows + len(more.added)]).max() > 1e-3  # something was priced by what was added


def test_tables_of_shares():
    """Shares stand side by side as each plan has them."""
    found = alternatives(five(Share_limits=[{"Group": "each country", "Maximum": 0.9}]), within=0.1, count=2)
    for number, plan in enumerate(found.plans):
        group, everything = limit_totals(plan.network, plan.values)
        expected = [group[i, t] / everything[i, t] for i, row in enumerate(plan.network.limits) for t in row.years]
        assert found.shares[number].tolist() == pytest.approx(expected)
        assert found.table["largest_share"][number] == pytest.approx(max(expected))
    assert found.table["largest_share_of"].str.contains("Ore").all()


def test_no_plan_at_all():
    """A case without a plan has no alternatives either: the rows in conflict are named."""
    with pytest.raises(InfeasibleError) as told:
        alternatives(ore([offer("Cheap", 1, capacity=100)]))
    assert any(fault.sheet == "Offers" for fault in told.value.explanation)


def test_wrong_figures():
    """All that is wrong is said at once."""
    with pytest.raises(InputError) as told:
        alternatives(nearly_equal(), within=-0.1, count=0, share=0)
    assert [fault.message.split()[0] for fault in told.value.faults] == ["within", "count", "share"]


def test_time_ends(monkeypatch):
    """What was found before time ended is reported, and that it ended is said."""
    real, calls = study.search, []

    def ending(*words, **more):
        calls.append(1)
        if len(calls) > 1:
            raise NoPlanError("time ended before a plan was found")
        return real(*words, **more)

    monkeypatch.setattr(study, "search", ending)
    found = alternatives(nearly_equal(), within=0.02, count=5)
    assert len(found.plans) == 2 and found.stopped == study.TIME


def test_workbooks(tmp_path):
    """Plans stand side by side in one workbook, and each has its own."""
    found = alternatives(five(Share_limits=[{"Group": "China", "Maximum": 0.7}]), within=0.1, count=2)
    book = openpyxl.load_workbook(found.to_excel(tmp_path / "a.xlsx"))
    assert book.sheetnames == ["Alternatives", "Suppliers", "Shares", "Distances"]
    assert [row[0].value for row in book["Alternatives"].iter_rows(min_row=2)] == ["Cheapest", "Alternative 1", "Alternative 2"]
    assert [[cell.value for cell in row[1:]] for row in book["Distances"].iter_rows(min_row=2)] == found.distances.to_numpy().tolist()
    own = openpyxl.load_workbook(found.plans[1].to_excel(tmp_path / "one.xlsx"))
    assert own.sheetnames[0] == "Summary"
    figures = {row[0].value: row[1].value for row in own["Summary"].iter_rows(max_col=2)}
    assert figures["Objective (discounted cost)"] == pytest.approx(found.table["cost"][1])
    assert figures["Option: alternative"] == "1"
