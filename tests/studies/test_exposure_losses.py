"""Time to survive, what is lost, and the order of the losses, in cases worked out by hand.

Home needs 10 a month of Ore at a shortage cost of 100, unless a test says otherwise.
"""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from resilience_opt.case.case import Case
from resilience_opt.studies.exposure import Exposure, exposure
from tests.building import case_of, crisis, event, near, need, offer, ore, rows_of, store


def _row(found: Exposure, kind: str, name: str) -> pd.Series[Any]:
    return rows_of(found.exposures, kind=kind, name=name).iloc[0]


def _survives(case: Case, name: str = "Cheap", kind: str = "supplier") -> float:
    return float(_row(exposure(case), kind, name)["time_to_survive"])


def _now(volume: float, **more: Any) -> dict[str, Any]:
    return {"Current volume": volume, **more}


def _stock(level: float, **more: Any) -> list[dict[str, Any]]:
    return [store(100, **{"Opening level": level, **more})]


def test_stock_over_use() -> None:
    """The only source lost and 25 in store: two and a half months; over six months, 60 - 25 are missing."""
    found = _row(exposure(ore([offer("Cheap", 1, **_now(120))], Stockpiles=_stock(25))), "supplier", "Cheap")
    assert found["time_to_survive"] == near(2.5)
    assert found["lost_value"] == near(35 * 100)
    assert found["lost_share"] == near(35 / 60)
    assert found["risk_exposure_index"] == 1


def test_no_stock_no_time() -> None:
    """Without stock the loss of a source is felt at once, and what it delivered is lost."""
    case = ore([offer("Cheap", 1, **_now(90)), offer("Dear", 2, **_now(30))])
    found = exposure(case, recover=4)
    assert _row(found, "supplier", "Dear")["time_to_survive"] == 0
    assert _row(found, "supplier", "Dear")["lost_value"] == near(30 / 12 * 4 * 100)
    assert _row(found, "supplier", "Dear")["risk_exposure_index"] == near(1 / 3)


@pytest.mark.parametrize(
    ("ramp", "level", "months"),
    [
        (0, 25, 25 / (50 / 12)),  # Dear makes 70 of the 120 a year at once
        (1, 25, 1 + (25 - 80 / 12) / (50 / 12)),  # 40 of them in the first month
        (1, 4, 4 / (80 / 12)),  # which does not pass
        (2, 9, 1 + (9 - 80 / 12) / (80 / 12)),  # nor does the second
    ],
)
def test_standby_after_its_ramp(ramp: int, level: float, months: float) -> None:
    """A source that remains gives its unused capacity after its ramp, and no sooner; times are not rounded to months."""
    dear = offer("Dear", 2, 70, **_now(40, Standby=1, **{"Ramp months": ramp}))
    case = ore([offer("Cheap", 1, 80, **_now(80)), dear], Stockpiles=_stock(level))
    assert _survives(case) == near(months)


def test_surge_is_beyond_capacity() -> None:
    """Without Standby, a Surge of 0.5 on a capacity of 60 adds 30 a year to what is delivered today."""
    case = ore([offer("Cheap", 1, 80, **_now(80)), offer("Dear", 2, 60, **_now(40, Surge=0.5))], Stockpiles=_stock(10))
    assert _survives(case) == near(10 / ((120 - 40 - 30) / 12))


def test_no_end() -> None:
    """Where those who remain can make everything, there is no end; with a ramp, as long as stock bridges it."""
    offers = [offer("Cheap", 1, 80, **_now(80)), offer("Dear", 2, 120, **_now(40, Standby=1, **{"Ramp months": 1}))]
    assert math.isinf(_survives(ore(offers, Stockpiles=_stock(80 / 12))))
    assert _survives(ore(offers, Stockpiles=_stock(5))) == near(5 / (80 / 12))
    assert _row(exposure(ore(offers, Stockpiles=_stock(80 / 12))), "supplier", "Cheap")["lost_value"] == 0


def test_a_source_that_waits() -> None:
    """A qualified source without a fixed cost may be called on although it delivers nothing today; under a fixed cost it is not at hand."""
    waiting = {"Standby": 0.5}
    case = ore([offer("Cheap", 1, **_now(120)), offer("Dear", 2, 60, **waiting)], Stockpiles=_stock(15))
    assert _survives(case) == near(15 / (90 / 12))
    bound = ore([offer("Cheap", 1, **_now(120)), offer("Dear", 2, 60, **{**waiting, "Fixed cost": 1})], Stockpiles=_stock(15))
    assert _survives(bound) == near(1.5)
    assert rows_of(exposure(bound).exposures, name="Dear").empty


def test_release_limit_and_response() -> None:
    """A stockpile that releases 8 a month covers 10 a month for no time at all; one that answers after a month is late."""
    alone = [offer("Cheap", 1, **_now(120))]
    assert _survives(ore(alone, Stockpiles=_stock(50, **{"Release limit": 8}))) == 0
    assert _survives(ore(alone, Stockpiles=_stock(50, **{"Response months": 1}))) == 0
    late = exposure(ore(alone, Stockpiles=_stock(50, **{"Response months": 1})), recover=4)
    assert _row(late, "supplier", "Cheap")["lost_value"] == near(10 * 100)


def test_under_way_arrives() -> None:
    """With a lead time of two months what a lost supplier dispatched still arrives; what was on a closed corridor does not."""
    lanes = [{"From": "Cheap", "To": "Home", "Lead months": 2, "Corridor": "Strait"}]
    case = ore([offer("Cheap", 1, **_now(120))], Lanes=lanes, Stockpiles=_stock(5))
    assert _survives(case) == near(2.5)
    assert _survives(case, "Strait", "corridor") == near(0.5)


def test_two_tiers() -> None:
    """A mine lost one month away from a smelter one month away from Home is felt after two; 5 of Ore at the smelter add half a month."""
    case = case_of(
        Materials=[{"Material": m, "Price": 1} for m in ("Ore", "Metal")],
        Suppliers=[{"Supplier": "Mine", "Country": "Chile"}, {"Supplier": "Smelter", "Country": "China"}],
        Offers=[offer("Mine", 1, **_now(240)), offer("Smelter", 1, material="Metal", **_now(120))],
        Recipes=[{"Output": "Metal", "Input": "Ore", "Quantity": 2}],
        Markets=[{"Market": "Home", "Country": "Japan"}],
        Demand=[need(120, material="Metal")],
        Lanes=[{"From": s, "To": "*", "Lead months": 1} for s in ("Mine", "Smelter")],
        Stockpiles=[store(100, country="China", **{"Opening level": 10})],
    )
    assert _survives(case, "Mine") == near(2.5)
    assert _survives(case, "Smelter") == near(1)


def test_cheapest_demand_is_given_up() -> None:
    """What is missing is missing where it costs least."""
    demand = [need(60, shortage_cost=500, Priority="Hospital"), need(60, shortage_cost=20, Priority="Other")]
    case = ore([offer("Cheap", 1, **_now(90)), offer("Dear", 2, **_now(30))], Demand=demand)
    found = exposure(case, recover=2)
    lost = rows_of(found.lost, kind="supplier", name="Cheap").set_index("priority")
    assert lost["quantity"].to_dict() == {"Hospital": near(5), "Other": near(10)}
    assert _row(found, "supplier", "Cheap")["lost_value"] == near(5 * 500 + 10 * 20)


def test_order_and_index() -> None:
    """The largest loss comes first with index 1; equal losses by how soon they are felt; rows that take the same say so."""
    lanes = [{"From": "Third", "To": "Home", "Lead months": 1}]
    offers = [offer("Cheap", 1, **_now(60)), offer("Dear", 2, **_now(20)), offer("Third", 3, **_now(40))]
    found = exposure(ore(offers, Lanes=lanes), recover=2).exposures
    suppliers = rows_of(found, kind="supplier")
    assert suppliers["name"].tolist() == ["Cheap", "Dear", "Third"]
    assert suppliers["lost_value"].tolist() == [near(1000), near(2 * 20 / 12 * 100), near(40 / 12 * 100)]
    assert suppliers["risk_exposure_index"].tolist() == [1, near(1 / 3), near(1 / 3)]
    assert suppliers["time_to_survive"].tolist() == [0, 0, near(1)]
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert rows_of(found, kind="country", name="China")["same_as"].tolist() == ["supplier Cheap"]


def test_unknown_may_belong_to_it() -> None:
    """A site of unknown country is lost with every country, and is not in the columns of what is known."""
    case = ore(
        [offer("Cheap", 1, **_now(60)), offer("Dear", 2, **_now(60))],
        Suppliers=[{"Supplier": "Cheap", "Country": "China"}, {"Supplier": "Dear", "Country": "unknown", "Owner": "Zeta"}],
    )
    found = exposure(case, recover=3)
    china = _row(found, "country", "China")
    assert (china["lost_value"], china["lost_value_known"]) == (near(3000), near(1500))
    assert _row(found, "owner", "China")["lost_value"] == near(1500)
    assert rows_of(found.exposures, name="unknown").empty
    assert _row(found, "owner", "Zeta")["lost_value"] == near(1500)


def test_time_to_recover() -> None:
    """It is that of the longest event or attack that takes all of what is lost; price alone takes nothing; else the option's."""
    events = crisis(event("supplier", "Cheap", 3, **{"Recovery months": 2}), event("country", "Australia", 9, **{"Price factor": 2}))
    attacks = [{"Attack": "blockade", "Kind": "country", "Target": "Chile", "Months": 7}]
    offers = [offer(s, 1, **_now(40)) for s in ("Cheap", "Dear", "Third")]
    found = exposure(ore(offers, Attacks=attacks, **events), recover=1.5)
    times = {
        s: (_row(found, "supplier", s)["time_to_recover"], _row(found, "supplier", s)["recovery_source"])
        for s in ("Cheap", "Dear", "Third")
    }
    assert times == {"Cheap": (5, "Events (added)"), "Dear": (1.5, "assumed"), "Third": (7, "Attacks (added)")}
    assert _row(found, "supplier", "Dear")["lost_value"] == near(40 / 12 * 1.5 * 100)
