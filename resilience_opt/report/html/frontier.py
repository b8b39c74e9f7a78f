"""The page of a frontier: cost against a limit, for reading; one file that asks for nothing when it is opened."""

from __future__ import annotations

from pathlib import Path

from resilience_opt.report.frontier import HIGHLIGHTS, NAME, SHOWS, Points, fields
from resilience_opt.report.frontier_words import sentences
from resilience_opt.report.html.charts import frontier as chart
from resilience_opt.report.html.rendering import rendered, write_text
from resilience_opt.report.html.tables import small_table
from resilience_opt.report.provenance import input_of, options_of, versions
from resilience_opt.report.tables import tabulate


def write_frontier_page(points: Points, path: Path) -> Path:
    """Write the page; the old file, if any, is replaced whole."""
    return write_text(frontier_page(points), path)


def frontier_page(points: Points) -> str:
    """The text of the page: the same for the same points."""
    made, case = chart.chart(points), points.case
    first, last = case.years[0], case.years[-1]
    produced = [*input_of(case), ("Limit that moves", points.limited or "not told"), *options_of(points.options), *versions()]
    told = fields(points.table)
    return rendered(
        "frontier.html.jinja",
        [] if made is None else [made],
        what="frontier",
        first="answer",
        title=case.settings.title or case.book.source or "Frontier",
        period=f"Cost against a limit, {first} to {last}" if last > first else f"Cost against a limit, {first}",
        limited=points.limited,
        sentences=[(about, said[0].upper() + said[1:]) for about, said in sentences(points.table, points.currency)],
        glances=[],
        tables=[small_table(points, NAME, SHOWS, tabulate(points.table, told), told, highlights=HIGHLIGHTS)],
        produced=produced,
    )
