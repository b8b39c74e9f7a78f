"""How much to buy from whom, and how much to keep in store, so that supply survives disruptions at the least cost.

The public names are loaded when they are first asked for, so that ``import resilience_opt`` and
``optimize --help`` answer at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resilience_opt.case.build import read_case
    from resilience_opt.case.case import Case
    from resilience_opt.errors import (
        ArchiveError,
        AuditError,
        EngineError,
        Fault,
        InfeasibleError,
        InputError,
        ModelError,
        NoPlanError,
        ResilienceError,
        SolverError,
    )
    from resilience_opt.plan.plan import Plan
    from resilience_opt.review.archive.archive import open_archive
    from resilience_opt.review.roll.roll import Rolled, roll_forward
    from resilience_opt.studies.alternatives.result import Alternatives
    from resilience_opt.studies.alternatives.study import alternatives
    from resilience_opt.studies.attack import AttackCurve, attack
    from resilience_opt.studies.compare.result import Comparison
    from resilience_opt.studies.compare.study import compare
    from resilience_opt.studies.exposure.result import Exposure
    from resilience_opt.studies.exposure.study import exposure
    from resilience_opt.studies.frontier import Frontier, frontier
    from resilience_opt.studies.grid.edit import Edit, edit
    from resilience_opt.studies.grid.result import Study
    from resilience_opt.studies.grid.study import study
    from resilience_opt.studies.ladder import cost_of_resilience, with_ladder
    from resilience_opt.studies.repairs.study import repairs
    from resilience_opt.studies.run import optimize, write_mps

__version__ = "0.1.0"

__all__ = [
    "Alternatives",
    "ArchiveError",
    "AttackCurve",
    "AuditError",
    "Case",
    "Comparison",
    "Edit",
    "EngineError",
    "Exposure",
    "Fault",
    "Frontier",
    "InfeasibleError",
    "InputError",
    "ModelError",
    "NoPlanError",
    "Plan",
    "ResilienceError",
    "Rolled",
    "SolverError",
    "Study",
    "__version__",
    "alternatives",
    "attack",
    "compare",
    "cost_of_resilience",
    "edit",
    "exposure",
    "frontier",
    "open_archive",
    "optimize",
    "read_case",
    "repairs",
    "roll_forward",
    "study",
    "with_ladder",
    "write_mps",
]

_HOME = {
    "Alternatives": "studies.alternatives.result",
    "AttackCurve": "studies.attack",
    "Case": "case.case",
    "Comparison": "studies.compare.result",
    "Edit": "studies.grid.edit",
    "Exposure": "studies.exposure.result",
    "Plan": "plan.plan",
    "Rolled": "review.roll.roll",
    "Study": "studies.grid.result",
    "alternatives": "studies.alternatives.study",
    "attack": "studies.attack",
    "compare": "studies.compare.study",
    "cost_of_resilience": "studies.ladder",
    "edit": "studies.grid.edit",
    "exposure": "studies.exposure.study",
    "Frontier": "studies.frontier",
    "frontier": "studies.frontier",
    "open_archive": "review.archive.archive",
    "repairs": "studies.repairs.study",
    "optimize": "studies.run",
    "read_case": "case.build",
    "roll_forward": "review.roll.roll",
    "study": "studies.grid.study",
    "with_ladder": "studies.ladder",
    "write_mps": "studies.run",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME.get(name, 'errors')}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
