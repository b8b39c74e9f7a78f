"""Audit of price breaks (statement 10): which prices a volume can have, and which the plan charges."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from resilience_opt.case.sheets import Offer, PriceBreak
from resilience_opt.plan.audit_book import TOLERANCE, Book, Floats, added_up
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import Facts


class PriceList:
    """An offer's unit costs by yearly volume: `starts` and, from each on, `costs`."""

    def __init__(self, offer: Offer, breaks: list[PriceBreak]) -> None:
        rows = sorted(breaks, key=lambda row: row.from_quantity)
        self.incremental = rows[0].kind == "incremental"
        self.own = offer.unit_cost
        self.starts = [0.0] + [row.from_quantity for row in rows]
        self.costs = [offer.unit_cost] + [row.unit_cost for row in rows]

    def cost_from(self, start: float) -> float:
        """The unit cost that begins to hold at a volume, the last one where two begin there."""
        return self.costs[bisect_right(self.starts, start) - 1]

    def added(self, volume: float) -> list[float]:
        """What a volume can cost beyond the offer's own unit cost [money].

        At a break the price of either side is right, and so it is a rounding away from it.
        """
        ends = [*self.starts[1:], np.inf]
        pieces = list(zip(self.starts, ends, self.costs, strict=True))
        if self.incremental:
            return [sum((cost - self.own) * max(0.0, min(volume, end) - start) for start, end, cost in pieces)]
        near = TOLERANCE * volume
        return [(cost - self.own) * volume for start, end, cost in pieces if start - near <= volume <= end + near]


def price_lists(f: Facts) -> dict[int, PriceList]:
    """The price lists of the offers that have one, by position."""
    rows: dict[tuple[str, str], list[PriceBreak]] = {}
    for row in f.case.price_breaks:
        rows.setdefault((row.supplier, row.material), []).append(row)
    return {o: PriceList(offer, rows[name]) for o, offer in enumerate(f.offers) if (name := (offer.supplier, offer.material)) in rows}


def audit_breaks(b: Book) -> Floats:
    """Volumes add up, stand at prices that are reached, and are charged these; what is charged beyond the own unit costs, by year [money]."""
    f = b.facts
    shipped = added_up(b["ship"], f.at.arc_offer, len(f.offers))
    lists = price_lists(f)
    found = np.zeros(len(f.years))
    b.at_most(Check.NOTHING_FORGOTTEN, len(lists.keys() ^ {o for o, _ in f.at.breaks}), 0.0, 1.0, "price breaks")
    chosen = set(b.values["reached"]["i"])
    for i, (o, starts) in enumerate(f.at.breaks):
        if o not in lists:
            continue
        prices, about = lists[o], f"{f.offers[o].supplier}, {f.offers[o].material}"
        volume, reached = b["volume"][i], b["reached"][i]
        b.equal(Check.VOLUME_SPLIT, volume.sum(axis=0), shipped[o], f.of_offers[o], about)
        if i in chosen:
            b.at_most(Check.VOLUME_REACHED, volume * (1 - reached), 0.0, np.maximum(volume, f.of_offers[o]), about)
        charged = sum((prices.cost_from(start) - prices.own) * volume[s] for s, start in enumerate(starts)) + np.zeros(len(f.years))
        away = [min((abs(c - right) for right in prices.added(v)), default=np.nan) for c, v in zip(charged, shipped[o], strict=True)]
        dearest = max([*prices.costs, *(abs(cost - prices.own) for cost in prices.costs)])
        b.at_most(Check.VOLUME_CHARGED, away, 0.0, np.maximum(shipped[o], f.of_offers[o]) * dearest, about)
        found += charged
    return found
