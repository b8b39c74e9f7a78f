"""A chart of the page: what it says in words, its figures as a table, and how plotly is to draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

#: A trace or a layout, as plotly.js reads it. Colours are names that the page turns into those of its scheme, light or dark:
#: '@series-0' to '@series-7' (:data:`resilience_opt.report.styles.SERIES`), '@faint-0' to '@faint-7' (the same, see-through), '@ink', '@grey', '@land'.
Drawing = dict[str, Any]

HOVER = "%{fullData.name}, %{x}: %{customdata}<extra></extra>"  #: a name, a year or month, and the value as text with its unit


@dataclass(frozen=True)
class View:
    """One state of a chart, such as a year.

    Attributes
    ----------
    label, group : the words in the chart's selector and the heading that they stand under there
    title : which view it is, above the drawing
    says : what the chart shows, in a sentence, for those who do not see it
    headers, rows : the figures behind it, as text with units; the first column names the row
    traces, layout : how it is drawn, besides what the chart says of every view; a trace with a `column` takes its places across from
        the first column of the rows, and its texts from that one
    """

    says: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    traces: tuple[Drawing, ...]
    layout: Drawing = field(default_factory=dict)
    label: str = ""
    group: str = ""
    title: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart and its views; with more than one view the page shows a selector, headed `choose`.

    `under` are traces that every view is drawn on; `common` is what the traces of every view have in common, one for each,
    and `layout` what their layouts have in common; `note` is a line below the chart; a `tall` chart takes the page's whole width.
    """

    key: str
    title: str
    views: tuple[View, ...]
    choose: str = ""
    note: str = ""
    under: tuple[Drawing, ...] = ()
    common: tuple[Drawing, ...] = ()
    layout: Drawing = field(default_factory=dict)
    tall: bool = False

    @property
    def groups(self) -> tuple[tuple[str, tuple[tuple[int, str], ...]], ...]:
        """The selector: each group with its views' numbers and labels, in order."""
        made: dict[str, list[tuple[int, str]]] = {}
        for number, view in enumerate(self.views):
            made.setdefault(view.group, []).append((number, view.label))
        return tuple((group, tuple(of)) for group, of in made.items())


def name(text: object) -> str:
    """A name as plotly is to show it: its letters only, though plotly reads tags and entities in every text.

    >>> name("<b>A & B")
    '&lt;b&gt;A &amp; B'
    """
    return escape(" ".join(str(text).split()), quote=False)


def short(text: object, longest: int = 48) -> str:
    """The same, cut where a legend or an axis has no room for more; the figures under the chart have the whole.

    >>> short("a" * 60, longest=10)
    'aaaaaaaaa…'
    """
    plain = " ".join(str(text).split())
    return name(plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…")


def names(texts: Sequence[object]) -> list[str]:
    """Several names as plotly is to show them."""
    return [name(text) for text in texts]


def bars(label: str, x: Sequence[object], y: Sequence[float | None], texts: Sequence[str], colour: int, **more: Any) -> Drawing:
    """Columns in a colour of the series; `texts` are the values with their units."""
    marker = {"color": f"@series-{colour}", "line": {"color": "@ink", "width": 0.5}, **more.pop("marker", {})}
    return {
        "type": "bar", "name": short(label), "x": [str(v) for v in x], "y": list(y),
        "customdata": names(texts), "hovertemplate": HOVER, "marker": marker, **more,
    }  # fmt: skip


def axes(unit: str, *, across: str = "", numbers: str = "~s", least: float | None = None, gap: float = 0.35) -> Drawing:
    """A layout with names or years across and numbers upwards, in `unit`, from `least` where it is given; `gap` is the part between columns."""
    upwards: Drawing = {"title": {"text": short(unit)}, "tickformat": numbers}
    if least is not None:
        upwards["rangemode"] = "tozero"
    return {"xaxis": {"type": "category", "title": {"text": short(across)}}, "yaxis": upwards, "bargap": gap}


def scaled(largest: float, currency: str) -> tuple[float, str]:
    """What amounts are divided by where they are drawn, and the unit of the axis.

    >>> scaled(3.9e9, "USD"), scaled(850.0, "USD")
    ((1000000000.0, 'billion USD'), (1.0, 'USD'))
    """
    words = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
    return next(((scale, f"{word} {currency}") for scale, word in words if abs(largest) >= scale), (1.0, currency))


def drawn(value: float) -> float:
    """A number as it is drawn: more digits than a screen can show would only make the page longer."""
    return float(f"{value:.5g}")


def absent(value: float | None) -> float | None:
    """The number, or None where it is not one: JSON has no NaN."""
    return None if value is None or value != value else float(value)
