"""What counting alone shows of a case that has no plan: needs over capacity, and limits that the others cannot fill.

Each sentence is true whatever else stands in the workbook: no offer makes more than is counted here, and no
demand is smaller. Where nothing is found, it takes several rows together to see the conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from resilience_opt.network.network import LimitRow, Network

#: What counts as missing, as a share of what is needed: less may be rounding.
MISSING = 1e-6
#: So many sentences are said.
MOST = 6


def counted(net: Network) -> tuple[str, ...]:
    """Sentences on the years and materials that cannot be supplied, whatever is paid; empty where counting shows nothing.

    Parameters
    ----------
    net : Network
        Not scaled.
    """
    found: list[str] = []
    for t in range(len(net.years)):
        alone = [_needs(net, [q], t, net.needs.node[q].name) for q in np.flatnonzero(net.needs.market).tolist()]
        said = [sentence for sentence in alone if sentence]
        for m in range(len(net.materials)):
            of_material = np.flatnonzero(net.needs.market & (net.needs.material == m)).tolist()
            if not said and len(of_material) > 1 and (sentence := _needs(net, of_material, t, "all markets together")):
                said.append(sentence)
        found += said
    for limit in net.limits:
        if limit.limit.side == "maximum" and limit.penalty is None and net.accounts[limit.account].origin is None:
            found += [sentence for t in limit.years if (sentence := _limited(net, limit, t))]
    more = len(found) - MOST
    return tuple(found[:MOST]) + ((f"{more} more of the kind",) if more > 0 else ())


def _needs(net: Network, needs: Collection[int], t: int, who: str) -> str | None:
    """Markets that need more than all offers make that may deliver to them."""
    arcs = _arcs_into(net, needs)
    offers, made, stored = _supply(net, arcs, needs, t)
    required = _required(net, needs, t)
    if required <= (made + stored) * (1 + MISSING) + MISSING:
        return None
    material = net.materials[net.needs.material[next(iter(needs))]]
    unit = _unit(net, material)
    verb = "need" if len(needs) > 1 else "needs"
    return (
        f"{net.years[t]}: {who} {verb} {required:,.6g} {unit} of {material}; the offers that may deliver there make at most {made:,.6g} {unit}"
        + (f", and stores hold at most {stored:,.6g} {unit}" if stored else "")
        + _late(net, offers, t)
    )


def _limited(net: Network, limit: LimitRow, t: int) -> str | None:
    """A limit that leaves more to others than they make."""
    weights = {value for _, value in (*limit.arcs, *limit.draws)}
    needs = {int(net.arcs.need[a]) for a, _ in limit.arcs} | {int(net.draws.need[r]) for r, _ in limit.draws}
    if len(weights) > 1 or limit.limit.share >= 1:
        return None
    others = [a for a in _arcs_into(net, needs) if net.offers.record[net.arcs.offer[a]].supplier not in limit.limit.members]
    offers, made, stored = _supply(net, others, needs, t)
    left = (1 - limit.limit.share) * _required(net, needs, t)
    if left <= (made + stored) * (1 + MISSING) + MISSING:
        return None
    unit, who = _unit(net, limit.limit.material), limit.limit.destination
    return (
        f"{net.years[t]}: at most {100 * limit.limit.share:.4g}% of {limit.limit.material} from {limit.limit.group} ({who}) leaves {left:,.6g} {unit} to others, "
        f"who make at most {made:,.6g} {unit}" + (f" beside {stored:,.6g} {unit} in stores" if stored else "") + _late(net, offers, t)
    )


def _arcs_into(net: Network, needs: Collection[int]) -> list[int]:
    """Deliveries to the needs, or to stores that serve them."""
    stocks = {int(net.draws.stock[r]) for q in needs for r in net.needs.draws[q]}
    return [*(a for q in needs for a in net.needs.arcs[q]), *(a for k in stocks for a in net.stocks.arcs[k])]


def _supply(net: Network, arcs: Iterable[int], needs: Collection[int], t: int) -> tuple[list[int], float, float]:
    """Offers behind some deliveries, what they make at most in a year, and what stores may still hold from before."""
    offers = sorted({int(net.arcs.offer[a]) for a in arcs})
    stocks = sorted({int(net.draws.stock[r]) for q in needs for r in net.needs.draws[q]})
    held = net.stocks.opening[stocks] if t == 0 else np.maximum(net.stocks.opening[stocks], net.stocks.maximum[stocks])
    return offers, float(net.offers.largest[offers, t].sum()), float(held.sum())


def _required(net: Network, needs: Collection[int], t: int) -> float:
    """What markets must receive in a year, shortages that are allowed taken off [unit]."""
    c = np.flatnonzero(np.isin(net.classes.need, list(needs)))
    return float(np.maximum(0.0, net.classes.quantity[c, t] - net.classes.shortage_limit[c, t]).sum())


def _unit(net: Network, material: str) -> str:
    return next((m.unit for m in net.case.materials if m.material == material), "")


def _late(net: Network, offers: list[int], t: int) -> str:
    """Offers that would help, and cannot be qualified in time."""
    late = [o for o in offers if net.offers.allowed[o, t] and not net.offers.qualified[o] and t < net.offers.qualification_years[o]]
    if not late:
        return ""
    named = [f"{net.offers.record[o].supplier} ({net.years[0] + int(net.offers.qualification_years[o])})" for o in late[:4]]
    return f"; not yet qualified, with the first year in which they can be: {', '.join(named)}" + (f" and {len(late) - 4} more" if len(late) > 4 else "")
