"""Expand, compile, stamp and pass, by size, against hand-written numpy and plain Pyomo in the same run.

``python -m benchmarks.phases M`` prints processor seconds and ratios: the median of several runs, and their
range. `numpy` writes the rows of the crises from arrays that are ready, without the plan's own: less than the
software does. `pyomo` builds some crises in plain Pyomo, and turns them into
a matrix; what they take beyond a plan without crises is multiplied up to all of them.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from benchmarks.by_hand import hand_written
from benchmarks.cases import SIZES, synthetic
from resilience_opt.compile.program import compile_statement, extensive_form
from resilience_opt.formulation.block import build
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.build import build_network
from resilience_opt.network.scale import scaled
from resilience_opt.solve.highs import Solver

#: How often each piece of work is timed, and how many crises plain Pyomo builds.
RUNS, SOME = 5, 4


def timed(work: Callable[[], Any]) -> tuple[list[float], Any]:
    """Processor seconds of every run of a piece of work, and what the last one gave."""
    seconds, result = [], None
    for _ in range(RUNS):
        gc.collect()
        started = time.process_time()
        result = work()
        seconds.append(time.process_time() - started)
    return seconds, result


def said(values: list[float], digits: int = 2) -> str:
    """Median and range."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def main(name: str) -> None:
    """Run the phases of one size."""
    model, case = load_model("standard"), synthetic(SIZES[name])
    expanded, net = timed(lambda: scaled(build_network(case)))
    compiling, compiled = timed(lambda: compile_statement(net, model))
    stamping, (program, _) = timed(lambda: extensive_form(compiled))
    passing, _ = timed(lambda: Solver().load(program))
    numpy, entries = timed(lambda: hand_written(net))
    rows, columns, integers, nonzeros = program.size
    print(f"{name}: {rows:,} rows, {columns:,} columns, {integers:,} integers, {nonzeros:,} nonzeros, {len(net.crises)} crises; median (range) of {RUNS} runs")
    print(f"  expand {said(expanded)} s, compile {said(compiling)} s, stamp {said(stamping)} s, pass {said(passing)} s")
    ours = [c + s for c, s in zip(compiling, stamping, strict=True)]
    print(f"  numpy {said(numpy)} s for {entries:,} entries: compile and stamp take {said([a / b for a, b in zip(ours, numpy, strict=True)], 1)} times as long")
    some = list(net.crises[:SOME])
    for what, work in (("model", lambda chosen: build(net, model, chosen)), ("model and matrix", _matrix(net, model))):
        without = statistics.median(timed(lambda work=work: work([]))[0])
        plain = [(seconds - without) / len(some) * len(net.crises) for seconds in timed(lambda work=work: work(some))[0]]
        ratio = said([a / b for a, b in zip(plain, ours, strict=True)], 0)
        print(f"  plain Pyomo, {what}: {said(plain, 1)} s ({len(some)} crises, multiplied): {ratio} times as long as compile and stamp")


def _matrix(net: Any, model: Any) -> Callable[[list[tuple[int, int]]], Any]:
    """Build in plain Pyomo and compile to a matrix with Pyomo's own compiler."""
    return lambda chosen: LinearStandardFormCompiler().write(build(net, model, chosen), mixed_form=True)


if __name__ == "__main__":
    if find_spec("scipy") is None:
        sys.exit("benchmarks.phases needs scipy, for Pyomo's own matrix: pip install -e '.[dev]'")
    for chosen in sys.argv[1:] or ["S"]:
        main(chosen)
