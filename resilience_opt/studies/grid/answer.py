"""One case of a study: what is asked of a worker, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.errors import EngineError, InfeasibleError, InputError, ModelError, NoPlanError, ResilienceError
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.compare.shares import Limits
from resilience_opt.studies.grid.shares import largest_share
from resilience_opt.studies.run import Options, optimize

#: What is said of a case whose worker is gone.
DIED = "the process that solved this case ended without an answer (it was killed, or memory ran out); solve it by itself to see more"
STOPPED = "the study was stopped before this case was solved"

#: One search at a time in a process: HiGHS shares its threads between all solvers of a process.
_ONE = Lock()


@dataclass(frozen=True)
class Job:
    """A case to solve, with the limits of all cases of the study by which its plan is measured."""

    case: Case
    options: Options
    limits: Limits


@dataclass(frozen=True)
class Answer:
    """What is told of a case.

    Attributes
    ----------
    status : 'optimal', 'feasible', 'infeasible', 'no plan', 'invalid input' or 'error'
    why : the sentence that says why there is no plan; '' where there is one
    cost, bound, gap : as those of a Plan
    costs : discounted cost by kind
    dependence, depends_on : the largest share under a Maximum of any case of the study, and whose it is
    months_required, months_survived : of the requirement of Survival that has the fewest months to spare
    seconds : what solving took, where it was solved
    """

    status: str
    why: str = ""
    cost: float | None = None
    bound: float | None = None
    gap: float | None = None
    costs: Mapping[str, float] = field(default_factory=dict)
    dependence: float | None = None
    depends_on: str = ""
    months_required: int | None = None
    months_survived: int | None = None
    seconds: float | None = None


def answer(job: Job) -> Answer:
    """Solve a case; whatever goes wrong is an answer too."""
    with _ONE:
        started = time.perf_counter()
        try:
            found = _told(optimize(job.case, **job.options.keywords()), job.limits)
        except Exception as error:
            found = failed(error)
        return replace(found, seconds=time.perf_counter() - started)


def _told(plan: Plan, limits: Limits) -> Answer:
    share, whose = largest_share(plan, limits)
    asked = plan.survival[plan.survival["months_required"] > 0]
    required, survived = _narrowest(asked) if len(asked) else (None, None)
    costs = {kind: float(cost) for kind, cost in plan.costs.items()}
    return Answer(plan.status, "", plan.objective, plan.bound, plan.gap, costs, share, whose, required, survived)


def failed(error: Exception) -> Answer:
    """The answer of a case that came to no plan."""
    if isinstance(error, InfeasibleError):
        rows = "; ".join(str(fault) for fault in error.explanation)
        return Answer("infeasible", "no plan can meet the requirements" + (f"; these rows cannot hold together: {rows}" if rows else ""))
    if isinstance(error, NoPlanError):
        return Answer("no plan", str(error) or "time ended before a plan was found")
    if isinstance(error, InputError):
        return Answer("invalid input", "; ".join(str(fault) for fault in error.faults))
    if isinstance(error, (ModelError, EngineError)):
        return Answer("invalid input", str(error))
    if isinstance(error, ResilienceError):
        return Answer("error", str(error))
    if isinstance(error, MemoryError):
        return Answer("error", "memory ran out; fewer scenarios, years or crisis months need less")
    return Answer("error", f"an unexpected fault ({type(error).__name__}: {error}); solve the case by itself to see where")


def _narrowest(asked: pd.DataFrame) -> tuple[int, int]:
    """Months required and survived of the requirement with the fewest to spare; of several the shortest."""
    order = asked.assign(spare=asked["months_survived"] - asked["months_required"]).sort_values(["spare", "months_survived"], kind="stable")
    return int(order["months_required"].iloc[0]), int(order["months_survived"].iloc[0])
