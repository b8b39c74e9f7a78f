"""Write the workbook: ``python -m inputs.critical_minerals`` from the root of the project."""

from __future__ import annotations

from ..casebook import CaseBook
from ..figure import Row, assumption, record
from . import crises, demand, graphite, lanes, metal_offers, minerals, policy, stocks
from .facts import YEARS
from .guide import GUIDE

TITLE = "Critical minerals of the United States, Japan and South Korea, 2026 to 2030"

SETTINGS: list[Row] = [
    record(name="Title", value=TITLE),
    record(name="Currency", value="USD"),
    record(name="First year", value=YEARS[0]),
    record(name="Last year", value=YEARS[-1]),
    record(name="Discount rate", value=assumption(0.04, "a public planner's rate")),
    record(name="Crisis months", value=assumption(12, "holds a year's ban; longer cuts are seen through their first year")),
    record("No user may be planned to go without in a normal year.", name="Base shortage allowed", value="no"),
    record("Only the lanes listed are open.", name="Default lane", value="closed"),
]

#: Each sheet's columns, its rows, and whether it has a Note.
SHEETS: list[tuple[str, str, list[Row]]] = [
    ("Settings", "Name, Value, Note", SETTINGS),
    ("Materials", "Material, Unit, Price, Note", stocks.MATERIALS),
    ("Groups", "Group, Member", demand.GROUPS),
    ("Suppliers", "Supplier, Country, Owner, Note", minerals.SUPPLIERS + graphite.SUPPLIERS),
    (
        "Offers",
        "Supplier, Material, Capacity, Unit cost, Fixed cost, Qualified, Qualification cost, Qualification years, Minimum take, Current volume, "
        "Maximum change, Standby, Surge, Surge premium, Ramp months, Expansion limit, Expansion cost, Expansion years, From year, Note",
        metal_offers.GALLIUM_OFFERS + metal_offers.GERMANIUM_OFFERS + graphite.OFFERS,
    ),
    ("Price breaks", "Supplier, Material, From quantity, Unit cost, Kind", metal_offers.PRICE_BREAKS),
    ("Recipes", "Output, Input, Quantity, Supplier", graphite.RECIPES),
    ("Markets", "Market, Country", demand.MARKETS),
    ("Demand", "Market, Material, Priority, Year, Quantity, Shortage cost", demand.demand()),
    ("Lanes", "From, To, Material, Transport cost, Tariff, Lead months, Corridor, Open, Note", lanes.LANES),
    (
        "Stockpiles",
        "Stockpile, Material, Country, Opening level, Minimum level, Minimum from year, Maximum level, Holding cost, Response months, Fixed cost, Note",
        stocks.STOCKPILES,
    ),
    ("Share limits", "Group, Lens, Material, Destination, Year, Minimum, Maximum, Origin material, Penalty, Note", policy.SHARE_LIMITS),
    ("Source limits", "Material, Minimum, Minimum share, Year, Note", policy.SOURCE_LIMITS),
    ("Survival", "Scenario, Market, Material, Priority, Months, Service level, From year, Note", policy.SURVIVAL),
    ("Scenarios", "Scenario, Probability, Note", crises.SCENARIOS),
    (
        "Events",
        "Scenario, Kind, Target, Material, To, Months, Remaining, Recovery months, Demand factor, Price factor, Note",
        crises.EVENTS,
    ),
]


BOOK = CaseBook("critical-minerals.xlsx", TITLE, GUIDE, SHEETS)

if __name__ == "__main__":
    BOOK.write()
