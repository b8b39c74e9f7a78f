"""The same synthetic cases by the engine `mpi` on all ranks and by the others on one: `mpiexec -n 3 python -m benchmarks.ranks S`.

Prints for each engine the seconds by the clock until a gap of 0.1% is proven, for three seeds; the ranks that are not
asked wait without using a processor. Ranks want a core each: the number of cores and the load of the machine are printed too.
"""

from __future__ import annotations

import os
import sys
import time

from benchmarks.cases import SIZES, synthetic
from resilience_opt.compile.program import extensive_form
from resilience_opt.solve.distributed.lead import ranks
from resilience_opt.solve.engine import search
from resilience_opt.solve.limits import Limits
from resilience_opt.studies.run import compile_case

ENGINES = ("extensive", "benders", "mpi")
GAP, SECONDS, SEEDS = 1e-3, 300.0, (0, 1, 2)


def main(name: str) -> None:
    """Every engine on the seeds of one size."""
    print(f"{name}: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for seed in SEEDS:
        _, compiled, _ = compile_case(synthetic(SIZES[name], seed))
        program, marks = extensive_form(compiled)
        for engine in ENGINES:
            started = time.monotonic()
            answer, _ = search(compiled, program, marks, Limits(GAP, SECONDS), engine)
            gap = (answer.objective - answer.bound) / abs(answer.objective)
            print(f"  seed {seed}, {engine}: {time.monotonic() - started:.1f} s, {answer.status}, gap {gap:.3%}, cost {answer.objective:.6g}", flush=True)
    print(f"  load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    with ranks():
        for size in sys.argv[1:] or ["S"]:
            main(size)
