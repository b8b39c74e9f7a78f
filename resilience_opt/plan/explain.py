"""Why there is no plan: workbook rows that cannot hold together, each with its cell."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import ShareLimit, SourceLimit, Survival
from resilience_opt.compile.program import Compiled
from resilience_opt.errors import Fault
from resilience_opt.formulation.statement import Origin
from resilience_opt.plan.say import say
from resilience_opt.solve.search import conflict, solve
from resilience_opt.solve.solution import Infeasible

#: How long the search for a smaller set may take where yes/no decisions are to blame [s].
SEARCH_SECONDS = 60.0
ONE_SOLVE_SECONDS = 10.0


def explain(compiled: Compiled, infeasible: Infeasible) -> tuple[Fault, ...]:
    """A set of workbook rows that cannot hold together.

    An irreducible set of rows of the relaxation, where that is infeasible; otherwise rows are let go one after
    the other as long as there is still no plan.
    """
    rows, columns = conflict(infeasible.program)
    origins: dict[tuple[str, str], Origin] = {}
    case = compiled.net.case
    for i in rows:
        for origin in row_origins(compiled, infeasible, i):
            origins.setdefault(_key(case, origin), origin)
    for j in columns:
        if j < len(compiled.plan):
            variable, index = compiled.plan.variables[j]
            for origin in variable.origin(compiled.net, *index) if variable.origin else ():
                if getattr(origin[0], origin[1]) not in (None, 0, 0.0):
                    origins.setdefault(_key(case, origin), origin)
    if not rows:
        origins = _without_which(compiled, infeasible)
    faults = [Fault(*case.address(record, attribute), say(case, record, attribute)) for record, attribute in origins.values()]
    return tuple(sorted(faults, key=lambda f: (f.sheet, len(f.cell), f.cell)))


def _key(case: Case, origin: Origin) -> tuple[str, str]:
    """What tells one cell from another; rows added in Python have none, so the row itself does."""
    record, attribute = origin
    return case.address(record, attribute) if record.row else (record.SHEET, f"{id(record)}.{attribute}")


def row_origins(compiled: Compiled, infeasible: Infeasible, i: int) -> list[Origin]:
    """Where in the workbook a row of the extensive form comes from."""
    first = len(compiled.plan_matrix.rows)
    if i < first:
        row, index = compiled.plan_matrix.rows[i]
    else:
        b, r = infeasible.stamp.crisis[i - first], infeasible.stamp.row[i - first]
        row, index = compiled.crisis_matrix.rows[r]
        index = (*index, *compiled.crises[b])
    return list(row.origin(compiled.net, *index)) if row.origin else []


def _without_which(compiled: Compiled, infeasible: Infeasible) -> dict[tuple[str, str], Origin]:
    """Deletion filter over workbook rows, for programs that only the yes/no decisions make infeasible."""
    case, program = compiled.net.case, infeasible.program
    groups: dict[tuple[str, str], list[int]] = {}
    named: dict[tuple[str, str], Origin] = {}
    for i in range(len(program.row_lower)):
        for origin in row_origins(compiled, infeasible, i):
            if isinstance(origin[0], (ShareLimit, SourceLimit, Survival)) or origin[1] in ("minimum_take", "maximum_change", "minimum_level"):
                key = _key(case, origin)
                groups.setdefault(key, []).append(i)
                named.setdefault(key, origin)
    started = time.monotonic()
    lower, upper = program.row_lower.copy(), program.row_upper.copy()
    feasibility = program.without_cost()
    kept = dict(named)
    for key, members in groups.items():
        if time.monotonic() - started > SEARCH_SECONDS:
            break
        before = lower[members].copy(), upper[members].copy()
        lower[members], upper[members] = -np.inf, np.inf
        answer = solve(replace(feasibility, row_lower=lower, row_upper=upper), gap=1.0, time_limit=ONE_SOLVE_SECONDS)
        if answer.status == "infeasible":
            del kept[key]
        else:
            lower[members], upper[members] = before
    return kept
