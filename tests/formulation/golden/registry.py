"""Which golden listings there must be, and how each is made: one for every family, every measure of risk, and the costs."""

from __future__ import annotations

import pkgutil
import textwrap
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from resilience_opt.case.case import Case
from resilience_opt.formulation import costs, families, risk
from resilience_opt.formulation.statement import Family
from tests.formulation.golden import crisis_cases, plan_cases
from tests.formulation.golden.listing import WIDTH, compiled_case, cost_listing, family_listing, legend, objective_listing

FOLDER = Path(__file__).parent


def modules(package: object) -> list[str]:
    """Names of the modules of a package."""
    return sorted(m.name for m in pkgutil.iter_modules(package.__path__))


FAMILIES, MEASURES = modules(families), modules(risk)


def family(name: str) -> Family:
    """The family of a module of families/ or risk/."""
    package = risk if name in MEASURES else families
    return Family.of(import_module(f"{package.__name__}.{name}"), name)


def case_of_family(name: str) -> Callable[[], Case] | None:
    """The case from which a listing is made; None where nobody wrote one."""
    found = [vars(module)[name] for module in (plan_cases, crisis_cases) if name in vars(module)]
    return next((f for f in found if f.__module__ in (plan_cases.__name__, crisis_cases.__name__)), None)


def missing(names: Iterable[str]) -> Iterator[str]:
    """What must be done for every name that has no case or no listing."""
    for name in names:
        if case_of_family(name) is None or not path_of(name).exists():
            yield (
                f"'{name}' has no golden listing: write a function `{name}` in tests/formulation/golden/plan_cases.py or crisis_cases.py, the smallest "
                f"case in which each of its rows occurs; run `python -m tests.formulation.golden`; and hold golden/{name}.txt against the formulas line by line"
            )


def path_of(name: str) -> Path:
    """Where a listing is kept."""
    return FOLDER / f"{name}.txt"


def listing(name: str) -> str:
    """The listing as the code makes it now."""
    case = case_of_family(name)
    assert case is not None, name
    compiled = compiled_case(case(), "worst-case" if name == "worst_case" else "standard")
    head = textwrap.fill(" ".join((case.__doc__ or "").split()), WIDTH, initial_indent="# ", subsequent_indent="# ") + "\n"
    if name == "costs":
        kinds = [*(c.name for c in costs.COSTS), "risk"]
        return f"{head}{legend(compiled.net)}\n\n{cost_listing(compiled, kinds)}\n{objective_listing(compiled)}"
    text = head + family_listing(compiled, family(name))
    return f"{text}\n{cost_listing(compiled, ['risk'])}" if name in MEASURES else text


def all_names() -> list[str]:
    """Every listing that there must be."""
    return [*FAMILIES, *MEASURES, "costs"]
