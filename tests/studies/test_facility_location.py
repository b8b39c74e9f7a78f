"""One year, no scenarios, fixed costs and capacities: the capacitated facility location problem, and without fixed costs transportation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, kron

from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.run import optimize
from tests.studies.cases import case_from
from tests.studies.facility import Facility, draw, least_cost_of, sheets


@pytest.mark.parametrize(
    ("warehouses", "capacity", "fixed_cost", "near"),
    [
        (16, 5000, 7500, None),
        (16, 5000, 25000, None),
        (16, 10000, 17500, None),
        (16, 15000, 17500, 6),
        (16, 58268, 12500, 4),
        (25, 5000, 12500, None),
        (25, 15000, 25000, None),
        (25, 5000, 7500, 8),
        (50, 5000, 7500, None),
        (50, 15000, 17500, None),
        (50, 58268, 25000, None),
        (50, 10000, 25000, 10),
    ],
)
def test_facility_location(warehouses, capacity, fixed_cost, near):
    """Fifty customers: the cost is that of an independent formulation, proven by both, and what is open pays its fixed cost."""
    facility = draw(warehouses, 50, capacity, fixed_cost, seed=warehouses + capacity, near=near)
    plan = optimize(case_from(sheets(facility)), gap=0)
    assert plan.objective == pytest.approx(least_cost_of(facility), rel=1e-9)
    assert plan.bound == pytest.approx(plan.objective, rel=1e-9)
    opened = plan.suppliers["shipped"].to_numpy() > 0
    assert plan.costs["fixed"] == pytest.approx(facility.fixed_cost[opened].sum())
    assert plan.suppliers["shipped"].max() <= capacity * (1 + 1e-9)
    served = plan.allocation.groupby("destination")["quantity"].sum()
    assert [served[f"Customer {j}"] for j in range(50)] == pytest.approx(facility.demand.tolist())


def test_nothing_is_carried_where_no_lane_is():
    """Customers that reach only their nearest two warehouses, each of which can serve all: every delivery is along a lane."""
    facility = draw(16, 50, 58268, 12500, seed=9, near=2)
    plan = optimize(case_from(sheets(facility)), gap=0)
    carried = zip(plan.allocation["destination"].str.split().str[-1], plan.allocation["supplier"].str.split().str[-1], strict=True)
    assert all(facility.allowed[int(j), int(i)] for j, i in carried)
    assert plan.objective > least_cost_of(draw(16, 50, 58268, 12500, seed=9)) + 1


def test_no_plan_is_possible_where_the_independent_formulation_has_none():
    """Customers that reach one warehouse only, of 5000 each, ask too much of the most popular one: there is no plan, and it is named."""
    facility = draw(16, 50, 5000, 7500, seed=3, near=1)
    assert least_cost_of(facility) is None
    loads = facility.allowed.T @ facility.demand
    with pytest.raises(InfeasibleError) as found:
        optimize(case_from(sheets(facility)), gap=0)
    overloaded = [f"Warehouse {i}" for i in np.flatnonzero(loads > 5000)]
    assert any(name in fault.message for name in overloaded for fault in found.value.explanation)


def transportation(seed: int, warehouses: int, customers: int, spare: float) -> Facility:
    """Random capacities that exceed demand by a share of it, and costs, without fixed costs."""
    rng = np.random.default_rng(seed)
    demand = rng.uniform(1, 100, customers)
    capacity = rng.uniform(1, 3, warehouses)
    capacity *= demand.sum() * (1 + spare) / capacity.sum()
    cost = demand[:, None] * rng.uniform(1, 20, (customers, warehouses))
    return Facility(capacity, np.zeros(warehouses), demand, cost, np.ones((customers, warehouses), dtype=bool))


def transported(facility: Facility):
    """Least cost of the transportation problem in quantities, and the marginal cost of a unit more at each customer."""
    customers, warehouses = facility.cost.shape
    found = linprog(
        (facility.cost / facility.demand[:, None]).ravel(),
        A_ub=csr_array(kron(np.ones((1, customers)), eye_array(warehouses))),
        b_ub=facility.capacity,
        A_eq=csr_array(kron(eye_array(customers), np.ones((1, warehouses)))),
        b_eq=facility.demand,
    )
    assert found.status == 0, found.message
    return found.fun, found.eqlin.marginals


@settings(derandomize=True, max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), warehouses=st.integers(2, 9), customers=st.integers(1, 9), spare=st.sampled_from([0.01, 0.5, 3.0]))
def test_transportation(seed, warehouses, customers, spare):
    """Without fixed costs the cost is that of the transportation problem.

    An offer that ships nothing breaks even at what the best of its customers would pay for one more unit, less carriage:
    never more than what it asks (0 here), or it would be in the plan.
    """
    facility = transportation(seed, warehouses, customers, spare)
    plan = optimize(case_from(sheets(facility)), gap=0)
    cost, marginal = transported(facility)
    assert plan.objective == pytest.approx(cost, rel=1e-9)
    worth = (marginal[:, None] - facility.cost / facility.demand[:, None]).max(axis=0)
    idle = plan.suppliers["shipped"].to_numpy() == 0
    assert plan.suppliers["break_even"].to_numpy()[idle].tolist() == pytest.approx(worth[idle].tolist(), abs=1e-6)
    assert (worth[idle] <= 1e-9).all() and plan.suppliers["break_even"][~idle].isna().all()


def test_an_idle_offer_enters_at_its_break_even():
    """Asking a little less than its break-even an idle offer ships; asking a little more it does not."""
    facility = transportation(seed=5, warehouses=8, customers=4, spare=3.0)
    book = sheets(facility)
    for offer in book["Offers"]:
        offer["Unit cost"] = 10.0
    case = case_from(book)
    first = optimize(case, gap=0).suppliers
    idle = first[first["shipped"] == 0]
    assert len(idle) >= 3
    for row in idle.itertuples():
        offer = next(offer for offer in book["Offers"] if offer["Supplier"] == row.supplier)
        for asked, enters in ((row.break_even - 0.01, True), (row.break_even + 0.01, False)):
            plan = optimize(case.with_rows("Offers", [{**offer, "Unit cost": asked}]), gap=0)
            shipped = plan.suppliers.set_index("supplier")["shipped"][row.supplier]
            assert (shipped > 0) == enters, (row.supplier, asked)
