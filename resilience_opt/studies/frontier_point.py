"""A point of a frontier: the plan of its case, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.compile.program import Compiled, extensive_form
from resilience_opt.errors import NoPlanError
from resilience_opt.network.network import Network
from resilience_opt.plan.binding import POINT
from resilience_opt.plan.dependence import limit_totals
from resilience_opt.plan.grids import grid, summed
from resilience_opt.plan.values import row_scale, tables
from resilience_opt.solve.accounts import settle
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.benders.oracle import Memory
from resilience_opt.solve.engine import search
from resilience_opt.solve.limits import Limits
from resilience_opt.studies.run import Options, compile_case

#: In the notes of the limits that move along the frontier.
MARK = "moves along the frontier"
#: An offer is in the plan of a year from this share of its material's deliveries on.
IN = 1e-4


@dataclass(frozen=True)
class Point:
    """What is told of a point; without a plan, its status alone.

    Attributes
    ----------
    status : 'optimal', 'feasible', 'infeasible', or 'no plan' where the search was ended before there was one
    stopped : whether it was the user who ended the search, and not the limit of time
    cost, gap, share, price : as in :class:`resilience_opt.studies.frontier.Frontier`
    suppliers : with their material, in any year
    """

    status: str
    stopped: bool = False
    cost: float | None = None
    gap: float | None = None
    share: float | None = None
    price: float | None = None
    suppliers: frozenset[str] = frozenset()


def point(case: Case, options: Options, memory: Memory) -> Point:
    """Search for the plan of a case, of which the marked limits are told."""
    net, compiled, _ = compile_case(case, options.model)
    program, marks = extensive_form(compiled)
    limits = Limits(options.gap, options.time_limit, options.threads)
    try:
        answer, _ = search(compiled, program, marks, limits, options.engine, memory)
    except NoPlanError:
        return Point("no plan", stopped=not limits.over)
    stopped = answer.status == "feasible" and not limits.over
    if answer.x is None or answer.objective is None:
        return Point("infeasible")
    return replace(_described(net, compiled, answer), stopped=stopped)


def _described(net: Network, compiled: Compiled, answer: Answer) -> Point:
    assert answer.x is not None and answer.row_dual is not None and answer.objective is not None
    width, count = len(compiled.plan), len(compiled.crises)
    x = settle(compiled, answer.x[:width])
    values = tables(compiled, x, np.zeros((count, len(compiled.crisis))), np.zeros(count))
    group, everything = limit_totals(net, values)
    moving = [i for i, row in enumerate(net.limits) if row.limit.record.note == MARK and row.limit.side == "maximum"]
    shares = [group[i, t] / everything[i, t] for i in moving for t in net.limits[i].years if everything[i, t] > 0]
    scale, price = row_scale(compiled.net), 0.0
    for position, (row, index) in enumerate(compiled.plan_matrix.rows):
        if row.name == "share_maximum" and index[0] in moving:
            price += abs(float(answer.row_dual[position])) * POINT * everything[index] / scale[index[0]] * compiled.net.money
    cost = answer.objective * compiled.net.money
    bound = None if answer.bound is None else min(answer.bound * compiled.net.money, cost)
    gap = None if bound is None else ((cost - bound) / abs(cost) if cost else 0.0)
    return Point(answer.status, False, cost, gap, max(shares, default=0.0), price, suppliers_in(net, values))


def suppliers_in(net: Network, values: dict[str, pd.DataFrame]) -> frozenset[str]:
    """Suppliers in the plan, with their material, in any year."""
    used = summed(grid(values, "ship", (len(net.arcs), len(net.years))), net.arcs.offer, len(net.offers))
    of_material = summed(used, net.offers.material, len(net.materials))[net.offers.material]
    found = np.flatnonzero((used > IN * of_material).any(axis=1))
    return frozenset(f"{net.offers.record[o].supplier} ({net.offers.record[o].material})" for o in found.tolist())


def changes(now: Point, before: Point | None) -> tuple[str, str]:
    """The suppliers that enter and those that leave, from one plan to the next."""
    if before is None or now.cost is None:
        return "", ""
    return "; ".join(sorted(now.suppliers - before.suppliers)), "; ".join(sorted(before.suppliers - now.suppliers))
