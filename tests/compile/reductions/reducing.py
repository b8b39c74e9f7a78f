"""What the tests of reductions share: random programs in which something can be reduced, and what an answer must satisfy."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from resilience_opt.compile.program import Compiled, Program, Stamp, extensive_form
from resilience_opt.compile.recorder import Floats
from resilience_opt.compile.reductions.dominated import dominated
from resilience_opt.compile.reductions.implied import implied
from resilience_opt.compile.reductions.months import months
from resilience_opt.compile.reductions.reduction import Reduction, expanded, reduced
from resilience_opt.compile.reductions.twins import twins
from resilience_opt.compile.reductions.uncounted import uncounted
from resilience_opt.errors import InputError
from resilience_opt.solve.answers import Answer
from resilience_opt.solve.engine import layout
from resilience_opt.solve.polish import polish
from resilience_opt.solve.search import solve
from resilience_opt.studies.run import compile_case
from tests.reference.generator import random_book
from tests.studies.cases import MODELS, case_from

Step = Callable[[Compiled, Program, Stamp], Reduction]

#: Random books, two thirds of which are valid and have crises.
SEEDS = range(0, 72)

#: Every reduction by its name, called alike.
STEPS: dict[str, Step] = {
    "uncounted": lambda c, p, m: uncounted(p, m, layout(c, len(c.plan)).costs),
    "twins": lambda c, p, m: twins(c, p, m, layout(c, len(c.plan)).costs),
    "dominated": lambda c, p, m: dominated(c, p, m, layout(c, len(c.plan)).costs),
    "months": months,
    "implied": lambda c, p, m: implied(p, m),
}


def extensive(case, model=None):
    """The compiled case and its extensive form."""
    _, compiled, _ = compile_case(case, model)
    return compiled, *extensive_form(compiled)


def repetitive(seed: int) -> dict[str, list[dict[str, object]]]:
    """A random book with what can be reduced: no lead times in most, and each scenario's likeness and a milder one beside it."""
    book = {sheet: [dict(row) for row in rows] for sheet, rows in random_book(seed).items()}
    rng = random.Random(seed)
    if rng.random() < 0.7:
        for lane in book.get("Lanes", []):
            lane.pop("Lead months", None)
    for scenario in list(book.get("Scenarios", [])):
        name = scenario["Scenario"]
        if rng.random() < 0.3:
            scenario["Probability"] = 0.0
        for other, probability, milder in ((f"{name} again", scenario.get("Probability", 0.0), False), (f"{name} milder", 0.0, True)):
            book["Scenarios"].append({**scenario, "Scenario": other, "Probability": float(probability) / 4})
            for event in [e for e in book["Events"] if e["Scenario"] == name]:
                remaining = float(event.get("Remaining") or 0.0)
                book["Events"].append({**event, "Scenario": other, **({"Remaining": (1 + remaining) / 2} if milder else {})})
            for row in [r for r in book.get("Survival", []) if r.get("Scenario") == name]:
                book["Survival"].append({**row, "Scenario": other})
        scenario["Probability"] = float(scenario.get("Probability") or 0.0) / 2
    return book


@cache
def programs() -> tuple[tuple[int, Compiled, Program, Stamp, Answer], ...]:
    """Extensive forms of such books, each measure of risk in turn: seed, compiled, program, marks and the cheapest plan."""
    found = []
    for seed in SEEDS:
        try:
            case = case_from(repetitive(seed))
        except InputError:
            continue
        compiled, program, marks = extensive(case, MODELS[seed % 3])
        if len(marks.crisis):
            found.append((seed, compiled, program, marks, solve(program, gap=1e-9)))
    return tuple(found)


def linear(program: Program, x: Floats) -> Program:
    """The program with its yes/no decisions as they are in a plan."""
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[program.integer] = upper[program.integer] = np.round(x[program.integer])
    return Program(
        program.cost, lower, upper, np.zeros_like(program.integer), program.start, program.column, program.value, program.row_lower, program.row_upper
    )


def holds(program: Program, x: Floats, tolerance: float = 1e-6) -> bool:
    """Whether a plan satisfies every row and bound."""
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    value = np.bincount(row, weights=program.value * x[program.column], minlength=len(program.row_lower))
    rows = (value >= program.row_lower - tolerance).all() and (value <= program.row_upper + tolerance).all()
    return bool(rows and (x >= program.lower - tolerance).all() and (x <= program.upper + tolerance).all())


def dual_bound(program: Program, row_dual: Floats, column_dual: Floats) -> float:
    """What marginal values prove: no solution of the linear program costs less. Those below 1e-9 are the solver's noise."""
    row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
    left = program.cost - np.bincount(program.column, weights=program.value * row_dual[row], minlength=len(program.cost))
    assert left == pytest.approx(column_dual, abs=1e-7)

    def worth(weight: Floats, lower: Floats, upper: Floats, noise: float) -> float:
        weight = np.where(np.abs(weight) < noise, 0.0, weight)
        edge = np.where(weight > 0, lower, upper)
        return float(np.sum(weight[weight != 0] * edge[weight != 0]))

    return worth(row_dual, program.row_lower, program.row_upper, 1e-9) + worth(column_dual, program.lower, program.upper, 1e-7)


def unmoved(program: Program, marks: Stamp, step: Reduction, before: Answer) -> None:
    """The optimum of the smaller program is that of the program, and its answer, expanded, is proven there."""
    smaller, left = reduced(program, marks, step)
    assert len(left.crisis) == int(step.rows.sum()) - (len(program.row_lower) - len(marks.crisis))
    after = solve(smaller, gap=1e-9)
    assert (before.x is None) == (after.x is None)
    if before.x is None:
        return
    assert after.objective == pytest.approx(before.objective, rel=1e-7, abs=1e-7)
    exact = polish(smaller, after)
    x, row_dual, column_dual = expanded(program, step, exact.x, exact.row_dual)
    assert program.cost @ x == pytest.approx(before.objective, rel=1e-7, abs=1e-7)
    assert holds(program, x)
    assert dual_bound(linear(program, x), row_dual, column_dual) == pytest.approx(exact.objective, rel=1e-6, abs=1e-6)
