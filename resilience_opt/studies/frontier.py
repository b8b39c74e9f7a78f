"""Cost against a limit: what each point of independence costs.

Every point is a plan of its own, proven within the gap. A curve is compiled once: of each point only the rows of the
limits are read again. The points are solved from loose to tight; each leaves to the next its warm linear program, the
weights behind its cuts and its decisions (:class:`resilience_opt.solve.benders.oracle.Memory`). Beyond the first limit
that no plan can meet, no tighter one is searched for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import ShareLimit, Survival
from resilience_opt.errors import Fault, InputError
from resilience_opt.plan.say import percent
from resilience_opt.studies.frontier_point import MARK, Curve, Point, carried_back, changes
from resilience_opt.studies.run import Options

COLUMNS = ["service", "limit", "status", "cost", "gap", "share", "price", "enters", "leaves"]


@dataclass(frozen=True)
class Frontier:
    """Cost against a limit.

    Attributes
    ----------
    case : Case
    table : service, limit, status, cost, gap, share, price, enters, leaves
        One row for each point. `cost` is discounted; `share` the largest share of the limited group; `price` what
        one more percentage point of the limit would save; `enters` and `leaves` name the suppliers (with their
        material) that this point has and the one before has not, or the other way round. `status` is 'optimal';
        'feasible' where the search was ended before the gap was reached; 'no plan' where it was ended before there was
        a plan; 'infeasible' from the first limit on that no plan can meet. `service` is the level that every
        requirement was set to, None where it stayed as it is.
    limited : whose share of what moves, in words
    options : how the points were solved
    """

    case: Case
    table: pd.DataFrame
    limited: str = ""
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """Of every amount of money."""
        return self.case.settings.currency

    def to_excel(self, path: str | Path) -> Path:
        """Write the points as a sheet with a chart."""
        from resilience_opt.report.frontier import write_frontier

        return write_frontier(self, Path(path))

    def to_html(self, path: str | Path) -> Path:
        """Write the points as one HTML file that asks nothing of the network."""
        from resilience_opt.report.html.frontier import write_frontier_page

        return write_frontier_page(self, Path(path))


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
    table: list[tuple[Any, ...]] = []
    levels: Sequence[float | None] = service or [None]
    sweep = _Sweep(base, options, tell)
    for level in levels:
        before: Point | None = None
        for limit, found in carried_back(list(sweep.curve(sorted(set(maximum), reverse=True), level))):
            enters, leaves = changes(found, before)
            table.append((level, limit, found.status, found.cost, found.gap, found.share, found.price, enters, leaves))
            before = found if found.cost is not None else before
    told = {"model": options.model or case.settings.model, "gap": options.gap, "time limit for each point": options.time_limit, "engine": options.engine}
    return Frontier(case, pd.DataFrame(table, columns=COLUMNS), _words(base), told)


class _Sweep:
    """The points one after the other; where the user ends the search for one (Ctrl-C), none is searched for after it."""

    def __init__(self, base: Case, options: Options, tell: Callable[[str], None] | None) -> None:
        self.base, self.options, self.tell = base, options, tell
        self.any, self.stopped = False, False

    def curve(self, limits: Sequence[float], level: float | None) -> Iterator[tuple[float, Point]]:
        """The points of a curve, from loose to tight; nothing is searched for beyond a limit that no plan can meet."""
        curve, dead = Curve(_at(self.base, level), self.options), False
        for limit in limits:
            found = Point("infeasible") if dead else Point("no plan") if self.stopped else self._point(curve, limit, level)
            dead = found.status == "infeasible"
            self.any, self.stopped = self.any or found.cost is not None, self.stopped or found.stopped
            yield limit, found

    def _point(self, curve: Curve, limit: float, level: float | None) -> Point:
        if self.tell:
            self.tell(f"limit {percent(limit)}" + (f", service {percent(level)}" if level is not None else ""))
        try:
            return curve.point(limit)
        except KeyboardInterrupt:
            if not self.any:
                raise
            return Point("no plan", stopped=True)


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
            raise InputError([_no_limit(first, last) for first, last in _runs(unknown)], case.book.source)
        moving = [by_row[row] for row in rows or ()]
    marked = {id(r) for r in moving}
    return replace(made, share_limits=tuple(replace(r, note=MARK) if id(r) in marked else r for r in made.share_limits))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows as runs from first to last.

    >>> _runs([3, 4, 5, 9])
    [(3, 5), (9, 9)]
    """
    found: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        found = [*found[:-1], (found[-1][0], row)] if found and found[-1][1] == row - 1 else [*found, (row, row)]
    return found


def _no_limit(first: int, last: int) -> Fault:
    if first == last:
        return Fault(ShareLimit.SHEET, f"A{first}", "there is no share limit with a Maximum in this row")
    return Fault(ShareLimit.SHEET, f"A{first}:A{last}", "there is no share limit with a Maximum in these rows")


def _words(base: Case) -> str:
    """Whose share of what moves: 'China's share of Gallium', with the rows of the sheet where it is the workbook's."""
    moving = [r for r in base.share_limits if r.note == MARK]
    how = {"owner": " by owner", "traced": " by origin"}
    named = [f"{r.group}'s share of {r.material or 'each material'}{how.get(r.lens, '')}{_at_words(r)}" for r in moving]
    each, rows = list(dict.fromkeys(named)), sorted(r.row for r in moving if r.row)
    listed = "; ".join([*each[:3], *([f"{len(each) - 3} more"] if len(each) > 3 else [])])
    return listed + (f" (Share limits, row{'s' if len(rows) > 1 else ''} {_ranges(rows)})" if rows else "")


def _at_words(record: ShareLimit) -> str:
    return f" at {'each destination' if record.destination == 'each' else record.destination}" if record.destination else ""


def _ranges(rows: Sequence[int]) -> str:
    """Numbers with what lies between left out.

    >>> _ranges([2, 3, 4, 7])
    '2-4, 7'
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _at(base: Case, level: float | None) -> Case:
    """The case with every requirement at a service level."""
    return base if level is None else replace(base, survival=tuple(replace(r, service_level=level) for r in base.survival))
