"""What is made of what, who uses it, how much is needed by year: the audit's own reading of Recipes and Demand."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Demand, Stockpile
from resilience_opt.plan.audit_names import End, Names

Recipes = Mapping[tuple[str, str], Mapping[str, float]]
#: (market, material, priority)
Class = tuple[str, str, str]


def recipes(case: Case) -> Recipes:
    """Inputs for one unit of every offer (supplier, output) that has a recipe; a supplier's own rows replace the general ones."""
    rows: dict[tuple[str | None, str], dict[str, float]] = {}
    for row in case.recipes:
        rows.setdefault((row.supplier, row.output), {})[row.input] = row.quantity
    found = {}
    for offer in case.offers:
        inputs = rows.get((offer.supplier, offer.material)) or rows.get((None, offer.material)) or {}
        used = {material: quantity for material, quantity in inputs.items() if quantity > 0}
        if used:
            found[offer.supplier, offer.material] = used
    return found


def users(case: Case, made: Recipes) -> dict[tuple[End, str], None]:
    """Every node with each material that it uses: markets what is demanded there, suppliers what their recipes need."""
    wanted = {(row.market, row.material) for row in case.demand}
    markets = [End("market", m.market, m.country or m.market) for m in case.markets]
    found = {(end, m.material): None for end in markets for m in case.materials if (end.name, m.material) in wanted}
    suppliers = {s.supplier: End("supplier", s.supplier, s.country) for s in case.suppliers}
    found.update({(suppliers[supplier], material): None for (supplier, _), inputs in made.items() for material in inputs})
    return found


def served(names: Names, stockpile: Stockpile, end: End, material: str) -> bool:
    """Whether a stockpile may supply a node with a material: those it lists, or all in its country."""
    if material != stockpile.material:
        return False
    return any(names.holds(name, end) for name in stockpile.serves) if stockpile.serves else names.same_country(stockpile.country, end)


def carrying(made: Recipes, origin: str) -> frozenset[str]:
    """The origin material and all that is made from it, directly or through further recipes."""
    found: frozenset[str] = frozenset()
    more = frozenset({origin})
    while more - found:
        found |= more
        more = frozenset(output for (_, output), inputs in made.items() if found & inputs.keys())
    return found


def demand(case: Case) -> Mapping[Class, Mapping[int, Demand]]:
    """The row of Demand that holds for each class in each year; one with the year goes before one without."""
    found: dict[Class, dict[int, Demand]] = {}
    for row in sorted(case.demand, key=lambda r: r.year is not None):
        years = case.years if row.year is None else [t for t in case.years if t == row.year]
        found.setdefault((row.market, row.material, row.priority), {}).update(dict.fromkeys(years, row))
    return found


def yearly_need(case: Case, made: Recipes) -> Mapping[str, float]:
    """How much of each material all who use it can take in a year, on average: the size that a violation is seen against [unit/year].

    A market takes its demand, a supplier what it can make and pass on, into stores too. A solver holds a row to a
    share of what can flow, not of what does.
    """
    need = {m.material: 0.0 for m in case.materials}
    for (_, material, _), rows in demand(case).items():
        need[material] += sum(row.quantity for row in rows.values()) / len(case.years)
    seen: set[str] = set()

    def room(material: str) -> float:
        """What can be passed on of a material in a year, once the needs of all that is made from it are known."""
        if material not in seen:
            seen.add(material)
            for offer in case.offers:
                quantity = made.get((offer.supplier, offer.material), {}).get(material, 0.0)
                if quantity > 0:
                    need[material] += quantity * min(offer.capacity + offer.expansion_limit, room(offer.material))
        stores = [k for k in case.stockpiles if k.material == material]
        into = [min(inf if k.maximum_build is None else k.maximum_build, k.maximum_level + need[material]) for k in stores]
        return need[material] + sum(into)

    for material in list(need):
        room(material)
    return need
