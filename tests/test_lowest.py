"""`make lowest` needs a lower bound of every dependency."""

from __future__ import annotations

import pytest

from tests import lowest


def test_every_dependency_has_a_lower_bound() -> None:
    """The bounds of pyproject.toml can all be installed as they stand, once each."""
    names = [line.split("==")[0] for line in lowest.lowest()]
    assert len(set(names)) == len(names)
    assert {"highspy", "pandas", "pytest"} <= set(names)


def test_an_upper_bound_is_left_out() -> None:
    """Of a range only the lower end is kept."""
    assert lowest.pinned("pyomo>=6.9,<6.11") == "pyomo==6.9"


@pytest.mark.parametrize("line", ["rich", "rich<14", "rich>13", "rich==13"])
def test_a_dependency_without_a_lower_bound_is_told(line: str) -> None:
    """A dependency that says no lowest version is an error that names it."""
    with pytest.raises(ValueError, match=line):
        lowest.pinned(line)
