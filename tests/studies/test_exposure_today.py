"""Today's picture: what is done when volumes are missing, do not add up, or cannot reach those who need them."""

from __future__ import annotations

import numpy as np
import pytest

from resilience_opt.errors import InputError
from resilience_opt.studies.exposure import Exposure, exposure
from resilience_opt.studies.exposure.proportions import fitted
from tests.building import case_of, near, need, offer, ore, rows_of


def _delivered(found: Exposure) -> dict[tuple[str, str], float]:
    return {(row["supplier"], row["destination"]): row["quantity"] for _, row in found.deliveries.iterrows()}


def test_no_volumes_are_refused() -> None:
    """A used material without any Current volume is a fault, each material by name, its inputs too; nothing is made up."""
    case = ore(
        [offer("Cheap", 1), offer("Dear", 1, material="Metal")],
        Recipes=[{"Output": "Metal", "Input": "Ore", "Quantity": 1}],
        Demand=[need(120, material="Metal")],
    )
    with pytest.raises(InputError) as caught:
        exposure(case)
    assert [fault.sheet for fault in caught.value.faults] == ["Offers", "Offers"]
    assert [("'Metal'" in f.message, "'Ore'" in f.message) for f in caught.value.faults] == [(True, False), (False, True)]
    assert all("--volumes capacity" in fault.message for fault in caught.value.faults)


def test_volumes_in_proportion_to_capacity() -> None:
    """On request capacities stand in for volumes, those of qualified offers, and a note says so."""
    offers = [offer("Cheap", 1, 300), offer("Dear", 2, 100), offer("Third", 3, 600, Qualified="no", **{"Qualification cost": 1})]
    found = exposure(ore(offers), volumes="capacity")
    assert _delivered(found) == {("Cheap", "Home"): near(90), ("Dear", "Home"): near(30)}
    assert len(found.notes) == 1
    assert "Ore" in found.notes[0] and "Capacity" in found.notes[0]


def test_given_volumes_win_over_capacity() -> None:
    """A material with one volume keeps it, whatever the option."""
    found = exposure(ore([offer("Cheap", 1), offer("Dear", 2, **{"Current volume": 120})]), volumes="capacity")
    assert _delivered(found) == {("Dear", "Home"): near(120)}
    assert found.notes == ()


@pytest.mark.parametrize("total", [60, 240])
def test_volumes_are_brought_to_the_demand(total: float) -> None:
    """Volumes that add up to another total than is used keep their shares, and a note says by how much they were scaled."""
    case = ore([offer("Cheap", 1, **{"Current volume": 0.75 * total}), offer("Dear", 2, **{"Current volume": 0.25 * total})])
    found = exposure(case)
    assert _delivered(found) == {("Cheap", "Home"): near(90), ("Dear", "Home"): near(30)}
    assert len(found.notes) == 1
    assert f"scaled by {120 / total:g}" in found.notes[0]


def test_capacity_binds_and_the_rest_is_told() -> None:
    """Beyond capacity nothing is scaled: the demand that is not served today is told, and is no part of a loss."""
    found = exposure(ore([offer("Cheap", 1, 50, **{"Current volume": 40}), offer("Dear", 2, 40, **{"Current volume": 40})]), recover=12)
    assert _delivered(found) == {("Cheap", "Home"): near(50), ("Dear", "Home"): near(40)}
    assert any("75.0%" in note for note in found.notes)
    assert rows_of(found.exposures, kind="supplier", name="Cheap")["lost_value"].tolist() == [near(50 * 100)]


def test_full_offers_leave_the_rest_to_others() -> None:
    """Where one offer is full, the others deliver more, in proportion."""
    found = exposure(ore([offer("Cheap", 1, 50, **{"Current volume": 40}), offer("Dear", 2, **{"Current volume": 20})]))
    assert _delivered(found) == {("Cheap", "Home"): near(50), ("Dear", "Home"): near(70)}


def test_spread_is_proportional() -> None:
    """Every market takes from every source in proportion, though another spread would be as cheap."""
    case = ore(
        [offer("Cheap", 1, **{"Current volume": 90}), offer("Dear", 2, **{"Current volume": 60})],
        Markets=[{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Chile"}],
        Demand=[need(100), need(50, "Away")],
    )
    assert _delivered(exposure(case)) == {
        ("Cheap", "Home"): near(60),
        ("Cheap", "Away"): near(30),
        ("Dear", "Home"): near(40),
        ("Dear", "Away"): near(20),
    }


def test_spread_keeps_to_the_lanes() -> None:
    """A closed lane delivers nothing, and the totals still hold where they can."""
    case = ore(
        [offer("Cheap", 1, **{"Current volume": 90}), offer("Dear", 2, **{"Current volume": 60})],
        Markets=[{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Chile"}],
        Demand=[need(100), need(50, "Away")],
        Lanes=[{"From": "Dear", "To": "Away", "Open": "no"}],
    )
    assert _delivered(exposure(case)) == {("Cheap", "Home"): near(40), ("Cheap", "Away"): near(50), ("Dear", "Home"): near(60)}


def test_both_totals_hold() -> None:
    """Fitted cells have the totals of rows and columns wherever the open cells permit, and odds ratios of 1."""
    row, column = np.array([0, 0, 1, 1, 2, 2]), np.array([0, 1, 0, 1, 0, 1])
    rows, columns = np.array([5.0, 20.0, 75.0]), np.array([60.0, 40.0])
    cells = fitted(row, column, rows, columns)
    assert np.bincount(row, weights=cells) == pytest.approx(rows)
    assert np.bincount(column, weights=cells) == pytest.approx(columns)
    assert cells[0] * cells[3] / (cells[1] * cells[2]) == pytest.approx(1)


def test_nothing_is_demanded() -> None:
    """A first year without demand is said to have none."""
    case = case_of(
        Suppliers=[{"Supplier": "Cheap", "Country": "China"}],
        Offers=[offer("Cheap", 1, **{"Current volume": 5})],
        Demand=[need(120, Year=2027)],
        Settings={"Last year": 2027},
    )
    with pytest.raises(InputError, match="no demand in 2026"):
        exposure(case)


@pytest.mark.parametrize(("option", "value"), [("recover", 0), ("recover", float("nan")), ("volumes", "guess")])
def test_wrong_options(option: str, value: object) -> None:
    """A wrong option is refused in a sentence."""
    case = ore([offer("Cheap", 1, **{"Current volume": 5})])
    with pytest.raises(InputError, match=str(value)):
        exposure(case, **{option: value})  # type: ignore[arg-type]
