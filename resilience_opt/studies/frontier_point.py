"""A point of a frontier: the plan of its case, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.compile.again import read_again
from resilience_opt.compile.program import Compiled, extensive_form
from resilience_opt.errors import NoPlanError
from resilience_opt.network.network import LimitRow, Network
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
#: The rows in which the share of a limit stands.
LIMIT_ROWS = ("share_maximum", "share_minimum")
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


class Curve:
    """The points of one curve: its statement is compiled once, and of each point only the rows of share limits are read again."""

    def __init__(self, case: Case, options: Options) -> None:
        self.case, self.options, self.memory = case, options, Memory()

    @cached_property
    def _statement(self) -> tuple[Network, Compiled]:
        net, compiled, _ = compile_case(self.case, self.options.model)
        return net, compiled

    def point(self, limit: float) -> Point:
        """Search for the plan with the marked limits at a share."""
        net, compiled = self._statement
        again = read_again(compiled, _at(compiled.net, limit), LIMIT_ROWS)
        return _searched(_at(net, limit), again, self.options, self.memory)


def _at(net: Network, limit: float) -> Network:
    """The network with the marked limits at a share; a Minimum gives way to it."""
    return replace(net, limits=tuple(_moved(row, limit) if row.limit.record.note == MARK else row for row in net.limits))


def _moved(row: LimitRow, limit: float) -> LimitRow:
    share = limit if row.limit.side == "maximum" else min(row.limit.record.minimum or 0.0, limit)
    return replace(row, limit=replace(row.limit, share=share))


def _searched(net: Network, compiled: Compiled, options: Options, memory: Memory) -> Point:
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


def carried_back(points: Sequence[tuple[float, Point]]) -> list[tuple[float, Point]]:
    """Points from loose to tight, where the plan of a tighter limit that is cheaper, within the gap, is taken for the looser one too.

    It is a plan for that limit as well, which it leaves some room: one point more would save nothing of it.
    """
    found = list(points)
    for i in range(len(found) - 2, -1, -1):
        (limit, here), (_, tighter) = found[i], found[i + 1]
        if here.cost is not None and tighter.cost is not None and tighter.cost < here.cost:
            bound = None if here.gap is None else here.cost - here.gap * abs(here.cost)
            gap = None if bound is None else max(0.0, (tighter.cost - bound) / abs(tighter.cost)) if tighter.cost else 0.0
            found[i] = limit, replace(here, cost=tighter.cost, gap=gap, share=tighter.share, price=0.0, suppliers=tighter.suppliers)
    return found


def changes(now: Point, before: Point | None) -> tuple[str, str]:
    """The suppliers that enter and those that leave, from one plan to the next."""
    if before is None or now.cost is None:
        return "", ""
    return "; ".join(sorted(now.suppliers - before.suppliers)), "; ".join(sorted(before.suppliers - now.suppliers))
