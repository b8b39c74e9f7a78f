"""The plan's own columns and rows in linopy, taken over from our matrix."""

from __future__ import annotations

from typing import Any

import linopy
import numpy as np
import xarray as xr

from resilience_opt.compile.program import Compiled

#: Variables of the plan that crises look at, with their dimensions.
SEEN = {"ship": ("arc", "year"), "capacity": ("offer", "year"), "level": ("stock", "year"), "base_shortage": ("class", "year"), "crisis_cost": ("year", "scenario")}


def plan_of(m: linopy.Model, compiled: Compiled) -> dict[str, linopy.Variable]:
    """Add the plan's columns, its rows and the objective; returns the variables that crises look at."""
    plan, label, seen = compiled.plan, np.full(len(compiled.plan), -1, dtype=np.int64), {}
    for name, dimensions in SEEN.items():
        own = plan.positions[name]
        if not own:
            continue
        places = np.full(tuple(np.array(list(own)).max(axis=0) + 1), -1, dtype=np.int64)
        places[tuple(np.array(list(own)).T)] = list(own.values())
        coords = {d: np.arange(count) for d, count in zip(dimensions, places.shape, strict=True)}
        there = xr.DataArray(places >= 0, coords, dimensions)
        seen[name] = m.add_variables(*(xr.DataArray(b[places], coords, dimensions) for b in (plan.lower, plan.upper)), name=name, mask=there)
        label[places[places >= 0]] = seen[name].labels.values[places >= 0]
    for name, chosen in (("decisions", plan.binary), ("rest", ~plan.binary & (label < 0))):
        columns = np.flatnonzero(chosen)
        if len(columns):
            bounds = (xr.DataArray(b[columns], {"own": columns}) for b in (plan.lower, plan.upper))
            label[columns] = m.add_variables(*bounds, name=name, integer=name == "decisions").labels.values
    _rows(m, compiled, label)
    cost = compiled.objective
    charged = np.flatnonzero(cost)
    m.add_objective(linopy.LinearExpression(xr.Dataset({"coeffs": ("_term", cost[charged]), "vars": ("_term", label[charged])}), m))
    return seen


def _rows(m: linopy.Model, compiled: Compiled, label: Any) -> None:
    matrix = compiled.plan_matrix
    lengths = np.diff(matrix.start)
    row = np.repeat(np.arange(len(lengths)), lengths)
    term = np.arange(len(row)) - matrix.start[row]
    names, weights = np.full((len(lengths), lengths.max()), -1, dtype=np.int64), np.zeros((len(lengths), lengths.max()))
    names[row, term], weights[row, term] = label[matrix.column], matrix.value
    names[weights == 0] = -1
    assert not (np.isfinite(matrix.lower) & np.isfinite(matrix.upper) & (matrix.lower != matrix.upper)).any()
    sign = np.where(matrix.lower == matrix.upper, "=", np.where(np.isfinite(matrix.lower), ">=", "<="))
    right = np.where(np.isfinite(matrix.lower), matrix.lower, matrix.upper)
    body = linopy.LinearExpression(xr.Dataset({"coeffs": (("row", "_term"), weights), "vars": (("row", "_term"), names)}, {"row": np.arange(len(lengths))}), m)
    m.add_constraints(body, xr.DataArray(sign, {"row": np.arange(len(lengths))}), xr.DataArray(right, {"row": np.arange(len(lengths))}), name="plan")
