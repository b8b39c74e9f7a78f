"""Where the names on a map stand, so that they do not meet each other or a circle."""

from __future__ import annotations

from collections.abc import Sequence

UNITS = 4.6  #: thousandths of the earth's radius in a pixel, where the map has its whole width
_LETTER, _LINE = 6.6, 17  #: pixels of a letter's width and of a line's height

#: A circle with its label: x and y of its middle [thousandths of the earth's radius], pixels across, text.
Labelled = tuple[int, int, float, str]
#: Left, bottom, right and top of a rectangle [thousandths of the earth's radius].
Box = tuple[float, float, float, float]


def sides(circles: Sequence[Labelled]) -> list[str]:
    """On which side of each circle its label is free, as plotly names it ('top center'); blank where on none, or where there is no label."""
    taken = [_round(circle) for circle in circles]
    made = []
    for circle in circles:
        own, boxes = _round(circle), label_boxes(circle)
        free = next((side for side, box in boxes.items() if not any(meet(box, other) for other in taken if other != own)), "")
        if free:
            taken.append(boxes[free])
        made.append(free)
    return made


def label_boxes(circle: Labelled) -> dict[str, Box]:
    """The rectangle that a label fills on each side of its circle, the best side first; none without a label."""
    x, y, size, label = circle
    wide, high, away = len(label) * _LETTER * UNITS, _LINE * UNITS, size * UNITS / 2
    up, aside = away + high / 2, away + wide / 2
    return {
        f"{row} {column}": _box(x + dx, y + dy, wide, high)
        for row, dy in (("top", up), ("bottom", -up), ("middle", 0.0))
        for column, dx in (("center", 0.0), ("right", aside), ("left", -aside))
        if label and (dx or dy)
    }


def meet(a: Box, b: Box) -> bool:
    """Whether two rectangles have a part in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _round(circle: Labelled) -> Box:
    x, y, size, _ = circle
    return _box(x, y, size * UNITS, size * UNITS)


def _box(x: float, y: float, wide: float, high: float) -> Box:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
