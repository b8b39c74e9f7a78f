"""Small cases from Python rows, and the questions that tests ask of their plans.

The cast, unless a test names its own: `Cheap` stands in China, `Dear` in Australia, `Third` in Chile, and the market
`Home` in Japan needs 120 a year of the material Ore, ten a month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import pytest

from resilience_opt.case.book import Book
from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.edits import add_rows
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.run import optimize

Rows = Iterable[Mapping[str, Any]]
FIRST = 2026
COUNTRIES = {"Cheap": "China", "Dear": "Australia", "Third": "Chile"}

#: Lanes by which everything is open but the way into the store: what is in it was there at the start.
SEALED = ({"From": "*", "To": "*"}, {"From": "*", "To": "Store", "Open": "no"})

#: Equal to a figure worked out by hand.
near = partial(pytest.approx, rel=0, abs=1e-6)


def case_of(**sheets: Any) -> Case:
    """A case from rows by sheet (`Share_limits=[...]`); Settings may be a mapping of name to value."""
    settings = {"First year": FIRST, **sheets.pop("Settings", {})}
    book = add_rows(Book({}), "Settings", [{"Name": name, "Value": value} for name, value in settings.items()])
    for sheet, rows in sheets.items():
        book = add_rows(book, sheet.replace("_", " "), rows)
    return build(book)


def offer(supplier: str, unit_cost: float, capacity: float = 1000, material: str = "Ore", **more: Any) -> dict[str, Any]:
    """A row of Offers; other columns by header, as in `Minimum_take=10`."""
    return {"Supplier": supplier, "Material": material, "Capacity": capacity, "Unit cost": unit_cost, **more}


def need(quantity: float, market: str = "Home", material: str = "Ore", shortage_cost: float = 100, **more: Any) -> dict[str, Any]:
    """A row of Demand."""
    return {"Market": market, "Material": material, "Quantity": quantity, "Shortage cost": shortage_cost, **more}


def store(maximum: float, name: str = "Store", material: str = "Ore", country: str = "Japan", **more: Any) -> dict[str, Any]:
    """A row of Stockpiles; in Japan unless said otherwise."""
    return {"Stockpile": name, "Material": material, "Country": country, "Maximum level": maximum, **more}


def ore(offers: list[dict[str, Any]], demand: float = 120, years: int = 1, months: int = 12, **sheets: Any) -> Case:
    """A case of the cast above: its offers, one market's demand, and whatever sheets a test is about.

    Parameters
    ----------
    years, months : how many years are planned, and how long a crisis is followed
    """
    who = {o["Supplier"] for o in offers}
    defaults: dict[str, Any] = {
        "Materials": [{"Material": m, "Price": 5} for m in dict.fromkeys(o["Material"] for o in offers)],
        "Suppliers": [{"Supplier": s, "Country": COUNTRIES[s]} for s in COUNTRIES if s in who],
        "Markets": [{"Market": "Home", "Country": "Japan"}],
        "Demand": [need(demand)],
    }
    settings = {"Last year": FIRST + years - 1, "Crisis months": months, **sheets.pop("Settings", {})}
    return case_of(Settings=settings, Offers=offers, **{**defaults, **sheets})


def crisis(*events: Mapping[str, Any], probability: float = 0.0, name: str = "Crisis") -> dict[str, Any]:
    """The sheets Scenarios and Events of one scenario."""
    return {"Scenarios": [{"Scenario": name, "Probability": probability}], "Events": [{"Scenario": name, **event} for event in events]}


def event(kind: str, target: str, months: int, **more: Any) -> dict[str, Any]:
    """A row of Events without its scenario."""
    return {"Kind": kind, "Target": target, "Months": months, **more}


def solved(case: Case, model: str | None = None) -> Plan:
    """The plan at proven optimality."""
    plan = optimize(case, model=model, gap=0)
    assert plan.status == "optimal"
    return plan


def rows_of(frame: pd.DataFrame, **cells: Any) -> pd.DataFrame:
    """The rows of a table with these cells."""
    for column, value in cells.items():
        frame = frame[frame[column] == value]
    return frame


def delivered(plan: Plan, supplier: str, **cells: Any) -> float:
    """What a supplier delivers in all, or in the rows of Allocation with these cells."""
    return float(rows_of(plan.allocation, supplier=supplier, **cells)["quantity"].sum())


def by_year(plan: Plan, supplier: str, **cells: Any) -> list[float]:
    """What a supplier delivers in each year."""
    return [delivered(plan, supplier, year=year, **cells) for year in plan.case.years]


def stock(plan: Plan, column: str = "level", stockpile: str = "Store") -> list[float]:
    """A column of Stockpiles, year by year."""
    return [float(v) for v in rows_of(plan.stockpiles, stockpile=stockpile)[column]]


def short(plan: Plan, **cells: Any) -> list[float]:
    """What is missing in each month of the crises with these cells."""
    return [float(v) for v in rows_of(plan.crisis, **cells)["shortage"]]


def crisis_cost(plan: Plan, scenario: str = "Crisis", year: int = FIRST) -> float:
    """Cost of a crisis beyond a normal year."""
    return float(rows_of(plan.crisis_costs, scenario=scenario, year=year)["cost"].iloc[0])
