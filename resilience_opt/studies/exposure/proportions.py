"""Who delivers how much to whom when only the totals are known: in proportion, as far as the lanes permit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from resilience_opt.network.network import Floats, Network, Whole
from resilience_opt.studies.exposure.volumes import users_first

_ROUNDS = 500
_CLOSE = 1e-12  #: relative change of a delivery at which fitting ends


@dataclass(frozen=True)
class Proportions:
    """Today's deliveries as the totals suggest them.

    Attributes
    ----------
    target : array (arcs,), a year; 0 into stockpiles
    need, given : arrays (materials,), what is used of each material, and the volumes given for it
    """

    target: Floats
    need: Floats
    given: Floats


def proportions(net: Network, volume: Floats, most: Floats) -> Proportions:
    """Volumes brought to what is used, each material after everything made from it, and spread over the lanes.

    An offer keeps its share of its material's volumes, within `most`; a destination takes from its sources in proportion
    to their volumes (biproportional fitting: the spread that assumes least among those with these totals).
    """
    target, need, given = np.zeros(len(net.arcs)), np.zeros(len(net.materials)), np.zeros(len(net.materials))
    output = np.zeros(len(net.offers))
    for material in users_first(net):
        users = [q for q in range(len(net.needs)) if net.needs.material[q] == material]
        wanted = np.array([_wanted(net, q, output) for q in users])
        own = np.flatnonzero((net.offers.material == material) & (volume > 0))
        need[material], given[material] = wanted.sum(), volume[own].sum()
        output[own] = filled(volume[own], most[own], float(wanted.sum()))
        arcs = np.array([a for q in users for a in net.needs.arcs[q] if volume[net.arcs.offer[a]] > 0], dtype=np.int64)
        column = {q: i for i, q in enumerate(users)}
        row = {int(o): i for i, o in enumerate(own)}
        cell = np.array([[row[int(net.arcs.offer[a])], column[int(net.arcs.need[a])]] for a in arcs], dtype=np.int64).reshape(len(arcs), 2)
        target[arcs] = fitted(cell[:, 0], cell[:, 1], output[own], wanted)
    return Proportions(target, need, given)


def _wanted(net: Network, q: int, output: Floats) -> float:
    """What a node uses of a material in a year, given what its supplier makes."""
    if net.needs.market[q]:
        return float(sum(net.classes.quantity[c, 0] for c in net.needs.classes[q]))
    return float(sum(quantity * output[o] for o, quantity in net.needs.recipe[q]))


def filled(volume: Floats, most: Floats, total: float) -> Floats:
    """Volumes in the same proportions that add up to `total`, none above its `most`; less in all where that is not possible.

    >>> filled(np.array([10.0, 30.0]), np.array([20.0, 40.0]), 20.0).tolist()
    [5.0, 15.0]
    >>> filled(np.array([10.0, 30.0]), np.array([20.0, 40.0]), 56.0).tolist()
    [16.0, 40.0]
    """
    found = np.zeros(len(volume))
    full = np.zeros(len(volume), dtype=bool)
    while volume[~full].sum() > 0:
        found = np.where(full, most, volume * (total - most[full].sum()) / volume[~full].sum())
        over = ~full & (found > most)
        if not over.any():
            return found
        full |= over
    return np.where(full, most, found)


def fitted(row: Whole, column: Whole, rows: Floats, columns: Floats) -> Floats:
    """Cells in proportion to both totals, scaled row by row and column by column until both hold or nothing changes.

    >>> fitted(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([30.0, 10.0]), np.array([20.0, 20.0])).round(6).tolist()
    [15.0, 15.0, 5.0, 5.0]
    """
    cells = rows[row] * columns[column]
    for _ in range(_ROUNDS):
        before = cells.copy()
        for index, totals in ((row, rows), (column, columns)):
            sums = np.bincount(index, weights=cells, minlength=len(totals))
            cells = cells * np.divide(totals, sums, out=np.zeros(len(totals)), where=sums > 0)[index]
        if np.abs(cells - before).max(initial=0.0) <= _CLOSE * np.abs(cells).max(initial=0.0):
            break
    return cells
