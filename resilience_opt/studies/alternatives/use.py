"""Whom a plan uses, and in how many suppliers two plans differ.

A plan *uses* an offer that ships, over all years, at least a share of what the cheapest plan delivers of its
material. It is *without* an offer that ships nothing in any year. Between the two it is neither: a trickle makes
no supplier, and its end is no farewell. Two plans differ in an offer that one of them uses and the other is
without; their distance is the number of such offers. When in the years an offer is used makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from resilience_opt.network.network import Flags, Floats, Network
from resilience_opt.network.scale import yearly_needs
from resilience_opt.plan.grids import grid, summed

#: Shipments are told from none, and from the least that counts, to this share of the latter.
ROUNDING = 1e-6


@dataclass(frozen=True)
class Use:
    """What a plan has to do with each offer; arrays of shape (offers,). An offer may be neither."""

    uses: Flags
    without: Flags


def shipped(net: Network, values: Mapping[str, pd.DataFrame]) -> Floats:
    """What each offer ships over all years of a plan, array (offers,)."""
    ship = grid(values, "ship", (len(net.arcs), len(net.years)))
    return np.asarray(summed(ship, net.arcs.offer, len(net.offers)).sum(axis=1))


def least_use(net: Network, cheapest: Floats, share: float) -> Floats:
    """What an offer must ship over all years to be used, array (offers,), from what each ships in the cheapest plan.

    Of a material that the cheapest plan does not deliver at all, the share is of what could be needed of it.
    """
    delivered = summed(cheapest, net.offers.material, len(net.materials))
    delivered = np.where(delivered > 0, delivered, yearly_needs(net) * len(net.years))
    return np.asarray(share * delivered[net.offers.material])


def use_of(ships: Floats, least: Floats) -> Use:
    """Whom a plan uses, and whom it is without."""
    return Use((ships >= least * (1 - ROUNDING)) & (least > 0), ships <= least * ROUNDING)


def other(one: Use, another: Use) -> tuple[Flags, Flags]:
    """Offers that `another` uses and `one` is without, and the other way round."""
    return one.without & another.uses, one.uses & another.without


def distance(one: Use, another: Use) -> int:
    """In how many suppliers of a material two plans differ."""
    enters, leaves = other(one, another)
    return int(enters.sum() + leaves.sum())
