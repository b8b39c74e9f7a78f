"""The charts of the Summary, as native Excel charts over its own cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.case.template_formats import INK
from resilience_opt.report.styles import GREY, SERIES

WIDTH, HEIGHT = 720, 320  #: pixels
_TEXT = {"name": "Calibri", "size": 9, "color": INK}
_TITLE = {"name": "Calibri", "size": 12, "bold": True, "color": INK}


@dataclass(frozen=True)
class Block:
    """Where a frame stands on a sheet: the row of its headers, its first column and its size without headers."""

    sheet: str
    row: int
    col: int
    rows: int
    cols: int

    def header(self, column: int) -> list[Any]:
        """Reference to the header of a column."""
        return [self.sheet, self.row, self.col + column]

    def values(self, column: int) -> list[Any]:
        """Reference to the values of a column."""
        return [self.sheet, self.row + 1, self.col + column, self.row + self.rows, self.col + column]


def cost_chart(book: Workbook, block: Block, kinds: list[int], currency: str) -> Chart:
    """Cost by kind, stacked, by year; `kinds` are the columns of the block that are not zero."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for number, column in enumerate(kinds):
        chart.add_series(bars(block, column, number, gap=60))
    return finish(chart, "Cost by kind and year, undiscounted", currency, "#,##0")


def share_chart(book: Workbook, block: Block) -> Chart:
    """Shares (full lines) against their limits (dashed, in the same colour), by year."""
    chart = book.add_chart({"type": "line"})
    for column in range(1, block.cols):
        limit, colour = column % 2 == 0, SERIES[(column - 1) // 2]
        chart.add_series({
            "name": block.header(column), "categories": block.values(0), "values": block.values(column),
            "line": {"color": colour, "width": 1.5 if limit else 2.25, "dash_type": "dash" if limit else "solid"},
            "marker": {"type": "long_dash" if limit else "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}},
        })  # fmt: skip
    return finish(chart, "Dependence against its limit", "share of supply", "0%", least=0)


def stock_chart(book: Workbook, block: Block) -> Chart:
    """Stock by year, in months of the demand that it covers."""
    chart = book.add_chart({"type": "column"})
    for column in range(1, block.cols):
        chart.add_series(bars(block, column, column - 1, gap=80))
    return finish(chart, "Stock at the end of the year", "months of cover", "0.0", least=0)


def crisis_chart(book: Workbook, block: Block, title: str, unit: str) -> Chart:
    """The worst crisis, month by month: what comes from suppliers, from stock, and what is missing."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for column, colour in ((1, 0), (2, 2), (3, 4)):
        chart.add_series(bars(block, column, colour, gap=30))
    return finish(chart, f"Worst crisis: {title}", f"{unit} a month", "#,##0.##", least=0, categories="month of the crisis")


def bars(block: Block, column: int, colour: int, gap: int) -> dict[str, Any]:
    """A series of columns: one column of the block over its first."""
    return {
        "name": block.header(column), "categories": block.values(0), "values": block.values(column),
        "fill": {"color": SERIES[colour % len(SERIES)]}, "border": {"none": True}, "gap": gap,
    }  # fmt: skip


def title_text(text: str) -> str:
    """A chart's title with an invisible sign after each exclamation mark: 'Plan!A1' would be taken for the address of a cell."""
    return text.replace("!", "!\u2060")


def finish(chart: Chart, title: str, axis: str, number: str, *, least: float | None = None, most: float | None = None, categories: str = "") -> Chart:
    """The titles, axes, legend and size that every chart has."""
    chart.set_title({"name": title_text(title), "name_font": _TITLE, "overlay": False})
    chart.set_x_axis({"name": categories, "name_font": _TEXT, "num_font": _TEXT, "line": {"color": GREY}})
    vertical: dict[str, Any] = {"name": axis, "name_font": _TEXT, "num_font": _TEXT, "num_format": number, "line": {"none": True}}
    vertical["major_gridlines"] = {"visible": True, "line": {"color": "#E0E0E0", "width": 0.5}}
    if least is not None:
        vertical["min"] = least
    if most is not None:
        vertical["max"] = most
    chart.set_y_axis(vertical)
    chart.set_legend({"position": "bottom", "font": _TEXT})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.show_blanks_as("gap")
    return chart
