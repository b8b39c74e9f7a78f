"""What the comparison workbook shows: the tables of the study, whoever made them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from resilience_opt.errors import Fault


class Shown(Protocol):
    """The tables of :class:`resilience_opt.studies.compare.result.Comparison`, where their columns are told."""

    @property
    def names(self) -> tuple[str, ...]:
        """What is compared, the first with each of the others."""

    @property
    def currency(self) -> str:
        """Currency of every amount of money."""

    @property
    def decimals(self) -> int:
        """Decimals to which the bridges are kept."""

    @property
    def table(self) -> pd.DataFrame:
        """One column a case, one row a figure."""

    @property
    def inputs(self) -> pd.DataFrame:
        """Changed cells and rows."""

    @property
    def allocation(self) -> pd.DataFrame:
        """Deliveries by year, supplier and material."""

    @property
    def suppliers(self) -> pd.DataFrame:
        """Who enters and who leaves."""

    @property
    def stocks(self) -> pd.DataFrame:
        """What is in store."""

    @property
    def dependence(self) -> pd.DataFrame:
        """Shares that any case limits."""

    @property
    def survival(self) -> pd.DataFrame:
        """Months survived of what any case asks."""

    @property
    def bridge(self) -> pd.DataFrame:
        """The difference of cost by cause."""

    @property
    def bridge_by_kind(self) -> pd.DataFrame:
        """The difference of cost by kind."""

    @property
    def explanations(self) -> Mapping[str, tuple[Fault, ...]]:
        """Why a case has no plan."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be compared, and how the bridges were made."""

    @property
    def units(self) -> Mapping[str, str]:
        """Unit of every material."""

    @property
    def sources(self) -> pd.DataFrame:
        """Where each column comes from."""
