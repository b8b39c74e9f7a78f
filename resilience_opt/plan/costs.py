"""The plan's cost by kind and year, and its objective, from the solution with every crisis at least cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from resilience_opt.compile.program import Compiled
from resilience_opt.compile.recorder import Floats
from resilience_opt.plan.plan import COST_KINDS


def cvar(costs: Floats, probability: Floats, level: float) -> float:
    """CVaR of crises and the undisturbed year: the mean of the costs beyond the level.

    >>> round(cvar(np.array([10.0, 100.0]), np.array([0.1, 0.05]), 0.95), 6)
    100.0
    >>> round(cvar(np.array([10.0, 100.0]), np.array([0.1, 0.05]), 0.9), 6)
    55.0
    """
    values = np.append(costs, 0.0)
    weights = np.append(probability, max(0.0, 1.0 - probability.sum()))

    def at(v: float) -> float:
        return float(v + (weights * np.maximum(values - v, 0)).sum() / (1 - level))

    return min(at(v) for v in values)


def risk(costs: Floats, probability: Floats, measure: str, aversion: float, level: float) -> float:
    """Risk of one year's crises [money]."""
    if measure == "worst-case":
        return float(np.max(costs, initial=0.0))
    expected = float(probability @ costs)
    return expected if aversion == 0 else (1 - aversion) * expected + aversion * cvar(costs, probability, level)


def yearly_costs(compiled: Compiled, plan: Floats, crisis_cost: Floats) -> pd.DataFrame:
    """Undiscounted cost by year (rows) and kind [money]."""
    net = compiled.net
    found = {kind: weights @ plan * net.money for kind, weights in compiled.cost_of.items() if kind != "risk"}
    by_year = crisis_cost.reshape(len(net.years), -1)[:, net.shocks.costed] * net.money if len(net.shocks) else np.zeros((len(net.years), 0))
    probability = net.shocks.probability[net.shocks.costed]
    aversion, level = compiled.model.aversion(net.case), net.case.settings.cvar_level
    found["risk"] = np.array([risk(by_year[t], probability, compiled.model.risk_name, aversion, level) for t in range(len(net.years))])
    frame = pd.DataFrame(found, columns=list(COST_KINDS))
    frame.insert(0, "year", list(net.years))
    return frame
