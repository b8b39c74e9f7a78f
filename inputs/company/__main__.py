"""Write the workbook: ``python -m inputs.company`` from the root of the project."""

from __future__ import annotations

from ..casebook import CaseBook
from ..figure import Row, assumption, record
from . import contracts, parts, rules, sites, ways

TITLE = "A maker of servo drives: three plants, 40 suppliers, 25 parts and materials, 2026 to 2028"

GUIDE: list[tuple[str, str]] = [
    ("title", TITLE),
    ("head", "The question"),
    (
        "text",
        "A company with plants in Toyama, Queretaro and Brno buys 25 parts and materials over three tiers. It has lived through 2020, 2021 and 2025. From whom should it buy, whom should it qualify, and what should it hold, so that customers under contract are served whatever of that comes again?",
    ),
    ("head", "How to read it"),
    (
        "text",
        "Offers: Current volume is last year's; Maximum change is how fast a framework contract can move; Minimum take is what it binds to; Price breaks lower the price for volume.",
    ),
    (
        "text",
        "Recipes: what a thousand drives are made from, tier by tier. Units are thousands of pieces, tonnes, kg of tantalum powder and thousands of m2 of laminate.",
    ),
    ("text", "Lanes: between regions; freight and duty are a share of the price and stand in the column Tariff; lead times by corridor."),
    ("text", "Start with `optimize exposure company.xlsx`: it shows where the company is weak before anything is planned."),
    ("head", "How sure the figures are"),
    (
        "text",
        "The company, its suppliers, prices and volumes are invented, and every such figure is marked as an assumption. The price of magnets and the disruptions are those of the world: the sheet Sources says where they were found.",
    ),
]

SETTINGS: list[Row] = [
    record(name="Title", value=TITLE),
    record(name="Currency", value="USD"),
    record(name="First year", value=parts.YEARS[0]),
    record(name="Last year", value=parts.YEARS[-1]),
    record(name="Discount rate", value=assumption(0.08, "a company's cost of capital; invented")),
    record(name="Crisis months", value=assumption(7, "holds every disruption of the case with its recovery")),
    record("Only the lanes listed are open.", name="Default lane", value="closed"),
]

SHEETS: list[tuple[str, str, list[Row]]] = [
    ("Settings", "Name, Value, Note", SETTINGS),
    ("Materials", "Material, Unit, Price, Note", parts.MATERIALS),
    ("Groups", "Group, Member", sites.GROUPS),
    ("Suppliers", "Supplier, Country, Owner", sites.SUPPLIERS),
    (
        "Offers",
        "Supplier, Material, Capacity, Unit cost, Fixed cost, Qualified, Qualification cost, Qualification years, Minimum take, Current volume, "
        "Maximum change, Standby, Surge, Ramp months, Note",
        contracts.OFFERS,
    ),
    ("Price breaks", "Supplier, Material, From quantity, Unit cost, Kind", contracts.PRICE_BREAKS),
    ("Recipes", "Output, Input, Quantity", parts.RECIPES),
    ("Markets", "Market, Country", rules.MARKETS),
    ("Demand", "Market, Material, Priority, Quantity, Shortage cost", rules.DEMAND),
    ("Lanes", "From, To, Tariff, Lead months, Corridor, Note", ways.LANES),
    (
        "Stockpiles",
        "Stockpile, Material, Country, Serves, Opening level, Minimum level, Maximum level, Holding cost, Response months, Note",
        ways.STOCKPILES,
    ),
    ("Share limits", "Group, Lens, Material, Destination, Year, Minimum, Maximum, Origin material, Note", rules.SHARE_LIMITS),
    ("Source limits", "Material, Minimum, Maximum, Minimum share, Year, Note", rules.SOURCE_LIMITS),
    ("Survival", "Scenario, Priority, Months, Service level, From year, Note", rules.SURVIVAL),
    ("Scenarios", "Scenario, Probability, Note", rules.SCENARIOS),
    ("Events", "Scenario, Kind, Target, Material, To, Months, Remaining, Recovery months, Price factor, Note", rules.EVENTS),
]

BOOK = CaseBook("company.xlsx", TITLE, GUIDE, SHEETS)

if __name__ == "__main__":
    BOOK.write()
