"""From which countries it is bought: a circle for each on a map without borders, its area the amount."""

from __future__ import annotations

import math

from resilience_opt.plan.plan import Plan
from resilience_opt.report.html.charts.chart import Chart, Drawing, View, names, short
from resilience_opt.report.html.charts.earth import land, places
from resilience_opt.report.html.charts.labels import sides
from resilience_opt.report.html.charts.purchases import Slice, codes, colours, slices
from resilience_opt.report.sentences import counted, listed

_LARGEST = 64  #: pixels across, of the country from which most is bought
_LABELLED = 12  #: countries that bear their name on the map
_NAMED = 5  #: countries that the sentence names


def chart(plan: Plan) -> Chart | None:
    """The map, by cost and by quantity, year by year; None where nothing is bought."""
    found = slices(plan)
    if not found:
        return None
    colour, code = colours(plan), codes(plan)
    note = "The area of a circle is the amount bought from the country's suppliers. The map shows land without borders, in an equal-area projection."
    views = tuple(_view(one, colour, code) for one in found)
    return Chart("world", "From which countries", views, "Year", note, under=(land(),), tall=True)


def _view(one: Slice, colour: dict[str, int], code: dict[str, str]) -> View:
    bought = one.rows.groupby("country")["amount"].sum().sort_values(ascending=False, kind="stable")
    total = float(bought.sum())
    share = {str(c): f"{v / total:.1%}" for c, v in bought.items()}
    text = {str(c): one.text(float(v)) for c, v in bought.items()}
    nowhere = [c for c in text if code.get(c) not in places()]
    size = {str(c): _LARGEST * math.sqrt(v / float(bought.max())) for c, v in bought.items() if str(c) not in nowhere}
    says = f"Map of purchases in {one.year}, {one.group}: {listed([f'{c} {share[c]}, {text[c]}' for c in list(text)[:_NAMED]])}"
    says += f"; {len(text) - _NAMED} more." if len(text) > _NAMED else "."
    says += f" Not on the map: {_few(nowhere)}." if nowhere else ""
    return View(
        says=says,
        headers=("Country", "Bought", "Share"),
        rows=tuple((c, text[c], share[c]) for c in text),
        traces=(_circles(size, text, share, colour, code),),
        layout={"map": True},
        label=str(one.year),
        group=one.group,
        title=one.title + (f"; not on the map: {_few(nowhere)}" if nowhere else ""),
    )


def _circles(size: dict[str, float], text: dict[str, str], share: dict[str, str], colour: dict[str, int], code: dict[str, str]) -> Drawing:
    where = [places()[code[c]] for c in size]
    labels = {c: f"{c} {share[c]}" for c in list(size)[:_LABELLED]}
    beside = sides([(*at, size[c], labels.get(c, "")) for at, c in zip(where, size, strict=True)])
    return {
        "type": "scatter", "mode": "markers+text", "x": [x for x, _ in where], "y": [y for _, y in where], "showlegend": False, "cliponaxis": False,
        "text": [short(labels[c]) if side else "" for c, side in zip(size, beside, strict=True)],
        "textposition": [side or "top center" for side in beside], "textfont": {"color": "@ink", "size": 12},
        "customdata": names([f"{c}: {text[c]} ({share[c]})" for c in size]), "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "size": [round(of, 1) for of in size.values()], "sizemin": 3, "opacity": 0.85,
            "color": [f"@series-{colour[c]}" for c in size], "line": {"color": "@ink", "width": 1},
        },
    }  # fmt: skip


def _few(names: list[str]) -> str:
    """The first names, and how many more there are."""
    return listed([*names[:_NAMED], *([counted(len(names) - _NAMED, "other")] if len(names) > _NAMED else [])])
