"""The plan's tables of crises: month by month, what each costs, and how long the service is held."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resilience_opt.compile.program import Compiled
from resilience_opt.network.network import Floats, Network
from resilience_opt.plan.grids import Values, grid
from resilience_opt.solve.crises import crisis_program, eased
from resilience_opt.solve.probe import Probe

TOLERANCE = 1e-6


def due(net: Network) -> Floats:
    """What each class needs in each month of each crisis, array (years, scenarios, classes, 1 + T) [unit/month]."""
    factor = net.shocks.demand[:, net.classes.need, :]
    return factor[None] * net.classes.quantity.T[:, None, :, None] / 12


def class_names(net: Network, c: int) -> tuple[str, str, str]:
    """Market, material and priority of a class."""
    q = net.classes.need[c]
    return net.needs.node[q].name, net.materials[net.needs.material[q]], net.classes.priority[c]


def crisis_table(net: Network, values: Values) -> pd.DataFrame:
    """Demand, what was delivered, what came from stock and what was missing, by class and month."""
    Y, W, C, T, Q = len(net.years), len(net.shocks), len(net.classes), net.months, len(net.needs)
    columns = ["year", "scenario", "month", "market", "material", "priority", "demand", "delivered", "from_stock", "shortage"]
    if W == 0:
        return pd.DataFrame({c: [] for c in columns})
    wanted = due(net)[..., 1:]
    short = grid(values, "shortage", (Y, W, C, T + 1))[..., 1:]
    released = grid(values, "release", (Y, W, len(net.draws), T + 1))[..., 1:]
    stock = np.zeros((Y, W, Q, T))
    for r, q in enumerate(net.draws.need):
        stock[:, :, q] += released[:, :, r]
    met = np.maximum(wanted - short, 0.0)
    whole = np.zeros((Y, W, Q, T))
    for c, q in enumerate(net.classes.need):
        whole[:, :, q] += met[:, :, c]
    share = np.divide(np.minimum(stock, whole), whole, out=np.zeros_like(whole), where=whole > 0)
    from_stock = met * share[:, :, net.classes.need]
    names = [class_names(net, c) for c in range(C)]
    ti, wi, ci, ji = (i.ravel() for i in np.meshgrid(range(Y), range(W), range(C), range(T), indexing="ij"))
    flat = {"demand": wanted, "delivered": met - from_stock, "from_stock": from_stock, "shortage": short}
    labels = np.array(names, dtype=object).reshape(C, 3)
    return pd.DataFrame(
        {
            "year": np.array(net.years)[ti], "scenario": np.array(net.shocks.names, dtype=object)[wi], "month": ji + 1,
            "market": labels[ci, 0], "material": labels[ci, 1], "priority": labels[ci, 2], **{k: v.ravel() for k, v in flat.items()},
        }
    )  # fmt: skip


def crisis_costs(net: Network, values: Values) -> pd.DataFrame:
    """Cost of every crisis beyond a normal year."""
    frame = values["crisis_cost"]
    return pd.DataFrame(
        {
            "year": [net.years[t] for t in frame["t"]],
            "scenario": [net.shocks.names[w] for w in frame["w"]],
            "probability": [float(net.shocks.probability[w]) for w in frame["w"]],
            "cost": frame["value"].to_numpy(),
        }
    )


def survival_table(compiled: Compiled, net: Network, plan: Floats, values: Values, price: Floats) -> pd.DataFrame:
    """Months required and survived, worst service and price, for every class in every crisis.

    Months survived is the longest time from the start for which the level can be held by the plan: where the
    crisis as lived through at least cost does not show it, a linear program of its own is asked. All other
    requirements stay in force. Without a requirement the level is full service.
    """
    Y, W, C, T = len(net.years), len(net.shocks), len(net.classes), net.months
    rows = []
    wanted = due(net) if W else np.zeros((Y, 0, C, T + 1))
    short = grid(values, "shortage", (Y, W, C, T + 1))
    for b, (t, w) in enumerate(compiled.crises):
        probe: Probe | None = None
        for c in range(C):
            service = net.shocks.service[w, c, t, 1:]
            months = int(np.max(np.flatnonzero(service > 0)) + 1) if (service > 0).any() else 0
            level = float(np.max(service)) if months else 1.0
            need, missing = wanted[t, w, c, 1:], short[t, w, c, 1:]
            if np.max(need, initial=0.0) <= 0:
                continue
            held = missing <= (1 - level) * need + TOLERANCE * np.max(need)
            survived = T if held.all() else int(np.argmin(held))
            if survived < T:
                probe = probe or Probe(eased(crisis_program(compiled, b, plan)[0], 1e-7))
                survived = _longest(compiled, probe, c, (1 - level) * need / net_unit(compiled, c), survived, T)
            span = slice(0, months or T)
            worst = float(np.min(1 - np.divide(missing[span], need[span], out=np.zeros_like(missing[span]), where=need[span] > 0)))
            rows.append((net.years[t], net.shocks.names[w], *class_names(net, c), months, survived, min(max(worst, 0.0), 1.0), price[b, c] if months else None))
    return pd.DataFrame(rows, columns=["year", "scenario", "market", "material", "priority", "months_required", "months_survived", "worst_service", "price"])


def net_unit(compiled: Compiled, c: int) -> float:
    """How many of the material's unit one scaled unit of a class is."""
    net = compiled.net
    return float(net.unit[net.needs.material[net.classes.need[c]]])


def _longest(compiled: Compiled, probe: Probe, c: int, allowed: Floats, low: int, high: int) -> int:
    """The largest number of months, at least `low` and below or at `high`, in which the shortage can be kept as allowed."""
    positions = compiled.crisis.positions["shortage"]
    columns = np.array([positions[c, j] for j in range(1, high + 1)])
    while low < high:
        middle = (low + high + 1) // 2
        if probe.holds(columns[:middle], allowed[:middle] + 1e-7):
            low = middle
        else:
            high = middle - 1
    return low


def required_months(level: Floats) -> int:
    """For how many months some level must be held; `level` is (classes, 1 + T)."""
    months = np.flatnonzero((level > 0).any(axis=0))
    return int(np.max(months)) if len(months) else 0


def held_together(compiled: Compiled, b: int, plan: Floats, level: Floats, tolerated: Floats) -> int:
    """The longest time from the start of a crisis in which a plan can hold all required levels at once.

    Parameters
    ----------
    level, tolerated : arrays (classes, 1 + T)
        The levels, and the shortage that each leaves [scaled units]; where the level is 0 nothing is asked.
    """
    positions = compiled.crisis.positions["shortage"]
    probe = Probe(eased(crisis_program(compiled, b, plan)[0], 1e-7))
    low, high = 0, required_months(level)
    while low < high:
        middle = (low + high + 1) // 2
        asked = [(c, j) for j in range(1, middle + 1) for c in np.flatnonzero(level[:, j] > 0).tolist()]
        columns = np.array([positions[c, j] for c, j in asked], dtype=np.int64)
        if probe.holds(columns, np.array([tolerated[c, j] for c, j in asked]) + 1e-7):
            low = middle
        else:
            high = middle - 1
    return low
