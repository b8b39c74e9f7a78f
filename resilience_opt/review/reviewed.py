"""What came of a review of one workbook: all that its report shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resilience_opt.case.case import Case
from resilience_opt.errors import Fault, InputError, NoPlanError
from resilience_opt.plan.plan import Plan
from resilience_opt.review.alerts import Alert
from resilience_opt.review.archive.archive import Run
from resilience_opt.review.history import History
from resilience_opt.review.solving import Solved
from resilience_opt.studies.compare.result import Comparison
from resilience_opt.studies.compare.sides import Side
from resilience_opt.studies.compare.study import compare
from resilience_opt.studies.run import DEFAULT_GAP, Options


@dataclass(frozen=True)
class Reviewed:
    """A review of one workbook.

    Attributes
    ----------
    review, book, period : as the archive names them
    previous : the period that it is compared with; '' where there is none
    status, message : how the run ended, and why there is no plan
    alerts : rule and sentence of each, the gravest first
    faults, explanation : what is wrong in the input, and what cannot hold together
    case, plan : None where there is none
    comparison : of the previous period's plan with this one, or with its inputs alone where it has no plan; None where there is none
    history : of all periods up to this one
    notes : what could not be said
    """

    review: str
    book: str
    period: str
    previous: str
    status: str
    message: str
    alerts: tuple[Alert, ...]
    history: History
    case: Case | None = None
    plan: Plan | None = None
    comparison: Comparison | None = None
    faults: tuple[Fault, ...] = ()
    explanation: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the workbook calls itself, else what the review calls it."""
        return (self.case.settings.title if self.case is not None else "") or self.book

    @property
    def currency(self) -> str:
        """Of every amount of money; '' where there is no case."""
        if self.case is not None:
            return self.case.settings.currency
        known = self.history.costs["currency"]
        return str(known.iloc[-1]) if len(known) else ""


def compared(last: tuple[str, Plan], now: tuple[str, Solved], options: Options) -> tuple[Comparison | None, Sequence[str]]:
    """This run against the last plan, and why it is not where they cannot be compared; where it has no plan, its inputs are."""
    period, found = now
    assert found.case is not None
    side = Side(period, found.case, found.plan, found.status, tuple(found.case.years), found.message.split("\n")[0], found.explanation)
    try:
        return compare({last[0]: last[1], period: side}, **options.keywords()), ()
    except InputError as error:
        return None, [f"it cannot be compared with {last[0]}: {fault}" for fault in error.faults]
    except NoPlanError as error:
        return None, [f"the limit of time ended the comparison with {last[0]}: {error or 'no plan was found'}"]


def side_of_run(run: Run) -> Side:
    """An archived run as a side of a comparison, with why it has no plan.

    Raises
    ------
    ArchiveError, InputError
        If its input had faults, or cannot be read.
    """
    record, plan = run.record, run.plan if run.record.planned else None
    return Side(run.id, run.case, plan, record.status, tuple(run.case.years), record.message.split("\n")[0], record.explanation)


def options_of(model: str | None, gap: float | None, time_limit: float | None, engine: str | None, threads: int | None) -> Options:
    """Options with what a review leaves open."""
    return Options(model, DEFAULT_GAP if gap is None else gap, time_limit, engine or "auto", threads)
