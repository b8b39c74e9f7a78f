"""Random cases with many attacks: the books of the reference's generator, with attacks on all that they name."""

from __future__ import annotations

import random
from collections.abc import Iterator

from resilience_opt.case.build import read_case
from resilience_opt.case.case import Case
from resilience_opt.errors import InputError
from tests.building import case_of as made_of
from tests.building import need, offer, store
from tests.reference.generator import random_book, write_xlsx

FEATURES = ("years", "tiers", "fixed costs", "groups", "lanes", "stockpiles", "priorities", "readiness", "share limits", "scenarios", "survival", "windows")


def besieged_cases(folder, seeds, most=12) -> Iterator[tuple[int, Case]]:
    """Cases with 5 to `most` attacks: whole and in part, with recoveries, on overlapping targets, at costs with and without nought."""
    for seed in seeds:
        draw = random.Random(1000 + seed)
        book = random_book(seed, {"attacks", *draw.sample(FEATURES, 5)})
        strikes = [("supplier", row["Supplier"]) for row in book["Suppliers"]] + [("country", row["Country"]) for row in book["Suppliers"]]
        strikes += [("corridor", row["Corridor"]) for row in book["Lanes"] if row.get("Corridor")] + [("material", row["Material"]) for row in book["Offers"]]
        months = next(row["Value"] for row in book["Settings"] if row["Name"] == "Crisis months")
        count = draw.randint(5, most)
        for i in range(count - len(book["Attacks"])):
            kind, target = draw.choice(strikes)
            book["Attacks"].append(
                {
                    "Attack": f"Raid {i}", "Kind": kind, "Target": target, "Months": draw.randint(1, months), "Remaining": draw.choice([None, 0.1, 0.3, 0.5, 0.9]),
                    "Recovery months": draw.choice([None, None, 1, 2]), "Cost": draw.choice([None, None, 0.1, 0.7, 1.5, 0 if draw.random() < 0.2 else 1]),
                }
            )  # fmt: skip
            if kind in ("supplier", "country") and draw.random() < 0.2:
                book["Attacks"][-1]["To"] = "abroad"
        for row in book["Settings"]:
            if row["Name"] == "Attack budget":
                row["Value"] = draw.choice([0.3, 1, 2, 2.2, 3, 3, 3])
        for row in book["Survival"]:
            if row.get("Scenario") == "attack":
                row["Service level"] = round(draw.uniform(0.05, 0.5), 2)
                row["Months"] = 1 if draw.random() < 0.5 else row["Months"]
        write_xlsx(book, folder / "besieged.xlsx")
        try:
            yield seed, read_case(folder / "besieged.xlsx")
        except InputError:
            continue


def many(attacks: int, budget: float, level: float = 0.5) -> Case:
    """A market with a supplier for every attack, dearer one after the other, some with fixed costs, and a dear store: small, with thousands of sets."""
    names = [f"Site {i}" for i in range(attacks)]
    return made_of(
        Settings={"Crisis months": 2, "Attack budget": budget},
        Materials=[{"Material": "Ore", "Price": 5}],
        Suppliers=[{"Supplier": s, "Country": "Chile"} for s in names],
        Markets=[{"Market": "Home", "Country": "Japan"}],
        Offers=[offer(s, 1 + i % 7 + i / 10, 30, **({"Fixed cost": 40} if i % 5 == 0 else {})) for i, s in enumerate(names)],
        Demand=[need(120)],
        Stockpiles=[store(2, **{"Holding cost": 30, "Maximum build": 2})],
        Attacks=[{"Attack": s, "Kind": "supplier", "Target": s, "Months": 1 + i % 2, "Remaining": 0.25 * (i % 3)} for i, s in enumerate(names)],
        Survival=[{"Scenario": "attack", "Months": 2, "Service level": level}],
    )
