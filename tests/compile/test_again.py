"""A statement read again on other figures is the statement compiled for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from resilience_opt.compile.again import read_again
from resilience_opt.compile.program import extensive_form
from resilience_opt.studies import frontier_point
from resilience_opt.studies.run import Options, compile_case
from tests.studies.cases import case_from, random_books


def _cases():
    return (case_from(book) for _, book in random_books(range(0, 60)))


@pytest.mark.parametrize("limit", [0.0, 0.25, 1.0])
def test_limits_read_again(limit):
    """With every share limit moved, the rows read again give the same program, entry for entry, as the case compiled with those limits."""
    compared = 0
    for case in _cases():
        if not any(r.maximum is not None for r in case.share_limits):
            continue
        marked = replace(case, share_limits=tuple(replace(r, note=frontier_point.MARK) if r.maximum is not None else r for r in case.share_limits))
        moved = tuple(
            replace(r, maximum=limit, minimum=None if r.minimum is None else min(r.minimum, limit)) if r.note == frontier_point.MARK else r
            for r in marked.share_limits
        )
        compiled = compile_case(marked)[1]
        again = read_again(compiled, frontier_point._at(compiled.net, limit), frontier_point.LIMIT_ROWS)
        anew = compile_case(replace(marked, share_limits=moved))[1]
        found, wanted = extensive_form(again)[0], extensive_form(anew)[0]
        for name in ("cost", "start", "column", "value", "row_lower", "row_upper", "lower", "upper"):
            np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name), err_msg=name)
        compared += 1
    assert compared >= 10


def test_another_network_is_refused():
    """Rows that are not those that were compiled are an error, not another statement."""
    case = next(case for case in _cases() if any(row.name == "share_maximum" for row, _ in compile_case(case)[1].plan_matrix.rows))
    compiled = compile_case(case)[1]
    with pytest.raises(ValueError, match="other rows"):
        read_again(compiled, replace(compiled.net, limits=()), frontier_point.LIMIT_ROWS)


def test_a_curve_is_compiled_once(monkeypatch):
    """However many points a curve has, its statement is compiled once."""
    from resilience_opt import frontier

    calls = []
    monkeypatch.setattr(frontier_point, "compile_case", lambda *words: calls.append(1) or compile_case(*words))
    case = next(case for case in _cases() if any(r.maximum is not None for r in case.share_limits))
    row = next(r.row for r in case.share_limits if r.maximum is not None)
    assert len(frontier(case, rows=[row], maximum=[1.0, 0.9, 0.8, 0.7], options=Options()).table) == 4
    assert len(calls) == 1
