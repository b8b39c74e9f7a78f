"""Names: what nothing defines, what has two meanings, and countries that stand nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.case.books import briefly, faults, read, warnings

FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    # the nearest known name
    ({"Recipes!B2": "Galium"}, ["Recipes!B2: no material is named 'Galium'; did you mean 'Gallium'?"]),
    ({"Share limits!A2": "Chnia"}, ["Share limits!A2: no group, country or supplier is named 'Chnia'; did you mean 'China'?"]),
    ({"Share limits!A2": "each countries"}, ["Share limits!A2: no group, country or supplier is named 'each countries'; did you mean 'each country'?"]),
    ({"Share limits!A2": "Germny"}, ["Share limits!A2: no group, country or supplier is named 'Germny'; did you mean 'Germany'?"]),
    ({"Stockpiles!D2": "Fab; Tokio"}, ["Stockpiles!D2: no market, supplier, country or group is named 'Tokio'; did you mean 'Tokyo'?"]),
    ({"Lanes!B2": "abroat"}, ["Lanes!B2: no market, stockpile, supplier, country or group is named 'abroat'; did you mean 'abroad'?"]),
    ({"Events!B2": "corridor", "Events!C2": "Strat"}, ["Events!C2: no corridor is named 'Strat'; did you mean 'Strait'?"]),
    # of another kind than the cell wants
    ({"Events!B2": "supplier", "Events!C2": "China"}, ["Events!C2: no supplier is named 'China'"]),
    ({"Events!B2": "owner", "Events!C2": "Dowa"}, ["Events!C2: no owner is named 'Dowa'"]),
    ({"Events!B2": "material", "Events!C2": "Depot"}, ["Events!C2: no material is named 'Depot'"]),
    ({"Share limits!A2": "Dowa Holdings"}, ["Share limits!A2: no group, country or supplier is named 'Dowa Holdings'"]),
    ({"Share limits!A2": "Tokyo"}, ["Share limits!A2: no group, country or supplier is named 'Tokyo'"]),
    ({"Survival!A2": "Ban"}, ["Survival!A2: no scenario is named 'Ban'"]),
    # a name in a cell that could not be read is not missed
    ({"Suppliers!A2": "#REF!"}, ["Suppliers!A2: Supplier must be a name, but it is an error value (#REF!)"]),
    ({"Scenarios!A2": None}, ["Scenarios!A2: Scenario must be a name, but it is blank"]),
    ({"Markets!A2": None}, ["Markets!A2: Market must be a name, but it is blank"]),
    ({"Materials!A2": None}, ["Materials!A2: Material must be a name, but it is blank"]),
    ({"Events!B2": None}, ["Events!B2: Kind must be one of supplier, country, owner, group, corridor, market, material, but it is blank"]),
    # one name with two meanings
    ({"Groups!A2": "Dowa", "Groups!A3": "Dowa"}, ["Suppliers!A3: supplier 'Dowa' has the name of a group (Groups!A2); give it a name of its own"]),
    ({"Groups!A2": "China", "Groups!A3": "China"}, ["Groups!A2: group 'China' has the name of a country (Suppliers!B2); give it a name of its own"]),
    ({"Groups!A2": "PRC", "Groups!A3": "PRC"}, ["Groups!A2: group 'PRC' has the name of a country (Suppliers!B2); give it a name of its own"]),
    ({"Suppliers!A2": "Japan", "Offers!A2": "Japan", "Price_breaks!A2": "Japan"}, ["Suppliers!A2: supplier 'Japan' has the name of a country (Suppliers!B3); give it a name of its own"]),
    ({"Stockpiles!A2": "FAB"}, ["Stockpiles!A2: stockpile 'Fab' has the name of a supplier (Suppliers!A4); give it a name of its own"]),
    ({"Stockpiles!A2": "bloc"}, ["Stockpiles!A2: stockpile 'Bloc' has the name of a group (Groups!A2); give it a name of its own"]),
    ({"Stockpiles!A2": "KR"}, ["Stockpiles!A2: stockpile 'KR' has the name of a country (Suppliers!B4); give it a name of its own"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=briefly)
def test_fault(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """A name is missed where it stands, with the nearest known one, and brings about no other fault."""
    assert faults(tmp_path, changes) == expected


NOWHERE = "'Germany' stands in no Country cell, so it matches nothing"

WARNINGS: list[tuple[dict[str, Any], list[str]]] = [
    # a country that stands in no Country cell, wherever it may be named
    ({"Groups!B3": "Germany"}, [f"Groups!B3: {NOWHERE}"]),
    ({"Lanes!A2": "Germany"}, [f"Lanes!A2: {NOWHERE}"]),
    ({"Lanes!B2": "DE"}, ["Lanes!B2: 'DE' stands in no Country cell, so it matches nothing"]),
    ({"Stockpiles!D2": "Germany; Fab"}, [f"Stockpiles!D2: {NOWHERE}"]),
    ({"Stockpiles!D2": "Germany"}, [f"Stockpiles!D2: {NOWHERE}"]),
    ({"Share limits!A2": "Germany"}, [f"Share limits!A2: {NOWHERE}"]),
    ({"Share limits!D2": "Germany"}, [f"Share limits!D2: {NOWHERE}"]),
    ({"Source limits!B2": "Germany", "Source limits!C2": None}, [f"Source limits!B2: {NOWHERE}"]),
    ({"Events!C2": "Germany"}, [f"Events!C2: {NOWHERE}"]),
    ({"Events!D2": "Germany"}, [f"Events!D2: {NOWHERE}"]),
    ({"Events!B2": "owner", "Events!C2": "Germany"}, ["Events!C2: 'Germany' stands in no Owner cell, so it matches nothing"]),
    ({"Groups!B3": "Dowa Holdings"}, ["Groups!B3: 'Dowa Holdings' is only an Owner: as a member of a group it counts where owners do, with lens owner"]),
    # a country that is none of ISO 3166
    ({"Suppliers!B4": "Atlantis"}, ["Suppliers!B4: 'Atlantis' is neither a code nor a name of ISO 3166; it is taken as it is"]),
    ({"Suppliers!B4": "South Corea"}, ["Suppliers!B4: 'South Corea' is neither a code nor a name of ISO 3166; it is taken as it is; did you mean 'South Korea'?"]),
    ({"Suppliers!B3": "Utopia", "Suppliers!B4": "UTOPIA"}, ["Suppliers!B3: 'Utopia' is neither a code nor a name of ISO 3166; it is taken as it is"]),
    ({"Suppliers!B4": "unknown"}, []),
    ({"Suppliers!C4": "Atlantis"}, []),
    # markets and the countries that they are named like
    ({"Markets!A2": "Japan", "Demand!A2": "Japan"}, []),
    ({"Markets!A2": "Germany", "Demand!A2": "Germany"}, ["Markets!A2: market 'Germany' has the name of another country than its own, 'JP'"]),
    ({"Markets!A2": "China", "Demand!A2": "China"}, ["Markets!A2: market 'China' has the name of another country than its own, 'JP'"]),
    ({"Markets!B2": "Utopia", "Suppliers!B4": "Utopia", "Markets!A2": "utopia", "Demand!A2": "Utopia"}, ["Suppliers!B4: 'Utopia' is neither a code nor a name of ISO 3166; it is taken as it is"]),
    ({"Markets!B2": None}, ["Markets!B2: market 'Tokyo' has no Country, and its name is none of ISO 3166, so it stands in a country of its own"]),
    ({"Markets!A2": "Japan", "Demand!A2": "Japan", "Markets!B2": None}, []),
    # names that a cell would take for a word of its own
    ({"Markets!A2": "Abroad", "Demand!A2": "abroad"}, ["Markets!A2: market 'Abroad' cannot be named elsewhere: in To of Lanes the word has a meaning of its own; give it another name"]),
    ({"Scenarios!A2": "Attack", "Events!A2": "Attack", "Survival!A2": None}, ["Scenarios!A2: scenario 'Attack' cannot be named elsewhere: in Scenario of Survival the word has a meaning of its own; give it another name"]),
    ({"Groups!A2": "each owner", "Groups!A3": "each owner"}, ["Groups!A2: group 'each owner' cannot be named elsewhere: in Group of Share limits the word has a meaning of its own; give it another name"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), WARNINGS, ids=briefly)
def test_warning(tmp_path: Path, changes: dict[str, Any], expected: list[str]) -> None:
    """A country that matches nothing is told once at its cell, and not again for what it leaves untouched."""
    assert warnings(tmp_path, changes) == expected


def test_names_are_spelled_as_first_met_and_na_is_namibia(tmp_path: Path) -> None:
    """NA is a country and not a blank; other spellings of a name become the first."""
    case = read(tmp_path, {"Suppliers!B4": "NA", "Events!C2": "china", "Offers!A2": "CHALCO", "Demand!B2": "wafer"})
    assert (case.suppliers[2].country, case.events[0].target, case.markets[0].country) == ("NA", "China", "JP")
    assert (case.offers[0].supplier, case.demand[0].material) == ("Chalco", "Wafer")


def test_group_may_begin_like_a_word(tmp_path: Path) -> None:
    """A group called 'each ally' is that group, and not a limit on each country."""
    changes = {"Groups!A2": "each ally", "Groups!A3": "each ally", "Share limits!A2": "each ally"}
    assert warnings(tmp_path, changes) == []
    assert read(tmp_path, changes).share_limits[0].group == "each ally"
