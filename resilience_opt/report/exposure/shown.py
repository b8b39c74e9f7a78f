"""What the exposure workbook shows: the tables of the study, whoever made them."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from resilience_opt.case.case import Case


class Shown(Protocol):
    """The tables of :class:`resilience_opt.studies.exposure.result.Exposure`, where their columns are told."""

    @property
    def case(self) -> Case:
        """The case that was looked at."""

    @property
    def currency(self) -> str:
        """Currency of every amount of money."""

    @property
    def year(self) -> int:
        """Whose demand was looked at."""

    @property
    def volumes(self) -> str:
        """How missing volumes were treated."""

    @property
    def recover(self) -> float:
        """Months to recover where the workbook says none."""

    @property
    def exposures(self) -> pd.DataFrame:
        """Every loss, the largest first."""

    @property
    def worst(self) -> pd.DataFrame:
        """The ten worst, each once."""

    @property
    def lost(self) -> pd.DataFrame:
        """What is not served in each loss."""

    @property
    def dependence(self) -> pd.DataFrame:
        """Shares of countries, owners and groups."""

    @property
    def look_through(self) -> pd.DataFrame:
        """Content of each material, tier by tier."""

    @property
    def concentration(self) -> pd.DataFrame:
        """Herfindahl-Hirschman indices."""

    @property
    def cover(self) -> pd.DataFrame:
        """Days of cover."""

    @property
    def deliveries(self) -> pd.DataFrame:
        """Today's deliveries."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was scaled, assumed or is not served."""
