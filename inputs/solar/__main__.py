"""Write the workbook: ``python -m inputs.solar`` from the root of the project."""

from __future__ import annotations

from ..casebook import CaseBook
from ..figure import Row, assumption, record
from . import makers, offers, rules, ways
from .facts import YEARS

TITLE = "Solar from polysilicon to module: the United States, Japan and South Korea, 2026 to 2030"

GUIDE: list[tuple[str, str]] = [
    ("title", TITLE),
    ("head", "The question"),
    (
        "text",
        "China's polysilicon fell from 24 to 4.7 USD a kg in a year and a half, makers elsewhere cost 15 to 20. What does it cost to promise allied makers a "
        "floor under their sales, what do the yearly thresholds of material assistance ask for, and what is bought with it?",
    ),
    ("head", "How to read it"),
    (
        "text",
        "Four stages, each a material: polysilicon in t, wafers, cells and modules in MW. Unit cost is conversion; inputs are paid on their lanes.",
    ),
    (
        "text",
        "Prices are those of the glut (2024 and 2025). `python -m inputs.solar.variants` solves the case also at the prices of March 2023, with and without the floor.",
    ),
    ("text", "Sources lists every figure with its source and how sure it is; the software does not read that sheet."),
    ("head", "Caveats"),
    (
        "text",
        "Costs are before subsidies: what the American law pays for a wafer, a cell or a module made at home is left out. Costs of conversion outside China are assumptions.",
    ),
    (
        "text",
        "The law's thresholds count cost; here they are quantity, because the basis `value` of this software counts the cost of conversion alone where there is a recipe.",
    ),
    ("text", "Which duties fall on Southeast Asia changes by the month: they are what is left between a cost and a price that was found."),
]

SETTINGS: list[Row] = [
    record(name="Title", value=TITLE),
    record(name="Currency", value="USD"),
    record(name="First year", value=YEARS[0]),
    record(name="Last year", value=YEARS[-1]),
    record(name="Discount rate", value=assumption(0.04, "a public planner's rate")),
    record(name="Crisis months", value=assumption(12, "the longest event")),
    record("Only the lanes listed are open.", name="Default lane", value="closed"),
]

SHEETS: list[tuple[str, str, list[Row]]] = [
    ("Settings", "Name, Value, Note", SETTINGS),
    ("Materials", "Material, Unit, Price, Note", ways.MATERIALS),
    ("Groups", "Group, Member", makers.GROUPS),
    ("Suppliers", "Supplier, Country, Owner, Note", makers.SUPPLIERS),
    (
        "Offers",
        "Supplier, Material, Capacity, Unit cost, Fixed cost, Current volume, Standby, Ramp months, Expansion limit, Expansion cost, Expansion years, Note",
        offers.OFFERS,
    ),
    ("Recipes", "Output, Input, Quantity, Supplier", makers.RECIPES),
    ("Markets", "Market, Country", rules.MARKETS),
    ("Demand", "Market, Material, Quantity, Shortage cost", rules.DEMAND),
    ("Lanes", "From, To, Material, Transport cost, Lead months, Corridor, Note", ways.LANES),
    ("Stockpiles", "Stockpile, Material, Country, Opening level, Minimum level, Maximum level, Holding cost, Loss, Note", ways.STOCKPILES),
    ("Share limits", "Group, Lens, Material, Destination, Year, Minimum, Maximum, Note", rules.SHARE_LIMITS),
    ("Survival", "Scenario, Market, Material, Months, Service level, From year, Note", rules.SURVIVAL),
    ("Scenarios", "Scenario, Probability, Note", rules.SCENARIOS),
    ("Events", "Scenario, Kind, Target, Material, To, Months, Remaining, Recovery months, Price factor, Note", rules.EVENTS),
]

BOOK = CaseBook("solar.xlsx", TITLE, GUIDE, SHEETS)

if __name__ == "__main__":
    BOOK.write()
