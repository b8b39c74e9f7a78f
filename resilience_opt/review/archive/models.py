"""The definition of a model as files: its own, those that it extends, and rules of one's own in Python."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from resilience_opt.case.models import folder, model_names
from resilience_opt.review.archive.hashes import hash_of_bytes


def definition_files(names: Iterable[str]) -> dict[str, bytes]:
    """The files that define models, by their path in the folder of definitions; a name that no file has is left out.

    What is wrong in a definition is told where the model is loaded.
    """
    found: dict[str, bytes] = {}
    for name in names:
        _add(name, found)
    return found


def definition_hashes(name: str) -> dict[str, str]:
    """SHA-256 of each file that defines a model."""
    return {path: hash_of_bytes(data) for path, data in sorted(definition_files([name]).items())}


def _add(name: str, found: dict[str, bytes]) -> None:
    known = {n.casefold(): n for n in model_names()}.get(name.strip().casefold())
    if known is None or f"{known}.toml" in found:
        return
    data = found[f"{known}.toml"] = (folder() / f"{known}.toml").read_bytes()
    try:
        stated = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return
    hooks = stated.get("hooks")
    for hook in hooks if isinstance(hooks, list) else []:
        if _inside(hook):
            found[hook] = (folder() / hook).read_bytes()
    if isinstance(stated.get("extends"), str):
        _add(stated["extends"], found)


def _inside(hook: object) -> bool:
    """Whether a hook is a file in the folder of definitions."""
    if not isinstance(hook, str) or ".." in Path(hook).parts or Path(hook).is_absolute():
        return False
    return (folder() / hook).is_file()
