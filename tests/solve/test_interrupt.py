"""Ctrl-C ends a search once and keeps what was found; so does a limit of time."""

from __future__ import annotations

import os
import signal
import threading

import numpy as np
import pytest

from resilience_opt.compile.program import Program
from resilience_opt.errors import NoPlanError
from resilience_opt.solve.benders import loop
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solve
from resilience_opt.studies.run import optimize
from tests.building import offer, ore
from tests.solve.test_benders import programs


def market_split(rows=6, columns=50, seed=1):
    """Split retailers so that each of several products is halved: small, with a plan at once, and far from proven for minutes."""
    draw = np.random.default_rng(seed)
    weight = draw.integers(0, 100, size=(rows, columns)).astype(float)
    value = np.hstack([weight, np.eye(rows), -np.eye(rows)])
    goal = np.floor(weight.sum(axis=1) / 2)
    width = columns + 2 * rows
    return Program(
        cost=np.concatenate([np.zeros(columns), np.ones(2 * rows)]), lower=np.zeros(width), upper=np.concatenate([np.ones(columns), np.full(2 * rows, np.inf)]),
        integer=np.arange(width) < columns, start=np.arange(rows + 1) * width, column=np.tile(np.arange(width), rows), value=value.ravel(), row_lower=goal, row_upper=goal,
    )  # fmt: skip


@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals reach the main thread alone")
def test_ctrl_c_keeps_the_plan():
    """The search stops soon after the signal, with a plan and a bound below it."""
    program = market_split()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what it puts in the background with the signal ignored
    timer = threading.Timer(2.0, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        answer = solve(program, time_limit=120)
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)
    assert answer.sentence != "the limit of time ended the search"
    assert answer.status == "stopped" and answer.x is not None
    assert answer.bound < answer.objective


def test_a_limit_of_time_keeps_the_plan():
    """Time ends the search; the plan found so far and its bound are kept."""
    answer = solve(market_split(), time_limit=1.0)
    assert answer.status == "stopped" and answer.sentence == "the limit of time ended the search"
    assert answer.bound < answer.objective == pytest.approx(float(market_split().cost @ answer.x))


def test_decomposition_keeps_the_best_plan(tmp_path, monkeypatch):
    """Interrupted after its first plan, or out of time by then, the decomposition answers with that plan and its bound."""
    tried = 0
    for compiled, program, marks, _ in programs(tmp_path, range(0, 12)):
        width = len(compiled.plan)
        whole = loop.decompose(program, marks, width, Limits(1e-6))
        for error in (KeyboardInterrupt, None):
            real, limits = loop.Best.better, Limits(1e-9, time_limit=60.0)

            def once(self, decisions, answer, real=real, error=error, limits=limits):
                real(self, decisions, answer)
                if self.value is not None:
                    if error is not None:
                        raise error
                    object.__setattr__(limits, "time_limit", limits.spent + 1e-9)

            monkeypatch.setattr(loop.Best, "better", once)
            answer = loop.decompose(program, marks, width, limits)
            monkeypatch.setattr(loop.Best, "better", real)
            if answer.x is None:
                continue
            tried += 1
            assert answer.objective >= whole.objective - 1e-5 * max(1.0, abs(whole.objective))
            assert answer.bound <= whole.objective + 1e-5 * max(1.0, abs(whole.objective))
    assert tried > 8


def test_no_plan_in_time_is_said(monkeypatch):
    """Without any plan when time ends there is none to report: NoPlanError, with the reason."""
    monkeypatch.setattr(Limits, "over", property(lambda self: True))
    monkeypatch.setattr(loop.Best, "better", lambda *_: None)
    ban = {"Scenarios": [{"Scenario": "Ban", "Probability": 0.1}], "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 6}]}
    case = ore([offer("Cheap", 1, **{"Fixed cost": 10}), offer("Dear", 3, **{"Fixed cost": 10})], **ban)
    with pytest.raises(NoPlanError, match="time ended"):
        optimize(case, engine="benders")
