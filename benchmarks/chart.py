"""A chart of the gap over processor time, as an SVG file: a line for each search, both axes in powers of ten.

Written here because it is one picture with lines and two axes, and must be the same bytes wherever the page is made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 920, 460
LEFT, RIGHT, TOP, BOTTOM = 70, 260, 46, 54
#: Colours that those who do not see red or green tell apart (Okabe and Ito), and a dash of its own for each.
STYLES = (("#0072B2", ""), ("#D55E00", "7 3"), ("#009E73", "2 3"), ("#CC79A7", "9 3 2 3"), ("#56B4E9", "12 4"))
#: From a figure to a place in the picture.
Scale = Callable[[float], float]


@dataclass(frozen=True)
class Line:
    """One search: its name in the legend, and the gap over processor seconds as steps."""

    name: str
    points: Sequence[tuple[float, float]]
    end: float  #: when it ended [processor seconds]


def drawn(title: str, lines: Sequence[Line], floor: float = 1e-5) -> str:
    """The chart as the text of an SVG file; gaps below `floor` are drawn on it.

    Raises
    ------
    ValueError
        If no line has a point.
    """
    points = [(seconds, gap) for line in lines for seconds, gap in line.points]
    if not points:
        raise ValueError("no search has found a plan and a bound, so there is nothing to draw")
    first = 10.0 ** math.floor(math.log10(max(min(s for s, _ in points), 0.01)))
    last = max(10.0 ** math.ceil(math.log10(max(*(line.end for line in lines), first * 1.01))), first * 10)
    most = 10.0 ** math.ceil(math.log10(max(max(gap for _, gap in points), floor * 10)))

    def x(seconds: float) -> float:
        share = (math.log10(max(seconds, first)) - math.log10(first)) / (math.log10(last) - math.log10(first))
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(gap: float) -> float:
        share = (math.log10(max(gap, floor)) - math.log10(floor)) / (math.log10(most) - math.log10(floor))
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    names = list(dict.fromkeys(line.name for line in lines))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="13" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-size="16">{escape(title)}</text>',
        *_grid(x, y, first, last, floor, most),
    ]
    for line in lines:
        if line.points:
            colour, dash = STYLES[names.index(line.name) % len(STYLES)]
            parts.append(f'<path d="{_steps(line, x, y)}" fill="none" stroke="{colour}" stroke-width="1.8" stroke-dasharray="{dash}"/>')
            parts += [f'<circle cx="{x(seconds):.1f}" cy="{y(gap):.1f}" r="2.4" fill="{colour}"/>' for seconds, gap in (line.points[0], line.points[-1])]
    for i, name in enumerate(names):
        colour, dash = STYLES[i % len(STYLES)]
        height = TOP + 14 + 24 * i
        parts.append(f'<path d="M{WIDTH - RIGHT + 16} {height}h30" stroke="{colour}" stroke-width="2.4" stroke-dasharray="{dash}"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 54}" y="{height + 4}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _steps(line: Line, x: Scale, y: Scale) -> str:
    """A gap holds until the next one is found."""
    (seconds, gap), *others = line.points
    path = f"M{x(seconds):.1f} {y(gap):.1f}"
    for seconds, gap in others:
        path += f"H{x(seconds):.1f}V{y(gap):.1f}"
    return f"{path}H{x(max(line.end, seconds)):.1f}"


def _grid(x: Scale, y: Scale, first: float, last: float, floor: float, most: float) -> list[str]:
    parts = []
    for power in range(round(math.log10(first)), round(math.log10(last)) + 1):
        at = x(10.0**power)
        parts.append(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10.0**power:g}</text>')
    for power in range(round(math.log10(floor)), round(math.log10(most)) + 1):
        at = y(10.0**power)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{100 * 10.0**power:g}%</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 14}" text-anchor="middle">processor seconds</text>')
    parts.append(f'<text x="18" y="{(TOP + HEIGHT - BOTTOM) / 2:.0f}" text-anchor="middle" transform="rotate(-90 18 {(TOP + HEIGHT - BOTTOM) / 2:.0f})">gap between plan and bound</text>')
    return parts
