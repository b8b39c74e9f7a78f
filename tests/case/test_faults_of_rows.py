"""Rows whose cells do not go together, and rows that contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.case.books import ATTACKED, GOOD, briefly, faults

TRACED = {"Share limits!B2": "traced", "Share limits!H2": "Gallium"}

FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    # the lower above the higher
    ({"Settings!B3": 2025}, ["Settings!B3: Last year must be at least First year (2026), but it is 2025"]),
    ({"Offers!E1": "From year", "Offers!F1": "To year", "Offers!E2": 2028, "Offers!F2": 2026}, ["Offers!E2: From year must be at most To year (2026), but it is 2028"]),
    ({"Stockpiles!E2": 31}, ["Stockpiles!E2: Opening level must be at most Maximum level (30), but it is 31"]),
    ({"Stockpiles!F2": 31}, ["Stockpiles!F2: Minimum level must be at most Maximum level (30), but it is 31"]),
    ({"Stockpiles!G2": 2}, ["Stockpiles!E2: Opening level must be at most Maximum level (2), but it is 5", "Stockpiles!F2: Minimum level must be at most Maximum level (2), but it is 5"]),
    ({"Share limits!F2": 0.9}, ["Share limits!F2: Minimum must be at most Maximum (0.8), but it is 0.9"]),
    ({"Source limits!C2": 3}, ["Source limits!C2: Minimum must be at most Maximum (2), but it is 3"]),
    ({"Survival!E2": 7}, ["Survival!E2: Months must be at most Crisis months (6), but it is 7"]),
    ({"Scenarios+": ["Strike", 0.95]}, ["Scenarios!B3: the probabilities of all scenarios must add up to 1 at most, but they add up to 1.05"]),
    # what belongs together
    ({"Share limits!G2": None}, ["Share limits!F2: at least one of Minimum and Maximum must be given, but both are blank"]),
    ({"Source limits!C2": None, "Source limits!D2": None}, ["Source limits!C2: at least one of Minimum and Maximum must be given, but both are blank"]),
    ({"Share limits!B2": "traced"}, ["Share limits!H2: Origin material must be a name for lens traced, but it is blank"]),
    ({**TRACED, "Share limits!F2": 0.1}, ["Share limits!F2: Minimum must be blank for lens traced; a traced limit has only a Maximum"]),
    ({**TRACED, "Share limits!A2": "each owner"}, ["Share limits!A2: 'each owner' cannot be limited with lens traced; use lens owner"]),
    (
        {"Share limits!A2": "each owner", "Share limits!B2": "traced", "Share limits!F2": 0.1},
        [
            "Share limits!A2: 'each owner' cannot be limited with lens traced; use lens owner",
            "Share limits!F2: Minimum must be blank for lens traced; a traced limit has only a Maximum",
            "Share limits!H2: Origin material must be a name for lens traced, but it is blank",
        ],
    ),
    ({"Materials!B2": None}, ["Materials!B2: Price must be a number of at least 0 for a material with a stockpile, but it is blank"]),
    ({"Materials": None}, ["Stockpiles!B2: 'Gallium' has a stockpile and needs a Price on the sheet Materials"]),
    ({"Materials": None, "Stockpiles+": ["Store", "Gallium", "JP", "Fab", 0, 0, 9]}, ["Stockpiles!B2: 'Gallium' has a stockpile and needs a Price on the sheet Materials"]),
    ({"Events!B2": "market", "Events!C2": "Tokyo", "Events!D2": "Japan"}, ["Events!D2: To must be blank for kind market"]),
    ({"Events!B2": "corridor", "Events!C2": "Strait", "Events!D2": "Japan"}, ["Events!D2: To must be blank for kind corridor"]),
    ({**ATTACKED, "Attacks": [["Attack", "Kind", "Target", "To", "Months"], ["Ban", "corridor", "Strait", "Japan", 2]]}, ["Attacks!D2: To must be blank for kind corridor"]),
    ({"Events!E2": 2}, ["Events!E2: Start month must be 1 for the earliest event of scenario 'Embargo', but it is 2"]),
    ({"Events!E2": 3, "Events+": ["EMBARGO", "country", "CN", None, 2, 1]}, ["Events!E3: Start month must be 1 for the earliest event of scenario 'Embargo', but it is 2"]),
    # offers and their price breaks
    ({"Price_breaks!A2": "Fab"}, ["Price_breaks!A2: 'Fab' has no offer of 'Gallium' on the sheet Offers"]),
    ({"Price_breaks+": ["Chalco", "Gallium", 80, 200, "incremental"]}, ["Price_breaks!E3: Kind is 'incremental', but 'all units' in row 2; an offer has one Kind of price break"]),
    # recipes
    ({"Recipes+": ["Gallium", "Wafer", 1]}, ["Recipes!B3: the recipes form a cycle: 'Wafer' is made from 'Gallium' is made from 'Wafer'"]),
    ({"Recipes!B2": "Wafer"}, ["Recipes!B2: the recipes form a cycle: 'Wafer' is made from 'Wafer'"]),
    ({"Recipes+": ["Gallium", "Wafer", 1, "Dowa"]}, ["Recipes!B3: the recipes form a cycle: 'Wafer' is made from 'Gallium' is made from 'Wafer'"]),
    # the model
    ({"Settings+": ["Model", "standart"]}, ["Settings!B5: no model is named 'standart'; did you mean 'standard'?"]),
    ({"Settings+": ["Model", "zzz"]}, ["Settings!B5: no model is named 'zzz'; known are few-newcomers, risk-averse, standard, worst-case"]),
    # several at once, in the order of sheets and cells
    ({"Survival!E2": 7, "Offers!D2": "n/a", "Recipes!B2": "Galium"}, [
        "Offers!D2: Unit cost must be a number of at least 0, but it is 'n/a'",
        "Recipes!B2: no material is named 'Galium'; did you mean 'Gallium'?",
        "Survival!E2: Months must be at most Crisis months (6), but it is 7",
    ]),
    ({"Offers+": ["Chalco", "Gallium", -1, 2]}, [
        "Offers!A5: row 2 has Supplier 'Chalco' and Material 'Gallium' already; there is one row for each Supplier and Material, so remove one of the two",
        "Offers!C5: Capacity must be a number of at least 0, but it is -1",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=briefly)
def test_fault(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """Each contradiction is told in one sentence at the cell to mend, and brings about no other."""
    assert faults(tmp_path, changes) == expected


GOOD_AT_THE_EDGE: list[dict[str, Any]] = [
    {"Settings!B3": 2026},
    {"Stockpiles!E2": 30, "Stockpiles!F2": 30},
    {"Share limits!F2": 0.8},
    {"Source limits!C2": 2},
    {"Survival!E2": 6},
    {"Scenarios!B2": 1},
    {"Scenarios!B2": 0.1 + 0.2, "Scenarios+": ["Strike", 0.7]},
    {"Events!E2": 1, "Events+": ["Embargo", "country", "CN", None, 4, 1]},
    {"Recipes+": ["Wafer", "Gallium", 0.4, "Fab"]},
    {"Recipes+": ["Gallium", "Wafer", 0]},
    {"Demand+": ["Tokyo", "Wafer", None, 2027, 50, 9000]},
    {"Lanes+": ["China", "*", "Gallium", 0.2]},
    {"Price_breaks+": ["Dowa", "Gallium", 10, 200, "incremental"]},
    {"Events+": GOOD["Events"][1]},
    {"Share limits+": GOOD["Share limits"][1]},
    {"Survival+": GOOD["Survival"][1]},
    {"Source limits+": GOOD["Source limits"][1]},
]


@pytest.mark.parametrize("changes", GOOD_AT_THE_EDGE, ids=str)
def test_what_is_just_allowed(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Equal bounds, probabilities that add up to 1 but for rounding, and rows that may repeat are no faults."""
    assert faults(tmp_path, changes) == []
