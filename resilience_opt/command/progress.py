"""One live line on the terminal: how far the search is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Where the search stands."""

    @property
    def seconds(self) -> float | None:
        """Seconds since the search began."""

    @property
    def incumbent(self) -> float | None:
        """Cost of the best plan so far."""

    @property
    def bound(self) -> float | None:
        """What no plan can cost less than."""

    @property
    def gap(self) -> float | None:
        """(incumbent - bound) / |incumbent|."""


Listener = Callable[[Progress], None]


def line(progress: Progress) -> str:
    """Bound, incumbent, gap and seconds in one line.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> line(SimpleNamespace(seconds=2.0, incumbent=1250.0, bound=1200.0, gap=0.04))
    'bound 1,200   best plan 1,250   gap 4.00%   2 s'
    >>> line(SimpleNamespace(seconds=None, incumbent=None, bound=1200.0, gap=None))
    'bound 1,200   best plan -   gap -'
    """
    gap = "-" if progress.gap is None else f"{progress.gap:.2%}"
    parts = [f"bound {_amount(progress.bound)}", f"best plan {_amount(progress.incumbent)}", f"gap {gap}"]
    return "   ".join(parts if progress.seconds is None else [*parts, f"{progress.seconds:.0f} s"])


def _amount(value: float | None) -> str:
    return "-" if value is None or abs(value) == float("inf") else f"{value:,.0f}"


@contextmanager
def live_line(quiet: bool) -> Iterator[Listener | None]:
    """Give what to call with the progress; None unless stderr is a terminal and the user wants to see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("building the model", spinner="line") as status:

        def show(progress: Progress) -> None:
            status.update(line(progress))

        yield show
