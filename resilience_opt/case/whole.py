"""Files written whole: beside their place first, then moved there, so that a crash or a full disk leaves the old one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resilience_opt.errors import OutputError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside a file's place to write to; what was written is moved there if nothing went wrong.

    The folder is made where it is missing.

    Raises
    ------
    OSError
        With the name of the file, not of what stood beside it, and the system's reason.
    """
    try:
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
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), os.fspath(path)) from error


def usable_folder(folder: Path) -> Path:
    """The folder, made where it is missing, once it is known that it can be written to: before a long search.

    Raises
    ------
    OutputError
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        file = next((place for place in (folder, *folder.parents) if place.is_file()), None)
        reason = "it is a file, not a folder" if file else (error.strerror or str(error))
        raise OutputError(f"{file or folder}: results cannot be written there: {reason}") from error
    return folder


def usable_file(path: Path) -> Path:
    """The path of a file to write, once it is known that its folder can be written to and that it is no folder itself.

    Raises
    ------
    OutputError
    """
    if path.is_dir():
        raise OutputError(f"{path}: this is a folder; name a file to write")
    usable_folder(path.parent)
    return path


def _mask() -> int:
    """The process's mask of file permissions, which a temporary file does not follow."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
