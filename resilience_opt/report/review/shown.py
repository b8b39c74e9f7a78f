"""What the report of a review shows, whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.errors import Fault
from resilience_opt.plan.plan import Plan
from resilience_opt.report.compare.shown import Shown


class Past(Protocol):
    """The tables of :class:`resilience_opt.review.history.History`, where their columns are told."""

    @property
    def periods(self) -> list[str]:
        """The periods, the oldest first."""

    @property
    def costs(self) -> pd.DataFrame:
        """Cost of each period."""

    @property
    def countries(self) -> pd.DataFrame:
        """The country with the largest share of each material."""

    @property
    def limits(self) -> pd.DataFrame:
        """Each limited share."""

    @property
    def survived(self) -> pd.DataFrame:
        """Months survived of each scenario."""


class ReviewShown(Protocol):
    """The fields of :class:`resilience_opt.review.reviewed.Reviewed`, where they are told."""

    @property
    def review(self) -> str:
        """Name of the review."""

    @property
    def title(self) -> str:
        """What the workbook calls itself."""

    @property
    def period(self) -> str:
        """The period."""

    @property
    def previous(self) -> str:
        """The period that it is compared with, or ''."""

    @property
    def currency(self) -> str:
        """Of every amount of money."""

    @property
    def status(self) -> str:
        """How the run ended."""

    @property
    def message(self) -> str:
        """Why there is no plan."""

    @property
    def alerts(self) -> Sequence[tuple[str, str]]:
        """Rule and sentence of each."""

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong in the input."""

    @property
    def explanation(self) -> Sequence[Fault]:
        """What cannot hold together."""

    @property
    def notes(self) -> Sequence[str]:
        """What could not be said."""

    @property
    def case(self) -> Case | None:
        """The inputs."""

    @property
    def plan(self) -> Plan | None:
        """The plan."""

    @property
    def comparison(self) -> Shown | None:
        """The previous period against this one."""

    @property
    def history(self) -> Past:
        """All periods."""
