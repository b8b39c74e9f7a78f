r"""The program that looks for the plan with the most other suppliers, within a cost.

The extensive form gets, for every offer :math:`o` that could be used, two yes/no decisions that are tied to its
deliveries: with :math:`uses_o` it ships at least what counts as use, with :math:`without_o` nothing in any year.

.. math::

    uses_o \, least_o &\le \sum_t ship_{ot}, \qquad ship_{ot} \le largest_{ot} (1 - without_o), \qquad
    uses_o + without_o \le 1 \\
    cost &\le (1 + within) \, z^* \\
    D &\le \sum_{o: p \text{ is without } o} uses_o + \sum_{o: p \text{ uses } o} without_o \qquad \text{for every plan } p \text{ found before}

and maximises :math:`D`, the least distance from any plan found before; of plans equally far it prefers the cheaper.
So every plan is the farthest from all before it, and as each counts only what it really is, none is found twice. (Hop,
Skip and Jump of E. D. Brill, S.-Y. Chang and L. D. Hopkins, Management Science 28, 1982, minimises the use of what
earlier plans used. It is lighter, but it does not see a supplier who leaves, says nothing where all suppliers are
used already, and may come back to a plan that it has found. The largest least distance is exact for all three.)

A second program keeps every difference that was found and makes the plan cheap again. Rows and columns are always
the same, so that one search leaves its oracle and cuts to the next (:class:`resilience_opt.solve.benders.oracle.Memory`):
distances to plans that are not found yet are rows without bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import numpy as np

from resilience_opt.compile.program import Compiled, Program
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.variations import Additions, extended
from resilience_opt.studies.alternatives.use import Use

#: What one supplier more weighs; all permitted cost weighs half of it, so that no saving outweighs a supplier. At a quarter
#: of it (:meth:`Difference.farthest`) no plan weighs nothing: a gap is a share of what the plan weighs.
WEIGHT = 1024.0
#: Where cost is weighed, the room for it is at least this share of the cheapest plan's cost, and so many times what its proof leaves open.
LEAST_ROOM, OPEN = 1e-3, 4.0
#: The limit on cost is eased by so much of it, so that plans of the same cost are not refused for rounding.
HAIR = 1e-9
#: How far sums of decisions may be off.
ROUNDING = 1e-6

Terms = list[tuple[int, float]]


class Difference:
    """The programs of one case: `farthest` and `cheap`, each with what was added to the extensive form.

    Parameters
    ----------
    least : array (offers,), what counts as use over all years, scaled
    cost, bound : of the cheapest plan, scaled, and what no plan can cost less than
    count : how many plans there may be before
    """

    def __init__(self, compiled: Compiled, program: Program, least: Floats, cost: float, bound: float, within: float, count: int) -> None:
        self._compiled, self._program, self._count = compiled, program, count
        self._cost = cost
        self._rate = WEIGHT / (2 * max(within * cost, OPEN * (cost - bound), LEAST_ROOM * cost, LEAST_ROOM))
        self._more = Additions(len(compiled.plan), len(compiled.plan_matrix.rows))
        self._distance, self._one = self._more.column(0.0), self._more.column(0.0, 1.0, 1.0)
        largest = compiled.net.offers.largest.sum(axis=1)
        could = [int(o) for o in np.flatnonzero((least > 0) & (largest >= least))]
        self._uses = {o: self._more.column(0.0, 0.0, 1.0, integer=True) for o in could}
        self._without = {o: self._more.column(0.0, 0.0, 1.0, integer=True) for o in could}
        for o in could:
            self._tie(o, float(least[o]))
        weights = compiled.objective
        self._more.row(-inf, (1 + within) * (1 + HAIR) * cost, [(int(j), float(weights[j])) for j in np.flatnonzero(weights)])

    @property
    def most(self) -> int:
        """No two plans can differ in more suppliers."""
        return len(self._uses)

    @property
    def additions(self) -> Additions:
        """What every one of the programs adds, as :func:`resilience_opt.solve.variations.carried` needs it."""
        return self._with([])

    def farthest(self, before: Sequence[Use], most: int) -> tuple[Program, Additions]:
        """The plan that differs most from those before, which is known to be no more than `most`."""
        more = self._with([self._apart(use) for use in before])
        more.columns[self._distance - more.width] = (-WEIGHT, 0.0, float(most), False)
        more.columns[self._one - more.width] = (WEIGHT / 4 - self._rate * self._cost, 1.0, 1.0, False)
        return self._weighed(extended(self._program, more), self._rate), more

    def bound(self, objective: float) -> int:
        """In how many suppliers a plan can differ at most, from a bound of `farthest`."""
        return int(np.floor(0.75 - objective / WEIGHT + ROUNDING))

    def reached(self, x: Floats) -> int:
        """The least distance of a plan of `farthest` from those before."""
        return round(float(x[self._distance]))

    def cheap(self, before: Sequence[Use], x: Floats) -> tuple[Program, Additions]:
        """The cheapest plan that differs from those before in all in which a plan of `farthest` does."""
        counted = {column for use in before for column, _ in self._apart(use)}
        kept = sorted(column for column in counted if x[column] > 0.5)
        more = self._with([], [(column, 1.0) for column in kept])
        return extended(self._program, more), more

    def _tie(self, o: int, least: float) -> None:
        """Tie the decisions of an offer to its deliveries; the rows on contracts and single deliveries only tighten the relaxation."""
        net, at, more = self._compiled.net, self._compiled.plan.positions, self._more
        years, offers, uses, without = range(len(net.years)), net.offers, self._uses[o], self._without[o]
        ship = at["ship"]
        more.row(0.0, inf, [*((ship[a, t], 1.0) for a in offers.arcs[o] for t in years), (uses, -least)])
        more.row(-inf, 1.0, [(uses, 1.0), (without, 1.0)])
        for t in years:
            self._nothing(without, [ship[a, t] for a in offers.arcs[o]], float(offers.largest[o, t]))
            for a in offers.arcs[o] if len(offers.arcs[o]) > 1 else ():
                self._nothing(without, [ship[a, t]], float(net.arcs.largest[a, t]))
        if not offers.free[o]:
            more.row(0.0, inf, [*((at["active"][o, t], 1.0) for t in years), (uses, -1.0)])
        if not offers.qualified[o]:
            more.row(0.0, inf, [*((at["qualify"][o, t], 1.0) for t in years), (uses, -1.0)])

    def _nothing(self, without: int, ships: list[int], largest: float) -> None:
        self._more.row(-inf, largest, [*((column, 1.0) for column in ships), (without, largest)])

    def _apart(self, use: Use) -> Terms:
        """The decisions in which a plan would differ from one before."""
        return [(self._uses[o], 1.0) for o in self._uses if use.without[o]] + [
            (self._without[o], 1.0) for o in self._without if use.uses[o]
        ]

    def _with(self, apart: list[Terms], kept: Terms | None = None) -> Additions:
        """The additions with a row for each plan before, and one for the decisions that are kept."""
        more = Additions(self._more.width, self._more.rows, list(self._more.columns), [], list(self._more.added))
        idle = [(self._distance, 1.0)]
        for terms in apart:
            more.row(0.0, inf, [*terms, (self._distance, -1.0)])
        for _ in range(self._count - len(apart)):
            more.row(-inf, inf, idle)
        more.row(len(kept) - ROUNDING if kept else -inf, inf, kept or idle)
        return more

    def _weighed(self, program: Program, rate: float) -> Program:
        """The program with the plan's own costs at a rate."""
        cost = program.cost.copy()
        cost[: self._more.width] *= rate
        return replace(program, cost=cost)
