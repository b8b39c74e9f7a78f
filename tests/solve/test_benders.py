"""Decomposition finds what the extensive form finds, and proves it."""

from __future__ import annotations

import numpy as np
import pytest

from resilience_opt.case.build import read_case
from resilience_opt.compile.program import Program, Stamp, extensive_form
from resilience_opt.errors import InfeasibleError, InputError
from resilience_opt.solve.benders import loop
from resilience_opt.solve.benders.cuts import Crises
from resilience_opt.solve.benders.master import Master
from resilience_opt.solve.limits import Limits, over
from resilience_opt.solve.search import solve, solver_for
from resilience_opt.studies.run import compile_case, optimize
from tests.building import offer, ore
from tests.reference.generator import random_book, write_xlsx
from tests.studies.cases import case_from, random_books


def cases(folder, seeds):
    """Random workbooks as cases, by seed; those with faults are left out."""
    for seed in seeds:
        write_xlsx(random_book(seed), folder / "book.xlsx")
        try:
            yield seed, read_case(folder / "book.xlsx")
        except InputError:
            continue


def programs(folder, seeds):
    """Extensive forms with crises and yes/no decisions that have a plan: (compiled, program, marks, a plan)."""
    for _, case in cases(folder, seeds):
        _, compiled, _ = compile_case(case)
        program, marks = extensive_form(compiled)
        answer = solve(program, gap=1e-6)
        if program.integer.any() and len(marks.crisis) and answer.x is not None:
            yield compiled, program, marks, answer.x


def outcome(case, **options):
    """Objective and bound, or None where no plan can meet the requirements."""
    try:
        plan = optimize(case, **options)
    except InfeasibleError:
        return None
    return plan.objective, plan.bound


@pytest.mark.parametrize("model", ["standard", "risk-averse", "worst-case"])
def test_engines_agree(tmp_path, model):
    """Both engines find the same cost, within the gap, or agree that there is no plan; the bound is below the cost of both."""
    found = []
    for seed, case in cases(tmp_path, range(0, 25)):
        whole, split = (outcome(case, engine=engine, gap=1e-6, model=model) for engine in ("extensive", "benders"))
        assert (whole is None) == (split is None), seed
        if whole is not None:
            assert split[0] == pytest.approx(whole[0], rel=3e-6, abs=1e-6), seed
            assert split[1] <= whole[0] * (1 + 2e-6) + 1e-6, seed
        found.append(whole)
    assert any(f is None for f in found) and sum(f is not None for f in found) > 12


def test_every_plan_satisfies_every_cut(tmp_path):
    """Cuts from any linear program over the rows cut off no plan of the extensive form."""
    checked = 0
    for seed, (compiled, program, marks, plan) in enumerate(programs(tmp_path, range(0, 20))):
        crises = Crises(program, marks, len(compiled.plan))
        cuts = [crises.cuts(np.random.default_rng(seed).normal(size=len(program.row_lower)))]
        cuts.append(crises.cuts(solver_for(program.relaxed()).search().row_dual))
        for cut in cuts:
            bounds = np.append(cut.start, len(cut.value))
            for i in range(len(cut)):
                entries = slice(bounds[i], bounds[i + 1])
                assert cut.value[entries] @ plan[cut.column[entries]] >= cut.lower[i] - 1e-6
                checked += 1
    assert checked > 20


def test_small_entries_are_rounded_so_that_the_row_stays_true():
    """Beside entries a million million times as large, a positive one is rounded up and a negative one to 0."""
    inf = np.inf
    program = Program(
        cost=np.array([1.0, 1.0, 1.0, 0.0]), lower=np.zeros(4), upper=np.full(4, inf), integer=np.zeros(4, dtype=bool),
        start=np.array([0, 4]), column=np.arange(4), value=np.array([1e13, 1.0, -1.0, 0.0]), row_lower=np.array([5.0]), row_upper=np.array([inf]),
    )  # fmt: skip
    cut = Crises(program, Stamp(np.array([0]), np.array([0])), 3).cuts(np.ones(1))
    assert cut.column.tolist() == [0, 1] and cut.value[0] == 1.0
    assert cut.value[1] >= 1e-13
    for x in ([0.0, 5.0, 0.0], [5e-13, 0.0, 0.0], [0.0, 6e9, 1.0]):
        assert cut.value @ np.array(x)[cut.column] >= cut.lower[0] - 1e-18


def test_a_cost_that_hardly_counts_is_not_lost(tmp_path):
    """A scenario of tiny probability, in which failing would cost a thousand million times what buying does.

    120 from Cheap and a contract with Dear, whose surge covers the six months at 2 more for 60 units: 120 + 10 + 10 + 1e-6 * 120.
    """
    rare = {"Scenarios": [{"Scenario": "Ban", "Probability": 1e-6}], "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 6}]}
    case = ore([offer("Cheap", 1, **{"Fixed cost": 10}), offer("Dear", 3, Surge=0.5, **{"Fixed cost": 10})], **rare)
    case = case.with_demand("Home", "Ore", 120, shortage_cost=1e9)
    for engine in ("extensive", "benders"):
        plan = optimize(case, engine=engine, gap=1e-6)
        assert plan.objective == pytest.approx(140.00012, abs=1e-6), engine
        assert plan.bound <= plan.objective


def test_cuts_of_the_root_give_its_bound(tmp_path):
    """The plan with one cut for each crisis is worth as much as the whole relaxation: the cuts lose nothing."""
    for compiled, program, marks, _ in programs(tmp_path, range(0, 15)):
        root = solver_for(program.relaxed()).search()
        crises = Crises(program, marks, len(compiled.plan))
        part = loop.Master(program.relaxed(), crises.first, len(compiled.plan), None)
        part.add(crises.cuts(root.row_dual))
        assert part.search(0.0, Limits(), None).objective == pytest.approx(root.objective, rel=1e-6)


def test_a_ceiling_decides(tmp_path):
    """A search that asks for no more than a ceiling finds a plan at or below it, however coarse its gap, or proves that there is none."""
    decided = 0
    for compiled, program, marks, plan in programs(tmp_path, range(0, 25)):
        best, width = float(program.cost @ plan), len(compiled.plan)
        if best < 1e-3:
            continue
        high, low = (loop.decompose(program, marks, width, Limits(0.5, ceiling=best * part)) for part in (1.0001, 0.999))
        assert high.x is not None and high.objective <= best * 1.0002
        assert low.x is None and low.status == "infeasible" and best * (1 + 1e-5) >= low.bound > best * 0.999
        decided += 1
    assert decided >= 3


def test_the_extensive_form_takes_over(tmp_path, monkeypatch):
    """Where the questions end without an answer, the extensive form answers, starting from the best plan."""
    case = dict(cases(tmp_path, [18]))[18]
    wanted = optimize(case, engine="extensive", gap=1e-6).objective
    monkeypatch.setattr(loop, "ROUNDS", 1)
    assert optimize(case, engine="benders", gap=1e-6).objective == pytest.approx(wanted, rel=3e-6)


def test_without_proofs_of_infeasibility(tmp_path, monkeypatch):
    """Where the solver gives no proof, decisions without a plan are excluded one by one, and the answer is the same."""
    monkeypatch.setattr(loop.Oracle, "proof", lambda self: None)
    seen = []
    for seed, case in cases(tmp_path, range(0, 20)):
        whole, split = (outcome(case, engine=engine, gap=1e-6) for engine in ("extensive", "benders"))
        assert (whole is None) == (split is None), seed
        assert whole is None or split[0] == pytest.approx(whole[0], rel=3e-6, abs=1e-6), seed
        seen.append(whole)
    assert any(f is None for f in seen)


def test_auto_says_why(tmp_path, caplog):
    """`auto` names the engine and the reason."""
    with caplog.at_level("INFO"):
        optimize(dict(cases(tmp_path, [18]))[18])
    assert "engine extensive: the crises have only" in caplog.text


def test_bounds_of_a_search_that_starts_from_a_plan():
    """A case in which HiGHS, given a plan to start from, calls it optimal with an objective that is not the plan's: it is asked again.

    Both engines find the plan and prove it to the gap.
    """
    _, book = next(random_books(range(137, 138)))
    whole, split = (optimize(case_from(book), engine=engine, gap=1e-5) for engine in ("extensive", "benders"))
    assert split.objective == pytest.approx(whole.objective, rel=2e-5)
    assert split.gap <= 1e-5 and split.bound <= whole.objective * (1 + 1e-9)


@pytest.mark.parametrize("seed", range(30))
def test_a_master_with_a_ceiling(seed):
    """What costs more than a ceiling is pruned and never claimed: the bound is at most the least cost, or just above the ceiling where nothing costs as little."""
    rng = np.random.default_rng(seed)
    width, rows = 25, 10
    value = np.round(rng.uniform(0, 30, (rows, width)))
    program = Program(
        cost=np.round(rng.uniform(10, 100, width), 2),
        lower=np.zeros(width),
        upper=np.ones(width),
        integer=np.ones(width, dtype=bool),
        start=np.arange(rows + 1) * width,
        column=np.tile(np.arange(width), rows),
        value=value.ravel(),
        row_lower=0.4 * value.sum(axis=1),
        row_upper=np.full(rows, np.inf),
    )
    least = Master(program, rows, width, None).search(0.0, Limits(0.0), None).objective
    for part in (0.9, 0.99, 0.9999, 1.0, 1.0001, 1.05):
        ceiling = part * least
        found = Master(program, rows, width, None).search(0.0, Limits(0.0, ceiling=ceiling), None)
        if part < 1:
            assert found.bound > over(ceiling) and found.bound <= least
        else:
            assert found.objective == pytest.approx(least, rel=1e-9) and found.bound <= least * (1 + 1e-9)
