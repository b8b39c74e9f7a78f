"""The questions that a reader asks next, each answered by a plan of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan

from ..page_tables import table
from .crises import APRIL
from .facts import CHINA, DYTB, KOREA, MAGNET, US
from .plants import GANZHOU, TENX
from .trade import FREIGHT


def _no_duty(case: Case) -> Case:
    lanes = tuple(
        replace(lane, transport_cost=FREIGHT.value) if (lane.from_, lane.to, lane.material) == (CHINA, US, MAGNET) else lane for lane in case.lanes
    )
    return replace(case, lanes=lanes)


def _korea_looks_through(case: Case) -> Case:
    return case.with_share_limit(CHINA, maximum=0.7, lens="traced", material=MAGNET, destination=KOREA, year=2028, origin_material=DYTB)


def _long_cut(case: Case) -> Case:
    events = tuple(
        replace(event, months=event.months + 9) if event.scenario == APRIL and event.recovery_months else event for event in case.events
    )
    return replace(case, events=events)


def _only_location(case: Case) -> Case:
    return replace(case, share_limits=tuple(limit for limit in case.share_limits if limit.lens != "traced"))


QUESTIONS: tuple[tuple[str, Callable[[Case], Case]], ...] = (
    ("the US has no duty on Chinese magnets", _no_duty),
    ("South Korea too looks through to the heavy oxide: 70% in 2028", _korea_looks_through),
    ("nobody looks through: limits on location alone", _only_location),
    ("a cut like April's lasts a year", _long_cut),
    ("the second plant of MP is late", lambda case: case.without_supplier(TENX)),
)


def _row(name: str, plan: Plan, before: Plan) -> tuple[str, ...]:
    year = plan.case.years[-1]
    home = {s.supplier for s in plan.case.suppliers if s.country == US}
    bought = plan.allocation[plan.allocation["year"] == year]
    magnets, oxide = (bought[bought["material"] == m] for m in (MAGNET, DYTB))
    made = magnets.loc[magnets["supplier"].isin(home), "quantity"].sum()
    heavy = oxide.loc[oxide["supplier"] != GANZHOU, "quantity"].sum()
    kept = plan.stockpiles[(plan.stockpiles["year"] == year) & (plan.stockpiles["material"] == MAGNET)]["level"].sum()
    more = "" if plan is before else f"{(plan.objective - before.objective) / 1e6:+,.1f}"
    return (name, f"{plan.objective / 1e6:,.0f}", more, f"{made:,.0f}", f"{heavy:,.0f}", f"{kept:,.0f}")


def what_if(plan: Plan) -> str:
    """A table: what each question does to the cost, to plants in the US, to heavy oxide from elsewhere and to the stores."""
    year = plan.case.years[-1]
    rows = [_row("the case as it is", plan, plan)]
    for name, change in QUESTIONS:
        try:
            rows.append(_row(name, ro.optimize(change(plan.case)), plan))
        except ro.InfeasibleError:
            rows.append((name, "no plan", *[""] * 4))
    heads = ["what if", f"cost, million {plan.currency}", "more", f"magnets made in the US, {year}, t", "heavy oxide not from China, t", "magnets in store, t"]
    return table(heads, rows)
