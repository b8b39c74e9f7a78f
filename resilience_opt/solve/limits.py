"""How far a search may go."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf

from resilience_opt.solve.answers import Progress, gap_of

#: Bounds and costs are true to about this much of them.
TRUE = 1e-6


def over(figure: float) -> float:
    """The least figure that is greater beyond doubt."""
    return figure + TRUE * abs(figure)


class Halt:
    """Whether searches of this process were asked to end: by a signal that may come while others are waited for, or by others.

    Where Ctrl-C may be raised as an exception it is; this is for searches on several ranks, which must end together.
    """

    def __init__(self) -> None:
        self.signalled = False
        self.polls: list[Callable[[], bool]] = []

    @property
    def asked(self) -> bool:
        """Whether anybody wants the search to end."""
        return self.signalled or any(poll() for poll in self.polls)


HALT = Halt()


@dataclass(frozen=True)
class Limits:
    """How far a search may go, and whom it tells of its progress.

    Attributes
    ----------
    gap : relative gap at which the search may end
    time_limit : seconds; the best plan so far is kept
    threads : how many to use; all where it is None
    progress : called with incumbent, bound and gap while the search goes on
    ceiling : a search that has proven that no plan costs as little may end without one, and goes on until it knows
    """

    gap: float = 1e-4
    time_limit: float | None = None
    threads: int | None = None
    progress: Callable[[Progress], None] | None = None
    ceiling: float = inf
    started: float = field(default_factory=time.monotonic)

    @property
    def spent(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.started

    @property
    def left(self) -> float | None:
        """Seconds that are left; None where there is no limit, and none where the search was asked to end."""
        if HALT.asked:
            return 0.0
        return None if self.time_limit is None else max(0.0, self.time_limit - self.spent)

    @property
    def over(self) -> bool:
        """Whether time has ended."""
        return self.left is not None and self.left <= 0

    def within(self, seconds: float) -> Limits:
        """The same for a part of the search that may take so many seconds."""
        left = seconds if self.left is None else min(self.left, seconds)
        return replace(self, time_limit=left, started=time.monotonic())

    def tell(self, incumbent: float | None, bound: float | None) -> None:
        """Tell of the progress, if anybody listens."""
        if self.progress is not None:
            self.progress(Progress(self.spent, incumbent, bound, gap_of(incumbent, bound)))
