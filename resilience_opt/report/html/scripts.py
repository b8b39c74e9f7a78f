"""What the page runs: plotly.js and its own small script, and the data between them, so written that no name can break out."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from resilience_opt.report.html.charts.chart import Chart

_TEMPLATES = files("resilience_opt.report.html").joinpath("templates")


@lru_cache(maxsize=1)
def plotly_script() -> str:
    """The whole of plotly.js, from the Python package plotly, as it can stand inside a page."""
    from plotly.offline import get_plotlyjs

    return _inside(str(get_plotlyjs()))


@lru_cache(maxsize=1)
def own_script() -> str:
    """The page's own script: tables that are searched and sorted, selectors, schemes, print."""
    return _inside(_TEMPLATES.joinpath("page.js").read_text(encoding="utf-8"))


def policy(scripts: Sequence[str]) -> str:
    """The page's Content-Security-Policy: nothing is fetched, and only these scripts run, known by their hashes."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"


def chart_data(charts: Sequence[Chart]) -> str:
    """The charts as JSON that holds no character with a meaning in HTML.

    >>> "<" in json_inside({"name": "</script><script>"})
    False
    """
    return json_inside({chart.key: _data(chart) for chart in charts})


def json_inside(value: Any) -> str:
    """A value as JSON inside a <script> element: <, > and & are written as escapes, and so is all beyond ASCII."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _data(chart: Chart) -> dict[str, Any]:
    views = [
        {"title": view.title, "says": view.says, "headers": view.headers, "rows": view.rows, "traces": view.traces, "layout": view.layout}
        for view in chart.views
    ]
    return {"title": chart.title, "under": chart.under, "common": chart.common, "layout": chart.layout, "views": views}


def _inside(script: str) -> str:
    """A script as it can stand in a <script> element: what would end the element or hide its end is escaped, with the same meaning in a JS string."""
    return script.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")
