"""Amounts of money to the cent, so that sums of what is shown are what is shown as their sum."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.studies.compare.sides import Told

#: A cent, in amounts of money of the usual size.
CENTS = 2
#: Decimals of an amount of 1 that are kept in any case: where a case counts in millions, a cent is too coarse.
FINEST = 6


@dataclass(frozen=True)
class Amounts:
    """The cost of a plan by kind, to the cent, with its proven bound.

    Attributes
    ----------
    costs : kind to amount; rounded so that they add up to `total`
    bound : what no plan of the case costs less than; minus infinity where nothing is proven
    decimals : to which all amounts of a comparison are rounded
    """

    costs: Mapping[str, float]
    total: float
    bound: float
    decimals: int

    @property
    def open(self) -> float:
        """How far the least cost may be below the plan's."""
        return self.total - self.bound

    def could_equal(self, other: Amounts) -> bool:
        """Whether the least costs of the two cases may be the same, for all that is proven."""
        return self.bound <= other.total and other.bound <= self.total


def decimals_for(objectives: Iterable[float]) -> int:
    """Decimals to which amounts are kept: cents, or finer where the amounts are small.

    >>> decimals_for([46.0e6]), decimals_for([12.3]), decimals_for([])
    (2, 5, 2)
    """
    largest = max((abs(o) for o in objectives), default=0.0)
    return CENTS if largest == 0 else max(CENTS, FINEST - math.floor(math.log10(largest)))


def amounts_of(plan: Told, decimals: int) -> Amounts:
    """The costs of a plan, to the cent; what rounding leaves over goes to the largest kind."""
    total = round(plan.objective, decimals)
    costs = {kind: round(float(plan.costs.get(kind, 0.0)), decimals) for kind in COST_KINDS}
    largest = max(costs, key=lambda kind: abs(costs[kind]))
    rest = math.fsum(value for kind, value in costs.items() if kind != largest)
    costs[largest] = round(total - rest, decimals)
    bound = -math.inf if plan.bound is None else min(round(plan.bound, decimals), total)
    return Amounts(costs, total, bound, decimals)


def difference(before: Amounts, after: Amounts) -> dict[str, float]:
    """What the second costs more than the first: `amount`, and by kind."""
    decimals = before.decimals
    by_kind = {kind: round(after.costs[kind] - before.costs[kind], decimals) + 0.0 for kind in COST_KINDS}
    return {"amount": round(after.total - before.total, decimals) + 0.0, **by_kind}
