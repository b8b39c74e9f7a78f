"""The map: land as plotly draws it, and where on it each country stands, from outlines that come with the package."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files

from resilience_opt.report.html.charts.chart import Drawing

_MIDDLE = 11.0  #: degrees east in the middle of the map; its edge, 169 degrees west, divides no continent
_A = (1.340264, -0.081106, 0.000893, 0.003796)  #: of the Equal Earth projection (Savric, Patterson and Jenny 2018)


@lru_cache(maxsize=1)
def land() -> Drawing:
    """The outlines of land as one filled trace, its rings parted by gaps."""
    x: list[int | None] = []
    y: list[int | None] = []
    for line in _lines("land.txt"):
        for point in line.split():
            lon, lat = (int(v) / 10 for v in point.split(","))
            across, up = projected(lon - _MIDDLE, lat)
            x.append(across)
            y.append(up)
        x.append(None)
        y.append(None)
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "fill": "toself", "fillcolor": "@land", "hoverinfo": "skip", "showlegend": False,
        "line": {"color": "@land", "width": 0.5},
    }  # fmt: skip


@lru_cache(maxsize=1)
def places() -> dict[str, tuple[int, int]]:
    """Where each country stands on the map, by its ISO code."""
    made = {}
    for line in _lines("countries.txt"):
        code, lon, lat = line.split()
        east = (float(lon) - _MIDDLE + 180) % 360 - 180
        made[code] = projected(east, float(lat))
    return made


def _lines(file: str) -> list[str]:
    return files("resilience_opt.report.html").joinpath("shapes", file).read_text(encoding="utf-8").splitlines()


def projected(east: float, lat: float) -> tuple[int, int]:
    """Equal Earth: x and y in thousandths of the earth's radius, from degrees east of the map's middle and degrees north.

    >>> projected(0, 0), projected(0, 90), projected(180, 0)
    ((0, 0), (0, 1317), (2707, 0))
    """
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    a1, a2, a3, a4 = _A
    s, q = angle**2, angle**6
    slope = a1 + 3 * a2 * s + q * (7 * a3 + 9 * a4 * s)
    x = 2 * math.sqrt(3) * math.radians(east) * math.cos(angle) / (3 * slope)
    return round(1000 * x), round(1000 * angle * (a1 + a2 * s + q * (a3 + a4 * s)))
