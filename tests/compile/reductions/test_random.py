"""On random workbooks no reduction moves the optimum, and its answer is proven for the program as it was."""

from __future__ import annotations

import pytest

from resilience_opt.compile.reductions.components import split
from resilience_opt.compile.reductions.reduction import reduced
from resilience_opt.solve.engine import layout, search
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.reduced import Reduced
from tests.compile.reductions.reducing import STEPS, dual_bound, holds, linear, programs, unmoved


@pytest.mark.parametrize("name", STEPS)
def test_the_optimum_does_not_move(name):
    """Objective, rows, bound and reduced costs of the expanded answer are those of the program without the reduction."""
    applied = 0
    for _, compiled, program, marks, best in programs():
        if name == "dominated":
            program, marks = reduced(program, marks, STEPS["uncounted"](compiled, program, marks))
        step = STEPS[name](compiled, program, marks)
        applied += step.changes
        if step.changes:
            unmoved(program, marks, step, best)
    assert applied >= 6


def test_all_of_them_together():
    """A search with every reduction and in parts ends at the optimum of the whole, with values and proofs for every row."""
    assert len(programs()) >= 40
    compared = split_up = smaller = 0
    for seed, compiled, program, marks, whole in programs():
        answer, _ = search(compiled, program, marks, Limits(gap=1e-9))
        assert (whole.x is None) == (answer.x is None), seed
        if whole.x is None:
            continue
        assert answer.objective == pytest.approx(whole.objective, rel=1e-7, abs=1e-7), seed
        assert answer.bound <= whole.objective * (1 + 1e-7) + 1e-7, seed
        assert holds(program, answer.x), seed
        assert dual_bound(linear(program, answer.x), answer.row_dual, answer.column_dual) == pytest.approx(answer.objective, rel=1e-6, abs=1e-6), seed
        places = layout(compiled, len(compiled.plan))
        left = Reduced(compiled, program, marks, places)
        each = len(compiled.crisis)
        split_up += len(split(left.program, left.marks, places.width, each)) > 1
        smaller += left.crises < len(compiled.crises)
        compared += 1
    assert compared > 20 and split_up > 5 and smaller > 5
