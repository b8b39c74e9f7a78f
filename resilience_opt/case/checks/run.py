"""Every check, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_opt.case.case import Case
from resilience_opt.case.draft import Draft
from resilience_opt.errors import Fault


def find_faults(draft: Draft, known: Sequence[Fault]) -> Iterator[Fault]:
    """What is wrong in a draft beyond the faults that are known already."""
    yield from ()


def find_doubts(draft: Draft, case: Case) -> Iterator[Fault]:
    """Warnings on a case without faults."""
    yield from ()
