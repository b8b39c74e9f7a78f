"""In which months of a crisis what is dispatched can still serve a market: the audit's own search."""

from __future__ import annotations

import numpy as np

from resilience_opt.plan.audit_facts import Facts, Whole


def useful_months(f: Facts) -> Whole:
    """`U = max(0, T - lead - tail)` for each arc into a node, 0 into stockpiles.

    The tail of a market is 0, that of a supplier the least lead and tail over its ways out; where there is none it
    is without end. Ways are followed back from the markets until nothing gets shorter.
    """
    ways = [
        (f.offers[o].supplier, (end.kind, end.name), int(lead)) for o, end, lead in zip(f.at.arc_offer, f.arc_end, f.arc_lead, strict=True)
    ]
    ways = list(dict.fromkeys(way for way in ways if way[1][0] != "stockpile"))
    tail: dict[tuple[str, str], float] = {(end.kind, end.name): 0.0 for end in f.need_end if end.kind == "market"}
    users = {(end.kind, end.name) for end in f.need_end}
    shorter = True
    while shorter:
        shorter = False
        for supplier, end, lead in ways:
            start = ("supplier", supplier)
            if start in users and lead + tail.get(end, np.inf) < tail.get(start, np.inf):
                tail[start] = lead + tail[end]
                shorter = True
    months = [f.months - int(lead) - tail.get((end.kind, end.name), np.inf) for end, lead in zip(f.arc_end, f.arc_lead, strict=True)]
    return np.array(
        [max(0, int(m)) if np.isfinite(m) and end.kind != "stockpile" else 0 for m, end in zip(months, f.arc_end, strict=True)],
        dtype=np.int64,
    )
