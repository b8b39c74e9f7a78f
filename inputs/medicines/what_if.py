"""The questions that a reader asks next, each answered by a plan of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Offer
from resilience_opt.plan.plan import Plan

from ..page_tables import share, table
from .facts import APA, DOSES, JAPAN, PENG
from .plants import GIFU, KAKINADA, KUNDL


def _offers(case: Case, change: Callable[[Offer], Offer]) -> Case:
    return replace(case, offers=tuple(change(offer) for offer in case.offers))


def _cheap_gifu(case: Case) -> Case:
    return _offers(case, lambda o: replace(o, unit_cost=o.unit_cost / 2) if o.supplier == GIFU else o)


def _free_gifu(case: Case) -> Case:
    bare = _offers(case, lambda o: replace(o, minimum_take=0.0) if o.supplier == GIFU else o)
    return replace(bare, source_limits=())


def _fresh(case: Case) -> Case:
    return replace(case, stockpiles=tuple(replace(k, loss=0.0) for k in case.stockpiles))


def _no_stores(case: Case) -> Case:
    return replace(case, stockpiles=tuple(replace(k, minimum_level=0.0) if k.material not in (DOSES,) else k for k in case.stockpiles))


def _all_served(case: Case) -> Case:
    return replace(case, survival=tuple(replace(row, service_level=max(row.service_level, 0.95)) for row in case.survival))


QUESTIONS: tuple[tuple[str, Callable[[Case], Case]], ...] = (
    ("Gifu at half its price", _cheap_gifu),
    ("Gifu without a least quantity, free to run or not", _free_gifu),
    ("Kakinada is not approved", lambda case: case.without_supplier(KAKINADA)),
    ("what is in store never expires", _fresh),
    ("no one-year stores: only what survival asks for", _no_stores),
    ("95% service for all, in every crisis that is asked about", _all_served),
)


def _row(name: str, plan: Plan, before: Plan) -> tuple[str, ...]:
    last = plan.suppliers[plan.suppliers["year"] == plan.case.years[-1]]
    shipped = last.set_index(["supplier", "material"])["shipped"]
    made = [shipped.get((supplier, APA), 0.0) for supplier in (GIFU, KAKINADA, KUNDL)]
    seen = plan.dependence
    inside = seen[(seen["lens"] == "traced") & (seen["material"] == DOSES) & (seen["destination"] == JAPAN)]["share"].iloc[-1]
    more = "" if plan is before else f"{(plan.objective - before.objective) / 1e6:+,.1f}"
    return (name, f"{plan.objective / 1e6:,.1f}", more, *(f"{x:,.0f}" for x in made), share(round(float(inside), 3)))


def what_if(plan: Plan) -> str:
    """A table: what each question does to the cost, to the sources of 6-APA and to what Japan's doses carry."""
    rows = [_row("the case as it is", plan, plan)]
    for name, change in QUESTIONS:
        try:
            rows.append(_row(name, ro.optimize(change(plan.case)), plan))
        except ro.InfeasibleError:
            rows.append((name, "no plan", *[""] * 5))
    year = plan.case.years[-1]
    heads = ["what if", f"cost, million {plan.currency}", "more", f"{APA} of Gifu, {year}, t", "of Kakinada", "of Kundl", f"Chinese {PENG} in Japan's doses"]
    return table(heads, rows)
