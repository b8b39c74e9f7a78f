"""Cases worked out by hand, and properties, that the reference itself must meet."""

from __future__ import annotations

import copy
import random

import openpyxl
import pytest

from .book import Book
from .countries import key
from .crisis import attack_sets
from .generator import check, random_book, write_xlsx
from .model import solve

MARKET = {"Market": "M", "Country": "Japan"}


def offer(supplier, cost, capacity=1000, material="Ga", **more):
    cells = {column.replace("_", " "): value for column, value in more.items()}
    return {"Supplier": supplier, "Material": material, "Capacity": capacity, "Unit cost": cost, **cells}


def book(offers, demand=120, places=None, shortage=1000, settings=None, **sheets):
    """A book with one market M in Japan that uses Ga, and suppliers in China, Germany, Chile, ... unless told otherwise."""
    suppliers = list(dict.fromkeys(row["Supplier"] for row in offers))
    places = places or dict(zip(suppliers, ["China", "Germany", "Chile", "Canada"], strict=False))
    values = {"First year": 2026, **(settings or {})}
    made = {
        "Settings": [{"Name": setting, "Value": value} for setting, value in values.items()],
        "Materials": [{"Material": "Ga", "Price": 50}],
        "Suppliers": [{"Supplier": s, "Country": places[s]} for s in suppliers],
        "Offers": offers,
        "Markets": [MARKET],
        "Demand": [{"Market": "M", "Material": "Ga", "Quantity": demand, "Shortage cost": shortage}],
    }
    return {**made, **{sheet.replace("_", " "): rows for sheet, rows in sheets.items()}}


def lost(scenario="w", target="A", months=12, kind="supplier", **more):
    cells = {column.replace("_", " "): value for column, value in more.items()}
    return {"Scenario": scenario, "Kind": kind, "Target": target, "Months": months, **cells}


def best(sheets):
    result = solve(sheets)
    assert result.status == "optimal"
    assert sum(result.costs.values()) == pytest.approx(result.objective)
    return result


def test_transportation_problem():
    """Landed costs 11 and 12 from A (100 to give), 16 and 14 from B: A saves 5 at M1 and 2 at M2, so A serves 80 of M1 and 20 of M2."""
    sheets = book([offer("A", 10, 100), offer("B", 12, 100)])
    sheets["Markets"] = [{"Market": "M1", "Country": "Japan"}, {"Market": "M2", "Country": "Japan"}]
    sheets["Demand"] = [{"Market": m, "Material": "Ga", "Quantity": q, "Shortage cost": 99} for m, q in (("M1", 80), ("M2", 70))]
    costs = {("A", "M1"): 1, ("A", "M2"): 2, ("B", "M1"): 4, ("B", "M2"): 2}
    sheets["Lanes"] = [{"From": s, "To": m, "Transport cost": c} for (s, m), c in costs.items()]
    assert best(sheets).objective == pytest.approx(880 + 240 + 700)


@pytest.mark.parametrize(("demand", "cost"), [(100, 1400), (200, 2500)])
def test_facility_location(demand, cost):
    """A: 500 + 10 a unit, B: 100 + 13 a unit. B is cheaper for 100, A for 200."""
    assert best(book([offer("A", 10, 200, Fixed_cost=500), offer("B", 13, 200, Fixed_cost=100)], demand)).objective == pytest.approx(cost)


@pytest.mark.parametrize(("months", "lead", "service"), [(4, 1, 0.75), (4, 0, 1), (3, 2, 0.5), (2, 3, 0.9)])
def test_least_stock_is_what_the_pipeline_does_not_cover(months, lead, service):
    """One source lost for H months, lead L, service S: the least stock is max(0, H - L) * S * monthly demand (10)."""
    sheets = book(
        [offer("A", 10)],
        settings={"Crisis months": 6},
        Lanes=[{"From": "*", "To": "M", "Lead months": lead}],
        Stockpiles=[{"Stockpile": "K", "Material": "Ga", "Country": "Japan", "Maximum level": 500, "Holding cost": 1}],
        Scenarios=[{"Scenario": "w", "Probability": 0}],
        Events=[lost(months=months)],
        Survival=[{"Months": months, "Service level": service}],
    )
    stock = max(0, months - lead) * service * 10
    result = best(sheets)
    assert result.level[2026, "k"] == pytest.approx(stock)
    assert result.objective == pytest.approx(1200 + stock * 11)


def two_crises(**settings):
    """A at 10 is lost for two months (chance 0.1: Q = 400 - 200) or one (chance 0.2: Q = 300 - 200); B stands by at 20."""
    return book(
        [offer("A", 10), offer("B", 20, 120, Standby=1)],
        settings={"Crisis months": 2, **{k.replace("_", " "): v for k, v in settings.items()}},
        Scenarios=[{"Scenario": "w", "Probability": 0.1}, {"Scenario": "x", "Probability": 0.2}],
        Events=[lost("w", months=2), lost("x", months=1)],
    )


@pytest.mark.parametrize(
    ("settings", "risk"),
    [
        ({}, 0.1 * 200 + 0.2 * 100),
        ({"Risk_aversion": 1, "CVaR_level": 0.8}, (0.1 * 200 + 0.1 * 100) / 0.2),
        ({"Risk_aversion": 0.5, "CVaR_level": 0.8}, 0.5 * 40 + 0.5 * 150),
        ({"Risk_aversion": 1, "CVaR_level": 0}, 40),
        ({"Model": "risk-averse", "CVaR_level": 0.8}, 150),
        ({"Model": "risk-averse", "Risk_aversion": 0}, 40),
        ({"Model": "worst-case"}, 200),
    ],
)
def test_risk_of_two_crises(settings, risk):
    """Expected cost 40; the worst fifth of years costs 150 on average; the worst crisis 200."""
    result = best(two_crises(**settings))
    assert result.Q == pytest.approx({(2026, "w"): 200, (2026, "x"): 100})
    assert result.costs["risk"] == pytest.approx(risk)
    assert result.objective == pytest.approx(1200 + risk)


@pytest.mark.parametrize(
    ("row", "cost"),
    [
        ({"Group": "CN", "Maximum": 0.3}, 30 * 10 + 70 * 20),
        ({"Group": "A", "Maximum": 0.3}, 1700),
        ({"Group": "each country", "Maximum": 0.6}, 60 * 10 + 40 * 20),
        ({"Group": "each foreign country", "Maximum": 0.6}, 1400),
        ({"Group": "Germany", "Minimum": 0.3}, 1300),
        ({"Group": "CN", "Maximum": 0.3, "Penalty": 5}, 1000 + 70 * 5),
        ({"Group": "CN", "Maximum": 0.5, "Basis": "value"}, 4000 / 3),
        ({"Group": "CN", "Maximum": 0.5, "Basis": "value", "Penalty": 0.1}, 1000 + 500 * 0.1),
        ({"Group": "CN", "Maximum": 0.3, "Year": 2027}, 1000),
    ],
)
def test_share_limits(row, cost):
    """A in China at 10, B in Germany at 20, demand 100. By value 10 a <= 20 b leaves A two thirds;
    breaking it costs 0.1 for each of 500 of value."""
    assert best(book([offer("A", 10), offer("B", 20)], 100, Share_limits=[row])).objective == pytest.approx(cost)


@pytest.mark.parametrize(
    ("group", "side", "cost"), [("China", "Maximum", 1700), ("B", "Maximum", 1000), ("China", "Minimum", None), ("A", "Minimum", 1000)]
)
def test_unknown_country_never_helps(group, side, cost):
    """A stands in a country that is unknown: it counts as Chinese for a Maximum and not for a Minimum, and by name only as itself."""
    sheets = book(
        [offer("A", 10), offer("B", 20)], 100, places={"A": "unknown", "B": "Germany"}, Share_limits=[{"Group": group, side: 0.3}]
    )
    result = solve(sheets)
    assert result.objective == (None if cost is None else pytest.approx(cost))


def test_owner_and_group():
    """B's owner is Chinese: with lens owner both A and B count; a group of China and C leaves nothing but D at 40."""
    sheets = book([offer("A", 10), offer("B", 20), offer("C", 30), offer("D", 40)], 100)
    sheets["Suppliers"][1]["Owner"] = "CHN"
    sheets["Share limits"] = [{"Group": " ｃｎ", "Lens": "Owner", "Maximum": 0.5}]
    assert best(sheets).objective == pytest.approx(50 * 10 + 50 * 30)
    sheets["Groups"] = [{"Group": "G", "Member": "People's Republic of China"}, {"Group": "g ", "Member": "C"}]
    sheets["Share limits"][0]["Group"] = "G"
    assert best(sheets).objective == pytest.approx(50 * 10 + 50 * 40)


@pytest.mark.parametrize(("destination", "chinese"), [("M1", 140), (None, 80)])
def test_traced_share_is_a_mass_balance(destination, chinese):
    """Two of ore for one of metal, 50 to each market, at most 0.4 Chinese. Limited at M1 alone, M2 is booked all that is Chinese: 20 + 50
    of metal carry 140 of Chinese ore. Limited together, 40 carry 80."""
    sheets = book(
        [offer("A", 1, material="Ore"), offer("B", 3, material="Ore"), offer("S", 10, material="Metal")],
        Recipes=[{"Output": "Metal", "Input": "Ore", "Quantity": 2}],
        Share_limits=[
            {"Group": "China", "Lens": "traced", "Material": "Metal", "Origin material": "Ore", "Destination": destination, "Maximum": 0.4}
        ],
    )
    sheets["Markets"] = [{"Market": "M1", "Country": "Japan"}, {"Market": "M2", "Country": "Japan"}]
    sheets["Demand"] = [{"Market": m, "Material": "Metal", "Quantity": 50, "Shortage cost": 99} for m in ("M1", "M2")]
    assert best(sheets).objective == pytest.approx(1000 + chinese + 3 * (200 - chinese))


def test_reserve_counts_when_it_is_used():
    """A reserve may be built from China under a Maximum of 0, but stock built from China in 2026 may not replace 2027's purchases."""
    stock = {"Stockpile": "K", "Material": "Ga", "Country": "Japan", "Maximum level": 100}
    limit = {"Group": "China", "Maximum": 0}
    offers = [offer("A", 10), offer("B", 20)]
    assert best(book(offers, 100, Stockpiles=[{**stock, "Minimum level": 50}], Share_limits=[limit])).objective == pytest.approx(500 + 2000)
    years = {"Last year": 2027}
    late = [{**limit, "Year": 2027}]
    assert best(book(offers, 100, settings=years, Stockpiles=[stock], Share_limits=late)).objective == pytest.approx(1000 + 2000)
    assert best(book(offers, 100, Stockpiles=[{**stock, "Opening level": 40}], Share_limits=[limit])).objective == pytest.approx(60 * 20)


@pytest.mark.parametrize(
    ("capacity", "start", "kind", "cost"),
    [(80, 60, "all units", 80 * 8 + 20 * 9), (80, 60, "incremental", 900), (100, 20, "incremental", 20 * 10 + 80 * 8), (50, 60, None, 900)],
)
def test_price_breaks(capacity, start, kind, cost):
    """A at 10, and 8 from a start; B at 9 for all 100. On all units the 80 of A cost 640; only beyond 60 they cost 760, more than B's."""
    breaks = [{"Supplier": "A", "Material": "Ga", "From quantity": start, "Unit cost": 8, "Kind": kind}]
    assert best(book([offer("A", 10, capacity), offer("B", 9)], 100, Price_breaks=breaks)).objective == pytest.approx(cost)


@pytest.mark.parametrize(
    ("row", "cost"),
    [
        ({"Minimum": 2, "Minimum share": 0.3}, 70 * 10 + 30 * 20),
        ({"Minimum": 2}, 95 * 10 + 5 * 20),
        ({"Maximum": 1}, 2000),
        ({"Maximum": 0, "Group": "China"}, 2000),
        ({"Minimum": 3}, None),
    ],
)
def test_source_limits(row, cost):
    """A at 10 (60 to give where only one may be used), B at 20."""
    few = offer("A", 10, 60 if row.get("Maximum") == 1 else 1000)
    result = solve(book([few, offer("B", 20)], 100, Source_limits=[{"Material": "Ga", **row}]))
    assert result.objective == (None if cost is None else pytest.approx(cost))


@pytest.mark.parametrize(
    ("budget", "service", "cost"), [(1, 0.6, 480 + 576 + 480), (2, 0.3, 480 + 432 + 720), (0, 0.9, 1200), (3, 0.1, None), (None, 0.9, 1200)]
)
def test_adversary(budget, service, cost):
    """A, B, C at 10, 12, 20. If any one may be lost and 0.6 must stay, none may carry more than 48; if any two and 0.3, each carries 36."""
    sheets = book(
        [offer("A", 10), offer("B", 12), offer("C", 20)],
        settings={"Crisis months": 2, "Attack budget": budget},
        Attacks=[{"Attack": s, "Kind": "supplier", "Target": s, "Months": 1} for s in "ABC"],
        Survival=[{"Scenario": "attack", "Months": 2, "Service level": service}],
    )
    result = solve(sheets)
    assert result.objective == (None if cost is None else pytest.approx(cost))


def test_largest_sets_of_attacks():
    """With costs 1, 2, 2 and 0 and a budget of 3: {1, 2, 0} twice, and no set to which one could be added."""
    rows = [{"Attack": i, "Kind": "supplier", "Target": "A", "Months": 1, "Cost": c} for i, c in enumerate([1, 2, 2, 0])]
    sets = attack_sets(Book(book([offer("A", 10)], settings={"Attack budget": 3}, Attacks=rows)))
    assert sorted([row["Attack"] for row in one] for one in sets) == [[0, 1, 3], [0, 2, 3]]


def test_qualification_is_paid_a_year_before_and_discounted():
    """B at 5 can be used from 2027 if 300 is paid in 2026; at 25 % a year, 1000 + 300 + 0.8 * 500 is less than 1000 + 800."""
    late = offer("B", 5, Qualified="no", Qualification_cost=300, Qualification_years=1)
    result = best(book([offer("A", 10), late], 100, settings={"Last year": 2027, "Discount rate": 0.25}))
    assert result.costs["qualification"] == pytest.approx(300)
    assert result.costs["deliveries"] == pytest.approx(1400)


def test_expansion():
    """A at 10 makes 60, and 40 more from 2027 for 2 each; B at 20 makes up for 2026."""
    grows = offer("A", 10, 60, Expansion_limit=50, Expansion_cost=2, Expansion_years=1)
    assert best(book([grows, offer("B", 20)], 100, settings={"Last year": 2027})).objective == pytest.approx(600 + 800 + 80 + 1000)


def test_pace_of_change_minimum_take_and_window():
    """A may grow by 30 a year from 0; B must ship at least 50 if used at all; C at 12 is there in 2027 only."""
    years = {"Last year": 2027}
    slow = offer("A", 10, Maximum_change=30)
    assert best(book([slow, offer("B", 20)], 100, settings=years)).objective == pytest.approx(300 + 1400 + 600 + 800)
    assert best(book([offer("A", 10, 60), offer("B", 20, Minimum_take=50)], 100)).objective == pytest.approx(500 + 1000)
    assert best(book([offer("B", 20), offer("C", 12, From_year=2027)], 100, settings=years)).objective == pytest.approx(2000 + 1200)
    fresh = offer("C", 12, From_year=2027, Maximum_change=10)
    assert best(book([offer("B", 20), fresh], 100, settings=years)).objective == pytest.approx(3200), "the first year of a window is free"
    fresh = offer("C", 12, Qualified="no", Maximum_change=10)
    assert best(book([offer("B", 20), fresh], 100, settings=years)).objective == pytest.approx(2 * 1200), (
        "so is the first of an offer that is not qualified"
    )


def test_readiness():
    """A lost for 3 months. B stands by with 60 a year and a fifth beyond, a month late: 6 in months 2 and 3, all beyond
    the plan at half its price on top; 18 are short. Q = 12 * 20 + 0.5 * 20 * 12 + 18 * 100 - 300."""
    ready = offer("B", 20, 60, Standby=1, Surge=0.2, Surge_premium=0.5, Ramp_months=1)
    sheets = book(
        [offer("A", 10), ready],
        shortage=100,
        settings={"Crisis months": 3},
        Scenarios=[{"Scenario": "w", "Probability": 0.1}],
        Events=[lost(months=3)],
    )
    assert best(sheets).Q[2026, "w"] == pytest.approx(240 + 120 + 1800 - 300)


def test_corridor_stops_what_is_under_way():
    """Lead 2, the canal at half for months 1 and 2: what would have arrived then is halved, what is dispatched passes. 10 short at 50."""
    sheets = book(
        [offer("A", 10)],
        shortage=50,
        settings={"Crisis months": 4},
        Lanes=[{"From": "China", "To": "*", "Lead months": 2, "Corridor": "Canal"}],
        Scenarios=[{"Scenario": "w", "Probability": 0.1}],
        Events=[lost(kind="corridor", target="CANAL", months=2, Remaining=0.5)],
    )
    assert best(sheets).Q[2026, "w"] == pytest.approx(500)


@pytest.mark.parametrize(
    ("event", "cost"),
    [
        ({"months": 1, "Recovery_months": 1}, 15 * 50 + 5 * 10 - 200),
        ({"months": 2, "Price_factor": 1.5}, 100),
        ({"months": 2, "kind": "market", "target": "M", "Demand_factor": 1.5}, 10 * 50),
        ({"months": 2, "kind": "country", "target": "JP", "Demand_factor": 1.2}, 4 * 50),
        ({"months": 2, "To": "abroad", "Remaining": 0.5}, 10 * 50 - 100),
        ({"months": 2, "To": "China", "Remaining": 0.5}, 0),
        ({"months": 2, "kind": "material", "target": "Ga", "Remaining": 0.5}, 400),
        ({"months": 2, "kind": "country", "target": "CN", "Material": "Si"}, 0),
    ],
)
def test_events(event, cost):
    """One source at 10, 10 a month for two months, a shortage of 50: what is short costs 50 less the 10 that is not paid."""
    sheets = book(
        [offer("A", 10)],
        shortage=50,
        settings={"Crisis months": 2},
        Scenarios=[{"Scenario": "w", "Probability": 0.1}],
        Events=[lost(**event)],
    )
    assert best(sheets).Q[2026, "w"] == pytest.approx(cost)


def test_costs_end_where_deliveries_would_serve_too_late():
    """Leads of 1 and 1, four months: ore dispatched after month 2 would serve too late, so its doubled price costs 2 * 10 * 5."""
    sheets = book(
        [offer("A", 5, material="Ore"), offer("S", 10, material="Ga")],
        settings={"Crisis months": 4},
        Recipes=[{"Output": "Ga", "Input": "Ore", "Quantity": 1}],
        Lanes=[{"From": "*", "To": "*", "Lead months": 1}],
        Scenarios=[{"Scenario": "w", "Probability": 0.5}],
        Events=[lost(months=4, Price_factor=2)],
    )
    assert best(sheets).Q[2026, "w"] == pytest.approx(100)


def test_release_costs_its_replacement_within_its_limits():
    """20 in store, 4 a month from month 2 on: A lost for 3 months, 8 released at 50 and 22 short at 1000, less 300."""
    stock = {"Stockpile": "K", "Material": "Ga", "Country": "Japan", "Opening level": 20, "Minimum level": 20, "Maximum level": 20}
    sheets = book(
        [offer("A", 10)],
        settings={"Crisis months": 3},
        Stockpiles=[{**stock, "Release limit": 4, "Response months": 1}],
        Scenarios=[{"Scenario": "w", "Probability": 0}],
        Events=[lost(months=3)],
    )
    assert best(sheets).Q[2026, "w"] == pytest.approx(8 * 50 + 22 * 1000 - 300)


def test_stock_loses_and_costs():
    """A tenth is lost a year: 50 in 2026 and 5 in 2027 are bought, and the store is open both years."""
    stock = {
        "Stockpile": "K",
        "Material": "Ga",
        "Country": "Japan",
        "Minimum level": 50,
        "Maximum level": 90,
        "Loss": 0.1,
        "Holding cost": 1,
    }
    result = best(book([offer("A", 10)], 100, settings={"Last year": 2027}, Stockpiles=[stock]))
    assert result.objective == pytest.approx(2000 + 550 + 100)
    result = best(book([offer("A", 10)], 100, Stockpiles=[{**stock, "Fixed cost": 7, "Opening level": 50}]))
    assert result.objective == pytest.approx(1000 - 450), "closing the store and using what it holds is free"


def test_most_specific_lane_holds():
    """A by its own row (7), B by country to country (3), C from anywhere to Japan (4) before anywhere to anywhere (9)."""
    rows = [("*", "*", 9), ("China", "*", 5), ("CN", "JP", 3), ("A", "*", 7), ("*", "Japan", 4), ("*", "abroad", 6)]
    sheets = book(
        [offer(s, 10, 10) for s in "ABC"],
        30,
        places={"A": "China", "B": "CHN", "C": "Germany"},
        Lanes=[{"From": f, "To": t, "Transport cost": c} for f, t, c in rows],
    )
    assert best(sheets).objective == pytest.approx(170 + 130 + 140)


def test_base_shortage_is_no_cost_of_a_crisis():
    """60 of 100 can be had; the 40 that are short in every year are not booked again in a crisis that does nothing."""
    sheets = book([offer("A", 10, 60)], 100, shortage=500, settings={"Base shortage allowed": "Yes", "Crisis months": 3})
    sheets["Scenarios"] = [{"Scenario": "w", "Probability": 1}]
    result = best(sheets)
    assert result.objective == pytest.approx(600 + 40 * 500)
    assert result.Q[2026, "w"] == pytest.approx(0, abs=1e-6)


def test_priorities_share_a_shortage():
    """A at half for a month: 5 of 10 are short, first those that cost 100, and of the 4 that cost 900 a quarter may be short at most."""
    sheets = book(
        [offer("A", 10)],
        settings={"Crisis months": 1},
        Scenarios=[{"Scenario": "w", "Probability": 0}],
        Events=[lost(months=1, Remaining=0.5)],
    )
    sheets["Demand"] = [
        {"Market": "M", "Material": "Ga", "Priority": p, "Quantity": q, "Shortage cost": c}
        for p, q, c in (("low", 48, 100), ("high", 72, 900))
    ]
    sheets["Survival"] = [{"Priority": "HIGH", "Months": 1, "Service level": 0.75}]
    assert best(sheets).Q[2026, "w"] == pytest.approx(4 * 100 + 1 * 900 - 50)
    sheets["Survival"][0]["Service level"] = 0.9
    assert solve(sheets).status == "infeasible"


# Properties over random books

SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_books_are_valid_and_the_same_every_time(seed, tmp_path):
    """A seed stands for one valid book, which says the same once written and read back."""
    sheets = random_book(seed)
    assert check(sheets) is None
    assert sheets == random_book(seed)
    write_xlsx(sheets, tmp_path / "book.xlsx")
    read = {}
    for page in openpyxl.load_workbook(tmp_path / "book.xlsx"):
        head, *rows = page.iter_rows(values_only=True)
        read[page.title] = [dict(zip(head, row, strict=True)) for row in rows]
    assert same(solve(sheets), solve(read))


def same(one, other):
    return one.status == other.status and other.objective == (
        None if one.objective is None else pytest.approx(one.objective, rel=1e-6, abs=1e-5)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_rows_does_not_matter(seed):
    """Permuting the rows of every sheet changes nothing."""
    sheets = random_book(seed)
    mixed = copy.deepcopy(sheets)
    for rows in mixed.values():
        random.Random(seed).shuffle(rows)
    assert same(solve(sheets), solve(mixed))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_scenario_split_in_two_is_the_same(seed):
    """Two scenarios of half the probability and the same events cost what one did."""
    sheets = random_book(seed)
    split = copy.deepcopy(sheets)
    for row in sheets["Scenarios"]:
        half = float(row["Probability"]) / 2
        next(r for r in split["Scenarios"] if r["Scenario"] == row["Scenario"])["Probability"] = half
        split["Scenarios"].append({**row, "Scenario": f"{row['Scenario']} again", "Probability": half})
    for row in sheets["Events"]:
        original = next(s["Scenario"] for s in sheets["Scenarios"] if key(s["Scenario"]) == key(row["Scenario"]))
        split["Events"].append({**row, "Scenario": f"{original} again"})
    for row in sheets["Survival"]:
        if row.get("Scenario") and key(row["Scenario"]) != "attack":
            original = next(s["Scenario"] for s in sheets["Scenarios"] if key(s["Scenario"]) == key(row["Scenario"]))
            split["Survival"].append({**row, "Scenario": f"{original} again"})
    assert same(solve(sheets), solve(split))


UNITS = {  # what is multiplied (1) or divided (-1) when every material is counted in a unit seven times smaller
    "Materials": {"Price": -1},
    "Offers": {
        **dict.fromkeys(["Capacity", "Minimum take", "Current volume", "Maximum change", "Expansion limit"], 1),
        **dict.fromkeys(["Unit cost", "Expansion cost"], -1),
    },
    "Price breaks": {"From quantity": 1, "Unit cost": -1},
    "Demand": {"Quantity": 1, "Shortage cost": -1},
    "Lanes": {"Transport cost": -1},
    "Stockpiles": {
        **dict.fromkeys(["Opening level", "Minimum level", "Maximum level", "Maximum build", "Release limit"], 1),
        "Holding cost": -1,
    },
}


@pytest.mark.parametrize("seed", SEEDS)
def test_units_do_not_matter(seed):
    """Counting every material in another unit changes nothing."""
    sheets = random_book(seed)
    other = copy.deepcopy(sheets)
    for sheet, columns in UNITS.items():
        for row in other[sheet]:
            for column, power in columns.items():
                if row.get(column) is not None:
                    row[column] *= 7.0**power
    for row in other["Share limits"]:
        if row.get("Penalty") is not None and row.get("Basis") != "value":
            row["Penalty"] /= 7
    assert same(solve(sheets), solve(other))
