"""An archive: the runs of reviews, each a folder that is never changed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.container import read_container
from resilience_opt.case.models import definitions_in
from resilience_opt.case.names import nearest
from resilience_opt.errors import ArchiveError, Fault, InputError
from resilience_opt.review.archive.index import Entry, bring_up_to_date, entries, folders
from resilience_opt.review.archive.layout import INDEX, INPUT, LOG, MODELS, PLAN, REPORTS, RUNS
from resilience_opt.review.archive.lock import locked
from resilience_opt.review.archive.record import Record, read_record, reason
from resilience_opt.review.archive.writing import sweep

if TYPE_CHECKING:
    import pandas as pd

    from resilience_opt.plan.plan import Plan


@dataclass(frozen=True)
class Run:
    """A run of an archive: its record, and all that it was made from and came to.

    Attributes
    ----------
    record : what was asked and what came of it
    folder : where its files stand
    """

    record: Record
    folder: Path

    @property
    def id(self) -> str:
        """Its name in the archive."""
        return self.record.id

    @contextmanager
    def models(self) -> Iterator[None]:
        """Take the definitions of models from this run for a while."""
        with definitions_in(self.folder / MODELS):
            yield

    @cached_property
    def case(self) -> Case:
        """The case of the input's copy.

        Raises
        ------
        InputError
            If the workbook had faults, or the run has no input: there was none, or it could not be read.
        """
        from resilience_opt.case.workbook import read_book

        if INPUT not in self.record.files:
            raise self.lacks("input")
        with self.models():
            return build(read_book(read_container(self.folder / INPUT), self.record.source))

    @cached_property
    def plan(self) -> Plan:
        """The plan, as it was found then; nothing is solved.

        Raises
        ------
        InputError
            If the run has no plan.
        ArchiveError
            If its files cannot be read.
        """
        from resilience_opt.review.archive.plans import read_plan

        with self._plan_files():
            return read_plan(self.folder, self.case)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables of the plan by their names in :class:`resilience_opt.Plan`, and 'audit'; where it has them 'ladder_steps', 'ladder_bridge', 'ladder_shares' and 'adversary_sets'."""
        from resilience_opt.review.archive.plans import read_tables

        with self._plan_files():
            return read_tables(self.folder)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """What ``plan.json`` tells: status, objective, bound, gap, costs, model, engine, options, currency, years."""
        from resilience_opt.review.archive.plans import read_summary

        with self._plan_files():
            return dict(read_summary(self.folder))

    @property
    def reports(self) -> tuple[Path, ...]:
        """The reports, as they were written."""
        return tuple(self.folder / path for path in self.record.files if path.startswith(f"{REPORTS}/"))

    @property
    def log(self) -> Path:
        """The log of the run."""
        return self.folder / LOG

    def lacks(self, what: str) -> InputError:
        """What is said of a run that has no plan, or no input, in a sentence."""
        why = self.record.message.splitlines()[0] if self.record.message else self.record.status
        return InputError([Fault("", "", f"the run {self.id} has no {what}: {why.partition(';')[0].rstrip(':')}")])

    @contextmanager
    def _plan_files(self) -> Iterator[None]:
        """While the files of a plan are read: a run without one, and files that are damaged, are each a sentence."""
        if PLAN not in self.record.files:
            raise self.lacks("plan")
        try:
            yield
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArchiveError(f"the plan of the run {self.id} cannot be read: {reason(error)}; restore the folder from a copy") from error


@dataclass(frozen=True)
class Archive:
    """An archive in a folder; see :func:`open_archive`."""

    folder: Path

    def entries(self, *, review: str | None = None, book: str | None = None, period: str | None = None) -> list[Entry]:
        """What the index holds of each run (:data:`resilience_opt.review.archive.index.COLUMNS`), in the order of periods and attempts."""
        return entries(self.folder, review=review, book=book, period=period)

    def run(self, name: str) -> Run:
        """The run of a name.

        Raises
        ------
        InputError
            If there is none.
        ArchiveError
            If its manifest cannot be read.
        """
        self.must_have(name)
        return self.open(name)

    def must_have(self, name: str) -> None:
        """Refuse the name of a run that is not there.

        Raises
        ------
        InputError
            With the nearest name.
        """
        known = folders(self.folder)
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean '{close}'?" if close else "optimize runs list has their names"
            raise InputError([Fault("", "", f"the archive {self.folder} has no run '{name}'; {hint}")])

    def open(self, name: str) -> Run:
        """The run of a name that the index has given."""
        return Run(read_record(self.folder / RUNS / name), self.folder / RUNS / name)

    def runs(self, *, review: str | None = None, book: str | None = None, period: str | None = None) -> list[Run]:
        """The runs, in the order of reviews, workbooks, periods and attempts."""
        return [self.open(str(entry["id"])) for entry in self.entries(review=review, book=book, period=period)]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the archive's lock, with what dead processes left swept away and the index in step with the folders."""
        with locked(self.folder):
            sweep(self.folder)
            bring_up_to_date(self.folder)
            yield


def open_archive(folder: str | Path) -> Archive:
    """The archive in a folder.

    Raises
    ------
    InputError
        If there is none.

    Examples
    --------
    >>> open_archive("nowhere")
    Traceback (most recent call last):
    resilience_opt.errors.InputError: there is no archive in nowhere
    """
    place = Path(folder)
    if not (place / RUNS).is_dir() and not (place / INDEX).is_file():
        raise InputError([Fault("", "", f"there is no archive in {place}")])
    return Archive(place)
