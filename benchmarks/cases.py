"""Synthetic cases of any size, with a seed: suppliers, materials in tiers, nodes, years, months, scenarios."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from resilience_opt.case.book import Book
from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.edits import add_rows


@dataclass(frozen=True)
class Size:
    """How large a case is."""

    suppliers: int
    materials: int
    markets: int
    years: int
    months: int
    scenarios: int


SIZES = {
    "S": Size(12, 3, 3, 2, 6, 4),
    "M": Size(30, 4, 3, 5, 12, 15),
    "L": Size(40, 6, 4, 5, 12, 30),
}
COUNTRIES = ("China", "Japan", "South Korea", "United States", "Australia", "Canada", "Germany", "Brazil")


def synthetic(size: Size, seed: int = 0) -> Case:
    """A feasible case: shortages are allowed in a crisis, each at its cost."""
    draw = random.Random(seed)
    material = [f"Material {i}" for i in range(size.materials)]
    suppliers = [f"Supplier {i}" for i in range(size.suppliers)]
    offers = [(s, material[(i + x) % size.materials]) for i, s in enumerate(suppliers) for x in range(2)]
    markets = [f"Market {i}" for i in range(size.markets)]
    sheets: dict[str, list[dict[str, Any]]] = {
        "Settings": [
            {"Name": "First year", "Value": 2026},
            {"Name": "Last year", "Value": 2025 + size.years},
            {"Name": "Crisis months", "Value": size.months},
        ],
        "Materials": [{"Material": m, "Price": 50} for m in material],
        "Suppliers": [{"Supplier": s, "Country": draw.choice(COUNTRIES)} for s in suppliers],
        "Offers": [
            {"Supplier": s, "Material": m, "Capacity": draw.randint(200, 500), "Unit cost": draw.randint(5, 30), "Fixed cost": draw.randint(0, 500), "Standby": 0.2}
            for s, m in offers
        ],
        "Recipes": [{"Output": material[i + 1], "Input": material[i], "Quantity": 0.2} for i in range(0, size.materials - 1, 2)],
        "Markets": [{"Market": m, "Country": COUNTRIES[i + 1]} for i, m in enumerate(markets)],
        "Demand": [{"Market": m, "Material": x, "Quantity": draw.randint(50, 150), "Shortage cost": 400} for m in markets for x in material],
        "Lanes": [{"From": "*", "To": "*", "Transport cost": 1}, {"From": "*", "To": "abroad", "Lead months": 1, "Transport cost": 3}],
        "Stockpiles": [
            {"Stockpile": f"Store {i}", "Material": m, "Country": COUNTRIES[1 + i % size.markets], "Maximum level": 300, "Holding cost": 1}
            for i, m in enumerate(material)
        ],
        "Scenarios": [{"Scenario": f"Scenario {i}", "Probability": 0.5 / size.scenarios} for i in range(size.scenarios)],
        "Events": [
            {"Scenario": f"Scenario {i}", "Kind": "country", "Target": draw.choice(COUNTRIES), "Months": draw.randint(1, size.months), "Remaining": draw.choice((0, 0.2, 0.5))}
            for i in range(size.scenarios)
        ],
        "Share limits": [{"Group": "China", "Maximum": 0.6}],
    }
    book = Book({})
    for sheet, rows in sheets.items():
        book = add_rows(book, sheet, rows)
    return build(book)

