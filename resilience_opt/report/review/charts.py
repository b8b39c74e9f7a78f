"""The history as native Excel charts over the cells of its sheet."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.report.charts import Block, bars, finish
from resilience_opt.report.styles import SERIES


def cost_chart(book: Workbook, block: Block, currency: str) -> Chart:
    """Discounted cost by kind, stacked, by period."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for column in range(1, block.cols):
        chart.add_series(bars(block, column, column - 1, gap=80))
    return finish(chart, "Cost of the plan by kind, discounted", currency, "#,##0", categories="review")


def share_chart(book: Workbook, block: Block) -> Chart:
    """The largest share of one country, a line for each material, by period."""
    chart = book.add_chart({"type": "line"})
    for column in range(1, block.cols):
        colour = SERIES[(column - 1) % len(SERIES)]
        marker = {"type": "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {"name": block.header(column), "categories": block.values(0), "values": block.values(column), "line": {"color": colour, "width": 2.25}, "marker": marker}
        )
    return finish(chart, "Dependence: largest share of one country", "share of supply", "0%", least=0, most=1, categories="review")


def survival_chart(book: Workbook, block: Block) -> Chart:
    """Months survived, columns for each scenario, by period."""
    chart = book.add_chart({"type": "column"})
    for column in range(1, block.cols):
        chart.add_series(bars(block, column, column - 1, gap=80))
    return finish(chart, "Months survived", "months", "0", least=0, categories="review")
