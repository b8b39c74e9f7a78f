"""The rows written by hand are the rows that the statement gives: the yardstick does the same work."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.by_hand import rows_by_hand
from benchmarks.cases import SIZES, synthetic
from resilience_opt.compile.program import stamp
from resilience_opt.studies.run import compile_case


@pytest.mark.parametrize(("size", "seed"), [("S", 101), ("S", 3), ("A", 101), ("A", 104)])
def test_by_hand_is_the_same_matrix(size: str, seed: int) -> None:
    """Up to the order of rows and columns, and to the side on which a row stands: entries, what each row and column holds, and bounds."""
    _, compiled, _ = compile_case(synthetic(SIZES[size], seed))
    _, *ours = stamp(compiled)
    theirs = rows_by_hand(compiled.net)
    for of in (_weights, _bounds, _by_row, _by_column):
        np.testing.assert_allclose(np.sort(of(*ours)), np.sort(of(*theirs)), rtol=1e-9, atol=1e-12)


def _weights(count, column, value, lower, upper):  # type: ignore[no-untyped-def]
    return np.abs(value)


def _bounds(count, column, value, lower, upper):  # type: ignore[no-untyped-def]
    assert (np.isfinite(lower) ^ np.isfinite(upper)).all()
    return np.abs(np.where(np.isfinite(lower), lower, upper))


def _by_row(count, column, value, lower, upper):  # type: ignore[no-untyped-def]
    row = np.repeat(np.arange(len(count)), count)
    return np.bincount(row, np.abs(value)) + 1000 * np.bincount(row)


def _by_column(count, column, value, lower, upper):  # type: ignore[no-untyped-def]
    used = np.bincount(column) > 0
    return (np.bincount(column, np.abs(value)) + 1000 * np.bincount(column))[used]
