"""What counting alone shows of a case without a plan: sentences that are true whatever else stands in the workbook."""

from __future__ import annotations

import pytest

import resilience_opt as ro
from resilience_opt.case.build import read_case
from resilience_opt.errors import InfeasibleError, InputError
from resilience_opt.network.build import build_network
from resilience_opt.plan.counting import counted
from tests.building import offer, ore, store
from tests.reference.generator import random_book, write_xlsx


def why(case):
    """The sentences of a case that has no plan."""
    with pytest.raises(InfeasibleError) as caught:
        ro.optimize(case)
    return caught.value.counted


def test_need_over_capacity():
    """120 are needed, 60 and 30 can be made."""
    assert why(ore([offer("Cheap", 1, 60), offer("Dear", 3, 30)])) == (
        "2026: Home needs 120 t of Ore; the offers that may deliver there make at most 90 t",
    )


def test_a_store_counts():
    """What a store holds at the start is counted in the first year; in later ones it may be full."""
    kept = store(25, Opening_level=20, Holding_cost=0)
    assert why(ore([offer("Dear", 3, 80)], Stockpiles=[{name.replace("_", " "): value for name, value in kept.items()}])) == (
        "2026: Home needs 120 t of Ore; the offers that may deliver there make at most 80 t, and stores hold at most 20 t",
    )


def test_a_limit_that_others_cannot_fill():
    """Half may come from China, so 60 must come from others, who make 30."""
    limits = [{"Group": "China", "Maximum": 0.5}]
    assert why(ore([offer("Cheap", 1), offer("Dear", 3, 30)], **{"Share limits": limits})) == (
        "2026: at most 50% of Ore from China (all together) leaves 60 t to others, who make at most 30 t",
    )


def test_time_that_qualification_takes_is_named():
    """The first year is short because the second source cannot be used before 2028."""
    late = offer("Dear", 3, 200, Qualified="no", **{"Qualification years": 2, "Qualification cost": 1})
    said = why(ore([offer("Cheap", 1, 60), late], years=3))
    assert said[0] == (
        "2026: Home needs 120 t of Ore; the offers that may deliver there make at most 60 t; "
        "not yet qualified, with the first year in which they can be: Dear (2028)"
    )
    assert [sentence[:4] for sentence in said] == ["2026", "2027"]


def test_markets_together():
    """Each of two markets could be served by itself, both together not."""
    two = [{"Market": "Away", "Country": "Japan"}, {"Market": "Home", "Country": "Japan"}]
    case = ore([offer("Cheap", 1, 150)], Markets=two).with_demand("Away", "Ore", 100, shortage_cost=100)
    assert why(case) == ("2026: all markets together need 220 t of Ore; the offers that may deliver there make at most 150 t",)


def test_counting_never_accuses_a_case_that_has_a_plan(tmp_path):
    """Random workbooks: where there is a plan, counting finds nothing; where it finds something, there is none."""
    plans = none = 0
    for seed in range(200, 290):
        write_xlsx(random_book(seed), tmp_path / "book.xlsx")
        try:
            case = read_case(tmp_path / "book.xlsx")
        except InputError:
            continue
        said = counted(build_network(case))
        try:
            ro.optimize(case, gap=1e-2)
        except InfeasibleError:
            none += bool(said)
            continue
        plans += 1
        assert not said, seed
    assert plans > 20 and none > 2
