"""Cost against an adversary's budget as an Excel file: the budgets with a chart, and the sets that shape each plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan
from resilience_opt.report.frontier_chart import axis
from resilience_opt.report.new_book import new_book
from resilience_opt.report.sheets import adversary
from resilience_opt.report.styles import RULE, SERIES, Styles
from resilience_opt.report.tables import Field, Highlight, Sheet, only, tabulate, write_table

NAME, SETS = "Attack budget", "Sets of attacks"
FIELDS = (
    Field("budget", "Budget", "points", "What the adversary may spend on the sheet Attacks of the workbook."),
    Field(
        "status",
        "Status",
        "text",
        "optimal: within the gap. feasible: the gap was not reached. no plan: the search was ended first. infeasible: no plan can withstand this budget, nor a larger one.",
    ),
    Field("cost", "Cost", "money", "Discounted cost of the cheapest plan that no set of attacks within the budget breaks."),
    Field("gap", "Gap", "gap", "How far the plan may be from the cheapest."),
    Field("increase", "Increase", "difference", "Over the plan of the budget before."),
    Field("worst", "The worst set", "sentence", "No set within the budget leaves less to spare."),
    Field("to_spare", "To spare", "share", "By how much more of the month's need the service could be than is required, under the worst set."),
    Field("choices", "Choices of attacks", "whole", "Up to so many choices of attacks that cost something are within the budget; none of them breaks the plan."),
    Field("enters", "Enters", "sentence", "Suppliers that this plan has and the one of the budget before has not."),
    Field("leaves", "Leaves", "sentence", "Suppliers that the plan of the budget before has and this one has not."),
)
HIGHLIGHTS = (
    Highlight("Status", '={Status}="feasible"', "amber"),
    Highlight("Status", '={Status}="no plan"', "amber"),
    Highlight("Status", '={Status}="infeasible"', "red"),
)
OF_SETS = (Field("budget", "Budget", "points", "Of the plan."), *adversary.FIELDS)


class Budgets(Protocol):
    """What :class:`resilience_opt.studies.attack.AttackCurve` has to tell."""

    @property
    def case(self) -> Case:
        """The case that was looked at."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""

    @property
    def table(self) -> pd.DataFrame:
        """One row for each budget."""

    @property
    def plans(self) -> Mapping[float, Plan]:
        """The plan of each budget that has one."""


def write_attack(found: Budgets, path: Path) -> Path:
    """Write the workbook; the old file, if any, is replaced whole."""
    frame = tabulate(found.table, FIELDS)
    sets = [plan.adversary.sets.assign(budget=budget) for budget, plan in found.plans.items() if plan.adversary is not None]
    with new_book(path, "Cost against an adversary's budget") as book:
        styles = Styles(book)
        sheet = write_table(book, styles, found, Sheet(NAME, "", FIELDS, only(frame), HIGHLIGHTS), frame)
        if found.table["cost"].notna().any():
            sheet.insert_chart(len(frame) + 2, 0, _chart(book, found), {"object_position": 2, "description": _says(found)})
        else:
            known = bool((found.table["status"] == "infeasible").all())
            sheet.write_string(len(frame) + 2, 0, "No plan can withstand any of these budgets." if known else "The search was ended before a plan was found.")
        if sets:
            listed = tabulate(pd.concat(sets, ignore_index=True), OF_SETS)
            write_table(book, styles, found, Sheet(SETS, "", OF_SETS, only(listed), adversary.SHEET.highlights), listed)
    return path



def _says(found: Budgets) -> str:
    solved = found.table[found.table["cost"].notna()]
    first, last = solved.iloc[0], solved.iloc[-1]
    return (f"From a budget of {first['budget']:g} to one of {last['budget']:g} the discounted cost goes from {first['cost']:,.0f} to {last['cost']:,.0f} {found.currency}.")[:255]


def _chart(book: Workbook, found: Budgets) -> Chart:
    """Cost over budget; budgets without a plan have no point."""
    chart, last = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"}), len(found.table)
    at = {field.source: col for col, field in enumerate(FIELDS)}
    look: dict[str, Any] = {"line": {"color": SERIES[0], "width": 2}, "marker": {"type": "circle", "size": 6, "fill": {"color": SERIES[0]}, "border": {"none": True}}}
    chart.add_series({"name": "cost", "categories": [NAME, 1, at["budget"], last, at["budget"]], "values": [NAME, 1, at["cost"], last, at["cost"]], **look})
    low, high, step = axis(found.table["cost"])
    small = {"name_font": {"size": 10, "bold": False}, "num_font": {"size": 9}}
    chart.set_x_axis({"name": "What the adversary may spend", "major_gridlines": {"visible": False}, **small})
    chart.set_y_axis(
        {
            "name": f"Cost ({found.currency}, discounted)", "num_format": "#,##0", "min": low, "max": high, "major_unit": step, "crossing": "min",
            "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}}, **small,
        }
    )  # fmt: skip
    chart.set_title({"name": "What it costs to withstand each budget of attacks", "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 760, "height": 380})
    return chart
