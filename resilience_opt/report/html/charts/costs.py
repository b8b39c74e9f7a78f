"""Cost by kind and year, stacked."""

from __future__ import annotations

from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.report import glance
from resilience_opt.report.html.charts.chart import Chart, View, axes, bars
from resilience_opt.report.html.shown import amount
from resilience_opt.report.sentences import listed, money
from resilience_opt.report.styles import rounded


def chart(plan: Plan) -> Chart:
    """What is spent in each year; the last row of the figures is discounted and adds up to the objective."""
    table = glance.costs_by_year(plan)
    kinds = [kind for kind in COST_KINDS if (table[kind] != 0).any()] or ["total"]
    years = table["year"].tolist()
    texts = {kind: [amount(v, "money", "", plan.currency) for v in table[kind]] for kind in [*COST_KINDS, "total"]}
    shown = [*kinds, *(["total"] if kinds != ["total"] else [])]
    rows = [(str(year), *(texts[kind][i] for kind in shown)) for i, year in enumerate(years)]
    discounted = {kind: rounded(float(plan.costs.get(kind, 0.0))) for kind in COST_KINDS}
    discounted["total"] = rounded(sum(discounted.values()))
    rows.append(("Discounted", *(amount(discounted[kind], "money", "", plan.currency) for kind in shown)))
    view = View(
        says=_says(plan, years, [float(v) for v in table["total"]], kinds),
        headers=("Year", *(kind.capitalize() for kind in shown)),
        rows=tuple(rows),
        traces=tuple(bars(kind, years, table[kind].tolist(), texts[kind], colour) for colour, kind in enumerate(kinds)),
        layout={"barmode": "relative", **axes(f"{plan.currency}, undiscounted", gap=0.35 if len(years) > 2 else 0.7)},
    )
    return Chart("costs", "Cost by kind and year", (view,), note=f"In {plan.currency}, undiscounted.")


def _says(plan: Plan, years: list[int], totals: list[float], kinds: list[str]) -> str:
    each = listed([f"{money(total, plan.currency)} in {year}" for year, total in zip(years, totals, strict=True)])
    return f"Stacked columns, undiscounted: {each}; made up of {listed(kinds)}."
