"""Share limits spelled out: one for each material, destination, group and side that a row means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from resilience_opt.case.lanes import Delivery
from resilience_opt.case.names import UNKNOWN, country_key
from resilience_opt.case.places import Node, Places
from resilience_opt.case.sheets import ShareLimit, Stockpile

Nodes = tuple[Node, ...]

#: Words that stand for one limit on every country, owner or supplier. A group may have a name that begins like them.
EACH = next(column.words for column in ShareLimit.columns() if column.attribute == "group")


@dataclass(frozen=True)
class Limit:
    """One limit on one group's share of one material at some nodes together.

    Attributes
    ----------
    record : ShareLimit
        The row that it comes from.
    group : str
        The group, country, supplier or owner; spelled out where the row says `each ...`.
    lens : 'location', 'owner' or 'traced'
    material : str
    destination : str
        As the report names it: 'all together', a node, or the cell's text.
    nodes : tuple of Node
        The destinations, each of which uses the material.
    side : 'maximum' or 'minimum'
    share : float
        The largest, or smallest, share [fraction].
    members : frozenset of str
        Suppliers that count, by location or owner (of the origin material, with lens traced).
    years : tuple of int
        Planning years in which it holds.
    """

    record: ShareLimit
    group: str
    lens: str
    material: str
    destination: str
    nodes: Nodes
    side: Literal["maximum", "minimum"]
    share: float
    members: frozenset[str]
    years: tuple[int, ...]


def materials_of(places: Places, row: ShareLimit) -> tuple[str, ...]:
    """Materials that a row means: the one it names, or each one that some node uses."""
    if row.material is not None:
        return (row.material,)
    used = {m for materials in places.uses.values() for m in materials}
    return tuple(m.material for m in places.case.materials if m.material in used)


def destinations_of(places: Places, row: ShareLimit, material: str) -> Iterator[tuple[str, Nodes]]:
    """Label and nodes of every limit that a row means for a material; only nodes that use it."""
    users = places.users(material)
    each = row.destination == "each" or (row.destination is None and row.group == "each foreign country")
    if each:
        yield from ((node.name, (node,)) for node in users)
    elif row.destination is None:
        if users:
            yield "all together", users
    else:
        held = tuple(node for node in users if places.holds(row.destination, node))
        if held:
            yield row.destination, held


class Reaching:
    """Who has a delivery of a material into some nodes, or into a stockpile that serves one of them."""

    def __init__(self, places: Places, deliveries: Sequence[Delivery]) -> None:
        self.places, self._deliveries = places, deliveries

    @cached_property
    def _into(self) -> Mapping[tuple[str, Node], set[str]]:
        """Suppliers by material and node."""
        into: dict[tuple[str, Node], set[str]] = {}
        stored: dict[str, set[str]] = {}
        for d in self._deliveries:
            if isinstance(d.destination, Stockpile):
                stored.setdefault(d.destination.stockpile, set()).add(d.offer.supplier)
            else:
                into.setdefault((d.offer.material, d.destination), set()).add(d.offer.supplier)
        for k in self.places.case.stockpiles:
            for node in self.places.served(k):
                into.setdefault((k.material, node), set()).update(stored.get(k.stockpile, ()))
        return into

    def suppliers(self, material: str, nodes: Nodes) -> frozenset[str]:
        """The suppliers, by name."""
        return frozenset().union(*(self._into.get((material, node), ()) for node in nodes))


def groups_of(reaching: Reaching, row: ShareLimit, material: str, nodes: Nodes) -> list[str]:
    """The groups that a row means: the one it names, or `each ...` spelled out."""
    if row.group not in EACH:
        return [row.group]
    places = reaching.places
    case = places.case
    if row.lens == "traced":
        who = {o.supplier for o in case.offers if o.material == row.origin_material}
    else:
        who = set(reaching.suppliers(material, nodes))
    ordered = [s for s in case.suppliers if s.supplier in who]
    if row.group == "each supplier":
        return [s.supplier for s in ordered]
    if row.group == "each owner":
        names = [s.owner or s.country for s in ordered]
    elif row.lens == "owner":
        names = [s.owner or s.country for s in ordered if _is_country(places, s.owner or s.country)]
    else:
        names = [s.country for s in ordered]
    own = {country_key(n.country) for n in nodes} if row.group == "each foreign country" else set()
    spelled: dict[str, str] = {}
    for name in names:
        key = country_key(name)
        if key != UNKNOWN and key not in own:
            spelled.setdefault(key, name)
    return list(spelled.values())


def _is_country(places: Places, text: str) -> bool:
    return country_key(text).startswith("iso:") or places.country(text) is not None


def expand(places: Places, deliveries: Sequence[Delivery]) -> tuple[Limit, ...]:
    """Every limit of a case, in the order of the rows."""
    reaching = Reaching(places, deliveries)
    return tuple(limit for row in places.case.share_limits for limit in expand_row(reaching, row))


def expand_row(reaching: Reaching, row: ShareLimit) -> Iterator[Limit]:
    """The limits that one row means."""
    places = reaching.places
    case = places.case
    lens = "owner" if row.group == "each owner" else row.lens
    years = tuple(t for t in case.years if row.year is None or row.year == t)
    for material in materials_of(places, row):
        for label, nodes in destinations_of(places, row, material):
            for group in groups_of(reaching, row, material, nodes):
                for side, share in (("maximum", row.maximum), ("minimum", row.minimum)):
                    if share is None:
                        continue
                    members = places.members(group, by_owner=lens == "owner", unknown="in" if side == "maximum" else "out")
                    yield Limit(row, group, lens, material, label, nodes, side, share, members, years)  # type: ignore[arg-type]
