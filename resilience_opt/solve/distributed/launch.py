"""Whether this process is one of several, whether the engine can run here, and what to install where it cannot.

Nothing here starts MPI or imports what is not installed.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

#: What launchers tell a process about its place: Open MPI, those with PMIx (Slurm), MPICH and Intel.
RANK = ("OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK")
#: Packages of the extra `mpi`, by the name under which Python imports them.
PACKAGES = {"mpi4py": "mpi4py", "mpisppy": "mpi-sppy", "scipy": "scipy"}
LAUNCHER = "mpiexec"
#: How it is called; as root, and on a machine with fewer cores than ranks, mpiexec wants to be told.
CALL = "mpiexec -n 3 optimize BOOK.xlsx --engine mpi"
AS_ROOT = "mpiexec --allow-run-as-root --oversubscribe -n 3 optimize BOOK.xlsx --engine mpi"


def rank() -> int | None:
    """The place of this process among those that mpiexec started; None where it was started by itself."""
    found = next((os.environ[name] for name in RANK if name in os.environ), None)
    return int(found) if found is not None and found.isdigit() else None


def missing() -> list[str]:
    """What must be installed before the engine can run, in words; none where everything is here."""
    needs = [] if shutil.which(LAUNCHER) else [f"{LAUNCHER} (on Debian: apt-get install openmpi-bin)"]
    absent = [name for module, name in PACKAGES.items() if find_spec(module) is None]
    return [*needs, f"{', '.join(absent)} (pip install {' '.join(absent)})"] if absent else needs


def obstacle() -> str | None:
    """Why the engine cannot be used by this process, in a sentence that says what to do; None where it can."""
    if needs := missing():
        return f"the engine 'mpi' needs {' and '.join(needs)}; without it, --engine auto solves the same on one machine"
    if rank() is None:
        return f"the engine 'mpi' runs on several ranks: start it with {call()}"
    return None


def call() -> str:
    """How the engine is called by this user."""
    return AS_ROOT if getattr(os, "geteuid", lambda: 1)() == 0 else CALL
