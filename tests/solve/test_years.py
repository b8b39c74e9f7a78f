"""Years decided by themselves: what they may leave to others, what they say of all, and how they end."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from resilience_opt.compile.program import Program
from resilience_opt.solve.benders.planes import Pool
from resilience_opt.solve.benders.years import Years
from resilience_opt.solve.highs import Solver, highspy
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solve, solver_for
from tests.solve.test_interrupt import market_split

INF = np.inf


def program(cost, rows, integer, upper=1.0):
    """A program from (lower, upper, {column: value}) rows."""
    start = np.concatenate([[0], np.cumsum([len(entries) for *_, entries in rows])]).astype(np.int64)
    column = np.array([c for *_, entries in rows for c in entries], dtype=np.int64)
    value = np.array([v for *_, entries in rows for v in entries.values()], dtype=float)
    return Program(
        cost=np.array(cost, dtype=float),
        lower=np.zeros(len(cost)),
        upper=np.full(len(cost), upper),
        integer=np.array(integer, dtype=bool),
        start=start,
        column=column,
        value=value,
        row_lower=np.array([low for low, *_ in rows], dtype=float),
        row_upper=np.array([high for _, high, _ in rows], dtype=float),
    )


def qualified():
    """Two years, one offer: it delivers in each if it was qualified once; columns: active 0, active 1, qualify 0, qualify 1, missing 0, missing 1."""
    rows = [
        (1, INF, {0: 1, 4: 1}),
        (1, INF, {1: 1, 5: 1}),
        (-INF, 0, {0: 1, 2: -1}),
        (-INF, 0, {1: 1, 2: -1, 3: -1}),
        (-INF, 1, {2: 1, 3: 1}),
    ]
    return program([1, 1, 5, 5, 4, 4], rows, [1, 1, 1, 1, 0, 0]), np.array([0, 1, 0, 1, 0, 1])


def test_rows_of_several_years_tie_them():
    """Rows that hold columns of two years tie them; decisions in such rows are loose, and those that stand in no other row only tie."""
    part, year = qualified()
    years = Years(part, year, Limits())
    assert years.tying.tolist() == [3, 4]
    assert years.loose.tolist() == [1, 2, 3]
    assert years._ties.tolist() == [3]


def test_the_years_together_cost_no_more_than_the_plan():
    """The bound that the years give at the prices of the relaxation is at least the relaxation's and at most the cheapest plan's cost."""
    part, year = qualified()
    years = Years(part, year, Limits())
    relaxed = years.price(None)
    exact = solve(part, gap=0.0)
    years.hear(exact.x)
    years.decide(0.0, 10.0)
    assert relaxed.objective - 1e-6 <= years.bound <= exact.objective + 1e-6
    again = years.price(0.1)
    assert relaxed.objective - 1e-6 <= again.objective <= exact.objective + 1e-6


def test_a_choice_is_mended_where_years_disagree():
    """Both years deliver and neither has qualified the offer: the decisions that tie them are taken anew, so that the plan can be kept."""
    part, year = qualified()
    years = Years(part, year, Limits())
    mended = years.mended(np.array([1.0, 1.0, 0.0, 0.0]), Limits())
    assert mended is not None
    assert mended[2] == 1.0
    lower, upper = part.lower.copy(), part.upper.copy()
    lower[:4] = upper[:4] = mended
    assert solve(replace(part, lower=lower, upper=upper)).status == "optimal"


def test_rows_that_span_years_are_not_given_to_one():
    """A learned row over columns of two years is left out of every year: a bound without it still holds."""
    part, year = qualified()
    years, pool = Years(part, year, Limits()), Pool()
    pool.rows = [(1.0, np.array([0, 1]), np.array([1.0, 1.0])), (1.0, np.array([0]), np.array([1.0]))]
    years.teach(pool, [0, 1])
    assert [sorted(one.known) for one in years.years] == [[1], []]


def test_a_search_in_another_thread_is_ended_from_outside():
    """A search of decisions that runs in a thread of its own ends soon after it is cancelled."""
    solver = solver_for(market_split(), threads=1)
    solver.cancel = threading.Event()
    found = []
    thread = threading.Thread(target=lambda: found.append(solver.search()))
    thread.start()
    time.sleep(0.5)
    running = thread.is_alive()
    solver.cancel.set()
    thread.join(30)
    assert running
    assert not thread.is_alive()
    assert found[0].status == "stopped"


def test_an_answer_is_asked_for_afresh_where_there_is_none(monkeypatch):
    """A linear program that ends with an unknown status is solved once more from nothing, and its answer counts."""
    part, _ = qualified()
    solver = solver_for(part.relaxed())
    true, cleared = Solver.getModelStatus, []
    monkeypatch.setattr(Solver, "getModelStatus", lambda self: true(self) if cleared else highspy.HighsModelStatus.kUnknown)
    clear = Solver.clearSolver
    monkeypatch.setattr(Solver, "clearSolver", lambda self: (cleared.append(1), clear(self))[1])
    answer = solver.search()
    assert cleared == [1]
    assert answer.status == "optimal"
    assert answer.objective == pytest.approx(solve(part.relaxed()).objective)
