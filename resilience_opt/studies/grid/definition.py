"""A study as a file, for those who do not write Python: STUDY.toml with workbook, factors and options."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from resilience_opt.case.build import known_models, read_case
from resilience_opt.case.case import Case
from resilience_opt.case.names import fold, header_key, nearest
from resilience_opt.errors import Fault, InputError
from resilience_opt.solve.engine import ALONE, ON_RANKS
from resilience_opt.studies.grid.changes import Reader
from resilience_opt.studies.grid.edit import Edit
from resilience_opt.studies.grid.place import at, key_path
from resilience_opt.studies.grid.result import FIGURES

_KEYS, _OPTIONS = ("workbook", "factors", "options"), ("model", "gap", "time_limit", "engine", "workers")
#: A level is tried with at most so many combinations of the levels before it.
_TRIES = 200

Levels = dict[str, Edit]
T = TypeVar("T")


@dataclass(frozen=True)
class StudyFile:
    """What the file says: the arguments of :func:`resilience_opt.study`.

    Attributes
    ----------
    cases : mapping of a name to a Case; one without a name is ''
    grid : mapping of factor to mapping of label to Edit
    options : model, gap, time_limit, engine and workers, as far as given
    """

    cases: Mapping[str, Case]
    grid: Mapping[str, Mapping[str, Edit]]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def case(self) -> Case | Mapping[str, Case]:
        """What the grid changes."""
        return self.cases[""] if list(self.cases) == [""] else self.cases


def read_study(path: Path) -> StudyFile:
    """Read a study.

    Raises
    ------
    InputError
        With everything that is wrong with the file, its workbooks and its levels.
    """
    given = _parsed(path)
    faults = [at(key_path(name), f"no such key is known{_like(name, _KEYS)}; there are {', '.join(_KEYS)}") for name in given if header_key(name) not in _KEYS]
    own = {header_key(name): value for name, value in given.items()}
    options = _options(own.get("options", {}), faults)
    grid = _grid(own.get("factors", {}), faults)
    cases = _cases(own.get("workbook"), path.parent, faults)
    faults += _tried(cases, grid, {fault.sheet for fault in faults})
    if not own.get("factors") and not _several(own.get("workbook")):
        faults.append(at("factors", "there is nothing to vary: write a factor, such as [factors.\"China's share\"]"))
    if faults:
        raise InputError(faults, path.name)
    return StudyFile(cases, grid, options)


def _parsed(path: Path) -> dict[str, Any]:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise InputError([Fault("", "", "this is a workbook; wanted is the file that defines a study, such as STUDY.toml, in which workbook = names it")], str(path))
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise InputError([Fault("", "", f"this is not a TOML file: {error}")], path.name) from error
    except UnicodeDecodeError as error:
        raise InputError([Fault("", "", "this is not a text in UTF-8, as a TOML file must be")], path.name) from error
    except OSError as error:
        raise InputError([Fault("", "", f"the study cannot be read ({error.strerror or error})")], str(path)) from error


def _several(books: Any) -> bool:
    return isinstance(books, Mapping) and len(books) > 1


def _grid(given: Any, faults: list[Fault]) -> dict[str, Levels]:
    if not isinstance(given, Mapping):
        faults.append(at("factors", "write each factor as a table of its levels, such as [factors.\"China's share\"]"))
        return {}
    grid: dict[str, Levels] = {}
    for factor, levels in given.items():
        if fold(factor) in {fold(name) for name in (*FIGURES, "case")}:
            faults.append(at(key_path("factors", factor), "a factor cannot have this name, which is a column of the study's table"))
        if not isinstance(levels, Mapping) or not levels:
            faults.append(at(key_path("factors", factor), "a factor is a table of levels, each with its changes; {} is a level that changes nothing"))
            continue
        reader = Reader(faults)
        grid[factor] = {label: reader.level(key_path("factors", factor, label), level) for label, level in levels.items()}
    return grid


def _cases(given: Any, folder: Path, faults: list[Fault]) -> dict[str, Case]:
    books = {"": given} if isinstance(given, str) else dict(given) if isinstance(given, Mapping) else {}
    if not books or not all(isinstance(book, str) and book.strip() for book in books.values()):
        faults.append(at("workbook", "give the path of a workbook, as seen from this file, or a table of several such as { today = 'a.xlsx' }"))
        return {}
    cases = {}
    for name, book in books.items():
        try:
            cases[name] = read_case(folder / book)
        except InputError as error:
            faults += [at(key_path("workbook", name) if name else "workbook", f"{book}: {fault}") for fault in error.faults]
    return cases


def _tried(cases: Mapping[str, Case], grid: Mapping[str, Levels], wrong: Collection[str]) -> list[Fault]:
    """Levels with which no case is valid, whatever the levels of the factors before them; those that are `wrong` as they are written are not tried."""
    faults: list[Fault] = []
    before: list[list[Edit]] = []
    for factor, levels in grid.items():
        for label, level in levels.items():
            place = key_path("factors", factor, label)
            if any(path == place or path.startswith((f"{place}.", f"{place}[")) for path in wrong):
                continue
            said: InputError | None = None
            for number, (case, edits) in enumerate((case, edits) for edits in product(*before) for case in cases.values()):
                try:
                    made = case
                    for one in (*edits, level):
                        made = one(made)
                except InputError as error:
                    said = said or error
                    if number < _TRIES:
                        continue
                said = None
                break
            faults += [at(place, str(fault)) for fault in (said.faults if said else ())]
        before.append(list(levels.values()))
    return faults


def _options(given: Any, faults: list[Fault]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        faults.append(at("options", "write a table, [options]"))
        return {}
    found = {}
    for name, value in given.items():
        key = header_key(name).replace(" ", "_")
        if key not in _OPTIONS:
            faults.append(at(key_path("options", name), f"no such key is known{_like(name, _OPTIONS)}; there are {', '.join(_OPTIONS)}"))
            continue
        wanted, read = _READ[key]
        try:
            found[key] = read(value)
        except (ValueError, TypeError, AttributeError):
            why = _like(str(value), known_models()) if key == "model" else f"; {ON_RANKS}" if value == "mpi" else ""
            faults.append(at(key_path("options", name), f"it must be {wanted}, but it is {value!r}{why}"))
    return found


def _gap(value: Any) -> float:
    written = value.strip() if isinstance(value, str) else value
    found = float(written.removesuffix("%")) / 100 if isinstance(written, str) and written.endswith("%") else float(written)
    return _checked(found, not isinstance(value, bool) and 0 <= found <= 1)


def _seconds(value: Any) -> float:
    return _checked(float(value), not isinstance(value, (bool, str)) and 0 < value < math.inf)


def _workers(value: Any) -> int:
    return _checked(int(value), isinstance(value, int) and not isinstance(value, bool) and value >= 1)


def _checked(value: T, right: bool) -> T:
    if not right:
        raise ValueError
    return value


#: What an option must be, and how it is read.
_READ: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "model": ("the name of a definition in models/", lambda value: _checked(value, value in known_models())),
    "gap": ("from 0 to 1, such as 0.001 or '0.1%'", _gap),
    "time_limit": ("a number of seconds of more than 0", _seconds),
    "engine": (f"one of {', '.join(ALONE)}", lambda value: _checked(value, value in ALONE)),
    "workers": ("a whole number of at least 1", _workers),
}


def _like(name: str, known: Any) -> str:
    similar = nearest(name, known)
    return f"; did you mean '{similar}'?" if similar else ""
