"""The audit accepts plans that hold and rejects each of them with one thing spoilt: for every check, and for every kind of number."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.plan import COST_KINDS, LETTERS
from tests.plan.spoilings import SPOILINGS
from tests.plan.spoilings_tables import NOES, ZEROS

#: Each file of spoilings puts its own on the list when it is read.
FILES = [import_module(f"tests.plan.{file.stem}") for file in sorted(Path(__file__).parent.glob("spoilings*.py"))]
PARTLY = [s for s in SPOILINGS if not s.whole]
#: A decision of which a part is spoilt is no longer yes or no.
FRACTION = {Check.YES_OR_NO}


def spoilt(spoiling, by):
    """The checks that a plan fails once it is spoilt."""
    claim = spoiling.claim()
    spoiling.spoil(claim, by)
    return claim.failed()


@pytest.mark.parametrize("claim", sorted({s.claim for s in SPOILINGS}, key=lambda c: c.__name__), ids=lambda c: c.__name__)
def test_unspoilt_plans_hold(claim):
    """Every plan passes as it was written down."""
    assert claim().failed() == set()


@pytest.mark.parametrize("spoiling", SPOILINGS, ids=str)
def test_what_is_spoilt_is_found(spoiling):
    """A tenth of the row's size fails the check of that row, and no other but what cannot be otherwise."""
    failed = spoilt(spoiling, 0.1)
    assert spoiling.check in failed
    assert spoiling.also is None or failed <= {spoiling.check} | spoiling.also | FRACTION


@pytest.mark.parametrize("spoiling", PARTLY, ids=str)
def test_little_is_found(spoiling):
    """So does a ten-thousandth."""
    failed = spoilt(spoiling, 1e-4)
    assert spoiling.check in failed
    assert spoiling.also is None or failed <= {spoiling.check} | spoiling.also | FRACTION


@pytest.mark.parametrize("spoiling", PARTLY, ids=str)
def test_rounding_is_not_found(spoiling):
    """A billionth is rounding."""
    assert spoilt(spoiling, 1e-9) == set()


def test_every_check_is_seen_failing():
    """A check without a plan that fails it is not there."""
    assert {s.check for s in SPOILINGS} == set(Check)


def test_every_statement_is_checked():
    """Each numbered statement of the mathematics has a check."""
    assert {str(n) for n in range(1, 18)} <= {check.statement for check in Check}


def test_every_kind_of_cost_is_seen_failing():
    """Each kind of cost is spoilt by itself."""
    assert {s.spoil.__name__ for s in SPOILINGS if s.check is Check.COST} == set(COST_KINDS)


def test_every_variable_is_seen_failing():
    """Each variable's table is spoilt by a negative number, or by what is neither yes nor no."""
    assert ZEROS.keys() | NOES.keys() == LETTERS.keys()
    assert {s.spoil.__name__ for s in SPOILINGS if s.check is Check.NOT_NEGATIVE} == ZEROS.keys()
    assert {s.spoil.__name__ for s in SPOILINGS if s.check is Check.YES_OR_NO} >= NOES.keys()
