"""The page of a review: alerts first, what changed and why, the history; one file that asks for nothing when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from resilience_opt.report.compare.sheets import TABLES
from resilience_opt.report.html.charts import past as charts
from resilience_opt.report.html.charts import waterfall
from resilience_opt.report.html.charts.chart import Chart
from resilience_opt.report.html.differences import difference_table
from resilience_opt.report.html.rendering import rendered, write_text
from resilience_opt.report.html.shown import amount
from resilience_opt.report.html.tables import Cell, Column, Table
from resilience_opt.report.review import past
from resilience_opt.report.review.shown import ReviewShown
from resilience_opt.report.review.words import GRAVE, RULES, about, changes, no_alerts, over, planned, produced, why_no_plan
from resilience_opt.report.tables import Field, tabulate

_TEXT = ("text", "sentence")


def write_review_page(shown: ReviewShown, path: Path) -> Path:
    """Write the page; the old file, if any, is replaced whole."""
    return write_text(review_page(shown), path)


def review_page(shown: ReviewShown) -> str:
    """The text of the page: the same for the same review."""
    why, lines = why_no_plan(shown)
    bridge = waterfall.chart(shown.comparison, shown.period) if shown.comparison is not None else None
    drawn = _history_charts(shown)
    return rendered(
        "review.html.jinja",
        [*([bridge] if bridge is not None else []), *drawn],
        what=f"review of {shown.period}",
        first="alerts",
        title=shown.title,
        period=f"{shown.review}: review of {shown.period}",
        about=about(shown),
        alerts=[(RULES.get(rule, rule), sentence, "red" if rule in GRAVE else "amber") for rule, sentence in shown.alerts],
        no_alerts=no_alerts(shown),
        why=why,
        lines=lines,
        previous=shown.previous,
        changes=changes(shown),
        planned=planned(shown.plan) if shown.plan is not None else [],
        bridge=bridge,
        history=drawn,
        over=over(shown),
        glances=_history_tables(shown) if len(shown.history.costs) else [],
        tables=[difference_table(shown.comparison, layout) for layout in TABLES if len(layout.source(shown.comparison))] if shown.comparison else [],
        notes=shown.notes,
        produced=list(produced(shown)),
    )


def _history_charts(shown: ReviewShown) -> list[Chart]:
    if not len(shown.history.costs):
        return []
    made = (charts.costs(shown), charts.shares(shown), charts.survived(shown))
    return [chart for chart in made if chart is not None]


def _history_tables(shown: ReviewShown) -> list[Table]:
    history = shown.history
    return [
        _table("All reviews", "Cost of each period", past.costs(history), past.COSTS, shown.currency),
        *([_table("Shares under a limit", "Where they are largest, period by period", *past.limits(history), "")] if len(history.limits) else []),
    ]


def _table(title: str, shows: str, table: pd.DataFrame, fields: Sequence[Field], currency: str) -> Table:
    frame = tabulate(table, fields)
    columns = [[Cell(amount(v, field.kind, "", currency)) for v in frame[field.header]] for field in fields]
    heads = tuple(Column(field.header, field.meaning, field.kind not in _TEXT) for field in fields)
    return Table(title.lower().replace(" ", "-"), title, shows, heads, tuple(zip(*columns, strict=True)), len(frame))
