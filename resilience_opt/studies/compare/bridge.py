"""From the cost of one case to that of another, cause by cause: each step is a case of its own, solved.

With the causes taken in a fixed order, what a step costs is the difference between two least costs, so that the steps
add up to the whole difference by construction. A difference that the proven gaps leave open is booked as tie-break.
Where a case between the two has no plan, or no meaning, another cause is taken first; where none can be, several are
taken in one step.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.errors import InfeasibleError, NoPlanError
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.studies.compare.causes import CAUSES, REST, TIE_BREAK, WORDS, cause_of
from resilience_opt.studies.compare.cents import Amounts, amounts_of, difference
from resilience_opt.studies.compare.matching import Match
from resilience_opt.studies.compare.mixing import mix
from resilience_opt.studies.run import Options, optimize

log = logging.getLogger(__name__)

COLUMNS = ("case", "cause", "inputs", "amount", "uncertain", *COST_KINDS)


@dataclass(frozen=True)
class Step:
    """A step of a bridge: the causes taken, and the least cost with them."""

    causes: tuple[str, ...]
    reached: Amounts


def bridge(
    name: str, before: Plan, after: Plan, matched: Sequence[Match], options: Options, decimals: int
) -> tuple[pd.DataFrame, list[str]]:
    """What each cause adds to the cost of the first plan, and what there is to say about the steps.

    Columns case, cause (several joined by ' + ' where only together they make a step), inputs (changed cells and
    rows), amount, uncertain (how far the proven gaps leave the amount open), then the amount by kind of cost.
    """
    notes: list[str] = []
    start, end = amounts_of(before, decimals), amounts_of(after, decimals)
    steps = list(_steps(before, after, matched, options, decimals, end, notes))
    counts = _inputs(matched)
    rows, open_amounts, last = [], dict.fromkeys(("amount", *COST_KINDS), 0.0), start
    for step in steps:
        label = " + ".join(step.causes)
        moved = difference(last, step.reached)
        if last.could_equal(step.reached):
            open_amounts = {kind: round(amount + moved[kind], decimals) for kind, amount in open_amounts.items()}
            moved = dict.fromkeys(moved, 0.0)
        inputs = sum(counts.get(cause, 0) for cause in step.causes)
        rows.append({"cause": label, "inputs": inputs, "uncertain": round(last.open + step.reached.open, decimals), **moved})
        last = step.reached
    if not steps:
        open_amounts = difference(start, end)
    rows = _in_order(rows, [cause for step in steps for cause in step.causes])
    left = {"cause": TIE_BREAK, "inputs": 0, "uncertain": round(start.open + end.open, decimals), **open_amounts}
    return pd.DataFrame([{"case": name, **row} for row in [*rows, left]], columns=list(COLUMNS)), notes


def _inputs(matched: Sequence[Match]) -> Mapping[str, int]:
    """How many cells and whole rows belong to each cause."""
    found: dict[str, int] = {}
    for match in matched:
        whole = match.before is None or match.after is None
        for cause in [match.cause] if whole else [cause_of(match.sheet, column) for column in match.changed()]:
            found[cause] = found.get(cause, 0) + 1
    return found


def _in_order(rows: list[dict[str, object]], taken: Sequence[str]) -> list[dict[str, object]]:
    """The steps in the order taken, with causes of which nothing changed in their place, or at the end of an unusual order."""
    idle = [{"cause": c, "inputs": 0, "uncertain": 0.0, **dict.fromkeys(("amount", *COST_KINDS), 0.0)} for c in CAUSES if c not in taken]
    found = [*rows, *idle]
    if list(taken) == sorted(taken, key=CAUSES.index):
        found.sort(key=lambda row: CAUSES.index(str(row["cause"]).split(" + ")[0]))
    return found


def _steps(
    before: Plan, after: Plan, matched: Sequence[Match], options: Options, decimals: int, end: Amounts, notes: list[str]
) -> Iterator[Step]:
    changed = {cause for match in matched for cause in match.causes()} - {WORDS}
    if before.model != after.model:
        changed.add(REST)
    left, done = [cause for cause in CAUSES if cause in changed], frozenset[str]()
    while left:
        for causes in _candidates(left):
            target = done.union(causes)
            if len(causes) == len(left):
                reached: Amounts | None = end
            else:
                model = after.model if REST in target else before.model
                reached = _between(matched, target, replace(options, model=model), decimals, notes)
            if reached is not None:
                break
        assert reached is not None  # the last candidate is the second case itself
        if len(causes) > 1:
            notes.append(f"{' and '.join(causes)} are one step of the bridge: the cases between have no plan")
        elif causes[0] != left[0]:
            notes.append(f"the bridge takes {causes[0]} before {left[0]}: with {left[0]} changed first there is no plan")
        yield Step(tuple(causes), reached)
        done, left = target, [cause for cause in left if cause not in causes]


def _candidates(left: Sequence[str]) -> Iterator[Sequence[str]]:
    """Which causes to try next: each by itself, then the first two, the first three, ..., all."""
    yield from ([cause] for cause in left)
    yield from (left[:count] for count in range(2, len(left) + 1))


def _between(matched: Sequence[Match], causes: frozenset[str], options: Options, decimals: int, notes: list[str]) -> Amounts | None:
    """The least cost of a case between two others; None where it is no case, or has no plan."""
    mixed = mix(matched, causes)
    if mixed is None:
        return None
    plan = _plan(mixed.case, options)
    log.info("compare: with %s as in the second: %s", ", ".join(sorted(causes)), "no plan" if plan is None else f"{plan.objective:.6g}")
    if plan is None:
        return None
    if mixed.left:
        what = "1 cell or row means" if mixed.left == 1 else f"{mixed.left:,} cells or rows mean"
        taken = " and ".join([cause for cause in CAUSES if cause in causes])
        notes.append(
            f"in the bridge, {what} nothing after {taken} and before the rest; the step that gives meaning counts what they change"
        )
    return amounts_of(plan, decimals)


def _plan(case: Case, options: Options) -> Plan | None:
    """The plan of a case; None where there is none, without asking why."""
    try:
        return optimize(case, **options.keywords(), explained=False)
    except (InfeasibleError, NoPlanError):
        return None
