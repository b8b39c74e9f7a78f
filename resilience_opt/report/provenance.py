"""What produced the plan, so that it can be made again: input, versions, model and options."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from resilience_opt import __version__
from resilience_opt.plan.plan import Plan
from resilience_opt.report.styles import rounded

PACKAGES = ("highspy", "pyomo")


def provenance(plan: Plan) -> list[tuple[str, str]]:
    """Pairs of a name and a text; no time of day or duration, so that the same plan gives the same report."""
    book = plan.case.book
    pairs = [
        ("Input", book.source or "made in Python"),
        ("SHA-256 of the input", book.sha256 or "none"),
        ("Model", plan.model),
        ("Risk measure", plan.risk_measure),
        ("Engine", plan.engine),
    ]
    pairs += [(f"Option: {name}", _text(value)) for name, value in sorted(plan.options.items())]
    pairs += [(f"Size: {name}", f"{value:,}") for name, value in sorted(plan.size.items())]
    pairs.append(("Version of resilience_opt", __version__))
    return pairs + [(f"Version of {name}", _version(name)) for name in PACKAGES]


def _text(value: object) -> str:
    if value is None:
        return "not set"
    return f"{rounded(value):.12g}" if isinstance(value, float) else str(value)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
