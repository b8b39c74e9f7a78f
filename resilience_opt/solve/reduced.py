"""A program made smaller, solved in parts, and its answer for the program as it was."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from resilience_opt.compile.program import Compiled, Program, Stamp
from resilience_opt.compile.reductions.components import Part, split
from resilience_opt.compile.reductions.dominated import dominated
from resilience_opt.compile.reductions.implied import implied
from resilience_opt.compile.reductions.months import months
from resilience_opt.compile.reductions.reduction import Reduction, expanded, reduced
from resilience_opt.compile.reductions.twins import twins
from resilience_opt.compile.reductions.uncounted import uncounted
from resilience_opt.solve.answers import Answer, gap_of
from resilience_opt.solve.benders.rounds import Layout
from resilience_opt.solve.limits import Limits

log = logging.getLogger(__name__)

#: Solves a program within limits; gives the answer, with exact figures and marginal values, and the engine.
Solve = Callable[[Program, Stamp, Layout, Limits], tuple[Answer, str]]


class Reduced:
    """An extensive form with every exact reduction applied, one after the other, that pays for the engine.

    Rows that others imply are left out for the extensive form alone: without them decomposition takes up to a fifth longer
    (docs/performance-by-hand.md).

    Attributes
    ----------
    program, marks : the smaller program; columns have their old numbers
    crises : how many crises are left
    """

    def __init__(self, compiled: Compiled, program: Program, marks: Stamp, layout: Layout, engine: str = "extensive") -> None:
        self.program, self.marks, self.layout = program, marks, layout
        self._steps: list[tuple[Program, Reduction]] = []
        if len(marks.crisis):
            self._take(uncounted(self.program, self.marks, layout.costs))
            self._take(twins(compiled, self.program, self.marks, layout.costs))
            self._take(dominated(compiled, self.program, self.marks, layout.costs))
            self._take(months(compiled, self.program, self.marks))
            if engine == "extensive":
                self._take(implied(self.program, self.marks))
        self.crises = len(np.unique(self.marks.crisis))

    def _take(self, step: Reduction) -> None:
        if step.changes:
            self._steps.append((self.program, step))
            self.program, self.marks = reduced(self.program, self.marks, step)

    def whole(self, answer: Answer) -> Answer:
        """The answer for the program as it was."""
        if answer.x is None:
            return answer
        x, row_dual, column_dual = answer.x, answer.row_dual, answer.column_dual
        for program, step in reversed(self._steps):
            x, row_dual, column_dual = expanded(program, step, x, row_dual)
        return replace(answer, x=x, row_dual=row_dual, column_dual=column_dual)


def search_reduced(
    compiled: Compiled, program: Program, marks: Stamp, layout: Layout, limits: Limits, engine: str, solve: Solve
) -> tuple[Answer, str]:
    """Make a program smaller for an engine, solve its parts, and answer for the whole, with the engine of the largest part.

    Each part is searched to the gap. Where costs have both signs the sum can be off by more: it is then searched as one.
    `solve` raises what there is to raise.
    """
    started, (rows, _, _, _), count = time.monotonic(), program.size, len(np.unique(marks.crisis))
    smaller = Reduced(compiled, program, marks, layout, engine)
    each = (len(program.cost) - layout.width) // max(len(compiled.crises), 1)
    parts = split(smaller.program, smaller.marks, layout.width, each, apart=bool(np.isinf(limits.ceiling)))
    columns = sum(len(part.columns) for part in parts)
    log.info(
        "reduced: %d of %d rows, %d of %d columns, %d of %d crises are left, in %d parts, %.2f s",
        len(smaller.program.row_lower), rows, columns, len(program.cost), smaller.crises, count, len(parts), time.monotonic() - started,
    )  # fmt: skip
    answer, used = _together(smaller, parts, limits, solve)
    gap = gap_of(answer.objective, answer.bound)
    if len(parts) > 1 and answer.status == "optimal" and (gap is None or gap > limits.gap + 1e-9):
        answer, used = _together(smaller, split(smaller.program, smaller.marks, layout.width, each, apart=False), limits, solve)
    return smaller.whole(answer), used


def _together(smaller: Reduced, parts: list[Part], limits: Limits, solve: Solve) -> tuple[Answer, str]:
    """Solve every part and put the answers together: sums, and the worst of what is said of them."""
    program = smaller.program
    x = np.clip(0.0, program.lower, program.upper)
    row_dual, column_dual = np.zeros(len(program.row_lower)), program.cost.copy()
    found: list[Answer] = []
    engine, largest = "extensive", -1
    for part in parts:
        left = limits if len(parts) == 1 else replace(limits, time_limit=limits.left, started=time.monotonic(), progress=None)
        answer, used = solve(part.program, part.marks, _layout(smaller.layout, part), left)
        if answer.x is None:
            return answer, used
        if len(part.columns) > largest:
            engine, largest = used, len(part.columns)
        columns = part.columns[part.mine]
        x[columns] = answer.x[part.mine]
        assert answer.row_dual is not None and answer.column_dual is not None
        row_dual[part.rows], column_dual[columns] = answer.row_dual, answer.column_dual[part.mine]
        found.append(answer)
    if len(found) == 1:
        return replace(found[0], x=x, row_dual=row_dual, column_dual=column_dual), engine
    worst = next((answer for answer in found if answer.status != "optimal"), found[0])
    bounds = [answer.bound for answer in found]
    bound = None if None in bounds else float(sum(b for b in bounds if b is not None))
    return Answer(worst.status, worst.sentence, x, float(program.cost @ x), bound, row_dual, column_dual), engine


def _layout(whole: Layout, part: Part) -> Layout:
    """What decomposition must know of the columns of a part."""
    columns = part.columns[: part.width]
    place = np.full(whole.width + 1, -1, dtype=np.int64)
    place[columns] = np.arange(part.width)
    behind = place[whole.behind]
    return Layout(part.width, place[whole.costs[part.crises]], behind[behind >= 0], whole.year[columns])
