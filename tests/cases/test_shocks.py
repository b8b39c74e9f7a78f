"""The library of shocks: its rows are what a case may hold, and its stores are those that a plan finds."""

from __future__ import annotations

import pytest

import resilience_opt as ro
from inputs.casebook import FOLDER
from inputs.shocks.buyers import BUYERS, MONTHLY, source
from inputs.shocks.events import ABROAD, EVENTS, SHOCKS
from resilience_opt.case.sheets import Event


def hit_by(market: str, material: str) -> list[float]:
    """Months of use that each shock on a buyer asks for."""
    country = source(material)[0]
    return [s.kept() for s in SHOCKS if material in s.materials and (s.to in (None, market) or (s.to == ABROAD and market != country))]


def test_a_plan_keeps_what_the_library_says() -> None:
    """For every buyer with one source the store is that of the worst shock which hits it: hand arithmetic and the plan agree."""
    plan = ro.optimize(ro.read_case(FOLDER / "shocks.xlsx"), explained=False)
    assert plan.audit.passed
    last = plan.stockpiles[plan.stockpiles["year"] == 2027].set_index("stockpile")["level"]
    wanted = {f"{material} of {market}": MONTHLY * max(hit_by(market, material)) for market, material in BUYERS}
    assert last.to_dict() == pytest.approx(wanted, abs=1e-4)


def test_a_fire_costs_its_month_and_half_of_the_way_back() -> None:
    """A month at nothing and three months of a straight line back: 1 + 0.75 + 0.5 + 0.25."""
    fire = next(shock for shock in SHOCKS if shock.name == "2021 fire, Naka")
    assert fire.kept() == pytest.approx(2.5)


def test_rows_have_the_columns_of_the_contract() -> None:
    """Every column of the rows is a column of the sheet Events."""
    known = {column.header for column in Event.columns()}
    assert {name for row in EVENTS for name in row} <= known


def test_no_month_of_a_shock_is_counted_twice() -> None:
    """The steps of a shock follow each other; a straight line back only after the last."""
    for shock in SHOCKS:
        start = 1
        for step in shock.steps:
            assert step.start == start, shock.name
            assert step.recovery is None or step is shock.steps[-1], shock.name
            start += int(step.months.value)
