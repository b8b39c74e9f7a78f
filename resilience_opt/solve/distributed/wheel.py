"""The engine `mpi`: rank 0 leads, the others serve, and a search is one turn of mpi-sppy's wheel.

Rank 0 alone reads, audits, prints and writes; it calls the others for each search. The first ranks are the hub; of the others
one searches as one machine would, one (from three ranks on) looks for plans, and one (from four on) works on the Lagrangian bound,
each where the case is small enough for it.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import Any

import numpy as np

from resilience_opt.compile.program import Compiled, Program, Stamp
from resilience_opt.errors import EngineError
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.rounds import Layout
from resilience_opt.solve.distributed.bounds import Bounds
from resilience_opt.solve.distributed.exact import Exact
from resilience_opt.solve.distributed.hub import Decomposition
from resilience_opt.solve.distributed.incumbents import Incumbents
from resilience_opt.solve.distributed.job import Job
from resilience_opt.solve.distributed.launch import call
from resilience_opt.solve.distributed.scenarios import Statement, bare, creator
from resilience_opt.solve.distributed.wall import MPI, PHBase, SPBase, WheelSpinner
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solve_whole

log = logging.getLogger(__name__)

#: Up to so many columns, all scenarios' plans and crises together, Pyomo's models are made for the spoke of bounds.
STATED = 60_000
#: Seconds for a scenario of the spoke of bounds; what is proven by then is a bound too.
SCENARIO = 10.0
#: Each rank is a core's; where the user gives no number of threads each has one.
THREADS = 1
#: What rank 0 tells the others: there is a search, or there are no more.
SEARCH, DONE, TAG = "search", "done", 7
#: Seconds between two looks for a message.
NAP = 0.01


def search_on_ranks(compiled: Compiled, program: Program, marks: Stamp, layout: Layout, limits: Limits) -> Answer:
    """The cheapest plan, searched for by all ranks; called by rank 0 while the others :func:`serve`.

    The answer's figures are those of its choice of decisions; where it has no marginal values it wants polishing.

    Raises
    ------
    EngineError
        If there is one rank only.
    """
    world = MPI.COMM_WORLD
    if world.Get_size() < 2:
        raise EngineError(f"the engine 'mpi' needs at least 2 ranks and was started on one: {call()}")
    own = replace(limits, threads=limits.threads or THREADS)
    if not len(marks.crisis) or not program.integer.any():
        return solve_whole(program, own, None)
    statement = Statement(compiled.net, compiled.model.name, compiled.objective)
    job = Job(program, marks, layout, statement, own.gap, own.left, limits.threads or THREADS)
    tell(SEARCH)
    world.bcast(job)
    answer = _turn(job, own)
    assert answer is not None
    return answer


def tell(message: str) -> None:
    """Tell all other ranks something."""
    for other in range(1, MPI.COMM_WORLD.Get_size()):
        MPI.COMM_WORLD.send(message, dest=other, tag=TAG)


def serve() -> None:
    """Take part in every search that rank 0 calls for, until it says that there are no more."""
    world = MPI.COMM_WORLD
    while True:
        while not world.iprobe(source=0, tag=TAG):
            time.sleep(NAP)
        if world.recv(source=0, tag=TAG) == DONE:
            return
        job: Job = world.bcast(None)
        _turn(job, Limits(job.gap, job.seconds, job.threads))


def _turn(job: Job, limits: Limits) -> Answer | None:
    """One turn of the wheel; the answer on rank 0."""
    world, crises = MPI.COMM_WORLD, len(job.statement.net.crises)
    spokes = _spokes(job, world.Get_size())
    taking_part = min(world.Get_size(), crises + len(spokes))
    comm = world.Split(0 if world.Get_rank() < taking_part else MPI.UNDEFINED, world.Get_rank())
    if comm == MPI.COMM_NULL:
        return None
    size = taking_part - len(spokes)
    stated = Bounds in spokes
    shared = np.array(job.statement.shared() if stated else np.flatnonzero(job.program.integer), dtype=np.int64)
    told = {"job": job, "limits": limits, "stated": stated, "shared": shared if len(shared) else np.zeros(1, dtype=np.int64)}
    names = job.statement.names if stated else [f"part {number}" for number in range(size)]
    hub = {"hub_class": Decomposition, **_cylinder(SPBase, names, told)}
    others = [{"spoke_class": s, "rank_ratio": 1.0 / size, **_cylinder(PHBase if s is Bounds else SPBase, names, told)} for s in spokes]
    log.info("wheel: %d ranks in the hub, and spokes %s", size, ", ".join(s.__name__ for s in spokes) or "none")
    wheel = WheelSpinner(hub, others)
    wheel.spin(comm)
    comm.Free()
    return getattr(wheel.spcomm, "answer", None)


def _spokes(job: Job, ranks: int) -> list[Any]:
    """Which spokes are worth a rank each, so that at least one is left to the hub."""
    if not job.program.integer.any():
        return []  # the rounds of the hub are all there is to do
    worth = ([] if job.large else [Exact]) + [Incumbents] + ([Bounds] if _stated(job) <= STATED else [])
    return worth[: ranks - 1]


def _stated(job: Job) -> int:
    """How many columns the Pyomo models of all scenarios have together."""
    crises = len(job.statement.net.crises)
    return crises * job.layout.width + len(job.program.cost) - job.layout.width


def _cylinder(opt: Any, names: list[str], told: dict[str, Any]) -> dict[str, Any]:
    """A cylinder as mpi-sppy wants it described: scenarios are crises as Pyomo models, or as little as mpi-sppy can do with."""
    options = {
        "toc": False, "verbose": False, "display_progress": False, "solver_name": "appsi_highs", "PHIterLimit": 0, "defaultPHrho": 1.0, "convthresh": 0.0,
        "solver_options_layers": [{"when": "default", "options": {"threads": told["limits"].threads, "time_limit": SCENARIO}}], **told,
    }  # fmt: skip
    made_by, by = (creator, {"statement": told["job"].statement}) if opt is PHBase else (bare, {"width": len(told["shared"]), "count": len(names)})
    described = {"options": options, "all_scenario_names": names, "scenario_creator": made_by, "scenario_creator_kwargs": by}
    return {"opt_class": opt, "opt_kwargs": described}
