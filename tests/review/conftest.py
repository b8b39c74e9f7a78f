"""What tests of a finished review share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy of the review that the module made, which may be spoilt."""
    shutil.copytree(made.parent, tmp_path / "own")
    return tmp_path / "own" / made.name
