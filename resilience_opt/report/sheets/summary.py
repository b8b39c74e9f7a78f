"""Summary: the decision in three sentences, the figures and charts behind it, where to read on, and what produced it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.report import charts, glance
from resilience_opt.report.page import COLUMNS, FIRST, OTHER, Page
from resilience_opt.report.provenance import provenance
from resilience_opt.report.sentences import counted, decision
from resilience_opt.report.sheets import crisis, dependence, survival
from resilience_opt.report.styles import Styles, number_format, rounded
from resilience_opt.report.tables import Field, Sheet, print_setup, tabulate, units


def _in_order(fields: Sequence[Field], sources: str) -> tuple[Field, ...]:
    """The fields of a sheet in the order of a glance: what is looked for comes first."""
    by_source = {field.source: field for field in fields}
    return tuple(by_source[source] for source in sources.split())


NAME = "Summary"
_ROW_PIXELS = 20
_CHART_ROWS = charts.HEIGHT // _ROW_PIXELS + 1
_BESIDE, _OFFSET = 4, 62  #: column at which the second chart of a row stands, and pixels beyond it
_INDEX = 3  #: column of the index
_GAP, _WITHOUT = "0.0000%", "not known"
_LIMITS = _in_order(dependence.FIELDS, "group material destination lens year side share limit slack price")
_SURVIVAL = _in_order(survival.FIELDS, "scenario market material priority year months_required months_survived worst_service price")
_CRISIS = (
    Field("month", "Month", "whole"),
    Field("from_suppliers", "From suppliers", "quantity"),
    Field("from_stock", "From stock", "quantity"),
    Field("shortage", "Shortage", "quantity"),
    Field("demand", "Demand", "quantity"),
)


def frame(plan: Plan) -> pd.DataFrame:
    """The figures of the plan: one row each, with the columns Figure and Value."""
    amounts = {f"Cost: {kind}": rounded(float(plan.costs.get(kind, 0.0))) for kind in COST_KINDS}
    figures: dict[str, object] = {
        "Status": plan.status,
        "Objective": rounded(plan.objective),
        "Bound": _WITHOUT if plan.bound is None else rounded(plan.bound),
        "Gap": _WITHOUT if plan.gap is None else rounded(plan.gap),
        **amounts,
        "Audit": "passed" if plan.audit.passed else "failed",
    }
    return pd.DataFrame({"Figure": list(figures), "Value": pd.Series(list(figures.values()), dtype=object)})


def write(book: Workbook, styles: Styles, plan: Plan, sheets: Sequence[Sheet], frames: Mapping[str, pd.DataFrame]) -> None:
    """Write the sheet; it must be made before the others so that it is the first."""
    sheet = book.get_worksheet_by_name(NAME) or book.add_worksheet(NAME)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, COLUMNS - 1, OTHER)
    page = Page(sheet, styles, plan.currency)
    years = plan.case.years
    page.title(plan.case.settings.title or plan.case.book.source or "Plan")
    page.line(f"Plan for {years[0]} to {years[-1]}" if len(years) > 1 else f"Plan for {years[0]}", font_size=11, italic=True)
    for sentence in decision(plan):
        page.line(sentence)
    _figures(page, plan, sheets, frames)
    made = [_costs(book, page, plan)]
    breaks = [page.row + 1]
    page.heading("Charts")
    room = page.row
    page.row += _CHART_ROWS * ((_drawn(plan) + 1) // 2)
    breaks.append(page.row)
    made += _blocks(book, page, plan)
    for place, chart in enumerate(made):
        side = place % 2
        sheet.insert_chart(
            room + _CHART_ROWS * (place // 2), _BESIDE * side, chart, {"object_position": 2, "x_offset": _OFFSET * side, "y_offset": 6}
        )
    page.heading("What produced this plan")
    for name, text in provenance(plan):
        page.pair(name, text)
    print_setup(sheet)
    sheet.set_h_pagebreaks(breaks)
    sheet.activate()


def _figures(page: Page, plan: Plan, sheets: Sequence[Sheet], frames: Mapping[str, pd.DataFrame]) -> None:
    """The result at the left, and at its right where to read on."""
    page.heading("The result", beside={_INDEX: "Where to read on"})
    top = page.row
    for layout in sheets:
        page.link(_INDEX, layout.name, layout.shows, _rows(plan, layout, len(frames[layout.name])))
    page.row = top
    cash = number_format("money", "", plan.currency)
    shown = frame(plan)
    for name, value in zip(shown["Figure"], shown["Value"], strict=True):
        label = {"Objective": "Objective (discounted cost)", "Bound": "Bound (no plan is cheaper)"}.get(name, name)
        page.pair(label + (", discounted" if name.startswith("Cost: ") else ""), value, _GAP if name == "Gap" else cash)


def _rows(plan: Plan, layout: Sheet, count: int) -> str:
    if layout.name == "Crisis" and count < (whole := len(crisis.told(plan))):
        return f"the worst {count:,} of {whole:,} rows"
    return counted(count, "row")


def _drawn(plan: Plan) -> int:
    """How many charts there will be."""
    return 1 + (glance.shares_by_year(plan).shape[1] > 1) + (glance.stock_by_year(plan).shape[1] > 1) + (not plan.crisis.empty)


def _blocks(book: Workbook, page: Page, plan: Plan) -> list[Chart]:
    """Write the figures behind the charts and the sheets at a glance; give the charts over them."""
    made: list[Chart] = []
    if (plan.dependence["limit"].notna()).any():
        page.heading("Dependence at a glance: each limit in its tightest year, the dearest first")
        tight = tabulate(glance.tightest_limits(plan), _LIMITS)
        page.table("Dependence_at_a_glance", tight, _LIMITS)
    shares = glance.shares_by_year(plan)
    if shares.shape[1] > 1:
        page.heading("Share against limit by year")
        fields = _named(shares, "share")
        made.append(charts.share_chart(book, page.grid(tabulate(shares, fields), fields)))
    if not plan.survival.empty:
        page.heading("Survival at a glance: each disruption at its narrowest margin")
        hard = tabulate(glance.hardest_scenarios(plan), _SURVIVAL)
        page.table("Survival_at_a_glance", hard, _SURVIVAL, units(plan, hard))
    stocks = glance.stock_by_year(plan)
    if stocks.shape[1] > 1:
        page.heading("Stock by year, in months of the demand that it covers")
        fields = _named(stocks, "cover")
        made.append(charts.stock_chart(book, page.grid(tabulate(stocks, fields), fields)))
    name, unit, months = glance.worst_crisis(plan)
    if not months.empty:
        page.heading(f"The worst crisis, month by month: {name}")
        shown = tabulate(months, _CRISIS)
        made.append(charts.crisis_chart(book, page.table("Worst_crisis", shown, _CRISIS, [unit] * len(shown)), name, unit))
    return made


def _costs(book: Workbook, page: Page, plan: Plan) -> Chart:
    page.heading(f"Costs by kind and year ({plan.currency}, undiscounted; the last row is discounted and adds up to the objective)")
    costs = glance.costs_by_year(plan)
    fields = tuple(Field(c, c.capitalize(), "year" if c == "year" else "money") for c in costs.columns)
    block = page.table("Costs", tabulate(costs, fields), fields)
    discounted = [rounded(float(plan.costs.get(kind, 0.0))) for kind in COST_KINDS]
    page.totals("Discounted", [*discounted, rounded(sum(discounted))], number_format("money", "", plan.currency))
    spent = [place for place, kind in enumerate(COST_KINDS, start=1) if (costs[kind] != 0).any()]
    return charts.cost_chart(book, block, spent or [len(COST_KINDS) + 1], plan.currency)


def _named(table: pd.DataFrame, kind: str) -> tuple[Field, ...]:
    """Fields of a table whose columns are the planner's names."""
    return tuple(Field(c, "Year" if c == "year" else c, "year" if c == "year" else kind) for c in table.columns)
