"""The report of a review as one Excel file, the same bytes for the same review: alerts, what changed and why, the history."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

from xlsxwriter import Workbook

from resilience_opt.case.whole import whole
from resilience_opt.report.compare.sheets import CASE, TABLES
from resilience_opt.report.compare.summary import side_by_side, way_of_costs
from resilience_opt.report.compare.writing import write_sheet
from resilience_opt.report.new_book import new_book
from resilience_opt.report.page import COLUMNS, FIRST, OTHER, Page
from resilience_opt.report.review import history
from resilience_opt.report.review.shown import ReviewShown
from resilience_opt.report.review.words import GRAVE, RULES, about, changes, heading, no_alerts, planned, produced, why_no_plan
from resilience_opt.report.sentences import counted
from resilience_opt.report.styles import AMBER, GREEN, RED, Styles
from resilience_opt.report.tables import print_setup

SUMMARY = "Review"
_LINES = 60  #: of faults that are told on the first sheet
_CHARACTERS, _LINE = 148, 17.0  #: of a line of an alert; its height in points


def write_review(shown: ReviewShown, path: Path) -> Path:
    """Write the workbook; the old file, if any, is replaced whole, and its folder is made where it is missing."""
    with whole(path) as temporary:
        book = new_book(temporary, "Review")
        styles = Styles(book)
        page = Page(book.add_worksheet(SUMMARY), styles, shown.currency)
        if len(shown.history.costs):
            history.write(book, shown, Page(book.add_worksheet(history.NAME), styles, shown.currency))
        if shown.comparison is not None:
            for table in TABLES:
                if len(table.source(shown.comparison)):
                    write_sheet(book, styles, shown.comparison, replace(table, fields=tuple(f for f in table.fields if f is not CASE)))
        _summary(book, shown, page)
        book.close()
    return path


def _summary(book: Workbook, shown: ReviewShown, page: Page) -> None:
    page.sheet.set_column(0, 0, FIRST)
    page.sheet.set_column(1, COLUMNS - 1, OTHER)
    page.title(heading(shown))
    page.line(about(shown), font_size=11, italic=True)
    page.heading("Alerts")
    for rule, sentence in shown.alerts:
        _alert(page, RULES.get(rule, rule), sentence, RED if rule in GRAVE else AMBER)
    if not shown.alerts:
        page.line(no_alerts(shown), bg_color=GREEN)
    why, lines = why_no_plan(shown)
    if lines:
        page.heading(why)
        for line in lines[:_LINES]:
            page.line(line, font_size=11)
        if len(lines) > _LINES:
            page.line(f"and {len(lines) - _LINES} more; optimize check says them all", font_size=11)
    if shown.comparison is not None:
        page.heading(f"What changed since {shown.previous}")
        for _, sentence in changes(shown):
            page.line(sentence)
    if shown.plan is not None:
        page.heading("What the plan does now")
        for what, sentence in planned(shown.plan):
            page.line(f"{what}: {sentence}")
    if shown.comparison is not None and shown.plan is not None:
        way_of_costs(book, page, shown.comparison, shown.period)
        side_by_side(page, shown.comparison)
    if shown.notes:
        page.heading("Notes")
        for note in shown.notes:
            page.line(note, font_size=11)
    _rest(page, shown)
    print_setup(page.sheet)
    page.sheet.activate()


def _rest(page: Page, shown: ReviewShown) -> None:
    """Where to read on, and what produced the report."""
    links = [(history.NAME, "All periods: cost, dependence, months survived", len(shown.history.costs))]
    if shown.comparison is not None:
        links += [(table.name, table.shows, len(table.source(shown.comparison))) for table in TABLES]
    if any(rows for _, _, rows in links):
        page.heading("Where to read on")
    for name, shows, rows in links:
        if rows:
            page.link(1, name, shows, counted(rows, "row"))
    page.heading("What produced it")
    for name, text in produced(shown):
        page.pair(name, text)


def _alert(page: Page, rule: str, sentence: str, colour: str) -> None:
    """What an alert is about, in a colour, and its sentence, in as many lines as it takes."""
    look = {"valign": "top", "align": "left", "bg_color": colour}
    page.sheet.write_string(page.row, 0, rule, page.styles.get(bold=True, indent=1, **look))
    style = page.styles.get(text_wrap=True, font_size=12, **look)
    page.sheet.merge_range(page.row, 1, page.row, COLUMNS - 1, "", style)
    page.sheet.write_string(page.row, 1, sentence, style)
    page.sheet.set_row(page.row, _LINE * math.ceil(len(sentence) / _CHARACTERS) + 3)
    page.row += 1
