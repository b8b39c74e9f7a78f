"""Columns of the solver -> tables of values, in the case's own units."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resilience_opt.compile.program import Compiled
from resilience_opt.compile.recorder import ColumnSet, Floats, Whole
from resilience_opt.network.network import Network
from resilience_opt.plan.plan import LETTERS

#: Values smaller than this, in scaled units, are rounding.
ROUNDING = 1e-9


def scale_of(net: Network, name: str) -> Floats | float:
    """How much one scaled unit of a variable is, by its first index; 1 for decisions."""
    unit, offers, needs = net.unit, net.offers.material, net.needs.material
    by_stock = unit[net.stocks.material]
    if name in ("expand", "capacity", "extra"):
        return unit[offers]
    if name in ("ship", "tag", "flow"):
        return unit[offers[net.arcs.offer]]
    if name in ("draw", "handed", "release"):
        return by_stock[net.draws.stock] if len(net.draws) else np.ones(0)
    if name in ("level", "kept"):
        return by_stock
    if name in ("base_shortage", "shortage"):
        return unit[needs[net.classes.need]]
    if name == "excess":
        return row_scale(net)
    if name == "volume":
        return np.array([unit[offers[b.offer]] for b in net.breaks])
    return net.money * net.crisis_money if name == "crisis_cost" else 1.0


def row_scale(net: Network) -> Floats:
    """How much one scaled unit of what a share limit counts is: money, or the material's unit."""
    return np.array([net.money if row.limit.record.basis == "value" else net.unit[row.material] for row in net.limits])


def unscaled(net: Network, name: str, first: Whole, values: Floats) -> Floats:
    """Values in the case's own units, rounding taken away; `first` is the first index of each (of the last axis)."""
    scale = scale_of(net, name)
    size = scale if isinstance(scale, float) else scale[first]
    return np.where(np.abs(values) < ROUNDING, 0.0, values) * size


def tables(compiled: Compiled, plan: Floats, crises: Floats, crisis_cost: Floats) -> dict[str, pd.DataFrame]:
    """Every variable as a table of its index letters and its value, unscaled."""
    found = _stage(compiled.net, compiled.plan, plan)
    times = np.array(compiled.crises, dtype=np.int64).reshape(-1, 2)
    for name, own in compiled.crisis.positions.items():
        if name not in LETTERS:  # a hook's own
            continue
        index = np.array(list(own), dtype=np.int64).reshape(len(own), len(LETTERS[name]) - 2)
        where = np.fromiter(own.values(), dtype=np.int64, count=len(own))
        values = unscaled(compiled.net, name, index[:, 0], crises[:, where])
        frame = pd.DataFrame(np.tile(index, (len(times), 1)), columns=list(LETTERS[name][2:]))
        frame.insert(0, "w", np.repeat(times[:, 1], len(own)))
        frame.insert(0, "t", np.repeat(times[:, 0], len(own)))
        frame["value"] = values.ravel()
        found[name] = frame
    costed = compiled.net.shocks.costed[times[:, 1]] if len(times) else np.zeros(0, dtype=bool)
    found["crisis_cost"] = pd.DataFrame({"t": times[costed, 0], "w": times[costed, 1], "value": crisis_cost[costed] * compiled.net.money})
    for name, letters in LETTERS.items():
        found.setdefault(name, pd.DataFrame({**{letter: np.zeros(0, dtype=np.int64) for letter in letters}, "value": np.zeros(0)}))
    return found


def _stage(net: Network, columns: ColumnSet, x: Floats) -> dict[str, pd.DataFrame]:
    found = {}
    for name, own in columns.positions.items():
        if name not in LETTERS:  # a hook's own, or the risk measure's
            continue
        letters = LETTERS[name]
        index = np.array(list(own), dtype=np.int64).reshape(len(own), len(letters))
        where = np.fromiter(own.values(), dtype=np.int64, count=len(own))
        values = np.where(columns.binary[where], np.round(x[where]), x[where])
        frame = pd.DataFrame(index, columns=list(letters))
        frame["value"] = unscaled(net, name, index[:, 0], values)
        found[name] = frame
    return found
