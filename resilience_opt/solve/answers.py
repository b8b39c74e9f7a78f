"""What a solver said, in our words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: What each status of HiGHS means to the user: our word, and a sentence.
STATUSES: dict[str, tuple[str, str]] = {
    "kOptimal": ("optimal", "the best plan was found and proven within the gap"),
    "kInfeasible": ("infeasible", "no plan can meet the requirements"),
    "kUnboundedOrInfeasible": ("infeasible", "no plan can meet the requirements, or costs have no lower end"),
    "kUnbounded": ("error", "costs have no lower end: a price or a cost is negative"),
    "kTimeLimit": ("stopped", "the limit of time ended the search"),
    "kIterationLimit": ("stopped", "the limit of iterations ended the search"),
    "kSolutionLimit": ("stopped", "the limit of solutions ended the search"),
    "kInterrupt": ("stopped", "the search was interrupted"),
    "kHighsInterrupt": ("stopped", "the search was interrupted"),
    "kObjectiveBound": ("stopped", "the bound on the objective ended the search"),
    "kObjectiveTarget": ("stopped", "the target of the objective ended the search"),
    "kMemoryLimit": ("stopped", "the limit of memory ended the search"),
    "kModelEmpty": ("optimal", "there is nothing to decide"),
    "kNotset": ("error", "the solver was not run"),
    "kLoadError": ("error", "the solver could not load the model"),
    "kModelError": ("error", "the solver found a fault in the model"),
    "kPresolveError": ("error", "the solver failed while simplifying the model"),
    "kSolveError": ("error", "the solver failed"),
    "kPostsolveError": ("error", "the solver failed while undoing its simplifications"),
    "kUnknown": ("error", "the solver ended without an answer"),
}


@dataclass(frozen=True)
class Progress:
    """A moment of the search; None where nothing is known yet."""

    seconds: float
    incumbent: float | None
    bound: float | None
    gap: float | None


@dataclass(frozen=True)
class Answer:
    """What HiGHS said. `x` is None where it has no plan; `row_dual`, `column_dual` None for a MIP."""

    status: str
    sentence: str
    x: Floats | None
    objective: float | None
    bound: float | None
    row_dual: Floats | None = None
    column_dual: Floats | None = None


def gap_of(incumbent: float | None, bound: float | None) -> float | None:
    """(incumbent - bound) / |incumbent|: 0 where both are equal, None where one is not known or only the incumbent is 0."""
    if incumbent is None or bound is None:
        return None
    if incumbent == bound:
        return 0.0
    return (incumbent - bound) / abs(incumbent) if incumbent else None
