"""The second stage: statements 11 to 17, the cost of a crisis, and the adversary's choices."""

from __future__ import annotations

import itertools
import math

from .book import Arc, Book, Node, Offer, Row, cell, key, name, number, year
from .countries import place
from .first_stage import Plan


class Effects:
    """What a set of events does, month by month."""

    def __init__(self, book: Book, events: list[Row]) -> None:
        self.book, self.events = book, events

    @staticmethod
    def _last(event: Row) -> tuple[int, int]:
        start = int(number(event, "Start month", 1.0))
        return start, start + int(number(event, "Months")) - 1

    def _remaining(self, event: Row, j: int) -> float:
        eased = cell(event, "Demand factor") is not None or cell(event, "Price factor") is not None
        remaining = number(event, "Remaining", 1.0 if eased else 0.0)
        start, end = self._last(event)
        recovery = int(number(event, "Recovery months", 0.0))
        if j < start or j > end + recovery:
            return 1.0
        return remaining if j <= end else remaining + (1 - remaining) * (j - end) / (recovery + 1)

    def _while_it_lasts(self, event: Row, column: str, j: int) -> float:
        start, end = self._last(event)
        return number(event, column, 1.0) if start <= j <= end else 1.0

    def _hits(self, event: Row, offer: Offer) -> bool:
        kind, target = key(cell(event, "Kind")), cell(event, "Target")
        supplier, material = offer
        if name(event, "Material") not in (None, material):
            return False
        if kind == "supplier":
            return key(target) == supplier
        if kind == "country":
            return place(target) == self.book.country["supplier", supplier]
        if kind == "owner":
            return place(target) == self.book.owner[supplier]
        if kind == "group":
            return self.book.match(str(target), ("supplier", supplier)) > 0
        return kind == "material" and key(target) == material

    def _to(self, event: Row, arc: Arc) -> bool:
        return self.book.match(str(cell(event, "To")), arc.to, arc.offer[0]) > 0

    def avail(self, offer: Offer, j: int) -> float:
        hits = [e for e in self.events if cell(e, "To") is None and self._hits(e, offer)]
        return math.prod(self._remaining(e, j) for e in hits)

    def permit(self, arc: Arc, j: int) -> float:
        hits = [e for e in self.events if cell(e, "To") is not None and self._hits(e, arc.offer) and self._to(e, arc)]
        return math.prod(self._remaining(e, j) for e in hits)

    def price(self, arc: Arc, j: int) -> float:
        hits = [e for e in self.events if self._hits(e, arc.offer) and (cell(e, "To") is None or self._to(e, arc))]
        return math.prod(self._while_it_lasts(e, "Price factor", j) for e in hits)

    def lane(self, arc: Arc, j: int) -> float:
        if j > self.book.months or arc.corridor is None:
            return 1.0
        hits = [
            e
            for e in self.events
            if key(cell(e, "Kind")) == "corridor" and name(e, "Target") == arc.corridor and name(e, "Material") in (None, arc.offer[1])
        ]
        return math.prod(self._remaining(e, j) for e in hits)

    def demand(self, market: str, material: str, j: int) -> float:
        node = ("market", market)
        factor = 1.0
        for e in self.events:
            kind, target = key(cell(e, "Kind")), cell(e, "Target")
            if name(e, "Material") not in (None, material):
                continue
            by_market = kind == "market" and key(target) == market
            by_country = kind == "country" and place(target) == self.book.country[node]
            by_group = kind == "group" and self._in_group(target, node)
            if by_market or by_country or by_group:
                factor *= self._while_it_lasts(e, "Demand factor", j)
        return factor

    def _in_group(self, target: object, node: Node) -> bool:
        members = self.book.groups.get(key(target), [target])
        return any(place(member) == self.book.country[node] for member in members)


def months_useful(book: Book) -> dict[Arc, int]:
    """U_a: the months in which what an arc dispatches can still serve a market within the crisis."""
    tail: dict[Node, float] = {node: 0.0 if node[0] == "market" else math.inf for node in book.uses}
    for _ in range(len(tail) + 1):
        for arc in book.arcs:
            node = ("supplier", arc.offer[0])
            if arc.to in tail and node in tail:
                tail[node] = min(tail[node], arc.lead + tail[arc.to])
    inside = [arc for arc in book.arcs if arc.to[0] != "stockpile"]
    return {arc: int(max(0.0, book.months - arc.lead - tail[arc.to])) for arc in inside}


def requirement(book: Book, scenario: str, whose: tuple[str, str, str], t: int, j: int) -> float:
    """The highest service level asked for in a month of a crisis."""
    levels = [0.0]
    for row in book.rows("Survival"):
        asked = name(row, "Scenario")
        if asked != scenario and not (asked is None and scenario != "attack"):
            continue
        market, material, priority = whose
        if name(row, "Market") not in (None, market) or name(row, "Material") not in (None, material):
            continue
        if name(row, "Priority") not in (None, priority) or t < year(row, "From year", book.years[0]):
            continue
        if number(row, "Months") >= j:
            levels.append(number(row, "Service level"))
    return max(levels)


def add_crisis(plan: Plan, scenario: str, events: list[Row], t: int, costed: bool) -> int | None:
    """The rows of one crisis at the end of one year; its cost's column, where it has a cost."""
    book, rows, effects = plan.book, plan.rows, Effects(plan.book, events)
    useful = months_useful(book)
    arcs, months = list(useful), range(1, book.months + 1)
    flow = {(a, j): rows.var(0.0, math.inf if j <= useful[a] else 0.0) for a in arcs for j in months}
    extra = {(o, j): rows.var() for o in book.offers for j in months}
    release = {(k, n, j): rows.var() for k, nodes in book.serves.items() for n in nodes for j in months}
    shortage = {(c, j): rows.var() for c in book.classes for j in months}

    def arrive(arc: Arc, j: int) -> tuple[float, int]:
        if j > arc.lead:
            return 1.0, flow[arc, j - arc.lead]
        return effects.lane(arc, j) / 12, plan.ship[arc, t]

    for offer, row in book.offers.items():
        standby, surge = number(row, "Standby", 0.0), number(row, "Surge", 0.0)
        ramp = number(row, "Ramp months", 0.0)
        for j in months:
            out = [(1.0, flow[arc, j]) for arc in arcs if arc.offer == offer]
            # 11
            share = effects.avail(offer, j) / 12
            if j <= ramp:
                most = plan.shipped(offer, t, -share)
            else:
                most = plan.shipped(offer, t, -share * (1 - standby))
                most.append((-share * (standby + surge), plan.capacity[offer, t]))
            rows.row(out + most, high=0.0)
            # 12
            for arc in arcs:
                if arc.offer != offer:
                    continue
                passing = effects.permit(arc, j) * effects.lane(arc, j + arc.lead)
                if passing >= 1:
                    continue
                most = [(-passing / 12, plan.ship[arc, t])]
                if j > ramp:
                    most += plan.shipped(offer, t, passing / 12 * standby)
                    most.append((-passing / 12 * (standby + surge), plan.capacity[offer, t]))
                rows.row([(1.0, flow[arc, j]), *most], high=0.0)
            # 16
            rows.row([(1.0, extra[offer, j]), *[(-1.0, c) for _, c in out], *plan.shipped(offer, t, 1 / 12)], low=0.0)

    for node, materials in book.uses.items():
        for material in materials:
            for j in months:
                given = [arrive(arc, j) for arc in book.into(node, material)]
                given += [(1.0, release[k, node, j]) for k in book.stocks_for(node, material)]
                if node[0] == "market":  # 13
                    classes = [c for c in book.classes if c[:2] == (node[1], material)]
                    given += [(1.0, shortage[c, j]) for c in classes]
                    wanted = sum(book.demand[c, t][0] for c in classes)
                    rows.row(given, low=effects.demand(node[1], material, j) * wanted / 12)
                else:  # 14
                    for offer, inputs in book.recipe.items():
                        if offer[0] == node[1] and material in inputs:
                            given += [(-inputs[material], flow[a, j]) for a in arcs if a.offer == offer]
                    rows.row(given, low=0.0)

    for k, row in book.stockpiles.items():  # 15
        nodes = book.serves[k]
        rows.row([(1.0, release[k, n, j]) for n in nodes for j in months] + [(-1.0, plan.level[k, t])], high=0.0)
        for j in months:
            responds = j > number(row, "Response months", 0.0)
            rows.row([(1.0, release[k, n, j]) for n in nodes], high=number(row, "Release limit", math.inf) if responds else 0.0)

    for whose in book.classes:  # 13 and 17
        for j in months:
            wanted = effects.demand(whose[0], whose[1], j) * book.demand[whose, t][0] / 12
            level = requirement(book, scenario, whose, t, j)
            rows.row([(1.0, shortage[whose, j])], high=(1 - level) * wanted)

    if not costed:
        return None
    cost = rows.var()
    terms = [(1.0, cost)]  # Q minus everything that it must cover >= 0
    for arc in arcs:
        for j in range(1, useful[arc] + 1):
            terms.append((-arc.cost * effects.price(arc, j), flow[arc, j]))
        terms.append((useful[arc] / 12 * arc.cost, plan.ship[arc, t]))
    for (offer, _), column in extra.items():
        row = book.offers[offer]
        terms.append((-number(row, "Surge premium", 0.0) * number(row, "Unit cost"), column))
    for (k, _, _), column in release.items():
        terms.append((-book.price[book.stock_material(k)], column))
    for (whose, _), column in shortage.items():
        terms.append((-book.demand[whose, t][1], column))
    for whose in book.classes:
        terms.append((book.months / 12 * book.demand[whose, t][1], plan.base_shortage[whose, t]))
    rows.row(terms, low=0.0)
    return cost


def attack_sets(book: Book) -> list[list[Row]]:
    """Every set of attacks within the budget to which none can be added."""
    attacks = book.rows("Attacks")
    costs = [number(row, "Cost", 1.0) for row in attacks]
    found = []
    for size in range(len(attacks) + 1):
        for chosen in itertools.combinations(range(len(attacks)), size):
            spent = sum(costs[i] for i in chosen)
            others = [i for i in range(len(attacks)) if i not in chosen]
            if spent <= book.budget + 1e-9 and all(spent + costs[i] > book.budget + 1e-9 for i in others):
                found.append([attacks[i] for i in chosen])
    return found
