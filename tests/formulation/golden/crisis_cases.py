"""The smallest cases in which every row of the families of a crisis, and of the measures of risk, occurs."""

from __future__ import annotations

from resilience_opt.case.case import Case
from tests.building import crisis, event, need, offer, ore, store
from tests.formulation.golden.plan_cases import refinery


def crisis_supply() -> Case:
    """A mine with readiness after one month, two months from Home through the Strait; 0.4 and then 0.7 is left of it, and of the Strait 0.5, in month 4 0.75.

    The crisis has four months, so that what is dispatched in months 1 and 2 still arrives. What goes into store counts as supply.
    """
    ready = {"Standby": 0.25, "Surge": 0.5, "Surge_premium": 0.2, "Ramp_months": 1}
    return ore(
        [offer("Cheap", 1, 240, **ready), offer("Dear", 3, 60)],
        months=4,
        Lanes=[{"From": "Cheap", "To": "Home", "Lead months": 2, "Corridor": "Strait"}, {"From": "Dear", "To": "Store", "Open": "no"}],
        Stockpiles=[store(90)],
        **crisis(
            event("country", "China", 1, Remaining=0.4, Recovery_months=1), event("corridor", "Strait", 3, Remaining=0.5, Recovery_months=1)
        ),
    )


def crisis_service() -> Case:
    """Metal from 2 Ore, a month between mine, refinery and Home; ore in store after one month of a crisis, 8 a month at most.

    In the first of three months half of what is under way is lost and demand rises by half; vital demand must be met for two months
    by 90 % and for three by half.
    """
    return refinery(
        Settings={"Crisis months": 3},
        Offers=[offer("Cheap", 1, 300), offer("Refinery", 4, 200, "Metal")],
        Suppliers=[{"Supplier": "Cheap", "Country": "China"}, {"Supplier": "Refinery", "Country": "Japan"}],
        Demand=[need(48, material="Metal", Priority="vital"), need(72, material="Metal", Priority="other")],
        Lanes=[{"From": "*", "To": "*", "Lead months": 1, "Corridor": "Strait"}],
        Stockpiles=[store(50, Release_limit=8, Response_months=1)],
        Survival=[{"Priority": "vital", "Months": 2, "Service level": 0.9}, {"Priority": "vital", "Months": 3, "Service level": 0.5}],
        **crisis(event("corridor", "Strait", 1, Remaining=0.5), event("market", "Home", 1, Demand_factor=1.5)),
    )


def crisis_cost() -> Case:
    """Ore at 1 (3 in the crisis) and 3 (with a premium of 0.2 beyond the plan), a month away; a store whose material costs 5; shortage 100."""
    return ore(
        [offer("Cheap", 1, 240), offer("Dear", 3, 60, Standby=0.5, Surge_premium=0.2)],
        months=3,
        Settings={"Base shortage allowed": "yes"},
        Lanes=[{"From": "Cheap", "To": "Home", "Lead months": 1, "Transport cost": 0.5}],
        Stockpiles=[store(90)],
        **crisis(event("country", "China", 2, Price_factor=3)),
    )


def mean_cvar() -> Case:
    """Two crises, of 10 and 5 %, half weighed by their CVaR at 0.9: the tail is 1 - 0.9 = 0.1."""
    return ore(
        [offer("Cheap", 1)],
        months=1,
        Settings={"Risk aversion": 0.5, "CVaR level": 0.9},
        Scenarios=[{"Scenario": "Often", "Probability": 0.1}, {"Scenario": "Rare", "Probability": 0.05}],
        Events=[{"Scenario": "Often", **event("country", "China", 1, Remaining=0.5)}, {"Scenario": "Rare", **event("country", "China", 1)}],
    )


def worst_case() -> Case:
    """Two crises, of 10 and 5 %: the dearer counts, whatever its probability."""
    return mean_cvar()
