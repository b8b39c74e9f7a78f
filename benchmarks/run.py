"""All measurements in one run: ``python -m benchmarks.run --sizes A --seeds 101 102 103 104 105 --works engine``.

Each is a process of its own, one after the other, and each line of the result is written as it comes, so that a run that was ended
goes on where it was. Linux only. Figures count only from a machine that does nothing else: the load before and after stands in each line.

works: `engine` each engine with the same budget; `build` compile, stamp and pass, the same by hand in numpy and by linopy, and what HiGHS alone
needs; `cores` the engines on one core and on two; `growth` the engines with more and more scenarios; `sppy` mpi-sppy's own extensive form
and its progressive hedging.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.process import measured
from benchmarks.results import FOLDER, key, last_gap, read

WORKS = ("engine", "build", "cores", "growth", "sppy")
ENGINES = ("extensive", "benders")
#: Seeds on which nothing was tuned.
SEEDS = (101, 102, 103, 104, 105)
SCENARIOS = (25, 50, 100, 200)
PACKAGES = ("highspy", "numpy", "pyomo", "linopy", "mpi-sppy", "mpi4py")

Job = dict[str, Any]


def jobs(asked: argparse.Namespace) -> Iterator[tuple[Job, int]]:
    """Every measurement that is asked for, with the number of its MPI ranks; engines take turns, so that what drifts meets all."""
    for work in asked.works:
        for size in asked.sizes:
            for seed in asked.seeds:
                case = {"size": size, "seed": seed}
                limits = {"budget": asked.budget, "target": asked.gap}
                if work == "engine":
                    yield from (({"work": "engine", "engine": engine, **case, **limits}, 0) for engine in asked.engines)
                elif work == "build":
                    yield from (({"work": what, **case, "repeats": asked.repeats}, 0) for what in ("build", "numpy", "linopy"))
                    yield {"work": "highs", **case}, 0
                elif work == "cores":
                    yield from (({"work": "engine", "engine": e, **case, **limits, "cores": count}, 0) for e in asked.engines for count in (1, 2))
                elif work == "growth":
                    yield from (({"work": "engine", "engine": e, **case, **limits, "scenarios": n}, 0) for n in asked.scenarios for e in asked.engines)
                else:
                    yield {"work": "sppy-ef", **case, **limits}, 0
                    yield {"work": "sppy-ph", **case, **limits, "ranks": asked.ranks}, asked.ranks


def machine() -> dict[str, Any]:
    """What a measurement was made with."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"), "machine": {"cores": os.cpu_count(), "python": platform.python_version(), **found}, "commit": commit,
    }  # fmt: skip


def done(job: Job, ranks: int) -> dict[str, Any]:
    """One measurement; what HiGHS alone needs is given to it as arrays first."""
    if job["work"] != "highs":
        return measured(job, ranks=ranks)
    with tempfile.TemporaryDirectory() as folder:
        prepared = measured({**job, "work": "arrays", "folder": folder})
        if prepared["ended"] != "ended":
            return {**prepared, "work": "highs"}
        return {name: value for name, value in measured({**job, "folder": folder}).items() if name != "folder"}


def main() -> None:
    """Measure what is asked for, and write each result as it comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--works", nargs="+", choices=WORKS, default=["engine"])
    parser.add_argument("--sizes", nargs="+", default=["A"])
    parser.add_argument("--seeds", nargs="+", type=int, default=list(SEEDS))
    parser.add_argument("--engines", nargs="+", default=list(ENGINES))
    parser.add_argument("--budget", type=float, default=600.0, help="processor seconds of a search, the same for all")
    parser.add_argument("--gap", type=float, default=1e-4, help="gap at which a search may end")
    parser.add_argument("--repeats", type=int, default=5, help="how often building is timed in a process")
    parser.add_argument("--scenarios", nargs="+", type=int, default=list(SCENARIOS), help="for the work growth")
    parser.add_argument("--ranks", type=int, default=3, help="for progressive hedging")
    parser.add_argument("--into", type=Path, default=FOLDER, help="folder of the results")
    parser.add_argument("--name", help="file there that is written or gone on with; the day by default")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to end"))
    path = asked.into / f"{asked.name or datetime.now(UTC).date().isoformat()}.jsonl"
    path.parent.mkdir(exist_ok=True)
    known = {key(record) for record in read(path.parent)} if path.exists() else set()
    for job, ranks in jobs(asked):
        if key(job) in known:
            continue
        label = " ".join(str(value) for value in job.values())
        print(f"{label} ...", end=" ", flush=True)
        record = {**done(job, ranks), **machine()}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        gap = last_gap(record)
        print(f"{record['ended']}, {record['cpu']:.1f} s of processor, {record['wall']:.1f} s, {record['peak']:.0f} MiB{'' if gap is None else f', gap {gap:.3%}'}", flush=True)
    print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


if __name__ == "__main__":
    sys.exit(main())
