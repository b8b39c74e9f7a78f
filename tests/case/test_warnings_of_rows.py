"""Rows that are allowed but were hardly meant: rates typed in per cent, years outside the plan, readiness that nobody pays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.case.books import ATTACKED, briefly, warnings

OUTSIDE = "is outside the plan (2026 to 2028)"
SEEN = "beyond Crisis months (6); what comes after is not seen"
READY = "Standby with neither Fixed cost nor Minimum take is readiness for nothing: the supplier is kept ready without being paid"

WARNINGS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    # rates over 3
    ({"Lanes!D2": 25, "Materials!B2": 9999}, ["Lanes!D2: Tariff is 25, which is 2500%; type 25% if that is meant"]),
    ({"Offers!F2": 25}, ["Offers!F2: Surge is 25, which is 2500%; type 25% if that is meant"]),
    ({"Offers!F1": "Surge premium", "Offers!F2": 3.5}, ["Offers!F2: Surge premium is 3.5, which is 350%; type 3.5% if that is meant"]),
    ({"Offers!F2": 3}, []),
    # years outside the plan
    ({"Demand!D2": 2040}, [f"Demand!D2: Year 2040 {OUTSIDE}, so the row does nothing"]),
    ({"Demand!D2": 2025}, [f"Demand!D2: Year 2025 {OUTSIDE}, so the row does nothing"]),
    ({"Share limits!E2": 2029}, [f"Share limits!E2: Year 2029 {OUTSIDE}, so the row does nothing"]),
    ({"Source limits!F1": "Year", "Source limits!F2": 2029}, [f"Source limits!F2: Year 2029 {OUTSIDE}, so the row does nothing"]),
    ({"Survival!G2": 2029}, [f"Survival!G2: From year 2029 {OUTSIDE}, so the row does nothing"]),
    ({"Survival!G2": 2020}, []),
    ({"Stockpiles!H1": "Minimum from year", "Stockpiles!H2": 2029}, [f"Stockpiles!H2: Minimum from year 2029 {OUTSIDE}, so the Minimum level never holds"]),
    ({"Offers!E1": "From year", "Offers!E3": 2029}, [f"Offers!E3: From year 2029 {OUTSIDE}, so the offer is never used"]),
    ({"Offers!E1": "To year", "Offers!E3": 2025}, [f"Offers!E3: To year 2025 {OUTSIDE}, so the offer is never used"]),
    ({"Offers!E1": "To year", "Offers!E3": 2026, "Offers!F1": "From year", "Offers!F2": 2028}, []),
    # readiness, reserves and sources for nothing
    ({"Offers!E2": 0.2}, [f"Offers!E2: {READY}"]),
    ({"Offers!E2": 0.2, "Offers!F1": "Fixed cost", "Offers!F2": 1}, []),
    ({"Offers!E2": 0.2, "Offers!F1": "Minimum take", "Offers!F2": 1}, []),
    ({"Stockpiles!F2": None}, ["Stockpiles!F2: there is an Opening level but no Minimum level, so a plan may use the stock up"]),
    ({"Stockpiles!E2": None, "Stockpiles!F2": None}, []),
    ({"Source limits!E2": 0}, ["Source limits!E2: Minimum share is 0, so a source counts for the Minimum without shipping anything"]),
    ({"Source limits!E2": 0, "Source limits!C2": None}, []),
    # cells that their row does not look at
    ({"Share limits!H2": "Gallium"}, ["Share limits!H2: Origin material counts only with lens traced; with lens location it does nothing"]),
    ({"Share limits!B2": "owner", "Share limits!H2": "Gallium"}, ["Share limits!H2: Origin material counts only with lens traced; with lens owner it does nothing"]),
    ({"Share limits!B2": "traced", "Share limits!H2": "Gallium"}, []),
    ({"Recipes+": ["Wafer", "Gallium", 1, "Dowa"]}, ["Recipes!D3: 'Dowa' has no offer of 'Wafer', so the row does nothing"]),
    # factors of kinds of event that they do not belong to
    ({"Events!B2": "supplier", "Events!C2": "Dowa", "Events!G2": 1.2}, ["Events!G2: a Demand factor belongs to kinds market, country and group; with kind supplier it does nothing"]),
    ({"Events!B2": "owner", "Events!G2": 1.2}, ["Events!G2: a Demand factor belongs to kinds market, country and group; with kind owner it does nothing"]),
    ({"Events!B2": "material", "Events!C2": "Gallium", "Events!G2": 1.2}, ["Events!G2: a Demand factor belongs to kinds market, country and group; with kind material it does nothing"]),
    ({"Events!B2": "corridor", "Events!C2": "Strait", "Events!G2": 1.2}, ["Events!G2: a Demand factor belongs to kinds market, country and group; with kind corridor it does nothing"]),
    ({"Events!B2": "corridor", "Events!C2": "Strait", "Events!J2": 1.2}, ["Events!J2: a Price factor belongs to kinds that hit offers; with kind corridor it does nothing"]),
    ({"Events!B2": "market", "Events!C2": "Tokyo", "Events!J2": 1.2}, ["Events!J2: a Price factor belongs to kinds that hit offers; with kind market it does nothing"]),
    ({"Events!B2": "market", "Events!C2": "Tokyo", "Events!G2": 1.2, "Events!I2": 0.5}, ["Events!I2: Remaining belongs to kinds that hit deliveries; with kind market it does nothing"]),
    ({"Events!B2": "market", "Events!C2": "Tokyo", "Events!G2": 1.2}, []),
    ({"Events!C2": "Japan", "Events!G2": 1.2}, []),
    ({"Events!B2": "owner", "Events!J2": 1.2}, []),
    # events of which the end is not seen
    ({"Events!F2": 7}, [f"Events!F2: with its recovery and the longest lead time (0) it lasts to month 7, {SEEN}"]),
    ({"Events!F2": 6}, []),
    ({"Lanes!F1": "Lead months", "Lanes!F2": 3, "Events!F2": 4}, [f"Events!F2: with its recovery and the longest lead time (3) it lasts to month 7, {SEEN}"]),
    ({"Events!K1": "Recovery months", "Events!K2": 4}, [f"Events!F2: with its recovery and the longest lead time (0) it lasts to month 7, {SEEN}"]),
    ({"Events+": ["Embargo", "country", "CN", None, 5, 3]}, [f"Events!F3: with its recovery and the longest lead time (0) it lasts to month 7, {SEEN}"]),
    ({**ATTACKED, "Attacks": [["Attack", "Kind", "Target", "Months"], ["Ban", "country", "CN", 7]]}, [f"Attacks!D2: with its recovery and the longest lead time (0) it lasts to month 7, {SEEN}"]),
    (ATTACKED, []),
    # several, in the order of sheets and cells
    ({"Stockpiles!F2": None, "Offers!E2": 0.2, "Demand!D2": 2040, "Offers!F2": 25}, [
        f"Offers!E2: {READY}",
        "Offers!F2: Surge is 25, which is 2500%; type 25% if that is meant",
        f"Demand!D2: Year 2040 {OUTSIDE}, so the row does nothing",
        "Stockpiles!F2: there is an Opening level but no Minimum level, so a plan may use the stock up",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), WARNINGS, ids=briefly)
def test_warning(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """A doubt is told at its cell, does not stop the reading, and is the only one."""
    assert warnings(tmp_path, changes) == expected
