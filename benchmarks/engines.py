"""The same case by every engine in one run: ``python -m benchmarks.engines inputs/critical-minerals.xlsx S``.

Prints processor seconds, objective, bound and gap for each engine, and the ratio of times. A name of a size is
a synthetic case; its gap is the default.
"""

from __future__ import annotations

import sys
import time

from benchmarks.cases import SIZES, synthetic
from resilience_opt.case.build import read_case
from resilience_opt.solve.engine import solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.solution import Solution
from resilience_opt.studies.run import DEFAULT_GAP, compile_case

ENGINES = ("extensive", "benders")
SECONDS = 600.0


def main(name: str) -> None:
    """Solve one case with every engine."""
    case = synthetic(SIZES[name]) if name in SIZES else read_case(name)
    _, compiled, _ = compile_case(case)
    seconds = {}
    print(name)
    for engine in ENGINES:
        started = time.process_time()
        found = solve_compiled(compiled, Limits(DEFAULT_GAP, SECONDS), engine)
        seconds[engine] = time.process_time() - started
        if not isinstance(found, Solution):
            print(f"  {engine}: no plan can meet the requirements, {seconds[engine]:.1f} s")
            continue
        cost = float(compiled.objective @ found.plan)
        print(f"  {engine}: {seconds[engine]:.1f} s, {found.status}, objective {cost:.6g}, bound {found.bound:.6g} (scaled)")
    print(f"  extensive takes {seconds['extensive'] / seconds['benders']:.1f} times as long as benders")


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ["inputs/critical-minerals.xlsx"]:
        main(chosen)
