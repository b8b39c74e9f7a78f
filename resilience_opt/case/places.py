"""What a name means: which suppliers belong to a group, which nodes a place holds, who uses what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from resilience_opt.case.case import Case
from resilience_opt.case.names import UNKNOWN, country_key, fold
from resilience_opt.case.sheets import Stockpile

#: How `unknown` countries and owners count: 'in' every group (a Maximum), 'out' of every group (a
#: Minimum), or 'plain': a name like any other (an event).
Unknown = Literal["in", "out", "plain"]


@dataclass(frozen=True, order=True)
class Node:
    """A user of material: a market, or a supplier whose offer has a recipe."""

    kind: Literal["market", "supplier"]
    name: str
    country: str


class Places:
    """Answers of one case to: who belongs to this name, and which nodes does it hold?

    Names of countries are compared by their ISO code, all others by their folded text.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.suppliers = {fold(s.supplier): s for s in case.suppliers}
        self.groups: dict[str, list[str]] = {}
        for member in case.groups:
            self.groups.setdefault(fold(member.group), []).append(member.member)
        self.country_of = {s.supplier: country_key(s.country) for s in case.suppliers}
        self.owner_of = {s.supplier: s.owner or s.country for s in case.suppliers}
        self._owner_key = {s: country_key(owner) for s, owner in self.owner_of.items()}
        self._country_name: dict[str, str] = {}
        for text in (
            [s.country for s in case.suppliers] + [m.country or m.market for m in case.markets] + [k.country for k in case.stockpiles]
        ):
            self._country_name.setdefault(country_key(text), text)

    # --- recipes and use -----------------------------------------------------------------------

    @cached_property
    def recipes(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        """Inputs of every offer with a recipe: (supplier, output) to {input: quantity for one unit}."""
        general: dict[str, dict[str, float]] = {}
        own: dict[tuple[str, str], dict[str, float]] = {}
        for r in self.case.recipes:
            if r.supplier is None:
                general.setdefault(r.output, {})[r.input] = r.quantity
            else:
                own.setdefault((r.supplier, r.output), {})[r.input] = r.quantity
        found = {}
        for offer in self.case.offers:
            key = (offer.supplier, offer.material)
            inputs = {i: q for i, q in own.get(key, general.get(offer.material, {})).items() if q > 0}
            if inputs:
                found[key] = inputs
        return found

    @cached_property
    def uses(self) -> Mapping[Node, tuple[str, ...]]:
        """Every node with the materials that it uses, in the order of the workbook."""
        needed: dict[str, dict[str, None]] = {}
        for d in self.case.demand:
            needed.setdefault(d.market, {})[d.material] = None
        inputs: dict[str, dict[str, None]] = {}
        for (supplier, _), recipe in self.recipes.items():
            inputs.setdefault(supplier, {}).update(dict.fromkeys(recipe))
        nodes: dict[Node, tuple[str, ...]] = {}
        for market in self.case.markets:
            if market.market in needed:
                nodes[Node("market", market.market, market.country or market.market)] = tuple(needed[market.market])
        for s in self.case.suppliers:
            if s.supplier in inputs:
                nodes[Node("supplier", s.supplier, s.country)] = tuple(inputs[s.supplier])
        return nodes

    def made_from(self, origin: str) -> frozenset[str]:
        """The material itself, and every one that some offer makes from it, directly or through further recipes."""
        found = {origin}
        while True:
            more = {output for (_, output), inputs in self.recipes.items() if found.intersection(inputs)} - found
            if not more:
                return frozenset(found)
            found |= more

    def users(self, material: str) -> tuple[Node, ...]:
        """Nodes that use a material."""
        return tuple(node for node, used in self.uses.items() if material in used)

    # --- membership ----------------------------------------------------------------------------

    def terms(self, name: str) -> list[str]:
        """The name itself, and the members where it is a group."""
        return [name, *self.groups.get(fold(name), ())]

    def country(self, text: str) -> str | None:
        """The country that a text names, as first spelled, if it stands in a Country cell."""
        return self._country_name.get(country_key(text))

    def members(self, name: str, *, by_owner: bool = False, unknown: Unknown = "plain") -> frozenset[str]:
        """Suppliers that belong to a group, country or supplier.

        Parameters
        ----------
        name : str
            Group, country or supplier; with `by_owner` also the text of an Owner.
        by_owner : bool
            The owner's country counts in place of the site's.
        unknown : 'in', 'out' or 'plain'
            How suppliers count whose country (or owner) is `unknown`. Where membership is by supplier
            alone it plays no part.
        """
        key_of = self._owner_key if by_owner else self.country_of
        keys = set()
        found = set()
        for term in self.terms(name):
            supplier = self.suppliers.get(fold(term))
            if supplier is not None:
                found.add(supplier.supplier)
            key = country_key(term)
            if key in self._country_name or key.startswith("iso:") and supplier is None and fold(term) not in self.groups:
                keys.add(key)
            elif by_owner and key in self._owner_key.values():
                keys.add(key)
        hidden = {s for s, key in key_of.items() if key == UNKNOWN}
        by_country = {s for s, key in key_of.items() if key in keys}
        if keys and unknown == "in":
            by_country |= hidden
        if unknown == "out":
            by_country -= hidden
        return frozenset(found | by_country)

    def owned_by(self, owner: str) -> frozenset[str]:
        """Suppliers whose Owner is this text (events of kind owner)."""
        key = country_key(owner)
        return frozenset(s for s, k in self._owner_key.items() if k == key)

    def struck(self, kind: str, target: str) -> frozenset[str]:
        """Suppliers that an event or an attack hits by supplier, country, owner or group; none by other kinds."""
        if kind == "owner":
            return self.owned_by(target)
        if kind == "supplier":
            return frozenset(s.supplier for s in self.case.suppliers if fold(s.supplier) == fold(target))
        if kind == "country":
            key = country_key(target)
            return frozenset(s for s, k in self.country_of.items() if k == key)
        return self.members(target) if kind == "group" else frozenset()

    # --- places --------------------------------------------------------------------------------

    def holds(self, name: str, node: Node) -> bool:
        """Whether a node, country or group of this name holds the node, in any of these ways."""
        if fold(name) == fold(node.name):
            return True
        key = country_key(node.country)
        for term in self.terms(name):
            if country_key(term) == key:
                return True
            if node.kind == "supplier" and fold(term) == fold(node.name):
                return True
        return False

    def nodes(self, name: str | None) -> tuple[Node, ...]:
        """Every node that a cell means; all of them where it is blank."""
        return tuple(n for n in self.uses if name is None or self.holds(name, n))

    def abroad(self, supplier: str, end: Node | Stockpile) -> bool:
        """Whether a destination lies outside the supplier's country; two unknown countries count as two, but no site is abroad to itself."""
        if isinstance(end, Node) and end.kind == "supplier" and end.name == supplier:
            return False
        here = self.country_of[supplier]
        return here == UNKNOWN or here != country_key(end.country)

    def served(self, stockpile: Stockpile) -> tuple[Node, ...]:
        """Nodes that a stockpile may supply."""
        users = self.users(stockpile.material)
        if not stockpile.serves:
            key = country_key(stockpile.country)
            return tuple(n for n in users if country_key(n.country) == key)
        return tuple(n for n in users if any(self.holds(name, n) for name in stockpile.serves))
