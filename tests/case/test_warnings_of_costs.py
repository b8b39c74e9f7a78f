"""Costs that would make the wrong thing pay, compared with what a unit really costs where it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from resilience_opt.case.costs import supplies
from resilience_opt.case.lanes import resolve
from resilience_opt.case.places import Node, Places
from tests.case.books import briefly, read, warnings

#: A unit of Wafer at Fab takes half a unit of Gallium: from Chalco for 300 with a tariff of 10%, or from Dowa for 400.
MADE = 100 + 0.5 * 300 * 1.1
#: A second maker, dearer by 1000, with a recipe of its own.
SECOND = {
    "Suppliers+": ["Late", "KR", None],
    "Offers+": ["Late", "Wafer", 5, 1000, None, None],
    "Recipes+": ["Wafer", "Gallium", 1, "Late"],
}
LATE = 1000 + 330

LEAST = "is below the least that a unit costs"
ONE = "is below what a unit costs from one supplier"
RATHER = "it would pay to fail rather than to buy there"
LATE_ONLY = f"{LATE} from 'Late' to 'Tokyo', made from the cheapest inputs"
FAB = f"{MADE:g} from 'Fab' to 'Tokyo', made from the cheapest inputs"


def shortage(cost: float, why: str, what: str, then: str = "it would pay to fail") -> list[str]:
    return [f"Demand!F2: Shortage cost {cost:g} {why}: {what}; {then}"]


def price(cost: float, what: str, row: int = 2) -> list[str]:
    return [
        f"Materials!B{row}: Price {cost:g} is below the dearest landed unit cost: {what}; a unit released from stock could not be replaced for it"
    ]


WARNINGS: list[tuple[dict[str, Any], list[str]]] = [
    # a material made by recipe costs its conversion and its inputs
    ({"Demand!F2": MADE}, []),
    ({"Demand!F2": MADE - 1}, shortage(MADE - 1, LEAST, FAB)),
    ({"Demand!F2": 99}, shortage(99, LEAST, FAB)),
    # tariff, transport and the way of the inputs are part of it; the cheapest input is taken
    ({"Demand!F2": 299, "Lanes!D2": 0.5}, shortage(299, LEAST, "300 from 'Fab' to 'Tokyo', made from the cheapest inputs")),
    ({"Demand!F2": 274, "Lanes+": ["Fab", "Tokyo", None, 0.1, None]}, shortage(274, LEAST, f"{MADE + 10:g} from 'Fab' to 'Tokyo', made from the cheapest inputs")),
    ({"Demand!F2": 264, "Offers!D3": 100}, []),
    # without a recipe the landed cost is all
    ({"Recipes": None, "Demand!F2": 99, "Stockpiles": None, "Share limits": None}, shortage(99, LEAST, "100 from 'Fab' to 'Tokyo'")),
    # a supplier's own recipe, and one that makes it a source
    ({"Recipes+": ["Wafer", "Gallium", 2, "Fab"], "Demand!F2": 759}, shortage(759, LEAST, "760 from 'Fab' to 'Tokyo', made from the cheapest inputs")),
    # below the cheapest, between the cheapest and the dearest, and above both
    ({**SECOND, "Demand!F2": MADE - 1}, shortage(MADE - 1, LEAST, FAB)),
    ({**SECOND, "Demand!F2": 500}, shortage(500, ONE, LATE_ONLY, RATHER)),
    ({**SECOND, "Demand!F2": LATE}, []),
    # who can never deliver does not count: without capacity, after the plan, qualified too late
    ({**SECOND, "Offers+": ["Late", "Wafer", 0, 1000], "Demand!F2": 500}, []),
    ({**SECOND, "Offers!E1": "Expansion limit", "Offers+": ["Late", "Wafer", 0, 1000, 5], "Demand!F2": 500}, shortage(500, ONE, LATE_ONLY, RATHER)),
    ({**SECOND, "Offers!E1": "Qualified", "Offers!F1": "Qualification years", "Offers+": ["Late", "Wafer", 5, 1000, "no", 3], "Demand!F2": 500}, []),
    ({**SECOND, "Offers!E1": "Qualified", "Offers!F1": "Qualification years", "Offers+": ["Late", "Wafer", 5, 1000, "no", 2], "Demand!F2": 500}, shortage(500, ONE, LATE_ONLY, RATHER)),
    # the price of what is released from stock
    ({"Materials!B2": 399}, price(399, "400 from 'Dowa' to 'Fab'")),
    ({"Materials!B2": 400}, []),
    ({"Stockpiles": [["Stockpile", "Material", "Country", "Maximum level"], ["Store", "Wafer", "Japan", 9]], "Materials!B3": MADE - 1}, price(MADE - 1, f"{MADE:g} from 'Fab' to 'Tokyo', made from the cheapest inputs", 3)),
    ({"Stockpiles": None, "Materials!B2": 1}, []),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), WARNINGS, ids=briefly)
def test_warning(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """The message compares with a cost that can be paid, and names who would be paid it."""
    assert warnings(tmp_path, changes) == expected


def test_every_row_of_demand_is_compared(tmp_path: Path) -> None:
    """Each class and year of demand has its own shortage cost."""
    found = warnings(tmp_path, {"Demand+": ["Tokyo", "Wafer", "defence", 2027, 1, 5]})
    assert found == [f"Demand!F3: Shortage cost 5 {LEAST}: {FAB}; it would pay to fail"]


def test_inputs_of_inputs_are_added(tmp_path: Path) -> None:
    """Three tiers: ore at 10, a metal that takes two units of it and 7, a chip that takes three of the metal and 1, all brought over at 1 a unit."""
    case = read(
        tmp_path,
        {
            "Suppliers": [["Supplier", "Country"], ["Mine", "AU"], ["Smelter", "JP"], ["Plant", "JP"]],
            "Offers": [
                ["Supplier", "Material", "Capacity", "Unit cost"],
                ["Plant", "Chip", 9, 1],
                ["Smelter", "Metal", 99, 7],
                ["Mine", "Ore", 999, 10],
            ],
            "Recipes": [["Output", "Input", "Quantity"], ["Chip", "Metal", 3], ["Metal", "Ore", 2]],
            "Demand": [["Market", "Material", "Quantity", "Shortage cost"], ["Tokyo", "Chip", 5, 1]],
            "Lanes": [["From", "To", "Transport cost"], ["*", "*", 1]],
            **dict.fromkeys(
                ["Materials", "Groups", "Price_breaks", "Stockpiles", "Share limits", "Source limits", "Survival", "Scenarios", "Events"]
            ),
        },
    )
    cost = {s.delivery.offer.material: s.cost for s in supplies(resolve(Places(case)))}
    ore = 10 + 1
    metal = 7 + 1 + 2 * ore
    assert cost == {"Ore": ore, "Metal": metal, "Chip": 1 + 1 + 3 * metal}
    assert [str(w) for w in case.warnings] == [
        f"Demand!D2: Shortage cost 1 {LEAST}: {2 + 3 * metal} from 'Plant' to 'Tokyo', made from the cheapest inputs; it would pay to fail"
    ]


def test_what_cannot_be_made_has_no_cost(tmp_path: Path) -> None:
    """A maker whose input no open lane brings delivers nothing, so that a shortage is compared with the others."""
    case = read(tmp_path, {**SECOND, "Lanes": [["From", "To", "Open"], ["*", "Late", "no"]]})
    ends = {
        (s.delivery.offer.supplier, s.delivery.destination.name if isinstance(s.delivery.destination, Node) else "store")
        for s in supplies(resolve(Places(case)))
    }
    assert ends == {("Chalco", "Fab"), ("Dowa", "Fab"), ("Fab", "Tokyo"), ("Chalco", "store"), ("Dowa", "store")}
