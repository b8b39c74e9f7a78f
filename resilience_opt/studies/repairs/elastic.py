"""The extensive form with room in some cells: the least room with which there is a plan.

Every row knows the cells that widen it (`eases` in `formulation/`). A kind of repair gives room to its cells
alone; all other rows stay hard. The room is made as small as it can be, in units that compare: shares of 1,
and quantities as shares of the material's yearly need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Offer, SourceLimit, Stockpile, Survival
from resilience_opt.compile.program import Compiled, Program, Stamp
from resilience_opt.compile.recorder import Floats
from resilience_opt.formulation.statement import Ease
from resilience_opt.network.scale import NEED, PLAN_COST
from resilience_opt.solve.benders.loop import decompose
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.variations import Additions, extended

#: More than any offer, delivery or stock can usefully hold [scaled units].
PLENTY = 8 * NEED
#: What the cost of the plan weighs against room: a plan's whole cost as much as a tenth of a percentage point.
COST_WEIGHT = 1e-3 / PLAN_COST

#: One source fewer weighs as much as so much of a share.
SOURCE_WEIGHT = 0.1

Cell = tuple[Record, str]


@dataclass(frozen=True)
class Room:
    """A plan with room: how much each cell was given, and the plan's columns.

    Attributes
    ----------
    given : room by cell, in the cell's own unit (a share of 1 for shares and levels)
    plan : array (plan columns,), scaled
    crises : array (crises, crisis columns), scaled
    all_columns : array, the plan's columns and those that were added
    """

    given: dict[tuple[int, str], float]
    cells: dict[tuple[int, str], Cell]
    plan: Floats
    crises: Floats
    all_columns: Floats


class Elastic:
    """One kind of repair of one case."""

    def __init__(self, compiled: Compiled, program: Program, marks: Stamp, allowed: Callable[[Ease], bool]) -> None:
        self.compiled, self.program, self.marks, self.allowed = compiled, program, marks, allowed
        self.more = Additions(len(compiled.plan), len(compiled.plan_matrix.rows))
        self.room: dict[tuple[int, str], int] = {}
        self.cells: dict[tuple[int, str], Cell] = {}

    def least(self, limits: Limits) -> Room | None:
        """The least room with which there is a plan; None where even plenty gives none, or time ended first."""
        self.widen()
        if not self.more.columns:
            return None
        width, k = self.more.width, len(self.more.columns)
        answer = decompose(self._relaxed(extended(self.program, self.more)), self.marks, width + k, limits)
        if answer.x is None:
            return None
        x, count = answer.x, len(self.compiled.crises)
        given = {key: float(x[column]) * self._unit(self.cells[key][0]) for key, column in self.room.items()}
        return Room(given, self.cells, x[:width], x[width + k :].reshape(count, len(self.compiled.crisis)), x[: width + k])

    def widen(self) -> None:
        """Give room to every cell that the repair may touch."""
        for i, eases in self._rows():
            for ease in eases:
                self._widen(i, ease)
        for column, sides in self._bounds():
            for ease, side in sides:
                self._widen_bound(column, ease, side)

    def _relaxed(self, program: Program) -> Program:
        """Costs that weigh little, and bounds of the relaxation that do not know how much room there is."""
        cost = program.cost * COST_WEIGHT
        own = slice(self.more.width, self.more.width + len(self.more.columns))
        cost[own] = program.cost[own]
        value = program.value.copy()
        for i in program.redundant:
            entries = slice(program.start[i], program.start[i + 1])
            value[entries] = np.where(value[entries] < 0, np.minimum(value[entries], -PLENTY), value[entries])
        return Program(cost, program.lower, program.upper, program.integer, program.start, program.column, value, program.row_lower, program.row_upper)

    def _rows(self) -> Iterator[tuple[int, list[Ease]]]:
        """Every row of the extensive form with the cells that widen it."""
        net, first = self.compiled.net, self.more.rows
        for i, (row, index) in enumerate(self.compiled.plan_matrix.rows):
            if row.eases:
                yield i, [e for e in row.eases(net, *index) if self.allowed(e)]
        for i, (b, r) in enumerate(zip(self.marks.crisis, self.marks.row, strict=True)):
            row, index = self.compiled.crisis_matrix.rows[r]
            if row.eases:
                yield first + i, [e for e in row.eases(net, *index, *self.compiled.crises[b]) if self.allowed(e)]

    def _bounds(self) -> Iterator[tuple[int, list[tuple[Ease, str]]]]:
        """Every column of the plan whose bounds cells widen."""
        for j, (variable, index) in enumerate(self.compiled.plan.variables):
            sides = ((variable.eases_lower, "lower"), (variable.eases_upper, "upper"))
            yield j, [(e, side) for eases, side in sides if eases for e in eases(self.compiled.net, *index) if self.allowed(e)]

    def _cell(self, ease: Ease) -> int:
        """The column of a cell's room."""
        key = (id(ease.record), ease.attribute)
        if key not in self.room:
            if isinstance(ease.record, SourceLimit):
                self.room[key] = self.more.column(SOURCE_WEIGHT, 0.0, PLENTY, integer=True)
            elif isinstance(ease.record, Survival):
                self.room[key] = self.more.column(1.0, 0.0, 1.0)
            else:
                self.room[key] = self.more.column(1.0 / NEED, 0.0, PLENTY)
            self.cells[key] = (ease.record, ease.attribute)
        return self.room[key]

    def _unit(self, record: Record) -> float:
        """How much of a cell's unit one scaled unit is; 1 for shares, levels and numbers of sources."""
        net = self.compiled.net
        return float(net.unit[net.materials.index(record.material)]) if isinstance(record, (Offer, Stockpile)) else 1.0

    def _widen(self, i: int, ease: Ease) -> None:
        """Give a row the room of a cell: under a contract only, where the cell gives nothing without one."""
        column = self._cell(ease)
        per = ease.amount * self._unit(ease.record)
        own = column if ease.times is None else self._under_contract(column, ease)
        if np.isfinite(self.program.row_upper[i]):
            self.more.entry(i, own, -per)
        else:
            self.more.entry(i, own, per)

    def _under_contract(self, column: int, ease: Ease) -> int:
        """A column of its own for each row: no more than the cell's room, and nothing without the decision."""
        assert ease.times is not None
        decision = self.compiled.plan.positions[ease.times[0]][ease.times[1]]
        own = self.more.column(0.0)
        self.more.row(-np.inf, 0.0, [(own, 1.0), (column, -1.0)])
        self.more.row(-np.inf, 0.0, [(own, 1.0), (decision, -PLENTY)])
        return own

    def _widen_bound(self, j: int, ease: Ease, side: str) -> None:
        """A bound of a column becomes a row with room."""
        column = self._cell(ease)
        plan = self.compiled.plan
        if side == "upper":
            self.more.row(-np.inf, float(plan.upper[j]), [(j, 1.0), (column, -1.0)])
            self.program = _without_bound(self.program, j, upper=PLENTY + float(plan.upper[j]))
        else:
            self.more.row(float(plan.lower[j]), np.inf, [(j, 1.0), (column, 1.0)])
            self.program = _without_bound(self.program, j, lower=0.0)


def _without_bound(program: Program, j: int, *, lower: float | None = None, upper: float | None = None) -> Program:
    low, high = program.lower.copy(), program.upper.copy()
    if lower is not None:
        low[j] = lower
    if upper is not None:
        high[j] = upper
    return replace(program, lower=low, upper=high)
