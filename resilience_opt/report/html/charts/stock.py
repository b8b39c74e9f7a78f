"""Stock at the end of each year, in months of the demand that it covers."""

from __future__ import annotations

from resilience_opt.plan.plan import Plan
from resilience_opt.report import glance
from resilience_opt.report.html.charts.chart import Chart, View, absent, axes, bars
from resilience_opt.report.html.shown import amount
from resilience_opt.report.sentences import listed


def chart(plan: Plan) -> Chart | None:
    """Months of cover of the stockpiles that cover most, with their levels; None where no stock is kept."""
    table = glance.stock_by_year(plan)
    stores = [str(column) for column in table.columns[1:]]
    if not stores:
        return None
    levels = _levels(plan)
    years = table["year"].tolist()
    texts = {store: [_text(v, levels.get((store, year), "")) for v, year in zip(table[store], years, strict=True)] for store in stores}
    last = listed([f"{store} {texts[store][-1] or 'none'}" for store in stores])
    view = View(
        says=f"Columns of months of cover at the end of each year. In {years[-1]}: {last}.",
        headers=("Year", *stores),
        rows=tuple((str(year), *(texts[store][i] for store in stores)) for i, year in enumerate(years)),
        traces=tuple(
            bars(store, years, [absent(v) for v in table[store]], texts[store], colour % 8) for colour, store in enumerate(stores)
        ),
        layout={"barmode": "group", **axes("months of cover", numbers=",.1~f", least=0, gap=0.25 if len(years) > 1 else 0.6)},
    )
    note = "Months for which the stock at the end of the year meets the demand that it serves, by itself."
    kept = plan.stockpiles[plan.stockpiles["months_of_cover"].fillna(0) > 0]["stockpile"].nunique()
    if kept > len(stores):
        note += f" The {len(stores)} that cover most of {kept}; the others are under Stockpiles below."
    return Chart("stock", "Stock by year", (view,), note=note)


def _levels(plan: Plan) -> dict[tuple[str, int], str]:
    """Level of each stockpile at the end of each year, with its unit."""
    unit = {m.material: m.unit for m in plan.case.materials}
    table = plan.stockpiles
    columns = (table["stockpile"], table["year"], table["level"], table["material"])
    return {(str(k), int(y)): amount(float(v), "quantity", unit.get(m, ""), "") for k, y, v, m in zip(*columns, strict=True)}


def _text(cover: float, level: str) -> str:
    months = amount(absent(cover), "cover", "", "")
    return f"{months} ({level})" if months and level else months
