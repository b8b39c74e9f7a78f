"""Many cases as an Excel file: a row for each, a chart of their costs, and what each level of a factor adds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.report.new_book import new_book
from resilience_opt.report.study_charts import cost_chart, trade_chart
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Field, Highlight, Sheet, kept, only, tabulate, write_table

NAME, SHOWS = "Study", "Every case with its plan, or with why it has none"
EFFECTS, EFFECTS_SHOW = "Effects", "What each level adds to the cost, the other factors being what they are"
FIGURES = (
    Field("status", "Status", "text", "optimal: within the gap. feasible: time ended first. no plan: time ended before there was one. infeasible: there is none."),
    Field("cost", "Cost", "money", "Discounted cost of the plan."),
    Field("bound", "Bound", "money", "What no plan of this case can cost less than."),
    Field("gap", "Gap", "gap", "How far the plan may be from the cheapest."),
    *(Field(kind, kind.capitalize(), "money", "Part of the cost, discounted.", sparse=True) for kind in COST_KINDS),
    Field("dependence", "Largest share", "share", "The largest share under a Maximum of any case of the study."),
    Field("depends_on", "Of whom", "text", "Whose share it is, of what, where and when."),
    Field("months_required", "Months required", "months", "Of the requirement of Survival that has the fewest months to spare."),
    Field("months_survived", "Months survived", "months", "The same requirement is held for so long."),
    Field("why", "Why there is no plan", "sentence"),
)
EFFECT_FIELDS = (
    Field("factor", "Factor", "text"),
    Field("level", "Level", "text"),
    Field("cases", "Cases", "whole"),
    Field("plans", "With a plan", "whole"),
    Field("least", "Least cost", "money", "Of the cases at this level that have a plan."),
    Field("most", "Most", "money", "Of the cases at this level that have a plan."),
    Field("pairs", "Pairs", "whole", "Pairs of cases that differ in this factor alone, at this level and at its first, and both have a plan."),
    Field("added", "Adds", "difference", "The mean difference of cost over these pairs."),
)
HIGHLIGHTS = (
    Highlight("Status", '={Status}="feasible"', "amber"),
    Highlight("Status", '={Status}="no plan"', "amber"),
    Highlight("Status", '=OR({Status}="infeasible",{Status}="invalid input",{Status}="error")', "red"),
)


class Cases(Protocol):
    """The table of :class:`resilience_opt.studies.grid.result.Study`, where its columns are told."""

    @property
    def base(self) -> Case:
        """The case that the levels change."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""

    @property
    def factors(self) -> Sequence[str]:
        """The first columns of the table."""

    @property
    def table(self) -> pd.DataFrame:
        """A row for each case."""

    @property
    def effects(self) -> pd.DataFrame:
        """A row for each level of each factor."""


class _Subject:
    """What the sheets are about: no column of them has a material's unit."""

    def __init__(self, cases: Cases) -> None:
        self.case, self.currency = cases.base, cases.currency


def write_study(cases: Cases, path: Path) -> Path:
    """Write the workbook; the old file, if any, is replaced whole."""
    factors = [Field(name, header, "text") for name, header in zip(cases.factors, _headers(cases.factors), strict=True)]
    fields = (*factors, *FIGURES)
    frame, effects = tabulate(cases.table, fields), tabulate(cases.effects, EFFECT_FIELDS)
    subject = _Subject(cases)
    with new_book(path, "Study") as book:
        styles = Styles(book)
        sheet = write_table(book, styles, subject, Sheet(NAME, SHOWS, fields, only(frame), HIGHLIGHTS), frame)
        below = len(frame) + 2
        if cases.table["cost"].notna().any():
            at = {field.source: col for col, field in enumerate(kept(fields, frame))}
            charts = [cost_chart(book, cases, NAME, at), *([trade_chart(book, cases, NAME, at)] if _shares(cases.table) else [])]
            for place, chart in enumerate(charts):
                sheet.insert_chart(below + place * 21, 0, chart, {"object_position": 2, "description": _says(cases.table, cases.currency)})
        else:
            sheet.write_string(below, 0, "None of these cases has a plan.")
        write_table(book, styles, subject, Sheet(EFFECTS, EFFECTS_SHOW, EFFECT_FIELDS, only(effects)), effects)
    return path



def _headers(factors: Sequence[str]) -> list[str]:
    """The factors' names as headers: a table of Excel takes no two that differ in case alone, and no blank one."""
    taken, found = {field.header.casefold() for field in FIGURES}, []
    for factor in factors:
        header = name = " ".join(factor.split())[:200] or "Factor"
        number = 2
        while header.casefold() in taken:
            header, number = f"{name} ({number})", number + 1
        taken.add(header.casefold())
        found.append(header)
    return found


def _shares(table: pd.DataFrame) -> bool:
    """Whether cost against dependence has more than one point to show."""
    return len(table.dropna(subset=["cost", "dependence"])[["cost", "dependence"]].round(9).drop_duplicates()) > 1


def _says(table: pd.DataFrame, currency: str) -> str:
    planned = table.dropna(subset=["cost"])
    return f"{len(planned)} of {len(table)} cases have a plan; they cost from {planned['cost'].min():,.0f} to {planned['cost'].max():,.0f} {currency}."
