"""A year of a plan under attack: what a set of attacks costs in service, and who could break what is done against it.

Two linear programs over the rows of a :class:`resilience_opt.solve.adversary.skeleton.Skeleton`, kept warm: between
questions bounds move and nothing else. Each target that attacks can reach is split in two: what is left of it under
all attacks at once, and a column for what is left beyond that under the attacks that are made. Who leans on such a
column is exposed to the attacks that reach its target.

The *loss* of a set is how far the service falls short of what is required, in the worst class and month, as a share
of the month's need, if the plan does its best; it is negative where something is to spare.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from resilience_opt.compile.program import Compiled, Program
from resilience_opt.compile.recorder import Floats
from resilience_opt.errors import SolverError
from resilience_opt.network.network import Flags
from resilience_opt.network.scale import NEED
from resilience_opt.solve.adversary.skeleton import Skeleton, skeleton, template
from resilience_opt.solve.search import solver_for

#: A loss is counted against no less than this share of what is needed of a material in a month.
LEAST = 6e-4
#: Leaning on less than this is rounding [scaled units/month].
ROUNDING = 1e-9
#: No loss is larger or smaller.
FAR = 2e4


@dataclass(frozen=True)
class Recourse:
    """What is done against a set of attacks, and who could break it.

    Attributes
    ----------
    attacks : array (attacks,), those that are made
    own : array (crisis columns,) [scaled units/month]
    exposed : array (attacks,), how much of what is done leans on what each could take; 0 where none does
    """

    attacks: Flags
    own: Floats
    exposed: Floats


class YearUnderAttack:
    """The crisis of one year, for one plan at a time."""

    def __init__(self, form: Skeleton) -> None:
        self.form, self.year, self.count = form, form.year, len(form.factor)
        self._reached = (form.factor < 1).any(axis=0)
        rows = np.unique(form.target_row[self._reached])
        self._beyond = {int(row): form.width + n for n, row in enumerate(rows.tolist())}
        self._first, self._slack = form.width, len(rows)
        self._slack_of = np.array([self._beyond.get(int(r), -1) - form.width for r in form.target_row], dtype=np.int64)
        self._sign = np.array([-1.0 if form.below[form.target_row == row][0] else 1.0 for row in rows.tolist()])
        self._all = np.prod(form.factor, axis=0)
        self._reach = np.zeros((self.count, self._slack), dtype=bool)
        for k in range(self.count):
            self._reach[k, self._slack_of[(form.factor[k] < 1) & (self._slack_of >= 0)]] = True
        self._amount = np.zeros(len(form.target_row))
        self._program = self._made(rows)
        self._holding = solver_for(self._with(np.append(np.ones(self._slack), 0.0)))
        self._losing = solver_for(self._with(np.append(np.zeros(self._slack), 1.0)))
        self.questions = 0

    def _made(self, rows: np.ndarray) -> Program:
        """The rows with a column for each target beyond the worst, and one for the loss."""
        form, width = self.form, self.form.width + self._slack + 1
        count = len(form.lower)
        row = np.concatenate([np.repeat(np.arange(count), np.diff(form.start)), rows, form.survival])
        column = np.concatenate([form.column, np.arange(form.width, width - 1), np.full(len(form.survival), width - 1)])
        value = np.concatenate([form.value, self._sign, -form.needed])
        order = np.argsort(row, kind="stable")
        upper = np.full(width, np.inf)
        return Program(
            cost=np.zeros(width), lower=np.append(np.zeros(width - 1), -FAR), upper=upper, integer=np.zeros(width, dtype=bool),
            start=np.concatenate([[0], np.cumsum(np.bincount(row, minlength=count))]).astype(np.int64),
            column=column[order].astype(np.int64), value=value[order], row_lower=form.lower.copy(), row_upper=form.upper.copy(),
        )  # fmt: skip

    def _with(self, tail: Floats) -> Program:
        """The program with costs of the columns beyond the crisis's own."""
        p = self._program
        return Program(np.append(np.zeros(self.form.width), tail), p.lower, p.upper, p.integer, p.start, p.column, p.value, p.row_lower, p.row_upper)

    def turn_to(self, plan: Floats) -> None:
        """Take up a plan (its columns, scaled)."""
        form = self.form
        target, column, weight = form.target_plan
        self._amount = np.maximum(np.bincount(target, weights=weight * plan[column], minlength=len(form.target_row)), 0.0)
        row, column, weight = form.given
        shift = np.bincount(row, weights=weight * plan[column], minlength=len(form.lower))
        least = np.bincount(form.target_row, weights=self._all * self._amount, minlength=len(form.lower))
        lower, upper = form.lower - shift, form.upper - shift
        below = np.zeros(len(lower), dtype=bool)
        below[form.target_row[form.below]] = True
        upper = np.where(below, upper + least, upper)
        upper[form.target_row[form.passage & ~self._reached]] = np.inf
        above = np.zeros(len(lower), dtype=bool)
        above[form.target_row[~form.below]] = True
        lower = np.where(above, lower - least, lower)
        every = np.arange(len(lower))
        for solver in (self._holding, self._losing):
            solver.bound_rows(every, lower, upper)

    def room(self, attacks: Iterable[int]) -> Floats:
        """What is left of each reached target beyond the worst, under these attacks."""
        form = self.form
        left = np.prod(form.factor[list(attacks)], axis=0)
        more = np.where(form.passage & (left == 1.0), np.inf, np.maximum(left - self._all, 0.0) * self._amount)
        inside = self._slack_of >= 0
        return np.asarray(np.bincount(self._slack_of[inside], weights=more[inside], minlength=self._slack), dtype=float)

    def hold(self, attacks: Iterable[int], loss: float) -> Recourse | None:
        """What keeps the loss within bounds under these attacks, exposed to others as little as can be; None where nothing does."""
        made = list(attacks)
        columns = np.arange(self._first, self._first + self._slack + 1)
        self._holding.bound(columns, np.append(np.zeros(self._slack), -FAR), np.append(self.room(made), loss))
        answer = self._holding.search()
        self.questions += 1
        return None if answer.x is None or answer.status != "optimal" else self._recourse(made, answer.x)

    def loss(self, attacks: Iterable[int]) -> tuple[float, Recourse]:
        """The loss under these attacks, and what is done then."""
        made = list(attacks)
        columns = np.arange(self._first, self._first + self._slack)
        self._losing.bound(columns, np.zeros(self._slack), self.room(made))
        answer = self._losing.search()
        self.questions += 1
        if answer.x is None or answer.status != "optimal":
            raise SolverError(f"the loss under a set of attacks could not be found: {answer.sentence}")
        return float(answer.x[-1]), self._recourse(made, answer.x)

    def _recourse(self, made: list[int], x: Floats) -> Recourse:
        beyond = x[self._first : self._first + self._slack]
        leaning = np.where(beyond > ROUNDING, beyond, 0.0)
        flags = np.zeros(self.count, dtype=bool)
        flags[made] = True
        return Recourse(flags, x[: self._first].copy(), self._reach @ leaning)


def years_under_attack(compiled: Compiled) -> list[YearUnderAttack]:
    """One for each year in which something is required whatever attacks are made."""
    form = template(compiled)
    return [YearUnderAttack(skeleton(form, b, LEAST * NEED / 12)) for b in range(len(form.crises))]
