"""The bridge from one cost to another: each cause by hand, and sums to the cent whatever is between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.studies.compare.causes import CAUSES, POLICY, PRICE, QUALIFICATION, REST, STOCK, TIE_BREAK, VOLUME
from tests.building import crisis, event, offer, ore, store
from tests.studies.cases import case_from, random_books

SUPPLY = [offer("Cheap", 2), offer("Dear", 3)]


def bridged(before: Case | Plan, after: Case | Plan, **options: float) -> ro.Comparison:
    """The comparison of two; its sums are looked at whenever it is made."""
    found = ro.compare({"before": before, "after": after}, **{"gap": 0.0, **options})
    adds_up(found)
    return found


def amounts(found: ro.Comparison) -> dict[str, float]:
    """Amount by cause, those of 0 left out."""
    return {row.cause: row.amount for row in found.bridge.itertuples() if row.amount}


def exactly(values: Iterable[float]) -> Decimal:
    """A sum of amounts as they would be read off."""
    return sum((Decimal(repr(float(value))) for value in values), Decimal(0))


def adds_up(found: ro.Comparison) -> None:
    """Both bridges, and the one by cause and kind, add up to the difference of the objectives as they are shown: to the last decimal."""
    objective = {name: round(float(found.table.at["objective", name]), found.decimals) for name in found.names}
    before = objective[found.names[0]]
    for name in found.names[1:]:
        cause, kind = (table[table["case"] == name] for table in (found.bridge, found.bridge_by_kind))
        whole = exactly([objective[name]]) - exactly([before])
        assert exactly(cause["amount"]) == exactly(kind["difference"]) == whole
        assert (exactly(kind["before"]), exactly(kind["after"])) == (exactly([before]), exactly([objective[name]]))
        assert all(exactly(row[kind_name] for kind_name in COST_KINDS) == exactly([row["amount"]]) for row in cause.to_dict("records"))
        assert [exactly(cause[kind_name]) for kind_name in COST_KINDS] == [exactly([d]) for d in kind["difference"]]


def test_each_cause_by_hand() -> None:
    """120 a year at 2: dearer by 1 costs 120; 30 less of it, at 3, saves 90; a half from Dear at 5 adds 45 * 2."""
    before = ore([offer("Cheap", 2), offer("Dear", 5)])
    after = ore([offer("Cheap", 3), offer("Dear", 5)], demand=90, Share_limits=[{"Group": "China", "Maximum": 0.5}])
    found = bridged(before, after)
    assert amounts(found) == {PRICE: 120, VOLUME: -90, POLICY: 90}
    assert found.bridge["cause"].tolist() == [*CAUSES, TIE_BREAK]
    assert found.bridge["inputs"].tolist() == [1, 1, 1, 0, 0, 0, 0]
    assert found.notes == ()


def test_stock_and_qualification_by_hand() -> None:
    """Forty more in store cost 2 each and 1 to hold; a half from Dear costs 60 more; and Dear has to be qualified for 7."""
    before = ore(SUPPLY, Stockpiles=[store(100, Minimum_level=20, Holding_cost=1)])
    newcomer = offer("Dear", 3, Qualified="no", Qualification_cost=7)
    after = ore(
        [offer("Cheap", 2), newcomer],
        Stockpiles=[store(100, Minimum_level=60, Holding_cost=1)],
        Share_limits=[{"Group": "China", "Maximum": 0.5}],
    )
    found = bridged(before, after)
    assert amounts(found) == {STOCK: 120, POLICY: 60, QUALIFICATION: 7}
    assert found.bridge.set_index("cause").loc[QUALIFICATION, "qualification"] == 7
    assert found.bridge.set_index("cause").loc[STOCK, ["deliveries", "holding"]].tolist() == [80, 40]


def test_the_same_case_has_nothing_to_bridge() -> None:
    """Every cause is 0, and no case is solved between."""
    case = ore(SUPPLY)
    found = bridged(case, case)
    assert amounts(found) == {}
    assert (found.bridge[["inputs", "uncertain", *COST_KINDS]] == 0).all(axis=None)


def test_amounts_that_are_no_round_numbers() -> None:
    """Thirds of a cent here and there, over years at interest, add up all the same."""
    rate = {"Discount rate": 0.07}
    before = ore([offer("Cheap", 1000 / 3, Fixed_cost=1 / 3), offer("Dear", 2000 / 3)], demand=1e5 / 7, years=3, Settings=rate)
    limit = [{"Group": "China", "Maximum": 2 / 3}]
    after = ore([offer("Cheap", 1100 / 3, Fixed_cost=1 / 7), offer("Dear", 1e3 / 7)], demand=1e5 / 7, years=3, Share_limits=limit)
    before, after = (case.with_rows("Offers", [offer("Cheap", 1000 / 3, 1e6), offer("Dear", 777.7, 1e6)]) for case in (before, after))
    assert bridged(before, after).decimals == 2


def test_small_amounts_are_kept_finer_than_cents() -> None:
    """A case that counts in millions would lose its differences to a cent."""
    found = bridged(ore([offer("Cheap", 2e-5)]), ore([offer("Cheap", 2.0001e-5)]))
    assert found.decimals > 2
    assert amounts(found) == {PRICE: pytest.approx(1.2e-7, abs=1e-8)}


@pytest.mark.parametrize("seeds", [range(0, 7), range(30, 33)])
def test_cases_that_have_little_in_common(seeds: range) -> None:
    """Whatever the two cases are, the steps add up, in whichever order they can be taken."""
    books = [
        {**book, "Materials": [{k: v for k, v in row.items() if k != "Unit"} for row in book["Materials"]]}
        for _, book in random_books(seeds)
    ]
    cases = [case_from({**book, "Settings": [row for row in book["Settings"] if row["Name"] != "Currency"]}) for book in books]
    found = ro.compare({str(number): case for number, case in enumerate(cases)})
    planned = [name for name in found.names if name in found.plans]
    assert len(planned) >= 2
    adds_up(ro.compare({name: found.plans[name] for name in planned}))


def test_what_the_gaps_leave_open_is_a_tie_break() -> None:
    """A plan of the same case that is proven less far costs more for no reason that the inputs give."""
    case = ore(SUPPLY)
    plan = ro.optimize(case, gap=0.0)
    loose = replace(
        plan, objective=plan.objective + 3, costs={**plan.costs, "deliveries": plan.costs["deliveries"] + 3}, bound=plan.objective - 1
    )
    assert amounts(bridged(plan, loose)) == {TIE_BREAK: 3}
    dearer = ro.optimize(case.with_rows("Offers", [offer("Cheap", 2.02)]), gap=0.0)
    found = bridged(loose, dearer)  # 240 to 242.4; the first is between 239 and 243
    assert amounts(found) == {TIE_BREAK: pytest.approx(-0.6)}
    assert found.bridge.set_index("cause").loc[PRICE, "uncertain"] == 4


def test_a_plan_without_a_proof() -> None:
    """Without a bound its own case may be cheaper still: a fall is open, a rise beyond its cost is not."""
    plan = replace(ro.optimize(ore(SUPPLY)), bound=None, gap=None)
    fall, rise = (bridged(plan, ore([offer("Cheap", cost), offer("Dear", 9)])) for cost in (1, 9))
    assert amounts(fall) == {TIE_BREAK: -120}
    assert amounts(rise) == {PRICE: 840}
    assert rise.bridge.set_index("cause").loc[PRICE, "uncertain"] == float("inf")


def test_another_order_where_the_usual_one_has_no_plan() -> None:
    """A requirement that only the new stock can meet comes after the stock, and that is said."""
    strike = crisis(event("country", "China", 2))
    before = ore([offer("Cheap", 2)], **strike)
    after = ore([offer("Cheap", 2)], **strike, Stockpiles=[store(100)], Survival=[{"Months": 2, "Service level": 1}])
    found = bridged(before, after)
    assert amounts(found) == {POLICY: 40}
    assert found.bridge["cause"].tolist()[:2] == [STOCK, POLICY]
    assert found.notes == ("after: the bridge takes stock before policy: with policy changed first there is no plan",)


def test_one_step_where_no_order_has_a_plan() -> None:
    """Third may deliver only when the policy changes, and has to when it does: neither by itself leaves a plan."""
    before = ore([offer("Cheap", 2), offer("Dear", 3, 10)], Share_limits=[{"Group": "Chile", "Maximum": 0}], Suppliers=suppliers())
    after = ore(
        [offer("Cheap", 2, 60), offer("Dear", 3, 10), offer("Third", 4, 200)],
        Share_limits=[{"Group": "China", "Maximum": 0.4}],
        Suppliers=suppliers(),
    )
    found = bridged(before, after)
    assert amounts(found) == {f"{VOLUME} + {POLICY}": 48 * 2 + 10 * 3 + 62 * 4 - 120 * 2}
    assert found.notes == ("after: volume and policy are one step of the bridge: the cases between have no plan",)


def suppliers() -> list[dict[str, str]]:
    """The cast, whether it offers or not."""
    return [
        {"Supplier": "Cheap", "Country": "China"},
        {"Supplier": "Dear", "Country": "Australia"},
        {"Supplier": "Third", "Country": "Chile"},
    ]


def test_other_years_are_the_rest() -> None:
    """Two more years cost what they cost; everything else is told with the years of the first case."""
    found = bridged(ore(SUPPLY), ore([offer("Cheap", 3), offer("Dear", 4)], years=3))
    assert amounts(found) == {PRICE: 120, REST: 720}


def test_another_model_is_the_rest() -> None:
    """Plans of one case by two models differ by what the models count."""
    case = ore([offer("Cheap", 2)], **crisis(event("country", "China", 2), probability=0.1))
    expected, worst = (ro.optimize(case, model=model, gap=0.0) for model in ("standard", "worst-case"))
    found = bridged(expected, worst)
    assert list(amounts(found)) == [REST]
    assert amounts(found)[REST] == pytest.approx(worst.objective - expected.objective, abs=0.01)
    assert found.notes == ("after: the model is 'worst-case', not 'standard' as for 'before'; it counts as rest",)


def test_titles_and_notes_cost_nothing() -> None:
    """They are told as changed inputs, and make no step."""
    found = bridged(ore(SUPPLY), ore(SUPPLY, Settings={"Title": "Another"}))
    assert found.inputs["cause"].tolist() == ["words"]
    assert isinstance(found.bridge, pd.DataFrame) and amounts(found) == {}
