"""The way from the cost of one plan to that of another, as a native Excel chart: each cause a step up or down."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.case.template_formats import INK
from resilience_opt.report.charts import HEIGHT, WIDTH, Block, title_text
from resilience_opt.report.styles import GREY, SERIES

_TEXT = {"name": "Calibri", "size": 9, "color": INK}
_TITLE = {"name": "Calibri", "size": 12, "bold": True, "color": INK}
#: Columns of the block that the chart stands on, from 0: the step, then what is below it, whole costs, rises and falls.
STEP, BELOW, WHOLE, MORE, LESS = 0, 5, 6, 7, 8
_COLOURS = {WHOLE: SERIES[0], MORE: SERIES[4], LESS: SERIES[3]}
_SCALES = ((1e12, "trillion", 4), (1e9, "billion", 3), (1e6, "million", 2), (1e3, "thousand", 1))
_HIGH = 0.5  #: where the lowest column is higher than this share of the highest, the axis starts above 0


@dataclass(frozen=True)
class Way:
    """The steps of a bridge: step, amount, uncertain, inputs, cost (reached), and what the chart needs."""

    frame: pd.DataFrame


def way(bridge: pd.DataFrame, first: tuple[str, float], last: tuple[str, float]) -> Way:
    """The steps from one cost to the other; causes without inputs and without an amount are left out."""
    rows = [{"step": first[0], "amount": None, "uncertain": None, "inputs": None, "cost": first[1], "below": 0.0, "whole": first[1]}]
    reached = first[1]
    for step in bridge[(bridge["amount"] != 0) | (bridge["inputs"] > 0)].to_dict("records"):
        before, reached = reached, reached + step["amount"]
        rows.append({
            "step": step["cause"], "amount": step["amount"], "uncertain": step["uncertain"], "inputs": step["inputs"], "cost": reached,
            "below": min(before, reached), "more": max(step["amount"], 0.0), "less": max(-step["amount"], 0.0),
        })  # fmt: skip
    rows.append({"step": last[0], "amount": None, "uncertain": None, "inputs": None, "cost": last[1], "below": 0.0, "whole": last[1]})
    columns = ["step", "amount", "uncertain", "inputs", "cost", "below", "whole", "more", "less"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], float))
    return Way(frame.fillna({"below": 0.0}).replace({"more": {0.0: float("nan")}, "less": {0.0: float("nan")}}))


def waterfall(book: Workbook, block: Block, steps: Way, title: str, currency: str) -> Chart:
    """The chart over a block that holds the steps."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    largest = float(steps.frame["amount"].abs().max())
    scale, word, commas = next(((s, w, c) for s, w, c in _SCALES if largest >= s), (1.0, "", 0))
    number = f"#,##0.{'0' if largest >= 10 * scale else '00'}{',' * commas}"
    for column in (BELOW, WHOLE, MORE, LESS):
        bars = {
            "name": block.header(column),
            "categories": block.values(STEP),
            "values": block.values(column),
            "border": {"none": True},
            "gap": 40,
        }
        if column == BELOW:
            chart.add_series({**bars, "fill": {"none": True}})
        else:
            label = {"value": True, "num_format": f"{number};;", "font": _TEXT | ({"color": "#FFFFFF"} if column == WHOLE else {})}
            chart.add_series({**bars, "fill": {"color": _COLOURS[column]}, "data_labels": label})
    least = _start(steps)
    chart.set_title({"name": title_text(title), "name_font": _TITLE, "overlay": False})
    chart.set_x_axis({"num_font": _TEXT, "line": {"color": GREY}})
    axis = f"{word} {currency}".strip() + (", from above 0" if least > 0 else "")
    look = {"name": axis, "name_font": _TEXT, "num_font": _TEXT, "num_format": number, "line": {"none": True}, "min": least}
    chart.set_y_axis({**look, "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0", "width": 0.5}}})
    chart.set_legend({"position": "bottom", "font": _TEXT, "delete_series": [0]})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart


def _start(steps: Way) -> float:
    """Where the axis starts: at 0, or a round amount below the lowest step where the steps would be too small to be seen."""
    levels = pd.concat([steps.frame["cost"], steps.frame.loc[steps.frame["whole"].isna(), "below"]])
    low, high = float(levels.min()), float(levels.max())
    if low <= _HIGH * high or high <= low:
        return 0.0
    step = 10.0 ** math.floor(math.log10(high - low))
    return max(0.0, math.floor((low - (high - low)) / step) * step)
