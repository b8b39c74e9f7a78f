"""What is to be said of a workbook that was solved: against the last period, by the review's rules, in its reports."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from resilience_opt.errors import ArchiveError, ResilienceError
from resilience_opt.report.sentences import counted
from resilience_opt.review.alerts import DEPENDENCE, FAULT, Alert, alerts_of_data, alerts_of_failure, alerts_of_plan, idle_rules
from resilience_opt.review.archive.archive import Archive, Run
from resilience_opt.review.archive.layout import REPORTS, slug
from resilience_opt.review.archive.plans import write_plan_files
from resilience_opt.review.archive.record import Record
from resilience_opt.review.definition import Alerts
from resilience_opt.review.figures import figures_of
from resilience_opt.review.history import history_of, records_before
from resilience_opt.review.reviewed import Reviewed, compared
from resilience_opt.review.solving import Solved, unexpected
from resilience_opt.studies.run import Options

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Judged:
    """A run's record with alerts and figures, and what its reports show."""

    record: Record
    reviewed: Reviewed


def judged(archive: Archive, rules: Alerts, record: Record, found: Solved, options: Options, *, alone: bool = True) -> Judged:
    """Compare with the last period, look for alerts, and draw up the history.

    A rule that names nothing of the workbook is an alert where it is `alone` in the review; else it may be meant for another one, and is noted.
    """
    before = records_before(archive, record.review, record.book, record.period.start)
    last = archive.open(before[-1].id) if before else None
    shown = Reviewed(
        record.review, record.book, record.period.key, before[-1].period.key if before else "", found.status, found.message, (),
        history_of(before), found.case, found.plan, faults=found.faults, explanation=found.explanation, notes=found.notes,
    )  # fmt: skip
    unread = ""
    if last is not None and found.case is not None:
        shown, unread = _against(shown, last, found, options)
    if rules.cost_up is not None and shown.comparison is not None and shown.plan is not None and last is not None:
        shown = replace(shown, notes=(*shown.notes, *_other_span(shown, last)))
    idle = idle_rules(rules, shown.plan) if shown.plan is not None else []
    if idle and not alone:
        shown = replace(shown, notes=(*shown.notes, *idle))
    alerts = [*_unwatched(shown, unread), *((DEPENDENCE, said) for said in idle if alone), *_alerts(rules, shown, before[-1] if before else None)]
    figures = figures_of(found.plan) if found.plan is not None else {}
    told = replace(record, previous=last.id if last is not None else "", alerts=tuple(alerts), figures=figures)
    history = history_of([*before, told]) if found.plan is not None else shown.history
    return Judged(told, replace(shown, alerts=tuple(alerts), history=history))


def _against(shown: Reviewed, last: Run, found: Solved, options: Options) -> tuple[Reviewed, str]:
    """The same, with what changed since the last period, and why that could not be found out, which is said and does not stop the review."""
    try:
        comparison, notes = compared((shown.previous, last.plan), (shown.period, found), options)
    except ArchiveError as error:
        failed = f"nothing is compared: {error}"
    except ResilienceError as error:
        failed = f"the comparison with {shown.previous} failed: {error}"
    else:
        return replace(shown, comparison=comparison, notes=(*shown.notes, *notes)), ""
    return replace(shown, notes=(*shown.notes, failed)), failed


def _other_span(shown: Reviewed, last: Run) -> list[str]:
    """That the rule on the cost compares plans of more years with plans of fewer."""
    assert shown.plan is not None
    then, now = len(last.case.years), len(shown.plan.case.years)
    if then == now:
        return []
    return [
        f"this plan covers {counted(now, 'year')} and that of {shown.previous} covers {counted(then, 'year')}: the rule cost_up compares their whole costs;"
        " optimize review next with --last-year keeps the number of years"
    ]


def _unwatched(shown: Reviewed, why: str) -> list[Alert]:
    """That a plan could not be compared with the last one, so that nobody takes silence for good news."""
    if not why or shown.plan is None:
        return []
    return [(FAULT, f"This plan could not be compared with that of {shown.previous}, so neither its cost nor its suppliers were watched: {why}")]


def _alerts(rules: Alerts, shown: Reviewed, last: Record | None) -> list[Alert]:
    if shown.plan is not None:
        found = alerts_of_plan(rules, shown.plan, shown.comparison)
    else:
        found = alerts_of_failure(rules, shown.status, shown.message, shown.faults, shown.previous)
    warnings = shown.case.warnings if shown.case is not None else ()
    return [*found, *alerts_of_data(rules, last.warnings if last is not None else None, warnings)]


def write_findings(found: Judged, folder: Path) -> Record:
    """Write the plan and the reports under the folder of a run; a report that cannot be made makes the run an error, and the plan is kept."""
    if found.reviewed.plan is not None:
        write_plan_files(found.reviewed.plan, folder)
    try:
        _write_reports(found, folder / REPORTS)
    except Exception as error:
        reason = error.args[0] if type(error).__name__ == "FileCreateError" and error.args else error  # XlsxWriter's, around the reason
        if isinstance(reason, OSError):
            raise reason from error
        log.exception("the reports could not be written")
        return replace(found.record, status="error", message=f"the reports could not be written: {unexpected(error)}")
    return found.record


def _write_reports(found: Judged, folder: Path) -> None:
    from resilience_opt.report.html.review import write_review_page
    from resilience_opt.report.review.workbook import write_review

    stem = slug(found.record.book)
    if found.reviewed.plan is not None:
        found.reviewed.plan.to_excel(folder / f"{stem}-plan.xlsx")
        found.reviewed.plan.to_html(folder / f"{stem}-plan.html")
    write_review(found.reviewed, folder / f"{stem}-review.xlsx")
    write_review_page(found.reviewed, folder / f"{stem}-review.html")
