"""Who buys what from where: suppliers' countries, materials and those who receive them, as flows of a year."""

from __future__ import annotations

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report.html.charts.chart import Chart, Drawing, View, names, short
from resilience_opt.report.html.charts.purchases import OTHERS, Slice, colours, slices
from resilience_opt.report.sentences import listed

_MOST = 16  #: countries, materials and receivers that have a place of their own; the smaller ones are taken together
_NAMED = 4  #: flows that the sentence names
_ROW, _LEAST = 34, 380  #: pixels for each node of the longest column, and the height below which the chart does not go


def chart(plan: Plan) -> Chart | None:
    """Flows from countries through materials to markets, makers and stock; None where nothing is bought."""
    found, colour = slices(plan), colours(plan)
    if not found:
        return None
    note = (
        "From the suppliers' countries (left) through the materials to those who receive them (right). "
        "Makers buy what they make other materials from. The colour of a flow is that of the country where it is bought."
    )
    return Chart("flow", "From which country to which market", tuple(_view(one, colour) for one in found), "Year", note, tall=True)


def _view(one: Slice, colour: dict[str, int]) -> View:
    rows = _joined(one.rows)
    countries, materials, ends = (list(dict.fromkeys(rows[column])) for column in ("country", "material", "destination"))
    place = {("country", c): i for i, c in enumerate(countries)}
    place |= {("material", m): len(countries) + i for i, m in enumerate(materials)}
    place |= {("end", d): len(countries) + len(materials) + i for i, d in enumerate(ends)}
    links: list[tuple[int, int, float, int, str]] = []
    for c, m, v in rows.groupby(["country", "material"], sort=False)["amount"].sum().reset_index().itertuples(index=False):
        links.append((place["country", c], place["material", m], float(v), colour.get(c, OTHERS), f"{c} to {m}: {one.text(float(v))}"))
    for c, m, d, v in rows.itertuples(index=False):
        links.append((place["material", m], place["end", d], float(v), colour.get(c, OTHERS), f"{m} from {c} to {d}: {one.text(float(v))}"))
    sums = [rows.groupby(column)["amount"].sum() for column in ("country", "material", "destination")]
    nodes = [f"{n}: {one.text(float(of[n]))}" for listing, of in zip((countries, materials, ends), sums, strict=True) for n in listing]
    source, target, value, shade, text = zip(*links, strict=True)
    trace: Drawing = {
        "type": "sankey", "arrangement": "snap", "textfont": {"color": "@ink", "shadow": "@halo"},
        "node": {
            "label": [short(label, 36) for label in (*countries, *materials, *ends)],
            "customdata": names(nodes), "hovertemplate": "%{customdata}<extra></extra>",
            "color": [f"@series-{colour.get(c, OTHERS)}" for c in countries] + ["@grey"] * (len(materials) + len(ends)),
            "pad": 14, "thickness": 16, "line": {"color": "@ink", "width": 0.5},
        },
        "link": {
            "source": list(source), "target": list(target), "value": list(value), "color": [f"@faint-{min(s, OTHERS)}" for s in shade],
            "customdata": names(text), "hovertemplate": "%{customdata}<extra></extra>",
        },
    }  # fmt: skip
    height = max(_LEAST, _ROW * max(len(countries), len(materials), len(ends)))
    table = tuple((c, m, d, one.text(float(v))) for c, m, d, v in rows.itertuples(index=False))
    headers = ("Country", "Material", "Receiver", "Amount")
    return View(_says(one), headers, table, (trace,), {"height": height, "bare": True}, str(one.year), one.group, one.title)


def _joined(rows: pd.DataFrame) -> pd.DataFrame:
    """The flows with all but the largest countries, materials and receivers taken together, largest first."""
    made = rows
    for column in ("country", "material", "destination"):
        sums = rows.groupby(column)["amount"].sum().sort_values(ascending=False, kind="stable")
        if len(sums) > _MOST:
            rest = f"{len(sums) - _MOST + 1} others"
            made = made.assign(**{column: made[column].where(made[column].isin(sums.index[: _MOST - 1]), rest)})
    if made is rows:
        return rows
    summed = made.groupby(["country", "material", "destination"], sort=False)["amount"].sum().reset_index()
    return summed.sort_values("amount", ascending=False, kind="stable", ignore_index=True)


def _says(one: Slice) -> str:
    total = float(one.rows["amount"].sum())
    largest = [f"{m} from {c} to {d} ({one.text(float(v))})" for c, m, d, v in one.rows.head(_NAMED).itertuples(index=False)]
    return f"Flows in {one.year}, {one.group}: {one.text(total)} in all; the largest are {listed(largest)}."
