"""Rank 0 leads and the others serve; and what is done when a rank dies, or the run is told to end.

When a rank dies, mpiexec tells the others to end (SIGTERM) and a second later kills them; so it does on Ctrl-C. Rank 0 finds out
which it is: where a rank is gone it says so and ends at once. Where all are there it ends the search and keeps the best plan, if
mpiexec leaves it the time; SIGUSR1, which mpiexec hands on, always leaves it.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from resilience_opt.errors import EngineError
from resilience_opt.solve.limits import HALT

#: What mpiexec may be told to leave between the word to end and the end, in seconds; and how long a plan takes to be written.
LEAVE, WRITING = "odls_base_sigkill_timeout", 5
#: What a process exits with that was told to end because another died.
LOST = 1
#: What is taken as a word to end; Windows has not all of them.
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGUSR1") if hasattr(signal, name))


@contextmanager
def ranks(debug: bool = False) -> Iterator[None]:
    """Rank 0 does what stands inside; the others serve it and exit.

    Raises
    ------
    EngineError
        If MPI cannot be started.
    """
    try:
        from resilience_opt.solve.distributed import wheel
        from resilience_opt.solve.distributed.wall import MPI
    except (ImportError, RuntimeError) as error:
        raise EngineError(f"MPI cannot be started here: {str(error).splitlines()[0] if str(error) else type(error).__name__}") from error
    world = MPI.COMM_WORLD
    places = world.gather((socket.gethostname(), os.getpid()), root=0)
    if world.Get_rank():
        _serve(wheel.serve, world.Get_rank(), debug)
    assert places is not None
    _heed_signals(places)
    try:
        yield
    finally:
        wheel.tell(wheel.DONE)


def _serve(serve: Callable[[], None], rank: int, debug: bool) -> NoReturn:
    """A rank that serves says nothing, unless it fails: then all end."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # rank 0 decides
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    try:
        serve()
    except BaseException as error:
        if debug:
            traceback.print_exc()
        give_up(f"rank {rank} failed ({type(error).__name__}: {error})")
    sys.stdout.flush()
    raise SystemExit(0)


def say(sentence: str) -> None:
    """A sentence to the user at once, whatever else this process is busy with."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def give_up(why: str) -> NoReturn:
    """Say why, and end all ranks: they wait for each other, so that none can go on alone."""
    from resilience_opt.solve.distributed.wall import MPI

    say(f"the run is ended and no plan was written: {why}")
    MPI.COMM_WORLD.Abort(1)
    raise SystemExit(1)


def _heed_signals(places: list[tuple[str, int]]) -> None:
    """Ctrl-C and mpiexec's word to end are heard at once, even while the solver or MPI is busy."""
    read, write = os.pipe()
    os.set_blocking(write, False)

    def note(number: int, frame: object) -> None:
        """What is done stands in :func:`_listen`, which hears of it even where this is not run for long."""

    for number in SIGNALS:
        signal.signal(number, note)
    signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    threading.Thread(target=_listen, args=(read, places), daemon=True).start()


def _listen(read: int, places: list[tuple[str, int]]) -> None:
    while number := os.read(read, 1):
        if lost := _lost(places):
            say(f"the run is ended and no plan was written: rank {lost[0]} was killed or lost")
            os._exit(LOST)
        if not HALT.signalled:
            HALT.signalled = True
            say(_word(number[0]))


def _word(number: int) -> str:
    """What the user is told who ends the search."""
    left = os.environ.get(f"OMPI_MCA_{LEAVE}", "1")
    if number != signal.SIGTERM or not left.isdigit() or int(left) >= WRITING:
        return "the search is told to end; the best plan so far is kept"
    return (
        f"mpiexec ends this run in {left} s, too soon to write a plan. To stop a search and keep its best plan, send SIGUSR1 to "
        f"mpiexec (kill -USR1 with its number), or start it with --mca {LEAVE} 20"
    )


def _lost(places: list[tuple[str, int]]) -> list[int]:
    """Ranks of this machine that are there no more."""
    here = places[0][0]
    return [rank for rank, (host, process) in enumerate(places) if host == here and not _lives(process)]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"  # dead, and not yet buried by mpiexec
    except FileNotFoundError:
        return os.path.isdir("/proc") is False
    except OSError:
        return False
