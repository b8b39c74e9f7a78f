"""Audit of a normal year's balances: markets, recipes and stock (statements 5 to 7)."""

from __future__ import annotations

import numpy as np

from resilience_opt.plan.audit_book import Book, Floats, added_up
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import Facts, column


def used_by_recipes(f: Facts, made: Floats) -> Floats:
    """What each need takes for what is made from it; `made` is by offer, and both have further axes behind."""
    found = np.zeros((len(f.recipe), *made.shape[1:]))
    for q, outputs in enumerate(f.recipe):
        for o, quantity in outputs:
            found[q] += quantity * made[o]
    return found


def audit_balances(b: Book) -> None:
    """Markets receive what is demanded, suppliers what their recipes need."""
    f = b.facts
    needs, size = len(f.market), f.of_needs[:, None]
    received = added_up(b["ship"], f.at.arc_need, needs) + added_up(b["draw"], f.at.draw_need, needs)
    shipped = added_up(b["ship"], f.at.arc_offer, len(f.offers))
    short = b["base_shortage"]
    supplied = received + added_up(short, f.class_need, needs)
    wanted = added_up(f.quantity, f.class_need, needs)
    taken = used_by_recipes(f, shipped)
    m = f.market
    b.equal(Check.DEMAND_MET, supplied[m], wanted[m], size[m])
    b.equal(Check.RECIPE_MET, received[~m], taken[~m], size[~m])
    allowed = f.quantity if f.case.settings.base_shortage_allowed else 0.0
    b.at_most(Check.SHORTAGE_ALLOWED, short, allowed, f.of_classes[:, None])


def audit_stock(b: Book) -> None:
    """Stock balances and stays within its limits."""
    f = b.facts
    k, size = f.stocks, f.of_stocks[:, None]
    level = b["level"]
    drawn, built = added_up(b["draw"], f.at.draw_stock, len(k)), added_up(b["ship"], f.at.arc_stock, len(k))
    keep = 1 - column(k, "loss")[:, None]
    before = np.concatenate([column(k, "opening_level")[:, None], level[:, :-1]], axis=1)
    kept_open = np.where(column(k, "fixed_cost")[:, None] > 0, b["open"], 1.0)
    asked = np.array(f.years)[None, :] >= column(k, "minimum_from_year", f.years[0])[:, None]
    b.equal(Check.STOCK_BALANCE, level + drawn, keep * before + built, size)
    b.at_most(Check.STOCK_MINIMUM, np.where(asked, column(k, "minimum_level")[:, None] * kept_open, 0.0), level, size)
    b.at_most(Check.STOCK_MAXIMUM, level, column(k, "maximum_level")[:, None] * kept_open, size)
    b.at_most(Check.BUILD_LIMIT, built, column(k, "maximum_build", np.inf)[:, None], size)
    b.at_most(Check.DRAW_LIMIT, drawn, 12 * column(k, "release_limit", np.inf)[:, None], size)
