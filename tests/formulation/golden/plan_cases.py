"""The smallest cases in which every row of the families of a normal year occurs."""

from __future__ import annotations

from resilience_opt.case.case import Case
from tests.building import case_of, need, offer, ore, store


def sourcing() -> Case:
    """A mine that may change by 30 a year, and a newcomer to be qualified, with a fixed cost, a minimum take and capacity to buy.

    The newcomer may change by 15 a year, which does not bind while it is qualified nor in the year after.
    """
    newcomer = {
        "Qualified": "no",
        "Qualification_years": 1,
        "Fixed_cost": 10,
        "Minimum_take": 20,
        "Maximum_change": 15,
        "Expansion_limit": 30,
        "Expansion_years": 1,
    }
    return ore([offer("Cheap", 1, 100, Current_volume=40, Maximum_change=30), offer("Dear", 3, 60, **newcomer)], years=2)


def refinery(**sheets: object) -> Case:
    """Metal from 2 Ore: ore from China and Australia, a refinery in Japan, whose metal goes to Home."""
    parts: dict[str, object] = {
        "Materials": [{"Material": "Ore", "Price": 5}, {"Material": "Metal", "Price": 20}],
        "Suppliers": [
            {"Supplier": "Cheap", "Country": "China"},
            {"Supplier": "Dear", "Country": "Australia"},
            {"Supplier": "Refinery", "Country": "Japan"},
        ],
        "Offers": [offer("Cheap", 1, 300), offer("Dear", 3, 300), offer("Refinery", 4, 200, "Metal")],
        "Recipes": [{"Output": "Metal", "Input": "Ore", "Quantity": 2}],
        "Markets": [{"Market": "Home", "Country": "Japan"}],
        "Demand": [need(120, material="Metal")],
    }
    return case_of(**{**parts, **sheets})


def markets() -> Case:
    """Two classes of demand for metal, of which a normal year may leave some unmet; stocks of ore and of metal."""
    return refinery(
        Settings={"Base shortage allowed": "yes"},
        Offers=[offer("Cheap", 1, 300), offer("Refinery", 4, 200, "Metal")],
        Suppliers=[{"Supplier": "Cheap", "Country": "China"}, {"Supplier": "Refinery", "Country": "Japan"}],
        Demand=[need(48, material="Metal", Priority="vital"), need(72, material="Metal", Priority="other")],
        Stockpiles=[store(50, "Ore store", Opening_level=10, Minimum_level=5), store(30, "Metal store", "Metal")],
    )


def stock() -> Case:
    """A store that may be closed, with every limit, and one that is always open and free."""
    limits = {"Opening_level": 40, "Minimum_level": 20, "Minimum_from_year": 2027, "Maximum_build": 50, "Release_limit": 2, "Loss": 0.1}
    return ore(
        [offer("Cheap", 1, 300)],
        years=2,
        Stockpiles=[store(90, "Paid store", Fixed_cost=7, **limits), store(60, "Free store", Minimum_level=15)],
    )


def share_limits() -> Case:
    """A traced Maximum through a refinery and a store of ore, a Maximum of value at the market, a Minimum that may be broken."""
    return refinery(
        Settings={"Last year": 2027},
        Stockpiles=[store(50, Loss=0.1)],
        Lanes=[{"From": "*", "To": "*"}, {"From": "Dear", "To": "Store", "Open": "no"}],
        Share_limits=[
            {"Group": "China", "Lens": "traced", "Material": "Metal", "Origin material": "Ore", "Maximum": 0.3},
            {"Group": "China", "Material": "Ore", "Maximum": 0.6, "Basis": "value", "Year": 2027},
            {"Group": "Australia", "Material": "Ore", "Minimum": 0.2, "Penalty": 8, "Year": 2026},
        ],
    )


def source_limits() -> Case:
    """At most two sources, at least two that ship a quarter each, and at most one in China."""
    limits = [{"Material": "Ore", "Minimum": 2, "Maximum": 2, "Minimum share": 0.25}, {"Material": "Ore", "Group": "China", "Maximum": 1}]
    return ore([offer("Cheap", 1, 100), offer("Dear", 3, 50), offer("Third", 4, 80)], Source_limits=limits)


def price_breaks() -> Case:
    """All units (4 from 60 on), incremental and falling (2 beyond 50), incremental and rising (6 beyond 30)."""
    breaks = [("Cheap", 60, 4, "all units"), ("Dear", 50, 2, "incremental"), ("Third", 30, 6, "incremental")]
    columns = ("Supplier", "From quantity", "Unit cost", "Kind")
    rows = [{"Material": "Ore", **dict(zip(columns, row, strict=True))} for row in breaks]
    return ore([offer("Cheap", 5, 100), offer("Dear", 3, 80), offer("Third", 4, 90)], Price_breaks=rows)


def costs() -> Case:
    """Every kind of cost in two years, the second of which counts 1 / 1.25 = 0.8."""
    newcomer = {"Qualified": "no", "Qualification_cost": 70, "Fixed_cost": 10, "Expansion_limit": 30, "Expansion_cost": 6}
    return ore(
        [offer("Cheap", 1, 100), offer("Dear", 3, 60, **newcomer)],
        years=2,
        months=1,
        Settings={"Discount rate": 0.25, "Base shortage allowed": "yes"},
        Lanes=[{"From": "Cheap", "To": "Home", "Tariff": 0.5, "Transport cost": 0.25}],
        Price_breaks=[{"Supplier": "Dear", "Material": "Ore", "From quantity": 50, "Unit cost": 2}],
        Stockpiles=[store(90, Fixed_cost=7, Holding_cost=0.5)],
        Share_limits=[{"Group": "China", "Maximum": 0.3, "Penalty": 8, "Year": 2027}],
        Scenarios=[{"Scenario": "Loss", "Probability": 0.1}],
        Events=[{"Scenario": "Loss", "Kind": "country", "Target": "China", "Months": 1}],
    )
