"""For every check of the audit a plan and the one thing in it that is spoilt, by so much of the row's size.

Where a change of one number would break other rows too, those that follow from it are changed with it, so that only
the check in question is left to fail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from resilience_opt.plan.audit_checks import Check
from tests.plan import worlds
from tests.plan.claims import Claim
from tests.plan.worlds import CHEAP, DEAR, THIRD

#: A row of which both sides are 0 is seen against a thousandth of the 100 a year that are needed.
LEAST = 0.1


@dataclass(frozen=True)
class Spoiling:
    """How a plan is spoilt.

    Attributes
    ----------
    check : the check that must fail
    claim : the plan
    spoil : changes it by a share of the size of the row that is broken
    also : checks that fail with it whatever is done; None where it does not matter which
    whole : whether it can only be spoilt altogether
    """

    check: Check
    claim: Callable[[], Claim]
    spoil: Callable[[Claim, float], None]
    also: frozenset[Check] | None = frozenset()
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.check.name}-{self.spoil.__name__}".replace("_", " ").lower()


SPOILINGS: list[Spoiling] = []


def spoiling(
    check: Check, claim: Callable[[], Claim], also: tuple[Check, ...] | None = (), whole: bool = False
) -> Callable[[Callable[[Claim, float], None]], None]:
    """Put a function on the list of spoilings."""

    def enter(spoil: Callable[[Claim, float], None]) -> None:
        SPOILINGS.append(Spoiling(check, claim, spoil, None if also is None else frozenset(also), whole))

    return enter


def deliver(c: Claim, year: int, more: tuple[str, str], less: tuple[str, str], value: float) -> None:
    """Let one offer deliver more to Home, and another as much less."""
    c.add("ship", (*more, "Home"), year, value=value)
    c.add("ship", (*less, "Home"), year, value=-value)


@spoiling(Check.WITHIN_YEARS, worlds.contracts)
def a_contract_before_its_first_year(c: Claim, by: float) -> None:
    c.put("active", DEAR, 2026, value=by)


@spoiling(Check.QUALIFIED_FIRST, worlds.contracts)
def qualification_a_year_late(c: Claim, by: float) -> None:
    c.put("qualify", THIRD, 2026, value=1 - by)
    c.put("qualify", THIRD, 2027, value=by)


@spoiling(Check.QUALIFIED_ONCE, worlds.contracts)
def qualification_twice(c: Claim, by: float) -> None:
    c.put("qualify", THIRD, 2028, value=by)


@spoiling(Check.CAPACITY_BOUGHT, worlds.contracts)
def more_capacity_than_is_bought(c: Claim, by: float) -> None:
    c.add("capacity", THIRD, 2027, value=by * 70)


@spoiling(Check.CAPACITY_BOUGHT, worlds.contracts)
def capacity_a_year_before_it_is_there(c: Claim, by: float) -> None:
    c.add("expand", THIRD, 2026, value=-by * 70)
    c.add("expand", THIRD, 2027, value=by * 70)


@spoiling(Check.CAPACITY_CONTRACTED, worlds.asleep)
def capacity_without_a_contract(c: Claim, by: float) -> None:
    c.put("capacity", THIRD, 2027, value=by * LEAST)


@spoiling(Check.EXPANSION_LIMIT, worlds.contracts)
def more_is_bought_than_can_be(c: Claim, by: float) -> None:
    c.put("expand", THIRD, 2028, value=20 + by * 40)


@spoiling(Check.WITHIN_CAPACITY, worlds.contracts)
def less_capacity_than_is_shipped(c: Claim, by: float) -> None:
    c.put("capacity", CHEAP, 2026, value=80 * (1 - by))


@spoiling(Check.MINIMUM_TAKE, worlds.contracts)
def less_than_the_minimum_take(c: Claim, by: float) -> None:
    deliver(c, 2028, THIRD, ("Taker", "Ore"), by * 20)


@spoiling(Check.PACE, worlds.contracts)
def a_faster_fall(c: Claim, by: float) -> None:
    deliver(c, 2027, THIRD, CHEAP, by * 50)


@spoiling(Check.PACE, worlds.contracts)
def a_faster_rise_from_the_current_volume(c: Claim, by: float) -> None:
    c.under(c.net.case.with_rows("Offers", [worlds.offer("Cheap", 100, Maximum_change=50, Current_volume=30 - by * 50)]))


@spoiling(Check.DEMAND_MET, worlds.contracts)
def less_than_is_needed(c: Claim, by: float) -> None:
    c.add("ship", (*THIRD, "Home"), 2028, value=-by * 100)


@spoiling(Check.DEMAND_MET, worlds.contracts)
def more_than_is_needed(c: Claim, by: float) -> None:
    c.add("ship", (*THIRD, "Home"), 2028, value=by * 100)


@spoiling(Check.SHORTAGE_ALLOWED, worlds.contracts)
def a_shortage_that_is_not_allowed(c: Claim, by: float) -> None:
    c.add("ship", (*THIRD, "Home"), 2028, value=-by * LEAST)
    c.put("base_shortage", ("Home", "Ore", "all"), 2028, value=by * LEAST)


@spoiling(Check.RECIPE_MET, worlds.metal)
def more_ore_than_the_recipe_needs(c: Claim, by: float) -> None:
    c.add("ship", (*DEAR, "Maker"), 2026, value=by * 200)


@spoiling(Check.STOCK_BALANCE, worlds.stocked)
def stock_from_nowhere(c: Claim, by: float) -> None:
    c.add("level", "Store", 2027, value=by * 54)


@spoiling(Check.STOCK_MINIMUM, worlds.stocked)
def stock_below_its_minimum(c: Claim, by: float) -> None:
    c.add("ship", (*CHEAP, "Store"), 2026, value=-by * 24)
    c.add("level", "Store", 2026, value=-by * 24)
    c.add("level", "Store", 2027, value=-0.9 * by * 24)


@spoiling(Check.STOCK_MAXIMUM, worlds.stocked)
def stock_over_its_maximum(c: Claim, by: float) -> None:
    c.add("ship", (*CHEAP, "Store"), 2026, value=by * 60)
    c.add("level", "Store", 2026, value=by * 60)
    c.add("level", "Store", 2027, value=0.9 * by * 60)


@spoiling(Check.BUILD_LIMIT, worlds.stocked)
def more_is_built_than_may_be(c: Claim, by: float) -> None:
    more = 8 + by * 50
    c.add("ship", (*CHEAP, "Store"), 2026, value=more)
    c.add("ship", (*CHEAP, "Home"), 2026, value=-more)
    c.put("draw", ("Store", "Home"), 2026, value=more)


@spoiling(Check.DRAW_LIMIT, worlds.stocked)
def more_is_drawn_than_may_be(c: Claim, by: float) -> None:
    c.add("draw", ("Store", "Home"), 2027, value=by * 30)
    c.add("ship", (*CHEAP, "Home"), 2027, value=-by * 30)
    c.put("ship", (*CHEAP, "Store"), 2027, value=by * 30)
