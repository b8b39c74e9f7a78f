"""Results of measurements: JSON lines in, and what is derived from them: time to a gap, medians, ranges, ratios by seed."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"
#: Gaps to which the time is told.
GAPS = (1e-2, 5e-3, 1e-3, 1e-4)
#: Places in a moment.
PROCESSOR, CLOCK = 0, 1
#: Bounds and costs are true to about this much of them.
ROUNDED = 1e-5
#: What tells one measurement from another.
KEYS = ("work", "engine", "size", "seed", "scenarios", "cores", "budget", "target", "repeats")

Record = dict[str, Any]


@dataclass(frozen=True)
class Spread:
    """Median and range of some measurements; those that did not get there count as later than all that did.

    Attributes
    ----------
    median, least, most : figures; infinite where the measurement did not get there
    reached, count : how many got there, of how many
    """

    median: float
    least: float
    most: float
    reached: int
    count: int

    @classmethod
    def of(cls, values: Iterable[float | None]) -> Spread:
        """The spread of figures, None for what was not reached.

        >>> Spread.of([3.0, None, 1.0])
        Spread(median=3.0, least=1.0, most=inf, reached=2, count=3)
        """
        listed = sorted(math.inf if v is None else float(v) for v in values)
        if not listed:
            raise ValueError("there is nothing to take a median of")
        return cls(statistics.median(listed), listed[0], listed[-1], sum(math.isfinite(v) for v in listed), len(listed))

    def __str__(self) -> str:
        if not self.reached:
            return f"none of {self.count}"
        ends = f"{figure(self.least)} to {figure(self.most)}" if self.reached == self.count else f"from {figure(self.least)}; {self.reached} of {self.count}"
        if self.count == 1:
            return figure(self.median)
        return f"{figure(self.median) if math.isfinite(self.median) else 'not reached'} ({ends})"


def figure(value: float) -> str:
    """Three digits that count, and no power of ten."""
    if not math.isfinite(value):
        return "never"
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}"


def read(folder: Path = FOLDER) -> list[Record]:
    """Every record of every file of a folder, in the order of the files' names; of the same measurement the last counts."""
    found: dict[tuple[Any, ...], Record] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            found[key(record)] = record
    return list(found.values())


def key(record: Record) -> tuple[Any, ...]:
    """What tells a measurement from others."""
    return tuple(record.get(name) for name in KEYS)


def gap_at(moment: Sequence[float | None]) -> float | None:
    """The gap of a moment (processor seconds, seconds by the clock, incumbent, bound); None while one of them is not known."""
    incumbent, bound = moment[2], moment[3]
    if incumbent is None or bound is None:
        return None
    return max(0.0, incumbent - bound) / abs(incumbent) if incumbent else (0.0 if bound == incumbent else None)


def gaps(record: Record, clock: int = PROCESSOR) -> list[tuple[float, float]]:
    """The gap over time, as (seconds, best gap so far), at each moment where it fell; `clock` says whose seconds.

    The best incumbent and the best bound so far are taken together: an engine may tell of one without the other.
    """
    found: list[tuple[float, float]] = []
    best, bound = math.inf, -math.inf
    for moment in record["curve"]:
        best = min(best, math.inf if moment[2] is None else moment[2])
        bound = max(bound, -math.inf if moment[3] is None else moment[3])
        gap = gap_at((0, 0, best, bound)) if math.isfinite(best) and math.isfinite(bound) else None
        if gap is not None and (not found or gap < found[-1][1]):
            found.append((float(moment[clock]), gap))
    return found


def time_to(record: Record, gap: float, clock: int = PROCESSOR) -> float | None:
    """Seconds until a gap was reached; None where it was not."""
    return next((seconds for seconds, reached in gaps(record, clock) if reached <= gap * (1 + 1e-9)), None)


def last_gap(record: Record) -> float | None:
    """The gap in the end; None without a plan or a bound."""
    found = gaps(record)
    return found[-1][1] if found else None


def contradictions(records: Iterable[Record]) -> list[tuple[Record, Record, float]]:
    """Searches of the same case of which one proves that no plan costs as little as the other's: (who proves, who has the plan, by how much of it).

    Nothing but a fault of one of the two explains it, so there should be none.
    """
    found: list[tuple[Record, Record, float]] = []
    listed = [r for r in records if r.get("curve")]
    for one in listed:
        bound = max((m[3] for m in one["curve"] if m[3] is not None), default=-math.inf)
        for other in listed:
            plan = min((m[2] for m in other["curve"] if m[2] is not None), default=math.inf)
            same = all(one.get(name) == other.get(name) for name in ("size", "seed", "scenarios"))
            if same and math.isfinite(bound) and math.isfinite(plan) and bound - plan > ROUNDED * abs(plan):
                found.append((one, other, (bound - plan) / abs(plan)))
    return found


def by_seed(records: Iterable[Record]) -> dict[int, Record]:
    """Records by their seed."""
    return {record["seed"]: record for record in records}


def paired(first: Iterable[Record], second: Iterable[Record], of: Callable[[Record], float | None]) -> list[float]:
    """The ratio of a figure of the first to that of the second, seed by seed, where both have it."""
    one, two = by_seed(first), by_seed(second)
    both = [(of(one[seed]), of(two[seed])) for seed in sorted(one.keys() & two.keys())]
    return [a / b for a, b in both if a is not None and b]


def at_least(first: Iterable[Record], second: Iterable[Record], of: Callable[[Record], float | None]) -> list[float]:
    """The least that each ratio can be, for every seed: the budget stands for the first where it did not get there, and 0 is the ratio where the second did not."""
    one, two = by_seed(first), by_seed(second)
    both = [(of(one[seed]), float(one[seed]["budget"]), of(two[seed])) for seed in sorted(one.keys() & two.keys())]
    return [(budget if a is None else a) / b if b else 0.0 for a, budget, b in both]
