"""What this software is asked to do in a measurement: search with an engine, build and load the extensive form, write it as arrays.

Only the entrances that the rest of the software uses are used here.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measured import Tell, case_of
from benchmarks.process import peak
from resilience_opt.compile.program import compile_statement, extensive_form
from resilience_opt.errors import NoPlanError
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.build import build_network
from resilience_opt.network.scale import scaled
from resilience_opt.solve.answers import Progress, gap_of
from resilience_opt.solve.engine import solve_compiled
from resilience_opt.solve.highs import Solver
from resilience_opt.solve.limits import HALT, Limits
from resilience_opt.solve.solution import Solution
from resilience_opt.studies.run import compile_case

#: A search may take so many times its budget by the clock too: HiGHS does not hear within a large linear program that it is to end, but keeps to the clock.
SLACK = 1.05


def engine(job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """A search within a budget of processor seconds, from a case that was read to a plan whose crises were each lived through.

    `cores` holds the process to so many of them, and the search to as many threads.
    """
    if job.get("cores"):
        os.sched_setaffinity(0, range(job["cores"]))
    case = case_of(job)
    started, clock = time.process_time(), time.monotonic()
    _, compiled, _ = compile_case(case)
    money = compiled.net.money
    size = {"columns": len(compiled.plan) + len(compiled.crisis) * len(compiled.crises), "integers": int(compiled.plan.binary.sum()), "crises": len(compiled.crises)}
    known: list[tuple[float | None, float | None]] = []

    def told(moment: Progress) -> None:
        now = (moment.incumbent, moment.bound)
        if not known or known[-1] != now:
            known.append(now)
            figures = [None if figure is None else figure * money for figure in now]
            tell({"moment": [round(time.process_time() - started, 2), round(time.monotonic() - clock, 2), *figures]})

    HALT.polls.append(lambda: time.process_time() - started > job["budget"])
    tell({**size, "compiled": round(time.process_time() - started, 2)})
    try:
        found = solve_compiled(compiled, Limits(job["target"], SLACK * job["budget"], job.get("cores"), told), job["engine"])
    except NoPlanError as error:
        return {**size, "status": "no plan", "why": str(error)}
    took = {"search": [round(time.process_time() - started, 2), round(time.monotonic() - clock, 2)]}
    if not isinstance(found, Solution):
        return {**size, **took, "status": "infeasible"}
    cost = float(compiled.objective @ found.plan)
    figures = {"objective": cost * money, "bound": None if found.bound is None else found.bound * money, "gap": gap_of(cost, found.bound)}
    tell({"moment": [*took["search"], figures["objective"], figures["bound"]]})
    return {**size, **took, "status": found.status, **figures}


def build(job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Compile, stamp and pass to HiGHS: processor seconds of each, several times over; memory after the first."""
    model, net = load_model("standard"), scaled(build_network(case_of(job)))
    start = peak()
    seconds: dict[str, list[float]] = {"compile": [], "stamp": [], "pass": []}
    for repeat in range(job["repeats"]):
        times = [time.process_time()]
        compiled = compile_statement(net, model)
        times.append(time.process_time())
        program, _ = extensive_form(compiled)
        times.append(time.process_time())
        solver = Solver()
        solver.load(program)
        times.append(time.process_time())
        for name, since, until in zip(seconds, times[:-1], times[1:], strict=True):
            seconds[name].append(round(until - since, 4))
        if not repeat:
            most = peak()
        size = program.size
        del solver, compiled, program
    return {"rows": size[0], "columns": size[1], "nonzeros": size[3], "seconds": seconds, "start": round(start, 1), "peak": most}


def arrays(job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """The extensive form as arrays in a folder, for a process that knows nothing else."""
    program, _ = extensive_form(compile_case(case_of(job))[1])
    folder = Path(job["folder"])
    for name in ("cost", "lower", "upper", "value", "row_lower", "row_upper", "integer"):
        np.save(folder / f"{name}.npy", getattr(program, name))
    for name in ("start", "column"):
        np.save(folder / f"{name}.npy", getattr(program, name).astype(np.int32))
    return {"columns": len(program.cost)}


def by_numpy(job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """The crises' rows written by hand in numpy, several times over (:mod:`benchmarks.by_hand`)."""
    from benchmarks.by_hand import hand_written

    net = scaled(build_network(case_of(job)))
    seconds = []
    for _ in range(job["repeats"]):
        started = time.process_time()
        entries = hand_written(net)
        seconds.append(round(time.process_time() - started, 4))
    return {"nonzeros": entries, "seconds": {"build": seconds}}
