"""Cost against a limit as a chart of Excel: a line for each service level."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Protocol

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.report.frontier_words import curves
from resilience_opt.report.styles import RULE, SERIES

#: Costs from so much on are drawn in millions; an axis has at most so many steps.
_MILLION, _LARGE, _STEPS = 1e6, 1e7, 10
_SMALL = {"name_font": {"size": 10, "bold": False}, "num_font": {"size": 9}}


class Costs(Protocol):
    """The table of points, and its currency."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""

    @property
    def table(self) -> pd.DataFrame:
        """One row for each point."""


def curves_of(book: Workbook, points: Costs, sheet: str, at: Mapping[str, int]) -> Chart:
    """Cost over limit, from the cells of a sheet under its headers, in the columns that `at` gives; the infeasible end has no points."""
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    table, start = points.table, 1
    for place, (level, curve) in enumerate(curves(table)):
        first, last = start, start + len(curve) - 1
        start = last + 1
        if curve["cost"].notna().any():
            colour = SERIES[place % len(SERIES)]
            chart.add_series(
                {
                    "name": f"service level {level}" if level else "as the workbook has it",
                    "categories": [sheet, first, at["limit"], last, at["limit"]],
                    "values": [sheet, first, at["cost"], last, at["cost"]],
                    "line": {"color": colour, "width": 2},
                    "marker": {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"none": True}},
                }
            )
    _axes(chart, table, points.currency)
    chart.set_title({"name": "What each point of independence costs", "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"} if table["service"].notna().any() else {"none": True})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 760, "height": 380})
    return chart


def _axes(chart: Chart, table: pd.DataFrame, currency: str) -> None:
    tight, loose = float(table["limit"].min()), float(table["limit"].max())
    across = {"min": tight, "max": loose} if loose > tight else {}
    chart.set_x_axis(
        {"name": "Largest share that is permitted", "num_format": "0%", "major_gridlines": {"visible": False}, "crossing": "min", **across, **_SMALL}
    )
    low, high, step = axis(table["cost"])
    unit, scale, thousands = (f"million {currency}", _MILLION, ",,") if high >= _LARGE else (currency, 1.0, "")
    decimals = max(0, math.ceil(-math.log10(step / scale)))
    chart.set_y_axis(
        {
            "name": f"Cost ({unit}, discounted)",
            "num_format": "#,##0" + ("." + "0" * decimals if decimals else "") + thousands,
            "min": low,
            "max": high,
            "major_unit": step,
            "crossing": "min",
            "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}},
            **_SMALL,
        }
    )


def axis(cost: pd.Series[float]) -> tuple[float, float, float]:
    """Where the axis of costs begins and ends, and its step: round figures around what is drawn, and nought where all costs are the same.

    >>> axis(pd.Series([3780.5, 3788.7])), axis(pd.Series([120.0, 288.0])), axis(pd.Series([5.0]))
    ((3780.0, 3789.0, 1.0), (120.0, 300.0, 20.0), (0.0, 5.0, 0.5))
    """
    low, high = float(cost.min()), float(cost.max())
    if high <= low:
        low, high = min(0.0, low), max(0.0, high) or 1.0
    reach = high - low
    power = 10.0 ** math.floor(math.log10(reach))
    step = next(power * part for part in (0.1, 0.2, 0.5, 1, 2, 5, 10) if reach <= power * part * _STEPS)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step
