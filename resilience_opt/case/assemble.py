"""Rows without faults to the case: defaults that depend on other cells filled in, derived materials and markets added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any, TypeVar

from resilience_opt.case.case import Case
from resilience_opt.case.draft import Draft
from resilience_opt.case.names import header_key
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import (
    Attack,
    Demand,
    Event,
    Lane,
    Market,
    Material,
    Member,
    Offer,
    PriceBreak,
    Recipe,
    Scenario,
    Settings,
    ShareLimit,
    SourceLimit,
    Stockpile,
    Supplier,
    Survival,
)

R = TypeVar("R", bound=Record)


def assemble(draft: Draft) -> Case:
    """The case of a draft without faults, warnings apart."""
    settings = _settings(draft)
    return Case(
        settings=settings,
        materials=tuple(_materials(draft)),
        suppliers=tuple(replace(s, owner=s.owner or s.country) for s in _records(draft, Supplier)),
        offers=tuple(_records(draft, Offer)),
        markets=tuple(_markets(draft)),
        demand=tuple(_records(draft, Demand)),
        groups=tuple(_records(draft, Member)),
        price_breaks=tuple(_records(draft, PriceBreak)),
        recipes=tuple(_records(draft, Recipe)),
        lanes=tuple(_records(draft, Lane)),
        stockpiles=tuple(_from(s, "minimum_from_year", settings.first_year) for s in _records(draft, Stockpile)),
        share_limits=tuple(_records(draft, ShareLimit)),
        source_limits=tuple(_records(draft, SourceLimit)),
        survival=tuple(_from(s, "from_year", settings.first_year) for s in _records(draft, Survival)),
        scenarios=tuple(_records(draft, Scenario)),
        events=tuple(_events(draft)),
        attacks=tuple(_records(draft, Attack)),
        book=draft.book,
    )


def _records(draft: Draft, sheet: type[R]) -> Iterator[R]:
    for entry in draft.tables[sheet.SHEET]:
        yield sheet(row=entry.number, **entry.values)


def _from(record: R, attribute: str, first_year: int) -> R:
    blank = getattr(record, attribute) is None
    changes: dict[str, Any] = {attribute: first_year} if blank else {}
    return replace(record, **changes)


def _settings(draft: Draft) -> Settings:
    settings = Settings(**draft.settings.values)
    return replace(
        settings,
        model=next((m for m in sorted(draft.models) if header_key(m) == header_key(settings.model.removesuffix(".toml"))), settings.model),
        title=settings.title or PurePath(draft.book.source).stem,
        last_year=settings.first_year if settings.last_year is None else settings.last_year,
    )


def _materials(draft: Draft) -> Iterator[Material]:
    if draft.tables[Material.SHEET]:
        yield from _records(draft, Material)
    else:
        for text in draft.names.defined.get("material", {}).values():
            yield Material(material=draft.names.spell("material", text))


def _markets(draft: Draft) -> Iterator[Market]:
    if draft.tables[Market.SHEET]:
        markets = list(_records(draft, Market))
    else:
        markets = [Market(market=draft.names.spell("market", text)) for text in draft.names.defined.get("market", {}).values()]
    for market in markets:
        yield replace(market, country=market.country or draft.names.spell("country", market.market))


def _events(draft: Draft) -> Iterator[Event]:
    for entry in draft.tables[Event.SHEET]:
        values = dict(entry.values)
        if "remaining" not in entry.given:
            values["remaining"] = 1.0 if entry.given.intersection(("demand_factor", "price_factor")) else 0.0
        yield Event(row=entry.number, **values)
