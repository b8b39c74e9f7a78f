"""Tables of the page: the sheets of the workbook as text with marks, the long ones cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.html.marks import marks
from resilience_opt.report.html.shown import amount
from resilience_opt.report.sheets import crisis
from resilience_opt.report.tables import Field, Highlight, Sheet, Subject, kept, units

#: Rows of a table that the page holds at most, so that it stays small enough to send by mail; the workbook holds them all.
MOST_ROWS = 600
#: Kinds of a field that are text; the others are numbers, at the right of their column and sorted as such.
_TEXT = ("text", "sentence", "yes or no")


@dataclass(frozen=True)
class Column:
    """A column: its header, what it means, and whether it holds numbers."""

    header: str
    meaning: str
    number: bool


@dataclass(frozen=True)
class Cell:
    """A cell: its text and the colour of its mark: 'red', 'amber', 'green' or none."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """A table of the page. `total` rows are in the plan; `rows` are those shown; `last` is a row of totals, outside the sorting."""

    key: str
    title: str
    shows: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    last: tuple[str, ...] = field(default=())

    @property
    def cut(self) -> bool:
        """Whether rows were left out."""
        return len(self.rows) < self.total

    @property
    def numeric(self) -> tuple[int, ...]:
        """Places of the columns that hold numbers, from 1."""
        return tuple(place for place, column in enumerate(self.columns, start=1) if column.number)


def sheet_table(plan: Plan, layout: Sheet) -> Table:
    """A sheet of the workbook as a table; of a long one the marked rows first, then the others in their order."""
    frame = layout.frame(plan)
    colours = marks(layout.highlights, frame)
    total = len(crisis.told(plan)) if layout.name == "Crisis" else len(frame)
    most, fields = _most(len(frame), colours), kept(layout.fields, frame)
    rows = _cells(frame.iloc[most], fields, plan, {header: [of[i] for i in most] for header, of in colours.items()})
    return Table(_key(layout.name), layout.name, layout.shows, _columns(fields), rows, total)


def small_table(
    plan: Subject,
    title: str,
    shows: str,
    frame: pd.DataFrame,
    fields: Sequence[Field],
    last: Sequence[str] = (),
    highlights: Sequence[Highlight] = (),
) -> Table:
    """A short table, from a frame whose columns are the fields' headers."""
    rows = _cells(frame, fields, plan, marks(highlights, frame))
    return Table(_key(title), title, shows, _columns(fields), rows, len(frame), tuple(last))


def _most(rows: int, colours: dict[str, list[str]]) -> list[int]:
    """The rows that are shown, in order."""
    if rows <= MOST_ROWS:
        return list(range(rows))
    dull = np.array([[colour in ("", "green") for colour in of] for of in colours.values()]).reshape(-1, rows).all(axis=0)
    return sorted(int(row) for row in np.argsort(dull, kind="stable")[:MOST_ROWS])


def _columns(fields: Sequence[Field]) -> tuple[Column, ...]:
    return tuple(Column(field.header, field.meaning, field.kind not in _TEXT) for field in fields)


def _cells(frame: pd.DataFrame, fields: Sequence[Field], plan: Subject, colours: dict[str, list[str]]) -> tuple[tuple[Cell, ...], ...]:
    unit = units(plan, frame)
    columns = []
    for one in fields:
        texts = [amount(v, one.kind, u, plan.currency) for v, u in zip(frame[one.header].tolist(), unit, strict=True)]
        columns.append([Cell(text, mark) for text, mark in zip(texts, colours.get(one.header, [""] * len(texts)), strict=True)])
    return tuple(zip(*columns, strict=True))


def _key(name: str) -> str:
    """The name as an anchor of the page; names are the report's own, never the planner's."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")
