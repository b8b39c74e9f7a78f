"""What the sheets of a workbook mean: names, defaults, arcs, groups and events."""

from __future__ import annotations

from dataclasses import dataclass

from .countries import key, place

Row = dict[str, object]
Node = tuple[str, str]  # ('market' | 'supplier' | 'stockpile', name)
Offer = tuple[str, str]  # (supplier, material)


@dataclass(frozen=True)
class Arc:
    """A permitted delivery of an offer to a node or a stockpile."""

    offer: Offer
    to: Node
    cost: float
    lead: int
    corridor: str | None


def cell(row: Row, column: str, default: object = None) -> object:
    value = row.get(column)
    if value is None or (isinstance(value, str) and not value.strip()):
        return default
    return value


def number(row: Row, column: str, default: float | None = None) -> float | None:
    value = cell(row, column)
    return default if value is None else float(value)


def year(row: Row, column: str, default: int | None = None) -> int | None:
    value = cell(row, column)
    return default if value is None else int(float(value))


def name(row: Row, column: str, default: object = None) -> str | None:
    value = cell(row, column, default)
    return None if value is None else key(value)


def yes(value: object) -> bool:
    return key(value) in ("yes", "true", "1")


class Book:
    """The workbook's tables, with names in the form in which they are compared."""

    def __init__(self, sheets: dict[str, list[Row]]) -> None:
        self.sheets = {sheet: [r for r in rows if any(cell(r, c) is not None for c in r)] for sheet, rows in sheets.items()}
        self._settings()
        self._names()
        self._offers()
        self._demand()
        self._stockpiles()
        self._arcs()

    def rows(self, sheet: str) -> list[Row]:
        return self.sheets.get(sheet) or []

    def _settings(self) -> None:
        given = {name(row, "Name"): cell(row, "Value") for row in self.rows("Settings")}
        given = {setting: value for setting, value in given.items() if value is not None}
        first = int(float(given["first year"]))
        self.years = list(range(first, int(float(given.get("last year", first))) + 1))
        self.discount = float(given.get("discount rate", 0))
        self.months = int(float(given.get("crisis months", 12)))
        self.aversion = float(given["risk aversion"]) if "risk aversion" in given else None
        self.cvar_level = float(given.get("cvar level", 0.95))
        self.base_shortage = yes(given.get("base shortage allowed", "no"))
        self.open_by_default = key(given.get("default lane", "open")) == "open"
        self.budget = float(given["attack budget"]) if "attack budget" in given else None
        self.model = key(given.get("model", "standard")).replace(" ", "-").replace("_", "-")

    def _names(self) -> None:
        self.groups: dict[str, list[str]] = {}
        for row in self.rows("Groups"):
            self.groups.setdefault(name(row, "Group"), []).append(str(cell(row, "Member")))
        self.country: dict[Node, str] = {}
        self.owner: dict[str, str] = {}
        for row in self.rows("Suppliers"):
            supplier = name(row, "Supplier")
            self.country["supplier", supplier] = place(cell(row, "Country"))
            self.owner[supplier] = place(cell(row, "Owner", cell(row, "Country")))
        self.suppliers = list(self.owner)
        for row in self.rows("Markets") or self.rows("Demand"):
            self.country["market", name(row, "Market")] = place(cell(row, "Country", cell(row, "Market")))

    def _offers(self) -> None:
        self.offers: dict[Offer, Row] = {(name(r, "Supplier"), name(r, "Material")): r for r in self.rows("Offers")}
        self.price = {name(row, "Material"): number(row, "Price") for row in self.rows("Materials")}
        self.recipe: dict[Offer, dict[str, float]] = {}
        for supplier, material in self.offers:
            mine = [r for r in self.rows("Recipes") if name(r, "Output") == material]
            own = [r for r in mine if name(r, "Supplier") == supplier]
            used = own or [r for r in mine if name(r, "Supplier") is None]
            inputs = {name(r, "Input"): number(r, "Quantity") for r in used if number(r, "Quantity") > 0}
            if inputs:
                self.recipe[supplier, material] = inputs
        self.breaks: dict[Offer, list[Row]] = {}
        for row in self.rows("Price breaks"):
            self.breaks.setdefault((name(row, "Supplier"), name(row, "Material")), []).append(row)

    def most(self, offer: Offer) -> float:
        """The largest yearly capacity that an offer can ever have."""
        return number(self.offers[offer], "Capacity") + number(self.offers[offer], "Expansion limit", 0.0)

    def _demand(self) -> None:
        every, dated = {}, {}
        for row in self.rows("Demand"):
            whose = (name(row, "Market"), name(row, "Material"), name(row, "Priority", "all"))
            amount = (number(row, "Quantity"), number(row, "Shortage cost"))
            at = year(row, "Year")
            if at is None:
                every[whose] = amount
            else:
                dated[whose, at] = amount
        self.classes = sorted({*every, *(whose for whose, _ in dated)})
        #: (market, material, class), year -> (quantity, cost of a unit short)
        self.demand = {(c, t): dated.get((c, t), every.get(c, (0.0, 0.0))) for c in self.classes for t in self.years}
        self.uses: dict[Node, list[str]] = {}
        for market, material, _ in self.classes:
            if material not in self.uses.setdefault(("market", market), []):
                self.uses["market", market].append(material)
        for (supplier, _), inputs in self.recipe.items():
            for material in inputs:
                if material not in self.uses.setdefault(("supplier", supplier), []):
                    self.uses["supplier", supplier].append(material)
        materials = {m for _, m in self.offers} | {m for _, m, _ in self.classes} | {m for i in self.recipe.values() for m in i}
        self.materials = sorted(materials | set(self.price))

    def _stockpiles(self) -> None:
        self.stockpiles: dict[str, Row] = {name(row, "Stockpile"): row for row in self.rows("Stockpiles")}
        self.serves: dict[str, list[Node]] = {}
        for stockpile, row in self.stockpiles.items():
            self.country["stockpile", stockpile] = place(cell(row, "Country"))
        for stockpile, row in self.stockpiles.items():
            where = str(cell(row, "Serves", "")).split(";")
            home = self.country["stockpile", stockpile]
            self.serves[stockpile] = [
                node
                for node, materials in self.uses.items()
                if name(row, "Material") in materials
                and (any(self.match(w, node) for w in where if w.strip()) if cell(row, "Serves") else self.country[node] == home)
            ]

    def stock_material(self, stockpile: str) -> str:
        return name(self.stockpiles[stockpile], "Material")

    # Places

    def match(self, text: str, node: Node, source: str | None = None) -> int:
        """How closely a cell names a node: 3 by name, 2 by country, 1 by group or as abroad, 0 not at all."""
        if key(text) == node[1]:
            return 3
        if place(text) == self.country[node]:
            return 2
        for member in self.groups.get(key(text), []):
            if place(member) == self.country[node] or (node[0] == "supplier" and key(member) == node[1]):
                return 1
        if source is not None and key(text) == "abroad" and self.abroad(source, node):
            return 1
        return 0

    def abroad(self, supplier: str, node: Node) -> bool:
        if node == ("supplier", supplier):
            return False
        home = self.country["supplier", supplier]
        return home != self.country[node] or home == "unknown"

    def nodes_of(self, material: str, text: str | None = None) -> list[Node]:
        """The nodes that use a material, all or those that a cell names."""
        return [n for n, used in self.uses.items() if material in used and (text is None or self.match(text, n) > 0)]

    def members(self, group: object, lens: str, side: str) -> frozenset[str]:
        """The suppliers that belong to a group for its Maximum or its Minimum."""
        where = self.owner if lens == "owner" else {s: self.country["supplier", s] for s in self.suppliers}
        names = list(self.groups.get(key(group), [group]))
        if lens == "owner" and place(group) in self.owner.values():
            names.append(group)

        def only_a_supplier(text: object) -> bool:
            return key(text) in self.suppliers and not (lens == "owner" and place(text) in self.owner.values())

        inside = set()
        for supplier in self.suppliers:
            if any(key(text) == supplier for text in names):
                inside.add(supplier)
            elif where[supplier] == "unknown":
                if side == "Maximum" and not all(only_a_supplier(text) for text in names):
                    inside.add(supplier)
            elif any(place(text) == where[supplier] for text in names):
                inside.add(supplier)
        return frozenset(inside)

    # Arcs

    def lanes(self, supplier: str, material: str, to: Node) -> list[tuple[tuple[int, int, int], Row]]:
        """The rows of Lanes that hold for a pair, the most specific first."""
        found = []
        for row in self.rows("Lanes"):
            start, end, what = str(cell(row, "From")), str(cell(row, "To")), name(row, "Material")
            if what not in (None, material):
                continue
            left = 0 if key(start) == "*" else self.match(start, ("supplier", supplier))
            right = 0 if key(end) == "*" else self.match(end, to, supplier)
            if (key(start) != "*" and not left) or (key(end) != "*" and not right):
                continue
            found.append(((left, right, int(what is not None)), row))
        return sorted(found, key=lambda pair: pair[0], reverse=True)

    def _arcs(self) -> None:
        self.arcs: list[Arc] = []
        for supplier, material in self.offers:
            ends = self.nodes_of(material)
            ends += [("stockpile", k) for k in self.stockpiles if self.stock_material(k) == material]
            for to in ends:
                rows = self.lanes(supplier, material, to)
                if not (yes(cell(rows[0][1], "Open", "yes")) if rows else self.open_by_default):
                    continue
                row = rows[0][1] if rows else {}
                unit = number(self.offers[supplier, material], "Unit cost")
                landed = unit * (1 + number(row, "Tariff", 0.0)) + number(row, "Transport cost", 0.0)
                lead = int(number(row, "Lead months", 0.0))
                self.arcs.append(Arc((supplier, material), to, landed, lead, name(row, "Corridor")))

    def out_of(self, offer: Offer) -> list[Arc]:
        return [arc for arc in self.arcs if arc.offer == offer]

    def into(self, node: Node, material: str) -> list[Arc]:
        return [arc for arc in self.arcs if arc.to == node and arc.offer[1] == material]

    def stocks_for(self, node: Node, material: str) -> list[str]:
        return [k for k, nodes in self.serves.items() if node in nodes and self.stock_material(k) == material]
