"""What the page of the magnets says of April 2025 is what the model says, and the model says it for the reasons told there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import resilience_opt as ro
from inputs.casebook import FOLDER
from inputs.magnets.april import at_hand, by_customs, missing, today
from inputs.magnets.facts import CHINA, DYTB, MAGNET, START
from inputs.magnets.published import STOOD_IN, Reading, heavy_oxide, month_by_month, readings
from resilience_opt.case.case import Case

PAGE = (FOLDER.parent / "docs" / "cases" / "magnets.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def case() -> Case:
    """The committed workbook."""
    return ro.read_case(FOLDER / "magnets.xlsx")


@pytest.fixture(scope="module")
def read(case: Case) -> list[Reading]:
    """Today's volumes under each belief about the cut."""
    return readings(case)


def test_table_on_the_page_is_computed_from_the_workbook(case: Case, read: list[Reading]) -> None:
    """Whoever changes a figure of the case has to write the page again."""
    assert month_by_month(read) in PAGE
    assert heavy_oxide(case) in PAGE


def test_today_is_the_chain_as_it_was_found(case: Case) -> None:
    """China's part is KITA's in each country, all heavy oxide is China's, the stores are as they were, and without a cut nothing is missing."""
    now = today(case)
    plan = ro.optimize(now, explained=False)
    bought = plan.allocation[plan.allocation["material"] == MAGNET]
    home = {row.supplier: row.country for row in now.suppliers}
    chinese = bought[bought["supplier"].map(home) == CHINA].groupby("destination")["quantity"].sum() / bought.groupby("destination")["quantity"].sum()
    assert dict(chinese) == pytest.approx({country: share.value for country, share in START.items()}, abs=1e-6)
    oxide = plan.allocation[plan.allocation["material"] == DYTB]
    assert set(oxide["supplier"].map(home)) == {CHINA}
    opened = {row.stockpile: row.opening_level for row in case.stockpiles}
    assert dict(zip(plan.stockpiles["stockpile"], plan.stockpiles["level"], strict=True)) == pytest.approx(opened)
    assert plan.stockpiles[["built", "drawn"]].to_numpy() == pytest.approx(0, abs=1e-6)
    assert missing(replace(now, events=tuple(replace(row, remaining=1.0) for row in now.events))) == pytest.approx(0, abs=1e-6)


def test_two_months_by_hand(case: Case) -> None:
    """With magnets alone cut and nothing under way, what China does not send in two months less what is in store is missing: no furnace is lit so soon."""
    now = at_hand(today(case))
    magnets = replace(now, events=tuple(row for row in now.events if row.material == MAGNET))
    demand = {country: sum(row.quantity for row in now.demand if row.market == country) for country in START}
    lost = sum(START[country].value * demand[country] for country in START) / 12 * (0.48 + 0.75)
    stored = sum(row.opening_level for row in now.stockpiles if row.material == MAGNET)
    assert lost - stored > 100
    assert missing(magnets, 2) == pytest.approx(lost - stored, abs=1)


def test_exports_as_remembered_replace_those_of_the_book(case: Case) -> None:
    """Four months follow one another, each with its own part, and the oxide stays cut as in the book."""
    events = by_customs(today(case)).events
    assert [(row.start_month, row.months, row.remaining, row.recovery_months) for row in events if row.material == MAGNET] == [
        (1, 1, 0.52, 0),
        (2, 1, 0.21, 0),
        (3, 1, 0.55, 0),
        (4, 1, 0.95, 0),
    ]
    assert [row for row in events if row.material == DYTB] == [row for row in today(case).events if row.material == DYTB]


def test_where_the_page_says_that_model_and_history_part(read: list[Reading]) -> None:
    """The book is late, the months at sea are why; and every reading misses something that larger stores would have kept."""
    book, hand, customs = read
    assert book.first is not None and book.first > STOOD_IN.value
    assert hand.first == customs.first == STOOD_IN.value
    assert all(r.days > 20 and r.whole > 1000 for r in read)
    for r in read:
        months = list(r.by_month.values())
        assert months == sorted(months)


def test_cost_of_counting_on_nothing_at_sea(case: Case) -> None:
    """The two costs in the last paragraph are those of the two plans."""
    said = re.search(r"costs ([\d,]+) in place of ([\d,]+) million USD", PAGE)
    assert said
    found = [ro.optimize(c, explained=False).objective / 1e6 for c in (at_hand(case), case)]
    assert [float(text.replace(",", "")) for text in said.groups()] == pytest.approx(found, rel=3e-4)
