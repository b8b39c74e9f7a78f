"""Books that say the same thing in other words: rows in another order, a scenario in two halves, a material in another unit."""

from __future__ import annotations

import random

from tests.reference.book import Book
from tests.reference.countries import key

Row = dict[str, object]
Sheets = dict[str, list[Row]]

#: Cells that carry a material's unit, by sheet: the quantities, and what is paid for one unit (of a yearly capacity, of a year's keeping).
QUANTITIES = {
    "Offers": ("Capacity", "Minimum take", "Current volume", "Maximum change", "Expansion limit"),
    "Price breaks": ("From quantity",),
    "Demand": ("Quantity",),
    "Stockpiles": ("Opening level", "Minimum level", "Maximum level", "Maximum build", "Release limit"),
}
UNIT_COSTS = {
    "Materials": ("Price",),
    "Offers": ("Unit cost", "Expansion cost"),
    "Price breaks": ("Unit cost",),
    "Demand": ("Shortage cost",),
    "Lanes": ("Transport cost",),
    "Stockpiles": ("Holding cost",),
    "Share limits": ("Penalty",),
}
#: A recipe's Quantity carries two units: that of the input, and in the other direction that of the output.
RECIPES = {"Recipes": ("Quantity",)}


def permuted(book: Sheets, rng: random.Random) -> Sheets:
    """The rows of every sheet in another order."""
    return {sheet: rng.sample(rows, len(rows)) for sheet, rows in book.items()}


def halved(book: Sheets) -> Sheets:
    """Every scenario in two with half of its probability each; events and requirements that name it are said of both."""
    return {
        **book,
        "Scenarios": [
            {**row, "Scenario": half, "Probability": row["Probability"] / 2}
            for row in book["Scenarios"]
            for half in _halves(row["Scenario"])
        ],
        "Events": [{**row, "Scenario": half} for row in book["Events"] for half in _halves(row["Scenario"])],
        "Survival": [{**row, "Scenario": half} for row in book["Survival"] for half in _asked(row.get("Scenario"))],
    }


def _halves(scenario: object) -> tuple[str, str]:
    return f"{scenario} again", f"{scenario} once more"


def _asked(scenario: object) -> tuple[object, ...]:
    return (scenario,) if scenario is None or key(scenario) == "attack" else _halves(scenario)


def material_by_material(book: Sheets) -> Sheets:
    """Rows for every material that carry a unit, said once for each: lanes with a transport cost, limits with a penalty on quantity."""
    materials = [str(material) for material in Book(book).materials]
    said = {_lane(row) for row in book["Lanes"]}
    lanes, limits = [], []
    for row in book["Lanes"]:
        spelled = row.get("Material") is None and row.get("Transport cost")
        each = [{**row, "Material": material} for material in materials] if spelled else []
        lanes += [new for new in each if _lane(new) not in said] if spelled else [row]
    for row in book["Share limits"]:
        spelled = row.get("Material") is None and row.get("Penalty") is not None and row.get("Basis") != "value"
        limits += [{**row, "Material": material} for material in materials] if spelled else [row]
    return {**book, "Lanes": lanes, "Share limits": limits}


def _lane(row: Row) -> tuple[str, str, str | None]:
    return key(row["From"]), key(row["To"]), None if row.get("Material") is None else key(row["Material"])


def in_another_unit(book: Sheets, material: str, factor: float) -> Sheets:
    """The book with a material counted in a unit of which one of the old makes `factor`: 1000 where tonnes become kilograms."""
    new = {sheet: [dict(row) for row in rows] for sheet, rows in book.items()}
    for listed, by in ((QUANTITIES, factor), (UNIT_COSTS, 1 / factor)):
        for sheet, columns in listed.items():
            for row in new[sheet]:
                if row.get("Material") is not None and key(row["Material"]) == material and not _of_value(sheet, row):
                    row |= {column: row[column] * by for column in columns if row.get(column) is not None}
    for row in new["Materials"]:
        if key(row["Material"]) == material:
            row["Unit"] = "new unit"
    for row in new["Recipes"]:
        if key(row["Input"]) == material:
            row["Quantity"] *= factor
        if key(row["Output"]) == material:
            row["Quantity"] /= factor
    return new


def _of_value(sheet: str, row: Row) -> bool:
    """A limit on shares of value: its penalty is paid for a unit of money."""
    return sheet == "Share limits" and row.get("Basis") == "value"


def carried() -> set[tuple[str, str]]:
    """Every sheet and column that `in_another_unit` changes."""
    return {(sheet, column) for listed in (QUANTITIES, UNIT_COSTS, RECIPES) for sheet, columns in listed.items() for column in columns}
