"""What produced the plan, so that it can be made again: input, versions, model and options."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from resilience_opt import __version__
from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan
from resilience_opt.report.styles import rounded

PACKAGES = ("highspy", "pyomo")


def provenance(plan: Plan) -> list[tuple[str, str]]:
    """Pairs of a name and a text; no time of day or duration, so that the same plan gives the same report."""
    pairs = [("Model", plan.model), ("Risk measure", plan.risk_measure), ("Engine", plan.engine)]
    pairs += options_of(plan.options)
    pairs += [(f"Size: {name}", f"{value:,}") for name, value in sorted(plan.size.items())]
    return [*input_of(plan.case), *pairs, *versions()]


def input_of(case: Case) -> list[tuple[str, str]]:
    """The workbook that a case was read from."""
    return [("Input", case.book.source or "made in Python"), ("SHA-256 of the input", case.book.sha256 or "none")]


def options_of(options: Mapping[str, object]) -> list[tuple[str, str]]:
    """How it was solved."""
    return [(f"Option: {name}", _text(value)) for name, value in sorted(options.items())]


def versions() -> list[tuple[str, str]]:
    """What it was solved with."""
    return [("Version of resilience_opt", __version__), *((f"Version of {name}", _version(name)) for name in PACKAGES)]


def _text(value: object) -> str:
    if value is None:
        return "not set"
    return f"{rounded(value):.12g}" if isinstance(value, float) else str(value)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
