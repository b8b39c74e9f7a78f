"""Decomposition with every crisis by itself finds what the extensive form finds, and proves it."""

from __future__ import annotations

import numpy as np
import pytest

from resilience_opt.compile.program import extensive_form
from resilience_opt.solve import engine
from resilience_opt.solve.benders import alone, apart, planes, rounds, shared, years
from resilience_opt.solve.benders.apart import decompose_apart
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solve
from resilience_opt.studies.run import compile_case
from tests.solve.test_benders import cases, outcome, programs


@pytest.fixture
def each_by_itself(monkeypatch):
    """Every program is large enough for its crises to be asked one by one."""
    monkeypatch.setattr(engine, "APART", 0)


def compared(folder, seeds, **options):
    """(seed, what the extensive form finds, what this finds) for random workbooks."""
    for seed, case in cases(folder, seeds):
        yield seed, outcome(case, engine="extensive", gap=1e-6, **options), outcome(case, engine="benders", gap=1e-6, **options)


def agree(folder, seeds, **options):
    """Both agree in cost within the gap, or that there is no plan; the bound is below both. Gives how many have a plan, and how many none."""
    found = []
    for seed, whole, split in compared(folder, seeds, **options):
        assert (whole is None) == (split is None), seed
        if whole is not None:
            assert split[0] == pytest.approx(whole[0], rel=3e-6, abs=1e-6), seed
            assert split[1] <= whole[0] * (1 + 2e-6) + 1e-6, seed
        found.append(whole is None)
    return len(found) - sum(found), sum(found)


@pytest.mark.parametrize("model", ["standard", "risk-averse", "worst-case"])
def test_engines_agree(tmp_path, each_by_itself, model):
    """Random workbooks cost the same whether their crises are one program or many, under every measure of risk."""
    plans, none = agree(tmp_path, range(30, 55), model=model)
    assert plans > 10 and none > 0


def test_solvers_are_shared_where_there_is_no_room(tmp_path, each_by_itself, monkeypatch):
    """Crises that are passed to one solver in turn say the same as those that keep a solver of their own."""
    monkeypatch.setattr(alone, "LOADED", 0)
    assert agree(tmp_path, range(30, 42))[0] > 5


@pytest.mark.parametrize("model", ["standard", "risk-averse", "worst-case"])
def test_some_crises_speak_for_all(tmp_path, each_by_itself, monkeypatch, model):
    """Where one crisis is asked in a round and the others learn from it, what is found stays the same."""
    monkeypatch.setattr(rounds, "MANY", 0)
    monkeypatch.setattr(shared, "LEAST", 1)
    plans, none = agree(tmp_path, range(30, 45), model=model)
    assert plans > 5 and none > 0


def test_years_by_themselves_bound_every_plan(tmp_path):
    """What the years cost at least, at any prices met, is never more than the cheapest plan costs; several years are decided so."""
    decided = 0
    for compiled, program, marks, _ in programs(tmp_path, range(0, 44)):
        search = apart.Search(program, marks, engine.layout(compiled, len(compiled.plan)), Limits(1e-9, 20.0), Memory())
        search._decide = lambda master, search=search: search._ended()
        bounds = []
        decide = years.Years.decide

        def kept(self, aim, seconds, decide=decide, bounds=bounds):
            choice = decide(self, aim, seconds)
            bounds.append(self.bound)
            return choice

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(years.Years, "decide", kept)
            answer = search.run()
        if not bounds or answer.x is None:
            continue
        exact = solve(program, gap=1e-6).objective
        assert max(bounds) <= exact * (1 + 2e-6) + 1e-6
        assert answer.objective >= exact * (1 - 2e-6) - 1e-6
        decided += 1
    assert decided > 5


def test_rows_put_aside_do_not_change_the_answer(tmp_path, each_by_itself, monkeypatch):
    """Rows that have not bound for long are put aside; what is found stays the same."""
    monkeypatch.setattr(planes, "IDLE", 3)
    monkeypatch.setattr(planes, "GROWTH", 0.0)
    assert agree(tmp_path, range(30, 42))[0] > 5


def test_without_proofs_of_infeasibility(tmp_path, each_by_itself, monkeypatch):
    """Where the solver gives no proof that a crisis cannot be survived, the answer is the same."""
    monkeypatch.setattr(alone.Solver, "ray", lambda self: None)
    plans, none = agree(tmp_path, range(0, 14))
    assert plans > 5 and none > 0


def test_marginal_values_belong_to_the_plan(tmp_path):
    """What is left of a column's cost after all rows are paid is its reduced cost: the values of the crises' rows are handed on rightly."""
    checked = 0
    for compiled, program, marks, _ in programs(tmp_path, range(0, 20)):
        answer = decompose_apart(program, marks, engine.layout(compiled, len(compiled.plan)), Limits(1e-6))
        width = len(compiled.plan)
        row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
        paid = np.bincount(program.column, weights=program.value * answer.row_dual[row], minlength=len(program.cost))
        assert program.cost[:width] - paid[:width] == pytest.approx(answer.column_dual[:width], abs=1e-5 * (1 + np.abs(program.cost).max()))
        checked += bool(np.abs(answer.row_dual[len(program.row_lower) - len(marks.crisis) :]).max() > 1e-6)
    assert checked > 3


def test_a_search_leaves_something_to_the_next(tmp_path):
    """A second search of the same program finds the same, and over several programs takes fewer rounds."""
    first = second = 0
    for compiled, program, marks, _ in programs(tmp_path, range(0, 12)):
        memory, found, rounds = Memory(), [], []
        for _ in range(2):
            search = apart.Search(program, marks, engine.layout(compiled, len(compiled.plan)), Limits(1e-6), memory)
            found.append(search.run().objective)
            rounds.append(search.rounds.count)
        assert found[1] == pytest.approx(found[0], rel=3e-6, abs=1e-6)
        first, second = first + rounds[0], second + rounds[1]
    assert second < first


def test_time_that_ends_keeps_the_best_plan(tmp_path):
    """Where time ends in the search of decisions there is a plan, and a bound below it."""
    for compiled, program, marks, _ in programs(tmp_path, range(0, 12)):
        limits = Limits(1e-6)
        search = apart.Search(program, marks, engine.layout(compiled, len(compiled.plan)), limits, Memory())
        search._decide = lambda master, search=search: search._ended()
        answer = search.run()
        exact = solve(program, gap=1e-6).objective
        assert answer.bound <= exact * (1 + 2e-6) + 1e-6
        if answer.x is not None:
            assert answer.objective >= exact * (1 - 2e-6) - 1e-6


def test_programs_without_crises(tmp_path, each_by_itself):
    """A workbook without scenarios is one program, and solved as such."""
    for _, case in cases(tmp_path, [17]):
        _, compiled, _ = compile_case(case)
        assert not len(extensive_form(compiled)[1].crisis)
        assert outcome(case, engine="benders")[0] == pytest.approx(outcome(case, engine="extensive")[0])


def test_auto_takes_large_programs_apart(tmp_path, each_by_itself, caplog):
    """From a size on `auto` solves each crisis by itself, and says so; the bound and the plan are those of the whole."""
    case = dict(cases(tmp_path, [32]))[32]
    with caplog.at_level("INFO"):
        found = outcome(case)
    assert "engine benders: the crises have" in caplog.text and "so each is solved by itself" in caplog.text
    assert found[0] == pytest.approx(outcome(case, engine="extensive")[0], rel=2e-4)


def test_no_more_threads_than_the_machine_has():
    """A number of threads far beyond the machine's is held to it, and the search ends at once."""
    solver = alone.Solver()
    solver.use_threads(99_999)
    assert 1 <= solver.getOptionValue("threads")[1] <= (alone.cpu_count() or 1)


def test_ctrl_c_keeps_the_best_plan_and_says_so(tmp_path, monkeypatch):
    """Interrupted while decisions are searched, the search gives the best plan so far, and does not blame the limit of time."""

    def interrupted(self, master):
        raise KeyboardInterrupt

    monkeypatch.setattr(apart.Search, "_decide", interrupted)
    kept = 0
    for compiled, program, marks, _ in programs(tmp_path, range(0, 12)):
        answer = decompose_apart(program, marks, engine.layout(compiled, len(compiled.plan)), Limits(1e-6))
        assert (answer.status, answer.sentence) == ("stopped", "the search was interrupted")
        kept += answer.x is not None
    assert kept > 3
