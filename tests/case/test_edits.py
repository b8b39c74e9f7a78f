"""What-if edits give a new case by reading the changed rows again, and leave the old one as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from resilience_opt.errors import InputError
from tests.case.books import read


def test_edits_give_a_new_case(tmp_path: Path) -> None:
    """Each edit replaces what has the same key, and leaves the old case as it was."""
    case = read(tmp_path, {})
    tight = case.with_share_limit("CN", maximum=0.3, material="gallium")
    assert [limit.maximum for limit in tight.share_limits] == [0.3]
    assert [limit.maximum for limit in case.share_limits] == [0.8]
    assert [o.supplier for o in case.without_supplier("chalco").with_rows("Offers", []).offers] == ["Dowa", "Fab"]
    assert case.with_demand("Tokyo", "Wafer", 55).demand[0].shortage_cost == 9000
    assert case.with_setting("discount_rate", 0.05).settings.discount_rate == 0.05
    assert case.with_survival(months=2, service_level=1, scenario="embargo").survival[0].months == 2
    assert len(case.with_scenario("Strike", 0.1, [{"Kind": "supplier", "Target": "Dowa", "Months": 2}]).events) == 2
    with pytest.raises(InputError, match="no sheet is named 'Ofers'; did you mean 'Offers'"):
        case.with_rows("Ofers", [])


def test_faults_of_an_edit_have_the_sheet_but_no_cell(tmp_path: Path) -> None:
    """A row that was added in Python stands in no cell; the rows of the workbook keep theirs."""
    case = read(tmp_path, {})
    with pytest.raises(InputError) as caught:
        case.with_rows("Offers", [{"Supplier": "Dowa", "Material": "Wafer", "Capacity": float("nan")}])
    assert [str(fault) for fault in caught.value.faults] == [
        "Offers: Capacity must be a number of at least 0, but it is not a finite number",
        "Offers: Unit cost must be a number of at least 0, but it is blank",
    ]
    with pytest.raises(InputError) as caught:
        case.with_setting("Last year", 2020)
    assert [str(fault) for fault in caught.value.faults] == ["Settings: Last year must be at least First year (2026), but it is 2020"]
    with pytest.raises(InputError) as caught:
        case.with_setting("Crisis months", 2)
    assert [str(fault) for fault in caught.value.faults] == ["Survival!E2: Months must be at most Crisis months (2), but it is 3"]


def test_edits_warn_as_the_workbook_does(tmp_path: Path) -> None:
    """A doubt on an added row is told, and not hidden by another on the same sheet."""
    case = read(tmp_path, {}).with_rows("Lanes", [{"From": "Germany", "To": "*"}, {"From": "France", "To": "Fab", "Tariff": 4}])
    assert [str(doubt) for doubt in case.warnings] == [
        "Lanes: 'Germany' stands in no Country cell, so it matches nothing",
        "Lanes: 'France' stands in no Country cell, so it matches nothing",
        "Lanes: Tariff is 4, which is 400%; type 4% if that is meant",
    ]
