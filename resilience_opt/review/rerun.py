"""A run made again from the archive alone: the same input, model and options; is it the same plan?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from resilience_opt.errors import ArchiveError
from resilience_opt.plan.plan import Plan
from resilience_opt.report.provenance import versions
from resilience_opt.review.archive.archive import Run
from resilience_opt.review.archive.layout import INPUT
from resilience_opt.review.archive.plans import PLAN_TABLES
from resilience_opt.review.reviewed import options_of
from resilience_opt.review.solving import Solved, solved
from resilience_opt.review.verify import alike, damage

_SAME = 1e-6  #: relative difference of figures up to which two plans are the same: that of the solver's tolerances


@dataclass(frozen=True)
class Rerun:
    """What came of it.

    Attributes
    ----------
    found : how the workbook fared this time
    exact : whether every table is the same to the last digit
    differences : what is another, a sentence each; none where the plan is the same
    versions : what was another in the versions of the packages
    """

    found: Solved
    exact: bool
    differences: tuple[str, ...]
    versions: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether it ended in the same way, with the same plan."""
        return not self.differences


def rerun(run: Run) -> Rerun:
    """Solve again what a run solved.

    Raises
    ------
    InputError
        If the run has no input.
    ArchiveError
        If its files are not what they were.
    """
    record = run.record
    if INPUT not in record.files:
        raise run.lacks("input")
    spoilt = damage(run)
    if spoilt:
        raise ArchiveError(f"the run {run.id} is not what it was, and is not solved again: {'; '.join(spoilt)}")
    options = record.options
    with run.models():
        found = solved(
            (run.folder / INPUT).read_bytes(), record.source,
            options_of(record.model or None, options["gap"], options["time_limit"], options["engine"], options["threads"]), ladder=False,
        )  # fmt: skip
    now = dict(versions())
    other = tuple(f"{name}: {record.versions.get(name, 'none')} then, {text} now" for name, text in now.items() if record.versions.get(name) != text)
    if found.status != record.status:
        return Rerun(found, False, (f"it ended as '{found.status}' now, and as '{record.status}' then",), other)
    if found.plan is None:
        same = found.faults == record.faults and found.explanation == record.explanation
        return Rerun(found, same, () if same else ("the reasons are others",), other)
    return Rerun(found, _exact(run.plan, found.plan), tuple(_differences(run.plan, found.plan)), other)


def _exact(then: Plan, now: Plan) -> bool:
    return then.objective == now.objective and all(alike(getattr(then, name), getattr(now, name), 0.0) for name in PLAN_TABLES)


def _differences(then: Plan, now: Plan) -> list[str]:
    found = []
    if abs(now.objective - then.objective) > _SAME * abs(then.objective):
        found.append(f"it costs {now.objective:,.2f} {now.currency} now, and {then.objective:,.2f} then")
    for name in ("allocation", "suppliers", "stockpiles"):
        one, other = _decided(getattr(then, name)), _decided(getattr(now, name))
        if not alike(one, other, _SAME):
            found.append(f"the table {name} is another: a plan of the same cost" if not found else f"the table {name} is another")
    return found


def _decided(table: pd.DataFrame) -> pd.DataFrame:
    """What a plan decides, without its prices, which may have several answers."""
    return table.drop(columns=["break_even"], errors="ignore")
