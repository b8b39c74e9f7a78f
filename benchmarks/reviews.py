"""Synthetic reviews: what a planner's workbook of hundreds of suppliers holds, drawn from a seed.

Materials stand in tiers: the first is dug, the others are made of one or two materials of the tier before, and markets ask for
the last. Every supplier of a made material buys from a few named sources. A dominant country offers more than others and cheaper;
a share limit on it falls year by year. Every case has a plan: a normal year may leave demand unmet at its cost, and so may a crisis
beyond the requirements; what must be survived in the first two years is in store from the beginning, and what is asked for from
the third year on takes a twelfth of a year's demand to be put into store, of which suppliers can make twice as much.

The scenarios have a stream of chance of their own: the first twenty-five of a hundred are those of a case of twenty-five.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.cases import Size

Rows = list[dict[str, Any]]

COUNTRIES = (
    "China", "Japan", "South Korea", "United States", "Australia", "Canada", "Germany", "Brazil", "Chile", "Peru", "South Africa", "India",
    "Indonesia", "Vietnam", "France", "Norway", "Finland", "Kazakhstan", "Mexico", "Zambia",
)  # fmt: skip
CORRIDORS = ("Strait", "Canal", "Cape", "Northern rail")
DOMINANT, FIRST_YEAR = "China", 2026
#: How many named sources a supplier buys each input from, and the share of demand that a reserve holds in months.
SOURCES, RESERVE = 5, 2.0


def review(size: Size, seed: int) -> dict[str, Rows]:
    """The sheets of a case of a size."""
    draw = random.Random(seed)
    tiers = [[f"Material {tier + 1}.{i + 1}" for i in range(_share(size.materials, size.tiers, tier))] for tier in range(size.tiers)]
    markets = {f"Market {i + 1}": COUNTRIES[1 + i] for i in range(size.markets)}
    suppliers = {f"Supplier {i + 1}": DOMINANT if i % 4 == 0 else draw.choice(COUNTRIES[1:]) for i in range(size.suppliers)}
    makers = _makers(size, tiers, list(suppliers))
    recipes = _recipes(draw, tiers)
    demand: Rows = [
        {"Market": m, "Material": x, "Quantity": draw.randint(80, 240), "Shortage cost": draw.choice((400, 600, 900))} for m in markets for x in tiers[-1]
    ]
    needed = _needed(tiers, recipes, demand)
    return {
        "Settings": [
            {"Name": name, "Value": value}
            for name, value in (
                ("First year", FIRST_YEAR), ("Last year", FIRST_YEAR - 1 + size.years), ("Crisis months", size.months), ("Discount rate", 0.05),
                ("Base shortage allowed", "yes"), ("Default lane", "closed"),
            )
        ],
        "Materials": [{"Material": x, "Price": 30 + 25 * tier} for tier, names in enumerate(tiers) for x in names],
        "Suppliers": [{"Supplier": s, "Country": c} for s, c in suppliers.items()],
        "Offers": [_offer(draw, s, x, tier, suppliers[s], needed[x] / len(makers[x])) for tier, names in enumerate(tiers) for x in names for s in makers[x]],
        "Recipes": recipes,
        "Markets": [{"Market": m, "Country": c} for m, c in markets.items()],
        "Demand": demand,
        "Lanes": [*_to_markets(draw, markets, tiers[-1]), *_to_makers(draw, makers, recipes, suppliers)],
        "Stockpiles": _stockpiles(draw, markets, demand),
        "Share limits": [
            {"Group": DOMINANT, "Material": x, "Year": FIRST_YEAR + t, "Maximum": round(0.7 - 0.35 * t / max(size.years - 1, 1), 2)}
            for x in tiers[-1] for t in range(size.years)
        ],
        "Survival": [
            {"Market": m, "Months": months, "Service level": level, "From year": year}
            for m in list(markets)[::2] for months, level, year in ((1, 0.6, FIRST_YEAR), (2, 0.7, FIRST_YEAR + 2)) if year < FIRST_YEAR + size.years
        ],
        **_crises(random.Random(f"scenarios of {seed}"), size, list(suppliers), list(markets)),
    }  # fmt: skip


def _share(count: int, tiers: int, tier: int) -> int:
    """How many materials a tier has: as equal as can be, the last tiers first."""
    return (count + tier) // tiers


def _makers(size: Size, tiers: list[list[str]], suppliers: list[str]) -> dict[str, list[str]]:
    """Who offers each material: every supplier works in one tier, and where that has too few materials, in the next too."""
    makers: dict[str, list[str]] = {x: [] for names in tiers for x in names}
    for i, supplier in enumerate(suppliers):
        own = tiers[i % size.tiers]
        turn = [own[(i // size.tiers + k) % len(own)] for k in range(min(size.offers, len(own)))]
        other = tiers[(i + 1) % size.tiers]
        turn += [other[(i // size.tiers + k) % len(other)] for k in range(size.offers - len(turn))]
        for x in turn:
            makers[x].append(supplier)
    return makers


def _recipes(draw: random.Random, tiers: list[list[str]]) -> Rows:
    """Each made material is made of the one below it, and every second one of another too."""
    rows: Rows = []
    for before, names in zip(tiers[:-1], tiers[1:], strict=True):
        for i, x in enumerate(names):
            inputs = {before[i % len(before)], *([before[(i + 1) % len(before)]] if i % 2 else [])}
            rows += [{"Output": x, "Input": y, "Quantity": round(draw.uniform(0.3, 0.9), 2)} for y in sorted(inputs)]
    return rows


def _needed(tiers: list[list[str]], recipes: Rows, demand: Rows) -> dict[str, float]:
    """What all markets need of each material in a year, inputs of inputs included."""
    needed = {x: 0.0 for names in tiers for x in names}
    for row in demand:
        needed[row["Material"]] += row["Quantity"]
    for names in reversed(tiers):
        for row in recipes:
            if row["Output"] in names:
                needed[row["Input"]] += row["Quantity"] * needed[row["Output"]]
    return {x: max(quantity, 1.0) for x, quantity in needed.items()}


def _offer(draw: random.Random, supplier: str, material: str, tier: int, country: str, part: float) -> dict[str, Any]:
    """An offer; `part` is what each supplier would ship if all shipped alike. The dominant country offers more, cheaper."""
    dominant = country == DOMINANT
    capacity = round(part * draw.uniform(1.6, 3.2) * (1.6 if dominant else 1.0))
    cost = round(draw.uniform(8, 26) * (0.6 if dominant else 1.0) + 6 * tier, 1)
    fresh = not dominant and draw.random() < 0.3
    return {
        "Supplier": supplier, "Material": material, "Capacity": max(capacity, 2), "Unit cost": cost, "Fixed cost": round(capacity * draw.uniform(0.5, 3.0)),
        "Minimum take": round(0.2 * capacity) if draw.random() < 0.5 else 0, "Standby": draw.choice((0, 0.2, 0.5)), "Ramp months": draw.choice((0, 1, 2)),
        **({"Qualified": "no", "Qualification cost": round(capacity * draw.uniform(1, 4)), "Qualification years": 1} if fresh else {}),
        **({"Surge": 0.2, "Surge premium": 0.5} if draw.random() < 0.15 else {}),
    }  # fmt: skip


def _to_markets(draw: random.Random, markets: dict[str, str], materials: list[str]) -> Rows:
    """Lanes of what markets ask for: from every country to every market, and into every reserve."""
    rows: Rows = []
    for place in COUNTRIES:
        for market, country in markets.items():
            home = place == country
            way = {"Lead months": 0 if home else draw.choice((1, 1, 2)), "Transport cost": 1 if home else draw.randint(2, 7), "Tariff": 0 if home else draw.choice((0, 0, 0.05, 0.1))}
            if not home:
                way["Corridor"] = draw.choice(CORRIDORS)
            rows += [{"From": place, "To": end, **way} for end in (market, *(_reserve(x, market) for x in materials))]
    return rows


def _to_makers(draw: random.Random, makers: dict[str, list[str]], recipes: Rows, country: dict[str, str]) -> Rows:
    """Lanes of inputs: each maker buys from a few named sources."""
    inputs: dict[tuple[str, str], None] = {(maker, row["Input"]): None for row in recipes for maker in makers[row["Output"]]}
    rows: Rows = []
    for maker, material in inputs:
        for source in sorted(draw.sample(makers[material], min(SOURCES, len(makers[material])))):
            home = country[source] == country[maker]
            rows.append({"From": source, "To": maker, "Material": material, "Transport cost": 1 if home else draw.randint(2, 5), "Lead months": 0 if home else draw.choice((0, 1))})
    return rows


def _stockpiles(draw: random.Random, markets: dict[str, str], demand: Rows) -> Rows:
    """A reserve of each material for each market, which holds more than must be survived from the beginning."""
    return [
        {
            "Stockpile": _reserve(row["Material"], row["Market"]), "Material": row["Material"], "Country": markets[row["Market"]], "Serves": row["Market"],
            "Opening level": round(0.9 * row["Quantity"] / 12 + 1, 1), "Maximum level": round(RESERVE * row["Quantity"] / 12 + 2),
            "Holding cost": draw.choice((4, 6, 8)), "Release limit": round(row["Quantity"] / 12 + 1, 1), **({"Fixed cost": 20} if draw.random() < 0.3 else {}),
        }
        for row in demand
    ]  # fmt: skip


def _reserve(material: str, market: str) -> str:
    return f"Reserve of {material} for {market}"


def _crises(draw: random.Random, size: Size, suppliers: list[str], markets: list[str]) -> dict[str, Rows]:
    """Scenarios of one to three events each; they happen in half of all years."""
    weights, events = [], []
    for i in range(size.scenarios):
        weights.append(draw.uniform(0.5, 1.5))
        for _ in range(draw.choice((1, 1, 2, 3))):
            kind = draw.choices(("country", "supplier", "corridor", "market"), (5, 3, 2, 1))[0]
            target = draw.choice({"country": COUNTRIES, "supplier": suppliers, "corridor": CORRIDORS, "market": markets}[kind])
            lasts = {"Months": draw.randint(1, size.months), "Recovery months": draw.randint(0, 3)}
            what = {"Demand factor": 1.1} if kind == "market" else {"Remaining": draw.choice((0, 0, 0.2, 0.5))}
            dear = {"Price factor": 1.3} if kind == "country" and draw.random() < 0.3 else {}
            events.append({"Scenario": f"Scenario {i + 1}", "Kind": kind, "Target": target, **lasts, **what, **dear})
    total = sum(weights)
    return {"Scenarios": [{"Scenario": f"Scenario {i + 1}", "Probability": round(0.5 * p / total, 9)} for i, p in enumerate(weights)], "Events": events}
