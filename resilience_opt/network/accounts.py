"""Share limits and source limits as rows over arcs, draws and offers, and the accounts that they share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from resilience_opt.case.limits import Limit
from resilience_opt.case.places import Places
from resilience_opt.network.network import Account, Arcs, Draws, LimitRow, Needs, Offers, SourceRow, Stocks


def limit_rows(
    places: Places, limits: Sequence[Limit], offers: Offers, arcs: Arcs, needs: Needs, stocks: Stocks, draws: Draws, at: dict[str, int], years: tuple[int, ...]
) -> tuple[tuple[Account, ...], tuple[LimitRow, ...]]:
    """The accounts, one for each distinct set of members (and origin), and every limit that uses one."""
    keys: dict[tuple[frozenset[str], int | None], int] = {}
    materials: dict[int, set[int]] = {}
    rows = []
    for limit in limits:
        origin = at[limit.record.origin_material] if limit.lens == "traced" and limit.record.origin_material else None
        account = keys.setdefault((limit.members, origin), len(keys))
        material = at[limit.material]
        materials.setdefault(account, set()).add(material)
        wanted = {q for q in range(len(needs)) if needs.material[q] == material and needs.node[q] in limit.nodes}
        by_value = limit.record.basis == "value"
        into = [a for q in sorted(wanted) for a in needs.arcs[q]]
        drawn = [r for q in sorted(wanted) for r in needs.draws[q]]
        rows.append(
            LimitRow(
                limit=limit,
                account=account,
                arcs=tuple((a, float(arcs.cost[a]) if by_value else 1.0) for a in into),
                draws=tuple((r, float(stocks.price[draws.stock[r]]) if by_value else 1.0) for r in drawn),
                years=tuple(t for t, year in enumerate(years) if year in limit.years),
                penalty=limit.record.penalty,
                material=material,
            )
        )
    accounts = tuple(
        _account(members, origin, materials[c], offers, arcs, needs, stocks, draws) for (members, origin), c in sorted(keys.items(), key=lambda item: item[1])
    )
    return accounts, tuple(rows)


def carrying(origin: int, offers: Offers, needs: Needs) -> frozenset[int]:
    """Materials that are the origin or made from it, directly or through further recipes."""
    found = {origin}
    while True:
        more = {int(offers.material[o]) for q in range(len(needs)) if needs.material[q] in found for o, _ in needs.recipe[q]} - found
        if not more:
            return frozenset(found)
        found |= more


def _account(
    members: frozenset[str], origin: int | None, materials: set[int], offers: Offers, arcs: Arcs, needs: Needs, stocks: Stocks, draws: Draws
) -> Account:
    followed = frozenset(materials) if origin is None else carrying(origin, offers, needs)
    material = offers.material[arcs.offer]
    full = [a for a in np.flatnonzero(np.isin(material, list(followed))) if offers.record[arcs.offer[a]].supplier in members]
    tagged = [] if origin is None else _mixing(origin, followed, offers, arcs, needs)
    if origin is not None:
        full = [a for a in full if material[a] == origin]
    stores = [int(k) for k in np.flatnonzero(np.isin(stocks.material, list(followed)))]
    mixes = [] if origin is None else [q for q in range(len(needs)) if needs.material[q] in followed and needs.recipe[q]]
    return Account(
        members=members,
        origin=origin,
        arcs=tuple(tagged),
        full=frozenset(int(a) for a in full),
        stocks=tuple(stores),
        draws=tuple(int(r) for r in np.flatnonzero(np.isin(draws.stock, stores))),
        mixes=tuple(mixes),
    )


def _mixing(origin: int, followed: frozenset[int], offers: Offers, arcs: Arcs, needs: Needs) -> list[int]:
    """Arcs out of offers that are made from something that may carry the origin material."""
    makers = {o for q in range(len(needs)) if needs.material[q] in followed for o, _ in needs.recipe[q]}
    return [a for a in range(len(arcs)) if arcs.offer[a] in makers and offers.material[arcs.offer[a]] != origin]


def source_rows(places: Places, years: tuple[int, ...]) -> tuple[SourceRow, ...]:
    """Every source limit over the offers of its material; `unknown` counts for a Maximum and not for a Minimum."""
    case = places.case
    rows = []
    for record in case.source_limits:
        every = [o for o, offer in enumerate(case.offers) if offer.material == record.material]
        if record.group is None:
            most = least = every
        else:
            within = places.members(record.group, unknown="in")
            most = [o for o in every if case.offers[o].supplier in within]
            without = places.members(record.group, unknown="out")
            least = [o for o in every if case.offers[o].supplier in without]
        rows.append(
            SourceRow(
                record=record,
                maximum=record.maximum,
                minimum=record.minimum,
                share=record.minimum_share,
                most=tuple(most),
                least=tuple(least),
                all=tuple(every),
                years=tuple(t for t, year in enumerate(years) if record.year in (None, year)),
            )
        )
    return tuple(rows)
