"""Reductions that know nothing of crises, on programs that no workbook gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.reductions.components import split
from resilience_opt.compile.reductions.implied import implied
from resilience_opt.solve.search import solve
from tests.compile.reductions.reducing import unmoved

INF = np.inf
_SIDES = st.sampled_from([(-INF, 6.0), (-INF, 3.0), (1.0, INF), (2.0, INF), (-INF, 0.0), (0.0, INF), (1.0, 4.0), (2.0, 2.0)])
_ROW = st.tuples(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-2.0, -1.0, 0.5, 1.0, 2.0])), min_size=1, max_size=3, unique_by=lambda e: e[0]), _SIDES)


def _program(rows, cost, integer=(), negative=()):
    """Columns from 0 to 9, those of `negative` from -5."""
    width = len(cost)
    sorted_rows = [(sorted(entries), sides) for entries, sides in rows]
    lower = np.array([-5.0 if j in negative else 0.0 for j in range(width)])
    return Program(
        cost=np.array(cost, dtype=float), lower=lower, upper=np.full(width, 9.0), integer=np.array([j in integer for j in range(width)]),
        start=np.cumsum([0, *(len(entries) for entries, _ in sorted_rows)]), column=np.array([j for entries, _ in sorted_rows for j, _ in entries], dtype=np.int64),
        value=np.array([v for entries, _ in sorted_rows for _, v in entries], dtype=float),
        row_lower=np.array([low for _, (low, _) in sorted_rows]), row_upper=np.array([high for _, (_, high) in sorted_rows]),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_ROW, min_size=2, max_size=9), st.lists(st.integers(-3, 3), min_size=5, max_size=5), st.sets(st.integers(0, 4), max_size=2))
def test_implied_rows_take_nothing_away(rows, cost, negative):
    """Whatever the rows, signs, sides and bounds: the optimum and its proof stay without the rows that are left out."""
    program = _program(rows, cost, negative=negative)
    marks = Stamp(np.zeros(len(rows), dtype=np.int64), np.arange(len(rows)))
    unmoved(program, marks, implied(program, marks), solve(program))


@pytest.mark.parametrize(
    ("one", "other", "left_out"),
    [
        (([(0, 1.0), (1, 2.0)], (-INF, 4.0)), ([(0, 2.0), (1, 4.0)], (-INF, 6.0)), {0}),
        (([(0, 1.0), (1, 2.0)], (2.0, INF)), ([(0, 0.5), (1, 1.0)], (2.0, INF)), {0}),
        (([(0, 1.0), (1, -1.0)], (-INF, 4.0)), ([(0, -1.0), (1, 1.0)], (-3.0, INF)), {0}),
        (([(0, 1.0), (1, 1.0)], (-INF, 4.0)), ([(0, 1.0), (1, 2.0)], (-INF, 4.0)), {0}),
        (([(0, 1.0), (1, 1.0)], (-INF, 4.0)), ([(0, 1.0), (1, 2.0)], (-INF, 5.0)), set()),
        (([(0, 1.0), (1, 1.0)], (-INF, 4.0)), ([(0, 1.0), (1, 1.0)], (2.0, INF)), set()),
        (([(0, 1.0), (1, 1.0)], (-INF, 4.0)), ([(0, 1.0), (2, 1.0)], (-INF, 3.0)), set()),
        (([(0, 1.0), (1, 1.0)], (-INF, 4.0)), ([(0, 1.0), (1, 1.0)], (-INF, 4.0)), {0}),
    ],
    ids=["parallel", "parallel, at least", "signs changed", "nowhere easier", "easier on one side", "two sides", "other columns", "equal: the last stays"],
)  # fmt: skip
def test_of_two_rows_the_easier_is_left_out(one, other, left_out):
    """Which of two rows over columns that are never negative is left out, if any."""
    program = _program([one, other], [1, 1, 1])
    step = implied(program, Stamp(np.zeros(2, dtype=np.int64), np.arange(2)))
    assert set(np.flatnonzero(~step.rows).tolist()) == left_out


def test_a_column_that_may_be_negative_needs_equal_coefficients():
    """x + y <= 4 does not follow from x + 2 y <= 4 where y may be -5."""
    program = _program([([(0, 1.0), (1, 1.0)], (-INF, 4.0)), ([(0, 1.0), (1, 2.0)], (-INF, 4.0))], [1, 1], negative={1})
    assert not implied(program, Stamp(np.zeros(2, dtype=np.int64), np.arange(2))).changes


def test_rows_of_the_plan_stay():
    """A row of the plan's own that a crisis's implies is kept: its marginal value is reported."""
    program = _program([([(0, 1.0)], (-INF, 4.0)), ([(0, 1.0)], (-INF, 3.0)), ([(0, 1.0)], (-INF, 3.5))], [1])
    step = implied(program, Stamp(np.zeros(2, dtype=np.int64), np.arange(2)))
    assert step.same.tolist() == [0, 1, -1]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), _ROW), min_size=1, max_size=9), st.lists(st.integers(-3, 3), min_size=15, max_size=15), st.sets(st.integers(0, 14), max_size=4), st.permutations(range(15)))
def test_parts_add_up(rows, cost, integer, places):
    """Rows over three sets of columns, mixed: every row is in one part with all its columns, and the optima add up to the whole's."""
    program = _program([([(places[5 * block + j], v) for j, v in entries], sides) for block, (entries, sides) in rows], cost, integer)
    parts = split(program, Stamp(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)), len(cost), 0)
    assert sorted(i for part in parts for i in part.rows.tolist()) == list(range(len(rows)))
    assert sorted(j for part in parts for j in part.columns.tolist()) == list(range(len(cost)))
    assert len(parts) >= len({block for block, _ in rows})
    whole, answers = solve(program), [solve(part.program) for part in parts]
    if whole.x is None:
        assert any(answer.x is None for answer in answers)
    else:
        assert sum(answer.objective for answer in answers) == pytest.approx(whole.objective, abs=1e-6)
