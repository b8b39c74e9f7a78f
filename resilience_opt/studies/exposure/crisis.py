"""A loss in continuous time, as one linear program whose length is a variable.

Every month is cut at the same fraction `d` of it: part A lasts `d`, part B `1 - d`. Months of lead time carry part A to part A and
part B to part B, and within a part nothing changes, so that a time of `K + d` months is the parts A of months 1 to K + 1 and the
parts B of months 1 to K, exactly, and linear in `d`. After month `H`, when every ramp, response and lead time is over, one last part
of length `M` is steady: what is dispatched in it arrives in it. (A time beyond `H` is therefore a little too short where an offer's
deliveries take different times, since at the very end it could serve its nearest users alone. `H` is a year at least, or 0 where
nothing changes with time.)

In every part, with `l` its length in months, `L` an arc's lead time and `ship` today's yearly deliveries:

    sum_a flow[a] <= ship[o] / 12 * l                                                   until Ramp months
    sum_a flow[a] <= ((1 - Standby) * ship[o] + (Standby + Surge) * Capacity[o]) / 12 * l      after them
    arrive[a] = flow[a] of L months before, or under_way[a] <= ship[a] / 12 * l in the first L months
    market:   sum_a arrive[a] + sum_k release[k] + sum_c short[c] >= sum_c served[c] / 12 * l,  short[c] <= served[c] / 12 * l
    supplier: sum_a arrive[a] + sum_k release[k] >= sum of Quantity * flow out
    stock:    sum_n release[k, n] <= Release limit * l, 0 until Response months; over all parts: at most Opening level

These are statements 11 to 15 of the formulation for a loss that is total and starts at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from resilience_opt.network.network import Floats, Lists, Network, Whole
from resilience_opt.studies.exposure.linear import INFINITY, Draft
from resilience_opt.studies.exposure.today import Today

MONTHS = 12.0
#: Months (a century) beyond which a time is without end.
ENDLESS = 1200.0
#: Months after which a ramp or a response is too late to be looked at.
LATEST = 120
#: Months that are followed one by one where anything changes with time.
FOLLOWED = 12
CUT, STEADY = 0, 1  #: columns of `d` and `M`


@dataclass
class Crisis:
    """The program and where its columns are.

    Attributes
    ----------
    months : `H`
    arcs : deliveries into nodes of offers that are at hand
    flow : array (arcs here, parts); part 2j - 2 is A of month j, 2j - 1 is B, the last is the steady one
    under_way : arc, by its place in `arcs`, to array (parts of the first L months,)
    short : array (classes, parts)
    """

    months: int
    arcs: Whole
    flow: Whole
    under_way: dict[int, Whole]
    short: Whole
    draft: Draft = field(repr=False)

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return 2 * self.months + 1

    def within(self, whole: int) -> Whole:
        """Parts of a time of `whole` months and the cut of the next one."""
        found: Whole = np.array([part for part in range(2 * self.months) if part <= 2 * whole], dtype=np.int64)
        return found


def rates(today: Today) -> tuple[Floats, Floats, Whole]:
    """What every offer can dispatch in a month at once and after its ramp, and the months of the ramp (0 where nothing changes)."""
    o, ship = today.net.offers, today.shipped
    at_once = ship / MONTHS
    later = ((1 - o.standby) * ship + (o.standby + o.surge) * today.capacity) / MONTHS
    later = np.where(today.at_hand & (o.ramp_months <= LATEST), later, at_once)
    return at_once, later, np.where(later > at_once, o.ramp_months, 0)


def longest_way(net: Network, arcs: Whole, leaving: Lists) -> int:
    """The longest sum of lead times along deliveries that follow each other, in months."""
    known: dict[int, int] = {}

    def after(q: int) -> int:
        if q not in known:
            onward = (a for o, _ in net.needs.recipe[q] for a in leaving[o])
            known[q] = max((int(net.arcs.lead[a]) + after(int(net.arcs.need[a])) for a in onward), default=0)
        return known[q]

    return max((int(net.arcs.lead[a]) + after(int(net.arcs.need[a])) for a in arcs), default=0)


def crisis_of(today: Today) -> Crisis:
    """Put the program together for today's deliveries; losses are bounds of its columns (see ``measure``)."""
    net = today.net
    at_once, later, ramp = rates(today)
    active = (at_once > 0) | (later > 0)
    arcs = np.flatnonzero((net.arcs.need >= 0) & active[net.arcs.offer])
    here = set(arcs.tolist())
    leaving = tuple(tuple(a for a in own if a in here) for own in net.offers.arcs)
    answering = [int(r) for k, r in zip(net.stocks.opening, net.stocks.response, strict=True) if k > 0 and r <= LATEST]
    changing = max([int(np.max(ramp, initial=0)), *answering]) + longest_way(net, arcs, leaving)
    months = max(FOLLOWED, changing) if changing else 0
    draft = Draft()
    draft.columns(1, 1.0)
    draft.columns(1, ENDLESS)
    parts = 2 * months + 1
    crisis = Crisis(
        months=months,
        arcs=arcs,
        flow=draft.columns(len(arcs) * parts).reshape(len(arcs), parts),
        under_way={i: draft.columns(2 * int(net.arcs.lead[a])) for i, a in enumerate(arcs)},
        short=draft.columns(len(net.classes) * parts).reshape(len(net.classes), parts),
        draft=draft,
    )
    _supply(crisis, today, leaving, at_once, later, ramp)
    _use(crisis, today, leaving, _stock(crisis, today))
    return crisis


def _at_most(crisis: Crisis, columns: list[int], rate: float, part: int) -> None:
    """``sum of columns <= rate * length of the part``."""
    entries = [(column, 1.0) for column in columns]
    if part == crisis.parts - 1:
        crisis.draft.row([*entries, (STEADY, -rate)], upper=0.0)
    elif part % 2 == 0:
        crisis.draft.row([*entries, (CUT, -rate)], upper=0.0)
    else:
        crisis.draft.row([*entries, (CUT, rate)], upper=rate)


def _month(crisis: Crisis, part: int) -> int:
    """The month in which a part lies, from 1; the steady part is in the month after the last."""
    return part // 2 + 1


def _supply(crisis: Crisis, today: Today, leaving: Lists, at_once: Floats, later: Floats, ramp: Whole) -> None:
    place = {int(a): i for i, a in enumerate(crisis.arcs)}
    for o, own in enumerate(leaving):
        for part in range(crisis.parts if own else 0):
            rate = at_once[o] if _month(crisis, part) <= ramp[o] else later[o]
            _at_most(crisis, [int(crisis.flow[place[a], part]) for a in own], float(rate), part)
    for i, columns in crisis.under_way.items():
        for part, column in enumerate(columns.tolist()):
            _at_most(crisis, [column], float(today.ship[crisis.arcs[i]]) / MONTHS, part)


def _stock(crisis: Crisis, today: Today) -> dict[int, Whole]:
    """Releases of every draw, part by part, within what is in store."""
    net, found = today.net, {}
    for k in range(len(net.stocks)):
        if net.stocks.opening[k] <= 0 or net.stocks.response[k] > LATEST:
            continue
        early = np.array([_month(crisis, part) <= net.stocks.response[k] for part in range(crisis.parts)])
        for r in net.stocks.draws[k]:
            found[r] = crisis.draft.columns(crisis.parts, np.where(early, 0.0, INFINITY))
        released = [found[r] for r in net.stocks.draws[k]]
        if released:
            crisis.draft.row(((int(c), 1.0) for columns in released for c in columns), upper=float(net.stocks.opening[k]))
        if released and np.isfinite(net.stocks.release[k]):
            for part in range(crisis.parts):
                _at_most(crisis, [int(columns[part]) for columns in released], float(net.stocks.release[k]), part)
    return found


def _use(crisis: Crisis, today: Today, leaving: Lists, release: dict[int, Whole]) -> None:
    net, last = today.net, crisis.parts - 1
    place = {int(a): i for i, a in enumerate(crisis.arcs)}

    def arriving(a: int, part: int) -> int:
        i, lead = place[a], 2 * int(net.arcs.lead[a])
        return int(crisis.flow[i, part] if part == last else crisis.under_way[i][part] if part < lead else crisis.flow[i, part - lead])

    for q in range(len(net.needs)):
        arcs = [a for a in net.needs.arcs[q] if a in place]
        draws = [r for r in net.needs.draws[q] if r in release]
        rate = sum(float(today.served[c]) for c in net.needs.classes[q]) / MONTHS
        for part in range(crisis.parts):
            came = [*(arriving(a, part) for a in arcs), *(int(release[r][part]) for r in draws)]
            if net.needs.market[q]:
                _at_least(crisis, [*came, *(int(crisis.short[c, part]) for c in net.needs.classes[q])], rate, part)
            else:
                used = [(int(crisis.flow[place[a], part]), -quantity) for o, quantity in net.needs.recipe[q] for a in leaving[o]]
                crisis.draft.row([*((column, 1.0) for column in came), *used], lower=0.0)
    for c, served in enumerate(today.served):
        for part in range(crisis.parts):
            _at_most(crisis, [int(crisis.short[c, part])], float(served) / MONTHS, part)


def _at_least(crisis: Crisis, columns: list[int], rate: float, part: int) -> None:
    """``sum of columns >= rate * length of the part``."""
    entries = [(column, -1.0) for column in columns]
    if part == crisis.parts - 1:
        crisis.draft.row([*entries, (STEADY, rate)], upper=0.0)
    elif part % 2 == 0:
        crisis.draft.row([*entries, (CUT, rate)], upper=0.0)
    else:
        crisis.draft.row([*entries, (CUT, -rate)], upper=-rate)
