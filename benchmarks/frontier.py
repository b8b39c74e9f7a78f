"""A frontier against its points one by one: ``python -m benchmarks.frontier 20``.

The limit is China's share of germanium in every destination in 2030, from 60% to 20%. Prints processor seconds of one plan of
the case (build, solve, audit), of the frontier, and of its points solved afresh.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from resilience_opt.case.build import read_case
from resilience_opt.studies import frontier as study
from resilience_opt.studies.frontier_point import Curve
from resilience_opt.studies.run import Options, optimize

SCOPE = {"group": "China", "lens": "location", "material": "Germanium", "destination": "each", "year": 2030}
FROM, TO = 0.6, 0.2


def timed(work: Callable[[], Any]) -> float:
    """Processor seconds of a piece of work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main(count: int) -> None:
    """Time one plan, the frontier, and its points afresh."""
    case = read_case("inputs/critical-minerals.xlsx")
    limits = np.linspace(FROM, TO, count).tolist()
    scope = {name: value for name, value in SCOPE.items() if name != "group"}
    base = study._limited(case, "China", None, scope)
    one = timed(lambda: optimize(case))
    warm = timed(lambda: study.frontier(case, maximum=limits, **SCOPE))
    cold = timed(lambda: [Curve(base, Options()).point(limit) for limit in limits])
    print(f"one plan {one:.1f} s; {count} points {warm:.1f} s, {warm / one:.1f} times one plan; afresh {cold:.1f} s, {cold / warm:.1f} times the frontier")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
