"""Audit of the costs: every crisis, every kind of cost, and the objective."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from resilience_opt.network.network import Breaks, Floats
from resilience_opt.plan.audit_book import Book
from resilience_opt.plan.costs import risk
from resilience_opt.plan.grids import summed
from resilience_opt.plan.plan import COST_KINDS


def audit_costs(b: Book, measure: str, aversion: float, costs: Mapping[str, float], objective: float) -> None:
    """Re-compute every kind of cost from the tables and compare it with what the plan states."""
    net, o, k, cls = b.net, b.net.offers, b.net.stocks, b.net.classes
    size = max(1.0, abs(objective))
    crisis = crisis_costs(b)
    ship = b["ship"]
    shipped = summed(ship, net.arcs.offer, len(o))
    probability = net.shocks.probability[net.shocks.costed]
    level = net.case.settings.cvar_level
    excess = b["excess"]
    yearly: dict[str, Floats] = {
        "fixed": o.fixed_cost @ b["active"] + k.fixed_cost @ b["open"],
        "qualification": o.qualification_cost @ b["qualify"],
        "expansion": o.expansion_cost @ b["expand"],
        "deliveries": net.arcs.cost @ ship + sum((break_cost(x, shipped[x.offer]) for x in net.breaks), np.zeros(len(net.years))),
        "holding": k.holding_cost @ b["level"],
        "shortage": (cls.shortage_cost * b["base_shortage"]).sum(axis=0),
        "penalty": sum(((row.penalty or 0.0) * excess[i] for i, row in enumerate(net.limits)), np.zeros(len(net.years))),
        "risk": np.array([risk(crisis[t], probability, measure, aversion, level) for t in range(len(net.years))]),
    }
    for kind in COST_KINDS:
        b.equal(f"cost of {kind}", float(net.discount @ yearly[kind]), costs[kind], size)
    b.equal("the costs add up to the objective", sum(costs.values()), objective, size)


def break_cost(breaks: Breaks, volume: Floats) -> Floats:
    """What the price breaks of an offer add to its deliveries; at a break either side's price may be meant."""
    found = np.zeros_like(volume)
    for t, v in enumerate(volume):
        if breaks.kind == "incremental":
            found[t] = sum(s.difference * max(0.0, min(v, s.end) - s.start) for s in breaks.segments)
        else:
            near = 1e-6 * max(1.0, v)
            reached = [s.difference * v for s in breaks.segments if s.start - near <= v <= s.end + near]
            found[t] = min(reached, default=0.0) if v > 0 else 0.0
    return found


def crisis_costs(b: Book) -> Floats:
    """Cost of every crisis that has one, array (years, costed scenarios), compared with the plan's on the way."""
    net, o, T = b.net, b.net.offers, b.net.months
    costed = np.flatnonzero(net.shocks.costed)
    if not len(costed):
        return np.zeros((len(net.years), 0))
    flow, extra, release, shortage = (b[name][:, costed] for name in ("flow", "extra", "release", "shortage"))
    harm = net.classes.shortage_cost.T
    spent = np.einsum("twaj,a,waj->tw", flow, net.arcs.cost, net.shocks.price[costed])
    spent += np.einsum("twoj,o->tw", extra, o.surge_premium * o.unit_cost)
    spent += np.einsum("twrj,r->tw", release, net.stocks.price[net.draws.stock] if len(net.draws) else np.zeros(0))
    spent += np.einsum("twcj,tc->tw", shortage, harm)
    into_nodes = net.arcs.months / 12 * net.arcs.cost
    spared = into_nodes @ b["ship"] + T / 12 * (net.classes.shortage_cost * b["base_shortage"]).sum(axis=0)
    found = np.asarray(np.maximum(spent - spared[:, None], 0.0))
    stated = b["crisis_cost"][:, costed]
    b.equal("cost of every crisis", stated, found, np.maximum(1.0, np.maximum(np.abs(spent), np.abs(spared[:, None]))))
    return found
