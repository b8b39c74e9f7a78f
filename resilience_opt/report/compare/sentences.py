"""The comparison in a few sentences: what it costs more and why, what the plan does otherwise, what differs in the inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from resilience_opt.report.compare.shown import Shown
from resilience_opt.report.sentences import counted, listed, money

_NAMED = 3  #: causes, suppliers and sheets that are named; the rest is counted
_NOTHING = 1e-6  #: a change smaller than this share of the larger figure is rounding
_SMALL = 100.0  #: amounts below this are told with three digits


def sentences(shown: Shown, name: str) -> Iterator[str]:
    """What one case does otherwise than the first: its cost, its plan, its inputs."""
    yield cost(shown, name)
    yield from (sentence for sentence in (plan(shown, name), inputs(shown, name)) if sentence)


def amount(value: float, currency: str) -> str:
    """An amount in words, small ones with three digits."""
    return f"{value:.3g} {currency}" if 0 < abs(value) < _SMALL else money(value, currency)


def cost(shown: Shown, name: str) -> str:
    """What the case costs more or less than the first, and which causes make the difference."""
    first = shown.names[0]
    without = [n for n in (first, name) if shown.table.at["status", n] not in ("optimal", "feasible")]
    if without:
        why = str(shown.table.at["why there is no plan", without[0]]).split(";")[0]
        return f"There is no plan for '{without[0]}': {why}."
    before, after = (float(str(shown.table.at["objective", n])) for n in (first, name))
    difference = round(after - before, shown.decimals)
    causes = _causes(shown, name)
    if difference == 0:
        return f"'{name}' costs the same as '{first}'{causes}."
    share = f" ({100 * difference / abs(before):+.3g}%)" if before else ""
    return f"'{name}' costs {amount(abs(difference), shown.currency)} {'more' if difference > 0 else 'less'} than '{first}'{share}{causes}."


def _causes(shown: Shown, name: str) -> str:
    own = shown.bridge[(shown.bridge["case"] == name) & (shown.bridge["amount"] != 0)]
    if own.empty:
        return ""
    if len(own) == 1:
        return f", all of it {own['cause'].iloc[0]}"
    order = own["amount"].abs().sort_values(ascending=False, kind="stable").index
    parts = [
        f"{row['cause']} {'+' if row['amount'] > 0 else '-'}{amount(abs(row['amount']), shown.currency)}"
        for row in own.loc[order].to_dict("records")
    ]
    return f": {_first(parts, 'more')}"


def plan(shown: Shown, name: str) -> str:
    """Who enters, who leaves, and how much else moves; '' where there are no two plans."""
    moved, stock = (table[table["case"] == name] for table in (shown.allocation, shown.stocks))
    if moved.empty and stock.empty:
        return ""
    offers = shown.suppliers[shown.suppliers["case"] == name]
    parts = []
    for change, one, several in (("enters", "enters", "enter"), ("leaves", "leaves", "leave")):
        names = [f"{row['supplier']} ({row['material']})" for row in offers[offers["change"] == change].to_dict("records")]
        if names:
            parts.append(f"{_first(names, 'others')} {one if len(names) == 1 else several}")
    deliveries, levels = _changed(moved, "before", "after"), _changed(stock, "level_before", "level_after")
    if not (parts or deliveries or levels):
        return "The plan is the same."
    if deliveries or not parts:
        parts.append(f"{counted(deliveries, 'yearly volume')} {_differ(deliveries)}")
    if levels:
        parts.append(f"{counted(levels, 'stock level')} {_differ(levels)}")
    return f"In the plan, {listed(parts)}."


def _changed(table: pd.DataFrame, before: str, after: str) -> int:
    return int((table["difference"].abs() > _NOTHING * table[[before, after]].max(axis=1)).sum())


def _differ(count: int) -> str:
    return "differs" if count == 1 else "differ"


def inputs(shown: Shown, name: str) -> str:
    """How much differs in the inputs, and on which sheets; '' where they are not known."""
    known = shown.sources.set_index("name")["known"]
    if not (known[shown.names[0]] and known[name]):
        return ""
    own = shown.inputs[shown.inputs["case"] == name]
    if own.empty:
        return "The inputs are the same."
    sheets = own.groupby("sheet", sort=False).size().sort_values(ascending=False, kind="stable")
    where = _first([f"{sheet} ({count})" for sheet, count in sheets.items()], "more sheets")
    return f"In the inputs, {counted(len(own), 'cell or row')} {_differ(len(own))}: {where}.".replace("cell or rows", "cells or rows")


def _first(parts: Sequence[str], rest: str) -> str:
    """The first few parts, and how many more there are."""
    return listed(parts) if len(parts) <= _NAMED + 1 else listed([*parts[:_NAMED], f"{len(parts) - _NAMED} {rest}"])
