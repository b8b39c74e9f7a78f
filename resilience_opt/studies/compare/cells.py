"""The cells of a case: what would have to stand in a workbook that says the same, and when two cells say the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from resilience_opt.case.case import Case
from resilience_opt.case.names import country_key, fold, header_key
from resilience_opt.case.schema import Column, Record
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


def records_of(case: Case) -> Mapping[type[Record], tuple[Record, ...]]:
    """The rows of every sheet of a case; Settings has one."""
    return {
        Settings: (case.settings,), Material: case.materials, Member: case.groups, Supplier: case.suppliers, Offer: case.offers,
        PriceBreak: case.price_breaks, Recipe: case.recipes, Market: case.markets, Demand: case.demand, Lane: case.lanes,
        Stockpile: case.stockpiles, ShareLimit: case.share_limits, SourceLimit: case.source_limits, Survival: case.survival,
        Scenario: case.scenarios, Event: case.events, Attack: case.attacks,
    }  # fmt: skip


def cells_of(case: Case, record: Record) -> dict[str, Any]:
    """What stands in a row's cells, by attribute; what a case fills in from other cells is blank again (None)."""
    found = {column.attribute: getattr(record, column.attribute) for column in record.columns()}
    first = case.settings.first_year
    if isinstance(record, Supplier) and record.owner is not None and country_key(record.owner) == country_key(record.country):
        found["owner"] = None
    elif isinstance(record, Settings) and record.title == PurePath(case.book.source).stem:
        found["title"] = None
    elif isinstance(record, Market) and record.country is not None and country_key(record.country) == country_key(record.market):
        found["country"] = None
    elif isinstance(record, Stockpile) and record.minimum_from_year == first:
        found["minimum_from_year"] = None
    elif isinstance(record, Survival) and record.from_year == first:
        found["from_year"] = None
    return found


def key_of(column: Column, value: Any) -> Any:
    """What two ways to write one value in a column have in common: names are compared as the workbook's are."""
    if value is None:
        return None
    if column.kind == "refers":
        return tuple(sorted(country_key(text) for text in value))
    if column.kind in ("country", "owner") or {"country", "target"} & set(column.to):
        return country_key(value)
    if column.kind in ("name", "refer"):
        return fold(value)
    if column.kind == "choice" or (column.kind == "text" and column.header == "Model"):
        return header_key(value)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def in_words(column: Column, value: Any) -> str:
    """A cell as a planner would read it aloud: '' for a blank one.

    >>> from resilience_opt.case.sheets import ShareLimit
    >>> in_words(next(c for c in ShareLimit.columns() if c.header == "Maximum"), 0.3)
    '30%'
    """
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.kind == "refers":
        return "; ".join(value)
    if column.kind == "share":
        return f"{100 * value:.12g}%"
    if column.kind in ("number", "whole"):
        return f"{value:,.12g}"
    return str(value)
