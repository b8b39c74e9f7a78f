"""What a frontier says, in sentences: what a tighter limit costs, where it costs most, and where no plan is left."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from resilience_opt.plan.say import percent


def curves(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The points of each service level, from loose to tight, under the level as a percentage; '' where it stayed as the workbook has it."""
    made = table.groupby(table["service"].fillna(-1.0), sort=False)
    return [("" if float(level) < 0 else percent(float(level)), curve.reset_index(drop=True)) for level, curve in made]


def no_plan(table: pd.DataFrame) -> str:
    """What is said where no point has a plan."""
    known = bool((table["status"] == "infeasible").all())
    return "No plan can meet any of these limits." if known else "The search was ended before a plan was found at any of these limits."


def sentences(table: pd.DataFrame, currency: str) -> list[tuple[str, str]]:
    """Pairs of what a sentence is about and the sentence, curve by curve."""
    if table["cost"].isna().all():
        return [("No plan", no_plan(table))]
    found = []
    for level, curve in curves(table):
        head = f"At a service level of {level}: " if level else ""
        found += [(about, head + said) for about, said in _of(curve, currency)]
    return found


def _of(curve: pd.DataFrame, currency: str) -> Iterator[tuple[str, str]]:
    solved, none = curve[curve["cost"].notna()], curve[curve["status"] == "infeasible"]
    if len(solved):
        yield "Pay", _cost(solved, currency)
    if len(solved) > 1 and (steepest := _steepest(solved, currency)):
        yield "Steepest", steepest
    if len(none):
        yield "No plan", f"no plan can meet a limit of {percent(float(none['limit'].iloc[0]))}" + (", nor a tighter one." if len(none) > 1 else ".")
    open_ends = curve[curve["status"] == "no plan"]
    if len(open_ends):
        yield "Not known", f"the search was ended before there was a plan at {', '.join(percent(float(v)) for v in open_ends['limit'])}."
    loose = curve[curve["status"] == "feasible"]
    if len(loose):
        yield "Not proven", f"the search was ended before the gap was reached at {', '.join(percent(float(v)) for v in loose['limit'])}."


def _cost(solved: pd.DataFrame, currency: str) -> str:
    first, last = solved.iloc[0], solved.iloc[-1]
    if len(solved) == 1:
        return f"a limit of {percent(float(first['limit']))} costs {first['cost']:,.0f} {currency}, discounted."
    more = float(last["cost"] - first["cost"])
    share = f" ({more / float(first['cost']):+.2%})" if first["cost"] else ""
    return (
        f"from a limit of {percent(float(first['limit']))} to one of {percent(float(last['limit']))} the discounted cost goes from {first['cost']:,.0f} "
        f"to {last['cost']:,.0f} {currency}: {more:+,.0f}{share}."
    )


def _steepest(solved: pd.DataFrame, currency: str) -> str:
    """The stretch between two points with the highest cost of a percentage point; nothing where no stretch costs anything."""
    points = -solved["limit"].diff().iloc[1:] * 100
    slope = solved["cost"].diff().iloc[1:] / points
    place = int(np.argmax(slope.to_numpy()))
    if not slope.iloc[place] > 0:
        return ""
    start, end = (percent(float(solved["limit"].iloc[i])) for i in (place, place + 1))
    return f"from {start} to {end}, where a percentage point costs {slope.iloc[place]:,.0f} {currency} on average."
