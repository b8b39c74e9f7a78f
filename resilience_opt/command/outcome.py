"""How a run ended: its status word, its exit code and the JSON object that reports it."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resilience_opt.errors import (
    AuditError,
    EngineError,
    Fault,
    InfeasibleError,
    InputError,
    ModelError,
    NoPlanError,
    OutputError,
    ResilienceError,
)

if TYPE_CHECKING:
    from resilience_opt.plan.adversary import Adversary
    from resilience_opt.plan.plan import Plan

Object = dict[str, object]

SIZES = ("rows", "columns", "integers", "nonzeros", "scenarios", "years")
PHASES = ("read", "build", "solve", "report")

#: Exit code of every status word; a plan that fails its audit is an `error`.
EXIT_CODES: Mapping[str, int] = {"optimal": 0, "feasible": 0, "invalid input": 2, "infeasible": 3, "no plan": 4, "error": 1}


@dataclass(frozen=True)
class Failure:
    """A run without a plan.

    Attributes
    ----------
    status : one of the keys of `EXIT_CODES`
    message : a sentence, or several lines, in the planner's words
    faults : what is wrong or cannot hold together, with its cells
    counted : what counting alone shows, where no plan can meet the requirements
    """

    status: str
    message: str
    faults: tuple[Fault, ...] = ()
    audit_failed: bool = False
    counted: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        return EXIT_CODES[self.status]


def wrong_call(message: str) -> Failure:
    """The failure of a command line that cannot be understood."""
    return Failure("invalid input", message, (Fault("", "", message),))


def failure_of(error: BaseException) -> Failure:
    """What an exception means to a planner."""
    if isinstance(error, InputError):
        return Failure("invalid input", str(error), error.faults)
    if isinstance(error, (ModelError, EngineError, OutputError)):
        return wrong_call(str(error))
    if isinstance(error, InfeasibleError):
        return Failure("infeasible", str(error), error.explanation, counted=error.counted)
    if isinstance(error, NoPlanError):
        return Failure("no plan", str(error) or "time ended before a plan was found")
    return Failure("error", _sentence(error), audit_failed=isinstance(error, AuditError))


def _sentence(error: BaseException) -> str:
    if isinstance(error, ResilienceError):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "stopped before a plan was reported"
    if isinstance(error, MemoryError):
        return "memory ran out; fewer scenarios, years or crisis months need less"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"an unexpected fault of the software ({type(error).__name__}: {error}); --debug shows where"


def plan_object(plan: Plan, files: Iterable[str], seconds: Mapping[str, float]) -> Object:
    """The JSON object of a plan."""
    return {
        "status": plan.status if plan.audit.passed else "error",
        "objective": _figure(plan.objective),
        "bound": _figure(plan.bound),
        "gap": _figure(plan.gap),
        "currency": plan.currency,
        "seconds": _seconds(seconds),
        "size": {name: int(plan.size.get(name, 0)) for name in SIZES},
        "engine": plan.engine,
        "costs": {kind: _figure(value) for kind, value in plan.costs.items()},
        "files": list(files),
        "audit": {"passed": plan.audit.passed, "largest_violation": _figure(plan.audit.largest_violation)},
        "warnings": fault_objects(plan.case.warnings),
        **({} if plan.adversary is None else {"adversary": _adversary_object(plan.adversary)}),
    }


def _adversary_object(found: Adversary) -> Object:
    """The worst set, and the sets that cost something to withstand."""
    return {
        "budget": found.budget,
        "choices": found.within,
        "listed": found.listed,
        "exact": found.exact,
        "worst": {"attacks": found.worst, "to_spare": _figure(found.to_spare)},
        "sets": [{"attacks": s, "spent": float(c), "to_spare": _figure(float(left)), "price": _figure(float(p))} for s, c, left, p in zip(*(found.shaping[name] for name in ("set", "spent", "to_spare", "price")), strict=True)],
    }


def failure_object(
    failure: Failure,
    seconds: Mapping[str, float],
    *,
    engine: str,
    currency: str | None = None,
    warnings: Iterable[Fault] = (),
    files: Iterable[str] = (),
) -> Object:
    """The JSON object of a run without a plan: the same keys, with null for what is not known."""
    found: Object = {
        "status": failure.status,
        "objective": None,
        "bound": None,
        "gap": None,
        "currency": currency,
        "seconds": _seconds(seconds),
        "size": dict.fromkeys(SIZES),
        "engine": engine,
        "costs": None,
        "files": list(files),
        "audit": {"passed": False if failure.audit_failed else None, "largest_violation": None},
        "warnings": fault_objects(warnings),
    }
    if failure.status == "invalid input":
        found["faults"] = fault_objects(failure.faults)
    elif failure.status == "infeasible":
        found["explanation"] = fault_objects(failure.faults)
        found["counted"] = list(failure.counted)
    else:
        found["message"] = failure.message
    return found


def fault_objects(faults: Iterable[Fault]) -> list[dict[str, str]]:
    """Faults as objects with sheet, cell and message."""
    return [{"sheet": fault.sheet, "cell": fault.cell, "message": fault.message} for fault in faults]


def print_warnings(warnings: Iterable[Fault]) -> None:
    """Say what is doubtful in a workbook, on stderr."""
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)


def refuse(words: Sequence[str], failure: Failure) -> int:
    """Say that a command line, of these words, leads nowhere, and give the exit code."""
    if "--json" in words:
        print(as_json(failure_object(failure, {}, engine="auto")))
    else:
        print(f"{failure.message}\nOptions and sub-commands: optimize --help", file=sys.stderr)
    return failure.exit_code


def as_json(found: Object) -> str:
    """One line of JSON in ASCII, which every terminal and pipe can carry."""
    return json.dumps(found, allow_nan=False)


def _figure(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def _seconds(seconds: Mapping[str, float]) -> dict[str, float]:
    return {phase: round(float(seconds.get(phase, 0.0)), 3) for phase in PHASES}
