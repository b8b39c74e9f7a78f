"""The cases of a study one after the other, in this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from resilience_opt.studies.grid.answer import Answer, Job, answer


def run(jobs: Iterable[tuple[int, Job]]) -> Generator[tuple[int, Answer]]:
    """The answers, in order. Ctrl-C ends the search that is going on with the best plan so far, and the study after it.

    Raises
    ------
    KeyboardInterrupt
    """
    with _watched() as interrupted:
        for number, job in jobs:
            yield number, answer(job)
            if interrupted.is_set():
                raise KeyboardInterrupt


@contextmanager
def _watched() -> Iterator[threading.Event]:
    """Whether the user interrupted, though a search made use of it to keep its best plan."""
    seen = threading.Event()
    old = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(old):
        yield seen
        return

    def handle(number: int, frame: FrameType | None) -> None:
        seen.set()
        old(number, frame)

    signal.signal(signal.SIGINT, handle)
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, old)
