"""A command that runs on several ranks: the first does it, the others serve the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def asks_for_ranks(words: Sequence[str]) -> bool:
    """Whether a command line asks for the engine `mpi`."""
    return "--engine=mpi" in words or any(pair == ("--engine", "mpi") for pair in zip(words, words[1:], strict=False))


def on_first_rank(run: Callable[[], int], words: Sequence[str]) -> int:
    """Run a command on the first rank; where mpiexec did not start this process, or the engine is not here, `run` says so."""
    from resilience_opt.solve.distributed import launch

    rank = launch.rank()
    if not asks_for_ranks(words) or rank is None:
        return run()
    if launch.missing():
        return run() if rank == 0 else 0
    from resilience_opt.solve.distributed.lead import ranks

    with ranks("--debug" in words):
        return run()
