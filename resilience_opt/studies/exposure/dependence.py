"""How much of what is used today comes from each country and group, by site, by owner and through the tiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from resilience_opt.case.names import UNKNOWN, country_key
from resilience_opt.case.places import Places
from resilience_opt.studies.exposure.content import OUTSIDE, content, tiers, upstream
from resilience_opt.studies.exposure.today import Today

DEPENDENCE = ("lens", "group", "material", "origin", "destination", "share", "share_known")
LOOK_THROUGH = ("material", "destination", "tier", "stage", "country", "share", "share_known")
_NOTHING = 1e-9  #: shares below it are rounding

Shares = dict[str, float]  #: supplier to share
Members = dict[str, tuple[frozenset[str], frozenset[str]]]  #: name to suppliers, with and without what is unknown


@dataclass(frozen=True)
class Scope:
    """A material at some of its users."""

    material: int
    destination: str  #: '' for all of them together
    needs: list[int]


def scopes(today: Today, *, markets: bool = False) -> Iterator[Scope]:
    """Every material that is delivered today: at all its users together, and at each where there are several."""
    net = today.net
    for material in range(len(net.materials)):
        needs = [q for q in range(len(net.needs)) if net.needs.material[q] == material and (net.needs.market[q] or not markets)]
        needs = [q for q in needs if any(today.ship[a] > 0 for a in net.needs.arcs[q])]
        if needs:
            yield Scope(material, "", needs)
        if len(needs) > 1:
            yield from (Scope(material, net.needs.node[q].name, [q]) for q in needs)


def by_supplier(today: Today, needs: list[int]) -> Shares:
    """Share of every supplier in what arrives at some needs today."""
    found: Shares = {}
    for q in needs:
        for a in today.net.needs.arcs[q]:
            supplier = today.net.offers.record[today.net.arcs.offer[a]].supplier
            found[supplier] = found.get(supplier, 0.0) + float(today.ship[a])
    total = sum(found.values())
    return {supplier: quantity / total for supplier, quantity in found.items() if quantity > 0}


def dependence(places: Places, today: Today) -> pd.DataFrame:
    """Shares of every country and group (and, by owner, every owner) that is not zero.

    Columns lens, group, material, origin, destination, share, share_known. `share` counts what is of unknown country or owner as the
    group's, `share_known` does not: the true share lies between them.
    """
    countries = _names(places.case.suppliers, lambda s: s.country)
    owners = _names(places.case.suppliers, lambda s: s.owner or s.country)
    groups = list(dict.fromkeys(member.group for member in places.case.groups))
    sites = _members(places, [*countries, *groups], by_owner=False)
    holders = _members(places, [*owners, *groups], by_owner=True)
    rows: list[dict[str, Any]] = []
    for scope in scopes(today):
        own = by_supplier(today, scope.needs)
        rows += _rows("location", sites, scope, "", own, today)
        rows += _rows("owner", holders, scope, "", own, today)
    for origin, scope, shares in _origins(today):
        rows += _rows("traced", sites, scope, today.net.materials[origin], shares, today)
    return pd.DataFrame(rows, columns=list(DEPENDENCE))


def look_through(places: Places, today: Today) -> pd.DataFrame:
    """Where each material of a market comes from, by country, at its own stage and at every stage before it.

    Columns material, destination, tier, stage, country, share, share_known. The shares of a stage add up to 1 (`share_known` with
    the row `unknown`); what comes from outside the workbook has a row of its own.
    """
    steps = tiers(today)
    parts = [(scope.material, scope, by_supplier(today, scope.needs)) for scope in scopes(today, markets=True)]
    rows: list[dict[str, Any]] = []
    for stage, scope, shares in [*parts, *_origins(today)]:
        by_country: Shares = {}
        for supplier, share in shares.items():
            name = OUTSIDE if supplier == OUTSIDE else _country(places, supplier)
            by_country[name] = by_country.get(name, 0.0) + share
        hidden = by_country.get(UNKNOWN, 0.0)
        for country, share in by_country.items():
            open_ended = hidden if country not in (UNKNOWN, OUTSIDE) else 0.0
            rows.append({
                "material": today.net.materials[scope.material], "destination": scope.destination, "tier": steps[stage] - steps[scope.material],
                "stage": today.net.materials[stage], "country": country, "share": share + open_ended, "share_known": share,
            })  # fmt: skip
    made = pd.DataFrame(rows, columns=list(LOOK_THROUGH))
    order = {m: i for i, m in enumerate(today.net.materials)}
    keyed = made.assign(at=made["material"].map(order))
    return (
        keyed.sort_values(["at", "destination", "tier", "share"], ascending=[True, True, True, False], kind="stable")
        .drop(columns="at")
        .reset_index(drop=True)
    )


def _origins(today: Today) -> Iterator[tuple[int, Scope, Shares]]:
    """Every stage before a material of a market, with the shares of its suppliers in what arrives there."""
    at_markets = list(scopes(today, markets=True))
    stages = {scope.material: upstream(today, scope.material) for scope in at_markets}
    for origin in dict.fromkeys(stage for found in stages.values() for stage in found):
        followed = content(today, origin)
        for scope in at_markets:
            if origin in stages[scope.material]:
                yield origin, scope, followed.of_needs(today, scope.needs)


def _members(places: Places, names: list[str], *, by_owner: bool) -> Members:
    """Who belongs to each name with what is unknown, and without."""
    return {
        name: (places.members(name, by_owner=by_owner, unknown="in"), places.members(name, by_owner=by_owner, unknown="out"))
        for name in names
    }


def _rows(lens: str, members: Members, scope: Scope, origin: str, shares: Shares, today: Today) -> Iterator[dict[str, Any]]:
    found = []
    for name, (most, least) in members.items():
        known = sum(share for supplier, share in shares.items() if supplier in least)
        if known > _NOTHING:
            found.append((sum(share for supplier, share in shares.items() if supplier in most), known, name))
    for share, known, name in sorted(found, key=lambda row: -row[0]):
        yield {
            "lens": lens, "group": name, "material": today.net.materials[scope.material], "origin": origin,
            "destination": scope.destination, "share": share, "share_known": known,
        }  # fmt: skip


def _names(suppliers: tuple[Any, ...], of: Callable[[Any], str]) -> list[str]:
    """Distinct countries or owners, as first spelled, without `unknown`."""
    first: dict[str, str] = {}
    for supplier in suppliers:
        first.setdefault(country_key(of(supplier)), of(supplier))
    return [name for key, name in first.items() if key != UNKNOWN]


def _country(places: Places, supplier: str) -> str:
    key = places.country_of[supplier]
    text = next(s.country for s in places.case.suppliers if s.supplier == supplier)
    return UNKNOWN if key == UNKNOWN else places.country(text) or text


def herfindahl(shares: Shares, hidden: float) -> tuple[float, float]:
    """Herfindahl-Hirschman index in points (10,000: a single source): the lowest and the highest that the hidden share permits.

    The lowest spreads what is hidden over very many; the highest gives it to the largest.

    >>> herfindahl({"A": 0.5, "B": 0.3}, 0.2)
    (3400.0, 5800.0)
    """
    known = sorted(shares.values(), reverse=True)
    lowest = float(np.sum(np.square(known)))
    largest = known[0] if known else 0.0
    return round(1e4 * lowest, 9), round(1e4 * (lowest - largest**2 + (largest + hidden) ** 2), 9)
