"""The page of the plan: one file for reading, with charts and tables, that asks for nothing when it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resilience_opt.plan.plan import Plan
from resilience_opt.report import glance
from resilience_opt.report.html.charts import costs, crisis, flow, ladder, shares, stock, world
from resilience_opt.report.html.charts.chart import Chart
from resilience_opt.report.html.rendering import rendered, write_text
from resilience_opt.report.html.shown import amount, shown
from resilience_opt.report.html.tables import Table, sheet_table, small_table
from resilience_opt.report.provenance import provenance
from resilience_opt.report.sentences import decision
from resilience_opt.report.sheets import dependence, summary, survival
from resilience_opt.report.tables import tabulate
from resilience_opt.report.workbook import SHEETS

_STEPS = ("Buy and keep", "Withstand", "Pay")  #: what each sentence of the decision is about
_LABELS = {"Objective": "Cost, discounted", "Bound": "No plan is cheaper than", "Gap": "Gap between the two"}
_GAP = "0.0000%"


@dataclass(frozen=True)
class Figure:
    """A key figure: its name, its value with its unit, and whether it is good, bad or neither."""

    name: str
    value: str
    state: str = ""


def write_page(plan: Plan, path: Path) -> Path:
    """Write the plan as one HTML file; the old file, if any, is replaced whole, and kept whole where writing fails.

    Returns
    -------
    Path
        Where it was written; its folder is made where it is missing.
    """
    return write_text(page(plan), Path(path))


def page(plan: Plan) -> str:
    """The text of the page: the same for the same plan."""
    made, absent = charts(plan)
    years = plan.case.years
    return rendered(
        "page.html.jinja",
        made,
        what="plan",
        first="decision",
        title=plan.case.settings.title or plan.case.book.source or "Plan",
        period=f"Plan for {years[0]} to {years[-1]}" if len(years) > 1 else f"Plan for {years[0]}",
        decision=list(zip(_STEPS, decision(plan), strict=True)),
        figures=figures(plan),
        absent=absent,
        glances=glances(plan),
        tables=[sheet_table(plan, layout) for layout in SHEETS if layout.present(plan)],
        produced=provenance(plan),
    )


def figures(plan: Plan) -> list[Figure]:
    """The figures of the Summary that say how good the plan is and how far to trust it; the costs by kind stand under their chart."""
    made = []
    for name, value in zip(*(summary.frame(plan)[column] for column in ("Figure", "Value")), strict=True):
        if name.startswith("Cost: "):
            continue
        text = shown(value, _GAP) if name == "Gap" else amount(value, "money", "", plan.currency)
        state = ""
        if name == "Audit":
            state = "good" if plan.audit.passed else "bad"
        elif name == "Status":
            state = "good" if plan.status == "optimal" else "bad"
        made.append(Figure(_LABELS.get(name, name), text, state))
    order = [_LABELS["Objective"], _LABELS["Bound"], _LABELS["Gap"], "Status", "Audit"]
    return sorted(made, key=lambda figure: order.index(figure.name) if figure.name in order else len(order))


def charts(plan: Plan) -> tuple[list[Chart], list[str]]:
    """The charts that the plan has figures for, in the order of the page, and why the others are not there."""
    tried = (
        (costs.chart(plan), ""),
        (ladder.chart(plan), ""),
        (shares.chart(plan), "no share is limited from above"),
        (stock.chart(plan), "no stock is kept"),
        (crisis.chart(plan), "no disruption is tested"),
        (flow.chart(plan), "nothing is bought"),
        (world.chart(plan), ""),
    )
    return [made for made, _ in tried if made is not None], [why for made, why in tried if made is None and why]


def glances(plan: Plan) -> list[Table]:
    """The tables of the Summary: each limit in its tightest year, each disruption at its narrowest margin."""
    made: list[Table] = []
    if plan.dependence["limit"].notna().any():
        fields = [field for field in dependence.FIELDS if field.source != "share_known"]
        frame = tabulate(glance.tightest_limits(plan), fields)
        made.append(small_table(plan, "Dependence at a glance", "Each limit in its tightest year, the dearest first", frame, fields))
    if not plan.survival.empty:
        frame = tabulate(glance.hardest_scenarios(plan), survival.FIELDS)
        made.append(small_table(plan, "Survival at a glance", "Each disruption at its narrowest margin", frame, survival.FIELDS))
    return made
