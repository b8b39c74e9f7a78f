"""A plan workbook read back: the tables that ``optimize`` wrote, as far as a comparison needs them.

It is recognised by its sheets. What it does not hold are the inputs, the scenarios month by month and the solution
itself; its numbers have the twelve significant digits of the report.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from resilience_opt.case.build import build
from resilience_opt.case.case import Case
from resilience_opt.case.container import read_container, refusal
from resilience_opt.case.sheets import SHEETS as INPUT_SHEETS
from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.report.sheets import allocation, dependence, stockpiles, suppliers, survival
from resilience_opt.report.sheets.summary import NAME as SUMMARY
from resilience_opt.report.tables import Field, Sheet

_LAYOUTS: Mapping[str, Sheet] = {
    "allocation": allocation.SHEET, "suppliers": suppliers.SHEET, "stockpiles": stockpiles.SHEET, "dependence": dependence.SHEET,
    "survival": survival.SHEET,
}  # fmt: skip
_READ = (SUMMARY, *(layout.name for layout in _LAYOUTS.values()))
_REQUIRED = {sheet.SHEET for sheet in INPUT_SHEETS if sheet.REQUIRED} - {"Suppliers"}
_CURRENCY = re.compile(r"Costs by kind and year \((.*), undiscounted")
_COST = re.compile(r"Cost: (\w+), discounted")

Rows = Sequence[tuple[object, ...]]


@dataclass(frozen=True)
class PlanBook:
    """A plan as its workbook tells it; the tables are those of :class:`resilience_opt.Plan`."""

    source: str
    status: str
    objective: float
    bound: float | None
    gap: float | None
    costs: Mapping[str, float]
    currency: str
    allocation: pd.DataFrame
    suppliers: pd.DataFrame
    stockpiles: pd.DataFrame
    dependence: pd.DataFrame
    survival: pd.DataFrame


def read_side(path: str | os.PathLike[str]) -> Case | PlanBook:
    """Read an input workbook or a plan workbook, whichever it is.

    Raises
    ------
    InputError
        If it is not a workbook, or with every fault of an input workbook.
    """
    from resilience_opt.case.workbook import read_book, read_values  # openpyxl is heavy

    data, name = read_container(path), Path(path).name
    sheets = read_values(data, name, _READ)
    if set(_READ) <= set(sheets) and not _REQUIRED & set(sheets):
        return _plan_book(sheets, name)
    return build(read_book(data, name))


def _plan_book(sheets: Mapping[str, Rows], source: str) -> PlanBook:
    try:
        said = _summary(sheets[SUMMARY])
        frames = {attribute: _frame(sheets[layout.name], layout.fields) for attribute, layout in _LAYOUTS.items()}
        return PlanBook(
            source=source,
            status=str(said["Status"]),
            objective=float(said["Objective (discounted cost)"]),
            bound=_number(said["Bound (no plan is cheaper)"]),
            gap=_number(said["Gap"]),
            costs={kind: float(said[kind]) for kind in COST_KINDS},
            currency=str(said["currency"]),
            **frames,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise refusal(f"looks like a plan workbook, but {_missing(error)}; write it again with optimize", source) from error


def _missing(error: Exception) -> str:
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else "a figure in it is not a number"


def _summary(rows: Rows) -> dict[str, Any]:
    """Figures by their label; costs by their kind; the currency, which stands in a heading."""
    found: dict[str, Any] = {}
    for row in rows:
        label = row[0] if row else None
        if not isinstance(label, str):
            continue
        cost, currency = _COST.fullmatch(label), _CURRENCY.match(label)
        if currency:
            found["currency"] = currency.group(1)
        found.setdefault(cost.group(1) if cost else label, row[1] if len(row) > 1 else None)
    return found


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _frame(rows: Rows, fields: Sequence[Field]) -> pd.DataFrame:
    """A table of the report under the plan's own names of columns."""
    headers = {str(header): place for place, header in enumerate(rows[0] if rows else ())}
    found: dict[str, Any] = {}
    body = [row for row in rows[1:] if any(value is not None for value in row)]
    for field in fields:
        place = headers.get(field.header) if field.sparse else headers[field.header]
        values = [row[place] if place is not None and place < len(row) else None for row in body]
        if field.kind == "yes or no":
            found[field.source] = pd.Series([value == "yes" for value in values], dtype=bool)
        elif field.kind == "text":
            found[field.source] = pd.Series(["" if value is None else str(value) for value in values], dtype=object)
        elif field.source == "year":
            found[field.source] = pd.Series(values, dtype="int64")
        else:
            found[field.source] = pd.Series(values, dtype=float)
    return pd.DataFrame(found)
