"""The published teaching instance of time to survive, time to recover and the risk exposure index.

It is "Problem 1" (three suppliers, two products, four scenarios) of the case "Disruption Analytics - Ford Motor" in the course Supply
Chain Analytics of HEC Montreal (github.com/acedesci/scanalytics_cases, docs/Case3_1_Disruption_Risk_Analytics), which teaches
D. Simchi-Levi et al., "Identifying risks and mitigating disruptions in the automotive supply chain", Interfaces 45(5), 2015.

Found there: capacities 30, 45, 60 and demands 75, 50 a period, stocks 20, 25 of the products, unit losses 5,000 and 6,500, a time to
recover of 2 periods for every scenario; its disruption costs 0, 0, 125,000, 275,000, its indices 0, 0, 0.455, 1.000 and its lost units
0, 0, 25, 55, all printed on the page. Its times to survive (infinite, 2.25, 1.286, 0.900) are checked against the arithmetic that the
data allow: stock over shortfall, 45 / 20, 45 / 35 and 45 / 50.

Reconstructed here: a period is a month. Each supplier may make either product within one capacity, which a workbook cannot say of two
materials; so the suppliers make one Part, and a Plant with room to spare makes either product from one Part each. Today's volumes
(20, 45 and 60 Parts, the demand in all) are not in the instance; with a Standby of 1 they bind nothing.
"""

from __future__ import annotations

import math

import pytest

from resilience_opt.case.case import Case
from resilience_opt.studies.exposure import exposure
from resilience_opt.studies.exposure.measure import Measure
from resilience_opt.studies.exposure.study import _today
from tests.building import case_of, need, offer, rows_of, store

CAPACITY = {"S1": 30, "S2": 45, "S3": 60}
DEMAND = {"P1": 75, "P2": 50}
STOCK = {"P1": 20, "P2": 25}
UNIT_LOSS = {"P1": 5000, "P2": 6500}
TODAY = {"S1": 20, "S2": 45, "S3": 60}
RECOVER = 2.0


@pytest.fixture(scope="module")
def case() -> Case:
    """The instance; a year is twelve of its periods."""
    parts = [offer(s, 1, 12 * CAPACITY[s], "Part", **{"Current volume": 12 * TODAY[s], "Standby": 1}) for s in CAPACITY]
    products = [offer("Plant", 1, 12_000, p, **{"Current volume": 12 * DEMAND[p]}) for p in DEMAND]
    return case_of(
        Materials=[{"Material": m, "Price": 1} for m in ("Part", *DEMAND)],
        Suppliers=[{"Supplier": s, "Country": c} for s, c in {"S1": "China", "S2": "Chile", "S3": "Canada", "Plant": "Japan"}.items()],
        Offers=parts + products,
        Recipes=[{"Output": p, "Input": "Part", "Quantity": 1} for p in DEMAND],
        Markets=[{"Market": "Home", "Country": "Japan"}],
        Demand=[need(12 * DEMAND[p], material=p, shortage_cost=UNIT_LOSS[p]) for p in DEMAND],
        Stockpiles=[store(100, f"{p} in store", p, **{"Opening level": STOCK[p]}) for p in DEMAND],
    )


def test_nothing_lost(case: Case) -> None:
    """Scenario 0: with every supplier at work, demand is met without end and nothing is lost."""
    measure = Measure(_today(case, "current")[1])
    assert math.isinf(measure.time_to_survive())
    assert measure.lost(RECOVER).value == 0


def test_each_supplier_lost(case: Case) -> None:
    """Scenarios 1 to 3: costs, indices and lost units as published; times to survive as real numbers of months."""
    found = exposure(case, recover=RECOVER)
    shortfall = {s: sum(DEMAND.values()) - sum(CAPACITY.values()) + CAPACITY[s] for s in CAPACITY}
    for supplier, cost in {"S1": 0, "S2": 125_000, "S3": 275_000}.items():
        row = rows_of(found.exposures, kind="supplier", name=supplier).iloc[0]
        assert row["lost_value"] == pytest.approx(cost, abs=1e-3)
        assert row["risk_exposure_index"] * float(found.exposures["lost_value"].max()) == pytest.approx(cost, abs=1e-3)
        assert row["time_to_survive"] == pytest.approx(sum(STOCK.values()) / shortfall[supplier], abs=1e-6)
        assert row["time_to_recover"] == RECOVER
        units = rows_of(found.lost, kind="supplier", name=supplier)["quantity"].sum()
        assert units == pytest.approx(cost / UNIT_LOSS["P1"], abs=1e-6)
    times = [rows_of(found.exposures, kind="supplier", name=s)["time_to_survive"].iloc[0] for s in CAPACITY]
    assert [round(t, 3) for t in times] == [2.25, 1.286, 0.9]


def test_index_among_the_suppliers(case: Case) -> None:
    """The published indices are over the suppliers' largest loss: 0, 0.455 and 1 (the Plant is not among them)."""
    found = rows_of(exposure(case, recover=RECOVER).exposures, kind="supplier")
    lost = {row["name"]: row["lost_value"] for _, row in found.iterrows() if row["name"] in CAPACITY}
    assert [round(lost[s] / max(lost.values()), 3) for s in CAPACITY] == [0, 0.455, 1]
