"""The audit: every balance, limit, crisis row and cost re-computed from the case's network and the plan's tables.

Nothing here knows Pyomo, a matrix or a solver. A violation is measured against the size of the material
(what all nodes need of it in a year) or of the plan's cost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from resilience_opt.network.network import Network
from resilience_opt.plan.audit_book import TOLERANCE, Book
from resilience_opt.plan.audit_costs import audit_costs
from resilience_opt.plan.audit_crisis import audit_crises
from resilience_opt.plan.audit_shares import audit_shares
from resilience_opt.plan.grids import summed
from resilience_opt.plan.plan import COST_KINDS, LETTERS, Audit


def audit(net: Network, values: Mapping[str, pd.DataFrame], risk_measure: str, risk_aversion: float, costs: Mapping[str, float], objective: float) -> Audit:
    """Re-compute everything that the plan claims.

    Parameters
    ----------
    net : Network, unscaled
    values : the plan's tables by variable
    costs, objective : as the plan states them [money, discounted]
    """
    book = Book(net, values)
    parts: list[Callable[[Book], None]] = [audit_decisions, audit_sourcing, audit_balances, audit_stock, audit_shares, audit_crises]
    for part in parts:
        part(book)
    audit_costs(book, risk_measure, risk_aversion, costs, objective)
    frame = pd.DataFrame(book.rows, columns=["check", "rows", "largest_violation", "tolerance", "passed"])
    assert set(costs) == set(COST_KINDS)
    return Audit(frame)


def audit_decisions(b: Book) -> None:
    """Nothing is negative, and yes/no decisions are yes or no."""
    for name in LETTERS:
        v = b.values[name]["value"].to_numpy(dtype=float)
        scale = float(np.abs(v).max(initial=1.0)) or 1.0
        b.at_most(f"{name.replace('_', ' ')} is not negative", -v, 0.0, max(1.0, scale))
    for name in ("active", "qualify", "open", "counts", "reached"):
        v = b.values[name]["value"].to_numpy(dtype=float)
        b.equal(f"{name} is 0 or 1", v, np.round(np.clip(v, 0, 1)))


def audit_sourcing(b: Book) -> None:
    """Statements 1 to 4."""
    net, o, Y = b.net, b.net.offers, len(b.net.years)
    active, qualify, expand, capacity = b["active"], b["qualify"], b["expand"], b["capacity"]
    shipped = summed(b["ship"], net.arcs.offer, len(o))
    size = b.material[o.material][:, None]
    bought, paid = np.zeros_like(expand), np.zeros_like(qualify)
    for t in range(Y):
        for s in range(Y):
            bought[:, t] += np.where(s <= t - o.expansion_years, expand[:, s], 0.0)
            paid[:, t] += np.where(s <= t - o.qualification_years, qualify[:, s], 0.0)
    b.at_most("an offer is under contract only within its years", active, o.allowed.astype(float))
    b.at_most("an offer is under contract only once qualified", active[~o.qualified], paid[~o.qualified])
    b.at_most("qualification is paid for once", qualify.sum(axis=1), 1.0)
    b.at_most("capacity is contracted or bought in time", capacity, o.capacity[:, None] * active + bought, size)
    b.at_most("capacity needs a contract", capacity, (o.capacity + o.expansion_limit)[:, None] * active, size)
    b.at_most("expansion stays within its limit", expand.sum(axis=1), o.expansion_limit, size[:, 0])
    b.at_most("shipments stay within capacity", shipped, capacity, size)
    b.at_most("the minimum take is taken", o.minimum_take[:, None] * active, shipped, size)
    for i in np.flatnonzero(np.isfinite(o.maximum_change)):
        record = o.record[i]
        out = [(not o.qualified[i]) or record.from_year == net.years[0]]
        out += [not o.allowed[i, t] or (not o.qualified[i] and t < o.qualification_years[i]) for t in range(Y)]
        before = np.concatenate([[o.current_volume[i]], shipped[i, :-1]])
        bound = [t for t in range(Y) if not out[t + 1] and not out[t]]
        b.at_most(f"the pace of change of {record.supplier}, {record.material}", np.abs(shipped[i] - before)[bound], o.maximum_change[i], size[i])
    volume = b["volume"]
    for number, breaks in enumerate(net.breaks):
        b.equal("price breaks split the shipment", volume[number].sum(axis=0), shipped[breaks.offer], size[breaks.offer])
    for source in net.sources:
        for t in source.years:
            if source.maximum is not None:
                b.at_most(f"at most so many sources of {source.record.material}", active[list(source.most), t].sum(), source.maximum)
            if source.minimum is not None:
                every = shipped[list(source.all), t].sum()
                mine = np.array([active[x, t] > 0.5 and shipped[x, t] >= source.share * every - TOLERANCE * size[x, 0] for x in source.least])
                b.at_most(f"at least so many sources of {source.record.material}", source.minimum, mine.sum())


def audit_balances(b: Book) -> None:
    """Statements 5 and 6."""
    net, n = b.net, b.net.needs
    ship, draw, short = b["ship"], b["draw"], b["base_shortage"]
    received = summed(ship, net.arcs.need, len(n)) + summed(draw, net.draws.need, len(n))
    shipped = summed(ship, net.arcs.offer, len(net.offers))
    wanted = summed(net.classes.quantity, net.classes.need, len(n)) - summed(short, net.classes.need, len(n))
    for q in np.flatnonzero(~n.market):
        wanted[q] = sum((quantity * shipped[o] for o, quantity in n.recipe[q]), np.zeros(len(net.years)))
    size = b.material[n.material][:, None]
    b.equal("markets receive what they need", received[n.market], wanted[n.market], size[n.market])
    b.equal("suppliers receive what their recipes need", received[~n.market], wanted[~n.market], size[~n.market])
    b.at_most("shortages of a normal year are allowed", short, net.classes.shortage_limit, size[net.classes.need])


def audit_stock(b: Book) -> None:
    """Statement 7."""
    net, k = b.net, b.net.stocks
    level, draw = b["level"], summed(b["draw"], b.net.draws.stock, len(b.net.stocks))
    built = summed(b["ship"], net.arcs.stock, len(k))
    before = np.concatenate([k.opening[:, None], level[:, :-1]], axis=1)
    size = np.maximum(b.material[k.material], 1.0)[:, None]
    opened = np.where((k.fixed_cost > 0)[:, None], b["open"], 1.0)
    b.equal("stock balances", level, k.keep[:, None] * before + built - draw, size)
    b.at_most("stock reaches its minimum", k.minimum * opened, level, size)
    b.at_most("stock stays within its maximum", level, k.maximum[:, None] * opened, size)
    b.at_most("stock is built within its limit", built, k.build[:, None], size)
    b.at_most("stock is drawn within its limit", draw, 12 * k.release[:, None], size)
