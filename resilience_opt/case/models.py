"""Where the definitions of models are, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

#: Inside the package when installed, beside it in a source tree.
FOLDERS = (Path(__file__).parents[1] / "models", Path(__file__).parents[2] / "models")

_ELSEWHERE: ContextVar[Path | None] = ContextVar("folder of definitions", default=None)


def folder() -> Path:
    """The folder of the definitions."""
    return _ELSEWHERE.get() or next((f for f in FOLDERS if f.is_dir()), FOLDERS[-1])


@contextmanager
def definitions_in(elsewhere: Path) -> Iterator[None]:
    """Take the definitions from another folder for a while, such as those that an old plan was made with."""
    token = _ELSEWHERE.set(elsewhere)
    try:
        yield
    finally:
        _ELSEWHERE.reset(token)


def model_names() -> list[str]:
    """Every model that can be named."""
    return sorted(path.stem for path in folder().glob("*.toml"))
