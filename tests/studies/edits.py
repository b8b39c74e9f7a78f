"""Random books made harder to plan for, or easier: each edit gives new rows and leaves the old ones."""

from __future__ import annotations

import random

Rows = list[dict[str, object]]
Sheets = dict[str, Rows]


def with_rows(book: Sheets, sheet: str, *rows: dict[str, object]) -> Sheets:
    """The book with rows added at the end of a sheet."""
    return {**book, sheet: [*book[sheet], *rows]}


def changed(book: Sheets, sheet: str, column: str, change) -> Sheets:
    """The book with the filled cells of a column changed; `change` is given the row."""
    return {**book, sheet: [{**row, column: change(row)} if row.get(column) is not None else row for row in book[sheet]]}


def months_of(book: Sheets) -> int:
    """Crisis months, which a book of this folder always gives."""
    return next(int(row["Value"]) for row in book["Settings"] if row["Name"] == "Crisis months")


def tighter_shares(book: Sheets, by: float) -> Sheets:
    """Every Maximum share multiplied; never below the Minimum of its row."""
    return changed(book, "Share limits", "Maximum", lambda row: max(row["Maximum"] * by, row.get("Minimum", 0)))


def fewer_sources(book: Sheets) -> Sheets:
    """Every Maximum number of sources lowered by one; never below the Minimum of its row."""
    return changed(book, "Source limits", "Maximum", lambda row: max(row["Maximum"] - 1, row.get("Minimum", 0)))


def higher_service(book: Sheets, by: float) -> Sheets:
    """Every service level moved towards 1 by a share of the way."""
    return changed(book, "Survival", "Service level", lambda row: row["Service level"] + by * (1 - row["Service level"]))


def with_a_trial(book: Sheets, rng: random.Random) -> Sheets:
    """One more scenario, of probability 0: a supplier, or a country, delivers half; most of demand must be met."""
    supplier = rng.choice(book["Suppliers"])
    months = rng.randint(1, months_of(book))
    kind, target = rng.choice([("supplier", supplier["Supplier"]), ("country", supplier["Country"])])
    event = {"Scenario": "Trial", "Kind": kind, "Target": target, "Months": months, "Remaining": 0.5}
    book = with_rows(book, "Scenarios", {"Scenario": "Trial", "Probability": 0})
    book = with_rows(book, "Events", event)
    return with_rows(book, "Survival", {"Scenario": "Trial", "Months": months, "Service level": round(rng.uniform(0.5, 0.9), 2)})


def without_each_and_minimum(book: Sheets) -> Sheets:
    """The book without limits on `each ...`, without Minimum shares and without Minimum numbers of sources."""
    kept = {}
    for sheet in ("Share limits", "Source limits"):
        rows = [{c: v for c, v in row.items() if c != "Minimum"} for row in book[sheet]]
        kept[sheet] = [row for row in rows if "Maximum" in row and not str(row.get("Group")).startswith("each ")]
    return {**book, **kept}


def with_a_supplier(book: Sheets, rng: random.Random) -> Sheets:
    """One more supplier, cheap, in the country of one that there is; it offers one of the materials, from inputs where there is a recipe."""
    country, material = rng.choice(book["Suppliers"])["Country"], rng.choice(book["Offers"])["Material"]
    dear = max(float(row["Unit cost"]) for row in book["Offers"])
    offer = {"Supplier": "Newcomer", "Material": material, "Capacity": 5000, "Unit cost": round(rng.uniform(0.3, 0.6) * dear, 2)}
    offer |= {"Fixed cost": rng.choice([0, 5]), "Standby": rng.choice([0, 0.5]), "Ramp months": rng.choice([0, 1])}
    return with_rows(with_rows(book, "Suppliers", {"Supplier": "Newcomer", "Country": country}), "Offers", offer)
