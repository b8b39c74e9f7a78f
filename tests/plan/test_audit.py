"""The audit accepts the plans that the solver makes, and rejects each of them with one number spoilt."""

from __future__ import annotations

import functools

import pytest

from resilience_opt.errors import InfeasibleError
from resilience_opt.plan.audit import audit
from resilience_opt.studies.run import optimize
from tests.reference.generator import random_book, write_xlsx


@functools.cache
def plans(folder):
    """Plans of random workbooks that between them use every variable."""
    from resilience_opt.case.build import read_case

    found = []
    for seed in (0, 2, 5, 7, 9, 11, 18, 29, 31, 42, 56, 77, 120, 126):
        write_xlsx(random_book(seed), folder / "book.xlsx")
        try:
            found.append(optimize(read_case(folder / "book.xlsx"), gap=1e-9))
        except InfeasibleError:
            continue
    return found


def again(plan, values=None, costs=None, objective=None):
    """The audit of a plan with something replaced."""
    model = {"risk_measure": plan.risk_measure, "risk_aversion": plan.case.settings.risk_aversion or 0.0}
    return audit(plan.network, values or plan.values, model["risk_measure"], model["risk_aversion"], costs or plan.costs, objective or plan.objective)


def spoilt(plan, variable, change):
    """The plan's values with the largest of one variable changed."""
    frame = plan.values[variable].copy()
    frame.loc[frame["value"].idxmax(), "value"] = change(frame["value"].max())
    return {**plan.values, variable: frame}


VARIABLES = ("active", "capacity", "ship", "draw", "base_shortage", "level", "flow", "shortage", "crisis_cost", "release", "expand", "volume")


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("change", [lambda v: v + 5.0, lambda v: -1.0], ids=["raised", "negative"])
def test_a_spoilt_number_is_found(tmp_path_factory, variable, change):
    """In some plan that uses the variable, one number raised or made negative fails a check that passed before."""
    seen = found = 0
    for plan in plans(tmp_path_factory.getbasetemp()):
        if not len(plan.values[variable]) or plan.values[variable]["value"].max() <= 0:
            continue
        seen += 1
        assert again(plan).passed
        found += not again(plan, spoilt(plan, variable, change)).passed
    if not seen:
        pytest.skip(f"no plan uses {variable}")
    assert found > 0, f"{variable}: {found} of {seen}"


def test_a_spoilt_cost_is_found(tmp_path_factory):
    """A cost, or the objective, that is stated too low fails."""
    for plan in plans(tmp_path_factory.getbasetemp()):
        if plan.costs["deliveries"] > 0:
            low = {**plan.costs, "deliveries": plan.costs["deliveries"] * 0.999}
            assert not again(plan, costs=low).passed
            assert not again(plan, objective=plan.objective * 0.999).passed


def test_what_is_not_a_number_fails(tmp_path_factory):
    """A number that is missing from any variable's table fails, wherever it stands."""
    for plan in plans(tmp_path_factory.getbasetemp()):
        for variable, frame in plan.values.items():
            if len(frame):
                assert not again(plan, spoilt(plan, variable, lambda _: float("nan"))).passed, variable
