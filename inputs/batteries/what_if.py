"""The questions that a reader asks next, each answered by a plan of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan

from ..page_tables import share, table
from .facts import ANODE, CHINA, US
from .trade import ANODE_ORDER

OTHERS = "the case as it is"


def _duties(case: Case) -> Case:
    lanes = tuple(
        replace(lane, transport_cost=ANODE_ORDER.value) if (lane.from_, lane.to, lane.material) == (CHINA, US, ANODE) else lane
        for lane in case.lanes
    )
    return replace(case, lanes=lanes)


def _location(case: Case) -> Case:
    return replace(case, share_limits=tuple(replace(limit, lens="location") if limit.lens == "owner" else limit for limit in case.share_limits))


def _slower(case: Case) -> Case:
    offers = tuple(replace(o, qualification_years=o.qualification_years + 1) if o.material == ANODE and not o.qualified else o for o in case.offers)
    return replace(case, offers=offers)


def _no_limits(case: Case) -> Case:
    return replace(case, share_limits=tuple(limit for limit in case.share_limits if limit.lens != "owner"))


QUESTIONS: tuple[tuple[str, Callable[[Case], Case]], ...] = (
    ("duties of about 160% on Chinese anode come into force", _duties),
    ("the US rules look at where a plant stands, not at who owns it", _location),
    ("new anode plants take a year longer to qualify", _slower),
    ("no foreign-entity rules", _no_limits),
    ("no foreign-entity rules, but the duties of 160%", lambda case: _duties(_no_limits(case))),
)


def _owned(case: Case, plan: Plan, year: int) -> float:
    """Part of the anode of US plants that comes from plants of Chinese owners."""
    owners = {s.supplier for s in case.suppliers if (s.owner or s.country) == CHINA}
    at_home = {s.supplier for s in case.suppliers if s.country == US}
    bought = plan.allocation
    bought = bought[(bought["year"] == year) & (bought["material"] == ANODE) & bought["destination"].isin(at_home)]
    return float(bought.loc[bought["supplier"].isin(owners), "quantity"].sum() / bought["quantity"].sum())


def what_if(plan: Plan) -> str:
    """A table: what each question does to the cost, to the credit lost and to the anode of US plants."""
    rows = []
    for name, change in ((OTHERS, lambda case: case), *QUESTIONS):
        case = change(plan.case)
        found = plan if name == OTHERS else ro.optimize(case)
        years = (plan.case.years[0], plan.case.years[2], plan.case.years[-1])
        more = "" if name == OTHERS else f"{(found.objective - plan.objective) / 1e6:+,.0f}"
        rows.append((name, f"{found.objective / 1e6:,.0f}", more, f"{found.costs['penalty'] / 1e6:,.0f}", *(share(round(_owned(case, found, y), 3)) for y in years)))
    heads = ["what if", f"cost, million {plan.currency}", "more", "credit lost, million", *(f"Chinese-owned anode in US plants, {y}" for y in years)]
    return table(heads, rows)
