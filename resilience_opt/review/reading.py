"""REVIEW.toml read: every fault of the file told at once, paths taken from its folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from resilience_opt.case.names import nearest
from resilience_opt.errors import Fault, InputError
from resilience_opt.review.archive.layout import slug
from resilience_opt.review.definition import Alerts, DependenceRule, Review, Workbook

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
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8").removeprefix(_UTF8_MARK))
    except OSError as error:
        raise InputError([Fault("", "", f"the file cannot be read: {error.strerror or error}")], str(file)) from error
    except UnicodeDecodeError as error:
        raise InputError([Fault("", "", "it is not a text in UTF-8; save it as such")], str(file)) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError([Fault("", "", f"it is not TOML: {error}")], str(file)) from error
    try:
        review = Review.model_validate(told)
    except ValidationError as error:
        raise InputError(_faults_of(error, told), file.name) from error
    named = _with_names(review, file.resolve().parent)
    same = _same_names(named)
    if same:
        raise InputError(same, file.name)
    return named


def _with_names(review: Review, folder: Path) -> Review:
    books = tuple(book.model_copy(update={"path": folder / book.path, "name": book.name or book.path.stem}) for book in review.workbooks)
    results = folder / review.results if review.results is not None else None
    return review.model_copy(update={"workbooks": books, "archive": folder / review.archive, "results": results})


def _same_names(review: Review) -> list[Fault]:
    """Workbooks that the archive could not tell apart."""
    first: dict[str, int] = {}
    faults = []
    for number, book in enumerate(review.workbooks, start=1):
        before = first.setdefault(slug(book.name), number)
        if before != number:
            faults.append(Fault(f"workbooks[{number}]", "", f"it has the name of workbook {before}, '{book.name}'; give it another name"))
    return faults


def _faults_of(error: ValidationError, told: Mapping[str, Any]) -> list[Fault]:
    """Every fault, in the order of the file's keys."""
    order = list(told)
    found = sorted(error.errors(), key=lambda one: order.index(str(one["loc"][0])) if one["loc"] and one["loc"][0] in order else len(order))
    return [Fault(_where(one["loc"]), "", _message(one)) for one in found if not (one["type"] == "too_short" and one["input"])]


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
    if kind in ("path_type", "string_type"):
        return f"must be a path as a text, but it is {given}"
    return f"{error['msg'][0].lower()}{error['msg'][1:]}, but it is {given!r}"


def _keys(place: Sequence[int | str]) -> list[str]:
    """The keys that a table of the file may have."""
    return list(_TABLES[tuple(part for part in place if isinstance(part, str))].model_fields)
