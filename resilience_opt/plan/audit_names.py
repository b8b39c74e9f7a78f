"""Who belongs to a name, and which places it holds: the audit's own reading of Groups, Suppliers and Country cells."""

from __future__ import annotations

from dataclasses import dataclass

from resilience_opt.case.case import Case
from resilience_opt.case.names import UNKNOWN, country_key, fold


@dataclass(frozen=True)
class End:
    """Where a delivery can end: a market, a supplier or a stockpile, by its `kind`."""

    kind: str
    name: str
    country: str


class Names:
    """What the names of a case mean."""

    def __init__(self, case: Case) -> None:
        self.suppliers = {s.supplier: s for s in case.suppliers}
        self._known_suppliers = {fold(s) for s in self.suppliers}
        self._groups: dict[str, list[str]] = {}
        self._members: dict[tuple[str, str, str], frozenset[str]] = {}
        for row in case.groups:
            self._groups.setdefault(fold(row.group), []).append(row.member)
        places = [s.country for s in case.suppliers] + [m.country or m.market for m in case.markets] + [k.country for k in case.stockpiles]
        self._countries = {country_key(place) for place in places}
        self._owners = {country_key(s.owner or s.country) for s in case.suppliers}

    def is_group(self, name: str) -> bool:
        """Whether a group has this name."""
        return fold(name) in self._groups

    def inside(self, group: str) -> list[str]:
        """The members of a group."""
        return self._groups.get(fold(group), [])

    def meant(self, name: str) -> list[str]:
        """The name itself, and its members where it is a group's."""
        return [name, *self.inside(name)]

    def is_country(self, text: str) -> bool:
        """Whether a text names a country: one of ISO 3166, or one that stands in a Country cell."""
        return country_key(text).startswith("iso:") or country_key(text) in self._countries

    def place(self, supplier: str, lens: str) -> str:
        """What a supplier is known by with a lens: its country, or that of its owner, in the form in which they are compared."""
        record = self.suppliers[supplier]
        return country_key((record.owner or record.country) if lens == "owner" else record.country)

    def belongs(self, supplier: str, name: str, lens: str = "location", unknown: str = "plain") -> bool:
        """Whether a supplier belongs to a group, country, supplier or (lens owner) owner of this name.

        Parameters
        ----------
        unknown : 'in', 'out' or 'plain'
            A supplier whose place is not known belongs to every group of places (a Maximum), to none (a Minimum),
            or to the name `unknown` alone (an event).
        """
        terms = self.meant(name)
        if any(fold(term) == fold(supplier) for term in terms):
            return True
        place = self.place(supplier, lens)
        if place == UNKNOWN and unknown == "in":
            return any(self._is_place(term, lens) for term in terms)
        if place == UNKNOWN and unknown == "out":
            return False
        return any(country_key(term) == place for term in terms)

    def _is_place(self, term: str, lens: str) -> bool:
        """Whether a name can be that of a place (or of an owner), and not of a supplier or a group alone."""
        key = country_key(term)
        if key in self._countries or (lens == "owner" and key in self._owners):
            return True
        return key.startswith("iso:") and fold(term) not in self._known_suppliers and not self.is_group(term)

    def members(self, name: str, lens: str = "location", unknown: str = "plain") -> frozenset[str]:
        """Every supplier that belongs to a name."""
        key = (name, lens, unknown)
        if key not in self._members:
            self._members[key] = frozenset(s for s in self.suppliers if self.belongs(s, name, lens, unknown))
        return self._members[key]

    def group_holds(self, group: str, end: End) -> bool:
        """Whether a member of a group holds an end: its country, or the supplier itself."""
        return any(self._is_at(member, end) for member in self.inside(group))

    def _is_at(self, member: str, end: End) -> bool:
        return country_key(member) == country_key(end.country) or (end.kind == "supplier" and fold(member) == fold(end.name))

    def holds(self, name: str, end: End) -> bool:
        """Whether a node, country or group of this name holds an end."""
        return fold(name) == fold(end.name) or self._is_at(name, end) or self.group_holds(name, end)

    def same_country(self, country: str, end: End) -> bool:
        """Whether an end lies in a country."""
        return country_key(country) == country_key(end.country)

    def abroad(self, supplier: str, end: End) -> bool:
        """Whether an end lies outside a supplier's country; two that are not known are two, but its own site is at home."""
        if end.kind == "supplier" and end.name == supplier:
            return False
        home = country_key(self.suppliers[supplier].country)
        return home == UNKNOWN or home != country_key(end.country)
