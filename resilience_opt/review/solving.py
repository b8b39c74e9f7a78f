"""One workbook solved: a plan, or why there is none; nothing that goes wrong here stops the other workbooks."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.errors import EngineError, Fault, InfeasibleError, InputError, ModelError, NoPlanError, ResilienceError
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.run import Options, optimize

if TYPE_CHECKING:
    from resilience_opt.solve.answers import Progress

log = logging.getLogger(__name__)
_PACKAGE = logging.getLogger("resilience_opt")


@dataclass(frozen=True)
class Solved:
    """How a workbook fared.

    Attributes
    ----------
    status : a status word of the command
    message : why there is no plan, or why its search was ended early
    case, plan : None where there is none
    faults, explanation : what is wrong in the input, and what cannot hold together
    notes : what was left out
    """

    status: str
    message: str = ""
    case: Case | None = None
    plan: Plan | None = None
    faults: tuple[Fault, ...] = ()
    explanation: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def solved(data: bytes, source: str, options: Options, *, ladder: bool, progress: Callable[[Progress], None] | None = None) -> Solved:
    """Read and solve the bytes of a workbook."""
    from resilience_opt.case.workbook import read_book

    case = None
    try:
        case = build(read_book(data, source))
        for warning in case.warnings:
            log.info("warning: %s", warning)
        plan = optimize(case, **options.keywords(), progress=progress)
        if _stopped(plan, options):
            return Solved(plan.status, "the search was stopped before the gap was reached; the next run of the review takes it up again", case, plan)
        return _with_steps(case, plan, options) if ladder else Solved(plan.status, case=case, plan=plan)
    except InputError as error:
        return Solved("invalid input", str(error), faults=error.faults)
    except (ModelError, EngineError) as error:
        return Solved("invalid input", str(error), case, faults=(Fault("", "", str(error)),))
    except InfeasibleError as error:
        return Solved("infeasible", str(error), case, explanation=error.explanation)
    except NoPlanError as error:
        return Solved("no plan", str(error) or "time ended before a plan was found", case)
    except ResilienceError as error:
        return Solved("error", str(error), case)
    except MemoryError:
        return Solved("error", "memory ran out; fewer scenarios, years or crisis months need less", case)
    except Exception as error:
        log.exception("an unexpected fault of the software")
        return Solved("error", unexpected(error), case)


def unexpected(error: Exception) -> str:
    """The sentence on a fault of the software itself."""
    return f"an unexpected fault of the software ({type(error).__name__}: {error}); the log of the run shows where"


def _stopped(plan: Plan, options: Options) -> bool:
    """Whether someone ended the search: its gap was not reached, and no limit of time was used up."""
    return plan.status != "optimal" and (options.time_limit is None or plan.seconds.get("solve", 0.0) < options.time_limit)


def _with_steps(case: Case, plan: Plan, options: Options) -> Solved:
    """The plan with what resilience costs; without it, and a note, where time ended first."""
    from resilience_opt.studies.ladder import with_ladder

    try:
        return Solved(plan.status, case=case, plan=with_ladder(plan, options))
    except (NoPlanError, InfeasibleError) as error:
        return Solved(plan.status, case=case, plan=plan, notes=(f"the sheet Cost of resilience is left out: {error or 'time ended first'}",))


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Write to a file, at the end, what the package said of itself in the meantime."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    level = _PACKAGE.level
    _PACKAGE.addHandler(handler)
    _PACKAGE.setLevel(logging.INFO)
    try:
        yield
    finally:
        _PACKAGE.removeHandler(handler)
        _PACKAGE.setLevel(level)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
