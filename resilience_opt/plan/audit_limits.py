"""Share limits spelled out: the audit's own reading of who counts, where, and in which years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from resilience_opt.case.names import UNKNOWN, country_key
from resilience_opt.case.sheets import ShareLimit
from resilience_opt.plan.audit_facts import Facts
from resilience_opt.plan.audit_names import End
from resilience_opt.plan.audit_positions import LimitName, limit_name
from resilience_opt.plan.audit_recipes import served

EACH = ("each country", "each foreign country", "each owner", "each supplier")


@dataclass(frozen=True)
class Share:
    """One limit on one group's share of a material at some nodes together.

    Attributes
    ----------
    name : what tells it from others
    record : the row that it comes from
    maximum : whether it is one; else it is a minimum
    share : the largest, or smallest, share
    members : suppliers that count (as origin, with lens traced)
    unsure : those of them that count only because their place is not known
    needs : positions of the destinations' needs
    years : positions
    """

    name: LimitName
    record: ShareLimit
    maximum: bool
    share: float
    members: frozenset[str]
    unsure: frozenset[str]
    needs: tuple[int, ...]
    years: tuple[int, ...]

    @property
    def origin(self) -> str | None:
        """The material whose origin counts, with lens traced."""
        return self.record.origin_material if self.record.lens == "traced" else None

    @property
    def material(self) -> str:
        """The material that is limited."""
        return self.name[2]

    def __str__(self) -> str:
        _, group, material, destination, side = self.name
        lens = "owner" if self.record.group == "each owner" else self.record.lens
        return f"{group} in {material} ({lens}, {destination}), {side} {self.share:g}"


def shares(f: Facts) -> Iterator[Share]:
    """Every limit of a case, row by row."""
    position = {(end, m): q for q, (end, (_, _, m)) in enumerate(zip(f.need_end, f.at.needs, strict=True))}
    used = {m for _, m in f.use}
    for row in f.case.share_limits:
        for material in [row.material] if row.material else [m.material for m in f.case.materials if m.material in used]:
            for label, ends in _destinations(f, row, material):
                needs = tuple(sorted(position[end, material] for end in ends if (end, material) in position))
                for group in _groups(f, row, material, ends):
                    yield from _sides(f, row, group, material, label, needs)


def _destinations(f: Facts, row: ShareLimit, material: str) -> Iterator[tuple[str, list[End]]]:
    ends = [end for end, m in f.use if m == material]
    if row.destination == "each" or (row.destination is None and row.group == "each foreign country"):
        yield from ((end.name, [end]) for end in ends)
        return
    meant = ends if row.destination is None else [end for end in ends if f.names.holds(row.destination, end)]
    if meant:
        yield row.destination or "all together", meant


def _sides(f: Facts, row: ShareLimit, group: str, material: str, label: str, needs: tuple[int, ...]) -> Iterator[Share]:
    lens = "owner" if row.lens == "owner" or row.group == "each owner" else "location"
    years = tuple(t for t, year in enumerate(f.years) if row.year in (None, year))
    for side, share, unknown in (("maximum", row.maximum, "in"), ("minimum", row.minimum, "out")):
        if share is not None:
            members = f.names.members(group, lens, unknown)
            unsure = members - f.names.members(group, lens, "out") if row.lens != "traced" else frozenset()
            yield Share(limit_name(row, group, material, label, side), row, side == "maximum", share, members, unsure, needs, years)


def _groups(f: Facts, row: ShareLimit, material: str, ends: list[End]) -> list[str]:
    """The group that a row names, or every one that `each ...` stands for, in the order of Suppliers."""
    if row.group not in EACH:
        return [row.group]
    who = (
        {o.supplier for o in f.case.offers if o.material == row.origin_material} if row.lens == "traced" else _deliverers(f, material, ends)
    )
    ordered = [s for s in f.case.suppliers if s.supplier in who]
    if row.group == "each supplier":
        return [s.supplier for s in ordered]
    if row.group == "each owner":
        found = [s.owner or s.country for s in ordered]
    elif row.lens == "owner":
        found = [owner for s in ordered if f.names.is_country(owner := s.owner or s.country)]
    else:
        found = [s.country for s in ordered]
    home = {country_key(end.country) for end in ends} if row.group == "each foreign country" else set()
    spelled: dict[str, str] = {}
    for name in found:
        if country_key(name) not in home | {UNKNOWN}:
            spelled.setdefault(country_key(name), name)
    return list(spelled.values())


def _deliverers(f: Facts, material: str, ends: list[End]) -> set[str]:
    """Suppliers with a permitted delivery of a material to some ends, or into a stockpile that serves one of them."""
    stores = [k for k in f.case.stockpiles if any(served(f.names, k, end, material) for end in ends)]
    reached = [*ends, *(End("stockpile", k.stockpile, k.country) for k in stores)]
    makers = [o.supplier for o in f.case.offers if o.material == material]
    return {s for s in makers if any(f.lanes.is_open(f.lanes.holding(s, material, end)) for end in reached)}
