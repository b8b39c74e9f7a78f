"""What was asked for before anything was measured, and whether the figures reach it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from benchmarks.results import CLOCK, Record, Spread, at_least, figure, time_to

#: The targets in words.
TARGETS = {
    "A": "at least 15 times less processor time than the extensive form to the same 0.1%",
    "B": "0.1% within 300 s by the clock",
    "L": "0.1% within 600 s by the clock on two cores and under 8 GiB",
    "XL": "0.5% within 600 s by the clock on two cores and under 8 GiB",
    "growth": "target: twice the scenarios at most 2.2 times the time",
    "numpy": "at most 3 times hand-written numpy",
    "linopy": "at least 3 times faster than linopy",
    "memory": "at most 1.5 times what HiGHS alone needs",
}
#: Size: gap, seconds by the clock, MiB.
WITHIN = {"B": (1e-3, 300.0, math.inf), "L": (1e-3, 600.0, 8192.0), "XL": (5e-3, 600.0, 8192.0)}
TIMES, AT = 15.0, 1e-3


def verdict(size: str, records: Sequence[Record]) -> Iterator[str]:
    """Whether a size's target is reached by decomposition, in a sentence; nothing where the size has none or nothing was measured."""
    ours = [r for r in records if r.get("engine") == "benders"]
    if not ours or size not in TARGETS:
        return
    if size in WITHIN:
        gap, seconds, memory = WITHIN[size]
        good = [r for r in ours if (time_to(r, gap, CLOCK) or math.inf) <= seconds and r["peak"] <= memory]
        yield f"Target: {TARGETS[size]}. Reached on {len(good)} of {len(ours)} seeds."
    elif size == "A":
        ratios = at_least([r for r in records if r.get("engine") == "extensive"], ours, lambda r: time_to(r, AT))
        if ratios:
            yield f"Target: {TARGETS[size]}. {judged(Spread.of(ratios).median, TIMES)} (median of {len(ratios)} seeds; the extensive form counts with its budget where it did not get there, decomposition with 0)."


def judged(value: float, least: float) -> str:
    """A figure that must be at least so much."""
    return f"{'Reached' if value >= least else 'Missed'}: {figure(value)} times"
