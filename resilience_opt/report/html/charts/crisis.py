"""A crisis month by month: demand, what suppliers deliver, what comes from stock, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from resilience_opt.plan.plan import Plan
from resilience_opt.report import glance
from resilience_opt.report.html.charts.chart import Chart, Drawing, View, axes, drawn
from resilience_opt.report.html.shown import amount
from resilience_opt.report.sentences import counted

#: Crises that the selector offers: a crisis here is a disruption, the year in which it begins, a market and a material.
MOST_CRISES = 240
#: Months that they have in all: with longer crises there are fewer of them, and the page stays small.
MOST_MONTHS = 3_600
_CLASS = ["year", "scenario", "market", "material"]
_AMOUNTS = ["demand", "from_stock", "shortage"]
_PARTS = (("from_suppliers", "Delivered by suppliers", 0), ("from_stock", "From stock", 2), ("shortage", "Short", 4))
_LAYOUT: Drawing = {"barmode": "stack", **axes("", across="month of the crisis", numbers=",", least=0, gap=0.2)}
_HATCHED = {"pattern": {"shape": "/", "size": 6, "solidity": 0.2, "fillmode": "overlay", "fgcolor": "@ink"}}
_HOVER = "%{fullData.name}, month %{x}: %{customdata}<extra></extra>"


@dataclass(frozen=True)
class Crisis:
    """A crisis of a market's supply with a material, as it goes.

    `months` has the columns month, from_suppliers, from_stock, shortage and demand; `short` is the share of demand that is missing.
    """

    year: int
    scenario: str
    market: str
    material: str
    unit: str
    months: pd.DataFrame
    short: float

    @property
    def title(self) -> str:
        """As :func:`resilience_opt.report.glance.worst_crisis` names it."""
        return f"{self.scenario} in {self.year}: {self.material} in {self.market}"


def chart(plan: Plan) -> Chart | None:
    """The worst crisis, and a selector of the others, the worst of each disruption first; None where no disruption is tested."""
    if glance.unasked(plan).all():
        return None
    found, total = crises(plan)
    worst, *_ = glance.worst_crisis(plan)
    found.sort(key=lambda crisis: crisis.title != worst)
    note = "At first the crisis in which the largest share of demand is missing."
    if total > len(found):
        note += f" The selector has the worst {len(found)} of {total:,}; the sheet Crisis of the plan workbook has them all."
    return Chart(
        "crisis", "The worst crisis, month by month", tuple(map(_view, found)), choose="Crisis", note=note, common=_common(), layout=_LAYOUT
    )


def crises(plan: Plan) -> tuple[list[Crisis], int]:
    """The worst crises, the worst first, as many as the page takes; and how many there are in all."""
    unit = {m.material: m.unit for m in plan.case.materials}
    months = plan.crisis[~glance.unasked(plan)].groupby([*_CLASS, "month"], sort=False)[_AMOUNTS].sum().reset_index()
    months["from_suppliers"] = (months["demand"] - months["from_stock"] - months["shortage"]).clip(lower=0)
    by_crisis = months.groupby(_CLASS, sort=False)
    sums = by_crisis[_AMOUNTS].sum()
    demand = sums["demand"].where(sums["demand"] > 0)
    shares = pd.DataFrame({part: (sums[part] / demand).fillna(0.0).round(9) for part in ("shortage", "from_stock")})
    ordered = shares.sort_values(["shortage", "from_stock"], ascending=False, kind="stable")["shortage"].reset_index()
    rows, made = by_crisis.indices, []
    most = min(MOST_CRISES, max(1, MOST_MONTHS * len(ordered) // len(months)))
    for year, scenario, market, material, short in ordered.head(most).itertuples(index=False):
        own = months.iloc[rows[year, scenario, market, material]][["month", "from_suppliers", "from_stock", "shortage", "demand"]]
        own = own.sort_values("month", kind="stable", ignore_index=True)
        made.append(Crisis(int(year), str(scenario), str(market), str(material), unit.get(material, ""), own, float(short)))
    return made, len(ordered)


def _common() -> tuple[Drawing, ...]:
    """What the traces have in common: columns for what is delivered, from stock and short, and a dotted line of demand."""
    made: list[Drawing] = []
    for part, label, colour in _PARTS:
        marker = {"color": f"@series-{colour}", "line": {"color": "@ink", "width": 0.5}, **(_HATCHED if part == "shortage" else {})}
        made.append({"type": "bar", "name": label, "hovertemplate": _HOVER, "marker": marker})
    line = {"color": "@ink", "width": 2, "dash": "dot", "shape": "hvh"}
    made.append({"type": "scatter", "mode": "lines", "name": "Demand", "hovertemplate": _HOVER, "line": line})
    return tuple(made)


def _view(crisis: Crisis) -> View:
    months, unit = crisis.months, crisis.unit
    parts = [part for part, *_ in _PARTS] + ["demand"]
    texts = {part: [amount(v, "quantity", unit, "") for v in months[part].tolist()] for part in parts}
    return View(
        says=f"{crisis.title}: {_says(crisis)}",
        headers=("Month", *(label for _, label, _ in _PARTS), "Demand"),
        rows=tuple((month, *(texts[part][i] for part in parts)) for i, month in enumerate(map(str, months["month"]))),
        traces=tuple({"y": [drawn(v) for v in months[part].tolist()], "column": place} for place, part in enumerate(parts, start=1)),
        label=f"{crisis.year}: {crisis.material} in {crisis.market}, {crisis.short:.0%} short",
        group=crisis.scenario,
        title=f"{crisis.title}, in {unit} a month" if unit else crisis.title,
    )


def _says(crisis: Crisis) -> str:
    months, unit = crisis.months, crisis.unit
    missing = int((months["shortage"] > 1e-6).sum())
    demand, stock = (amount(float(months[part].sum()), "quantity", unit, "") for part in ("demand", "from_stock"))
    gap = f"{crisis.short:.1%} of it is missing, in {counted(missing, 'month')}" if missing else "none of it is missing"
    return f"of {demand} demanded in {counted(len(months), 'month')}, {gap}; {'nothing comes' if stock == '–' else stock + ' come'} from stock."
