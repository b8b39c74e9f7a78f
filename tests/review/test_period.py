"""Which period a day lies in, and how a period is written."""

from __future__ import annotations

import datetime

import pytest

from resilience_opt.errors import InputError
from resilience_opt.review.period import KINDS, period_named, period_of


@pytest.mark.parametrize(
    ("kind", "text", "key", "start"),
    [
        ("yearly", "2026", "2026", (2026, 1, 1)),
        ("quarterly", "2026-Q4", "2026-Q4", (2026, 10, 1)),
        ("quarterly", "2026q1", "2026-Q1", (2026, 1, 1)),
        ("monthly", " 2026-02 ", "2026-02", (2026, 2, 1)),
    ],
)
def test_named(kind: str, text: str, key: str, start: tuple[int, int, int]) -> None:
    """A period is named as the archive writes it."""
    found = period_named(kind, text)
    assert (found.key, found.start) == (key, datetime.date(*start))


@pytest.mark.parametrize(("kind", "text"), [("yearly", "26"), ("yearly", "2026-01"), ("quarterly", "2026-Q5"), ("monthly", "2026-13"), ("yearly", "0000")])
def test_no_period(kind: str, text: str) -> None:
    """What names none is refused, with how one is written."""
    with pytest.raises(InputError, match="is no period"):
        period_named(kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_day_lies_in_the_period_that_its_key_names(kind: str) -> None:
    """The key of a day's period names that period again, and each starts where the one before ended."""
    day, starts = datetime.date(2023, 12, 30), set()
    for _ in range(800):
        found = period_of(kind, day)
        assert found == period_named(kind, found.key)
        assert found.start <= day
        if found.start not in starts and starts:
            assert found.start == day
        starts.add(found.start)
        day += datetime.timedelta(days=1)
