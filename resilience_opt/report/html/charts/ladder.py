"""Cost of resilience: what each step costs, by kind, with the largest share that is left beside it."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.ladder import Ladder
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.report import glance
from resilience_opt.report.html.charts.chart import HOVER, Chart, Drawing, View, absent, axes, bars, drawn, names
from resilience_opt.report.html.shown import amount
from resilience_opt.report.sentences import counted, money
from resilience_opt.report.styles import rounded

_SHARE = "largest share"
_HEADERS = ("Largest share", "Months survived", "Limits not met", "Disruptions not survived")


def chart(plan: Plan) -> Chart | None:
    """What each step costs over the cheapest plan, and in all; None where there are not two steps."""
    ladder = plan.ladder
    if ladder is None or len(ladder.steps) < 2:
        return None
    over = over_cheapest(ladder)
    kinds = [kind for kind in COST_KINDS if (over[kind].abs() > 0).any()]
    whole = over + pd.Series({kind: plan.costs.get(kind, 0.0) - over[kind].iloc[-1] for kind in COST_KINDS})
    spent = [kind for kind in COST_KINDS if (whole[kind].abs() > 0).any()]
    views = (
        _view(plan, ladder, over, kinds, "Over the cheapest plan", "difference"),
        _view(plan, ladder, whole, spent, "In all", "money"),
    )
    return Chart(
        "ladder", "Cost of resilience, step by step", views, choose="Cost",
        note="Each step keeps what the steps before it ask for. Columns: discounted cost (left). Squares, where columns go both ways: their sum. Line: the largest share that any Maximum limits (right).",
    )  # fmt: skip


def over_cheapest(ladder: Ladder) -> pd.DataFrame:
    """By how much each step is dearer than the cheapest plan, by kind; one row for each step, the first all 0."""
    more = ladder.steps[["step"]].merge(ladder.bridge, on="step", how="left")
    return more[[*COST_KINDS]].astype(float).fillna(0.0).cumsum()


def _palette(plan: Plan) -> list[str]:
    """The kinds in the order of their colours: those of the chart of costs by year come first, as there."""
    table = glance.costs_by_year(plan)
    return sorted(COST_KINDS, key=lambda kind: not (table[kind] != 0).any())


def _view(plan: Plan, ladder: Ladder, costs: pd.DataFrame, kinds: list[str], label: str, kind_of_number: str) -> View:
    steps, shares = ladder.steps, [absent(v) for v in ladder.steps["largest_share"]]
    labels = [str(step) for step in steps["step"]]
    totals = [rounded(v) for v in costs.sum(axis=1)]
    texts = {kind: [amount(rounded(v), kind_of_number, "", plan.currency) for v in costs[kind]] for kind in kinds}
    whole = [amount(v, kind_of_number, "", plan.currency) for v in totals]
    share_texts = [amount(v, "share", "", "") for v in shares]
    palette = _palette(plan)
    traces = [bars(kind, labels, [drawn(v) for v in costs[kind]], texts[kind], palette.index(kind)) for kind in kinds]
    if (costs.to_numpy() < 0).any():  # columns go both ways: what they add up to is not seen
        traces.append(_total(labels, [drawn(v) for v in totals], whole))
    layout: Drawing = {"barmode": "relative", **axes(f"{plan.currency}, discounted", gap=0.5)}
    if any(share is not None for share in shares):
        traces.append(_line(labels, shares, share_texts))
        layout |= {"yaxis2": _SECOND, "margin": {"l": 55, "r": 60, "t": 12, "b": 36}}
    rows = tuple(
        (
            step,
            *(texts[kind][i] for kind in kinds),
            whole[i],
            share_texts[i],
            amount(absent(survived), "months", "", ""),
            amount(int(broken), "whole", "", ""),
            amount(int(unmet), "whole", "", ""),
        )
        for i, (step, survived, broken, unmet) in enumerate(
            zip(labels, steps["shortest_survived"], steps["limits_broken"], steps["requirements_unmet"], strict=True)
        )
    )
    headers = ("Step", *(kind.capitalize() for kind in kinds), "Total", *_HEADERS)
    return View(_says(plan, ladder, label), headers, rows, tuple(traces), layout, label=label)


#: The axis of the shares.
_SECOND: Drawing = {
    "title": {"text": "largest share"}, "tickformat": ".0%", "range": [0, 1.05], "tickmode": "linear", "tick0": 0, "dtick": 0.2, "overlaying": "y", "side": "right", "showgrid": False,
    "zeroline": False, "automargin": True, "fixedrange": True,
}  # fmt: skip


def _total(labels: list[str], totals: list[float], texts: list[str]) -> Drawing:
    return {
        "type": "scatter", "mode": "markers", "name": "total", "x": labels, "y": totals, "customdata": names(texts), "hovertemplate": HOVER,
        "marker": {"color": "@land", "size": 11, "symbol": "square", "line": {"color": "@ink", "width": 2}},
    }  # fmt: skip


def _line(labels: list[str], shares: list[float | None], texts: list[str]) -> Drawing:
    return {
        "type": "scatter", "mode": "lines+markers", "name": _SHARE, "x": labels, "y": shares, "yaxis": "y2",
        "customdata": names(texts), "hovertemplate": HOVER,
        "line": {"color": "@ink", "width": 2, "dash": "dot"}, "marker": {"color": "@land", "size": 11, "symbol": "diamond", "line": {"color": "@ink", "width": 2}},
    }  # fmt: skip


def _says(plan: Plan, ladder: Ladder, label: str) -> str:
    steps = ladder.steps
    costs, parts = [float(cost) for cost in steps["cost"]], list[str]()
    for step, cost, share, unmet in zip(steps["step"], costs, map(absent, steps["largest_share"]), steps["requirements_unmet"], strict=True):
        dearer = label != "In all" and parts
        spent = f"{money(cost - costs[0], plan.currency)} more" if dearer else money(cost, plan.currency)
        left = "" if share is None else f", largest share {share:.1%}"
        lost = f", {counted(int(unmet), 'disruption')} not survived" if unmet else ""
        parts.append(f"{step} {spent}{left}{lost}")
    return "Stacked columns, discounted: " + "; ".join(parts) + "."
