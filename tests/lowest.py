"""The lowest versions that pyproject.toml allows, as constraints for pip: python -m tests.lowest FILE."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
BOUNDS = re.compile(r"(?P<name>[\w.-]+)>=(?P<lower>[\d.]+)(,<[\d.]+)?")


def pinned(requirement: str) -> str:
    """`pandas>=2.2` as `pandas==2.2`."""
    bounds = BOUNDS.fullmatch(requirement)
    if bounds is None:
        raise ValueError(f"{requirement} does not say its lowest version as name>=version")
    return f"{bounds['name']}=={bounds['lower']}"


def lowest() -> list[str]:
    """Every dependency and every tool of the extra `dev` at its lower bound."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    return [pinned(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(lowest()) + "\n", encoding="utf-8")
