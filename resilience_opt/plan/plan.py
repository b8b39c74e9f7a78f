"""The plan: what was decided, in the planner's words, with the proof of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.network.network import Network
from resilience_opt.plan.adversary import Adversary
from resilience_opt.plan.ladder import Ladder

#: Kinds of cost, in the order of the objective.
COST_KINDS = ("fixed", "qualification", "expansion", "deliveries", "holding", "shortage", "penalty", "risk")

#: Index letters of every variable in `Plan.values`; see :mod:`resilience_opt.network.network`.
#: c is an account in tag, kept and handed, a class of demand elsewhere; i a limit, source limit or price break; s a segment.
LETTERS: Mapping[str, str] = {
    "active": "ot", "qualify": "ot", "expand": "ot", "capacity": "ot", "ship": "at", "draw": "rt", "base_shortage": "ct",
    "level": "kt", "open": "kt", "tag": "act", "kept": "kct", "handed": "rct", "excess": "it", "counts": "iot",
    "volume": "ist", "reached": "ist", "crisis_cost": "tw",
    "flow": "twaj", "extra": "twoj", "release": "twrj", "shortage": "twcj",
}  # fmt: skip


@dataclass(frozen=True)
class Audit:
    """Every check that was made on the plan.

    `checks` has the columns check, rows, largest_violation, tolerance, passed.
    """

    checks: pd.DataFrame

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return bool(self.checks["passed"].all())

    @property
    def largest_violation(self) -> float:
        """The largest violation over its tolerance's scale; 0 where nothing is violated."""
        return float(self.checks["largest_violation"].max()) if len(self.checks) else 0.0


@dataclass(frozen=True)
class Plan:
    """The answer to: how much to buy from whom and how much to keep in store, year by year.

    Attributes
    ----------
    status : 'optimal' (within the gap) or 'feasible' (time ended the search first)
    objective, bound, gap : float
        Discounted cost [money], its proven lower bound, and (objective - bound) / |objective|; bound and gap None without a bound.
    costs : mapping of kind to discounted cost; they add up to the objective
    costs_by_year : DataFrame, year by kind, undiscounted
    allocation : year, supplier, material, destination, quantity, share, unit_cost, cost
    suppliers : year, supplier, material, active, qualified_in, capacity, expansion, shipped, use, break_even
    stockpiles : year, stockpile, material, level, months_of_cover, built, drawn, holding_cost
    dependence : year, lens, group, material, destination, share, share_known, side, limit, slack, price
        `share` counts what is unknown as the limit does, `share_known` without it (equal where nothing is unknown).
    survival : year, scenario, market, material, priority, months_required, months_survived, worst_service, price
    crisis : year, scenario, month, market, material, priority, demand, delivered, from_stock, shortage
    crisis_costs : year, scenario, probability, cost
    binding : sheet, cell, limit, price, unit; the limits that bind, dearest first
    ladder : what resilience costs step by step, where it was asked for (:func:`resilience_opt.cost_of_resilience`)
    adversary : the worst set of attacks and what each costs to withstand; None where none must be withstood
    values : mapping of variable to DataFrame, one column for each letter of `LETTERS` and `value`, unscaled
    seconds, size : what the run took and how large the model was
    """

    case: Case
    network: Network
    model: str
    risk_measure: str
    status: str
    objective: float
    bound: float | None
    gap: float | None
    costs: Mapping[str, float]
    costs_by_year: pd.DataFrame
    allocation: pd.DataFrame
    suppliers: pd.DataFrame
    stockpiles: pd.DataFrame
    dependence: pd.DataFrame
    survival: pd.DataFrame
    crisis: pd.DataFrame
    crisis_costs: pd.DataFrame
    values: Mapping[str, pd.DataFrame]
    audit: Audit
    engine: str
    binding: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["sheet", "cell", "limit", "price", "unit"]))
    ladder: Ladder | None = None
    adversary: Adversary | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    size: Mapping[str, int] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """Currency of every amount of money."""
        return self.case.settings.currency

    def to_excel(self, path: str | Path) -> Path:
        """Write the plan workbook; the old file, if any, is replaced whole."""
        from resilience_opt.report.workbook import write_plan

        return write_plan(self, Path(path))

    def to_html(self, path: str | Path) -> Path:
        """Write the plan as one HTML file for reading, which needs no network; the old file, if any, is replaced whole."""
        from resilience_opt.report.html.page import write_page

        return write_page(self, Path(path))

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(f"<tr><td>{escape(k)}</td><td>{v:,.0f}</td></tr>" for k, v in self.costs.items())
        title = escape(self.case.settings.title or "")
        return f"<h4>{title}: {escape(self.status)}, {self.objective:,.0f} {escape(self.currency)}</h4><table>{rows}</table>"
