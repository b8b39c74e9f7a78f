"""What is measured, each in a process of its own: started by :mod:`benchmarks.process`, with a job as JSON and a file for what there is to say.

A job names its `work`, and with it the function here or in `benchmarks/peers/` that does it. A function tells moments of a search, and
returns what there is to report.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.process import peak

Tell = Callable[[dict[str, Any]], None]

#: Which function does which work: module and name.
WORKS = {
    "engine": ("benchmarks.works", "engine"),
    "build": ("benchmarks.works", "build"),
    "arrays": ("benchmarks.works", "arrays"),
    "numpy": ("benchmarks.works", "by_numpy"),
    "highs": ("benchmarks.peers.bare_highs", "load"),
    "linopy": ("benchmarks.peers.linopy_form", "build"),
    "sppy-ef": ("benchmarks.peers.sppy", "extensive_form"),
    "sppy-ph": ("benchmarks.peers.sppy", "progressive_hedging"),
}


def case_of(job: dict[str, Any]) -> Any:
    """The synthetic case of a job: its size, seed, and number of scenarios where it gives one."""
    from benchmarks.cases import SIZES, synthetic

    size = SIZES[job["size"]]
    return synthetic(replace(size, scenarios=job["scenarios"]) if job.get("scenarios") else size, job["seed"])


def main(job: dict[str, Any], path: str, memory: float) -> None:
    """Do a job with so much memory [MiB] at most, and write what it says."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory * 2**20),) * 2)
    with open(path, "a", encoding="utf-8") as file:

        def tell(line: dict[str, Any]) -> None:
            file.write(json.dumps(line) + "\n")
            file.flush()

        started = time.process_time(), time.monotonic()
        module, name = WORKS[job["work"]]
        result = getattr(importlib.import_module(module), name)(job, tell)
        if result is not None:
            seconds = {"inside": [round(time.process_time() - started[0], 3), round(time.monotonic() - started[1], 3)]}
            tell({"peak": round(result.pop("peak", peak()), 1), "result": seconds | result})


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
