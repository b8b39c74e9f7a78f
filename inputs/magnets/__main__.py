"""Write the workbook: ``python -m inputs.magnets`` from the root of the project."""

from __future__ import annotations

from ..casebook import CaseBook
from ..figure import Row, assumption, record
from . import crises, facts, plants, policy, trade
from .guide import GUIDE

TITLE = "Rare-earth magnets of South Korea, Japan and the United States, 2026 to 2028"

SETTINGS: list[Row] = [
    record(name="Title", value=TITLE),
    record(name="Currency", value="USD"),
    record(name="First year", value=facts.YEARS[0]),
    record(name="Last year", value=facts.YEARS[-1]),
    record(name="Discount rate", value=assumption(0.04, "a public planner's rate")),
    record(name="Crisis months", value=assumption(12, "holds a year's ban")),
    record("No user may be planned to go without in a normal year.", name="Base shortage allowed", value="no"),
    record("Only the lanes listed are open.", name="Default lane", value="closed"),
]

SHEETS: list[tuple[str, str, list[Row]]] = [
    ("Settings", "Name, Value, Note", SETTINGS),
    ("Materials", "Material, Unit, Price, Note", trade.MATERIALS),
    ("Groups", "Group, Member", facts.GROUPS),
    ("Suppliers", "Supplier, Country, Owner, Note", plants.SUPPLIERS),
    (
        "Offers",
        "Supplier, Material, Capacity, Unit cost, Fixed cost, Qualified, Qualification cost, Qualification years, Minimum take, Current volume, "
        "Maximum change, Standby, Ramp months, Expansion limit, Expansion cost, Expansion years, From year, Note",
        plants.OFFERS,
    ),
    ("Recipes", "Output, Input, Quantity", plants.RECIPES),
    ("Markets", "Market, Country", facts.MARKETS),
    ("Demand", "Market, Material, Priority, Year, Quantity, Shortage cost", facts.DEMAND),
    ("Lanes", "From, To, Material, Transport cost, Lead months, Note", trade.LANES),
    (
        "Stockpiles",
        "Stockpile, Material, Country, Opening level, Minimum level, Minimum from year, Maximum level, Holding cost, Response months, Note",
        trade.STOCKPILES,
    ),
    ("Share limits", "Group, Lens, Material, Destination, Year, Minimum, Maximum, Origin material, Note", policy.SHARE_LIMITS),
    ("Survival", "Scenario, Priority, Months, Service level, From year, Note", policy.SURVIVAL),
    ("Scenarios", "Scenario, Probability, Note", crises.SCENARIOS),
    ("Events", "Scenario, Kind, Target, Material, To, Start month, Months, Remaining, Recovery months, Note", crises.EVENTS),
]

BOOK = CaseBook("magnets.xlsx", TITLE, GUIDE, SHEETS)

if __name__ == "__main__":
    BOOK.write()
