"""Case -> network: lanes resolved, needs listed, arrays filled."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from resilience_opt.case.case import Case
from resilience_opt.case.lanes import Delivery, Resolution, resolve
from resilience_opt.case.limits import expand
from resilience_opt.case.needs import demand_by_year
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import Stockpile
from resilience_opt.errors import InputError
from resilience_opt.network.accounts import limit_rows, source_rows
from resilience_opt.network.attacks import Chosen, attack_sets
from resilience_opt.network.breaks import price_breaks
from resilience_opt.network.network import Arcs, Classes, Draws, Floats, Lists, Needs, Network, Offers, Stocks
from resilience_opt.network.reach import largest_flows, useful_months
from resilience_opt.network.shocks import Reach, required_service, shocks
from resilience_opt.network.strikes import attacked, strikes

log = logging.getLogger(__name__)
INFINITY = float("inf")


def build_network(case: Case, sets: Sequence[Chosen] | None = None) -> Network:
    """Expand a case into its network.

    Parameters
    ----------
    sets : sequence of sets of attacks, optional
        Those that are crises of the network; by default every maximal set within the budget.

    Raises
    ------
    InputError
        If two rows of Lanes contradict each other.
    EngineError
        If there are too many maximal sets to be listed.
    """
    resolution = resolve(Places(case))
    if resolution.faults:
        raise InputError(resolution.faults, case.book.source)
    return expand_network(resolution, sets)


def under_attack(net: Network, sets: Sequence[Chosen]) -> Network:
    """The same network with these sets of attacks in place of its own."""
    return replace(net, shocks=attacked(net.case, net.shocks, net.strikes, sets))


def expand_network(resolution: Resolution, sets: Sequence[Chosen] | None = None) -> Network:
    """The network of a case whose lanes are resolved; `sets` as in :func:`build_network`."""
    places, deliveries = resolution.places, resolution.deliveries
    case = places.case
    materials = tuple(m.material for m in case.materials)
    at = {m: i for i, m in enumerate(materials)}
    pairs = [(node, m) for node, used in places.uses.items() for m in used]
    position = {pair: q for q, pair in enumerate(pairs)}
    stocks = {k.stockpile: i for i, k in enumerate(case.stockpiles)}
    served = [(k, position[node, store.material]) for k, store in enumerate(case.stockpiles) for node in places.served(store)]
    years = tuple(case.years)

    arc_offer = _whole(_offer_positions(case, deliveries))
    arc_need = _whole(position[d.destination, d.offer.material] if isinstance(d.destination, Node) else -1 for d in deliveries)
    arc_stock = _whole(stocks[d.destination.stockpile] if isinstance(d.destination, Stockpile) else -1 for d in deliveries)
    draws = Draws(_whole(k for k, _ in served), _whole(q for _, q in served))
    classes = _classes(case, position, years)
    needs = _needs(places, pairs, at, arc_need, draws, classes)
    store = _stocks(case, at, years, arc_stock, draws)
    offers = _offers(case, at, years, arc_offer)
    largest_ship, largest_arc = largest_flows(offers, arc_offer, arc_need, arc_stock, needs, classes, store, draws)
    lead = _whole(d.lane.lead_months if d.lane else 0 for d in deliveries)
    arcs = Arcs(
        offer=arc_offer,
        need=arc_need,
        stock=arc_stock,
        lane=tuple(d.lane for d in deliveries),
        cost=_floats(d.landed_cost for d in deliveries),
        lead=lead,
        months=useful_months(case.settings.crisis_months, offers, arc_offer, arc_need, lead, needs),
        largest=largest_arc,
    )
    offers = replace(offers, largest=largest_ship)
    accounts, limits = limit_rows(places, expand(places, deliveries), offers, arcs, needs, store, draws, at, years)
    keys = [(needs.node[q].name, materials[needs.material[q]], p) for q, p in zip(classes.need, classes.priority, strict=True)]
    reach = Reach(places, deliveries, arc_offer, pairs)
    blows = strikes(reach, required_service(case, None, keys, len(years)))
    net = Network(
        case=case,
        years=years,
        months=case.settings.crisis_months,
        discount=(1 + case.settings.discount_rate) ** -np.arange(len(years), dtype=float),
        materials=materials,
        offers=offers,
        arcs=arcs,
        needs=needs,
        stocks=store,
        draws=draws,
        classes=classes,
        accounts=accounts,
        limits=limits,
        sources=source_rows(places, years),
        breaks=price_breaks(case, largest_ship),
        shocks=attacked(case, shocks(reach, keys, len(years)), blows, attack_sets(case) if sets is None else sets),
        strikes=blows,
        unit=np.ones(len(materials)),
        money=1.0,
    )
    log.info("expanded: %d offers, %d deliveries, %d stockpiles, %d scenarios, %d years", len(offers), len(arcs), len(store), len(net.shocks), len(years))
    return net


def _whole(values: Iterable[int]) -> np.ndarray:
    return np.fromiter(values, dtype=np.int64)


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float64)


def groups_of(keys: Iterable[int], count: int) -> Lists:
    """Positions that share a key, for every key from 0 to `count` - 1; a key of -1 is left out."""
    found: list[list[int]] = [[] for _ in range(count)]
    for position, key in enumerate(keys):
        if key >= 0:
            found[key].append(position)
    return tuple(tuple(f) for f in found)


def _offer_positions(case: Case, deliveries: Sequence[Delivery]) -> list[int]:
    at = {(o.supplier, o.material): i for i, o in enumerate(case.offers)}
    return [at[d.offer.supplier, d.offer.material] for d in deliveries]


def _offers(case: Case, at: dict[str, int], years: tuple[int, ...], arc_offer: np.ndarray) -> Offers:
    rows = case.offers
    limited = {row.material for row in case.source_limits}
    free = [o.qualified and o.fixed_cost == 0 and o.minimum_take == 0 and o.material not in limited for o in rows]
    allowed = [[(o.from_year is None or o.from_year <= t) and (o.to_year is None or t <= o.to_year) for t in years] for o in rows]
    return Offers(
        record=rows,
        material=_whole(at[o.material] for o in rows),
        capacity=_floats(o.capacity for o in rows),
        unit_cost=_floats(o.unit_cost for o in rows),
        fixed_cost=_floats(o.fixed_cost for o in rows),
        qualified=np.array([o.qualified for o in rows], dtype=bool),
        qualification_cost=_floats(o.qualification_cost for o in rows),
        qualification_years=_whole(o.qualification_years for o in rows),
        minimum_take=_floats(o.minimum_take for o in rows),
        current_volume=_floats(o.current_volume for o in rows),
        maximum_change=_floats(INFINITY if o.maximum_change is None else o.maximum_change for o in rows),
        standby=_floats(o.standby for o in rows),
        surge=_floats(o.surge for o in rows),
        surge_premium=_floats(o.surge_premium for o in rows),
        ramp_months=_whole(o.ramp_months for o in rows),
        expansion_limit=_floats(o.expansion_limit for o in rows),
        expansion_cost=_floats(o.expansion_cost for o in rows),
        expansion_years=_whole(o.expansion_years for o in rows),
        allowed=np.array(allowed, dtype=bool).reshape(len(rows), len(years)),
        largest=np.zeros((len(rows), len(years))),
        arcs=groups_of(arc_offer, len(rows)),
        free=np.array(free, dtype=bool),
    )


def _needs(places: Places, pairs: list[tuple[Node, str]], at: dict[str, int], arc_need: np.ndarray, draws: Draws, classes: Classes) -> Needs:
    position = {(o.supplier, o.material): i for i, o in enumerate(places.case.offers)}
    recipes: list[list[tuple[int, float]]] = [[] for _ in pairs]
    need_of = {(node.name, m): q for q, (node, m) in enumerate(pairs) if node.kind == "supplier"}
    for (supplier, output), inputs in places.recipes.items():
        for material, quantity in inputs.items():
            recipes[need_of[supplier, material]].append((position[supplier, output], quantity))
    return Needs(
        node=tuple(node for node, _ in pairs),
        material=_whole(at[m] for _, m in pairs),
        market=np.array([node.kind == "market" for node, _ in pairs], dtype=bool),
        arcs=groups_of(arc_need, len(pairs)),
        draws=groups_of(draws.need, len(pairs)),
        classes=groups_of(classes.need, len(pairs)),
        recipe=tuple(tuple(r) for r in recipes),
    )


def _classes(case: Case, position: dict[tuple[Node, str], int], years: tuple[int, ...]) -> Classes:
    need_of = {(node.name, m): q for (node, m), q in position.items() if node.kind == "market"}
    table = demand_by_year(case)
    rows = [tuple(by_year.get(t) for t in years) for by_year in table.values()]
    quantity = np.array([[r.quantity if r else 0.0 for r in row] for row in rows]).reshape(len(rows), len(years))
    return Classes(
        need=_whole(need_of[market, material] for market, material, _ in table),
        priority=tuple(priority for _, _, priority in table),
        record=tuple(rows),
        quantity=quantity,
        shortage_cost=np.array([[r.shortage_cost if r else 0.0 for r in row] for row in rows]).reshape(len(rows), len(years)),
        shortage_limit=quantity * float(case.settings.base_shortage_allowed),
    )


def _stocks(case: Case, at: dict[str, int], years: tuple[int, ...], arc_stock: np.ndarray, draws: Draws) -> Stocks:
    rows = case.stockpiles
    price = {m.material: m.price or 0.0 for m in case.materials}
    minimum = [[k.minimum_level if t >= (k.minimum_from_year or years[0]) else 0.0 for t in years] for k in rows]
    return Stocks(
        record=rows,
        material=_whole(at[k.material] for k in rows),
        opening=_floats(k.opening_level for k in rows),
        minimum=np.array(minimum).reshape(len(rows), len(years)),
        maximum=_floats(k.maximum_level for k in rows),
        build=_floats(INFINITY if k.maximum_build is None else k.maximum_build for k in rows),
        keep=_floats(1 - k.loss for k in rows),
        release=_floats(INFINITY if k.release_limit is None else k.release_limit for k in rows),
        response=_whole(k.response_months for k in rows),
        holding_cost=_floats(k.holding_cost for k in rows),
        fixed_cost=_floats(k.fixed_cost for k in rows),
        price=_floats(price[k.material] for k in rows),
        arcs=groups_of(arc_stock, len(rows)),
        draws=groups_of(draws.stock, len(rows)),
    )
