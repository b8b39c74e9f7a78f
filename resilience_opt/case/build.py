"""Workbook to case: cells read, names resolved, everything checked, all faults told together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from resilience_opt.case.assemble import assemble
from resilience_opt.case.book import Book
from resilience_opt.case.case import Case
from resilience_opt.case.checks import find_case_faults, find_doubts, find_faults
from resilience_opt.case.container import read_container
from resilience_opt.case.draft import Draft
from resilience_opt.case.lanes import resolve
from resilience_opt.case.layout import column_number
from resilience_opt.case.models import model_names
from resilience_opt.case.names import header_key
from resilience_opt.case.places import Places
from resilience_opt.case.refer import define_names, refer_all
from resilience_opt.case.rows import read_settings, read_tables
from resilience_opt.case.sheets import SHEETS, TABLES, Attack, Event, PriceBreak, Scenario, SourceLimit, Survival
from resilience_opt.errors import Fault, InputError

_SHEET_ORDER = {header_key(sheet.SHEET): position for position, sheet in enumerate(SHEETS)}
#: Sheets that decide who can deliver what to whom, and what is limited: faults of the whole are looked for where these have none.
_NETWORK = frozenset(
    header_key(sheet.SHEET) for sheet in SHEETS if sheet not in (PriceBreak, SourceLimit, Survival, Scenario, Event, Attack)
).union({""})
_CELL = re.compile(r"([A-Z]+)(\d+)")
STANDARD_MODELS = ("standard", "risk-averse", "worst-case")


def read_case(path: str | os.PathLike[str]) -> Case:
    """Read a workbook.

    Parameters
    ----------
    path : path of an ``.xlsx``; it is only read.

    Raises
    ------
    InputError
        If it is not a workbook, or with every fault that it has.
    """
    from resilience_opt.case.workbook import read_book  # openpyxl is heavy, and a case made in Python does without

    return build(read_book(read_container(path), Path(path).name))


def build(book: Book, models: frozenset[str] | None = None) -> Case:
    """The case that a workbook's cells say.

    Parameters
    ----------
    book : Book
    models : frozenset of str, optional
        Names that the setting Model may have; those found in ``models/`` where not given.

    Raises
    ------
    InputError
        With every fault, in the order of sheets and cells.
    """
    faults, doubts = list(book.faults), list(book.warnings)
    settings = read_settings(book, faults)
    read = read_tables(book, faults)
    names = define_names(book, read)
    tables = refer_all(book, read, names, faults, doubts)
    draft = Draft(book, tables, settings, names, known_models() if models is None else models)
    faults.extend(find_faults(draft))
    faulty = {header_key(fault.sheet) for fault in faults} | _unread(draft)
    if not faulty.intersection(_NETWORK):
        case = assemble(_without(draft, faulty))
        lanes = resolve(Places(case))
        faults.extend(find_case_faults(lanes))
    if faults:
        raise InputError(in_order(faults), book.source)
    # Without a fault nothing was left out, so `case` is whole. A name that matches nothing is not told again for what it leaves untouched.
    told = {doubt.where for doubt in doubts if doubt.cell}
    doubts.extend(doubt for doubt in find_doubts(lanes) if doubt.where not in told)
    return replace(case, warnings=in_order(doubts))


def _unread(draft: Draft) -> set[str]:
    """Sheets with a cell that could not be read, those included in which a name may be one that stands in a faulty cell elsewhere."""
    every = {sheet.SHEET: [column.attribute for column in sheet.columns()] for sheet in TABLES}
    return {header_key(name) for name, entries in draft.tables.items() if not all(entry.has(*every[name]) for entry in entries)}


def _without(draft: Draft, faulty: set[str]) -> Draft:
    """The draft with sheets that have faults left empty."""
    return replace(draft, tables={name: () if header_key(name) in faulty else entries for name, entries in draft.tables.items()})


def known_models() -> frozenset[str]:
    """Names of the models in ``models/``, and the standard ones."""
    return frozenset(STANDARD_MODELS).union(model_names())


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults in the order of sheets, rows and columns, each once."""
    return tuple(sorted(dict.fromkeys(faults), key=_position))


def _position(fault: Fault) -> tuple[int, int, int]:
    sheet = -1 if not fault.sheet else _SHEET_ORDER.get(header_key(fault.sheet), len(_SHEET_ORDER))
    cell = _CELL.fullmatch(fault.cell)
    return (sheet, int(cell.group(2)), column_number(cell.group(1))) if cell else (sheet, 0, 0)
