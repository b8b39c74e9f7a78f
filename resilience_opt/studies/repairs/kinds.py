"""The kinds of repair: which cells each may touch, and what the least room says must be written there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from resilience_opt.case.sheets import Offer, ShareLimit, SourceLimit, Stockpile, Survival
from resilience_opt.compile.program import Compiled, Program, Stamp
from resilience_opt.formulation.families.crisis_service import requirements
from resilience_opt.formulation.statement import Ease
from resilience_opt.network.network import Network
from resilience_opt.plan.crises import due
from resilience_opt.plan.dependence import limit_totals
from resilience_opt.plan.grids import grid
from resilience_opt.plan.values import tables
from resilience_opt.studies.repairs.elastic import Elastic, Room
from resilience_opt.studies.repairs.repair import Change, Copy
from resilience_opt.studies.repairs.shorter import Dropped, FewerMonths, Later, LaterLimits

#: Shares and levels are written in steps of a tenth of a percentage point, and to this share of a step exactly.
STEP, EXACT = 0.001, 1e-6
#: Room smaller than this share of a cell is rounding.
ROUNDING = 1e-6

#: What a repair does to a workbook.
Made = Change | Copy
Changes = Callable[[Network, Compiled, Room, Elastic], list[Made] | None]


@dataclass(frozen=True)
class Kind:
    """A kind of repair: its name, the program with room, and how room becomes changes (None where it cannot)."""

    name: str
    program: Callable[[Compiled, Program, Stamp], Elastic]
    changes: Changes


def _of(*cells: tuple[type, str]) -> Callable[[Compiled, Program, Stamp], Elastic]:
    def allowed(ease: Ease) -> bool:
        return any(isinstance(ease.record, table) and ease.attribute == attribute for table, attribute in cells)

    return lambda compiled, program, marks: Elastic(compiled, program, marks, allowed)


def _shares(net: Network, compiled: Compiled, room: Room, _: Elastic) -> list[Made]:
    """Each limit at the share that the plan with room has; numbers of sources by whole sources."""
    values = tables(compiled, room.plan, room.crises, np.zeros(len(compiled.crises)))
    group, everything = limit_totals(net, values)
    found: dict[tuple[int, str], Change] = {}
    for i, row in enumerate(net.limits):
        record, side = row.limit.record, row.limit.side
        for t in row.years if row.penalty is None else ():
            share = group[i, t] / everything[i, t] if everything[i, t] > 0 else row.limit.share
            before = found[id(record), side].value if (id(record), side) in found else row.limit.share
            if side == "maximum" and share > float(before) + ROUNDING:
                found[id(record), side] = Change(record, side, min(1.0, _up(share)))
            elif side == "minimum" and share < float(before) - ROUNDING:
                found[id(record), side] = Change(record, side, max(0.0, _down(share)))
    for key, given in room.given.items():
        own, attribute = room.cells[key]
        if isinstance(own, SourceLimit) and given > 0.5:
            by = round(given) if attribute == "maximum" else -round(given)
            found[key] = Change(own, attribute, int(getattr(own, attribute)) + by)
    return _without_contradiction(found.values())


def _without_contradiction(changes: Iterable[Change]) -> list[Made]:
    """Changes of one row that would leave its Minimum over its Maximum move both."""
    listed = list(changes)
    for change in tuple(listed):
        other = "minimum" if change.attribute == "maximum" else "maximum"
        stands = next((c.value for c in listed if c.record is change.record and c.attribute == other), getattr(change.record, other))
        if stands is not None and (change.value > stands) == (change.attribute == "minimum") and change.value != stands:
            listed.append(Change(change.record, other, change.value))
    return [*listed]


def _levels(net: Network, compiled: Compiled, room: Room, _: Elastic) -> list[Made] | None:
    """Each requirement at the level that the plan with room holds in all that it reaches."""
    values = tables(compiled, room.plan, room.crises, np.zeros(len(compiled.crises)))
    Y, W, C, T = len(net.years), len(net.shocks), len(net.classes), net.months
    short, needed = grid(values, "shortage", (Y, W, C, T + 1)), due(net)
    held: dict[int, float] = {}
    records = {id(r): r for r in net.case.survival}
    for t, w, c, j in np.argwhere(np.moveaxis(net.shocks.service, 2, 0) > 0).tolist():
        if needed[t, w, c, j] > 0:
            level = 1 - short[t, w, c, j] / needed[t, w, c, j]
            for record in requirements(net, c, j, t, w):
                held[id(record)] = min(held.get(id(record), 1.0), float(level))
    lowered = {r: _down(level) for r, level in held.items() if level < records[r].service_level - ROUNDING}
    return None if any(level <= 0 for level in lowered.values()) else [Change(records[r], "service_level", level) for r, level in lowered.items()]


def _fewer_months(net: Network, _: Compiled, room: Room, elastic: Elastic) -> list[Made] | None:
    assert isinstance(elastic, Dropped)
    left = {r: min(steps) - 1 for r, steps in elastic.gone(room.all_columns.tolist()).items()}
    return None if any(months < 1 for months in left.values()) else [Change(elastic.records[r], "months", months) for r, months in left.items()]


def _later(net: Network, _: Compiled, room: Room, elastic: Elastic) -> list[Made] | None:
    assert isinstance(elastic, Dropped)
    first = {r: net.years[0] + max(steps) + 1 for r, steps in elastic.gone(room.all_columns.tolist()).items()}
    return None if any(year > net.years[-1] for year in first.values()) else [Change(elastic.records[r], "from_year", year) for r, year in first.items()]


def _later_limits(net: Network, _: Compiled, room: Room, elastic: Elastic) -> list[Made] | None:
    """The first year in which the limit holds goes into its row, and each later year into a row of its own."""
    assert isinstance(elastic, Dropped)
    found: list[Made] = []
    for r, steps in elastic.gone(room.all_columns.tolist()).items():
        held = [year for t, year in enumerate(net.years) if t not in steps]
        if not held:
            return None
        found.append(Change(elastic.records[r], "year", held[0]))
        found += [Copy(elastic.records[r], "year", year) for year in held[1:]]
    return found


def _amounts(net: Network, compiled: Compiled, room: Room, _: Elastic) -> list[Made]:
    """Each figure with its room, rounded up to three digits."""
    found: list[Made] = []
    for key, given in room.given.items():
        record, attribute = room.cells[key]
        before = float(getattr(record, attribute))
        if given > ROUNDING * max(1.0, before):
            found.append(Change(record, attribute, _rounded_up(before + given)))
    return found


def _rounded_up(value: float) -> float:
    """The next number of three digits.

    >>> _rounded_up(1234.0), _rounded_up(99.95)
    (1240.0, 100.0)
    """
    step = 10.0 ** (math.floor(math.log10(value)) - 2)
    return round(math.ceil(value / step - EXACT) * step, 9)


def _up(share: float) -> float:
    return round(math.ceil(share / STEP - EXACT) * STEP, 6)


def _down(share: float) -> float:
    return round(math.floor(share / STEP + EXACT) * STEP, 6)


KINDS = (
    Kind(
        "relax the limits on dependence",
        _of((ShareLimit, "maximum"), (ShareLimit, "minimum"), (SourceLimit, "maximum"), (SourceLimit, "minimum")),
        _shares,
    ),
    Kind("require less service", _of((Survival, "service_level")), _levels),
    Kind("require it for fewer months", lambda c, p, m: FewerMonths(c, p, m, lambda _: False), _fewer_months),
    Kind("require it later", lambda c, p, m: Later(c, p, m, lambda _: False), _later),
    Kind("let share limits begin later", lambda c, p, m: LaterLimits(c, p, m, lambda _: False), _later_limits),
    Kind("have more capacity", _of((Offer, "capacity")), _amounts),
    Kind("keep more stock", _of((Stockpile, "maximum_level"), (Stockpile, "maximum_build"), (Stockpile, "release_limit")), _amounts),
)
