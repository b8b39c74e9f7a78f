"""What lies abroad, where countries are unknown."""

from __future__ import annotations

from resilience_opt.studies.run import optimize
from tests.building import case_of, near, need, offer


def test_a_site_is_not_abroad_to_itself():
    """Both (of unknown country) makes ore and, from it, metal: its own ore costs 1, for the lane abroad at 3 is not the way to itself.

    100 metal: 100 * 1 for ore, 100 * 2 for metal, 100 * 3 on the way to Japan.
    """
    case = case_of(
        Suppliers=[{"Supplier": "Both", "Country": "unknown"}],
        Offers=[offer("Both", 1), offer("Both", 2, material="Metal")],
        Recipes=[{"Output": "Metal", "Input": "Ore", "Quantity": 1}],
        Markets=[{"Market": "Home", "Country": "Japan"}],
        Demand=[need(100, material="Metal")],
        Lanes=[{"From": "*", "To": "abroad", "Transport cost": 3}],
    )
    plan = optimize(case, gap=0)
    assert plan.objective == near(100 * 1 + 100 * 2 + 100 * 3)
    assert plan.audit.passed
