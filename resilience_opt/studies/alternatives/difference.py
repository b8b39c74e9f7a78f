r"""The programs that look for a plan with other suppliers, within a cost.

The extensive form gets, for every offer :math:`o` that could be used, two yes/no decisions that are tied to its
deliveries: with :math:`uses_o` it ships at least what counts as use, with :math:`without_o` nothing in any year.

.. math::

    uses_o \, least_o &\le \sum_t ship_{ot}, \qquad ship_{ot} \le largest_{ot} (1 - without_o), \qquad
    uses_o + without_o \le 1 \\
    D &\le \sum_{o: p \text{ is without } o} uses_o + \sum_{o: p \text{ uses } o} without_o \qquad \text{for every plan } p \text{ found before}

:math:`D` is the least distance from any plan found before. The largest that can be had with
:math:`cost \le (1 + within) \, z^*` is wanted, and of all plans so far apart the cheapest. From the largest :math:`D`
with which fractions of decisions cost little enough downwards, the cheapest plan with each :math:`D` is looked for
(:meth:`Difference.cheapest`) until one does. A :math:`D` is ruled out when its bound on cost is above the limit. Cost
is what is minimised and not what is limited, because a limit on it that the crises break by little tells a
decomposition little.

So every plan is the farthest from all before it, and as each counts only what it really is, none is found twice. (Hop,
Skip and Jump of E. D. Brill, S.-Y. Chang and L. D. Hopkins, Management Science 28, 1982, minimises the use of what
earlier plans used. It is lighter, but it does not see a supplier who leaves, says nothing where all suppliers are
used already, and may come back to a plan that it has found. The largest least distance is exact for all three.)

Rows and columns are always the same, so that one search leaves its oracle and cuts to the next
(:class:`resilience_opt.solve.benders.oracle.Memory`): distances to plans that are not found yet are rows without bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np

from resilience_opt.compile.program import Compiled, Program
from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.variations import Additions, extended
from resilience_opt.studies.alternatives.use import Use

#: The limit on cost is eased by so much of it, so that plans of the same cost are not refused for rounding.
HAIR = 1e-9

Terms = list[tuple[int, float]]


class Difference:
    """The programs of one case, each with what was added to the extensive form.

    Parameters
    ----------
    least : array (offers,), what counts as use over all years, scaled
    limit : what a plan may cost, scaled
    count : how many plans there may be before
    """

    def __init__(self, compiled: Compiled, program: Program, least: Floats, limit: float, count: int) -> None:
        self._compiled, self._program, self._count = compiled, program, count
        self.limit = limit + HAIR * abs(limit)
        self._more = Additions(len(compiled.plan), len(compiled.plan_matrix.rows))
        self._distance = self._more.column(0.0)
        largest = compiled.net.offers.largest.sum(axis=1)
        could = [int(o) for o in np.flatnonzero((least > 0) & (largest >= least))]
        self._uses = {o: self._more.column(0.0, 0.0, 1.0, integer=True) for o in could}
        self._without = {o: self._more.column(0.0, 0.0, 1.0, integer=True) for o in could}
        for o in could:
            self._tie(o, float(least[o]))

    @property
    def most(self) -> int:
        """No two plans can differ in more suppliers."""
        return len(self._uses)

    @property
    def additions(self) -> Additions:
        """What every one of the programs adds, as :func:`resilience_opt.solve.variations.carried` needs it."""
        return self._with([])

    def cheapest(self, before: Sequence[Use], distance: int, *, limited: bool = False) -> tuple[Program, Additions]:
        """The cheapest plan that differs from each plan before in so many suppliers; `limited` where dearer ones are not even plans."""
        more = self._with([self._apart(use) for use in before], limited=limited)
        more.columns[self._distance - more.width] = (0.0, float(distance), float(distance), False)
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

    def _with(self, apart: list[Terms], *, limited: bool = False) -> Additions:
        """The additions with a row for each plan before, and the row of the cost."""
        more = Additions(self._more.width, self._more.rows, list(self._more.columns), [], list(self._more.added))
        idle = [(self._distance, 1.0)]
        for terms in apart:
            more.row(0.0, inf, [*terms, (self._distance, -1.0)])
        for _ in range(self._count - len(apart)):
            more.row(-inf, inf, idle)
        weights = self._compiled.objective
        more.row(-inf, self.limit if limited else inf, [(int(j), float(weights[j])) for j in np.flatnonzero(weights)])
        return more
