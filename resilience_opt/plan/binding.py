"""The limits that bind: what easing each cell of the workbook by one unit would save.

Numbers of sources have no price: with the yes/no decisions kept they cannot move.
A price is the sum of the marginal values of the rows and bounds that the cell widens, in every year and crisis,
with the plan's yes/no decisions kept. It is what a little ease saves for each unit, and never less than what more of it saves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Offer, ShareLimit, SourceLimit, Stockpile, Survival
from resilience_opt.compile.program import Compiled
from resilience_opt.formulation.statement import Ease
from resilience_opt.network.network import Floats
from resilience_opt.plan.say import say
from resilience_opt.plan.values import row_scale
from resilience_opt.solve.solution import Solution

COLUMNS = ["sheet", "cell", "limit", "price", "unit"]
#: One percentage point.
POINT = 0.01
#: Marginal values smaller than this, in scaled money, are rounding.
ROUNDING = 1e-9

Cells = tuple[tuple[Record, str], ...]


@dataclass(frozen=True)
class Priced:
    """A row or bound that binds: the cells that widen it, by how much one unit does so, and what that is worth."""

    cells: Cells
    worth: float


def binding(compiled: Compiled, solution: Solution, everything: Floats) -> pd.DataFrame:
    """Every cell whose limit binds, dearest first: sheet, cell, limit in words, price [money, discounted], for which unit.

    Parameters
    ----------
    everything : array (limits, years)
        What the destinations of each share limit receive, unscaled.
    """
    worth: dict[tuple[tuple[int, str], ...], float] = {}
    cells: dict[tuple[tuple[int, str], ...], Cells] = {}
    for found in _priced(compiled, solution, everything):
        key = tuple((id(record), attribute) for record, attribute in found.cells)
        worth[key] = worth.get(key, 0.0) + found.worth
        cells[key] = found.cells
    case = compiled.net.case
    rows = []
    for key, price in worth.items():
        if price > ROUNDING:
            where = [case.address(record, attribute) for record, attribute in cells[key]]
            words = " and ".join(say(case, record, attribute) for record, attribute in cells[key])
            record, attribute = cells[key][0]
            unit = _unit(compiled, record, attribute)
            rows.append((where[0][0], ", ".join(cell for _, cell in where), words, price * compiled.net.money, unit))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.sort_values(["price", "sheet", "cell"], ascending=[False, True, True], ignore_index=True)


def _priced(compiled: Compiled, solution: Solution, everything: Floats) -> Iterator[Priced]:
    net, scale = compiled.net, row_scale(compiled.net)
    first = len(compiled.plan_matrix.rows)
    for i in np.flatnonzero(np.abs(solution.row_dual) > ROUNDING).tolist():
        if i < first:
            row, index = compiled.plan_matrix.rows[i]
        else:
            b, r = solution.stamp.crisis[i - first], solution.stamp.row[i - first]
            row, own = compiled.crisis_matrix.rows[r]
            index = (*own, *compiled.crises[b])
        eases = [e for e in row.eases(net, *index) if not isinstance(e.record, SourceLimit)] if row.eases else []
        size = everything[index[0], index[1]] / scale[index[0]] if row.name in ("share_maximum", "share_minimum") else 1.0
        yield from _of(compiled, solution, eases, abs(float(solution.row_dual[i])) * float(size))
    for j in np.flatnonzero(np.abs(solution.column_dual) > ROUNDING):
        variable, index = compiled.plan.variables[j]
        named = variable.eases_lower if solution.column_dual[j] > 0 else variable.eases_upper
        if named:
            yield from _of(compiled, solution, list(named(net, *index)), abs(float(solution.column_dual[j])))


def _of(compiled: Compiled, solution: Solution, eases: list[Ease], dual: float) -> Iterator[Priced]:
    """A survival level that several rows ask for is eased by all of them together; other cells widen a row each by itself."""
    together = len(eases) > 1 and all(isinstance(e.record, Survival) for e in eases)
    for group in [eases] if together else [[e] for e in eases]:
        held = group[0].times
        by = 1.0 if held is None else round(float(solution.plan[compiled.plan.positions[held[0]][held[1]]]))
        point = POINT if isinstance(group[0].record, (ShareLimit, Survival)) else 1.0
        if by:
            yield Priced(tuple((e.record, e.attribute) for e in group), dual * group[0].amount * by * point)


def _unit(compiled: Compiled, record: Record, attribute: str) -> str:
    if isinstance(record, (Offer, Stockpile)):
        units = {m.material: m.unit for m in compiled.net.case.materials}
        per = {"release_limit": " a month", "capacity": " a year", "expansion_limit": " a year", "maximum_build": " a year"}.get(attribute, "")
        return f"1 {units.get(record.material, '')}{per}"
    return "1 percentage point"
