"""``optimize doctor``: what is installed here, and which engines can run."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from resilience_opt import __version__

PACKAGES = ("pyomo", "highspy", "numpy", "pandas", "openpyxl", "XlsxWriter", "pydantic", "typer", "rich")
SOLVER = "highspy"
#: What each engine needs besides the solver; that of several ranks says by itself what it needs.
ENGINES = {
    "extensive": ("resilience_opt.solve.engine",),
    "benders": ("resilience_opt.solve.benders",),
}


def doctor() -> int:
    """Print versions, solver and engines, and return 0 where a workbook can be solved here, else 1."""
    engines = {engine: _missing(SOLVER, *needs) for engine, needs in ENGINES.items()}
    print("\n".join(_lines(engines)))
    if not engines["extensive"]:
        return 0
    print("no engine can run here: install the package again with its requirements", file=sys.stderr)
    return 1


def _lines(engines: dict[str, list[str]]) -> Iterator[str]:
    yield f"resilience_opt {__version__}"
    yield f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    for package in PACKAGES:
        yield f"{package} {_version(package)}"
    yield f"solver: {'HiGHS' if not _missing(SOLVER) else 'none; HiGHS comes with the package highspy'}"
    for engine, missing in engines.items():
        yield f"engine {engine}: {_state(missing)}"
    yield f"engine mpi: {_ranks()}"


def _ranks() -> str:
    """Whether the engine of several ranks can run here, and how it is started or what to install."""
    from resilience_opt.solve.distributed import launch

    if needs := launch.missing():
        return f"not available; it needs {' and '.join(needs)}"
    return f"available with {', '.join(f'{name} {_version(name)}' for name in launch.PACKAGES.values())}: {launch.call()}"


def _state(missing: list[str]) -> str:
    if not missing:
        return "available"
    if any(module.startswith("resilience_opt.") for module in missing):
        return "not part of this version"
    return f"not available; it needs {', '.join(missing)}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "is not installed"


def _missing(*modules: str) -> list[str]:
    return [module for module in modules if not _found(module)]


def _found(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
