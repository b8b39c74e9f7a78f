"""A figure in a cell of the workbook, in the planner's words."""

from __future__ import annotations

from resilience_opt.case.case import Case
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Demand, Offer, ShareLimit, SourceLimit, Stockpile, Survival


def say(case: Case, record: Record, attribute: str) -> str:
    """The figure in a cell, in the planner's words."""
    unit = {m.material: m.unit for m in case.materials}
    if isinstance(record, Demand):
        return f"{record.market} needs {record.quantity:g} {unit.get(record.material, '')} of {record.material}{_in(record.year)} (priority {record.priority})"
    if isinstance(record, ShareLimit):
        bound = record.maximum if attribute == "maximum" else record.minimum
        word, verb = ("at most", "may") if attribute == "maximum" else ("at least", "must")
        where = "" if record.destination is None else " for each destination" if record.destination == "each" else f" for {record.destination}"
        how = {"owner": " (by owner)", "traced": f" (traced to {record.origin_material})"}.get(record.lens, "")
        return f"{word} {percent(bound or 0.0)} of {record.material or 'each material'}{where}{_in(record.year)} {verb} come from {record.group}{how}"
    if isinstance(record, Survival):
        whom = ", ".join(part for part in (record.market, record.material, record.priority) if part)
        return f"a service of {percent(record.service_level)} is required for {record.months} months in {record.scenario or 'every scenario'}" + (
            f" ({whom})" if whom else ""
        )
    if isinstance(record, SourceLimit):
        return f"{'at most' if attribute == 'maximum' else 'at least'} {getattr(record, attribute):g} sources of {record.material}"
    if isinstance(record, Offer) and attribute == "qualification_years" and record.qualification_years:
        first = case.years[0] + record.qualification_years
        time = f"{record.qualification_years} year{'s' if record.qualification_years > 1 else ''}"
        return f"{record.supplier} takes {time} to qualify for {record.material}: it can deliver nothing before {first}"
    if isinstance(record, Offer):
        return f"{attribute.replace('_', ' ')} of {record.supplier} for {record.material} is {_figure(getattr(record, attribute))}"
    if isinstance(record, Stockpile):
        return f"{attribute.replace('_', ' ')} of {record.stockpile} is {_figure(getattr(record, attribute))}"
    return f"{attribute.replace('_', ' ')} is {_figure(getattr(record, attribute))}"


def percent(share: float) -> str:
    """A share as a percentage.

    >>> percent(0.3), percent(0.125)
    ('30%', '12.5%')
    """
    return f"{100 * share:.4g}%"


def _in(year: int | None) -> str:
    return f" in {year}" if year else ""


def _figure(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)
