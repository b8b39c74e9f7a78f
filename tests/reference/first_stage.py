"""The plan: statements 1 to 7, 9 and 10, with their costs."""

from __future__ import annotations

from .book import Arc, Book, Node, Offer, cell, key, name, number, year, yes
from .rows import INF, Rows


class Plan:
    """The columns of the first stage."""

    def __init__(self, book: Book, rows: Rows) -> None:
        self.book, self.rows = book, rows
        self.active: dict[tuple[Offer, int], int] = {}
        self.qualify: dict[tuple[Offer, int], int] = {}
        self.expand: dict[tuple[Offer, int], int] = {}
        self.capacity: dict[tuple[Offer, int], int] = {}
        self.ship: dict[tuple[Arc, int], int] = {}
        self.level: dict[tuple[str, int], int] = {}
        self.open: dict[tuple[str, int], int] = {}
        self.draw: dict[tuple[str, Node, int], int] = {}
        self.base_shortage: dict[tuple[tuple[str, str, str], int], int] = {}
        self.discount = {t: (1 + book.discount) ** (book.years[0] - t) for t in book.years}
        self._columns()
        for offer in book.offers:
            self._qualification(offer)
            self._capacity(offer)
            self._pace(offer)
        self._markets()
        self._recipes()
        for stockpile in book.stockpiles:
            self._stock(stockpile)
        for row in book.rows("Source limits"):
            self._sources(row)
        for offer in book.breaks:
            self._price_breaks(offer)

    def pay(self, kind: str, t: int, amount: float, column: int) -> None:
        self.rows.cost(kind, self.discount[t] * amount, column)

    def shipped(self, offer: Offer, t: int, factor: float = 1.0) -> list[tuple[float, int]]:
        """factor * the offer's total deliveries, into stockpiles included."""
        return [(factor, self.ship[arc, t]) for arc in self.book.out_of(offer)]

    def _columns(self) -> None:
        book, rows = self.book, self.rows
        for t in book.years:
            for offer, row in book.offers.items():
                self.active[offer, t] = rows.binary()
                self.qualify[offer, t] = rows.binary()
                self.expand[offer, t] = rows.var()
                self.capacity[offer, t] = rows.var()
                self.pay("fixed", t, number(row, "Fixed cost", 0.0), self.active[offer, t])
                self.pay("qualification", t, number(row, "Qualification cost", 0.0), self.qualify[offer, t])
                self.pay("expansion", t, number(row, "Expansion cost", 0.0), self.expand[offer, t])
            for arc in book.arcs:
                self.ship[arc, t] = rows.var()
                self.pay("deliveries", t, arc.cost, self.ship[arc, t])
            for stockpile, nodes in book.serves.items():
                self.level[stockpile, t] = rows.var()
                self.pay("holding", t, number(book.stockpiles[stockpile], "Holding cost", 0.0), self.level[stockpile, t])
                if number(book.stockpiles[stockpile], "Fixed cost", 0.0) > 0:
                    self.open[stockpile, t] = rows.binary()
                    self.pay("fixed", t, number(book.stockpiles[stockpile], "Fixed cost"), self.open[stockpile, t])
                for node in nodes:
                    self.draw[stockpile, node, t] = rows.var()
            for whose in book.classes:
                quantity, shortage_cost = book.demand[whose, t]
                self.base_shortage[whose, t] = rows.var(0.0, quantity if book.base_shortage else 0.0)
                self.pay("shortage", t, shortage_cost, self.base_shortage[whose, t])

    def _qualification(self, offer: Offer) -> None:
        """Statement 1."""
        row = self.book.offers[offer]
        wait = int(number(row, "Qualification years", 0.0))
        qualified = yes(cell(row, "Qualified", "yes"))
        paid = [(1.0, self.qualify[offer, t]) for t in self.book.years]
        self.rows.row(paid, high=1.0)
        for t in self.book.years:
            if not self._within(offer, t):
                self.rows.row([(1.0, self.active[offer, t])], high=0.0)
            if not qualified:
                by_then = [(-1.0, self.qualify[offer, u]) for u in self.book.years if u <= t - wait]
                self.rows.row([(1.0, self.active[offer, t]), *by_then], high=0.0)

    def _within(self, offer: Offer, t: int) -> bool:
        row = self.book.offers[offer]
        return year(row, "From year", t) <= t <= year(row, "To year", t)

    def _capacity(self, offer: Offer) -> None:
        """Statements 2 and 3."""
        row, rows = self.book.offers[offer], self.rows
        own, limit = number(row, "Capacity"), number(row, "Expansion limit", 0.0)
        wait = int(number(row, "Expansion years", 0.0))
        rows.row([(1.0, self.expand[offer, t]) for t in self.book.years], high=limit)
        for t in self.book.years:
            capacity, active = self.capacity[offer, t], self.active[offer, t]
            bought = [(-1.0, self.expand[offer, u]) for u in self.book.years if u <= t - wait]
            rows.row([(1.0, capacity), (-own, active), *bought], high=0.0)
            rows.row([(1.0, capacity), (-(own + limit), active)], high=0.0)
            rows.row([*self.shipped(offer, t), (-1.0, capacity)], high=0.0)
            rows.row([*self.shipped(offer, t), (-number(row, "Minimum take", 0.0), active)], low=0.0)

    def _pace(self, offer: Offer) -> None:
        """Statement 4."""
        row, first = self.book.offers[offer], self.book.years[0]
        most = number(row, "Maximum change")
        if most is None:
            return
        qualified = yes(cell(row, "Qualified", "yes"))

        def unbound(t: int) -> bool:
            if t < first:
                return not qualified or year(row, "From year") == first
            early = not qualified and t < first + int(number(row, "Qualification years", 0.0))
            return early or not self._within(offer, t)

        for t in self.book.years:
            if unbound(t) or unbound(t - 1):
                continue
            before = number(row, "Current volume", 0.0) if t == first else 0.0
            change = self.shipped(offer, t) + (self.shipped(offer, t - 1, -1.0) if t > first else [])
            self.rows.row(change, low=before - most, high=before + most)

    def _supplied(self, node: Node, material: str, t: int) -> list[tuple[float, int]]:
        """What a node is given of a material, from offers and from stock."""
        terms = [(1.0, self.ship[arc, t]) for arc in self.book.into(node, material)]
        return terms + [(1.0, self.draw[k, node, t]) for k in self.book.stocks_for(node, material)]

    def _markets(self) -> None:
        """Statement 5."""
        for (kind, market), materials in self.book.uses.items():
            for material in materials if kind == "market" else []:
                classes = [c for c in self.book.classes if c[:2] == (market, material)]
                for t in self.book.years:
                    wanted = sum(self.book.demand[c, t][0] for c in classes)
                    short = [(1.0, self.base_shortage[c, t]) for c in classes]
                    self.rows.row(self._supplied((kind, market), material, t) + short, wanted, wanted)

    def _recipes(self) -> None:
        """Statement 6."""
        for (kind, supplier), materials in self.book.uses.items():
            for material in materials if kind == "supplier" else []:
                for t in self.book.years:
                    needed = []
                    for offer, inputs in self.book.recipe.items():
                        if offer[0] == supplier and material in inputs:
                            needed += self.shipped(offer, t, -inputs[material])
                    self.rows.row(self._supplied((kind, supplier), material, t) + needed, 0.0, 0.0)

    def _stock(self, stockpile: str) -> None:
        """Statement 7."""
        row, rows = self.book.stockpiles[stockpile], self.rows
        keep = 1 - number(row, "Loss", 0.0)
        for t in self.book.years:
            level = self.level[stockpile, t]
            built = [(1.0, self.ship[arc, t]) for arc in self.book.into(("stockpile", stockpile), self.book.stock_material(stockpile))]
            drawn = [(1.0, self.draw[stockpile, node, t]) for node in self.book.serves[stockpile]]
            change = [(1.0, level)] + [(-f, c) for f, c in built] + drawn
            start = keep * number(row, "Opening level", 0.0)
            if t > self.book.years[0]:
                change.append((-keep, self.level[stockpile, t - 1]))
                start = 0.0
            rows.row(change, start, start)
            most, least = number(row, "Maximum level"), number(row, "Minimum level", 0.0)
            if t < year(row, "Minimum from year", self.book.years[0]):
                least = 0.0
            if (stockpile, t) in self.open:
                rows.row([(1.0, level), (-most, self.open[stockpile, t])], high=0.0)
                rows.row([(1.0, level), (-least, self.open[stockpile, t])], low=0.0)
            else:
                rows.row([(1.0, level)], least, most)
            rows.row(built, high=number(row, "Maximum build", INF))
            rows.row(drawn, high=12 * number(row, "Release limit", INF))

    def _sources(self, row: dict[str, object]) -> None:
        """Statement 9."""
        material, group = name(row, "Material"), cell(row, "Group")
        fewest, most = number(row, "Minimum"), number(row, "Maximum")
        share = number(row, "Minimum share", 0.05)
        offers = [offer for offer in self.book.offers if offer[1] == material]

        def counted(side: str) -> list[Offer]:
            if group is None:
                return offers
            inside = self.book.members(group, "location", side)
            return [offer for offer in offers if offer[0] in inside]

        for t in self.book.years:
            if year(row, "Year", t) != t:
                continue
            if most is not None:
                self.rows.row([(1.0, self.active[offer, t]) for offer in counted("Maximum")], high=most)
            if fewest is not None:
                counts = []
                everything = [term for offer in offers for term in self.shipped(offer, t, -share)]
                enough = share * sum(self.book.most(offer) for offer in offers)
                for offer in counted("Minimum"):
                    count = self.rows.binary()
                    counts.append((1.0, count))
                    self.rows.row([(1.0, count), (-1.0, self.active[offer, t])], high=0.0)
                    self.rows.row([*self.shipped(offer, t), *everything, (-enough, count)], low=-enough)
                self.rows.row(counts, low=fewest)

    def _price_breaks(self, offer: Offer) -> None:
        """Statement 10: one piece of the price list is chosen, and the offer's shipment lies in it."""
        own, top = number(self.book.offers[offer], "Unit cost"), self.book.most(offer)
        steps = sorted((number(r, "From quantity"), number(r, "Unit cost")) for r in self.book.breaks[offer])
        kind = key(cell(self.book.breaks[offer][0], "Kind", "all units"))
        starts, prices = [0.0] + [s for s, _ in steps], [own] + [p for _, p in steps]
        pieces, before = [], 0.0  # start, end, cost at zero, slope
        for i, (start, price) in enumerate(zip(starts, prices, strict=False)):
            end = starts[i + 1] if i + 1 < len(starts) else INF
            pieces.append((start, min(end, top), before - price * start if kind == "incremental" else 0.0, price))
            before += price * (end - start) if end < INF else 0.0
        for t in self.book.years:
            chosen, amounts = [], []
            for start, end, constant, price in pieces:
                if start > top:
                    continue
                pick, amount = self.rows.binary(), self.rows.var()
                chosen.append((1.0, pick))
                amounts.append((-1.0, amount))
                self.rows.row([(1.0, amount), (-start, pick)], low=0.0)
                self.rows.row([(1.0, amount), (-end, pick)], high=0.0)
                self.pay("deliveries", t, constant, pick)
                self.pay("deliveries", t, price - own, amount)
            self.rows.row(chosen, 1.0, 1.0)
            self.rows.row(self.shipped(offer, t) + amounts, 0.0, 0.0)
