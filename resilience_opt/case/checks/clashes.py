"""Names that would mean two things: groups, suppliers, stockpiles and countries share none."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.draft import Draft, Entry
from resilience_opt.case.names import UNKNOWN, country_key
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Market, Member, Stockpile, Supplier
from resilience_opt.errors import Fault

_NAMED: tuple[tuple[type[Record], str, str], ...] = (
    (Supplier, "country", "country"),
    (Market, "country", "country"),
    (Stockpile, "country", "country"),
    (Member, "group", "group"),
    (Supplier, "supplier", "supplier"),
    (Stockpile, "stockpile", "stockpile"),
)


def clashes(draft: Draft) -> Iterator[Fault]:
    """One fault for each name that two kinds of thing bear."""
    first: dict[str, tuple[str, Entry]] = {}
    told: set[tuple[str, str]] = set()
    for sheet, attribute, kind in _NAMED:
        for entry in draft.rows(sheet, attribute):
            text = entry[attribute]
            if text is None or country_key(text) == UNKNOWN and kind == "country":
                continue
            key = country_key(text)
            other, where = first.setdefault(key, (kind, entry))
            if other != kind and (key, kind) not in told:
                told.add((key, kind))
                sheet_name, cell = draft.book.address(where.sheet.SHEET, where.number, "country" if other == "country" else other)
                place = f"{sheet_name}!{cell}" if cell else sheet_name
                yield draft.fault(entry, attribute, f"{kind} '{text}' has the name of a {other} ({place}); give it a name of its own")
