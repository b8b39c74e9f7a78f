"""The cases of a study on several processes of this machine.

Each process is a pool of its own, with one case at a time: where it dies, it is known which case it died of, and the others go on.
Processes are started afresh (``spawn``), as on every system; what they are given is a case and what they give is an answer.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress

from resilience_opt.errors import EngineError
from resilience_opt.studies.grid.answer import DIED, Answer, Job, answer, failed

_NO_START = (
    "the processes that should solve the cases ended as they started; a script that calls study must do so below"
    " if __name__ == '__main__': so that they can import it, or with workers=1"
)


class _Worker:
    """A process that solves one case after the other."""

    def __init__(self) -> None:
        self.pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_prepare)
        with _unheard():  # the process begins with what its parent does, before it can say otherwise
            self._ready = self.pool.submit(os.getpid)

    def ask(self, job: Job) -> Future[Answer]:
        return self.pool.submit(answer, job)

    def wait_until_ready(self) -> None:
        """Be sure that the process has started.

        Raises
        ------
        EngineError
        """
        try:
            self._ready.result()
        except BrokenProcessPool as error:
            raise EngineError(_NO_START) from error

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._ready.done() and self._ready.exception() is None:
            with suppress(OSError):
                os.kill(self._ready.result(), signal.SIGTERM)
        self.pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl-C has no effect meanwhile."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def run(jobs: Iterable[tuple[int, Job]], workers: int) -> Generator[tuple[int, Answer]]:
    """The answers, as they come.

    Raises
    ------
    EngineError
        If processes cannot be started.
    """
    queue, crew = iter(jobs), [_Worker() for _ in range(workers)]
    running: dict[Future[Answer], tuple[int, int]] = {}
    try:
        for worker in crew:
            worker.wait_until_ready()
        for place in range(workers):
            _give_next(queue, crew, place, running)
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                number, place = running.pop(future)
                found, died = _answer_of(future)
                if died:
                    crew[place].end()
                    crew[place] = _Worker()
                    crew[place].wait_until_ready()
                _give_next(queue, crew, place, running)
                yield number, found
    finally:
        for worker in crew:
            worker.end()


def _give_next(queue: Iterator[tuple[int, Job]], crew: list[_Worker], place: int, running: dict[Future[Answer], tuple[int, int]]) -> None:
    for number, job in queue:
        running[crew[place].ask(job)] = number, place
        return


def _answer_of(future: Future[Answer]) -> tuple[Answer, bool]:
    """The answer, and whether the process died instead of giving one."""
    try:
        return future.result(), False
    except BrokenProcessPool:
        return Answer("error", DIED), True
    except Exception as error:
        return failed(error), False
