"""Files written whole: beside their place first, then moved there, so that a crash or a full disk leaves the old one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside a file's place to write to; what was written is moved there if nothing went wrong.

    The folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        os.chmod(temporary, 0o666 & ~_mask())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _mask() -> int:
    """The process's mask of file permissions, which a temporary file does not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
