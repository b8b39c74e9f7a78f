"""The history of a workbook: what the plan of every period cost, on whom it depended, how long it held."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.review.archive.archive import Archive
from resilience_opt.review.archive.record import PLANNED, Record
from resilience_opt.review.figures import limit_label

COSTS = ("period", "run", "status", "currency", "objective", "first_year", "last_year", "first_year_cost", *COST_KINDS, "alerts")
COUNTRIES = ("period", "material", "group", "share", "year")
LIMITS = ("period", "limited", "share", "limit", "year")
SURVIVED = ("period", "scenario", "required", "survived")


@dataclass(frozen=True)
class History:
    """Tables of a row or more for each period, the oldest first; see :func:`resilience_opt.review.figures.figures_of`.

    Attributes
    ----------
    costs : period, run, status, currency, objective, first_year, last_year, first_year_cost, then each kind of cost, and how many alerts there were
    countries : period, material, group (the country with the largest share of it), share, year
    limits : period, limited (what is limited, in words), share, limit, year
    survived : period, scenario, required, survived
    """

    costs: pd.DataFrame
    countries: pd.DataFrame
    limits: pd.DataFrame
    survived: pd.DataFrame

    @property
    def periods(self) -> list[str]:
        """The periods, in order."""
        return [str(period) for period in self.costs["period"]]


def records_before(archive: Archive, review: str, book: str, start: datetime.date) -> list[Record]:
    """The last run with a plan of each period that began earlier, the oldest first."""
    last: dict[object, str] = {}
    for entry in archive.entries(review=review, book=book):
        if str(entry["start"]) < start.isoformat() and entry["status"] in PLANNED:
            last[entry["start"], entry["period"]] = str(entry["id"])
    return [archive.open(name).record for name in last.values()]


def history_of(records: Sequence[Record]) -> History:
    """The history that these runs tell."""
    costs = []
    for record in records:
        figures = record.figures
        plain = {name: figures[name] for name in ("objective", "currency", "first_year", "last_year", "first_year_cost")}
        costs.append({**_head(record), "run": record.id, "status": record.status, "alerts": len(record.alerts), **plain, **figures["costs"]})
    return History(
        pd.DataFrame(costs, columns=list(COSTS)),
        _frame(records, "countries", COUNTRIES),
        _frame(records, "limits", LIMITS),
        _frame(records, "survived", SURVIVED),
    )


def _frame(records: Iterable[Record], name: str, columns: Sequence[str]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for record in records:
        for row in record.figures[name]:
            rows.append({**_head(record), **row, **({"limited": limit_label(row)} if name == "limits" else {})})
    return pd.DataFrame(rows, columns=list(columns))


def _head(record: Record) -> dict[str, Any]:
    return {"period": record.period.key}
