"""Exposure against a second program, written out time step by time step for scipy, in small random cases of two tiers.

The second program knows months only as so many equal steps. A time to survive must lie between the last step for which everything
can be served and the next one; a loss after whole months must be the same.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from resilience_opt.case.case import Case
from resilience_opt.studies.exposure.measure import Measure
from resilience_opt.studies.exposure.study import _today
from resilience_opt.studies.exposure.today import Today
from tests.building import case_of, need, offer, store

STEPS = 4  #: of a month
FOLLOWED = 12  #: months; up to here times are exact
NOTHING = 1e-6


class Grid:
    """At most rows over named columns."""

    def __init__(self) -> None:
        self.columns: dict[tuple[object, ...], int] = {}
        self.entries: list[tuple[int, int, float]] = []
        self.most: list[float] = []

    def at_most(self, entries: Iterable[tuple[tuple[object, ...], float]], most: float) -> None:
        row = len(self.most)
        self.entries += [(row, self.columns.setdefault(name, len(self.columns)), value) for name, value in entries]
        self.most.append(most)

    def least(self, cost: dict[tuple[object, ...], float]) -> float:
        row, column, value = zip(*self.entries, strict=True)
        matrix = coo_matrix((value, (row, column)), shape=(len(self.most), len(self.columns)))
        found = linprog(
            [cost.get(name, 0.0) for name in self.columns], A_ub=matrix.tocsr(), b_ub=self.most, bounds=(0, None), method="highs"
        )
        assert found.status == 0
        return float(found.fun)


def unserved(today: Today, cells: int, steps: int, lost: str, corridor: str, price: np.ndarray) -> float:
    """The least value unserved in so many cells of 1 / `steps` months; `lost` dispatches nothing, nothing arrives on the corridor."""
    net, o, ship, grid = today.net, today.net.offers, today.ship, Grid()
    arcs = [a for a in range(len(net.arcs)) if net.arcs.need[a] >= 0 and today.at_hand[net.arcs.offer[a]]]
    closed = {a for a in arcs if (lane := net.arcs.lane[a]) is not None and lane.corridor == corridor}
    later = (1 - o.standby) * today.shipped + (o.standby + o.surge) * np.maximum(o.capacity, today.shipped)
    for j in range(cells):
        month = j // steps + 1
        for i, record in enumerate(o.record):
            rate = today.shipped[i] if month <= o.ramp_months[i] else later[i]
            own = [(("flow", a, j), 1.0) for a in arcs if net.arcs.offer[a] == i]
            grid.at_most(own, 0.0 if record.supplier == lost else rate / 12 / steps)
        for a in closed:
            grid.at_most([(("flow", a, j), 1.0)], 0.0)
        for k in range(len(net.stocks)):
            limit = 0.0 if month <= net.stocks.response[k] else float(net.stocks.release[k]) / steps
            if math.isfinite(limit):
                grid.at_most([(("release", r, j), 1.0) for r in net.stocks.draws[k]], limit)
        for q in range(len(net.needs)):
            came = [(("release", r, j), -1.0) for r in net.needs.draws[q]]
            under_way = 0.0
            for a in (a for a in net.needs.arcs[q] if a in arcs):
                lead = int(net.arcs.lead[a]) * steps
                if j >= lead:
                    came.append((("flow", a, j - lead), -1.0))
                elif a not in closed:
                    under_way += ship[a] / 12 / steps
            demand = sum(today.served[c] for c in net.needs.classes[q]) / 12 / steps
            came += [(("short", c, j), -1.0) for c in net.needs.classes[q]]
            came += [(("flow", a, j), quantity) for i, quantity in net.needs.recipe[q] for a in arcs if net.arcs.offer[a] == i]
            grid.at_most(came, under_way - demand)
        for c, served in enumerate(today.served):
            grid.at_most([(("short", c, j), 1.0)], served / 12 / steps)
    for k in range(len(net.stocks)):
        grid.at_most([(("release", r, j), 1.0) for r in net.stocks.draws[k] for j in range(cells)], float(net.stocks.opening[k]))
    return grid.least({("short", c, j): float(price[c]) for c in range(len(price)) for j in range(cells)})


def small_case(draw: random.Random) -> Case:
    """Two mines, two smelters, two markets, two stockpiles, with lead times, ramps, corridors and stocks as they fall."""

    def made(supplier: str, material: str, capacity: int, volumes: list[int]) -> dict[str, object]:
        more = {"Standby": draw.choice([0, 0.5, 1]), "Surge": draw.choice([0, 0.3]), "Ramp months": draw.choice([0, 1, 3])}
        return offer(supplier, 1, capacity, material, **{"Current volume": draw.choice(volumes), **more})

    mines, smelters = ["Mine A", "Mine B"], ["Smelter A", "Smelter B"]
    lanes = [
        {"From": s, "To": "*", "Lead months": draw.choice([0, 1, 2]), "Corridor": draw.choice(["strait", None])} for s in mines + smelters
    ]
    stores = [
        store(
            100,
            "Metal store",
            "Metal",
            **{"Opening level": draw.choice([7, 13]), "Release limit": draw.choice([None, 3]), "Response months": draw.choice([0, 1])},
        ),
        store(100, "Ore store", **{"Opening level": draw.choice([0, 11]), "Serves": "Smelter A", "Response months": draw.choice([0, 1])}),
    ]
    return case_of(
        Materials=[{"Material": m, "Price": 5} for m in ("Ore", "Metal")],
        Suppliers=[{"Supplier": s, "Country": "Chile"} for s in mines + smelters],
        Offers=[made(s, "Ore", 200, [50, 100]) for s in mines] + [made(s, "Metal", 150, [40, 80]) for s in smelters],
        Recipes=[{"Output": "Metal", "Input": "Ore", "Quantity": draw.choice([1, 1.5])}],
        Markets=[{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Chile"}],
        Demand=[need(60, "Home", "Metal", 100, Priority="A"), need(30, "Home", "Metal", 20, Priority="B"), need(20, "Away", "Metal", 50)],
        Lanes=lanes,
        Stockpiles=stores,
    )


@pytest.mark.parametrize("seed", range(6))
def test_against_time_steps(seed: int) -> None:
    """Losses after whole months are equal; times to survive lie within the step in which something is first unserved."""
    case = small_case(random.Random(seed))
    today = _today(case, "current")[1]
    measure, price, nobody = Measure(today), today.net.classes.shortage_cost[:, 0], np.ones(len(today.served))
    looked_at = 0
    for lost, corridor in [("Mine A", ""), ("Smelter B", ""), ("", "strait")]:
        who = frozenset([lost] if lost else [])
        for months in (1, 5):
            mine = measure.lost(months, who, corridor).value / today.net.money
            assert mine == pytest.approx(unserved(today, months, 1, lost, corridor, price), rel=1e-6, abs=1e-3)
        time = measure.time_to_survive(who, corridor)
        step = math.floor(time * STEPS + NOTHING) if time < FOLLOWED else FOLLOWED * STEPS
        if step:
            assert unserved(today, step, STEPS, lost, corridor, nobody) == pytest.approx(0, abs=NOTHING * today.served.sum())
        if time < FOLLOWED:
            assert unserved(today, step + 1, STEPS, lost, corridor, nobody) > NOTHING / 1000 * today.served.sum()
            looked_at += 1
    assert looked_at
