"""Cost against a limit, a line for each service level; a cross marks the first limit that no plan can meet."""

from __future__ import annotations

from typing import Any

import pandas as pd

from resilience_opt.plan.say import percent
from resilience_opt.report.frontier import Points
from resilience_opt.report.frontier_words import curves, sentences
from resilience_opt.report.html.charts.chart import Chart, Drawing, View, absent, drawn, names, short
from resilience_opt.report.html.shown import amount

_HOVER = "%{fullData.name}, limit %{x:.4~p}: %{customdata}<extra></extra>"
_WITHOUT = {"infeasible": "no plan can meet it", "no plan": "search ended first"}
#: Amounts from so much on are drawn in millions.
_MILLION, _LARGE = 1e6, 1e7
_MARKS = {"optimal": "circle", "feasible": "circle-open"}


def chart(points: Points) -> Chart | None:
    """The curves of cost, and those of what one more point of the limit would save; None where no point has a plan."""
    table = points.table
    if table["cost"].isna().all():
        return None
    views = (_view(points, "cost", "Cost of the plan"), _view(points, "price", "Price of one point"))
    note = "Hollow: the gap was not reached. Cross: no plan can meet this limit, nor a tighter one; its height has no meaning."
    return Chart("frontier", "What each point of independence costs", views, choose="Show", note=note, tall=True)


def _view(points: Points, column: str, title: str) -> View:
    table, currency = points.table, points.currency
    scale = _MILLION if float(table[column].max()) >= _LARGE else 1.0
    lines = curves(table)
    limits = sorted(set(table["limit"]), reverse=True)
    texts = [dict(zip(curve["limit"], _texts(curve, column, currency), strict=True)) for _, curve in lines]
    traces: list[Drawing] = []
    for colour, (level, curve) in enumerate(lines):
        traces += _traces(_name(level), curve, column, currency, scale, colour % 8, float(table[column].min()))
    unit = f"{'million ' if scale > 1 else ''}{currency}, discounted"
    return View(
        says=" ".join(said[0].upper() + said[1:] for _, said in sentences(table, currency)),
        headers=("Limit", *(_name(level) if level else title for level, _ in lines)),
        rows=tuple((percent(limit), *(text.get(limit, "") for text in texts)) for limit in limits),
        traces=tuple(traces),
        layout={
            "xaxis": {"title": {"text": "Largest share that is permitted"}, "tickformat": ".4~p"},
            "yaxis": {"title": {"text": short(unit)}, "tickformat": ",.6~g" if scale > 1 else ",.6~r"},
            "showlegend": len(lines) > 1,
        },
        label=title,
        title=f"{title}: {points.limited}" if points.limited else title,
    )


def _name(level: str) -> str:
    return f"service level {level}" if level else "as the workbook has it"


def _texts(curve: pd.DataFrame, column: str, currency: str) -> list[str]:
    texts = []
    for status, gap, value in zip(curve["status"], curve["gap"], curve[column], strict=True):
        if absent(value) is None:
            texts.append(_WITHOUT[status])
        else:
            texts.append(amount(value, "money", "", currency) + (f" (gap {gap:.2%})" if status == "feasible" and absent(gap) is not None else ""))
    return texts


def _traces(name: str, curve: pd.DataFrame, column: str, currency: str, scale: float, colour: int, least: float) -> list[Drawing]:
    """A line through the points, and a dotted one on to the first limit without a plan."""
    marker = {"color": f"@series-{colour}", "size": 8, "symbol": [_MARKS.get(status, "circle") for status in curve["status"]]}
    values = [None if absent(v) is None else drawn(float(v) / scale) for v in curve[column]]
    common: dict[str, Any] = {"type": "scatter", "mode": "lines+markers", "name": short(name), "hovertemplate": _HOVER}
    made: list[Drawing] = [
        {
            **common, "x": curve["limit"].tolist(), "y": values, "customdata": names(_texts(curve, column, currency)), "marker": marker,
            "line": {"color": f"@series-{colour}", "width": 2},
        }
    ]  # fmt: skip
    none = curve[curve["status"] == "infeasible"]
    if len(none):
        solved = curve[curve["cost"].notna()]
        height = drawn(float(solved[column].iloc[-1] if len(solved) else least) / scale)
        start = [float(solved["limit"].iloc[-1])] if len(solved) else []
        ends = [*start, float(none["limit"].iloc[0])]
        made.append(
            {
                **common, "x": ends, "y": [height] * len(ends), "customdata": names([_WITHOUT["infeasible"]] * len(ends)), "showlegend": False,
                "marker": {"color": f"@series-{colour}", "size": [*(0 for _ in start), 11], "symbol": "x"},
                "line": {"color": f"@series-{colour}", "width": 2, "dash": "dot"},
            }
        )  # fmt: skip
    return made
