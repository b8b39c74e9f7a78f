"""Synthetic cases of any size, with a seed: suppliers, materials in tiers, nodes, years, months, scenarios."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from benchmarks.reviews import review
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
    offers: int = 2  #: of each supplier
    tiers: int = 2  #: stages from ore to what markets ask for; from three on the case is a whole review


#: S and M are the plain cases of earlier measurements; A, B, L and XL are whole reviews (:mod:`benchmarks.reviews`).
SIZES = {
    "S": Size(12, 3, 3, 2, 6, 4),
    "M": Size(30, 4, 3, 5, 12, 15),
    "A": Size(16, 6, 3, 5, 12, 10, 2, 3),
    "B": Size(44, 9, 4, 5, 12, 50, 3, 3),
    "L": Size(200, 20, 6, 5, 12, 100, 3, 3),
    "XL": Size(200, 20, 6, 5, 12, 1000, 3, 3),
}
COUNTRIES = ("China", "Japan", "South Korea", "United States", "Australia", "Canada", "Germany", "Brazil")


def synthetic(size: Size, seed: int = 0) -> Case:
    """A feasible case: shortages are allowed in a crisis, each at its cost."""
    if size.tiers > 2:
        return _built(review(size, seed))
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
    return _built(sheets)


def _built(sheets: dict[str, list[dict[str, Any]]]) -> Case:
    book = Book({})
    for sheet, rows in sheets.items():
        book = add_rows(book, sheet, rows)
    return build(book)

