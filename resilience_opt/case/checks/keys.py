"""Keys, of which there is one row each; and sheets that must have rows."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.draft import Draft, Entry
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import SHEETS, TABLES, Offer, PriceBreak
from resilience_opt.errors import Fault


def missing_rows(draft: Draft) -> Iterator[Fault]:
    """Offers, Suppliers, Demand and Settings must be there and must say something."""
    for sheet in SHEETS:
        grid = draft.book.grids.get(sheet.SHEET)
        told = {fault.sheet for fault in draft.book.faults}
        if sheet.REQUIRED and (grid is None or not grid.lines):
            name = grid.name if grid else sheet.SHEET
            if name not in told:
                yield Fault(name, "", "the sheet has no rows" if grid else "the sheet is missing")


def duplicate_keys(draft: Draft) -> Iterator[Fault]:
    """Two rows with one key contradict each other."""
    for sheet in TABLES:
        yield from _duplicates(draft, sheet)


def _duplicates(draft: Draft, sheet: type[Record]) -> Iterator[Fault]:
    columns = sheet.key_columns()
    if not columns:
        return
    headers = [c.header for c in columns]
    first: dict[tuple[object, ...], Entry] = {}
    for entry in draft.rows(sheet, *(c.attribute for c in columns)):
        key = tuple(entry[c.attribute] for c in columns)
        if key in first:
            said = [f"{c.header} {_quoted(v)}" for c, v in zip(columns, key, strict=True) if v is not None]
            message = f"{draft.place(first[key])} has {_listed(said)} already; there is one row for each {_listed(headers)}, so remove one of the two"
            yield draft.fault(entry, columns[0].attribute, message)
        else:
            first[key] = entry


def _quoted(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else f"{value:.12g}" if isinstance(value, float) else str(value)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def price_breaks(draft: Draft) -> Iterator[Fault]:
    """A price break belongs to an offer, and an offer has one kind of price break."""
    offers = {(e["supplier"], e["material"]) for e in draft.rows(Offer, "supplier", "material")}
    complete = all(e.has("supplier", "material") for e in draft.tables[Offer.SHEET]) and draft.tables[Offer.SHEET]
    kinds: dict[tuple[str, str], Entry] = {}
    for entry in draft.rows(PriceBreak, "supplier", "material"):
        key = (entry["supplier"], entry["material"])
        if key not in offers:
            if complete:
                yield draft.fault(entry, "supplier", f"'{key[0]}' has no offer of '{key[1]}' on the sheet Offers")
        elif entry.has("kind"):
            first = kinds.setdefault(key, entry)
            if first["kind"] != entry["kind"]:
                message = f"Kind is '{entry['kind']}', but '{first['kind']}' in {draft.place(first)}; an offer has one Kind of price break"
                yield draft.fault(entry, "kind", message)
