"""The audit and the plans of random workbooks: it passes each as it was solved, with its shares, bound and gap, and none with a number spoilt."""

from __future__ import annotations

import functools

import pytest

from resilience_opt.case.book import Book
from resilience_opt.case.build import build
from resilience_opt.case.edits import add_rows
from resilience_opt.errors import InfeasibleError, InputError
from resilience_opt.formulation.definition import load_model
from resilience_opt.plan.audit import audit
from resilience_opt.plan.audit_book import TOLERANCE
from resilience_opt.plan.plan import LETTERS
from resilience_opt.studies.run import optimize
from tests.reference.generator import random_book

#: Sixty-one, and two whose plans book a delivery and hand on a stock, which those do not.
SEEDS = (*range(61), 69, 71)
PART = 9
#: How many plans are looked at where one would do.
SOME = 5
GAP = 1e-9
#: The proof of a plan is a share of its cost, and so is rounding in it.
GAP_ASKED = 1e-7
#: A kind of cost that is no more of the whole than this is none.
ROUNDING = 1e-6


@functools.cache
def plan_of(seed):
    """The plan of a random book; None where the book is refused, or no plan can meet what it asks."""
    book = Book({})
    for sheet, rows in random_book(seed).items():
        book = add_rows(book, sheet, rows)
    try:
        return optimize(build(book), gap=GAP)
    except (InfeasibleError, InputError):
        return None


def plans():
    """Every plan there is."""
    return [plan for plan in map(plan_of, SEEDS) if plan is not None]


def again(plan, **changes):
    """The audit of a plan with something replaced."""
    said = {
        "values": plan.values,
        "costs": plan.costs,
        "objective": plan.objective,
        "dependence": plan.dependence,
        "bound": plan.bound,
        "gap": plan.gap,
    }
    return audit(
        plan.network, risk_measure=plan.risk_measure, risk_aversion=load_model(plan.model).aversion(plan.case), **{**said, **changes}
    )


def with_largest(plan, variable, change):
    """The plan's tables with the largest number of one variable changed."""
    frame = plan.values[variable].copy()
    frame.loc[frame["value"].idxmax(), "value"] = change(frame["value"].max())
    return {**plan.values, variable: frame}


@pytest.mark.parametrize("start", range(0, len(SEEDS), PART))
def test_plans_pass(start):
    """Every plan of some seeds passes, and no violation comes near the tolerance."""
    found = [plan for plan in map(plan_of, SEEDS[start : start + PART]) if plan is not None]
    assert found
    for plan in found:
        checks = again(plan, gap_asked=GAP_ASKED).checks
        assert checks.loc[~checks["passed"], "check"].tolist() == []
        assert checks["largest_violation"].max() < TOLERANCE / 5


def test_every_variable_is_in_some_plan():
    """Between them the plans use every variable."""
    assert {name for name in LETTERS if any((plan.values[name]["value"] > 0).any() for plan in plans())} == set(LETTERS)


@pytest.mark.parametrize("variable", LETTERS)
@pytest.mark.parametrize(
    "change", [lambda v: -max(v, 1.0), lambda v: float("nan"), lambda v: float("inf")], ids=["negative", "no number", "infinite"]
)
def test_what_cannot_be_is_found(variable, change):
    """A number that is negative, none or infinite fails in plans that have the variable."""
    with_it = [plan for plan in plans() if len(plan.values[variable])]
    assert with_it
    for plan in with_it[-SOME:]:
        assert not again(plan, values=with_largest(plan, variable, change)).passed


@pytest.mark.parametrize("variable", [v for v in LETTERS if v not in ("active", "qualify", "open", "counts", "reached")])
def test_what_is_raised_is_found(variable):
    """The largest number of a quantity, half as large again, fails in some plan that uses it: a balance, a limit or a cost does not hold."""
    used = [plan for plan in plans() if (plan.values[variable]["value"] > 0).any()]
    assert any(not again(plan, values=with_largest(plan, variable, lambda v: 1.5 * v)).passed for plan in used)


def test_a_cost_that_is_stated_too_low_is_found():
    """A kind of cost, or the objective, lower by a thousandth fails."""
    for plan in plans()[::SOME]:
        for kind, cost in plan.costs.items():
            if cost > ROUNDING * plan.objective:
                assert not again(plan, costs={**plan.costs, kind: 0.999 * cost}).passed, kind
        if plan.objective > 0:
            assert not again(plan, objective=0.999 * plan.objective, bound=None, gap=None).passed
