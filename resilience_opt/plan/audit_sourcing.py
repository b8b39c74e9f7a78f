"""Audit of contracts, capacity and shipments (statements 1 to 4)."""

from __future__ import annotations

import numpy as np

from resilience_opt.plan.audit_book import Book, Floats, added_up
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import Facts, Flags, column


def by_then(paid: Floats, wait: Floats) -> Floats:
    """What was paid for by the year that lies so many years before each year, arrays (offers, years)."""
    offers, years = paid.shape
    so_far = np.concatenate([np.zeros((offers, 1)), paid.cumsum(axis=1)], axis=1)
    until = np.clip(np.arange(years)[None, :] - wait[:, None] + 1, 0, years).astype(np.int64)
    return np.take_along_axis(so_far, until, axis=1)


def within_years(f: Facts) -> Flags:
    """Whether each year lies within an offer's From year and To year, array (offers, years)."""
    years = np.array(f.years)
    first, last = column(f.offers, "from_year", -np.inf), column(f.offers, "to_year", np.inf)
    return np.asarray((first[:, None] <= years) & (years <= last[:, None]))


def audit_sourcing(b: Book) -> None:
    """Contracts within their years and after qualification; capacity; minimum take; pace."""
    f = b.facts
    size = f.of_offers[:, None]
    active, qualify, expand, capacity = b["active"], b["qualify"], b["expand"], b["capacity"]
    shipped = added_up(b["ship"], f.at.arc_offer, len(f.offers))
    fresh = ~column(f.offers, "qualified").astype(bool)
    own, limit = column(f.offers, "capacity")[:, None], column(f.offers, "expansion_limit")
    b.at_most(Check.WITHIN_YEARS, active, within_years(f), 1.0)
    b.at_most(Check.QUALIFIED_FIRST, active[fresh], by_then(qualify, column(f.offers, "qualification_years"))[fresh], 1.0)
    b.at_most(Check.QUALIFIED_ONCE, qualify.sum(axis=1), 1.0, 1.0)
    b.at_most(Check.CAPACITY_BOUGHT, capacity, own * active + by_then(expand, column(f.offers, "expansion_years")), size)
    b.at_most(Check.CAPACITY_CONTRACTED, capacity, (own + limit[:, None]) * active, size)
    b.at_most(Check.EXPANSION_LIMIT, expand.sum(axis=1), limit, f.of_offers)
    b.at_most(Check.WITHIN_CAPACITY, shipped, capacity, size)
    b.at_most(Check.MINIMUM_TAKE, column(f.offers, "minimum_take")[:, None] * active, shipped, size)
    before = np.concatenate([column(f.offers, "current_volume")[:, None], shipped[:, :-1]], axis=1)
    most = np.where(_paced(f, fresh), column(f.offers, "maximum_change", np.inf)[:, None], np.inf)
    b.at_most(Check.PACE, np.abs(shipped - before), most, size)


def _paced(f: Facts, fresh: Flags) -> Flags:
    """Years in which the pace of change holds: neither the year nor the one before it lies outside the offer's time."""
    wait = column(f.offers, "qualification_years")[:, None]
    outside = ~within_years(f) | (fresh[:, None] & (np.arange(len(f.years))[None, :] < wait))
    starting = fresh | (column(f.offers, "from_year") == f.years[0])
    return np.asarray(~outside & ~np.concatenate([starting[:, None], outside[:, :-1]], axis=1))
