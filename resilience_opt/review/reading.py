"""REVIEW.toml read: every fault of the file told at once, paths taken from its folder."""

from __future__ import annotations

import os
import shlex
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from resilience_opt.case.names import nearest
from resilience_opt.errors import Fault, InputError
from resilience_opt.review.archive.layout import slug
from resilience_opt.review.definition import Alerts, DependenceRule, Review, Workbook

#: A place in the file, and what is wrong there.
Said = tuple[tuple[int | str, ...], str]

_BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_UTF8_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  #: which editors of Windows put at the head of a file
_TABLES: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): Review, ("workbooks",): Workbook, ("alerts",): Alerts, ("alerts", "dependence"): DependenceRule,
}  # fmt: skip


def read_review(path: str | Path) -> Review:
    """The review that a file defines; paths in it start at its folder.

    Raises
    ------
    InputError
        With everything that is wrong in it.
    """
    file = Path(path)
    if file.suffix.lower() in _BOOKS:
        wanted = "a workbook is not run as a review: wanted is the file that defines one"
        raise InputError([Fault("", "", f"{wanted}; write it with: optimize review init review.toml --book {shlex.quote(str(file))}")], str(file))
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8").removeprefix(_UTF8_MARK))
    except FileNotFoundError as error:
        hint = f"write one with: optimize review init {shlex.quote(str(file))} --book BOOK.xlsx"
        raise InputError([Fault("", "", f"the file cannot be read: {error.strerror}; {hint}")], str(file)) from error
    except OSError as error:
        raise InputError([Fault("", "", f"the file cannot be read: {error.strerror or error}")], str(file)) from error
    except UnicodeDecodeError as error:
        raise InputError([Fault("", "", "it is not a text in UTF-8; save it as such")], str(file)) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError([Fault("", "", f"it is not TOML: {error}")], str(file)) from error
    review: Review | None = None
    found: list[Said] = []
    try:
        review = Review.model_validate(told)
    except ValidationError as error:
        found += _faults_of(error)
    folder = file.resolve().parent
    found += [*_same_names(told), *_lost_results(told, folder)]
    if found or review is None:
        order = list(told)
        found.sort(key=lambda one: order.index(str(one[0][0])) if one[0] and one[0][0] in order else len(order))
        raise InputError([Fault(_where(place), "", said) for place, said in found], file.name)
    return _with_names(review, folder)


def _with_names(review: Review, folder: Path) -> Review:
    books = tuple(book.model_copy(update={"path": folder / book.path, "name": book.name or book.path.stem}) for book in review.workbooks)
    results = folder / review.results if review.results is not None else None
    return review.model_copy(update={"workbooks": books, "archive": folder / review.archive, "results": results})


def _same_names(told: Mapping[str, Any]) -> Iterator[Said]:
    """Workbooks that the archive could not tell apart, as far as they are named."""
    first: dict[str, int] = {}
    books = told.get("workbooks")
    for number, book in enumerate(books if isinstance(books, list) else [], start=1):
        path, name = (_text(book, "path"), _text(book, "name")) if isinstance(book, Mapping) else ("", "")
        called = name or Path(path).stem
        before = first.setdefault(slug(called), number) if called else number
        if before != number:
            yield ("workbooks", number - 1), f"it has the name of workbook {before}, '{called}'; give it another name"


def _lost_results(told: Mapping[str, Any], folder: Path) -> Iterator[Said]:
    """Results among the runs of the archive, where nothing may be written but runs."""
    archive, results = _text(told, "archive"), _text(told, "results")
    if archive and results:
        kept, shown = (Path(os.path.normcase((folder / one).resolve())) for one in (archive, results))
        if shown.is_relative_to(kept):
            how = "is the archive itself" if shown == kept else "lies in the archive"
            yield ("results",), f"must be a folder beside the archive, but '{results}' {how}, '{archive}', which holds runs and nothing else"


def _text(table: Mapping[str, Any], key: str) -> str:
    """What a key holds, where it is a text."""
    value = table.get(key)
    return value.strip() if isinstance(value, str) else ""


def _faults_of(error: ValidationError) -> list[Said]:
    """Every fault of single keys."""
    return [(tuple(one["loc"]), _message(one)) for one in error.errors() if not (one["type"] == "too_short" and one["input"])]


def _where(place: Sequence[int | str]) -> str:
    """``('workbooks', 1, 'path')`` as ``workbooks[2].path``: counted from one, as a planner counts."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _message(error: ErrorDetails) -> str:
    kind, given = error["type"], error.get("input")
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        last = str(error["loc"][-1])
        close = nearest(last, _keys(error["loc"][:-1]))
        return "no such key is known" + (f"; did you mean '{close}'?" if close else f"; there are {', '.join(_keys(error['loc'][:-1]))}")
    if kind == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    if kind == "too_short":
        return "must name at least one workbook"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"must be a table with keys, such as [{_where(error['loc'])}], but it is {given!r}"
    if kind in ("tuple_type", "list_type"):
        return f"must be a list of tables, each headed [[{_where(error['loc'])}]]"
    return f"{error['msg'][0].lower()}{error['msg'][1:]}, but it is {given!r}"


def _keys(place: Sequence[int | str]) -> list[str]:
    """The keys that a table of the file may have."""
    return list(_TABLES[tuple(part for part in place if isinstance(part, str))].model_fields)
