"""Today as one consistent picture: who delivers what to whom, and which demand is served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from resilience_opt.network.network import Flags, Floats, Network, Whole
from resilience_opt.network.scale import scaled
from resilience_opt.studies.exposure.linear import Asked, Draft
from resilience_opt.studies.exposure.proportions import Proportions, proportions
from resilience_opt.studies.exposure.volumes import Given, ready

_NOTHING = 1e-7  #: below this a scaled yearly quantity (of about 1,000) is rounding
_TIE = 1e-5  #: weight of landed cost, which only decides between equally proportional pictures
_SLACK = 1e-9  #: relative, on the least unmet demand
_TOLD = 1e-6  #: relative difference that is worth a sentence


@dataclass(frozen=True)
class Today:
    """Today's deliveries in scaled units.

    Attributes
    ----------
    net : Network, scaled
    given : today's volumes as given, unscaled
    ship : array (arcs,), a year; 0 into stockpiles
    served : array (classes,), demand of a year that these deliveries serve
    notes : what was scaled, assumed or is not served, in sentences
    """

    net: Network
    given: Given
    ship: Floats
    served: Floats
    notes: tuple[str, ...]

    @property
    def shipped(self) -> Floats:
        """What every offer ships in a year, shape (offers,)."""
        found: Floats = np.bincount(self.net.arcs.offer, weights=self.ship, minlength=len(self.net.offers)).astype(float)
        return found

    @property
    def capacity(self) -> Floats:
        """What every offer can make in a year; at least what it ships."""
        return np.maximum(self.net.offers.capacity, self.shipped)

    @property
    def at_hand(self) -> Flags:
        """Offers that deliver today, or that could be called on by Standby or Surge without a contract or a qualification."""
        o = self.net.offers
        callable_on = ready(self.net) & (o.fixed_cost == 0) & (o.minimum_take == 0) & (o.standby + o.surge > 0)
        found: Flags = (self.shipped > 0) | callable_on
        return found

    def unscaled(self, arcs: Whole) -> Floats:
        """Yearly deliveries on some arcs in their material's own unit."""
        found: Floats = self.ship[arcs] * self.net.unit[self.net.offers.material[self.net.arcs.offer[arcs]]]
        return found

    @property
    def delivering(self) -> Whole:
        """Arcs on which something is delivered today."""
        return np.flatnonzero(self.ship > 0)


def todays_deliveries(net: Network, given: Given) -> Today:
    """Spread today's volumes over the permitted lanes.

    Two linear programs: the least value of unmet demand (each offer within its capacity, or its volume where that is more), then,
    at that value, the deliveries closest to the proportional ones; landed cost decides where several are equally close.
    """
    small = scaled(net)
    volume = given.volume / small.unit[small.offers.material]
    most = np.where(volume > 0, np.maximum(volume, small.offers.capacity), 0.0)
    wish = proportions(small, volume, most)
    arcs = np.flatnonzero((small.arcs.need >= 0) & (volume[small.arcs.offer] > 0))
    ship, unmet = _deliveries(small, arcs, most, wish.target[arcs])
    whole = np.zeros(len(small.arcs))
    whole[arcs] = np.where(ship > _NOTHING, ship, 0.0)
    demand = small.classes.quantity[:, 0]
    served = np.where(unmet > _NOTHING, np.maximum(demand - unmet, 0.0), demand)
    served = np.where(served > _NOTHING, served, 0.0)
    return Today(small, given, whole, served, tuple(_notes(small, given, wish, demand - served)))


def _deliveries(net: Network, arcs: Whole, most: Floats, target: Floats) -> tuple[Floats, Floats]:
    """Deliveries on the arcs, and unmet demand of every class."""
    draft, classes = Draft(), net.classes
    ship = draft.columns(len(arcs))
    unmet = draft.columns(len(classes), classes.quantity[:, 0])
    above, below = draft.columns(len(arcs)), draft.columns(len(arcs))
    at = {int(a): int(column) for a, column in zip(arcs, ship, strict=True)}
    for o in np.unique(net.arcs.offer[arcs]).tolist():
        draft.row(((at[a], 1.0) for a in net.offers.arcs[o] if a in at), upper=float(most[o]))
    for q in range(len(net.needs)):
        arriving = [(at[a], 1.0) for a in net.needs.arcs[q] if a in at]
        if net.needs.market[q]:
            demand = float(sum(classes.quantity[c, 0] for c in net.needs.classes[q]))
            draft.row([*arriving, *((int(unmet[c]), 1.0) for c in net.needs.classes[q])], lower=demand, upper=demand)
        else:
            made = [(at[a], -quantity) for o, quantity in net.needs.recipe[q] for a in net.offers.arcs[o] if a in at]
            draft.row([*arriving, *made], lower=0.0, upper=0.0)
    for i, column in enumerate(ship.tolist()):
        draft.row([(column, 1.0), (int(above[i]), -1.0), (int(below[i]), 1.0)], lower=float(target[i]), upper=float(target[i]))
    value = np.zeros(len(draft.upper))
    value[unmet] = np.maximum(classes.shortage_cost[:, 0], _TIE)
    last = int(draft.columns(1)[0])  # the value of unmet demand, so that its least can be a bound
    draft.row([*((int(c), float(value[c])) for c in unmet), (last, -1.0)], lower=0.0, upper=0.0)
    asked = Asked(draft.program())
    cost, upper = np.zeros(last + 1), np.array(draft.upper)
    cost[last] = 1.0
    first = asked.least(cost, np.zeros(last + 1), upper)
    assert first is not None  # everything may be unmet
    upper[last] = first[last] * (1 + _SLACK) + _SLACK
    cost[last] = 0.0
    cost[above] = cost[below] = 1.0
    cost[ship] = _TIE * net.arcs.cost[arcs]
    second = asked.least(cost, np.zeros(last + 1), upper)
    found = first if second is None else second
    return found[ship], found[unmet]


def _notes(net: Network, given: Given, wish: Proportions, unmet: Floats) -> Iterator[str]:
    year, unit = net.years[0], {m.material: m.unit for m in net.case.materials}
    for material, name in enumerate(net.materials):
        need, have = (float(v[material] * net.unit[material]) for v in (wish.need, wish.given))
        if material in given.assumed:
            yield f"{name}: the workbook gives no Current volume; volumes are taken in proportion to Capacity."
        elif have > 0 and abs(need - have) > _TOLD * max(need, have):
            yield (
                f"{name}: the Current volumes add up to {have:,.6g} {unit[name]} a year and {year} uses {need:,.6g}; "
                f"they are scaled by {need / have:.4g}, each within its Capacity."
            )
    for c, quantity in enumerate(unmet):
        if quantity > _TOLD * net.classes.quantity[c, 0]:
            q = int(net.classes.need[c])
            name, demand = net.materials[net.needs.material[q]], float(net.classes.quantity[c, 0])
            yield (
                f"{name} in {net.needs.node[q].name}, {net.classes.priority[c]}: today's sources serve "
                f"{1 - quantity / demand:.1%} of the demand of {year}; what they do not serve is no part of a loss."
            )
