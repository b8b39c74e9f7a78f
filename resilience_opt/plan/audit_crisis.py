"""Audit of every crisis (statements 11 to 17), a block of scenarios at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from resilience_opt.plan.audit_balances import used_by_recipes
from resilience_opt.plan.audit_book import Book, Floats, added_up
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_events import Effects, effects
from resilience_opt.plan.audit_facts import LEAST_SHARE, Facts, Whole, column
from resilience_opt.plan.audit_reach import useful_months
from resilience_opt.plan.audit_service import required

#: How many numbers of one array are looked at together; it bounds the memory.
BLOCK = 1_000_000


@dataclass(frozen=True)
class Block:
    """Some crises of one year: arrays (scenarios, what, 1 + T), and the year's plan."""

    t: int
    effects: Effects
    flow: Floats
    extra: Floats
    release: Floats
    shortage: Floats
    ship: Floats
    contracted: Floats
    capacity: Floats
    level: Floats


def audit_crises(b: Book, money: float) -> Floats:
    """Check every crisis; what each one that has a cost costs beyond a normal year, array (years, scenarios) [money].

    `money` is the smallest size that a cost is seen against.
    """
    f = b.facts
    count, costed = len(f.at.scenarios), len(f.case.scenarios)
    spent, spared = np.zeros((len(f.years), count)), np.zeros((len(f.years), 1))
    every, useful = effects(f), useful_months(f)
    step = max(1, BLOCK // ((len(f.arc_end) + 1) * (f.months + 1)))
    contracted = added_up(b["ship"], f.at.arc_offer, len(f.offers))
    for t in range(len(f.years)):
        service = required(f, t)
        spared[t] = _spared(b, t, useful)
        for first in range(0, count, step):
            w = slice(first, first + step)
            some = Effects(every.available[w], every.lane[w], every.passing[w], every.price[w], every.demand[w])
            x = Block(
                t, some, b["flow"][t, w], b["extra"][t, w], b["release"][t, w], b["shortage"][t, w],
                b["ship"][:, t], contracted[:, t], b["capacity"][:, t], b["level"][:, t],
            )  # fmt: skip
            check_crises(b, x, service[w], useful)
            spent[t, w] = _spent(b, x, useful)
    found = np.maximum(spent - spared, 0.0)[:, :costed]
    size = np.maximum(np.maximum(spent, spared)[:, :costed], LEAST_SHARE * money)
    b.equal(Check.CRISIS_COST, b["crisis_cost"][:, :costed], found, size)
    b.equal(Check.CRISIS_COST, b["crisis_cost"][:, costed:], 0.0, money, "sets of attacks have none")
    return np.asarray(found)


def check_crises(b: Book, x: Block, service: Floats, useful: Whole) -> None:
    """Check what is done in some crises; `service` is what must be held, array (scenarios, classes, T)."""
    _supply(b, x, useful)
    _service(b, x, service)
    _stock(b, x)


def _ready(b: Book) -> np.ndarray:
    """Whether an offer can call on what it holds in readiness, array (offers, T)."""
    return np.asarray(np.arange(1, b.facts.months + 1)[None, :] > column(b.facts.offers, "ramp_months")[:, None])


def dispatchable(b: Book, x: Block) -> Floats:
    """What offers can dispatch in a month where nothing is lost, array (offers, T)."""
    o = b.facts.offers
    standby, surge = column(o, "standby"), column(o, "surge")
    ready = ((1 - standby) * x.contracted + (standby + surge) * x.capacity)[:, None] / 12
    return np.where(_ready(b), ready, x.contracted[:, None] / 12)


def passable(b: Book, x: Block, passing: Floats) -> Floats:
    """What may take each passage, array (scenarios, arcs, T): anything where it is open."""
    o, arc = b.facts.offers, b.facts.at.arc_offer
    standby, surge = column(o, "standby"), column(o, "surge")
    more = (standby * (x.capacity - x.contracted) + surge * x.capacity)[arc, None] / 12
    allowed = passing[..., 1:] * (x.ship[:, None] / 12 + np.where(_ready(b)[arc], more, 0.0))
    return np.where(passing[..., 1:] < 1, allowed, np.inf)


def _supply(b: Book, x: Block, useful: Whole) -> None:
    """What offers dispatch, through which passages, in time, and beyond the plan (statements 11, 12 and 16)."""
    f, o = b.facts, b.facts.offers
    month = np.arange(1, f.months + 1)
    sent = added_up(x.flow, f.at.arc_offer, len(o))[..., 1:]
    b.at_most(Check.SUPPLY, sent, x.effects.available[..., 1:] * dispatchable(b, x), f.of_offers[:, None])
    b.at_most(Check.PASSAGE, x.flow[..., 1:], passable(b, x, x.effects.passing), f.of_arcs[:, None])
    late = month[None, :] > useful[:, None]
    b.equal(Check.TOO_LATE, x.flow[..., 1:][:, late], 0.0, np.broadcast_to(f.of_arcs[:, None], late.shape)[late])
    dear = column(o, "surge_premium") > 0
    b.at_most(Check.BEYOND_THE_PLAN, (sent - x.contracted[:, None] / 12)[:, dear], x.extra[:, dear, 1:], f.of_offers[dear][:, None])


def arriving(f: Facts, x: Block, lane: Floats) -> Floats:
    """What arrives in each month: what was dispatched a lead time before, or was under way when the crisis began."""
    found = lane * (x.ship[:, None] / 12)
    for lead in np.unique(f.arc_lead[f.arc_lead < f.months]):
        arcs = np.flatnonzero(f.arc_lead == lead)
        found[:, arcs, lead + 1 :] = x.flow[:, arcs, 1 : f.months + 1 - lead]
    return found


def _service(b: Book, x: Block, service: Floats) -> None:
    """What markets and suppliers receive, and what may be missing (statements 13, 14 and 17)."""
    f = b.facts
    needs = len(f.market)
    given = (added_up(arriving(f, x, x.effects.lane), f.at.arc_need, needs) + added_up(x.release, f.at.draw_need, needs))[..., 1:]
    due = (x.effects.demand[:, f.class_need] * f.quantity[:, x.t][:, None] / 12)[..., 1:]
    short = x.shortage[..., 1:]
    supplied = given + added_up(short, f.class_need, needs)
    wanted = added_up(due, f.class_need, needs)
    sent = added_up(x.flow, f.at.arc_offer, len(f.offers))[..., 1:]
    taken = np.moveaxis(used_by_recipes(f, np.moveaxis(sent, 1, 0)), 0, 1)
    m, size = f.market, f.of_needs[:, None]
    b.at_most(Check.CRISIS_DEMAND, wanted[:, m], supplied[:, m], size[m])
    b.at_most(Check.CRISIS_RECIPE, taken[:, ~m], given[:, ~m], size[~m])
    least = np.maximum(due, f.of_classes[:, None])
    b.at_most(Check.SHORTAGE_WITHIN_DEMAND, short, due, least)
    b.at_most(Check.SURVIVAL, short, np.where(service > 0, (1 - service) * due, np.inf), least)


def _stock(b: Book, x: Block) -> None:
    """What is released from store (statement 15)."""
    f, k = b.facts, b.facts.stocks
    size = f.of_stocks
    released = added_up(x.release, f.at.draw_stock, len(k))[..., 1:]
    early = np.arange(1, f.months + 1)[None, :] <= column(k, "response_months")[:, None]
    b.at_most(Check.RELEASE_WITHIN_STOCK, released.sum(axis=-1), x.level, size)
    b.at_most(Check.RELEASE_LIMIT, released, column(k, "release_limit", np.inf)[:, None], size[:, None])
    b.equal(Check.RESPONSE, released[:, early], 0.0, np.broadcast_to(size[:, None], early.shape)[early])
    b.equal(Check.SERVED, x.release[:, ~f.draw_served], 0.0, f.of_draws[~f.draw_served][:, None])


def _spent(b: Book, x: Block, useful: Whole) -> Floats:
    """What is spent in each crisis: deliveries that arrive in time to serve, premiums, replacement of stock, shortage [money]."""
    f, o = b.facts, b.facts.offers
    premium = column(o, "surge_premium") * column(o, "unit_cost")
    counted = f.arc_cost[:, None] * (np.arange(f.months + 1)[None, :] <= useful[:, None])
    spent = np.einsum("waj,aj,waj->w", x.flow, counted, x.effects.price) + np.einsum("woj,o->w", x.extra, premium)
    spent += np.einsum("wrj,r->w", x.release, f.price[f.at.draw_stock]) + np.einsum("wcj,c->w", x.shortage, f.harm[:, x.t])
    return np.asarray(spent)


def _spared(b: Book, t: int, useful: Whole) -> float:
    """What the same months of a normal year would have cost [money]."""
    f = b.facts
    return float((useful / 12 * f.arc_cost) @ b["ship"][:, t] + f.months / 12 * f.harm[:, t] @ b["base_shortage"][:, t])
