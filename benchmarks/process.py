"""A measurement in a process of its own: processor seconds, seconds by the clock, and memory, with whatever it starts counted in.

The measured process is told its job as JSON and a file for what it has to say, a JSON object a line (:mod:`benchmarks.measured`). One that uses far
more processor time than it was given is killed; what it said until then stands.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
#: A process is killed when it has used this share of its budget more, and this many seconds [processor].
BEYOND, GRACE = 0.25, 60.0
#: How a process ended that was killed for it.
KILLED = "killed beyond its budget"
#: Seconds between two looks at a process; the share of the machine's memory that one may ask for.
NAP, SHARE = 0.1, 0.75


def measured(job: dict[str, Any], *, ranks: int = 0, memory: float | None = None) -> dict[str, Any]:
    """What a job took and what it said.

    Parameters
    ----------
    job : with `work` and what it needs; `budget` in processor seconds, where there is one
    ranks : how many MPI ranks to start; 0 is a process without MPI
    memory : how much each process may ask for [MiB], so that one that is too large fails by itself; three quarters of the machine's where it is None

    Returns
    -------
    dict
        The job's own keys, `cpu` and `wall` [s], `peak` [MiB] (of the largest of several ranks), `load` before and after, `others` (how many cores others used meanwhile), `curve` (moments as [processor seconds, seconds
        by the clock, incumbent, bound]), `ended`, and what the job says of its result.
    """
    before, busy = os.getloadavg()[0], _busy()
    with tempfile.TemporaryDirectory() as folder:
        said, errors = Path(folder) / "said", Path(folder) / "errors"
        own = [sys.executable, "-m", "benchmarks.measured", json.dumps(job), str(said), str(memory or SHARE * _installed())]
        started = time.monotonic()
        with errors.open("w") as stderr:
            child = subprocess.Popen((_launcher(ranks) if ranks else []) + own, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True)
            try:
                ended, cpu, usage = _wait(child.pid, job.get("budget"))
            except BaseException:  # the run was told to end: nothing that it started stays behind
                _kill(_family(child.pid))
                raise
        wall, busy = time.monotonic() - started, _busy() - busy
        child.returncode = 0  # it was waited for
        lines = [json.loads(line) for line in said.read_text().splitlines() if line.endswith("}")] if said.exists() else []
        words = errors.read_text(errors="replace").splitlines()
    result: dict[str, Any] = {}
    for line in lines:
        result |= line if "moment" not in line else {}
    if "result" not in result and ended != KILLED:
        ended = f"failed: {words[-1] if words else ended.removeprefix('failed: ')}"
    others = round(max(0.0, busy - cpu) / max(wall, NAP), 2)
    measures = {"cpu": round(cpu, 3), "wall": round(wall, 3), "peak": result.pop("peak", usage.ru_maxrss / 1024), "load": [before, os.getloadavg()[0]], "others": others, "ended": ended}
    return {**job, **measures, **result.pop("result", {}), **result, "curve": [line["moment"] for line in lines if "moment" in line]}


def _launcher(ranks: int) -> list[str]:
    root = ["--allow-run-as-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return ["mpiexec", *root, "--oversubscribe", "-n", str(ranks)]


def _wait(process: int, budget: float | None) -> tuple[str, float, Any]:
    """Wait for the end, and bring it about where a process does not keep to its budget; how it ended, and the processor seconds known."""
    ended, used = "ended", 0.0
    while True:
        done, status, usage = os.wait4(process, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            if code < 0 and ended == "ended":
                ended = f"failed: {signal.Signals(-code).name}"
            return ended, max(used, usage.ru_utime + usage.ru_stime), usage
        family = _family(process)
        used = max(used, sum(family.values()))
        if budget is not None and ended == "ended" and used > budget * (1 + BEYOND) + GRACE:
            ended = KILLED
            _kill(family)
        time.sleep(NAP)


def _kill(processes: Iterable[int]) -> None:
    for one in processes:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _installed() -> float:
    """Memory of the machine [MiB]."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20


def _busy() -> float:
    """Processor seconds of all processes of the machine since it was started; Linux only."""
    words = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    return (sum(map(int, words)) - int(words[3]) - int(words[4])) / TICKS


def spent(process: int) -> float:
    """Processor seconds of a process and of all that it started; Linux only."""
    return sum(_family(process).values())


def _family(process: int) -> dict[int, float]:
    """A process and all that it started and that still run, with the processor seconds of each and of its dead."""
    parents, used = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)], used[int(folder.name)] = int(words[1]), sum(map(int, words[11:15])) / TICKS
    found = {}
    for one in used:
        above = one
        while above not in (process, 0, 1) and above in parents:
            above = parents[above]
        if above == process:
            found[one] = used[one]
    return found


def peak() -> float:
    """The most memory that this process has had so far [MiB]."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")
