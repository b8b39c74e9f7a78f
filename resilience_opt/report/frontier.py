"""Cost against a limit as an Excel file: the points, and a chart with a line for each service level."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.report.frontier_chart import curves_of
from resilience_opt.report.frontier_words import no_plan, sentences
from resilience_opt.report.new_book import new_book
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Field, Highlight, Sheet, only, tabulate, write_table

NAME, SHOWS = "Frontier", "Cost against a limit, from loose to tight"
FIELDS = (
    Field("service", "Service level", "share", "To which every requirement was set."),
    Field("limit", "Limit", "share", "The largest share that the limited group may have."),
    Field(
        "status",
        "Status",
        "text",
        "optimal: within the gap. feasible: the gap was not reached. no plan: the search was ended first. infeasible: no plan can meet this limit, nor a tighter one.",
    ),
    Field("cost", "Cost", "money", "Discounted cost of the plan at this limit."),
    Field("gap", "Gap", "gap", "How far the plan may be from the cheapest."),
    Field("share", "Largest share", "share", "The largest share that the group has in the plan, where the limit holds."),
    Field("price", "Price of one point", "money", "What one more percentage point of the limit would save, with the plan's decisions of yes and no kept."),
    Field("enters", "Enters", "sentence", "Suppliers that this plan has and the one at the looser limit has not."),
    Field("leaves", "Leaves", "sentence", "Suppliers that the plan at the looser limit has and this one has not."),
)

#: What is not proven, and what has no plan.
HIGHLIGHTS = (
    Highlight("Status", '={Status}="feasible"', "amber"),
    Highlight("Status", '={Status}="no plan"', "amber"),
    Highlight("Status", '={Status}="infeasible"', "red"),
)

#: Excel takes so many characters as the description of a chart.
_DESCRIPTION = 255


def fields(table: pd.DataFrame) -> tuple[Field, ...]:
    """The columns that are told: without the service level where every requirement stayed as the workbook has it."""
    return FIELDS if table["service"].notna().any() else FIELDS[1:]


class Points(Protocol):
    """The table of :class:`resilience_opt.studies.frontier.Frontier`, where its columns are told."""

    @property
    def case(self) -> Case:
        """The case that was looked at."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""

    @property
    def table(self) -> pd.DataFrame:
        """One row for each point."""

    @property
    def limited(self) -> str:
        """Whose share of what moves."""

    @property
    def options(self) -> Mapping[str, object]:
        """How the points were solved."""


def write_frontier(points: Points, path: Path) -> Path:
    """Write the workbook; the old file, if any, is replaced whole."""
    told = fields(points.table)
    frame = tabulate(points.table, told)
    with new_book(path, "Cost against a limit") as book:
        styles = Styles(book)
        sheet = write_table(book, styles, points, Sheet(NAME, SHOWS, told, only(frame), HIGHLIGHTS), frame)
        if points.table["cost"].notna().any():
            at = {field.source: col for col, field in enumerate(told)}
            sheet.insert_chart(len(frame) + 2, 0, curves_of(book, points, NAME, at), {"object_position": 2, "description": _says(points)})
        else:
            sheet.write_string(len(frame) + 2, 0, no_plan(points.table))
    return path



def _says(points: Points) -> str:
    return " ".join(said[0].upper() + said[1:] for _, said in sentences(points.table, points.currency))[:_DESCRIPTION]
