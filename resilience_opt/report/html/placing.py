"""A file that is there whole or not at all: written beside its place, then moved there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def place(text: str, path: Path) -> Path:
    """Write a text in UTF-8; the old file, if any, is replaced whole, and kept whole where writing fails.

    Returns
    -------
    Path
        Where it was written; its folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o666 & ~_mask())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _mask() -> int:
    """The process's mask of file permissions, which a temporary file does not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
