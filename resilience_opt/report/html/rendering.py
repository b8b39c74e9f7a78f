"""A page from its template: charts, scripts and policy, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from resilience_opt.case.whole import whole
from resilience_opt.report.html.charts.chart import Chart
from resilience_opt.report.html.scripts import chart_data, own_script, plotly_script, policy
from resilience_opt.report.html.tables import MOST_ROWS
from resilience_opt.report.sentences import counted
from resilience_opt.report.styles import AMBER, GREEN, NAVY, RED, SERIES


def rendered(template: str, charts: Sequence[Chart], **context: object) -> str:
    """The text of a page: the same for the same contents. Names are escaped by the template; only the scripts and the data stand as they are."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    scripts = (plotly_script(), own_script())
    room = Environment(
        loader=PackageLoader("resilience_opt.report.html"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    return room.get_template(template).render(
        policy=policy(scripts),
        charts=charts,
        most=MOST_ROWS,
        counted=counted,
        data=Markup(chart_data(charts)),
        scripts=[Markup(script) for script in scripts],
        colours={"series": SERIES, "navy": NAVY, "amber": AMBER, "red": RED, "green": GREEN},
        **context,
    )


def write_text(text: str, path: Path) -> Path:
    """Write a page; the old file, if any, is replaced whole, and its folder is made where it is missing."""
    with whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return path
