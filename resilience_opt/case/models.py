"""Where the definitions of models are, and what they are called."""

from __future__ import annotations

from pathlib import Path

#: Inside the package when installed, beside it in a source tree.
FOLDERS = (Path(__file__).parents[1] / "models", Path(__file__).parents[2] / "models")


def folder() -> Path:
    """The folder of the definitions."""
    return next((f for f in FOLDERS if f.is_dir()), FOLDERS[-1])


def model_names() -> list[str]:
    """Every model that can be named."""
    return sorted(path.stem for path in folder().glob("*.toml"))
