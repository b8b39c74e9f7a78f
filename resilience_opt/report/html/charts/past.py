"""The history of a review: cost by kind, the largest share of one country, months survived; period by period."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from resilience_opt.report.html.charts.chart import HOVER, Chart, Drawing, View, absent, axes, bars, drawn, name, names, scaled, short
from resilience_opt.report.html.shown import amount
from resilience_opt.report.review import past
from resilience_opt.report.review.shown import ReviewShown
from resilience_opt.report.sentences import listed, money
from resilience_opt.report.styles import SERIES


def costs(shown: ReviewShown) -> Chart:
    """Discounted cost by kind, stacked."""
    table, periods = past.costs_by_kind(shown.history), shown.history.periods
    kinds = list(table.columns[1:])
    texts = {kind: [amount(v, "money", "", shown.currency) for v in table[kind]] for kind in kinds}
    totals = [float(v) for v in shown.history.costs["objective"]]
    scale, unit = scaled(max(totals), shown.currency)
    rows = [
        (period, *(texts[kind][i] for kind in kinds), amount(totals[i], "money", "", shown.currency)) for i, period in enumerate(periods)
    ]
    view = View(
        says=f"Stacked columns, discounted: {listed([f'{money(total, shown.currency)} in {p}' for p, total in zip(periods, totals, strict=True)])}.",
        headers=("Period", *kinds, "Total"),
        rows=tuple(rows),
        traces=tuple(bars(kind, periods, [drawn(v / scale) for v in table[kind]], texts[kind], colour) for colour, kind in enumerate(kinds)),
        layout={"barmode": "relative", **axes(f"{unit}, discounted", numbers=",.6~r", gap=_gap(periods))},
    )
    return Chart("past-costs", "Cost", (view,), note=f"In {shown.currency}, discounted over all years that each plan covers.")


def shares(shown: ReviewShown) -> Chart | None:
    """The largest share of one country, a line for each material; the figures name the country."""
    if not len(shown.history.countries):
        return None
    who = {(row["period"], row["material"]): row["group"] for row in shown.history.countries.to_dict("records")}

    def text(period: str, material: str, value: float) -> str:
        return f"{amount(value, 'share', '', '')} {who.get((period, material), '')}".strip()

    view = _lines(past.shares(shown.history), text)
    note = "Of what users get from suppliers, in the year in which it is largest." + past.moved_most(shown.history.countries, "material")
    return Chart("past-shares", "Dependence: the largest share of one country", (view,), note=note)


def survived(shown: ReviewShown) -> Chart | None:
    """Months survived, columns for each scenario."""
    table = past.survived(shown.history)
    if len(table.columns) < 2:
        return None
    periods = table["Period"].tolist()
    texts = {of: ["" if absent(v) is None else amount(v, "months", "", "") for v in table[of]] for of in table.columns[1:]}
    view = View(
        says=_says(table, texts),
        headers=("Period", *map(str, table.columns[1:])),
        rows=tuple((period, *(texts[of][i] for of in texts)) for i, period in enumerate(periods)),
        traces=tuple(bars(of, periods, [absent(v) for v in table[of]], texts[of], place % len(SERIES)) for place, of in enumerate(texts)),
        layout={"barmode": "group", **axes("months", numbers=",d", least=0, gap=_gap(periods))},
    )
    note = "Each disruption where it is closest to what is required." + past.moved_most(shown.history.survived, "scenario")
    return Chart("past-survived", "Months survived", (view,), note=note)


def _lines(table: pd.DataFrame, text: Callable[[str, str, float], str]) -> View:
    periods = table["Period"].tolist()
    texts = {
        str(of): ["" if absent(v) is None else text(period, str(of), v) for period, v in zip(periods, table[of], strict=True)]
        for of in table.columns[1:]
    }
    traces: list[Drawing] = []
    for place, of in enumerate(texts):
        colour = f"@series-{place % len(SERIES)}"
        traces.append({
            "type": "scatter", "mode": "lines+markers", "name": short(of), "x": [name(p) for p in periods],
            "y": [None if absent(v) is None else drawn(float(v)) for v in table[of]], "customdata": names(texts[of]), "hovertemplate": HOVER,
            "marker": {"color": colour, "size": 9}, "line": {"color": colour, "width": 2},
        })  # fmt: skip
    rows = tuple((period, *(texts[of][i] for of in texts)) for i, period in enumerate(periods))
    return View(_says(table, texts), ("Period", *texts), rows, tuple(traces), {**axes("share of supply", numbers=".0%", least=0)})


def _says(table: pd.DataFrame, texts: dict[str, list[str]]) -> str:
    last = table["Period"].iloc[-1]
    return f"In {last}: {listed([f'{of} {told[-1]}' for of, told in texts.items() if told[-1]] or ['nothing'])}."


def _gap(periods: list[str]) -> float:
    return 0.35 if len(periods) > 2 else 0.7
