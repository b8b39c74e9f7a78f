"""What a comparison found: tables side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from resilience_opt.errors import Fault
from resilience_opt.plan.plan import Plan

SOURCES = ("name", "input", "sha256", "model", "known")


@dataclass(frozen=True)
class Comparison:
    """The answer to: what changed in the inputs, in the plan and in the cost, and why.

    The first case is compared with each of the others; every table but `table` has the other's name in `case`, and `before`
    is the first case. Quantities are in each material's unit, money is discounted.

    Attributes
    ----------
    names : tuple of str
        What is compared; the first is what the others are compared with.
    currency : str
    table : DataFrame
        One column a case, one row a figure: status, cost by kind, sources, dependence, months survived, stock.
    inputs : case, sheet, key, column, change, before, after, cause, cell_before, cell_after
        A row for each changed cell, and for each row that only one case has.
    allocation : case, year, supplier, material, before, after, difference
    suppliers : case, supplier, material, change, years_before, years_after, qualified_before, qualified_after,
        expansion_before, expansion_after, shipped_before, shipped_after
        `change` is 'enters', 'leaves', 'other years', 'qualified otherwise' or 'stays'; a qualification is the year in which it is paid for.
    stocks : case, year, stockpile, material, level_before, level_after, difference, cover_before, cover_after
    dependence : case, year, lens, group, material, destination, side, share_before, share_after, difference, limit_before, limit_after
        Every share that any of the cases limits, in either plan.
    survival : case, year, scenario, months_asked, required_before, required_after, survived_before, survived_after, difference
        Months for which either plan can hold all at once that any of the cases asks (`months_asked`), and what its own case asks.
    bridge : case, cause, inputs, amount, uncertain, then the amount by kind of cost
        By cause, in the order in which the causes were taken, and `tie-break`. The amounts add up to the difference of the objectives, to the cent.
    bridge_by_kind : case, kind, before, after, difference
        The same difference by kind of cost, to the cent.
    decimals : int
        Decimals to which the bridges are kept: 2, or more where the amounts are small.
    explanations : mapping of name to the rows that cannot hold together, for cases that no plan can meet
    plans : mapping of name to Plan, where there is one
    notes : tuple of str
        What could not be compared, and how the bridges were made.
    units : mapping of material to its unit, as far as inputs are known
    sources : name, input, sha256, model, known (whether the inputs are known)
    """

    names: tuple[str, ...]
    currency: str
    table: pd.DataFrame
    inputs: pd.DataFrame
    allocation: pd.DataFrame
    suppliers: pd.DataFrame
    stocks: pd.DataFrame
    dependence: pd.DataFrame
    survival: pd.DataFrame
    bridge: pd.DataFrame
    bridge_by_kind: pd.DataFrame
    decimals: int
    explanations: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    sources: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(SOURCES)))

    def to_excel(self, path: str | Path) -> Path:
        """Write the comparison as a workbook; the old file, if any, is replaced whole."""
        from resilience_opt.report.compare.workbook import write_comparison

        return write_comparison(self, Path(path))

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th>{escape(name)}</th>" for name in ("", *self.names))
        rows = "".join(
            f"<tr><td>{escape(str(figure))}</td>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row) + "</tr>"
            for figure, row in zip(self.table.index, self.table.itertuples(index=False, name=None), strict=True)
        )
        return f"<table><tr>{head}</tr>{rows}</table>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return str(value)
