"""Alternatives of random cases: against all that can be tried, against the reference, and whatever the engine."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.alternatives import alternatives
from resilience_opt.studies.alternatives.use import distance, least_use, shipped, use_of
from resilience_opt.studies.run import Options
from tests.building import offer, ore
from tests.reference.model import solve
from tests.studies.cases import case_from, random_books


def random_suppliers(seed):
    """Five suppliers with fixed costs and capacities that force at least two of them, as (capacity, unit cost, fixed cost)."""
    rng = np.random.default_rng(seed)
    return list(zip(rng.integers(50, 110, 5).tolist(), rng.integers(100, 130, 5).tolist(), rng.integers(50, 600, 5).tolist(), strict=True))


def subsets(of):
    return chain.from_iterable(combinations(of, k) for k in range(len(of) + 1))


def least_cost(suppliers, enter=(), leave=(), demand=120, least=6.0):
    """The least cost of a year with some suppliers out and others at their least, by trying all contracts; infinite if it cannot be."""
    best = np.inf
    for under in subsets([s for s in range(len(suppliers)) if s not in leave]):
        if not set(enter) <= set(under) or sum(suppliers[s][0] for s in under) < demand:
            continue
        ships = {s: least if s in enter else 0.0 for s in under}
        for s in sorted(under, key=lambda s: suppliers[s][1]):
            ships[s] += min(suppliers[s][0] - ships[s], demand - sum(ships.values()))
        best = min(best, sum(suppliers[s][2] + suppliers[s][1] * ships[s] for s in under))
    return best


@pytest.mark.parametrize("seed", range(6))
def test_farthest_by_trying_everything(seed):
    """The first alternative differs in as many suppliers as any plan within the cost, and none that differs in so many is cheaper."""
    suppliers = random_suppliers(seed)
    names = [f"S{s}" for s in range(5)]
    offers = [offer(name, unit, capacity=capacity, **{"Fixed cost": fixed}) for name, (capacity, unit, fixed) in zip(names, suppliers, strict=True)]
    case = ore(offers, Suppliers=[{"Supplier": name, "Country": "Chile"} for name in names])
    found = alternatives(case, within=0.04, count=1, options=Options(gap=0))
    assert found.table["cost"][0] == pytest.approx(least_cost(suppliers), rel=1e-9)
    ships = found.suppliers.set_index("supplier")[0].reindex(names).fillna(0.0) * 120
    without = [s for s in range(5) if ships.iloc[s] < 1e-6]
    uses = [s for s in range(5) if ships.iloc[s] >= 6 - 1e-6]
    limit = found.table["cost"][0] * 1.04 + 1e-6
    ways = [(len(e) + len(w), least_cost(suppliers, e, w)) for e in subsets(without) for w in subsets(uses)]
    reachable = max(many for many, cost in ways if cost <= limit)
    assert reachable >= 1
    assert found.table["apart"][1] == found.table["most"][1] == reachable
    assert found.table["cost"][1] == pytest.approx(min(cost for many, cost in ways if many == reachable), rel=1e-9)


@pytest.mark.parametrize("start", range(0, 24, 6))
def test_random_books(start):
    """Of any book: costs are within the limit on the reference's optimum, audits pass, shares that tell plans apart are counted again from the plans.

    Distances never grow from one alternative to the next and are those that were proven; where fewer were found than asked for, that is said.
    """
    for seed, book in random_books(range(start, start + 6)):
        wanted = solve(book)
        try:
            found = alternatives(case_from(book), within=0.03, count=3, options=Options(gap=1e-7))
        except InfeasibleError:
            assert wanted.status == "infeasible", seed
            continue
        cheapest = found.plans[0]
        assert cheapest.objective == pytest.approx(wanted.objective, rel=1e-6, abs=1e-6), seed
        least = least_use(cheapest.network, shipped(cheapest.network, cheapest.values), found.share)
        uses = [use_of(shipped(plan.network, plan.values), least) for plan in found.plans]
        for number, plan in enumerate(found.plans):
            assert plan.audit.passed, seed
            assert plan.objective <= wanted.objective * 1.03 + 1e-5 * abs(wanted.objective) + 1e-6, seed
            assert plan.objective >= wanted.objective * (1 - 1e-6) - 1e-6, seed
            assert all(distance(uses[number], other) >= 1 for other in uses[:number]), seed
        apart = found.table["apart"].dropna()
        assert apart.is_monotonic_decreasing and (apart == found.table["most"].dropna()).all(), seed
        assert bool(found.stopped) == (len(found.plans) < 4), seed


costs = st.lists(st.floats(1, 1.2), min_size=2, max_size=4)


@settings(max_examples=25, deadline=None)
@example([1.0, 1.0], 0.0, 0.05)
@example([1.0, 1.2], 0.2, 1.0)
@given(costs, st.floats(0, 0.2), st.floats(0.01, 1))
def test_whatever_is_asked(units, within, share):
    """Whatever is permitted and counts as use: no alternative costs more, none comes twice, and of what tells them apart each has as much as counts."""
    case = ore([offer(f"S{s}", unit, capacity=120) for s, unit in enumerate(units)], Suppliers=[{"Supplier": f"S{s}", "Country": "Chile"} for s in range(len(units))])
    found = alternatives(case, within=within, share=share, count=3)
    assert (found.table["more_share"] <= within + 1e-8).all() and (found.table["more"] >= -1e-6).all()
    assert (found.distances.to_numpy()[~np.eye(len(found.plans), dtype=bool)] >= 1).all()
    assert all(plan.audit.passed for plan in found.plans)
    by_name = found.suppliers.set_index("supplier")
    for number, enters in found.table["enters"].items():
        for name in (words.split(" ")[0] for words in enters.split("; ") if words):
            assert by_name.loc[name, number] >= share - 1e-6 and by_name.loc[name, 0] <= 1e-6
    assert found.stopped or len(found.plans) == 4
