"""What every rank must know of a search; and how it travels."""

from __future__ import annotations

import copyreg
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.solve.benders.rounds import Layout
from resilience_opt.solve.distributed.scenarios import Statement
from resilience_opt.solve.engine import APART


@dataclass(frozen=True)
class Job:
    """A search.

    Attributes
    ----------
    program, marks : the extensive form
    layout : what decomposition must know of the plan's columns
    statement : the case, for mpi-sppy's scenario creator
    gap : relative gap at which the search may end
    seconds : how long it may take; None where there is no limit
    threads : of each rank
    """

    program: Program
    marks: Stamp
    layout: Layout
    statement: Statement
    gap: float
    seconds: float | None
    threads: int

    @property
    def large(self) -> bool:
        """Whether the extensive form is too large to be searched, or solved, as one program."""
        return len(self.program.cost) - self.layout.width >= APART


def _frozen(items: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)


# A case holds read-only views of dictionaries, which Python does not know how to send.
copyreg.pickle(MappingProxyType, lambda view: (_frozen, (dict(view),)))
