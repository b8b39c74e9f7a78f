"""The cases of a study on a Dask cluster. All that is used of it is the client that the caller made."""

from __future__ import annotations

import pickle
import time
from asyncio import CancelledError
from collections.abc import Generator, Iterable
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any

from resilience_opt.errors import EngineError
from resilience_opt.studies.grid.answer import DIED, Answer, Job, answer, failed

#: A cluster that has had no worker for so many seconds is given up; how often it is looked at; how many cases wait in it.
PATIENCE, LOOK, WINDOW = 60.0, 2.0, 64
NO_WORKER = f"the cluster has had no worker for {PATIENCE:.0f} seconds; wait for workers (client.wait_for_workers) and run the study again"

LOST = "the cluster cancelled this case, or its scheduler is gone; run the study again"


def run(jobs: Iterable[tuple[int, Job]], client: Any) -> Generator[tuple[int, Answer]]:
    """The answers, as they come.

    Raises
    ------
    EngineError
        If `client` is not a client of a cluster that can be waited for.
    """
    if not all(hasattr(client, name) for name in ("submit", "nthreads", "status")):
        raise EngineError(f"the client must be a distributed.Client, but it is {type(client).__name__}")
    if getattr(client, "asynchronous", False):
        raise EngineError("the client is asynchronous, and a study waits for its cases; make it with Client(..., asynchronous=False)")
    queue, done, running = iter(jobs), SimpleQueue[Any](), {}  # type: ignore[var-annotated]  # futures of a package that may not be here
    seen = time.monotonic()
    try:
        while True:
            for number, job in islice(queue, max(WINDOW - len(running), 0)):
                future = client.submit(_packed, pickle.dumps(job), pure=False)
                running[future.key] = number, future
                future.add_done_callback(done.put)
            if not running:
                return
            try:
                number, future = running.pop(done.get(timeout=LOOK).key)
            except Empty:
                seen = time.monotonic() if _has_workers(client) else seen
                if time.monotonic() - seen <= PATIENCE and client.status not in ("closing", "closed"):
                    continue
                yield from ((number, Answer("error", NO_WORKER)) for number, _ in running.values())
                yield from ((number, Answer("error", NO_WORKER)) for number, _ in queue)
                return
            seen = time.monotonic()
            yield number, _answer_of(future)
    finally:
        for _, future in running.values():
            future.cancel()


def _packed(job: bytes) -> Answer:
    """The answer to a packed job: the scheduler, which reads what it hands on, has nothing of it to read."""
    found: Job = pickle.loads(job)
    return answer(found)


def _has_workers(client: Any) -> bool:
    try:
        return bool(client.nthreads())
    except Exception:  # whatever keeps the scheduler from answering
        return False


def _answer_of(future: Any) -> Answer:
    try:
        found = future.result()
        assert isinstance(found, Answer)
        return found
    except CancelledError:  # which is no Exception
        return Answer("error", LOST)
    except Exception as error:
        return Answer("error", DIED) if type(error).__name__ == "KilledWorker" else failed(error)
