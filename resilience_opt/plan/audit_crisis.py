"""Audit of every crisis (statements 11 to 17)."""

from __future__ import annotations

import numpy as np

from resilience_opt.case.needs import reaches
from resilience_opt.network.network import Floats, Network
from resilience_opt.plan.audit_book import Book
from resilience_opt.plan.grids import summed


def audit_crises(b: Book) -> None:
    """Supply, passage, markets, recipes, stock, what goes beyond the plan, and survival."""
    net, o, T = b.net, b.net.offers, b.net.months
    if not len(net.shocks):
        return
    ship, capacity, level = b["ship"], b["capacity"], b["level"]
    flow, extra, release, shortage = b["flow"], b["extra"], b["release"], b["shortage"]
    months = np.arange(T + 1)
    by_offer = b.material[o.material]
    contracted = summed(ship, net.arcs.offer, len(o))
    sent = _by(flow, net.arcs.offer, len(o))
    ramped = months[None, :] > o.ramp_months[:, None]
    standby, surge = o.standby[:, None], o.surge[:, None]
    ready = (1 - standby) * contracted + (standby + surge) * capacity
    rate = np.where(ramped[:, None, :], ready[:, :, None], contracted[:, :, None]) / 12
    available = net.shocks.available[None] * rate.transpose(1, 0, 2)[:, None]
    b.at_most("offers dispatch what is left to them", sent[..., 1:], available[..., 1:], by_offer[:, None])
    if len(net.arcs):
        _passages(b, ship, capacity, contracted, flow, ramped)
    late = months[None, :] > net.arcs.months[:, None]
    b.equal("nothing is sent that comes too late", np.where(late, flow, 0.0), 0.0)
    beyond = sent - contracted.T[:, None, :, None] / 12
    paid = o.surge_premium > 0
    used = months[None, :] <= np.array([max((int(net.arcs.months[a]) for a in arcs), default=0) for arcs in o.arcs], dtype=int)[:, None]
    b.at_most("what goes beyond the plan is counted", np.where(paid[:, None] & used, beyond, 0.0)[..., 1:], extra[..., 1:], by_offer[:, None])
    _service(b, ship, flow, release, shortage)
    size = b.material[net.stocks.material]
    drawn = _by(release, net.draws.stock, len(net.stocks))
    b.at_most("no more is released than is in store", drawn.sum(axis=-1), level.T[:, None, :], size)
    b.at_most("releases stay within their limit", drawn, net.stocks.release[:, None], size[:, None])
    early = months[None, :] <= net.stocks.response[:, None]
    b.equal("nothing is released before the response", np.where(early, drawn, 0.0), 0.0)


def _by(values: Floats, group: np.ndarray, count: int) -> Floats:
    """Values over (t, w, member, j) summed by group of member."""
    found = np.zeros((*values.shape[:2], count, values.shape[3]))
    for member, g in enumerate(group):
        if g >= 0:
            found[:, :, g] += values[:, :, member]
    return found


def _passages(b: Book, ship: Floats, capacity: Floats, contracted: Floats, flow: Floats, ramped: np.ndarray) -> None:
    net, o, T = b.net, b.net.offers, b.net.months
    arc = net.arcs.offer
    lane = np.ones_like(net.shocks.lane)
    for a, lead in enumerate(net.arcs.lead):
        if lead <= T:
            lane[:, a, : T + 1 - lead] = net.shocks.lane[:, a, lead:]
    passes = net.shocks.permit * lane
    more = o.standby[arc, None] * (capacity - contracted)[arc] + o.surge[arc, None] * capacity[arc]
    rate = (ship[:, :, None] + np.where(ramped[arc][:, None, :], more[:, :, None], 0.0)) / 12
    allowed = passes[None] * rate.transpose(1, 0, 2)[:, None]
    held = np.where(passes[None] < 1, allowed, np.inf)
    b.at_most("hindered passages carry their share", flow[..., 1:], held[..., 1:], b.material[o.material[arc]][:, None])


def _service(b: Book, ship: Floats, flow: Floats, release: Floats, shortage: Floats) -> None:
    """Markets, recipes and survival."""
    net, n, T = b.net, b.net.needs, b.net.months
    arrive = np.zeros_like(flow)
    for a, lead in enumerate(net.arcs.lead):
        on_the_way = min(int(lead), T)
        arrive[:, :, a, 1 : on_the_way + 1] = net.shocks.lane[None, :, a, 1 : on_the_way + 1] * ship[a][:, None, None] / 12
        if lead < T:
            arrive[:, :, a, lead + 1 :] = flow[:, :, a, 1 : T + 1 - lead]
    served = _by(arrive, net.arcs.need, len(n)) + _by(release, net.draws.need, len(n))
    due = net.shocks.demand[None][:, :, net.classes.need] * net.classes.quantity.T[:, None, :, None] / 12
    short = _by(shortage, net.classes.need, len(n))
    wanted = _by(due, net.classes.need, len(n))
    sent = _by(flow, net.arcs.offer, len(net.offers))
    for q in np.flatnonzero(~n.market):
        wanted[:, :, q] = sum((quantity * sent[:, :, x] for x, quantity in n.recipe[q]), np.zeros(sent.shape[:2] + sent.shape[3:]))
    size = b.material[n.material][:, None]
    m = n.market
    b.at_most("markets in a crisis are served or short", wanted[:, :, m, 1:], (served + short)[:, :, m, 1:], size[m])
    b.at_most("suppliers in a crisis have their inputs", wanted[:, :, ~m, 1:], served[:, :, ~m, 1:], size[~m])
    by_class = size[net.classes.need]
    b.at_most("no more is short than is needed", shortage[..., 1:], due[..., 1:], by_class)
    tolerated = (1 - required_service(net)) * due
    b.at_most("what must be survived is survived", shortage[..., 1:], tolerated[..., 1:], by_class)


def required_service(net: Network) -> Floats:
    """The highest level of the Survival rows that reach each month, array (years, scenarios, classes, 1 + T)."""
    found = np.zeros((len(net.years), len(net.shocks), len(net.classes), net.months + 1))
    for row in net.case.survival:
        for c, q in enumerate(net.classes.need):
            key = (net.needs.node[q].name, net.materials[net.needs.material[q]], net.classes.priority[c])
            for w, name in enumerate(net.shocks.names):
                if reaches(row, name if net.shocks.costed[w] else None, key):
                    for t, year in enumerate(net.years):
                        if row.from_year is None or year >= row.from_year:
                            found[t, w, c, 1 : row.months + 1] = np.maximum(found[t, w, c, 1 : row.months + 1], row.service_level)
    return found
