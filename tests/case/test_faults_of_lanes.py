"""What shows only once every lane is resolved: rows that contradict each other, and limits and nodes that nothing can serve."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from resilience_opt.case.lanes import resolve
from resilience_opt.case.places import Node, Places
from tests.case.books import briefly, faults, read

TWO = {"Groups+": ["Two", "China"]}
BERLIN = {"Markets+": ["Berlin", "DE"], "Demand+": ["Berlin", "Wafer", None, None, 1, 9000]}


def equal(later: tuple[str, str, int], earlier: tuple[str, str, int], pair: str) -> str:
    """The sentence on two rows of Lanes (From, To, row) that both hold for a delivery."""
    return (
        f"Lanes!A{later[2]}: the row from '{later[0]}' to '{later[1]}' and the row from '{earlier[0]}' to '{earlier[1]}' in Lanes!A{earlier[2]} "
        f"are equally specific and both hold for {pair}; make one of them more specific or remove it"
    )


FROM_CHALCO = "Gallium from 'Chalco' to 'Fab'"

FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    # two groups, or a group and `abroad`, are equally specific
    ({**TWO, "Lanes!A2": "Bloc", "Lanes+": ["Two", "*"]}, [equal(("Two", "*", 3), ("Bloc", "*", 2), FROM_CHALCO)]),
    ({**TWO, "Lanes!A2": "Chalco", "Lanes!B2": "abroad", "Groups+": ["Two", "South Korea"], "Lanes+": ["Chalco", "Two"]}, [equal(("Chalco", "Two", 3), ("Chalco", "abroad", 2), FROM_CHALCO)]),
    # each of three rows is named, not only the last
    (
        {"Groups": [["Group", "Member"], ["Bloc", "China"], ["Two", "China"], ["Three", "China"]], "Lanes": [["From", "To"], ["Bloc", "Fab"], ["Two", "Fab"], ["Three", "Fab"]]},
        [equal(("Two", "Fab", 3), ("Bloc", "Fab", 2), FROM_CHALCO), equal(("Three", "Fab", 4), ("Bloc", "Fab", 2), FROM_CHALCO)],
    ),
    # a node that only a stockpile can supply
    ({"Settings+": ["Default lane", "closed"], "Lanes": [["From", "To"], ["Fab", "*"], ["*", "Depot"]]}, [
        "Offers!A4: only a stockpile can supply Gallium to 'Fab'; a stockpile is a reserve, so an open lane from an offer is needed",
    ]),
    ({"Recipes": None, "Demand+": ["Tokyo", "Gallium", None, None, 5, 900], "Lanes": [["From", "To", "Open"], ["*", "Tokyo", "no"], ["Fab", "Tokyo", "yes"]], "Stockpiles!D2": "Tokyo"}, [
        "Demand!B3: only a stockpile can supply Gallium to 'Tokyo'; a stockpile is a reserve, so an open lane from an offer is needed",
    ]),
    # a fault elsewhere does not hide it
    ({"Settings+": ["Default lane", "closed"], "Lanes": [["From", "To"], ["Fab", "*"], ["*", "Depot"]], "Survival!E2": 7}, [
        "Offers!A4: only a stockpile can supply Gallium to 'Fab'; a stockpile is a reserve, so an open lane from an offer is needed",
        "Survival!E2: Months must be at most Crisis months (6), but it is 7",
    ]),
    # what is foreign to several countries
    (
        {**BERLIN, "Groups": [["Group", "Member"], ["West", "DE"], ["West", "Japan"]], "Share limits!A2": "each foreign country", "Share limits!C2": "Wafer", "Share limits!D2": "West"},
        ["Share limits!D2: 'each foreign country' needs a Destination in one country, but it lies in Japan and DE; type each"],
    ),
    # a hard Minimum that nothing could meet: by nobody, by a closed lane, by what is unknown
    ({"Share limits!A2": "Fab", "Share limits!F2": 0.2}, ["Share limits!F2: no delivery and no stockpile could ever meet a Minimum of 0.2 from 'Fab'"]),
    ({"Share limits!A2": "Dowa", "Share limits!F2": 0.2, "Lanes": [["From", "To", "Open"], ["Dowa", "*", "no"]]}, ["Share limits!F2: no delivery and no stockpile could ever meet a Minimum of 0.2 from 'Dowa'"]),
    ({"Suppliers!B2": "unknown", "Groups!B2": "Dowa", "Groups!B3": "Fab", "Lanes!A2": "*", "Events!C2": "JP", "Share limits!A2": "unknown", "Share limits!F2": 0.2}, [
        "Share limits!F2: no delivery and no stockpile could ever meet a Minimum of 0.2 from 'unknown'",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=briefly)
def test_fault(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """Each contradiction names all that take part in it."""
    assert faults(tmp_path, changes) == expected


GOOD: list[dict[str, Any]] = [
    {**TWO, "Lanes!A2": "Bloc", "Lanes+": ["Two", "*", "Wafer"]},  # no delivery is of both
    {**TWO, "Lanes!A2": "Bloc", "Lanes+": ["Two", "Fab"]},
    {"Groups": [["Group", "Member"], ["Bloc", "China"], ["Two", "China"]], "Lanes": [["From", "To"], ["Bloc", "*"], ["Two", "*"], ["Chalco", "Fab"], ["Chalco", "Depot"]]},
    {**BERLIN, "Share limits!A2": "each foreign country", "Share limits!C2": "Wafer"},
    {**BERLIN, "Share limits!A2": "each foreign country", "Share limits!C2": "Wafer", "Share limits!D2": "each"},
    {"Share limits!A2": "Fab", "Share limits!F2": 0.2, "Share limits!I2": 5},  # a Penalty is paid instead
    {"Share limits!A2": "Dowa", "Share limits!F2": 0.2, "Lanes": [["From", "To", "Open"], ["Dowa", "Fab", "no"]]},  # through the stockpile that serves Fab
    {"Share limits!A2": "Chalco", "Share limits!C2": None, "Share limits!F2": 0.2},  # in one of its materials
    {"Share limits!A2": "Fab", "Share limits!F2": 0.2, "Share limits!E2": 2040},  # never in the plan
]  # fmt: skip


@pytest.mark.parametrize("changes", GOOD, ids=briefly)
def test_what_is_no_contradiction(tmp_path: Path, changes: dict[str, Any]) -> None:
    """Rows that a more specific one replaces, or that never hold for one delivery, may be equal; a limit that something can meet may stand."""
    assert faults(tmp_path, changes) == []


def test_supplier_and_market_of_one_name(tmp_path: Path) -> None:
    """Where a supplier bears a market's name, its want of an input is told at its offer and not at the market's demand."""
    changes = {
        "Markets": [["Market", "Country"], ["Fab", "KR"]],
        "Demand": [["Market", "Material", "Quantity", "Shortage cost"], ["Fab", "Wafer", 40, 9000]],
        "Lanes": [["From", "To", "Open"], ["Fab", "Fab", "yes"], ["*", "Fab", "no"]],
    }
    assert faults(tmp_path, changes) == [
        "Offers!A4: only a stockpile can supply Gallium to 'Fab'; a stockpile is a reserve, so an open lane from an offer is needed"
    ]


@pytest.mark.parametrize(
    ("rows", "tariffs"),
    [
        (
            [["*", "*", None, 0.1], ["Bloc", "*", None, 0.2], ["China", "*", None, 0.3], ["Chalco", "*", None, 0.4]],
            {"Chalco": 0.4, "Dowa": 0.2},
        ),
        ([["Chalco", "*", None, 0.1], ["China", "Fab", None, 0.2]], {"Chalco": 0.1, "Dowa": None}),  # From is compared first
        ([["*", "KR", None, 0.1], ["*", "Fab", None, 0.2], ["*", "abroad", None, 0.3]], {"Chalco": 0.2, "Dowa": 0.2}),
        ([["China", "*", "Gallium", 0.1], ["China", "*", None, 0.2]], {"Chalco": 0.1, "Dowa": None}),
        ([["China", "Fab", None, 0.1], ["China", "*", "Gallium", 0.2]], {"Chalco": 0.1, "Dowa": None}),  # To before the material
    ],
)
def test_the_most_specific_row_holds(tmp_path: Path, rows: list[list[Any]], tariffs: dict[str, float | None]) -> None:
    """Name before country before group before `*`; From, then To, then Material; the row that holds replaces the others whole."""
    case = read(tmp_path, {"Lanes": [["From", "To", "Material", "Tariff"], *rows], "Events!B2": "supplier", "Events!C2": "Dowa"})
    into_fab = [d for d in resolve(Places(case)).deliveries if isinstance(d.destination, Node) and d.destination.name == "Fab"]
    assert {d.offer.supplier: d.lane and d.lane.tariff for d in into_fab} == tariffs
