"""One source, total loss for H months, required for H months, service S, lead L: the least stock is max(0, H - L) * S * monthly demand."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.run import optimize
from tests.studies.cases import case_of

demands = st.floats(1, 1e6)
services = st.floats(0, 1)
#: Months of the loss and of the lead time.
months, leads = st.integers(1, 24), st.integers(0, 26)


def one_source(demand: float, lost: int, service: float, lead: int, largest: float, crisis_months: int = 24):
    """A source at 2 a unit and a store at 1 a year and unit; the loss is survived with the service asked for, at any cost."""
    return case_of(
        Settings=[{"Name": "Crisis months", "Value": crisis_months}],
        Materials=[{"Material": "Ore", "Price": 5}],
        Suppliers=[{"Supplier": "Mine", "Country": "China"}],
        Offers=[{"Supplier": "Mine", "Material": "Ore", "Capacity": 4 * demand, "Unit cost": 2}],
        Demand=[{"Market": "Home", "Material": "Ore", "Quantity": demand, "Shortage cost": 50}],
        Lanes=[{"From": "*", "To": "Home", "Lead months": lead}],
        Stockpiles=[{"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": largest, "Holding cost": 1}],
        Scenarios=[{"Scenario": "Loss", "Probability": 0}],
        Events=[{"Scenario": "Loss", "Kind": "supplier", "Target": "Mine", "Months": lost}],
        Survival=[{"Months": lost, "Service level": service}],
    )


@settings(derandomize=True, max_examples=60, deadline=None)
@given(demand=demands, lost=months, service=services, lead=leads)
@example(demand=120, lost=4, service=1, lead=0)
@example(demand=120, lost=4, service=0.8, lead=1)
@example(demand=120, lost=6, service=0.5, lead=2)
@example(demand=120, lost=1, service=1, lead=3)
def test_least_stock(demand, lost, service, lead):
    """The least stock, and what it costs: it is bought at 2 and held at 1, beside the year's deliveries."""
    plan = optimize(one_source(demand, lost, service, lead, 3 * demand), gap=0)
    wanted = max(0, lost - lead) * service * demand / 12
    assert plan.stockpiles["level"].iloc[0] == pytest.approx(wanted, rel=1e-7, abs=1e-7 * demand)
    assert plan.objective == pytest.approx(2 * demand + 3 * wanted, rel=1e-7)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(demand=demands, lost=months, service=st.floats(0.1, 1), lead=leads)
def test_less_is_not_enough(demand, lost, service, lead):
    """A store of the least stock is enough; one that holds a thousandth less is not, and the explanation names the store."""
    wanted = max(0, lost - lead) * service * demand / 12
    plan = optimize(one_source(demand, lost, service, lead, wanted * (1 + 1e-6)), gap=0)
    assert plan.survival["months_survived"].iloc[0] >= lost
    if wanted == 0:
        return
    with pytest.raises(InfeasibleError) as found:
        optimize(one_source(demand, lost, service, lead, wanted * 0.999), gap=0)
    assert "Stockpiles" in {fault.sheet for fault in found.value.explanation}
    assert "Survival" in {fault.sheet for fault in found.value.explanation}


@settings(derandomize=True, max_examples=20, deadline=None)
@given(demand=demands, lost=st.integers(2, 12), service=services, longer=st.integers(1, 12))
def test_a_requirement_shorter_than_the_loss_asks_for_its_own_months(demand, lost, service, longer):
    """What must be survived counts, not how long the loss lasts beyond it."""
    required = one_source(demand, lost, service, 0, 3 * demand)
    lasting = required.with_scenario("Loss", 0, [{"Kind": "supplier", "Target": "Mine", "Months": lost + longer}])
    levels = [optimize(case, gap=0).stockpiles["level"].iloc[0] for case in (required, lasting)]
    assert levels == pytest.approx([lost * service * demand / 12] * 2, rel=1e-7, abs=1e-7 * demand)
