"""The price of a limit is what a small ease of its cell saves, found by solving again with the cell changed."""

from __future__ import annotations

import dataclasses

import pytest

from resilience_opt.case.build import read_case
from resilience_opt.compile.program import compile_statement, extensive_form
from resilience_opt.errors import InputError
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.build import build_network
from resilience_opt.network.scale import scaled
from resilience_opt.plan import binding
from resilience_opt.plan.dependence import limit_totals
from resilience_opt.plan.values import tables
from resilience_opt.solve.engine import solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.polish import fixed_program
from resilience_opt.solve.search import solve
from resilience_opt.solve.solution import Infeasible
from tests.reference.generator import random_book, write_xlsx

SEEDS = range(0, 45)
#: How far a cell is eased, as a share of its unit's worth, and what counts as rounding [scaled money].
STEP, ROUNDING = 1e-3, 2e-5


def compiled_of(case):
    """A case compiled; scales are taken from `like` so that costs compare."""
    return compile_statement(scaled(build_network(case)), load_model("standard"))


def eased(case, record, attribute, by):
    """The case with one cell changed, without reading the workbook again."""
    for field in dataclasses.fields(case):
        rows = getattr(case, field.name)
        if isinstance(rows, tuple) and any(row is record for row in rows):
            changed = dataclasses.replace(record, **{attribute: getattr(record, attribute) + by})
            return dataclasses.replace(case, **{field.name: tuple(changed if row is record else row for row in rows)})
    raise AssertionError(f"{record} is not of the case")


def cost(case, whole):
    """Cost of a case with its yes/no decisions as given [money]; infinite where they leave no plan."""
    compiled = compiled_of(case)
    program, _ = extensive_form(compiled)
    x = program.cost * 0.0
    x[program.integer] = whole
    answer = solve(fixed_program(program, x))
    return float("inf") if answer.objective is None else answer.objective * compiled.net.money


def priced(folder):
    """Binding cells of random books: (case, decisions, cost, record, attribute, price of a small step, step)."""
    for seed in SEEDS:
        write_xlsx(random_book(seed), folder / "book.xlsx")
        try:
            case = read_case(folder / "book.xlsx")
        except InputError:
            continue
        compiled = compiled_of(case)
        solution = solve_compiled(compiled, Limits(gap=1e-9), "extensive")
        if isinstance(solution, Infeasible):
            continue
        whole = solution.plan[compiled.plan.binary].round()
        base = cost(case, whole)
        values = tables(compiled, solution.plan, solution.crises, solution.crisis_cost)
        everything = limit_totals(build_network(case), values)[1]
        worth = {}
        for found in binding._priced(compiled, solution, everything):
            worth.setdefault(tuple((id(r), a) for r, a in found.cells), [found.cells, 0.0])[1] += found.worth
        for cells, price in worth.values():
            if len(cells) == 1 and price > binding.ROUNDING:
                yield seed, case, whole, base, *cells[0], price * compiled.net.money, compiled.net.money


TIGHTER = {"minimum", "minimum_take", "minimum_level", "service_level"}


def test_prices_by_finite_difference(tmp_path):
    """A little ease saves no more than its price, a little tightening costs no less, and mostly both are the price itself."""
    kinds, exact, checked = {}, 0, 0
    for seed, case, whole, base, record, attribute, price, money in priced(tmp_path):
        unit = binding.POINT if attribute in ("maximum", "minimum", "service_level") and record.SHEET != "Stockpiles" else 1.0
        sign = -1.0 if attribute in TIGHTER else 1.0
        step = STEP * unit * max(1.0, abs(getattr(record, attribute)) if unit == 1.0 else 1.0)
        worth, slack = price * step / unit, ROUNDING * money
        saving = base - cost(eased(case, record, attribute, sign * step), whole)
        loss = cost(eased(case, record, attribute, -sign * step), whole) - base
        where = (seed, record.SHEET, attribute, record)
        assert -slack <= saving <= worth + slack + 1e-6 * abs(base), (where, saving, worth)
        assert loss >= worth - slack - 1e-6 * abs(base), (where, loss, worth)
        checked += 1
        if saving == pytest.approx(worth, rel=0.02, abs=slack):
            exact += 1
            if worth > 5 * slack:
                kinds[record.SHEET, attribute] = kinds.get((record.SHEET, attribute), 0) + 1
    assert checked > 60 and exact > 0.8 * checked, (checked, exact)
    for kind in [("Share limits", "maximum"), ("Survival", "service_level"), ("Offers", "capacity"), ("Stockpiles", "minimum_level")]:
        assert kind in kinds, kinds
