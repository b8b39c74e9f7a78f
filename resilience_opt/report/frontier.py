"""Cost against a limit as an Excel file: the points, and a chart with a line for each service level."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from resilience_opt.case.case import Case
from resilience_opt.case.whole import whole
from resilience_opt.plan.plan import Plan
from resilience_opt.report.new_book import new_book
from resilience_opt.report.styles import SERIES, Styles
from resilience_opt.report.tables import Field, Sheet, tabulate, write_table

NAME = "Frontier"
FIELDS = (
    Field("service", "Service level", "share", "To which every requirement was set; blank where it stayed as the workbook has it."),
    Field("limit", "Limit", "share", "The largest share that the limited group may have."),
    Field(
        "status",
        "Status",
        "text",
        "optimal: within the gap. feasible: the gap was not reached. no plan: the search was ended first. infeasible: no plan can meet this limit, nor a tighter one.",
    ),
    Field("cost", "Cost", "money", "Discounted cost of the plan at this limit."),
    Field("gap", "Gap", "small", "How far the plan may be from the cheapest, as a fraction."),
    Field("share", "Largest share", "share", "The largest share that the group has in the plan, where the limit holds."),
    Field("price", "Price of one point", "money", "What one more percentage point of the limit would save, with the plan's decisions of yes and no kept."),
    Field("enters", "Enters", "text", "Suppliers that this plan has and the one at the looser limit has not."),
    Field("leaves", "Leaves", "text", "Suppliers that the plan at the looser limit has and this one has not."),
)


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


def write_frontier(points: Points, path: Path) -> Path:
    """Write the workbook; the old file, if any, is replaced whole."""
    frame = tabulate(points.table, FIELDS)
    with whole(path) as temporary:
        book = new_book(temporary, "Cost against a limit")
        styles = Styles(book)
        sheet = write_table(book, styles, points, Sheet(NAME, "Cost against a limit", FIELDS, _only(frame)), frame)
        if points.table["cost"].notna().any():
            _chart(book, sheet, points)
        else:
            sheet.write_string(len(frame) + 2, 0, none_sentence(points.table))
        book.close()
    return path


def none_sentence(table: pd.DataFrame) -> str:
    """What is said in place of a chart where no point has a plan."""
    known = bool((table["status"] == "infeasible").all())
    return "No plan can meet any of these limits." if known else "The search was ended before a plan was found at any of these limits."


def _only(frame: pd.DataFrame) -> Callable[[Plan], pd.DataFrame]:
    return lambda _: frame


def _chart(book: Workbook, sheet: Worksheet, points: Points) -> None:
    """Cost over limit, a line for each service level; the infeasible end has no points."""
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    table = points.table.reset_index(drop=True)
    limit, cost = (next(i for i, f in enumerate(FIELDS) if f.source == source) for source in ("limit", "cost"))
    for place, (level, curve) in enumerate(table.groupby(table["service"].fillna(-1.0), sort=False)):
        feasible = curve.index[curve["cost"].notna()]
        if len(feasible):
            first, last = int(feasible.min()) + 1, int(feasible.max()) + 1
            chart.add_series(
                {
                    "name": "as the workbook has it" if float(level) < 0 else f"service {float(level):.0%}",
                    "categories": [NAME, first, limit, last, limit],
                    "values": [NAME, first, cost, last, cost],
                    "line": {"color": SERIES[place % len(SERIES)], "width": 2},
                    "marker": {"type": "circle", "size": 5, "fill": {"color": SERIES[place % len(SERIES)]}, "border": {"none": True}},
                }
            )
    chart.set_x_axis({"name": "Largest share that is permitted", "num_format": "0%", "major_gridlines": {"visible": False}})
    chart.set_y_axis({"name": f"Cost ({points.currency}, discounted)", "num_format": "#,##0", "min": _floor(table["cost"])})
    chart.set_title({"name": "What each point of independence costs", "name_font": {"size": 12}})
    chart.set_size({"width": 760, "height": 380})
    sheet.insert_chart(len(table) + 2, 0, chart, {"object_position": 2})


def _floor(cost: pd.Series) -> float:
    """Where the axis begins: below the cheapest point by as much as the dearest is above it."""
    low, high = float(cost.min()), float(cost.max())
    return max(0.0, low - (high - low)) if high > low else 0.0
