"""Statement 1, by hand: an offer is used only once qualified, and only within its years.

The incumbent `Dear` asks 3 and the newcomer `Cheap` 1 for each of 100 units a year: the newcomer saves 200 a year.
"""

from __future__ import annotations

import pytest

from tests.building import by_year, near, offer, ore, rows_of, solved

NEWCOMER = {"Qualified": "no", "Qualification_cost": 50, "Qualification_years": 1}


def newcomer(years=3, discount=0.0, **terms):
    """The plan with a newcomer on these terms."""
    offers = [offer("Cheap", 1, **{**NEWCOMER, **terms}), offer("Dear", 3)]
    return solved(ore(offers, demand=100, years=years, Settings={"Discount rate": discount}))


def paid_in(plan):
    """The year in which the newcomer's qualification is paid for, or None."""
    years = rows_of(plan.suppliers, supplier="Cheap")["qualified_in"].dropna().unique()
    return None if len(years) == 0 else int(years[0])


def test_it_delivers_a_year_after_it_was_paid_for():
    """Paid for in 2026, used from 2027: (300 + 50) + 100 + 100 = 550."""
    plan = newcomer()
    assert plan.objective == near(550)
    assert paid_in(plan) == 2026
    assert by_year(plan, "Cheap") == near([0, 100, 100])
    assert rows_of(plan.suppliers, supplier="Cheap")["active"].tolist() == [False, True, True]


def test_without_a_lead_it_delivers_in_the_same_year():
    """Qualification years 0: 50 + 3 * 100 = 350."""
    plan = newcomer(Qualification_years=0)
    assert plan.objective == near(350)
    assert by_year(plan, "Cheap") == near([100, 100, 100])


def test_a_lead_beyond_the_plan_is_not_paid_for():
    """Three years of lead in a plan of three years: the incumbent alone, 3 * 300 = 900."""
    plan = newcomer(Qualification_years=3)
    assert plan.objective == near(900)
    assert paid_in(plan) is None


@pytest.mark.parametrize(("price", "objective", "year"), [(399, 899, 2026), (401, 900, None)])
def test_it_is_paid_for_where_it_saves_more(price, objective, year):
    """It saves 200 in each of two years. At 399 it is worth it: 300 + 399 + 100 + 100 = 899; at 401 it is not: 900."""
    plan = newcomer(Qualification_cost=price)
    assert plan.objective == near(objective)
    assert paid_in(plan) == year


def test_it_is_paid_for_as_late_as_may_be():
    """From year 2028 at a discount of 25 %: paid for in 2027, 300 + (300 + 50) * 0.8 + 100 * 0.64 = 644; in 2026 it would be 654."""
    plan = newcomer(discount=0.25, From_year=2028)
    assert plan.objective == near(644)
    assert paid_in(plan) == 2027


def test_a_late_payment_does_not_count():
    """With a lead of 2 years it can be used in 2028 alone, which saves 200: 300 + 50 + 300 + 100 = 750."""
    plan = newcomer(Qualification_years=2)
    assert plan.objective == near(750)
    assert paid_in(plan) == 2026
    assert by_year(plan, "Cheap") == near([0, 0, 100])


def test_from_year_and_to_year():
    """A qualified offer open in 2027 alone: 300 + 100 + 300 = 700."""
    plan = newcomer(Qualified="yes", Qualification_cost=0, From_year=2027, To_year=2027)
    assert plan.objective == near(700)
    assert by_year(plan, "Cheap") == near([0, 100, 0])
    assert by_year(plan, "Dear") == near([100, 0, 100])


def test_one_year_is_not_worth_what_two_are():
    """To year 2027 leaves one year of use, which saves 200: not worth 250, so 900; nor is it paid for in vain."""
    plan = newcomer(Qualification_cost=250, To_year=2027)
    assert plan.objective == near(900)
    assert paid_in(plan) is None
