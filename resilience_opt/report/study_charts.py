"""The charts of a study: the cost of every case, and cost against dependence; a colour for each level of the first factor."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.report.charts import title_text
from resilience_opt.report.frontier_chart import axis
from resilience_opt.report.styles import RULE, SERIES

#: Costs from so much on are drawn in millions.
_MILLION, _LARGE = 1e6, 1e7
_SMALL = {"name_font": {"size": 10, "bold": False}, "num_font": {"size": 9}}
_LARGEST, _SMALLEST = 13, 5
_MARKS = ("circle", "square", "diamond", "triangle", "x", "plus", "star")


class Costs(Protocol):
    """The table of cases, its factors and its currency."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""

    @property
    def factors(self) -> Sequence[str]:
        """The first columns of the table."""

    @property
    def table(self) -> pd.DataFrame:
        """A row for each case."""


def cost_chart(book: Workbook, cases: Costs, sheet: str, at: Mapping[str, int]) -> Chart:
    """The cost of every case, from the cells of a sheet under its headers, in the columns that `at` gives.

    With several factors there is a series for each level of the first, over the combinations of the others.
    """
    chart = book.add_chart({"type": "line"})
    several = len(cases.factors) > 1
    columns = (1, len(cases.factors) - 1) if several else (0, 0)
    for number, (label, first, last) in enumerate(_blocks(cases) if several else [("", 1, len(cases.table))]):
        chart.add_series(
            {
                "name": title_text(label or "cost"),
                "categories": [sheet, first, columns[0], last, columns[1]],
                "values": [sheet, first, at["cost"], last, at["cost"]],
                "line": {"none": True},
                "marker": _marker(number),
            }
        )
    chart.set_title({"name": "Cost of every case", "name_font": {"size": 12}})
    chart.set_x_axis({"name": ", ".join(cases.factors[1:] if several else cases.factors), "label_position": "low", **_SMALL})
    return _finish(chart, cases, several)


def trade_chart(book: Workbook, cases: Costs, sheet: str, at: Mapping[str, int]) -> Chart:
    """Cost against the largest share: what independence costs, over all cases."""
    chart = book.add_chart({"type": "scatter"})
    for number, (label, first, last) in enumerate(_blocks(cases)):
        chart.add_series(
            {
                "name": title_text(label),
                "categories": [sheet, first, at["dependence"], last, at["dependence"]],
                "values": [sheet, first, at["cost"], last, at["cost"]],
                "line": {"none": True},
                "marker": _marker(number),
            }
        )
    chart.set_title({"name": "Cost against the largest share", "name_font": {"size": 12}})
    chart.set_x_axis({"name": "Largest share under a limit of any case", "num_format": "0%", "major_gridlines": {"visible": False}, "crossing": "min", **_SMALL})
    return _finish(chart, cases, True)


def _blocks(cases: Costs) -> Iterator[tuple[str, int, int]]:
    """Each level of the first factor with its first and last row: the last factor changes fastest, so they stand together."""
    labels = [str(label) for label in cases.table[cases.factors[0]]]
    for label in dict.fromkeys(labels):
        first = labels.index(label) + 1
        yield label, first, first + labels.count(label) - 1


def _marker(number: int) -> dict[str, Any]:
    """Another shape and colour for each series, and a smaller mark: cases of the same cost stand at the same place, and all of them are seen."""
    colour = SERIES[number % len(SERIES)]
    return {"type": _MARKS[number % len(_MARKS)], "size": max(_LARGEST - 2 * number, _SMALLEST), "fill": {"color": colour}, "border": {"color": colour}}


def _finish(chart: Chart, cases: Costs, legend: bool) -> Chart:
    low, high, step = axis(cases.table["cost"].dropna())
    unit, scale, thousands = (f"million {cases.currency}", _MILLION, ",,") if high >= _LARGE else (cases.currency, 1.0, "")
    decimals = max(0, math.ceil(-math.log10(step / scale)))
    grid = {"visible": True, "line": {"color": RULE, "width": 0.5}}
    shown = "#,##0" + ("." + "0" * decimals if decimals else "") + thousands
    chart.set_y_axis({
        "name": f"Cost ({unit}, discounted)", "num_format": shown, "min": low, "max": high, "major_unit": step, "crossing": "min",
        "major_gridlines": grid, **_SMALL,
    })  # fmt: skip
    chart.set_legend({"position": "bottom"} if legend else {"none": True})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 900, "height": 400})
    return chart
