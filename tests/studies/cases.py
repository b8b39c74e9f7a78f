"""Cases from rows by sheet, and what they cost: what the tests of this folder share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from resilience_opt.case.book import Book
from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.edits import add_rows
from resilience_opt.compile.program import Compiled
from resilience_opt.errors import InputError
from resilience_opt.solve.engine import solve_compiled
from resilience_opt.solve.limits import Limits
from resilience_opt.solve.solution import Infeasible, Solution
from resilience_opt.studies.run import compile_case
from tests.reference.generator import random_book

Sheets = Mapping[str, Iterable[Mapping[str, object]]]

#: One for each measure of risk.
MODELS = ("standard", "risk-averse", "worst-case")
#: Relative: two proofs to 1e-9 each, and figures of the case's own size.
TOLERANCE = 1e-7


def case_from(sheets: Sheets) -> Case:
    """The case that rows by sheet say, in the order in which they are given."""
    book = Book({})
    for sheet, rows in sheets.items():
        book = add_rows(book, sheet, rows)
    return build(book)


def case_of(**sheets: list[dict[str, object]]) -> Case:
    """A case with the year 2026 and a market Home in Japan unless the sheets say otherwise; `Share_limits` is the sheet Share limits."""
    first = {"Name": "First year", "Value": 2026}
    rows = {"Settings": [first, *sheets.pop("Settings", [])], "Markets": [{"Market": "Home", "Country": "Japan"}], **sheets}
    return case_from({sheet.replace("_", " "): listed for sheet, listed in rows.items()})


def random_books(seeds: range, features: set[str] | None = None) -> Iterator[tuple[int, dict[str, list[dict[str, object]]]]]:
    """Random books by seed, but for the few that are refused: they name a place that is nowhere, or ask a share of those who cannot deliver."""
    for seed in seeds:
        book = random_book(seed, features)
        try:
            case_from(book)
        except InputError:
            continue
        yield seed, book


def solved(case: Case, model: str | None = None) -> tuple[Compiled, Solution | None]:
    """The compiled case and its cheapest plan, proven to a relative 1e-9, None where no plan can meet the requirements.

    The plan is not written out or audited, nor is it explained why there is none: many cases are compared by their cost alone.
    """
    _, compiled, _ = compile_case(case, model)
    solution = solve_compiled(compiled, Limits(gap=1e-9))
    if isinstance(solution, Infeasible):
        return compiled, None
    assert solution.status == "optimal"
    return compiled, solution


def least_cost(case: Case, model: str | None = None) -> float:
    """The least cost of a case; infinite where no plan can meet the requirements."""
    compiled, solution = solved(case, model)
    return math.inf if solution is None else float(compiled.objective @ solution.plan) * compiled.net.money


def same_cost(one: float, other: float) -> bool:
    """Whether two costs are the same but for rounding; so are two cases without a plan."""
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=1e-9)
