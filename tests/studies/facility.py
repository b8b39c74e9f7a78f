"""Facility location instances with the structure of the OR-Library's `cap` files, as data, as a workbook and as a program of their own.

In such a file every warehouse has a capacity and a fixed cost, and every customer a demand and, for each warehouse, the cost of
having the whole of that demand delivered from there. A customer may be served by several warehouses. The instances are drawn, not
copied: places in a square, costs that grow with distance and demand, and the capacities, fixed costs and total demand of those files.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array, diags_array, eye_array, hstack, kron

from tests.studies.cases import Sheets

#: Of the files: capacities and fixed costs, one of each for an instance, and what all customers need together.
CAPACITIES, FIXED_COSTS, TOTAL_DEMAND = (5000, 10000, 15000, 58268), (7500, 12500, 17500, 25000), 58268
#: Cost of carrying a unit across the whole of the square, about that of the files.
COST_ACROSS = 40.0


@dataclass(frozen=True)
class Facility:
    """One instance; `cost` is for the whole demand of a customer, and `allowed` says which deliveries are possible.

    Attributes
    ----------
    capacity, fixed_cost : array (warehouses,)
    demand : array (customers,)
    cost, allowed : array (customers, warehouses)
    """

    capacity: NDArray[np.float64]
    fixed_cost: NDArray[np.float64]
    demand: NDArray[np.float64]
    cost: NDArray[np.float64]
    allowed: NDArray[np.bool_]


def draw(warehouses: int, customers: int, capacity: float, fixed_cost: float, seed: int, near: int | None = None) -> Facility:
    """An instance: one capacity and one fixed cost for all, but one warehouse that is free; with `near`, customers reach only so many."""
    rng = np.random.default_rng(seed)
    customer_places, warehouse_places = rng.random((customers, 2)), rng.random((warehouses, 2))
    weight = rng.lognormal(sigma=1.2, size=customers)
    demand = np.maximum(1, np.floor(TOTAL_DEMAND * weight / weight.sum()))
    distance = np.linalg.norm(customer_places[:, None, :] - warehouse_places[None, :, :], axis=2)
    fixed = np.full(warehouses, float(fixed_cost))
    fixed[rng.integers(warehouses)] = 0
    rank = distance.argsort(axis=1).argsort(axis=1)
    allowed = rank < (warehouses if near is None else near)
    return Facility(np.full(warehouses, float(capacity)), fixed, demand, np.round(demand[:, None] * distance * COST_ACROSS, 4), allowed)


def sheets(facility: Facility) -> Sheets:
    """The instance as a workbook: suppliers are warehouses, markets customers, and no delivery is possible but along a lane."""
    suppliers = [f"Warehouse {i}" for i in range(len(facility.capacity))]
    markets = [f"Customer {j}" for j in range(len(facility.demand))]
    offers = zip(suppliers, facility.capacity, facility.fixed_cost, strict=True)
    by_unit = facility.cost / facility.demand[:, None]
    return {
        "Settings": [{"Name": "First year", "Value": 2026}, {"Name": "Default lane", "Value": "closed"}],
        "Suppliers": [{"Supplier": s, "Country": "Canada"} for s in suppliers],
        "Offers": [{"Supplier": s, "Material": "Goods", "Capacity": c, "Unit cost": 0, "Fixed cost": f} for s, c, f in offers],
        "Markets": [{"Market": m, "Country": "Canada"} for m in markets],
        "Demand": [
            {"Market": m, "Material": "Goods", "Quantity": q, "Shortage cost": 1000} for m, q in zip(markets, facility.demand, strict=True)
        ],
        "Lanes": [
            {"From": suppliers[i], "To": markets[j], "Transport cost": by_unit[j, i]} for j, i in np.argwhere(facility.allowed).tolist()
        ],
    }


def least_cost_of(facility: Facility) -> float | None:
    """The optimum from a formulation of its own, in the share of each customer that each warehouse serves; None if there is none."""
    customers, warehouses = facility.cost.shape
    whole = csr_array(kron(eye_array(customers), np.ones((1, warehouses))))
    loads = csr_array(kron(facility.demand[None, :], eye_array(warehouses)))
    each = csr_array(kron(np.ones((customers, 1)), eye_array(warehouses)))
    rows = [
        LinearConstraint(hstack([whole, csr_array((customers, warehouses))]), 1, 1),
        LinearConstraint(hstack([loads, diags_array(-facility.capacity)]), -np.inf, 0),
        LinearConstraint(hstack([eye_array(customers * warehouses), -each]), -np.inf, 0),
    ]
    found = milp(
        np.concatenate([facility.cost.ravel(), facility.fixed_cost]),
        constraints=rows,
        bounds=(0, np.concatenate([facility.allowed.ravel(), np.ones(warehouses)])),
        integrality=np.concatenate([np.zeros(customers * warehouses), np.ones(warehouses)]),
        options={"mip_rel_gap": 0},
    )
    assert found.status in (0, 2), found.message
    return float(found.fun) if found.status == 0 else None
