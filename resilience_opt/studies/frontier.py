"""Cost against a limit: what each point of independence costs.

Every point is a plan of its own, proven within the gap. The points are solved from loose to tight; each leaves
to the next its warm linear program, the weights behind its cuts and its decisions
(:class:`resilience_opt.solve.benders.oracle.Memory`). Beyond the first limit that no plan can meet, no tighter one
is searched for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import ShareLimit, Survival
from resilience_opt.compile.program import Compiled, extensive_form
from resilience_opt.errors import Fault, InputError
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

log = logging.getLogger(__name__)

COLUMNS = ["service", "limit", "status", "cost", "gap", "share", "price", "enters", "leaves"]
#: An offer is in the plan of a year from this share of its material's deliveries on.
IN = 1e-4


@dataclass(frozen=True)
class Frontier:
    """Cost against a limit.

    Attributes
    ----------
    case : Case
    table : service, limit, status, cost, gap, share, price, enters, leaves
        One row for each point. `cost` is discounted; `share` the largest share of the limited group; `price` what
        one more percentage point of the limit would save; `enters` and `leaves` name the suppliers (with their
        material) that this point has and the one before has not, or the other way round. `status` is 'infeasible'
        from the first limit on that no plan can meet. `service` is the level that every requirement was set to, None
        where it stayed as it is.
    """

    case: Case
    table: pd.DataFrame

    @property
    def currency(self) -> str:
        """Of every amount of money."""
        return self.case.settings.currency

    def to_excel(self, path: str | Path) -> Path:
        """Write the points as a sheet with a chart."""
        from resilience_opt.report.frontier import write_frontier

        return write_frontier(self, Path(path))


def frontier(
    case: Case,
    *,
    maximum: Sequence[float],
    group: str | None = None,
    rows: Sequence[int] | None = None,
    service: Sequence[float] | None = None,
    options: Options | None = None,
    tell: Callable[[str], None] | None = None,
    **scope: Any,
) -> Frontier:
    """Cost against the Maximum of a share limit.

    Parameters
    ----------
    maximum : sequence of float
        Limits to look at, in any order.
    group : str, optional
        Whose share is limited; with further columns as keywords, as in :meth:`Case.with_share_limit`. A row of the
        workbook with the same scope is replaced.
    rows : sequence of int, optional
        In place of a group: rows of the sheet Share limits, whose Maximum is set to each limit together.
    service : sequence of float, optional
        A curve for each of these service levels, to which every requirement of Survival is set.
    options : Options, optional
    tell : callable, optional
        Told of each point in a few words.

    Raises
    ------
    InputError
        If neither or both of `group` and `rows` are given, a row has no Maximum, or there is no requirement to set `service` for.
    """
    options = options or Options()
    base = _limited(case, group, rows, scope)
    if service and not case.survival:
        raise InputError([Fault(Survival.SHEET, "", "there is no requirement, so no service level can be set")], case.book.source)
    curves = []
    levels: Sequence[float | None] = service or [None]
    for level in levels:
        memory, dead, before = Memory(), False, None
        for limit in sorted(set(maximum), reverse=True):
            if tell:
                tell(f"limit {limit:.3g}" + (f", service {level:.3g}" if level is not None else ""))
            point = _NONE if dead else _point(_at(base, limit, level), options, memory)
            dead = point.status == "infeasible"
            curves.append((level, limit, point, _changes(point, before)))
            before = point if point.status != "infeasible" else before
    table = [(level, limit, p.status, p.cost, p.gap, p.share, p.price, *changed) for level, limit, p, changed in curves]
    return Frontier(case, pd.DataFrame(table, columns=COLUMNS))


@dataclass(frozen=True)
class _Point:
    status: str
    cost: float | None = None
    gap: float | None = None
    share: float | None = None
    price: float | None = None
    suppliers: frozenset[str] = frozenset()


_NONE = _Point("infeasible")
#: Marks the limits that move.
_MARK = "moves along the frontier"


def _limited(case: Case, group: str | None, rows: Sequence[int] | None, scope: dict[str, Any]) -> Case:
    """The case with the limits that move marked in their notes."""
    if (group is None) == (not rows):
        raise InputError([Fault("", "", "name either a group or rows of the sheet Share limits")], case.book.source)
    if group is not None:
        made = case.with_share_limit(group, maximum=1.0, **scope)
        old = {id(r) for r in case.share_limits}
        moving = [r for r in made.share_limits if id(r) not in old and r.row is None and r.maximum == 1.0]
        known = {replace(r, note=None) for r in case.share_limits}
        moving = [r for r in moving if replace(r, note=None) not in known] or moving[-1:]
    else:
        made = case
        by_row = {r.row: r for r in case.share_limits}
        unknown = [row for row in rows or () if row not in by_row or by_row[row].maximum is None]
        if unknown:
            raise InputError([Fault(ShareLimit.SHEET, f"A{row}", "there is no share limit with a Maximum in this row") for row in unknown], case.book.source)
        moving = [by_row[row] for row in rows or ()]
    marked = {id(r) for r in moving}
    return replace(made, share_limits=tuple(replace(r, note=_MARK) if id(r) in marked else r for r in made.share_limits))


def _at(base: Case, limit: float, level: float | None) -> Case:
    """The case at a point."""
    moved = tuple(replace(r, maximum=limit, minimum=None if r.minimum is None else min(r.minimum, limit)) if r.note == _MARK else r for r in base.share_limits)
    survival = base.survival if level is None else tuple(replace(r, service_level=level) for r in base.survival)
    return replace(base, share_limits=moved, survival=survival)


def _point(case: Case, options: Options, memory: Memory) -> _Point:
    net, compiled, _ = compile_case(case, options.model)
    program, marks = extensive_form(compiled)
    answer, _ = search(compiled, program, marks, Limits(options.gap, options.time_limit, options.threads), options.engine, memory)
    if answer.x is None or answer.objective is None:
        return _NONE
    return _described(net, compiled, answer)


def _described(net: Network, compiled: Compiled, answer: Answer) -> _Point:
    assert answer.x is not None and answer.row_dual is not None and answer.objective is not None
    width, count = len(compiled.plan), len(compiled.crises)
    x = settle(compiled, answer.x[:width])
    values = tables(compiled, x, np.zeros((count, len(compiled.crisis))), np.zeros(count))
    group, everything = limit_totals(net, values)
    moving = [i for i, row in enumerate(net.limits) if row.limit.record.note == _MARK and row.limit.side == "maximum"]
    shares = [group[i, t] / everything[i, t] for i in moving for t in net.limits[i].years if everything[i, t] > 0]
    scale, price = row_scale(compiled.net), 0.0
    for position, (row, index) in enumerate(compiled.plan_matrix.rows):
        if row.name == "share_maximum" and index[0] in moving:
            price += abs(float(answer.row_dual[position])) * POINT * everything[index] / scale[index[0]] * compiled.net.money
    cost = answer.objective * compiled.net.money
    bound = None if answer.bound is None else min(answer.bound * compiled.net.money, cost)
    gap = None if bound is None else ((cost - bound) / abs(cost) if cost else 0.0)
    return _Point(answer.status, cost, gap, max(shares, default=0.0), price, _suppliers(net, values))


def _suppliers(net: Network, values: dict[str, pd.DataFrame]) -> frozenset[str]:
    """Suppliers in the plan, with their material, in any year."""
    used = summed(grid(values, "ship", (len(net.arcs), len(net.years))), net.arcs.offer, len(net.offers))
    of_material = summed(used, net.offers.material, len(net.materials))[net.offers.material]
    found = np.flatnonzero((used > IN * of_material).any(axis=1))
    return frozenset(f"{net.offers.record[o].supplier} ({net.offers.record[o].material})" for o in found.tolist())


def _changes(point: _Point, before: _Point | None) -> tuple[str, str]:
    if before is None or point.status == "infeasible":
        return "", ""
    return "; ".join(sorted(point.suppliers - before.suppliers)), "; ".join(sorted(before.suppliers - point.suppliers))
