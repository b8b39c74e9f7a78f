"""Every case that stands in this folder: each `CaseBook` that a package or module of `inputs` holds, found by looking."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from .casebook import FOLDER, CaseBook


def books() -> dict[str, CaseBook]:
    """The name of a package or module, `.2` added for its second book and so on, and the book."""
    found: dict[str, CaseBook] = {}
    for module in sorted(pkgutil.iter_modules([str(FOLDER)]), key=lambda module: module.name):
        # A package keeps its book in the module that writes it.
        place = f"inputs.{module.name}.__main__" if module.ispkg else f"inputs.{module.name}"
        if module.ispkg and not (FOLDER / module.name / "__main__.py").is_file():
            continue
        if place == __name__:
            continue
        for book in _held(vars(import_module(place))):
            if book not in found.values():
                found[module.name + (f".{_order(found, module.name)}" if module.name in found else "")] = book
    return found


def _held(names: dict[str, object]) -> list[CaseBook]:
    """The books under a module's own names, those in its lists, tuples and dicts too."""
    held: list[CaseBook] = []
    for value in names.values():
        inside = list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list | tuple) else [value]
        held += [book for book in inside if isinstance(book, CaseBook)]
    return held


def _order(found: dict[str, CaseBook], name: str) -> int:
    return 1 + sum(other == name or other.startswith(name + ".") for other in found)
