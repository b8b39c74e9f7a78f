"""The data that rules read: the network's figures as plain numbers, and the crises' as numbers or arrays."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resilience_opt.network.network import Network


def plain(part: Any) -> SimpleNamespace:
    """A part of the network with arrays as nested lists: rules ask for one figure at a time."""
    return SimpleNamespace(**{f.name: _plain(getattr(part, f.name)) for f in fields(part)})


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


class PlanData:
    """A network as rules of the plan see it.

    Parameters
    ----------
    net : Network
    risk_aversion : float
        Weight of CVaR against the expected cost of crises.
    """

    def __init__(self, net: Network, risk_aversion: float = 0.0) -> None:
        self.net = net
        self.risk_aversion = risk_aversion
        self.cvar_level = net.case.settings.cvar_level
        for name in ("offers", "arcs", "needs", "stocks", "draws", "classes"):
            part = plain(getattr(net, name))
            part.count = len(getattr(net, name))
            setattr(self, name, part)
        self.years = range(len(net.years))
        self.accounts, self.limits, self.sources, self.breaks = net.accounts, net.limits, net.sources, net.breaks
        self.crisis_money = net.crisis_money
        self.probability = net.shocks.probability.tolist()
        self.costed_scenarios = [w for w in range(len(net.shocks)) if net.shocks.costed[w]]

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"no variable or figure is called {name!r}")


class Table:
    """Figures of all crises by index: a number where they agree, else an array with one for each crisis."""

    def __init__(self, values: NDArray[np.float64]) -> None:
        """`values` has the crises first."""
        self._values = values
        self._same = (values == values[:1]).all(axis=0)
        self._first = values[0].tolist()
        self._same_list = self._same.tolist()

    def __getitem__(self, index: tuple[int, ...]) -> Any:
        same, first = self._same_list, self._first
        for i in index:
            same, first = same[i], first[i]
        key: Any = (slice(None), *index)
        return first if same else self._values[key]


class CrisisData(PlanData):
    """The network, and what happens in each of a list of crises.

    Parameters
    ----------
    net : Network
    crises : sequence of (year, scenario)
        Positions. One crisis gives numbers throughout; several give arrays where they differ.

    Attributes
    ----------
    available[o, j], passes[a, j], lane[a, j], price[a, j] : factors
    due[c, j] : what class c needs in month j [unit/month]
    tolerated[c, j] : the largest shortage that the requirements leave [unit/month]
    shortage_cost[c,] : [money/unit]
    costed[0,] : 1 where the crisis has a cost
    """

    def __init__(self, net: Network, crises: list[tuple[int, int]]) -> None:
        super().__init__(net)
        t = np.array([t for t, _ in crises], dtype=np.int64)
        w = np.array([w for _, w in crises], dtype=np.int64)
        shocks = net.shocks
        self.crises = crises
        self.months = range(1, net.months + 1)
        self.available = Table(shocks.available[w])
        self.lane = Table(shocks.lane[w])
        self.price = Table(shocks.price[w])
        self.passes = Table((shocks.permit * arrival_lane(net, shocks.lane))[w])
        due = shocks.demand[w][:, net.classes.need, :] * net.classes.quantity.T[t][:, :, None] / 12
        self.due = Table(due)
        service = shocks.service[w, :, t, :] if len(net.classes) else np.zeros((len(w), 0, net.months + 1))
        self.service = Table(service)
        self.tolerated = Table((1 - service) * due)
        self.shortage_cost = Table(net.classes.shortage_cost.T[t])
        self.costed = Table(shocks.costed[w].astype(float)[:, None])


def arrival_lane(net: Network, lane: NDArray[np.float64]) -> NDArray[np.float64]:
    """The lane's factor in the month of arrival of what is dispatched in month j: `lane[a, j + L_a]`, 1 after T; `lane` is (..., arcs, 1 + T)."""
    T = net.months
    if not lane.size:
        return lane
    padded = np.concatenate([lane, np.ones((*lane.shape[:2], 1))], axis=2)
    month = np.minimum(np.arange(T + 1)[None, :] + net.arcs.lead[:, None], T + 1)
    return np.take_along_axis(padded, np.broadcast_to(month, (lane.shape[0], *month.shape)), axis=2)


