"""Cases between two cases: what they hold, and what waits for another cause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resilience_opt.case.build import read_case
from resilience_opt.case.case import Case
from resilience_opt.case.examples import example, examples
from resilience_opt.studies.compare.causes import CAUSES, POLICY, PRICE, STOCK, VOLUME
from resilience_opt.studies.compare.matching import matches
from resilience_opt.studies.compare.mixing import mix, with_more
from tests.building import offer, ore, store
from tests.studies.cases import case_from, least_cost, random_books, same_cost

ALL = frozenset(CAUSES)
SUPPLY = [offer("Cheap", 2), offer("Dear", 3)]


def mixed(before: Case, after: Case, *causes: str) -> Case:
    """The case with these causes as in the second."""
    found = mix(matches(before, after), frozenset(causes))
    assert found is not None
    return found.case


@pytest.mark.parametrize("name", examples())
def test_no_cause_is_the_first_case(name: str) -> None:
    """A case written down and read again is the same case."""
    case = read_case(example(name))
    found = mix(matches(case, case), frozenset())
    assert found is not None and found.left == 0
    assert found.case == case


@pytest.mark.parametrize("seeds", [range(0, 4), range(10, 13)])
def test_all_causes_are_the_second_case(seeds: range) -> None:
    """Rows stand in another order and titles stay, but the plan costs what the second case's does, however unlike the two are."""
    cases = [case_from(book) for _, book in random_books(seeds)]
    for before, after in zip(cases, cases[1:], strict=False):
        after = replace(after, settings=replace(after.settings, title=before.settings.title))
        assert same_cost(least_cost(mixed(before, after, *CAUSES)), least_cost(after))


def test_one_cause_at_a_time() -> None:
    """Each cause brings its own cells and rows, and leaves those of the others."""
    before = ore(SUPPLY, Stockpiles=[store(50)])
    after = ore(
        [offer("Cheap", 4, 90), offer("Third", 1)], demand=60, Stockpiles=[store(80)], Share_limits=[{"Group": "China", "Maximum": 0.5}]
    )
    price, volume, policy, stock = (mixed(before, after, cause) for cause in (PRICE, VOLUME, POLICY, STOCK))
    assert {(o.supplier, o.unit_cost, o.capacity) for o in price.offers} == {("Cheap", 4, 1000), ("Dear", 3, 1000)}
    assert {(o.supplier, o.unit_cost, o.capacity) for o in volume.offers} == {("Cheap", 2, 90), ("Third", 1, 1000)}
    assert [d.quantity for d in volume.demand] == [60] and [d.quantity for d in price.demand] == [120]
    assert policy.share_limits == after.share_limits and policy.offers == before.offers
    assert [k.maximum_level for k in stock.stockpiles] == [80] and stock.share_limits == ()


def test_a_row_waits_until_it_means_something() -> None:
    """A price break of an offer that comes with the volumes is not there with the prices alone."""
    before = ore(SUPPLY[:1])
    after = ore(SUPPLY, Price_breaks=[{"Supplier": "Dear", "Material": "Ore", "From quantity": 50, "Unit cost": 1}])
    found = mix(matches(before, after), frozenset([PRICE]))
    assert found is not None and (found.case.price_breaks, found.left) == ((), 1)
    assert mixed(before, after, PRICE, VOLUME).price_breaks == after.price_breaks


def test_a_row_goes_when_it_means_nothing_any_more() -> None:
    """A limit on a supplier that leaves with the volumes goes with them."""
    before = ore(SUPPLY, Share_limits=[{"Group": "Dear", "Maximum": 0.5}, {"Group": "China", "Maximum": 0.9}])
    after = ore(SUPPLY[:1])
    assert [row.group for row in mixed(before, after, VOLUME).share_limits] == ["China"]
    assert mixed(before, after, POLICY).share_limits == ()


def test_a_cell_waits_until_it_means_something() -> None:
    """A material with a stockpile needs its price, and keeps it until the stockpile goes."""
    before = ore(SUPPLY, Stockpiles=[store(50)])
    after = ore(SUPPLY, Materials=[{"Material": "Ore"}])
    found = mix(matches(before, after), frozenset([PRICE]))
    assert found is not None and found.left == 1
    assert [m.price for m in found.case.materials] == [5]
    assert [m.price for m in mixed(before, after, PRICE, STOCK).materials] == [None]


def test_what_is_no_case_at_all() -> None:
    """Where no row by itself is to blame there is none: only a stockpile would be left to supply the market."""
    allowed = {"Base shortage allowed": "yes"}
    before = ore(SUPPLY, Stockpiles=[store(50)], Settings=allowed)
    after = ore(SUPPLY, Lanes=[{"From": "*", "To": "Home", "Open": "no"}], Settings=allowed)
    assert mix(matches(before, after), frozenset([VOLUME])) is None
    assert mixed(before, after, STOCK, VOLUME).lanes == after.lanes


def test_more_rows_as_far_as_they_mean_something() -> None:
    """Rows that name what a case does not have are left out, the others added."""
    case = ore(SUPPLY)
    limits = [{"group": "China", "maximum": 0.5}, {"group": "Nobody", "maximum": 0.5}]
    found = with_more(
        case, [(type(row), cells) for row, cells in zip(2 * case.with_share_limit("China", maximum=1).share_limits, limits, strict=True)]
    )
    assert found is not None
    assert [(row.group, row.maximum) for row in found.share_limits] == [("China", 0.5)]
    assert found.offers == case.offers
