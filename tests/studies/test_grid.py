"""Many cases at once: which cases a grid means, what is told of each, and what each level adds."""

from __future__ import annotations

import pickle
from dataclasses import replace
from math import isnan, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.network.build import build_network
from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.studies.grid.effects import effects
from tests.building import crisis, event, offer, ore

SHARE = {"limit": {"none": None, "half": ro.edit.with_share_limit("China", maximum=0.5)}}
LOST = {"lost": {"nobody": None, "Third": ro.edit.without_supplier("Third"), "Dear": lambda case: case.without_supplier("Dear")}}
ALL = ["status", "cost"]


@pytest.fixture(scope="module")
def three() -> Case:
    """120 a year are needed; Cheap has all of it at 1, Third 40 at 2, Dear 60 at 3."""
    return ore([offer("Cheap", 1), offer("Third", 2, 40), offer("Dear", 3, 60)])


@pytest.fixture(scope="module")
def found(three: Case) -> ro.Study:
    """Half of the ore at most from China, with every supplier or one of the others lost."""
    return ro.study(three, {**SHARE, **LOST}, workers=1)


def test_every_combination(found: ro.Study) -> None:
    """A row for each combination, the last factor fastest, each with the plan worked out by hand: 60 from Cheap, 40 from Third, 20 from Dear."""
    rows = [tuple(row) for row in found.table[["limit", "lost", "status"]].itertuples(index=False)]
    expected = [(limit, lost, "optimal") for limit in ("none", "half") for lost in ("nobody", "Third", "Dear")]
    assert rows == [*expected[:-1], ("half", "Dear", "infeasible")]
    assert found.table["cost"][:5].tolist() == pytest.approx([120, 120, 120, 60 + 80 + 60, 60 + 180])
    assert isnan(found.table["cost"][5])


def test_why_there_is_no_plan(found: ro.Study) -> None:
    """A case without a plan names the cells that cannot hold together; one with a plan has no sentence."""
    assert "no plan can meet the requirements; these rows cannot hold together: " in found.table["why"][5]
    assert "at most 50% of each material may come from China" in found.table["why"][5]
    assert found.table["why"][:5].tolist() == [""] * 5


def test_costs_add_up(found: ro.Study) -> None:
    """The cost by kind adds up to the cost."""
    planned = found.table[:5]
    assert planned[list(COST_KINDS)].sum(axis=1).tolist() == pytest.approx(planned["cost"].tolist())


def test_shares_are_measured_alike(found: ro.Study) -> None:
    """A case without the limit is measured by it all the same: all of its ore comes from China."""
    assert found.table["dependence"][:5].tolist() == pytest.approx([1, 1, 1, 0.5, 0.5])
    assert found.table["depends_on"][0] == "China, Ore, 2026"


def test_months(three: Case) -> None:
    """What is required and for how long it is held: nothing without a requirement, else the shortest time of all."""
    case = three.with_scenario("Ban", 0.1, [event("country", "China", 3)])
    study = ro.study(case, {"ask": {"nothing": None, "half for 2": ro.edit.with_survival(months=2, service_level=0.5)}}, workers=1)
    assert isnan(study.table["months_required"][0]) and isnan(study.table["months_survived"][0])
    assert study.table["months_required"][1] == 2
    assert study.table["months_survived"][1] >= 2


def test_plan_of_a_case(found: ro.Study, three: Case) -> None:
    """The plan of a row is got again by its labels or by its name, at the cost of the row; another name is refused with those there are."""
    assert found.plan("half", "Third").objective == found.table["cost"][4] == found.plan("half, Third").objective
    assert found.case("none", "nobody") == three
    with pytest.raises(KeyError, match="no case of the study is named 'half, Fourth'"):
        found.case("half", "Fourth")


def test_effects(found: ro.Study) -> None:
    """What a level adds is the mean over the pairs that differ in nothing else: (80 + 120) / 2 for the limit."""
    table = found.effects.set_index(["factor", "level"])
    assert table.loc[("limit", "half"), ["cases", "plans", "pairs"]].tolist() == [3, 2, 2]
    assert table.loc[("limit", "half"), "added"] == pytest.approx((80 + 120) / 2)
    assert table.loc[("lost", "Third"), "added"] == pytest.approx((0 + 40) / 2)
    assert table.loc[("lost", "nobody"), "added"] == 0


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=6, max_size=6))
def test_effects_of_any_table(costs: list[float | None]) -> None:
    """On any costs, a level's effect is the plain mean of the differences that are known."""
    labels = [(a, b) for a in "xy" for b in "pqr"]
    table = pd.DataFrame([(*pair, nan if cost is None else cost) for pair, cost in zip(labels, costs, strict=True)], columns=["a", "b", "cost"])
    known = dict(zip(labels, costs, strict=True))
    pairs = [(known["y", b], known["x", b]) for b in "pqr"]
    moved = [late - early for late, early in pairs if late is not None and early is not None]
    row = effects(table, ("a", "b")).set_index(["factor", "level"]).loc[("a", "y")]
    assert row["pairs"] == len(moved)
    assert (isnan(row["added"]) and not moved) or row["added"] == pytest.approx(sum(moved) / len(moved), abs=1e-5)


def test_cases_by_name(three: Case) -> None:
    """Cases by name are a factor of their own, alone, as a grid of one factor, or beside others."""
    less = three.with_demand("Home", "Ore", 60)
    alone = ro.study({"now": three, "less": less}, workers=1)
    flat = ro.study(three, {"now": None, "less": less}, workers=1)
    assert alone.table[["case", *ALL]].equals(flat.table[["case", *ALL]])
    assert alone.table["cost"].tolist() == pytest.approx([120, 60])
    both = ro.study({"now": three, "less": less}, SHARE, workers=1)
    assert both.factors == ("case", "limit")
    assert both.table["cost"].tolist() == pytest.approx([120, 200, 60, 30 + 60])


def test_failures_are_rows(three: Case) -> None:
    """An edit that names nobody, one of another currency, one that is no edit at all: each is a row with a sentence, and the rest is solved."""
    grid = {
        "as it is": None,
        "nobody": ro.edit.without_supplier("Nobody"),
        "yen": ro.edit.with_setting("Currency", "JPY"),
        "no case": lambda case: 3,
        "wrong": lambda case: case.nothing,
    }
    table = ro.study(three, grid, workers=1).table.set_index("case")
    assert table.loc["as it is", "status"] == "optimal"
    assert table.loc[["nobody", "yen", "no case"], "status"].tolist() == ["invalid input"] * 3
    assert table.loc["wrong", "status"] == "error"
    assert table.loc["nobody", "why"] == "Suppliers: no supplier is named 'Nobody'"
    assert "amounts are in JPY, not in USD" in table.loc["yen", "why"]
    assert "the edit must give a Case, but gives int" in table.loc["no case", "why"]
    assert "AttributeError" in table.loc["wrong", "why"]


def test_wrong_grids(three: Case) -> None:
    """Everything that is wrong with a grid is said at once."""
    with pytest.raises(ro.InputError) as caught:
        ro.study(three, {"cost": {"a": None}, "b": {}, "c": {"d": "e", 1: None, "1": None}}, workers=1)
    said = str(caught.value)
    for sentence in ("cannot be named 'cost'", "b: it has no level", "c, d: a level is None", "two levels are named '1'"):
        assert sentence in said
    for wrong in ({}, None):
        with pytest.raises(ro.InputError, match="there is nothing to vary"):
            ro.study(three, wrong, workers=1)
    with pytest.raises(ro.InputError, match="at least 1, but it is 0"):
        ro.study(three, SHARE, workers=0)


def test_stopped(three: Case) -> None:
    """What was found before Ctrl-C is kept, and the others say that they were not reached; before the first it is raised."""

    def stop_after(count: int):  # type: ignore[no-untyped-def]
        def tell(words: str) -> None:
            if words.startswith(f"{count} of"):
                raise KeyboardInterrupt

        return tell

    table = ro.study(three, {**SHARE, **LOST}, workers=1, tell=stop_after(2)).table
    assert table["status"].tolist() == ["optimal", "optimal", *["no plan"] * 4]
    assert set(table["why"][2:]) == {"the study was stopped before this case was solved"}


def test_edits_are_values() -> None:
    """An edit can be compared, printed and pickled, and an unknown one is refused with the nearest."""
    made = ro.edit.with_share_limit("China", maximum=0.5).without_supplier("Dowa")
    assert pickle.loads(pickle.dumps(made)) == made
    assert repr(made) == "edit.with_share_limit('China', maximum=0.5).without_supplier('Dowa')"
    with pytest.raises(AttributeError, match="did you mean 'without_supplier'"):
        ro.edit.without_suplier("Dowa")


def test_a_case_is_sent_small(three: Case) -> None:
    """A case pickles whole, warnings and addresses too, and smaller than its network."""
    case = replace(three.with_scenario("Ban", 0.1, [event("country", "China", 3)]), warnings=(ro.Fault("Offers", "A1", "doubtful"),))
    sent = pickle.dumps(case)
    back = pickle.loads(sent)
    assert back == case and back.warnings == case.warnings and back.book == case.book
    assert back.with_setting("Discount rate", 0.1) == case.with_setting("Discount rate", 0.1)
    assert len(sent) < len(pickle.dumps(build_network(case)))


def test_limits_that_mean_nothing_elsewhere() -> None:
    """A limit on a group that only one case has is not measured where that group is unknown."""
    case = ore([offer("Cheap", 1), offer("Dear", 3, 60)], **crisis(event("country", "China", 1)))
    grid = {"a": None, "b": lambda c: c.with_rows("Groups", [{"Group": "Far", "Member": "Dear"}]).with_share_limit("Far", maximum=0.2)}
    table = ro.study(case, grid, workers=1).table
    assert table["status"].tolist() == ["optimal", "optimal"]
    assert isnan(table["dependence"][0]) and table["dependence"][1] == pytest.approx(0)


def test_a_requirement_is_set_against_its_own_months() -> None:
    """Of several requirements the one with the fewest months to spare is told, with what it asks for itself."""
    from resilience_opt.studies.grid.answer import _narrowest

    asked = pd.DataFrame({"months_required": [12, 6, 3], "months_survived": [14, 7, 5]})
    assert _narrowest(asked) == (6, 7)
