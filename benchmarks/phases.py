"""Expand, compile, stamp and pass, by size, against hand-written numpy and plain Pyomo in the same run.

``python -m benchmarks.phases M`` prints seconds and ratios. `numpy` assembles the very same matrix from index
arrays that are ready: the least that any builder must do. `pyomo` builds one crisis in plain Pyomo and is
multiplied by the number of crises, the plan's own rows left out in its favour.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.by_hand import hand_written
from benchmarks.cases import SIZES, synthetic
from resilience_opt.compile.program import compile_statement, extensive_form
from resilience_opt.formulation.block import build
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.build import build_network
from resilience_opt.network.scale import scaled
from resilience_opt.solve.highs import Solver


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of a piece of work, and what it gave."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def main(name: str) -> None:
    """Run the phases of one size."""
    size, model = SIZES[name], load_model("standard")
    made, case = timed(lambda: synthetic(size))
    expanded, net = timed(lambda: scaled(build_network(case)))
    compiled_in, compiled = timed(lambda: compile_statement(net, model))
    stamped_in, (program, _) = timed(lambda: extensive_form(compiled))
    numpy_in, entries = timed(lambda: hand_written(net))
    passed_in, _ = timed(lambda: Solver().load(program))
    one = net.shocks, [(0, 0)]
    pyomo_in, _ = timed(lambda: build(net, model, one[1]))
    plan_only, _ = timed(lambda: build(net, model, []))
    plain = max(pyomo_in - plan_only, 1e-9) * len(compiled.crises)
    rows, columns, integers, nonzeros = program.size
    print(f"{name}: {rows:,} rows, {columns:,} columns, {integers:,} integers, {nonzeros:,} nonzeros, {len(compiled.crises)} crises")
    print(f"  case {made:.2f} s, expand {expanded:.2f} s, compile {compiled_in:.2f} s, stamp {stamped_in:.2f} s, pass {passed_in:.2f} s")
    ours = compiled_in + stamped_in
    print(f"  hand-written numpy {numpy_in:.2f} s for {entries:,} nonzeros of the crises: compile and stamp take {ours / numpy_in:.1f} times as long")
    print(f"  plain Pyomo {plain:.0f} s (one crisis times {len(compiled.crises)}): {plain / ours:.0f} times as long as compile and stamp")


if __name__ == "__main__":
    np.seterr(all="ignore")
    for chosen in sys.argv[1:] or ["S"]:
        main(chosen)
