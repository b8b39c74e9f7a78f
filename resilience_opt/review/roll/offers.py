"""What a plan's first year leaves of its offers: volumes, qualifications that are paid for, capacity that was bought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_opt.case.sheets import Offer
from resilience_opt.plan.plan import Plan
from resilience_opt.report.sentences import listed
from resilience_opt.review.roll.moves import EXPANSION, QUALIFICATION, VOLUME, YEARS, Move, by_offer, snapped, written

#: A share of the expansion's limit that is rounding.
_NOTHING = 1e-9


def offers(plan: Plan, notes: list[str], *, again: bool = False) -> Iterator[Move]:
    """What moves in the sheet Offers; what cannot be said there is added to the notes. `again` is whether the workbook was rolled before."""
    case, told = plan.case, by_offer(plan)
    for record in case.offers:
        row = told[record.supplier, record.material]
        volume = snapped(max(float(row["shipped"]), 0.0))
        if volume != record.current_volume:
            yield Move(VOLUME, record, "current_volume", volume, f"the plan's deliveries in {case.years[0]}")
        yield from _qualification(plan, record, row)
        yield from _expansion(plan, record, float(row["expansion"]), notes, again)


def _qualification(plan: Plan, record: Offer, row: dict[str, Any]) -> Iterator[Move]:
    """A qualification that the first year paid for is not paid again; deliveries begin when it is completed."""
    first = plan.case.years[0]
    paid = not record.qualified and row["qualified_in"] == first
    start = record.from_year if record.from_year is not None and record.from_year > first else None
    if paid:
        yield Move(QUALIFICATION, record, "qualified", True, f"the plan pays for the qualification in {first}")
        usable = first + record.qualification_years
        # One that is completed now has to begin at First year where its pace is limited: what it did not deliver before binds nothing.
        if usable > first + 1 or (usable == first + 1 and record.maximum_change is not None):
            start = max(start or usable, usable)
    if start != written(plan.case, record, "from_year"):
        why = f"the first delivery that the qualification of {first} permits" if start is not None else f"{first} is over"
        yield Move(QUALIFICATION if start is not None else YEARS, record, "from_year", start, why)


def _expansion(plan: Plan, record: Offer, bought: float, notes: list[str], again: bool) -> Iterator[Move]:
    """Capacity that the first year bought is there next year, or is still to come at no further cost."""
    first = plan.case.years[0]
    if record.expansion_cost == 0:  # as what was carried over and is still to come: it need not be asked for again
        bought = record.expansion_limit
    if bought <= _NOTHING * max(record.expansion_limit, 1.0):
        return
    left = snapped(max(record.expansion_limit - bought, 0.0))
    if record.expansion_years <= 1:
        yield Move(EXPANSION, record, "capacity", snapped(record.capacity + bought), f"{bought:g} more bought in {first}")
        yield Move(EXPANSION, record, "expansion_limit", left, f"{bought:g} of it bought in {first}")
        if again and not record.expansion_cost:
            notes.append(
                f"{record.supplier}, {record.material}: the {bought:g} that were bought earlier are in Capacity now; where more may be bought, write Expansion limit,"
                " Expansion cost and Expansion years back (an earlier sheet 'Rolled to ...' has them)"
            )
        return
    why = f"bought in {first}; it comes in {first + record.expansion_years}, and nothing more is to be paid for it"
    if left:
        yield Move(EXPANSION, record, "expansion_limit", snapped(bought), why)
    if record.expansion_cost:
        yield Move(EXPANSION, record, "expansion_cost", 0.0, why)
    yield Move(EXPANSION, record, "expansion_years", record.expansion_years - 1, why)
    if left > _NOTHING * max(record.expansion_limit, 1.0):
        notes.append(
            f"{record.supplier}, {record.material}: until the capacity bought in {first} is there, the {left:g} of Expansion limit that were not bought,"
            f" at {record.expansion_cost:g} each, are left out; write them back when it has come{_later(plan, record)}"
        )


def _later(plan: Plan, record: Offer) -> str:
    """What is said where a plan buys more capacity after its first year, for which the new workbook has no cell."""
    table = plan.suppliers
    own = table[(table["supplier"] == record.supplier) & (table["material"] == record.material) & (table["year"] > plan.case.years[0])]
    more = own[own["expansion"] > _NOTHING * max(record.expansion_limit, 1.0)]
    if more.empty:
        return ""
    years = listed([str(year) for year in more["year"]])
    return (
        f". The plan buys {float(more['expansion'].sum()):g} of them in {years}, so what is left of it is not in the new workbook: a plan of it may cost more, or there may be none."
        " To have it, write them into a row of Offers for a second supplier of the same country and owner, with Capacity 0"
    )
