"""Synthetic cases: the same from the same seed, of the size asked for, and with a plan."""

from __future__ import annotations

import random
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from benchmarks.cases import SIZES, Size, synthetic
from benchmarks.reviews import DOMINANT, review
from resilience_opt.network.build import build_network
from resilience_opt.network.network import Network
from resilience_opt.solve.engine import solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.solution import Solution
from resilience_opt.studies.run import compile_case

#: Prints of S and M, seed 0.
PUBLISHED = {"S": "56f2c3872c1e9bf3", "M": "ff8ba7c4702756f6"}
#: A review that is solved in seconds.
SMALL = Size(9, 6, 2, 3, 6, 4, 2, 3)


def _print(net: Network) -> str:
    """What tells one network from another."""
    parts = [net.offers.capacity, net.offers.unit_cost, net.arcs.offer, net.arcs.cost, net.arcs.lead, net.classes.quantity, net.shocks.available, net.shocks.lane, net.shocks.probability]
    return sha256(b"".join(np.ascontiguousarray(part, dtype=float).tobytes() for part in parts)).hexdigest()


def test_the_plain_cases_are_those_of_published_figures() -> None:
    """S and M of seed 0 are what they were when their figures were written down."""
    prints = {name: _print(build_network(synthetic(SIZES[name])))[:16] for name in ("S", "M")}
    assert prints == PUBLISHED


@pytest.mark.parametrize("size", [SIZES["S"], SMALL, SIZES["A"]])
def test_a_seed_gives_one_case(size: Size) -> None:
    """The same seed gives the same case, another one another, whatever else draws meanwhile."""
    first = _print(build_network(synthetic(size, 7)))
    random.seed(1)
    assert _print(build_network(synthetic(size, 7))) == first
    assert _print(build_network(synthetic(size, 8))) != first


@pytest.mark.parametrize("name", ["A", "L", "XL"])
def test_sheets_have_the_size(name: str) -> None:
    """As many suppliers, offers of each, materials in three tiers, markets, years and scenarios as the size says."""
    size = SIZES[name]
    sheets = review(size, 101)
    offers = [row["Supplier"] for row in sheets["Offers"]]
    assert len(sheets["Suppliers"]) == size.suppliers
    assert {offers.count(row["Supplier"]) for row in sheets["Suppliers"]} == {size.offers}
    assert len(sheets["Materials"]) == size.materials and len(sheets["Markets"]) == size.markets
    assert len({row["Material"].split(".")[0] for row in sheets["Materials"]}) == size.tiers
    assert len(sheets["Scenarios"]) == size.scenarios and {row["Scenario"] for row in sheets["Events"]} == {row["Scenario"] for row in sheets["Scenarios"]}
    assert {row["Output"] for row in sheets["Recipes"]} == {row["Material"] for row in sheets["Materials"] if not row["Material"].startswith("Material 1.")}
    assert sum(row["Probability"] for row in sheets["Scenarios"]) == pytest.approx(0.5, abs=1e-5)


@pytest.mark.parametrize(("name", "columns"), [("A", 84_000), ("B", 1_700_000)])
def test_columns_of_the_extensive_form(name: str, columns: int) -> None:
    """A and B are of the sizes that the targets name, to a tenth."""
    _, compiled, _ = compile_case(synthetic(SIZES[name], 101))
    assert len(compiled.plan) + len(compiled.crises) * len(compiled.crisis) == pytest.approx(columns, rel=0.1)


def test_a_review_holds_what_reviews_hold() -> None:
    """Limits on the dominant country that fall, fixed costs, minimum takes, qualification, surge, lead times, corridors, reserves and requirements."""
    _, compiled, _ = compile_case(synthetic(SIZES["A"], 101))
    net = compiled.net
    falling = [limit.limit.record.maximum for limit in net.limits if limit.limit.record.group == DOMINANT][:5]
    assert falling == sorted(falling, reverse=True) and falling[0] > falling[-1]
    for figures in (net.offers.fixed_cost, net.offers.minimum_take, ~net.offers.qualified, net.offers.surge_premium, net.arcs.lead, net.stocks.holding_cost, net.shocks.service):
        assert figures.any()
    names = {row.name for row, _ in compiled.crisis_matrix.rows}
    assert {"passage", "beyond_the_plan", "survival", "crisis_recipe", "release_limited"} <= names


def test_more_scenarios_are_added_to_those_before() -> None:
    """The first scenarios of a larger case, and all that is not a scenario, are those of the smaller one."""
    few, many = (review(replace(SIZES["A"], scenarios=count), 101) for count in (5, 10))
    assert many["Events"][: len(few["Events"])] == few["Events"]
    assert {name: rows for name, rows in few.items() if name not in ("Events", "Scenarios")} == {name: rows for name, rows in many.items() if name not in ("Events", "Scenarios")}


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_a_review_has_a_plan(seed: int) -> None:
    """A review has a plan that costs something, and that ships something."""
    _, compiled, _ = compile_case(synthetic(SMALL, seed))
    found = solve_compiled(compiled, Limits(0.05, 120.0), "extensive")
    assert isinstance(found, Solution)
    assert float(compiled.objective @ found.plan) > 0 and any(found.plan[column] > 1e-6 for column in compiled.plan.positions["ship"].values())


@pytest.mark.parametrize("name", ["A", "B", "L"])
@pytest.mark.parametrize("seed", [101, 105])
def test_requirements_can_be_met_from_reserves(name: str, seed: int) -> None:
    """Whatever is lost: what is in store outlasts what is asked for in the first years, and what a reserve can hold what is asked for later."""
    sheets = review(SIZES[name], seed)
    surge = max(row.get("Demand factor", 1.0) for row in sheets["Events"]) ** 3  # three events of a scenario may meet
    needs = {f"Reserve of {row['Material']} for {row['Market']}": row for row in sheets["Demand"]}
    for reserve in sheets["Stockpiles"]:
        need = needs[reserve["Stockpile"]]
        for row in sheets["Survival"]:
            if row["Market"] == need["Market"]:
                monthly = surge * row["Service level"] * need["Quantity"] / 12
                level = reserve["Opening level"] if row["From year"] == 2026 else reserve["Maximum level"]
                assert row["Months"] * monthly <= level and monthly <= reserve["Release limit"], reserve
