"""How an offer of this case is written."""

from __future__ import annotations

from ..figure import Figure, Row, assumption, record

SIZE = "no figure by maker; chosen so that the shares of trade found are met"
COST = "no contract price is published; order of magnitude"


def offer(
    supplier: str, material: str, capacity: Figure | float, cost: Figure | float, now: Figure | float = 0, comment: str = "", **more: object
) -> Row:
    """An offer; bare numbers are assumptions of size and price."""
    return record(
        comment,
        supplier=supplier,
        material=material,
        capacity=capacity if isinstance(capacity, Figure) else assumption(capacity, SIZE),
        unit_cost=cost if isinstance(cost, Figure) else assumption(cost, COST),
        current_volume=now if isinstance(now, Figure) else assumption(now, SIZE) if now else None,
        **more,
    )


def new(cost: float, years: int, reason: str) -> dict[str, object]:
    """Cells of an offer that must first be qualified."""
    return {
        "qualified": "no",
        "qualification_cost": assumption(cost, "samples, audits and trial lots; no cost found"),
        "qualification_years": assumption(years, reason),
    }


AEC = "qualifying replacements takes months (autofile.co.nz 2025-10-23); a round of tests for cars, in whole years"
FAB_TEST = "tests of 40 to 50 days in 2019 (globalmarketmonitor.com) were for the first step only; a year to full use"
