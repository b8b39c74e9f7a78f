"""The period that a review is for: a year, a quarter or a month."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from resilience_opt.errors import Fault, InputError

YEARLY, QUARTERLY, MONTHLY = "yearly", "quarterly", "monthly"
KINDS = (YEARLY, QUARTERLY, MONTHLY)
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    YEARLY: re.compile(r"(\d{4})"), QUARTERLY: re.compile(r"(\d{4})-?[Qq]([1-4])"), MONTHLY: re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
}  # fmt: skip
_EXAMPLES = {YEARLY: "2026", QUARTERLY: "2026-Q3", MONTHLY: "2026-09"}


@dataclass(frozen=True)
class Period:
    """A period.

    Attributes
    ----------
    kind : 'yearly', 'quarterly' or 'monthly'
    key : how it is written: '2026', '2026-Q3', '2026-09'
    start : its first day
    """

    kind: str
    key: str
    start: datetime.date


def period_of(kind: str, day: datetime.date) -> Period:
    """The period of a kind that a day lies in.

    >>> [period_of(kind, datetime.date(2026, 8, 14)).key for kind in KINDS]
    ['2026', '2026-Q3', '2026-08']
    """
    if kind == YEARLY:
        return Period(kind, f"{day.year:04}", datetime.date(day.year, 1, 1))
    if kind == QUARTERLY:
        quarter = (day.month + 2) // 3
        return Period(kind, f"{day.year:04}-Q{quarter}", datetime.date(day.year, 3 * quarter - 2, 1))
    return Period(kind, f"{day.year:04}-{day.month:02}", datetime.date(day.year, day.month, 1))


def period_named(kind: str, text: str) -> Period:
    """The period of a kind that a text names.

    Raises
    ------
    InputError
        If it names none.
    """
    found = _PATTERNS[kind].fullmatch(text.strip())
    if found is None or found.group(1) == "0000":
        raise InputError([Fault("", "", f"'{text}' is no period of a {kind} review; write it as in {_EXAMPLES[kind]}")])
    year, part = int(found.group(1)), int(found.group(2)) if found.lastindex == 2 else 1
    return period_of(kind, datetime.date(year, 3 * part - 2 if kind == QUARTERLY else part, 1))
