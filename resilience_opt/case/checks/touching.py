"""Limits, requirements and stockpiles that touch nothing: allowed, but hardly what was meant."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.lanes import Resolution
from resilience_opt.case.limits import EACH, Limit, Reaching, destinations_of, expand_row, materials_of
from resilience_opt.case.names import nearest
from resilience_opt.case.places import Places
from resilience_opt.case.sheets import ShareLimit, Survival
from resilience_opt.errors import Fault


def limits(lanes: Resolution) -> Iterator[Fault]:
    """Share limits on what nobody delivers, or for nobody."""
    places = lanes.places
    reaching = Reaching(places, lanes.deliveries)
    for row in places.case.share_limits:
        where, why = _idle_limit(reaching, row)
        if why:
            yield Fault(*places.case.address(row, where), why)


def _idle_limit(reaching: Reaching, row: ShareLimit) -> tuple[str, str]:
    """The cell and the reason why a limit touches nothing; '' where it touches something."""
    places = reaching.places
    materials = materials_of(places, row)
    what = f"'{row.material}'" if row.material else "any material"
    if not any(nodes for m in materials for _, nodes in destinations_of(places, row, m)):
        if any(places.users(m) for m in materials):
            return "destination", f"the limit touches nothing: no node of '{row.destination}' uses {what}"
        return "material", f"the limit touches nothing: nobody uses {what}"
    if row.lens == "traced" and row.origin_material is not None and not places.made_from(row.origin_material).intersection(materials):
        return "origin_material", f"the limit touches nothing: {what} is neither '{row.origin_material}' nor made from it"
    spelled = list(expand_row(reaching, row))
    touched = [limit for limit in spelled if limit.members & _counted(reaching, limit)]
    if not spelled or (not touched and row.maximum is not None):
        who = f"no {row.group.removeprefix('each ')} delivers" if row.group in EACH else f"nobody of '{row.group}' delivers"
        through = f"'{row.origin_material}'" if row.lens == "traced" else what
        return "group", f"the limit touches nothing: {who} {through}"
    if row.minimum and not any(limit.side == "minimum" for limit in touched):
        return "minimum", f"nothing could ever meet a Minimum of {row.minimum:g} from '{row.group}', so its Penalty is always paid"
    return "", ""


def _counted(reaching: Reaching, limit: Limit) -> frozenset[str]:
    """Suppliers whose deliveries a limit looks at, members or not."""
    if limit.lens == "traced":
        return frozenset(o.supplier for o in reaching.places.case.offers if o.material == limit.record.origin_material)
    return reaching.suppliers(limit.material, limit.nodes)


def sources(lanes: Resolution) -> Iterator[Fault]:
    """Limits on numbers of sources where there are none."""
    places = lanes.places
    case = places.case
    for limit in case.source_limits:
        offering = {o.supplier for o in case.offers if o.material == limit.material}
        most = offering if limit.group is None else offering & places.members(limit.group, unknown="in")
        least = offering if limit.group is None else offering & places.members(limit.group, unknown="out")
        of = f" of '{limit.group}'" if limit.group is not None and offering else ""
        if limit.minimum and len(least) < limit.minimum:
            who = {0: f"nobody{of} offers", 1: f"only 1 supplier{of} offers"}.get(len(least), f"only {len(least)} suppliers{of} offer")
            yield Fault(*case.address(limit, "minimum"), f"no plan can meet a Minimum of {limit.minimum}: {who} '{limit.material}'")
        elif not most:
            message = f"the limit touches nothing: nobody{of} offers '{limit.material}'"
            yield Fault(*case.address(limit, "group" if offering else "material"), message)


def requirements(lanes: Resolution) -> Iterator[Fault]:
    """Survival of what nobody needs, or in what never happens."""
    case = lanes.places.case
    for row in case.survival:
        missing = _unneeded(lanes.places, row)
        if missing:
            yield Fault(*case.address(row, missing), f"the requirement touches nothing: no row of Demand has {_scope(row)}")
        elif row.scenario == "attack" and case.settings.attack_budget is None:
            yield Fault(*case.address(row, "scenario"), "the requirement touches nothing: Settings has no Attack budget")
        elif row.scenario == "attack" and not case.attacks:
            yield Fault(*case.address(row, "scenario"), "the requirement touches nothing: the sheet Attacks has no rows")
        elif row.scenario is None and not case.scenarios:
            message = "the requirement touches nothing: there are no scenarios; for the attacks, type attack"
            yield Fault(*case.address(row, "scenario"), message)


def _unneeded(places: Places, row: Survival) -> str:
    """The first cell of a requirement with which no demand is left; '' where some is."""
    left = list(places.case.demand)
    for attribute in ("market", "material", "priority"):
        wanted = getattr(row, attribute)
        left = [d for d in left if wanted in (None, getattr(d, attribute))]
        if not left:
            return attribute
    return ""


def _scope(row: Survival) -> str:
    asked = (("Market", row.market), ("Material", row.material), ("Priority", row.priority))
    return " and ".join(f"{header} '{name}'" for header, name in asked if name is not None)


def demand(lanes: Resolution) -> Iterator[Fault]:
    """Demand for what nobody offers, makes or keeps: once for each material."""
    case = lanes.places.case
    there = {o.material for o in case.offers} | {k.material for k in case.stockpiles}
    told: set[str] = set()
    for row in case.demand:
        if row.material not in there | told:
            told.add(row.material)
            meant = nearest(row.material, there)
            hint = f"; did you mean '{meant}'?" if meant else ""
            yield Fault(*case.address(row, "material"), f"nobody offers '{row.material}', and no stockpile holds it{hint}")


def stockpiles(lanes: Resolution) -> Iterator[Fault]:
    """Stores that nobody may use."""
    places = lanes.places
    for k in places.case.stockpiles:
        if not places.served(k):
            who = "nobody of " + ", ".join(f"'{name}'" for name in k.serves) if k.serves else f"nobody in '{k.country}'"
            cell = "serves" if k.serves else "country"
            yield Fault(*places.case.address(k, cell), f"the stockpile serves nobody: {who} uses '{k.material}'")
