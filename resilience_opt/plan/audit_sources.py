"""Audit of the number of sources (statement 9)."""

from __future__ import annotations

import numpy as np

from resilience_opt.case.sheets import SourceLimit
from resilience_opt.plan.audit_book import TOLERANCE, Book, added_up
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import Facts, Flags


def counting(f: Facts, row: SourceLimit, unknown: str) -> Flags:
    """Which offers a source limit looks at; a place that is not known counts for a Maximum and not for a Minimum."""
    within = f.names.suppliers.keys() if row.group is None else f.names.members(row.group, "location", unknown)
    return np.array([o.material == row.material and o.supplier in within for o in f.offers], dtype=bool)


def audit_sources(b: Book) -> None:
    """So many offers are under contract, and so many ship their share; those that the plan counts are among them."""
    f = b.facts
    active, counts = b["active"], b["counts"]
    shipped = added_up(b["ship"], f.at.arc_offer, len(f.offers))
    for i, row in enumerate(f.case.source_limits):
        years = [t for t, year in enumerate(f.years) if row.year in (None, year)]
        about = f"{row.material}, {row.group or 'every supplier'}"
        if row.maximum is not None:
            b.at_most(Check.SOURCES_MOST, active[counting(f, row, "in")][:, years].sum(axis=0), row.maximum, 1.0, about)
        if row.minimum is None:
            continue
        of_material = np.array([o.material == row.material for o in f.offers], dtype=bool)
        asked = row.minimum_share * shipped[of_material].sum(axis=0)
        size = np.maximum(np.maximum(shipped, asked), f.of_offers[:, None])
        ships = shipped >= asked - TOLERANCE * size
        mine = counting(f, row, "out")[:, None] & (active > 1 - TOLERANCE) & ships
        b.at_most(Check.SOURCES_LEAST, row.minimum, mine[:, years].sum(axis=0), 1.0, about)
        if i < len(counts):
            b.at_most(Check.SOURCE_COUNTED, counts[i][:, years], mine[:, years], 1.0, about)
