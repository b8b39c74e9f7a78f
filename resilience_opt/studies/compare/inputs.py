"""What differs between the inputs of two cases, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Settings
from resilience_opt.studies.compare.causes import WORDS, cause_of
from resilience_opt.studies.compare.cells import in_words
from resilience_opt.studies.compare.matching import Match, about

COLUMNS = ("case", "sheet", "key", "column", "change", "before", "after", "cause", "cell_before", "cell_after")
CHANGED, ADDED, REMOVED = "changed", "row added", "row removed"


def changed_inputs(name: str, before: Case, after: Case, matched: Iterable[Match]) -> pd.DataFrame:
    """A row for each changed cell, and one for each row of a sheet that only one case has, with what it says.

    `before` and `after` are values as the case has them, blanks filled in; for a whole row they are its cells in words.
    """
    rows = [{"case": name, **row} for match in matched for row in _rows(before, after, match)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def _rows(before: Case, after: Case, match: Match) -> Iterator[dict[str, Any]]:
    old, new = match.before, match.after
    said = {"sheet": match.sheet.SHEET, "key": name_of(match)}
    if old is not None and new is not None:
        for column in match.changed():
            yield said | {
                "column": column.header,
                "change": CHANGED,
                "before": _value(getattr(old, column.attribute)),
                "after": _value(getattr(new, column.attribute)),
                "cause": cause_of(match.sheet, column),
                "cell_before": _cell(before, old, column.attribute),
                "cell_after": _cell(after, new, column.attribute),
            }
    elif new is not None:
        yield said | _whole(ADDED, match, None, _contents(match)) | {"cell_before": "", "cell_after": _cell(after, new, _first(match))}
    elif old is not None:
        yield said | _whole(REMOVED, match, _contents(match), None) | {"cell_before": _cell(before, old, _first(match)), "cell_after": ""}


def _cell(case: Case, record: Record, attribute: str) -> str:
    """Where a value stands; a setting that its workbook does not give stands nowhere."""
    return "" if isinstance(record, Settings) and not case.address(record, attribute)[1] else case.cell(record, attribute)


def _whole(change: str, match: Match, before: str | None, after: str | None) -> dict[str, Any]:
    return {"column": "", "change": change, "before": before, "after": after, "cause": match.cause}


def _first(match: Match) -> str:
    return match.sheet.columns()[0].attribute


def _value(value: Any) -> Any:
    """A value as a cell of a table holds it: text, number, yes or no; None for a blank."""
    return ("; ".join(value) or None) if isinstance(value, tuple) else value


def name_of(match: Match) -> str:
    """What names a row, in words: 'Dowa, Gallium'; parts that are blank, or what a blank would mean, are left out."""
    if match.sheet is Settings:
        return ""
    cells, defaults = match.cells_before or match.cells_after, dict(match.sheet.defaults())
    parts = [(column, cells[column.attribute]) for column in about(match.sheet)]
    said = [in_words(column, value) for column, value in parts if value != defaults.get(column.attribute)]
    return ", ".join(said) or in_words(*parts[0])


def _contents(match: Match) -> str:
    """The cells of a row that neither name it nor are what a blank would mean; notes apart."""
    cells = match.cells_before or match.cells_after
    named, defaults = {c.attribute for c in about(match.sheet)}, dict(match.sheet.defaults())
    said = [
        f"{column.header} {in_words(column, cells[column.attribute])}"
        for column in match.sheet.columns()
        if column.attribute not in named
        and cells[column.attribute] != defaults.get(column.attribute)
        and cause_of(match.sheet, column) != WORDS
    ]
    return "; ".join(said) or "the row"
