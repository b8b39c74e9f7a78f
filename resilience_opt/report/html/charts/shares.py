"""Share against limit, by year: the tightest together, and each limit by itself."""

from __future__ import annotations

import dataclasses

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report import glance
from resilience_opt.report.html.charts.chart import HOVER, Chart, Drawing, View, absent, axes, names, short
from resilience_opt.report.html.shown import amount
from resilience_opt.report.sentences import counted, listed

#: Limits that the selector offers one by one.
MOST_LIMITS = 120
_SCOPE = ["lens", "origin", "group", "material", "destination", "side"]
_TOGETHER = "The tightest"


def chart(plan: Plan) -> Chart | None:
    """Shares (full lines) against their limits (dashed, in the same colour); None where there is no maximum share."""
    together = glance.shares_by_year(plan)
    if together.shape[1] == 1:
        return None
    views = [_view(together, _TOGETHER, "")]
    for one in _each(plan):
        table = glance.shares_by_year(dataclasses.replace(plan, dependence=one))
        views.append(_view(table, str(table.columns[1]), f"{one['material'].iloc[0]}"))
    if len(views) == 2:
        views = views[:1]
    return Chart(
        "shares", "Share against limit, by year", tuple(views), choose="Limit",
        note="Full line: the share of supply. Dashed line: its limit. They touch where the limit binds.",
    )  # fmt: skip


def _each(plan: Plan) -> list[pd.DataFrame]:
    """The rows of Dependence of each maximum share, material by material."""
    limited = plan.dependence[plan.dependence["limit"].notna() & (plan.dependence["side"] != "minimum")]
    made = [of for _, of in limited.groupby(_SCOPE, sort=False, dropna=False)]
    if len(made) > MOST_LIMITS:
        made = sorted(made, key=lambda of: float(of["slack"].min()))[:MOST_LIMITS]
    order = {material: place for place, material in enumerate(dict.fromkeys(plan.dependence["material"]))}
    return sorted(made, key=lambda of: order[of["material"].iloc[0]])


def _view(table: pd.DataFrame, label: str, group: str) -> View:
    years = [str(year) for year in table["year"]]
    titles = [str(column) for column in table.columns[1:]]
    texts = {title: [amount(absent(v), "share", "", "") for v in table[title]] for title in titles}
    traces = tuple(_line(title, years, table[title], texts[title], place // 2, dashed=place % 2 == 1) for place, title in enumerate(titles))
    rows = tuple((year, *(texts[title][i] for title in titles)) for i, year in enumerate(years))
    layout = axes("share of supply", numbers=".0%", least=0)
    return View(_says(table, titles), ("Year", *titles), rows, traces, layout, label=label, group=group)


def _line(title: str, years: list[str], values: pd.Series[float], texts: list[str], colour: int, *, dashed: bool) -> Drawing:
    symbol = "line-ew-open" if dashed else ("circle", "diamond", "square")[colour]
    return {
        "type": "scatter", "mode": "lines+markers", "name": short(title, 72), "x": years, "y": [absent(v) for v in values],
        "customdata": names(texts), "hovertemplate": HOVER,
        "legendgroup": str(colour), "showlegend": not dashed,
        "line": {"color": f"@series-{colour}", "width": 2 if dashed else 3, "dash": "dash" if dashed else "solid"},
        "marker": {"color": f"@series-{colour}", "size": 22 if dashed else 9, "symbol": symbol, "line": {"color": f"@series-{colour}", "width": 2}},
    }  # fmt: skip


def _says(table: pd.DataFrame, titles: list[str]) -> str:
    parts = []
    for share, limit in zip(titles[::2], titles[1::2], strict=True):
        both = table[[share, limit]].dropna()
        touching = [str(table["year"].loc[i]) for i in both.index[(both[limit] - both[share]).abs() < 1e-4]]
        at = f"at its limit in {listed(touching)}" if touching else "below its limit in every year"
        parts.append(f"{share}, {at}")
    return f"Lines of {counted(len(parts), 'share')} of supply against the limit: {'; '.join(parts)}."
