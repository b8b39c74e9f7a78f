"""SHA-256 of files and of what was asked: by these the archive knows whether something changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

_CHUNK = 1 << 20  #: bytes read at a time


def hash_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def hash_of_bytes(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def hash_of_value(value: object) -> str:
    """SHA-256 of a value that JSON can hold; the order of keys does not count."""
    return hash_of_bytes(json.dumps(value, sort_keys=True, allow_nan=False).encode())


def files_under(folder: Path) -> list[str]:
    """Every file under a folder by its path in it, with forward slashes, in order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink())
