"""Alternatives as an Excel file: plans side by side, whom each buys from, its shares, and how far each is from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from resilience_opt.case.case import Case
from resilience_opt.report.new_book import new_book
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Field, Highlight, Sheet, only, tabulate, write_table

FIELDS = (
    Field("name", "Plan", "text", "The cheapest plan, then the alternatives in the order in which they were found."),
    Field("cost", "Cost", "money", "Discounted cost of the plan."),
    Field("more", "More", "difference", "What it costs beyond the cheapest plan, discounted."),
    Field("more_share", "More, as a share", "share", "The same as a share of the cheapest plan's cost."),
    Field("differs", "Suppliers that differ", "whole", "How many suppliers of a material enter and leave against the cheapest plan."),
    Field("apart", "From any before", "whole", "In how many it differs at least from any plan above."),
    Field("most", "No plan in more than", "whole", "Proven: within the cost, no plan differs in more from all plans above."),
    Field("enters", "Enters", "text", "Suppliers that this plan uses and from whom the cheapest buys nothing in any year."),
    Field("leaves", "Leaves", "text", "Suppliers that the cheapest plan uses and from whom this one buys nothing in any year."),
    Field("largest_share", "Largest share", "share", "The largest share that any Maximum of the workbook limits, in any year."),
    Field("largest_share_of", "Whose share", "text", "Whose share that is."),
    Field(
        "months_survived",
        "Months survived",
        "months",
        "The shortest time for which a required service can be held in a disruption; full service where nothing is required.",
    ),
    Field("spare_months", "Months to spare", "months", "The least by which such a time is longer than what is required."),
)
SUPPLIER = (Field("supplier", "Supplier", "text"), Field("material", "Material", "text"))
LIMIT = (
    Field("year", "Year", "year"), Field("lens", "Lens", "text"), Field("group", "Group", "text"), Field("material", "Material", "text"),
    Field("destination", "Destination", "text"), Field("side", "Side", "text"), Field("limit", "Limit", "share"),
)  # fmt: skip
#: What stands between names in a text of the table.
APART = "; "
#: A share that is seen as more than 0.0%.
SEEN = 0.0005
#: Height of a line in points; least and largest width of a column of names in characters.
LINE, NARROW, WIDE = 15, 12, 60


class Side(Protocol):
    """The tables of :class:`resilience_opt.studies.alternatives.result.Alternatives`, where their columns are told."""

    @property
    def case(self) -> Case:
        """The case that was looked at."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""

    @property
    def table(self) -> pd.DataFrame:
        """One row for each plan."""

    @property
    def distances(self) -> pd.DataFrame:
        """Plans by plans."""

    @property
    def suppliers(self) -> pd.DataFrame:
        """Suppliers by plans."""

    @property
    def shares(self) -> pd.DataFrame:
        """Share limits by plans."""


def plan_name(number: int) -> str:
    """What a plan is called: 0 is the cheapest."""
    return f"Alternative {number}" if number else "Cheapest"


def write_alternatives(side: Side, path: Path) -> Path:
    """Write the workbook; the old file, if any, is replaced whole."""
    with new_book(path, "Alternatives") as book:
        styles = Styles(book)
        for name, shows, fields, table in _sheets(side):
            frame = tabulate(table, fields)
            marks = _marks(fields) if name == "Suppliers" else ()
            sheet = write_table(book, styles, side, Sheet(name, shows, fields, only(frame), marks), frame)
            if name == "Alternatives":
                _spread(sheet, styles, frame)
    return path


def _sheets(side: Side) -> Iterator[tuple[str, str, tuple[Field, ...], pd.DataFrame]]:
    """Name, what it shows, fields and table of each sheet."""
    numbers = [int(number) for number in side.distances.index]
    names = {number: plan_name(number) for number in numbers}
    yield "Alternatives", "Plans side by side", FIELDS, side.table.assign(name=side.table["plan"].map(names))
    yield (
        "Suppliers",
        "Whom each plan buys from",
        SUPPLIER + _of_plans(names, "share", "Its share of all deliveries of the material over all years in this plan."),
        side.suppliers,
    )
    if len(side.shares):
        yield "Shares", "Every share limit in each plan", LIMIT + _of_plans(names, "share", "The share that this plan has."), side.shares
    fields = (Field("name", "Plan", "text"), *_of_plans(names, "whole", "In how many suppliers of a material the two plans differ."))
    yield "Distances", "In how many suppliers two plans differ", fields, side.distances.assign(name=[names[number] for number in numbers])


def _of_plans(names: dict[int, str], kind: str, meaning: str) -> tuple[Field, ...]:
    """A field for each plan; tables have its number as the column's name."""
    return tuple(Field(number, name, kind, meaning) for number, name in names.items())  # type: ignore[arg-type]


def _marks(fields: Sequence[Field]) -> tuple[Highlight, ...]:
    """Green where a plan buys from a supplier of whom the cheapest buys nothing, red the other way round."""
    plans = [field.header for field in fields if field.kind == "share"]
    first = f"{{{plans[0]}}}"
    return tuple(
        mark
        for plan in plans[1:]
        for mark in (
            Highlight(plan, f"AND({first}<{SEEN},{{{plan}}}>={SEEN})", "green"),
            Highlight(plan, f"AND({first}>={SEEN},{{{plan}}}<{SEEN})", "red"),
        )
    )


def _spread(sheet: Worksheet, styles: Styles, frame: pd.DataFrame) -> None:
    """Write the names of those who enter and leave below each other, in rows as high as that takes."""
    wrapped = styles.body("@", align="left", indent=1, text_wrap=True)
    headers = [field.header for field in FIELDS]
    for header in ("Enters", "Leaves"):
        names = [text.split(APART) for text in frame[header]]
        col = headers.index(header)
        sheet.set_column(col, col, min(max([len(name) for of in names for name in of] + [NARROW]) + 3, WIDE))
        for row, of in enumerate(names, start=1):
            if of != [""]:
                sheet.write_string(row, col, "\n".join(of), wrapped)
    for row, (enters, leaves) in enumerate(zip(frame["Enters"], frame["Leaves"], strict=True), start=1):
        sheet.set_row(row, LINE * max(enters.count(APART), leaves.count(APART), 0) + LINE + 3)
