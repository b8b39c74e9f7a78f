"""The sheet of the history: charts over all periods, then the tables behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.report.charts import HEIGHT, Block
from resilience_opt.report.page import COLUMNS, FIRST, OTHER, Page
from resilience_opt.report.review import past
from resilience_opt.report.review.charts import cost_chart, share_chart, survival_chart
from resilience_opt.report.review.shown import ReviewShown
from resilience_opt.report.review.words import over
from resilience_opt.report.tables import Field, print_setup, tabulate

NAME = "History"
_ROW_PIXELS = 20
_WIDEST = 80  #: characters of the first column
_DRAWN = {"object_position": 2, "x_offset": 6, "y_offset": 6}


def write(book: Workbook, shown: ReviewShown, page: Page) -> None:
    """Write the sheet."""
    page.sheet.set_column(0, 0, min(_WIDEST, max([FIRST, *(len(name) for name in shown.history.limits["limited"])])))
    page.sheet.set_column(1, COLUMNS - 1, OTHER)
    page.title(f"{shown.title}: history over {over(shown)}")
    page.heading("Cost")
    _table(page, "Costs", past.costs(shown.history), past.COSTS)
    _drawn(page, past.costs_by_kind(shown.history), "money", lambda block: cost_chart(book, block, shown.currency))
    breaks = []
    if len(shown.history.countries):
        breaks.append(page.row + 1)
        page.heading("Dependence: the largest share of one country, material by material")
        _drawn(page, past.shares(shown.history), "share", lambda block: share_chart(book, block))
        _table(page, "Countries", shown.history.countries, past.COUNTRIES)
    if len(shown.history.survived):
        breaks.append(page.row + 1)
        page.heading("Months survived, where they are closest to what is required")
        _drawn(page, past.survived(shown.history), "months", lambda block: survival_chart(book, block))
        _table(page, "Months_survived", shown.history.survived, past.SURVIVED)
    if len(shown.history.limits):
        page.heading("Shares under a limit, where they are largest")
        _table(page, "Limited_shares", *past.limits(shown.history))
    print_setup(page.sheet)
    page.sheet.set_h_pagebreaks(breaks)


def _table(page: Page, name: str, frame: pd.DataFrame, fields: Sequence[Field]) -> None:
    page.table(name, tabulate(frame, fields), fields)


def _drawn(page: Page, frame: pd.DataFrame, kind: str, chart: Callable[[Block], Chart]) -> None:
    """A small grid, a row for each period, and its chart below it."""
    fields = [Field(header, header, "text" if number == 0 else kind) for number, header in enumerate(frame.columns)]
    block = page.grid(frame, fields)
    page.sheet.insert_chart(page.row, 0, chart(block), _DRAWN)
    page.row += HEIGHT // _ROW_PIXELS + 1
