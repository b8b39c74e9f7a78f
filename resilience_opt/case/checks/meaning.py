"""Rows whose cells do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.draft import Draft
from resilience_opt.case.names import header_key, nearest
from resilience_opt.case.sheets import Attack, Event, Material, ShareLimit, SourceLimit, Stockpile
from resilience_opt.errors import Fault


def model(draft: Draft) -> Iterator[Fault]:
    """The model is one of those in models/."""
    if draft.settings.has("model"):
        name = str(draft.settings["model"]).removesuffix(".toml")
        if header_key(name) not in {header_key(known) for known in draft.models}:
            similar = nearest(name, draft.models)
            hint = f"; did you mean '{similar}'?" if similar else f"; known are {', '.join(sorted(draft.models))}"
            yield draft.fault(draft.settings, "model", f"no model is named '{name}'{hint}")


def share_limits(draft: Draft) -> Iterator[Fault]:
    """What each lens can limit."""
    for entry in draft.rows(ShareLimit, "lens"):
        traced = entry["lens"] == "traced"
        if traced and entry.has("group") and entry["group"] == "each owner":
            yield draft.fault(entry, "group", "'each owner' cannot be limited with lens traced; use lens owner")
        if traced and entry.has("origin_material") and entry["origin_material"] is None:
            yield draft.fault(entry, "origin_material", "Origin material must be a name for lens traced, but it is blank")
        if traced and entry.has("minimum") and entry["minimum"] is not None:
            yield draft.fault(entry, "minimum", "Minimum must be blank for lens traced; a traced limit has only a Maximum")


def no_bound(draft: Draft) -> Iterator[Fault]:
    """A limit has at least one of Minimum and Maximum."""
    for sheet in (ShareLimit, SourceLimit):
        for entry in draft.rows(sheet, "minimum", "maximum"):
            if entry["minimum"] is None and entry["maximum"] is None:
                yield draft.fault(entry, "minimum", "at least one of Minimum and Maximum must be given, but both are blank")


def stock_prices(draft: Draft) -> Iterator[Fault]:
    """What is released from stock is replaced at the material's Price."""
    materials = {e["material"]: e for e in draft.rows(Material, "material")}
    told: set[str] = set()
    for entry in draft.rows(Stockpile, "material"):
        name = entry["material"]
        material = materials.get(name)
        if name in told:
            continue
        told.add(name)
        if material is None and not draft.tables[Material.SHEET]:
            yield draft.fault(entry, "material", f"'{name}' has a stockpile and needs a Price on the sheet Materials")
        elif material is not None and material.has("price") and material["price"] is None:
            yield draft.fault(material, "price", "Price must be a number of at least 0 for a material with a stockpile, but it is blank")


def where_to(draft: Draft) -> Iterator[Fault]:
    """A corridor or a market is hit whole: To belongs to neither."""
    for sheet in (Event, Attack):
        for entry in draft.rows(sheet, "kind"):
            if entry["kind"] in ("corridor", "market") and "to" in entry.given:
                yield draft.fault(entry, "to", f"To must be blank for kind {entry['kind']}")
