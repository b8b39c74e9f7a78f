"""Statement 8: limits on shares, with their accounts of stock and of origin."""

from __future__ import annotations

from .book import Arc, Node, Row, cell, key, name, number, year
from .first_stage import Plan

Members = frozenset[str]
Account = tuple[Members, str | None]  # the members and, for lens traced, the material of origin


class Shares:
    """Writes every row of Share limits into a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.book, self.rows = plan, plan.book, plan.rows
        self._handed: dict[tuple[Account, str, Node, int], int] = {}
        self._kept: dict[tuple[Account, str, int], int] = {}
        self._carried: dict[tuple[Account, Arc, int], int] = {}
        self._traced: set[Account] = set()
        for row in self.book.rows("Share limits"):
            self._limits(row)

    def _limits(self, row: Row) -> None:
        """One limit for every material, destination and group that a row means."""
        wanted, group, lens = cell(row, "Destination"), key(cell(row, "Group")), key(cell(row, "Lens", "location"))
        if wanted is None and group == "each foreign country":
            wanted = "each"
        for material in [name(row, "Material")] if cell(row, "Material") is not None else self.book.materials:
            if wanted is None:
                ends = [self.book.nodes_of(material)]
            elif key(wanted) == "each":
                ends = [[node] for node in self.book.nodes_of(material)]
            else:
                ends = [self.book.nodes_of(material, str(wanted))]
            for nodes in ends:
                for one in self._groups(row, group, lens, material, nodes) if nodes else []:
                    self._limit(row, one, lens, material, nodes)

    def _groups(self, row: Row, group: str, lens: str, material: str, nodes: list[Node]) -> list[object]:
        if not group.startswith("each "):
            return [cell(row, "Group")]
        if lens == "traced":
            suppliers = [s for s, m in self.book.offers if m == name(row, "Origin material")]
        else:
            stocks = [("stockpile", k) for n in nodes for k in self.book.stocks_for(n, material)]
            suppliers = [arc.offer[0] for end in [*nodes, *stocks] for arc in self.book.into(end, material)]
        if group == "each supplier":
            return sorted(set(suppliers))
        if group == "each owner":
            found = {self.book.owner[s] for s in suppliers}
        else:
            found = {self.book.country["supplier", s] for s in suppliers}
        if group == "each foreign country":
            found -= {self.book.country[node] for node in nodes}
        return sorted(found - {"unknown"})

    def _limit(self, row: Row, group: object, lens: str, material: str, nodes: list[Node]) -> None:
        by_value = key(cell(row, "Basis", "quantity")) == "value"
        origin = name(row, "Origin material") if lens == "traced" else None
        penalty = number(row, "Penalty")
        for side, sign in (("Maximum", 1.0), ("Minimum", -1.0)):
            share = number(row, side)
            if share is None:
                continue
            account = (self.book.members(group, "owner" if lens == "owner" else "location", side), origin)
            for t in self.book.years:
                if year(row, "Year", t) != t:
                    continue
                terms = []  # sign * (the group's - share * all) <= 0
                for node in nodes:
                    for arc in self.book.into(node, material):
                        value = arc.cost if by_value else 1.0
                        terms += [(sign * f * value, c) for f, c in self.tag(arc, account, t)]
                        terms.append((-sign * share * value, self.plan.ship[arc, t]))
                    for k in self.book.stocks_for(node, material):
                        value = self.book.price[material] if by_value else 1.0
                        terms.append((sign * value, self.handed(k, node, account, t)))
                        terms.append((-sign * share * value, self.plan.draw[k, node, t]))
                if penalty is not None:
                    excess = self.rows.var()
                    terms.append((-1.0, excess))
                    self.plan.pay("penalty", t, penalty, excess)
                self.rows.row(terms, high=0.0)

    def tag(self, arc: Arc, account: Account, t: int) -> list[tuple[float, int]]:
        """The part of a delivery that counts for an account."""
        members, origin = account
        if origin is None or arc.offer[1] == origin:
            return [(1.0, self.plan.ship[arc, t])] if arc.offer[0] in members else []
        if arc.offer not in self.book.recipe:
            return []
        self._trace(account)
        return [(1.0, self._carried[account, arc, t])]

    def handed(self, stockpile: str, node: Node, account: Account, t: int) -> int:
        self._keep(stockpile, account)
        return self._handed[account, stockpile, node, t]

    def _keep(self, stockpile: str, account: Account) -> None:
        """The account of what a stockpile was given."""
        if (account, stockpile, self.book.years[0]) in self._kept:
            return
        keep = 1 - number(self.book.stockpiles[stockpile], "Loss", 0.0)
        material = self.book.stock_material(stockpile)
        for t in self.book.years:
            self._kept[account, stockpile, t] = self.rows.var()
            for node in self.book.serves[stockpile]:
                self._handed[account, stockpile, node, t] = self.rows.var()
        for t in self.book.years:
            kept = self._kept[account, stockpile, t]
            terms = [(1.0, kept)]
            if t > self.book.years[0]:
                terms.append((-keep, self._kept[account, stockpile, t - 1]))
            for arc in self.book.into(("stockpile", stockpile), material):
                terms += [(-f, c) for f, c in self.tag(arc, account, t)]
            for node in self.book.serves[stockpile]:
                handed = self._handed[account, stockpile, node, t]
                terms.append((1.0, handed))
                self.rows.row([(1.0, handed), (-1.0, self.plan.draw[stockpile, node, t])], high=0.0)
            self.rows.row(terms, 0.0, 0.0)
            self.rows.row([(1.0, kept), (-1.0, self.plan.level[stockpile, t])], high=0.0)

    def _trace(self, account: Account) -> None:
        """Mass balance of an origin at every supplier with recipes."""
        if account in self._traced:
            return
        self._traced.add(account)
        origin = account[1]
        for arc in self.book.arcs:
            for t in self.book.years if arc.offer in self.book.recipe and arc.offer[1] != origin else []:
                carried = self._carried[account, arc, t] = self.rows.var()
                self.rows.row([(1.0, carried), (-1.0, self.plan.ship[arc, t])], high=0.0)
        for node, materials in self.book.uses.items():
            for material in materials if node[0] == "supplier" else []:
                if not self._made_from(material, origin):
                    continue
                for t in self.book.years:
                    terms = []
                    for offer, inputs in self.book.recipe.items():
                        if offer[0] == node[1] and material in inputs:
                            for arc in self.book.out_of(offer):
                                terms += [(inputs[material] * f, c) for f, c in self.tag(arc, account, t)]
                    for arc in self.book.into(node, material):
                        terms += [(-f, c) for f, c in self.tag(arc, account, t)]
                    for k in self.book.stocks_for(node, material):
                        terms.append((-1.0, self.handed(k, node, account, t)))
                    self.rows.row(terms, low=0.0)

    def _made_from(self, material: str, origin: str) -> bool:
        if material == origin:
            return True
        makers = [inputs for (_, output), inputs in self.book.recipe.items() if output == material]
        return any(self._made_from(i, origin) for inputs in makers for i in inputs)
