"""Limits, requirements, stockpiles, events and attacks that touch nothing: allowed, but hardly what was meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.case.books import ATTACKED, briefly, warnings

IDLE = "the limit touches nothing"
UNASKED = "the requirement touches nothing"
MISSED = "the row touches nothing"
#: A limit on Wafer that is made from Gallium.
TRACED = {"Share limits!B2": "traced", "Share limits!C2": "Wafer", "Share limits!H2": "Gallium"}
#: A group in which nobody makes or uses anything.
EMPTY = {"Suppliers+": ["Idle", "Chile", None], "Groups+": ["Andes", "Chile"]}
CLOSED = {"Lanes": [["From", "To", "Open", "Corridor"], ["Chalco", "Fab", "no", None], ["Chalco", "Depot", "no", "Strait"]]}
GULF = {"Lanes+": ["Fab", "Fab", None, None, "Gulf"]}

LIMITS: list[tuple[dict[str, Any], list[str]]] = [
    ({"Share limits!A2": "Fab"}, [f"Share limits!A2: {IDLE}: nobody of 'Fab' delivers 'Gallium'"]),
    ({**EMPTY, "Share limits!A2": "Andes"}, [f"Share limits!A2: {IDLE}: nobody of 'Andes' delivers 'Gallium'"]),
    ({**EMPTY, "Share limits!A2": "Andes", "Share limits!C2": None}, [f"Share limits!A2: {IDLE}: nobody of 'Andes' delivers any material"]),
    ({**CLOSED, "Share limits!A2": "Chalco"}, [f"Share limits!A2: {IDLE}: nobody of 'Chalco' delivers 'Gallium'"]),
    ({**CLOSED, "Share limits!A2": "Chalco", "Lanes+": ["*", "*"]}, [f"Share limits!A2: {IDLE}: nobody of 'Chalco' delivers 'Gallium'"]),
    ({"Share limits!A2": "Dowa Holdings", "Share limits!B2": "owner"}, []),
    ({"Share limits!D2": "Tokyo"}, [f"Share limits!D2: {IDLE}: no node of 'Tokyo' uses 'Gallium'"]),
    ({"Share limits!D2": "Bloc"}, [f"Share limits!D2: {IDLE}: no node of 'Bloc' uses 'Gallium'"]),
    ({"Materials+": ["Zinc", 1], "Share limits!C2": "Zinc"}, [f"Share limits!C2: {IDLE}: nobody uses 'Zinc'"]),
    ({"Share limits!A2": "each foreign country", "Share limits!C2": "Wafer", "Markets!B2": "KR"}, [f"Share limits!A2: {IDLE}: no foreign country delivers 'Wafer'"]),
    ({"Share limits!A2": "each country", "Suppliers!B4": "unknown", "Share limits!C2": "Wafer"}, [f"Share limits!A2: {IDLE}: no country delivers 'Wafer'"]),
    (TRACED, []),
    ({**TRACED, "Share limits!A2": "Fab"}, [f"Share limits!A2: {IDLE}: nobody of 'Fab' delivers 'Gallium'"]),
    ({**TRACED, "Share limits!C2": "Gallium", "Share limits!H2": "Wafer"}, [f"Share limits!H2: {IDLE}: 'Gallium' is neither 'Wafer' nor made from it"]),
    ({**TRACED, "Share limits!C2": None, "Share limits!H2": "Wafer", "Share limits!A2": "Fab"}, []),
    ({"Share limits!A2": "Fab", "Share limits!F2": 0.2, "Share limits!G2": None, "Share limits!I2": 9}, ["Share limits!F2: nothing could ever meet a Minimum of 0.2 from 'Fab', so its Penalty is always paid"]),
    ({"Share limits!A2": "Germany", "Suppliers!B3": "unknown"}, ["Share limits!A2: 'Germany' stands in no Country cell, so it matches nothing"]),
    ({"Share limits!A2": "unknown", "Suppliers!B3": "unknown"}, []),
    ({"Source limits!B2": "Fab", "Source limits!C2": None}, [f"Source limits!B2: {IDLE}: nobody of 'Fab' offers 'Gallium'"]),
    ({"Source limits!B2": "Fab"}, ["Source limits!C2: no plan can meet a Minimum of 1: nobody of 'Fab' offers 'Gallium'"]),
    ({"Source limits!B2": "China", "Source limits!C2": 2}, ["Source limits!C2: no plan can meet a Minimum of 2: only 1 supplier of 'China' offers 'Gallium'"]),
    ({"Source limits!C2": 3, "Source limits!D2": None}, ["Source limits!C2: no plan can meet a Minimum of 3: only 2 suppliers offer 'Gallium'"]),
    ({"Source limits!B2": "unknown", "Source limits!C2": None, "Suppliers!B3": "unknown"}, []),
    ({"Materials+": ["Zinc", 1], "Source limits!A2": "Zinc", "Source limits!C2": None}, [f"Source limits!A2: {IDLE}: nobody offers 'Zinc'"]),
    ({"Stockpiles!D2": "Tokyo"}, ["Stockpiles!D2: the stockpile serves nobody: nobody of 'Tokyo' uses 'Gallium'"]),
    ({"Stockpiles!D2": None}, ["Stockpiles!C2: the stockpile serves nobody: nobody in 'JP' uses 'Gallium'"]),
    ({"Stockpiles!D2": "Tokyo; Fab"}, []),
]  # fmt: skip

REQUIREMENTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"Survival!C2": "Gallium"}, [f"Survival!C2: {UNASKED}: no row of Demand has Material 'Gallium'"]),
    ({"Survival!B2": "Tokyo", "Survival!C2": "Gallium"}, [f"Survival!C2: {UNASKED}: no row of Demand has Market 'Tokyo' and Material 'Gallium'"]),
    ({"Markets+": ["Osaka", "JP"], "Survival!B2": "Osaka"}, [f"Survival!B2: {UNASKED}: no row of Demand has Market 'Osaka'"]),
    ({"Demand+": ["Tokyo", "Gallium", "defence", None, 1, 9000], "Stockpiles!D2": None, "Survival!C2": "Wafer", "Survival!D2": "defence"}, [f"Survival!D2: {UNASKED}: no row of Demand has Material 'Wafer' and Priority 'defence'"]),
    ({"Scenarios": None, "Events": None, "Survival!A2": None}, [f"Survival!A2: {UNASKED}: there are no scenarios; for the attacks, type attack"]),
    ({"Survival!A2": "attack"}, [f"Survival!A2: {UNASKED}: Settings has no Attack budget"]),
    ({"Survival!A2": "attack", "Settings+": ["Attack budget", 2]}, [f"Survival!A2: {UNASKED}: the sheet Attacks has no rows"]),
]  # fmt: skip

EVENTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"Events!C2": "Japan", "Events!H2": "Wafer"}, [f"Events!C2: {MISSED}: no offer of 'Wafer' is hit by country 'JP'"]),
    ({**EMPTY, "Events!C2": "Chile"}, [f"Events!C2: {MISSED}: no offer is hit by country 'Chile'"]),
    ({**EMPTY, "Events!B2": "group", "Events!C2": "Andes"}, [f"Events!C2: {MISSED}: no offer is hit by group 'Andes'"]),
    ({**EMPTY, "Events!B2": "supplier", "Events!C2": "Idle"}, [f"Events!C2: {MISSED}: no offer is hit by supplier 'Idle'"]),
    ({"Events!B2": "owner", "Events!C2": "Dowa Holdings", "Events!H2": "Wafer"}, [f"Events!C2: {MISSED}: no offer of 'Wafer' is hit by owner 'Dowa Holdings'"]),
    ({"Events!B2": "material", "Events!C2": "Wafer", "Events!H2": "Gallium"}, [f"Events!C2: {MISSED}: no offer of 'Gallium' is hit by material 'Wafer'"]),
    # corridors: on no row that holds, on a closed row, for another material
    ({"Events!B2": "corridor", "Events!C2": "Strait"}, []),
    ({**GULF, "Events!B2": "corridor", "Events!C2": "Gulf"}, [f"Events!C2: {MISSED}: no delivery passes corridor 'Gulf'"]),
    ({**CLOSED, "Share limits!A2": "Dowa", "Events!B2": "corridor", "Events!C2": "Strait"}, [f"Events!C2: {MISSED}: no delivery passes corridor 'Strait'"]),
    ({"Events!B2": "corridor", "Events!C2": "Strait", "Events!H2": "Wafer"}, [f"Events!C2: {MISSED}: no delivery of 'Wafer' passes corridor 'Strait'"]),
    # deliveries to where none go
    ({"Events!D2": "Fab"}, []),
    ({"Events!D2": "abroad"}, []),
    ({"Events!D2": "Japan"}, []),
    ({"Events!D2": "Tokyo"}, [f"Events!D2: {MISSED}: no delivery that is hit by country 'China' goes to 'Tokyo'"]),
    ({"Events!D2": "Bloc"}, [f"Events!D2: {MISSED}: no delivery that is hit by country 'China' goes to 'Bloc'"]),
    ({"Events!C2": "KR", "Events!D2": "Fab", "Events!H2": "Wafer"}, [f"Events!D2: {MISSED}: no delivery of 'Wafer' that is hit by country 'South Korea' goes to 'Fab'"]),
    ({"Events!C2": "KR", "Events!D2": "abroad", "Markets!B2": "KR"}, [f"Events!D2: {MISSED}: no delivery that is hit by country 'South Korea' goes abroad"]),
    # demand
    ({"Events!B2": "market", "Events!C2": "Tokyo"}, ["Events!C2: the row changes nothing: an event of kind market needs a Demand factor other than 1"]),
    ({"Events!B2": "market", "Events!C2": "Tokyo", "Events!G2": 1}, ["Events!C2: the row changes nothing: an event of kind market needs a Demand factor other than 1"]),
    ({"Events!B2": "market", "Events!C2": "Tokyo", "Events!G2": 1.2, "Events!H2": "Gallium"}, ["Events!G2: the Demand factor touches nothing: market 'Tokyo' has no demand of 'Gallium'"]),
    ({"Markets+": ["Osaka", "JP"], "Events!B2": "market", "Events!C2": "Osaka", "Events!G2": 1.2}, ["Events!G2: the Demand factor touches nothing: market 'Osaka' has no demand"]),
    ({"Events!G2": 1.2}, ["Events!G2: the Demand factor touches nothing: country 'China' has no demand"]),
    ({"Events!B2": "group", "Events!C2": "Bloc", "Events!G2": 1.2}, ["Events!G2: the Demand factor touches nothing: group 'Bloc' has no demand"]),
    ({"Groups+": ["Bloc", "Japan"], "Events!B2": "group", "Events!C2": "Bloc", "Events!G2": 1.2}, []),
    ({"Events!C2": "Japan", "Events!G2": 1.2, "Events!H2": "Gallium", "Events!I2": 0.5}, ["Events!G2: the Demand factor touches nothing: country 'JP' has no demand of 'Gallium'"]),
    # prices, and nothing at all
    ({"Events!J2": 1.5}, []),
    ({"Events!C2": "Japan", "Events!J2": 1.5, "Events!H2": "Wafer"}, [f"Events!C2: {MISSED}: no offer of 'Wafer' is hit by country 'JP'"]),
    ({"Events!I2": 1}, ["Events!C2: the row changes nothing: Remaining is 1, and there is no Demand factor or Price factor other than 1"]),
    ({"Events!G2": 1}, ["Events!C2: the row changes nothing: Remaining is 1, and there is no Demand factor or Price factor other than 1"]),
]  # fmt: skip


def attacks(**cells: Any) -> dict[str, Any]:
    """The attacked book with cells of its first attack replaced."""
    return {**ATTACKED, **{f"Attacks!{letter}2": value for letter, value in cells.items()}}


ATTACKS: list[tuple[dict[str, Any], list[str]]] = [
    (attacks(), []),
    (attacks(D="Tokyo"), [f"Attacks!D2: {MISSED}: no delivery that is hit by country 'China' goes to 'Tokyo'"]),
    ({**attacks(C="Chile"), **EMPTY}, [f"Attacks!C2: {MISSED}: no offer is hit by country 'Chile'"]),
    ({**attacks(B="corridor", C="Gulf"), **GULF}, [f"Attacks!C2: {MISSED}: no delivery passes corridor 'Gulf'"]),
    (attacks(F=1), ["Attacks!F2: the row changes nothing: Remaining is 1"]),
    (attacks(G=1.5), ["Attacks!G2: Cost 1.5 is over the Attack budget (1), so the attack is never made"]),
    ({k: v for k, v in ATTACKED.items() if k != "Survival+"}, ["Attacks!A2: the attacks touch nothing: no row of Survival has the scenario attack"]),
    ({k: v for k, v in ATTACKED.items() if k != "Settings+"}, [f"Survival!A3: {UNASKED}: Settings has no Attack budget"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), [*LIMITS, *REQUIREMENTS, *EVENTS, *ATTACKS], ids=briefly)
def test_warning(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """What touches nothing is told once, at the cell that leaves it without anything to touch."""
    assert warnings(tmp_path, changes) == expected
