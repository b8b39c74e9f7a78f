"""Price breaks as segments of an offer's yearly volume."""

from __future__ import annotations

from resilience_opt.case.case import Case
from resilience_opt.network.network import Breaks, Floats, Segment


def price_breaks(case: Case, largest: Floats) -> tuple[Breaks, ...]:
    """The segments of every offer with price breaks, up to its largest useful shipment.

    Segments that no shipment can reach are left out. Where incremental unit costs never fall, the
    cheapest filling is the right one and no binaries are needed.
    """
    found = []
    for o, offer in enumerate(case.offers):
        rows = sorted((b for b in case.price_breaks if (b.supplier, b.material) == (offer.supplier, offer.material)), key=lambda b: b.from_quantity)
        if not rows:
            continue
        top = float(largest[o].max()) if largest.shape[1] else 0.0
        starts = [0.0] + [b.from_quantity for b in rows]
        costs = [offer.unit_cost] + [b.unit_cost for b in rows]
        segments = []
        for i, (start, cost) in enumerate(zip(starts, costs, strict=True)):
            end = min(starts[i + 1], top) if i + 1 < len(starts) else top
            if start > top or (i + 1 < len(starts) and starts[i + 1] <= start):
                continue
            segments.append(Segment(start, max(end, start), cost - offer.unit_cost))
        kind = rows[0].kind
        rising = all(a.difference <= b.difference for a, b in zip(segments, segments[1:], strict=False))
        found.append(Breaks(o, kind, tuple(segments), ordered=kind == "all units" or not rising))
    return tuple(found)
