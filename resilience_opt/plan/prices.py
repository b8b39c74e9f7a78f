"""Prices: what the plan would save if a limit were eased, and what an offer would have to charge to enter.

They are duals of the program that is left when the integers are fixed.
"""

from __future__ import annotations

import numpy as np

from resilience_opt.compile.program import Compiled
from resilience_opt.network.network import Floats
from resilience_opt.plan.values import row_scale
from resilience_opt.solve.solution import Solution

#: One percentage point.
POINT = 0.01
#: Rows that hold an offer to its own size; they do not say what it would be worth.
OWN_ROWS = {"useful_delivery", "shipped_within_capacity", "minimum_take", "pace_up", "pace_down"}


def share_prices(compiled: Compiled, solution: Solution, everything: Floats) -> Floats:
    """What one percentage point of each limit saves, array (limits, years) [money, discounted].

    `everything` is what the destinations receive, unscaled, by limit and year.
    """
    net = compiled.net
    found = np.zeros((len(net.limits), len(net.years)))
    scale = row_scale(net)
    for position, (row, index) in enumerate(compiled.plan_matrix.rows):
        if row.name in ("share_maximum", "share_minimum"):
            found[index] = abs(solution.row_dual[position]) * POINT * everything[index] / scale[index[0]] * net.money
    return found


def survival_prices(compiled: Compiled, solution: Solution) -> Floats:
    """What one percentage point of service saves in each crisis and class, array (crises, classes) [money, discounted]."""
    net = compiled.net
    found = np.zeros((len(compiled.crises), len(net.classes)))
    first = len(compiled.plan_matrix.rows)
    for position, (b, r) in enumerate(zip(solution.stamp.crisis, solution.stamp.row, strict=True)):
        row, index = compiled.crisis_matrix.rows[r]
        if row.name == "survival":
            c, j = index
            t, w = compiled.crises[b]
            need = net.shocks.demand[w, net.classes.need[c], j] * net.classes.quantity[c, t] / 12
            found[b, c] += abs(solution.row_dual[first + position]) * POINT * need * net.money
    return found


def break_even(compiled: Compiled, solution: Solution) -> Floats:
    """Unit cost at which each offer would enter the plan, array (offers, years) [money/unit].

    The value of one more unit at the best of its destinations, from the plan's marginal values, less what the
    lane adds, less its fixed cost spread over its capacity. Not a number where it has nowhere to deliver, or
    cannot be under contract in the year.
    """
    net, offers = compiled.net, compiled.net.offers
    reduced = solution.column_dual.copy()
    matrix = compiled.plan_matrix
    for position, (row, _) in enumerate(matrix.rows):
        if row.name in OWN_ROWS:
            entries = slice(matrix.start[position], matrix.start[position + 1])
            reduced[matrix.column[entries]] += solution.row_dual[position] * matrix.value[entries]
    found = np.full((len(offers), len(net.years)), np.nan)
    ship = compiled.plan.positions["ship"]
    for o in range(len(offers)):
        if not offers.arcs[o]:
            continue
        tariff = np.array([1 + (lane.tariff if (lane := net.arcs.lane[a]) else 0.0) for a in offers.arcs[o]])
        spread = offers.fixed_cost[o] / offers.capacity[o] if offers.capacity[o] > 0 else 0.0
        for t in range(len(net.years)):
            if not offers.allowed[o, t] or (not offers.qualified[o] and t < offers.qualification_years[o]):
                continue
            gap = np.array([reduced[ship[a, t]] for a in offers.arcs[o]]) / net.discount[t] / tariff
            found[o, t] = (offers.unit_cost[o] - gap.min() - spread) * net.money / net.unit[offers.material[o]]
    return found
