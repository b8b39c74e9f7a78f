"""Write the workbook and its page: ``python -m inputs.shocks`` from the root of the project."""

from __future__ import annotations

from ..casebook import FOLDER, CaseBook
from ..figure import Row, assumption, record
from . import buyers, events
from .page import page

TITLE = "Shocks: disruptions that have happened"

SETTINGS: list[Row] = [
    record(name="Title", value=TITLE),
    record("Money is an index here; only quantities matter.", name="Currency", value="units"),
    record(name="First year", value=2026),
    record("The stores are filled in 2026 and must do in 2027.", name="Last year", value=2027),
    record("Only the lanes listed are open.", name="Default lane", value="closed"),
    record(name="Crisis months", value=assumption(24, "the longest of them is still going on after 24")),
]

GUIDE: list[tuple[str, str]] = [
    ("title", TITLE),
    ("head", "What this is"),
    ("text", "A library: copy rows of Scenarios and Events into a case of your own, and change Target, Material and To to your names. docs/shocks.md is the page to it."),
    ("text", "Durations are what happened, not what was promised. Note says where each figure comes from and how sure it is."),
    ("head", "The other sheets"),
    ("text", "Buyers with one source each and ten units of use a month, so that the workbook can be solved: each store of the plan is what it takes to miss nothing in the worst shock that hits it."),
]


def book() -> CaseBook:
    """The library as a workbook; a function, because it is not a case among the cases."""
    return CaseBook(
        "shocks.xlsx",
        TITLE,
        GUIDE,
        [
            ("Scenarios", "Scenario, Probability, Note", events.SCENARIOS),
            ("Events", "Scenario, Kind, Target, Material, To, Start month, Months, Remaining, Recovery months, Demand factor, Price factor, Note", events.EVENTS),
            ("Settings", "Name, Value, Note", SETTINGS),
            ("Materials", "Material, Unit, Price, Note", buyers.MATERIALS),
            ("Suppliers", "Supplier, Country, Note", buyers.SUPPLIERS),
            ("Offers", "Supplier, Material, Capacity, Unit cost, To year, Note", buyers.OFFERS),
            ("Markets", "Market, Country", buyers.MARKETS),
            ("Demand", "Market, Material, Quantity, Shortage cost", buyers.DEMAND),
            ("Lanes", "From, To, Material, Corridor", buyers.LANES),
            ("Stockpiles", "Stockpile, Material, Country, Maximum level, Holding cost, Note", buyers.STOCKPILES),
            ("Survival", "Months, Service level, From year, Note", buyers.SURVIVAL),
        ],
    )


if __name__ == "__main__":
    book().write()
    (FOLDER.parent / "docs" / "shocks.md").write_text(page(), encoding="utf-8")
    print("wrote docs/shocks.md")
