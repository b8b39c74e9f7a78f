"""Every case is without faults, has a plan that passes its audit, and survives what it claims."""

from __future__ import annotations

import re
from functools import cache

import pytest

import resilience_opt as ro
from inputs.casebook import FOLDER
from inputs.shelf import books
from resilience_opt.plan.plan import Plan

BOOKS = books()

#: Looser than the pages', so that all cases together take less than a minute and a half.
GAP = 5e-3


@cache
def solved(name: str) -> Plan:
    """The plan of a case, solved once."""
    return ro.optimize(ro.read_case(FOLDER / BOOKS[name].file), gap=GAP, explained=False)


@pytest.mark.parametrize("name", BOOKS)
def test_case_has_a_plan_that_survives_what_it_claims(name: str) -> None:
    """Read without faults, audited without a violation, every required month survived, every hard limit kept, the page's cost met."""
    plan = solved(name)
    assert plan.audit.passed
    short = plan.survival[plan.survival["months_survived"] < plan.survival["months_required"]]
    assert short.empty
    hard = {i for i, limit in enumerate(plan.case.share_limits) if limit.penalty is None}
    if len(hard) == len(plan.case.share_limits):
        assert (plan.dependence["slack"] > -1e-6).all()
    page = FOLDER.parent / "docs" / "cases" / f"{name}.md"
    said = re.search(r"^Objective ([\d,]+) ", page.read_text(encoding="utf-8"), re.MULTILINE) if page.is_file() else None
    if said:
        assert plan.objective == pytest.approx(float(said[1].replace(",", "")), rel=2 * GAP)
