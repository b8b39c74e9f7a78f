"""From the cost of one plan to that of another, each cause a step up or down."""

from __future__ import annotations

import math

from resilience_opt.report.compare.shown import Shown
from resilience_opt.report.compare.waterfall import way
from resilience_opt.report.compare.writing import signed_format, to_the_cent
from resilience_opt.report.html.charts.chart import HOVER, Chart, Drawing, View, axes, names, scaled, short
from resilience_opt.report.html.shown import shown as as_shown
from resilience_opt.report.sentences import listed, money

_ROOM = 0.12  #: above the highest column, as a share of the height
_NARROW = 0.5  #: where the lowest step is higher than this share of the highest, the axis starts above 0


def chart(shown: Shown, name: str) -> Chart | None:
    """The bridge of one case by cause; None where there is none."""
    causes, kinds = (table[table["case"] == name] for table in (shown.bridge, shown.bridge_by_kind))
    if causes.empty or not (causes["amount"] != 0).any():
        return None
    first = shown.names[0]
    before, after = (round(math.fsum(kinds[side]), shown.decimals) for side in ("before", "after"))
    frame = way(causes, (first, before), (name, after)).frame
    cash, signed = to_the_cent(shown.currency, shown.decimals), signed_format("money", "", shown.currency, shown.decimals)
    wholes = frame["amount"].isna()
    labels = [money(c, shown.currency) if w else f"{'+' if a > 0 else '-'}{money(abs(a), shown.currency)}" for c, a, w in zip(frame["cost"], frame["amount"], wholes, strict=True)]
    texts = [as_shown(c, cash) if w else as_shown(a, signed) for c, a, w in zip(frame["cost"], frame["amount"], wholes, strict=True)]
    steps = [short(step, 24) for step in frame["step"]]
    scale, unit = scaled(float(frame["cost"].max()), shown.currency)
    start = _start([*frame.loc[wholes, "cost"], *frame.loc[~wholes, "below"]])
    tops = {"Cost": (frame["whole"], 0), "More": (frame["more"], 4), "Less": (frame["less"], 3)}
    traces: list[Drawing] = []
    for label, (heights, colour) in tops.items():
        bottoms = [start if w else b for b, w in zip(frame["below"], wholes, strict=True)]
        shown_at = [i for i, height in enumerate(heights) if height == height]
        traces.append({
            "type": "bar", "name": label, "x": [steps[i] for i in shown_at],
            "y": [(float(heights.iloc[i]) - (start if wholes.iloc[i] else 0.0)) / scale for i in shown_at], "base": [float(bottoms[i]) / scale for i in shown_at],
            "customdata": names([texts[i] for i in shown_at]), "hovertemplate": HOVER, "text": names([labels[i] for i in shown_at]),
            "textposition": "outside" if label != "Cost" else "inside", "cliponaxis": False, "marker": {"color": f"@series-{colour}", "line": {"color": "@ink", "width": 0.5}},
        })  # fmt: skip
    rows = tuple((str(step), text, as_shown(cost, cash)) for step, text, cost in zip(frame["step"], texts, frame["cost"], strict=True))
    moved = [f"{row[0]} {row[1]}" for row, w in zip(rows, wholes, strict=True) if not w]
    view = View(
        says=f"From {texts[0]} in {first} to {texts[-1]} in {name}: {listed(moved)}.",
        headers=("Step", "Amount", "Cost reached"),
        rows=rows,
        traces=tuple(traces),
        layout=_layout(f"{unit}, discounted" + (", from above 0" if start > 0 else ""), steps, (start / scale, float(frame["cost"].max()) / scale)),
    )
    return Chart("bridge", f"Why the cost differs: from {first} to {name}", (view,), note=f"In {shown.currency}, discounted.", tall=True)


def _layout(unit: str, steps: list[str], ends: tuple[float, float]) -> Drawing:
    """Columns over one another, the steps in their order, with room above for the amounts."""
    plain, (low, high) = axes(unit, numbers=",.6~r", gap=0.3), ends
    across = {**plain["xaxis"], "categoryorder": "array", "categoryarray": steps}
    return {"barmode": "overlay", "xaxis": across, "yaxis": {**plain["yaxis"], "range": [low, high + _ROOM * (high - low)]}, "bargap": plain["bargap"]}


def _start(levels: list[float]) -> float:
    """Where the columns start: at 0, or a round amount below the lowest step where the steps would be too small to be seen."""
    low, high = min(levels), max(levels)
    if low <= _NARROW * high or high <= low:
        return 0.0
    step = 10.0 ** math.floor(math.log10(high - low))
    return max(0.0, math.floor((low - (high - low)) / step) * step)
