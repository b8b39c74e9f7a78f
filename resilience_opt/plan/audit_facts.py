"""The figures of a case in the order of the plan's tables, read from the workbook's rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Lane, Offer, Stockpile
from resilience_opt.plan.audit_lanes import Lanes, landed_cost
from resilience_opt.plan.audit_names import End, Names
from resilience_opt.plan.audit_positions import Positions
from resilience_opt.plan.audit_recipes import Recipes, demand, recipes, served, users, yearly_need

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

#: A row is seen against the larger of its sides, but against no less than this share of the material's yearly need.
LEAST_SHARE = 1e-3


def column(records: Sequence[Any], attribute: str, blank: float = np.nan) -> Floats:
    """One figure of every record, with what a blank stands for."""
    found = [getattr(record, attribute) for record in records]
    return np.array([blank if value is None else value for value in found], dtype=float)


def members_of(group: Whole, count: int) -> tuple[Whole, ...]:
    """Positions by the group that each is of, for every group from 0 to `count` - 1.

    >>> [found.tolist() for found in members_of(np.array([1, -1, 1, 0]), 3)]
    [[3], [0, 2], []]
    """
    order = np.argsort(group, kind="stable")
    return tuple(np.split(order, np.searchsorted(group[order], np.arange(count + 1)))[1 : count + 1])


@dataclass(frozen=True)
class Facts:
    """A case as the audit reads it; arrays by position, see :class:`Positions`.

    Attributes
    ----------
    lanes : which deliveries are permitted
    made, use : recipes, and who uses which material
    arc_end : where each arc ends; `arc_lane` the row of Lanes that holds for it; `arc_open` whether that lets deliveries pass
    arc_cost : landed unit cost [money/unit]
    need_arcs, need_draws : for each need the arcs and draws into it
    recipe : for each need the offers made from it, with the quantity for one unit
    draw_served : whether the stockpile may supply the need
    quantity, harm : demand and shortage cost, arrays (classes, years)
    price : what replacing a unit of each stockpile costs [money/unit]
    least : the smallest size that a row of a material is seen against [unit/year]; `of_...` the same by position
    """

    case: Case
    at: Positions
    names: Names
    lanes: Lanes
    made: Recipes
    use: Mapping[tuple[End, str], None]
    years: tuple[int, ...]
    months: int
    discount: Floats
    offers: tuple[Offer, ...]
    stocks: tuple[Stockpile, ...]
    arc_end: tuple[End, ...]
    arc_lane: tuple[Lane | None, ...]
    arc_open: Flags
    arc_cost: Floats
    arc_lead: Whole
    need_end: tuple[End, ...]
    need_arcs: tuple[Whole, ...]
    need_draws: tuple[Whole, ...]
    market: Flags
    recipe: tuple[tuple[tuple[int, float], ...], ...]
    draw_served: Flags
    class_need: Whole
    quantity: Floats
    harm: Floats
    price: Floats
    least: Mapping[str, float]
    of_offers: Floats
    of_arcs: Floats
    of_needs: Floats
    of_stocks: Floats
    of_draws: Floats
    of_classes: Floats


def strangers(case: Case, at: Positions) -> int:
    """How many names the plan's tables stand for that the case does not know; with any, nothing can be looked up."""
    made = recipes(case)
    ends = {(end.kind, end.name, material) for end, material in users(case, made)}
    listed = (
        (at.offers, {(o.supplier, o.material) for o in case.offers}),
        (at.stocks, {k.stockpile for k in case.stockpiles}),
        (at.needs, ends),
        (at.classes, demand(case).keys()),
    )
    scenarios = tuple(s.scenario for s in case.scenarios)
    return sum(name not in ours for theirs, ours in listed for name in theirs) + (at.scenarios[: len(scenarios)] != scenarios)


def facts(case: Case, at: Positions) -> Facts:
    """Read a case in the order of a plan's tables; the case must know all their names."""
    names, made = Names(case), recipes(case)
    use = users(case, made)
    offer_of = {(o.supplier, o.material): o for o in case.offers}
    stock_of = {k.stockpile: k for k in case.stockpiles}
    offers, stocks = tuple(offer_of[name] for name in at.offers), tuple(stock_of[name] for name in at.stocks)
    stores = {k.stockpile: End("stockpile", k.stockpile, k.country) for k in case.stockpiles}
    end_of = {(end.kind, end.name, material): end for end, material in use}
    need_end = tuple(end_of[name] for name in at.needs)
    arc_end = tuple(need_end[q] if q >= 0 else stores[at.stocks[k]] for q, k in zip(at.arc_need, at.arc_stock, strict=True))
    sellers = tuple(offers[o] for o in at.arc_offer)
    lanes = Lanes(case, names, [*dict.fromkeys(end for end, _ in use), *stores.values()])
    held = tuple(lanes.holding(o.supplier, o.material, end) for o, end in zip(sellers, arc_end, strict=True))
    price = {m.material: m.price or 0.0 for m in case.materials}
    least = {m: LEAST_SHARE * need if need > 0 else 1.0 for m, need in yearly_need(case, made).items()}
    serves = [served(names, stocks[k], need_end[q], at.needs[q][2]) for k, q in zip(at.draw_stock, at.draw_need, strict=True)]
    need_of = {name: q for q, name in enumerate(at.needs)}

    def size(materials: Iterable[str]) -> Floats:
        return np.array([least[m] for m in materials], dtype=float)

    return Facts(
        case=case,
        at=at,
        names=names,
        lanes=lanes,
        made=made,
        use=use,
        years=tuple(case.years),
        months=case.settings.crisis_months,
        discount=(1 + case.settings.discount_rate) ** -np.arange(len(case.years), dtype=float),
        offers=offers,
        stocks=stocks,
        arc_end=arc_end,
        arc_lane=held,
        arc_open=np.array([lanes.is_open(lane) for lane in held], dtype=bool),
        arc_cost=np.array([landed_cost(o, lane) for o, lane in zip(sellers, held, strict=True)], dtype=float),
        arc_lead=np.array([lane.lead_months if lane else 0 for lane in held], dtype=np.int64),
        need_end=need_end,
        need_arcs=members_of(at.arc_need, len(need_end)),
        need_draws=members_of(at.draw_need, len(need_end)),
        market=np.array([end.kind == "market" for end in need_end], dtype=bool),
        recipe=_recipe_of_needs(made, at),
        draw_served=np.array(serves, dtype=bool),
        class_need=np.array([need_of.get(("market", market, m), -1) for market, m, _ in at.classes], dtype=np.int64),
        quantity=_by_year(case, at, "quantity"),
        harm=_by_year(case, at, "shortage_cost"),
        price=np.array([price[k.material] for k in stocks], dtype=float),
        least=least,
        of_offers=size(o.material for o in offers),
        of_arcs=size(o.material for o in sellers),
        of_needs=size(m for _, _, m in at.needs),
        of_stocks=size(k.material for k in stocks),
        of_draws=size(stocks[k].material for k in at.draw_stock),
        of_classes=size(m for _, m, _ in at.classes),
    )


def _recipe_of_needs(made: Recipes, at: Positions) -> tuple[tuple[tuple[int, float], ...], ...]:
    """For each need of a supplier, the offers that it makes from it, with the quantity for one unit."""
    position = {name: o for o, name in enumerate(at.offers)}
    outputs: dict[tuple[str, str, str], list[tuple[int, float]]] = {}
    for offer, inputs in made.items():
        for material, quantity in inputs.items():
            if offer in position:
                outputs.setdefault(("supplier", offer[0], material), []).append((position[offer], quantity))
    return tuple(tuple(outputs.get(name, ())) for name in at.needs)


def _by_year(case: Case, at: Positions, figure: str) -> Floats:
    """A figure of Demand by class and year; 0 where no row holds."""
    rows = demand(case)
    found = [[getattr(rows[c][t], figure) if t in rows[c] else 0.0 for t in case.years] for c in at.classes]
    return np.array(found, dtype=float).reshape(len(at.classes), len(case.years))
