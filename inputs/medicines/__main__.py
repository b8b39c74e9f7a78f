"""Write the workbook: ``python -m inputs.medicines`` from the root of the project."""

from __future__ import annotations

from ..casebook import CaseBook
from ..figure import Row, assumption, record
from . import facts, plants, policy, trade
from .guide import GUIDE

TITLE = "Penicillins and cephalosporins of Japan and the United States, 2026 to 2030"

SETTINGS: list[Row] = [
    record(name="Title", value=TITLE),
    record(name="Currency", value="USD"),
    record(name="First year", value=facts.YEARS[0]),
    record(name="Last year", value=facts.YEARS[-1]),
    record(name="Discount rate", value=assumption(0.03, "a public planner's rate for health")),
    record(name="Crisis months", value=assumption(12, "holds the eight months and the year")),
    record("No patient may be planned to go without in a normal year.", name="Base shortage allowed", value="no"),
    record("Only the lanes listed are open.", name="Default lane", value="closed"),
]

SHEETS: list[tuple[str, str, list[Row]]] = [
    ("Settings", "Name, Value, Note", SETTINGS),
    ("Materials", "Material, Unit, Price, Note", trade.MATERIALS),
    ("Suppliers", "Supplier, Country, Owner, Note", plants.SUPPLIERS),
    (
        "Offers",
        "Supplier, Material, Capacity, Unit cost, Fixed cost, Qualified, Qualification cost, Qualification years, Minimum take, Standby, Ramp months, "
        "From year, Note",
        plants.OFFERS,
    ),
    ("Recipes", "Output, Input, Quantity, Supplier", plants.RECIPES),
    ("Markets", "Market, Country", facts.MARKETS),
    ("Demand", "Market, Material, Priority, Quantity, Shortage cost", facts.DEMAND),
    ("Lanes", "From, To, Material, Transport cost, Lead months, Note", trade.LANES),
    (
        "Stockpiles",
        "Stockpile, Material, Country, Opening level, Minimum level, Minimum from year, Maximum level, Maximum build, Holding cost, Loss, "
        "Response months, Fixed cost, Note",
        trade.STOCKPILES,
    ),
    ("Share limits", "Group, Lens, Material, Destination, Year, Minimum, Maximum, Origin material, Note", policy.SHARE_LIMITS),
    ("Source limits", "Material, Group, Minimum, Minimum share, Year, Note", policy.SOURCE_LIMITS),
    ("Survival", "Scenario, Priority, Months, Service level, From year, Note", policy.SURVIVAL),
    ("Scenarios", "Scenario, Probability, Note", policy.SCENARIOS),
    ("Events", "Scenario, Kind, Target, Material, To, Months, Remaining, Recovery months, Note", policy.EVENTS),
]

BOOK = CaseBook("medicines.xlsx", TITLE, GUIDE, SHEETS)

if __name__ == "__main__":
    BOOK.write()
