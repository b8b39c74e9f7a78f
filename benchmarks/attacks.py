"""The adversary against enumeration: python -m benchmarks.attacks [--attacks N] [--budget B] [--seed S] [--force]

Times the search for a plan that no set of attacks within the budget breaks. With `--force` every maximal set is then
asked about by itself, for the plan that was found: brute force, with a linear program a set and year. With `--list`
the same case is solved with every maximal set as a crisis from the beginning.
"""

from __future__ import annotations

import argparse
import random
import time
from typing import Any

from benchmarks.cases import COUNTRIES
from resilience_opt.case.book import Book
from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.edits import add_rows
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.attacks import budget_of, maximal_sets
from resilience_opt.network.build import build_network
from resilience_opt.solve.adversary.loop import withstand
from resilience_opt.solve.adversary.oracle import years_under_attack
from resilience_opt.solve.engine import solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.solution import Solution
from resilience_opt.studies.run import compile_case

MATERIALS, MARKETS, CORRIDORS = ("Ore", "Metal", "Salt"), ("Home", "South", "West"), ("Strait", "Canal", "Cape", "Rail")


def besieged(attacks: int, budget: float, seed: int = 0, years: int = 1) -> Case:
    """Suppliers of three materials, Metal made of Ore, and as many attacks as asked for: on suppliers, countries and corridors."""
    draw = random.Random(seed)
    places = COUNTRIES[3:] if attacks > 20 else COUNTRIES
    strikes = [("country", c) for c in places] + [("corridor", c) for c in CORRIDORS]
    suppliers = [f"Supplier {i}" for i in range(max(24, attacks - len(strikes)))]
    strikes = (strikes[: attacks // 3] + [("supplier", s) for s in suppliers] + strikes[attacks // 3 :])[:attacks]
    sheets: dict[str, list[dict[str, Any]]] = {
        "Settings": [{"Name": n, "Value": v} for n, v in (("First year", 2026), ("Last year", 2025 + years), ("Crisis months", 6), ("Attack budget", budget))],
        "Materials": [{"Material": m, "Price": 40} for m in MATERIALS],
        "Suppliers": [{"Supplier": s, "Country": draw.choice(COUNTRIES)} for s in suppliers],
        "Offers": [
            {"Supplier": s, "Material": MATERIALS[i % 3], "Capacity": draw.randint(60, 160), "Unit cost": draw.randint(5, 30), "Fixed cost": draw.randint(50, 600) if i % 4 == 0 else 0, "Standby": 0.3}
            for i, s in enumerate(suppliers)
        ],
        "Recipes": [{"Output": "Metal", "Input": "Ore", "Quantity": 0.5}],
        "Markets": [{"Market": m, "Country": c} for m, c in zip(MARKETS, COUNTRIES[1:4], strict=True)],
        "Demand": [{"Market": m, "Material": x, "Quantity": draw.randint(60, 120), "Shortage cost": 400} for m in MARKETS for x in MATERIALS[1:]],
        "Lanes": [{"From": "*", "To": "*", "Transport cost": 1}]
        + [{"From": c, "To": "abroad", "Transport cost": 2, "Lead months": i % 2, "Corridor": CORRIDORS[i % 4]} for i, c in enumerate(COUNTRIES[:5])],
        "Stockpiles": [
            {"Stockpile": f"Store of {x}", "Material": x, "Country": COUNTRIES[1], "Serves": "; ".join(MARKETS), "Maximum level": 200, "Holding cost": 6}
            for x in MATERIALS[1:]
        ],
        "Attacks": [
            {"Attack": f"Strike {i}", "Kind": kind, "Target": target, "Months": draw.randint(3, 6), "Remaining": draw.choice((0, 0, 0.2, 0.5)), "Recovery months": draw.randint(0, 2)}
            for i, (kind, target) in enumerate(strikes)
        ],
        "Survival": [{"Scenario": "attack", "Months": 4, "Service level": 0.8}],
    }
    book = Book({})
    for sheet, rows in sheets.items():
        book = add_rows(book, sheet, rows)
    return build(book)


def main() -> None:
    """Solve, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attacks", type=int, default=60)
    parser.add_argument("--budget", type=float, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--gap", type=float, default=1e-4)
    parser.add_argument("--force", action="store_true", help="ask about every maximal set")
    parser.add_argument("--list", action="store_true", help="solve with every maximal set as a crisis too")
    asked = parser.parse_args()
    case = besieged(asked.attacks, asked.budget, asked.seed, asked.years)
    budget = budget_of(case)
    assert budget is not None
    print(f"{asked.attacks} attacks, budget {asked.budget:g}: {budget.within():,} sets are within it")
    started = time.process_time(), time.perf_counter()
    found = withstand(build_network(case, ()), load_model("standard"), budget, Limits(asked.gap))
    spent = time.process_time() - started[0], time.perf_counter() - started[1]
    solution = found.solution
    if not isinstance(solution, Solution) or solution.certificate is None:
        print(f"no plan can meet the requirements ({spent[0]:.1f} s of processor, {spent[1]:.1f} s by the clock)")
        return
    proof, plan = solution.certificate, solution.plan
    year, worst, loss = proof.worst
    print(f"  searched: {float(found.compiled.objective @ plan) * found.compiled.net.money:,.0f}, {len(proof.sets)} sets known, {proof.rounds} rounds, {proof.questions:,} questions")
    print(f"  {spent[0]:.1f} s of processor, {spent[1]:.1f} s by the clock; worst {worst} in year {year}, loss {loss:.3g}")
    print(f"  at the end: {sum(len(r) for r in proof.recourses.values()):,} recourses hold against all of them")
    if asked.force:
        started = time.process_time(), time.perf_counter()
        greatest, count = -1e9, 0
        for one in years_under_attack(found.compiled):
            one.turn_to(plan)
            for chosen in maximal_sets(budget.costs, budget.budget):
                greatest, count = max(greatest, one.loss(chosen)[0]), count + 1
        print(f"  by force: {count:,} questions, greatest loss {greatest:.3g}, {time.process_time() - started[0]:.1f} s of processor")
    if asked.list:
        started = time.process_time(), time.perf_counter()
        _, compiled, _ = compile_case(case)
        answer = solve_compiled(compiled, Limits(asked.gap))
        assert isinstance(answer, Solution)
        print(
            f"  listed: {float(compiled.objective @ answer.plan) * compiled.net.money:,.0f}, {len(compiled.net.shocks.sets)} sets, {answer.engine}, "
            f"{time.process_time() - started[0]:.1f} s of processor, {time.perf_counter() - started[1]:.1f} s by the clock"
        )


if __name__ == "__main__":
    main()
