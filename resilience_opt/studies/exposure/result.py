"""The answer of the exposure study: tables in the planner's words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from resilience_opt.case.case import Case


@dataclass(frozen=True)
class Exposure:
    """Where today is weak, before any optimisation.

    Attributes
    ----------
    year : whose demand is looked at, the first of the plan
    volumes : 'current' or 'capacity', how missing volumes were treated
    recover : months to recover where neither Events nor Attacks say
    exposures : rank, kind, name, same_as, time_to_survive, time_to_recover, recovery_source, lost_value, lost_share,
        risk_exposure_index, time_to_survive_known, lost_value_known
        A row for the loss of each supplier, country, owner and corridor, the largest value lost first. Times are in months, infinite where
        there is no end. In the loss of a country (owner) whoever's country (owner) is unknown is lost too; the `..._known` columns are
        without them. `same_as` names the first row that takes exactly the same.
    lost : rank, kind, name, market, material, priority, quantity, value, what is not served in each loss; no row where all is
    dependence : lens, group, material, origin, destination, share, share_known
    look_through : material, destination, tier, stage, country, share, share_known
    concentration : material, tier, by, sources, largest, largest_share, hhi, hhi_known
    cover : material, stockpile, level, use, days_of_cover, release_share, response_months, days_under_way
    deliveries : supplier, material, destination, quantity, share, today's picture that all of this rests on
    notes : what was scaled, assumed or is not served today, in sentences
    """

    case: Case
    year: int
    volumes: str
    recover: float
    exposures: pd.DataFrame
    lost: pd.DataFrame
    dependence: pd.DataFrame
    look_through: pd.DataFrame
    concentration: pd.DataFrame
    cover: pd.DataFrame
    deliveries: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def currency(self) -> str:
        """Currency of every amount of money."""
        return self.case.settings.currency

    @property
    def worst(self) -> pd.DataFrame:
        """The ten worst losses, each set of suppliers once."""
        return self.exposures[self.exposures["same_as"] == ""].head(10)

    def to_excel(self, path: str | Path) -> Path:
        """Write the exposure workbook; the old file, if any, is replaced whole."""
        from resilience_opt.report.exposure.workbook import write_exposure

        return write_exposure(self, Path(path))
