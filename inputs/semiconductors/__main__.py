"""Write the workbook: ``python -m inputs.semiconductors`` from the root of the project."""

from __future__ import annotations

from ..casebook import CaseBook
from ..figure import Row, assumption, record
from . import chip_offers, demand, makers, material_offers, rules, ways
from .facts import YEARS

TITLE = "Chips and what they are made with: South Korea, Japan, the United States and Germany, 2026 to 2028"

GUIDE: list[tuple[str, str]] = [
    ("title", TITLE),
    ("head", "The question"),
    (
        "text",
        "Three shocks of the last years came from where nobody had looked: a licence asked by an ally (2019), a by-product gas of two steelworks (2022), a "
        "packaging step in one plant (2025). What would it cost to live through each of them again, together with a licence on gallium as in 2023?",
    ),
    ("head", "How to read it"),
    (
        "text",
        "Four chains: gallium to GaAs wafers; neon; fluorspar to raw to pure hydrogen fluoride, with EUV photoresist beside it; dies to packaged discrete chips.",
    ),
    (
        "text",
        "Current volume is the state before the shocks where that was found (acid of 2019, neon of 2021), today's elsewhere: `optimize exposure` shows it.",
    ),
    ("text", "Sources lists every figure with its source and how sure it is; the software does not read that sheet."),
    ("head", "Caveats"),
    (
        "text",
        "The state before a shock is planned against as if it were 2026: Ukraine's neon makers are taken at what they made before 2022.",
    ),
    (
        "text",
        "Capacities, costs and needs by maker are mostly assumptions; what is found are shares of trade, prices, times and the shocks themselves.",
    ),
    (
        "text",
        "The need for chips is an eighth-hand figure: Nexperia's pieces over its share of the category. Shares and months bear it, the bill does not.",
    ),
]

SETTINGS: list[Row] = [
    record(name="Title", value=TITLE),
    record(name="Currency", value="USD"),
    record(name="First year", value=YEARS[0]),
    record(name="Last year", value=YEARS[-1]),
    record(name="Discount rate", value=assumption(0.04, "a public planner's rate")),
    record(name="Crisis months", value=assumption(12, "holds the longest of the shocks as far as it is followed")),
    record("Only the lanes listed are open.", name="Default lane", value="closed"),
]

SHEETS: list[tuple[str, str, list[Row]]] = [
    ("Settings", "Name, Value, Note", SETTINGS),
    ("Materials", "Material, Unit, Price, Note", ways.MATERIALS),
    ("Groups", "Group, Member", demand.GROUPS),
    ("Suppliers", "Supplier, Country, Owner, Note", makers.SUPPLIERS),
    (
        "Offers",
        "Supplier, Material, Capacity, Unit cost, Fixed cost, Qualified, Qualification cost, Qualification years, Current volume, Standby, Surge, "
        "Surge premium, Ramp months, Expansion limit, Expansion cost, Expansion years, From year, Note",
        material_offers.MATERIAL_OFFERS + chip_offers.CHIP_OFFERS,
    ),
    ("Recipes", "Output, Input, Quantity, Supplier", makers.RECIPES),
    ("Markets", "Market, Country", demand.MARKETS),
    ("Demand", "Market, Material, Quantity, Shortage cost", demand.DEMAND),
    ("Lanes", "From, To, Material, Transport cost, Tariff, Lead months, Corridor, Note", ways.LANES),
    (
        "Stockpiles",
        "Stockpile, Material, Country, Opening level, Minimum level, Maximum level, Holding cost, Loss, Response months, Note",
        ways.STOCKPILES,
    ),
    ("Share limits", "Group, Lens, Material, Destination, Year, Maximum, Origin material, Note", rules.SHARE_LIMITS),
    ("Source limits", "Material, Minimum, Minimum share, Year, Note", rules.SOURCE_LIMITS),
    ("Survival", "Scenario, Market, Material, Months, Service level, From year, Note", rules.SURVIVAL),
    ("Scenarios", "Scenario, Probability, Note", rules.SCENARIOS),
    ("Events", "Scenario, Kind, Target, Material, To, Months, Remaining, Recovery months, Price factor, Note", rules.EVENTS),
]

BOOK = CaseBook("semiconductors.xlsx", TITLE, GUIDE, SHEETS)

if __name__ == "__main__":
    BOOK.write()
