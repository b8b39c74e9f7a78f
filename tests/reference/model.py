"""The model as one mixed-integer programme over every year and every scenario, written row by row.

Readings taken where the statement leaves room:

- A market whose `Country` is blank stands in the country of its name, as if the cell held it.
- Lens owner: a group's member that is both a supplier's name and an owner's means both, as the name in the cell itself does. A member of a
  group is matched with owners even where it stands in no `Country` cell.
- "By supplier alone": every name of the group is a supplier's (and, for lens owner, not also an owner's). `unknown` then plays no part.
- `unknown` named as the group of a Maximum means what is unknown; of a Minimum it is empty. As a target of an event, or in From, To,
  Destination or Serves, it means exactly the country that is unknown.
- `each country` and `each foreign country` look at where the suppliers stand, also with lens owner; the limit itself then looks at owners.
- `each supplier` and `each owner` name one supplier or owner as if its name stood in the cell.
- Sets of members are compared over all suppliers, not only over those that make the material.
- A delivery of a supplier to itself is an arc; it is never `abroad`. All other deliveries between two unknown countries are.
- Two lanes rank equal by their three levels of detail. A group and `abroad` are equally specific.
- An event on a corridor heeds its `Material`. A `Price factor` of kinds corridor and market, and a `Demand factor` of kinds other than
  market, country and group, do nothing.
- A demand factor of kind group or country looks at the market's country, never at the market's own name; a group may be a country by
  itself.
- "All deliveries of the material" in a source limit include those into stockpiles, and exclude draws. A blank `Group` counts suppliers of
  unknown country too, on both sides.
- The tail of a supplier is the least over all arcs out of it, whichever offer they belong to.
- At `From quantity` itself either price may be used; it matters only where prices rise.
- `Survival` with a blank `Scenario` also asks scenarios of probability 0; requirements reach only months up to `Months`.
- The loss of a stockpile also takes its part of the opening level in the first year.
- Without an `Attack budget` the requirements on `attack` are left out; with one and no attacks, the empty set is met.
- Qualification may be paid for before `From year`, and expansion bought for an offer that is not yet active.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .book import Book, Row, name, number
from .crisis import add_crisis, attack_sets
from .first_stage import Plan
from .rows import Rows
from .shares import Shares

KINDS = ("fixed", "qualification", "expansion", "deliveries", "holding", "shortage", "penalty", "risk")


@dataclass
class Result:
    """What `solve` found. Costs are discounted; names are in the form in which they are compared."""

    status: str
    objective: float | None = None
    costs: dict[str, float] = field(default_factory=dict)
    #: (year, scenario) -> the least cost of that crisis once the plan is fixed
    Q: dict[tuple[int, str], float] = field(default_factory=dict)
    #: (year, supplier, material, destination) -> yearly delivery, where it is not zero
    ship: dict[tuple[int, str, str, str], float] = field(default_factory=dict)
    #: (year, stockpile) -> level at the end of the year
    level: dict[tuple[int, str], float] = field(default_factory=dict)
    #: (year, supplier, material) -> whether under contract
    active: dict[tuple[int, str, str], bool] = field(default_factory=dict)


def solve(book: dict[str, list[Row]], gap: float = 1e-9) -> Result:
    """The cheapest plan for a valid workbook, given as {sheet: rows}, each row as {column: value}."""
    meaning, rows = Book(book), Rows()
    plan = Plan(meaning, rows)
    Shares(plan)
    first_stage = len(rows.low)
    crises = _crises(plan)
    objective = rows.objective()
    values = rows.minimise(objective, gap)
    if values is None:
        return Result("infeasible")
    values = _polished(rows, objective, values, gap)
    least = _least_crises(rows, values, first_stage, list(crises.values()), gap)
    costs = {kind: float(sum(f * values[c] for c, f in rows.costs.get(kind, {}).items())) for kind in KINDS}
    return Result(
        "optimal",
        objective=sum(costs.values()),
        costs=costs,
        Q={key: float(least[column]) for key, column in crises.items()},
        ship={(t, *arc.offer, arc.to[1]): float(values[c]) for (arc, t), c in plan.ship.items() if values[c] > 1e-9},
        level={(t, k): float(values[c]) for (k, t), c in plan.level.items()},
        active={(t, *offer): bool(values[c] > 0.5) for (offer, t), c in plan.active.items()},
    )


def _crises(plan: Plan) -> dict[tuple[int, str], int]:
    """Every crisis of every year; the columns of those that have a cost."""
    book, _rows, costs = plan.book, plan.rows, {}
    chance = {name(row, "Scenario"): number(row, "Probability") for row in book.rows("Scenarios")}
    for t in book.years:
        for scenario in chance:
            events = [row for row in book.rows("Events") if name(row, "Scenario") == scenario]
            costs[t, scenario] = add_crisis(plan, scenario, events, t, costed=True)
        if book.budget is not None:
            for attacks in attack_sets(book):
                # The month of an attack is the first, and none has a factor of demand or price.
                add_crisis(plan, "attack", attacks, t, costed=False)
        _risk(plan, t, [(probability, costs[t, scenario]) for scenario, probability in chance.items()])
    return costs


def _risk(plan: Plan, t: int, crises: list[tuple[float, int]]) -> None:
    book, rows = plan.book, plan.rows
    if not crises:
        return
    if book.model == "worst-case":
        worst = rows.var()
        for _, cost in crises:
            rows.row([(1.0, worst), (-1.0, cost)], low=0.0)
        plan.pay("risk", t, 1.0, worst)
        return
    aversion = book.aversion
    if aversion is None:
        aversion = 1.0 if book.model == "risk-averse" else 0.0
    for probability, cost in crises:
        plan.pay("risk", t, (1 - aversion) * probability, cost)
    if aversion > 0:
        weight = aversion / (1 - book.cvar_level)
        threshold = rows.var(low=-np.inf)
        plan.pay("risk", t, aversion, threshold)
        for probability, cost in crises:
            beyond = rows.var()
            rows.row([(1.0, beyond), (1.0, threshold), (-1.0, cost)], low=0.0)
            plan.pay("risk", t, weight * probability, beyond)
        undisturbed = rows.var()
        rows.row([(1.0, undisturbed), (1.0, threshold)], low=0.0)
        plan.pay("risk", t, weight * max(0.0, 1 - sum(p for p, _ in crises)), undisturbed)


def _polished(rows: Rows, objective: np.ndarray, values: np.ndarray, gap: float) -> np.ndarray:
    """The same integers, made whole, with the best continuous part."""
    if not any(rows.integer):
        return values
    whole = {column: float(round(values[column])) for column, flag in enumerate(rows.integer) if flag}
    better = rows.minimise(objective, gap, fixed=whole, relaxed=True)
    return values if better is None else better


def _least_crises(rows: Rows, values: np.ndarray, first_stage: int, columns: list[int], gap: float) -> np.ndarray:
    """Each crisis at its least cost, the plan fixed."""
    if not columns:
        return values
    objective = np.zeros(len(rows.low))
    objective[columns] = 1.0
    fixed = {column: float(values[column]) for column in range(first_stage)}
    least = rows.minimise(objective, gap, fixed=fixed, relaxed=True, tolerance=1e-7)
    return values if least is None else least
