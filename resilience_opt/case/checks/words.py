"""Names that some cell would take for a word of its own: a market called 'abroad', a scenario called 'attack'."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.case import Case
from resilience_opt.case.names import header_key
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import SHEETS
from resilience_opt.errors import Fault


def words(case: Case) -> Iterator[Fault]:
    """A name that cannot be referred to, since the cell would mean the word."""
    taken: dict[tuple[str, str], str] = {}
    for sheet in SHEETS:
        for column in sheet.columns():
            if column.kind == "refer":
                for kind in column.to:
                    for word in column.words:
                        taken.setdefault((kind, header_key(word)), f"{column.header} of {sheet.SHEET}")
    defined: dict[tuple[str, str], tuple[Record, str]] = {}
    kinds: dict[str, tuple[Record, ...]] = {
        "group": case.groups,
        "supplier": case.suppliers,
        "market": case.markets,
        "stockpile": case.stockpiles,
        "scenario": case.scenarios,
    }
    for named, records in kinds.items():
        for record in records:
            text = str(getattr(record, named))
            defined.setdefault((named, header_key(text)), (record, text))
    for (named, key), (record, text) in defined.items():
        if (named, key) in taken:
            message = f"{named} '{text}' cannot be named elsewhere: in {taken[named, key]} the word has a meaning of its own; give it another name"
            yield Fault(*case.address(record, named), message)
