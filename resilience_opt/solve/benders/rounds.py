"""Plans asked of the crises in rounds, until what is known of them and what they cost agree.

The cheapest plan as far as is known is asked of every crisis by itself; each answers with a row that the plan
breaks, or with what it costs at least. Where a plan that survives everything is known, the crises are asked
between it and the cheapest one (in-out separation: W. Ben-Ameur, J. Neto, Networks 49, 2007): rows cut deeper so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from resilience_opt.compile.program import Program, Stamp
from resilience_opt.compile.recorder import Floats, Whole
from resilience_opt.solve.answers import Answer, gap_of
from resilience_opt.solve.benders.alone import Asked, Crisiswise
from resilience_opt.solve.benders.cuts import Crises, Cuts
from resilience_opt.solve.benders.master import plan_part
from resilience_opt.solve.benders.planes import Planes, Pool
from resilience_opt.solve.benders.shared import Shared
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.search import solve

#: The share of the way from the point within to the cheapest plan at which crises are asked.
INWARDS = 0.5
#: A row is worth keeping if the plan breaks it by so much [scaled units].
BROKEN = 1e-9
#: So many rounds at most; and the bound may rest for so many of them.
ROUNDS, PATIENCE = 200, 6
#: From so many crises on some are asked for the others; and all of them in one of so many rounds.
MANY, EVERY = 40, 5


@dataclass(frozen=True)
class Layout:
    """What decomposition must know of a program's columns.

    Attributes
    ----------
    width : how many columns the plan has
    costs : array (crises,), the column that counts what each costs, or -1
    behind : columns that only follow from what crises cost (those of the risk measure)
    year : array (width,), the year of each of the plan's columns; -1 for one that belongs to none
    """

    width: int
    costs: Whole
    behind: Whole
    year: Whole


@dataclass
class Found:
    """The best plan of a search in rounds: its columns, what its crises do, its cost, and the bound of the search.

    `last` is what the plan's own program said at last; `stuck` is whether the crises had nothing more to teach.
    """

    x: Floats | None = None
    asked: Asked | None = None
    value: float = np.inf
    bound: float = -np.inf
    last: Answer | None = None
    stuck: bool = False

    @property
    def gap(self) -> float:
        """The gap that is open."""
        gap = gap_of(self.value if np.isfinite(self.value) else None, self.bound)
        return np.inf if gap is None else gap


class Asking(Protocol):
    """Asks crises, wherever they are."""

    def ask(self, plan: Floats, some: Sequence[int] | None = None) -> Asked:
        """What every crisis says of a plan, or some of them."""


class Rounds:
    """Searches the plan's columns against the crises, one round after the other; `alone` asks the crises, here where it is None."""

    def __init__(self, program: Program, marks: Stamp, layout: Layout, limits: Limits, alone: Asking | None = None) -> None:
        self.crises = Crises(program, marks, layout.width)
        self.alone = alone or Crisiswise(program, marks, layout.width, layout.costs)
        self.part = plan_part(program, self.crises.first, layout.width)
        self.pool = Pool()
        self.planes = Planes(self.part, self.pool, limits)
        self.costs, self._layout, self._limits = layout.costs, layout, limits
        self.count = 0
        self._shared = Shared(program, marks, layout.width, layout.costs) if alone is None and len(layout.costs) >= MANY else None
        edges = np.searchsorted(self.crises.of_row, np.arange(self.crises.count + 1))
        self.slices = [slice(edges[b], edges[b + 1]) for b in range(self.crises.count)]

    def search(self, gap: float, most: int = ROUNDS) -> Found:
        """The cheapest plan for the decisions that are allowed, up to a gap; ends early where the bound hardly moves."""
        found, within, bounds = Found(), None, []
        straight, whole, since = True, True, 0
        for _ in range(most):
            self.count += 1
            answer = found.last = self.planes.search()
            if answer.x is None or answer.objective is None:
                return found
            found.bound = max(found.bound, answer.objective)
            bounds.append(found.bound)
            slow = len(bounds) > PATIENCE and bounds[-1] - bounds[-PATIENCE] <= 0.1 * gap * abs(bounds[-1])
            if found.gap <= gap or self._limits.over or (slow and found.gap <= 3 * gap):
                break
            point = answer.x if within is None or straight else within + INWARDS * (answer.x - within)
            whole = whole or slow or since >= EVERY
            since = 0 if whole else since + 1
            asked = self._ask(point, whole)
            if asked.survived:
                self._better(found, point, asked)
            taught = self._teach(asked, answer.x)
            if not taught and straight and whole and found.gap > gap:
                found.stuck = True
                break
            straight, whole = not taught, self._shared is None or not taught
            if within is not None:
                within = within + INWARDS * (answer.x - within)
            elif asked.survived:
                within = point
            self.planes.tidy()
        self.planes.mark()
        return found

    def _ask(self, point: Floats, whole: bool) -> Asked:
        """What the crises say of a plan: all of them, or some, and the others what follows from these."""
        shared = self._shared
        if shared is None:
            return self.alone.ask(point)
        some = range(self.crises.count) if whole else shared.some()
        asked = self.alone.ask(point, None if whole else list(some))
        shared.asked(some)
        if not whole:
            shared.spread(asked.weights, list(some), asked.sides, point)
        return asked

    def _teach(self, asked: Asked, plan: Floats) -> bool:
        """Take up what the crises say, where the plan breaks it; whether it does anywhere."""
        cuts = self._cuts(asked.weights)
        ends = np.append(cuts.start, len(cuts.value))
        reach = np.add.reduceat(cuts.value * plan[cuts.column], cuts.start) if len(cuts) else np.zeros(0)
        broken = np.flatnonzero(reach < cuts.lower - BROKEN * np.maximum(1.0, np.abs(cuts.lower)))
        if not len(broken):
            return False
        entries = np.concatenate([np.arange(ends[i], ends[i + 1]) for i in broken.tolist()])
        lengths = (ends[broken + 1] - ends[broken])[:-1]
        start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        kept = replace(
            cuts,
            lower=cuts.lower[broken],
            start=start,
            column=cuts.column[entries],
            value=cuts.value[entries],
            crisis=cuts.crisis[broken],
            size=cuts.size[broken],
        )
        numbers = self.pool.add(kept, [asked.weights[self.slices[b]] for b in kept.crisis])
        self.planes.teach(list(numbers))
        return True

    def _cuts(self, weights: Floats) -> Cuts:
        return self.crises.cuts(np.concatenate([np.zeros(self.crises.first), weights]))

    def recall(self, weights: Floats) -> None:
        """Take up the rows that weights of the crises' rows give, broken or not."""
        cuts = self._cuts(weights)
        self.planes.teach(list(self.pool.add(cuts, [weights[self.slices[b]] for b in cuts.crisis])))

    def _better(self, found: Found, point: Floats, asked: Asked) -> None:
        """Keep a plan that survives everything, if it is the best."""
        x = self.completed(point, asked.value)
        if x is not None and (value := float(self.part.cost @ x)) < found.value:
            found.x, found.asked, found.value = x, asked, value

    def completed(self, point: Floats, value: Floats) -> Floats | None:
        """The plan with what its crises really cost, and the columns that follow from it as cheap as can be."""
        x, costs = point.copy(), self._layout.costs
        counted = costs >= 0
        x[costs[counted]] = value[counted]
        moving = np.zeros(self._layout.width, dtype=bool)
        moving[self._layout.behind] = True
        return following(self.part, x, moving)


def following(part: Program, x: Floats, moving: NDArray[np.bool_]) -> Floats | None:
    """The plan with the columns that move as cheap as the others let them be; None where they leave no room."""
    if not moving.any():
        return x
    row = np.repeat(np.arange(len(part.row_lower)), np.diff(part.start))
    inside = moving[part.column]
    touched = np.bincount(row[inside], minlength=len(part.row_lower)) > 0
    outside, entry = ~inside & touched[row], inside & touched[row]
    shift = np.bincount(row[outside], weights=part.value[outside] * x[part.column[outside]], minlength=len(touched))
    lengths = np.bincount(row[entry], minlength=len(touched))[touched]
    answer = solve(
        Program(
            cost=part.cost[moving],
            lower=part.lower[moving],
            upper=part.upper[moving],
            integer=np.zeros(int(moving.sum()), dtype=bool),
            start=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            column=(np.cumsum(moving) - 1)[part.column[entry]],
            value=part.value[entry],
            row_lower=(part.row_lower - shift)[touched],
            row_upper=(part.row_upper - shift)[touched],
        )
    )
    if answer.x is None:
        return None
    whole = x.copy()
    whole[moving] = answer.x
    return whole
