"""What a search leaves behind: a plan with its proof, or the proof that there is none."""

from __future__ import annotations

from dataclasses import dataclass

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.adversary.certificate import Certificate


@dataclass(frozen=True)
class Solution:
    """Values of the columns, scaled, and what was proven.

    Attributes
    ----------
    status : 'optimal' or 'feasible'
    engine : what found it
    plan : array (plan columns,)
    crises : array (crises, crisis columns)
    crisis_cost : array (crises,), at least cost for this plan; 0 where it has none
    bound : float or None
    row_dual : array (rows,) of the polished program, whose rows `program` and `stamp` describe
    column_dual : array (plan columns,)
    certificate : what was proven about attacks; None where none must be withstood
    """

    status: str
    engine: str
    plan: Floats
    crises: Floats
    crisis_cost: Floats
    bound: float | None
    row_dual: Floats
    column_dual: Floats
    program: Program
    stamp: Stamp
    certificate: Certificate | None = None


@dataclass(frozen=True)
class Infeasible:
    """No plan exists; the program that says so, for an explanation."""

    program: Program
    stamp: Stamp
