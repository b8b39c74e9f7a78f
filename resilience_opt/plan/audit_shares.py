"""Audit of share limits, and of the accounts of what comes from a group (statement 8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from resilience_opt.plan.audit_book import Book, Floats, added_up
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import column
from resilience_opt.plan.audit_limits import Share, shares
from resilience_opt.plan.audit_positions import LimitName
from resilience_opt.plan.audit_recipes import carrying

#: A share of value is seen against at least this part of the smallest size of a cost: a solver holds it to a share of the plan's cost.
OF_MONEY = 1e-2
NOWHERE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Account:
    """What is booked as coming from the members, arrays (arcs, years), (stockpiles, years) and (draws, years)."""

    members: frozenset[str]
    origin: str | None
    materials: frozenset[str]
    booked: Floats
    kept: Floats
    handed: Floats


def audit_shares(b: Book, reported: pd.DataFrame | None, money: float) -> None:
    """Every account is kept in order, and every limit holds on what is booked.

    Parameters
    ----------
    reported : the table Dependence, where there is one
    money : the smallest size that a cost is seen against
    """
    f = b.facts
    unmatched: dict[LimitName, list[int]] = {}
    for i, name in enumerate(f.at.limits):
        unmatched.setdefault(name, []).append(i)
    limits: dict[int, Share] = {}
    forgotten = 0
    for share in shares(f):
        if unmatched.get(share.name):
            limits[unmatched[share.name].pop(0)] = share
        else:
            forgotten += 1
    b.at_most(Check.NOTHING_FORGOTTEN, forgotten + sum(map(len, unmatched.values())), 0.0, 1.0, "share limits")
    of_account: dict[int, list[int]] = {}
    for i in limits:
        of_account.setdefault(f.at.account[i], []).append(i)
    tag, kept, handed = (b.by_account(name) for name in ("tag", "kept", "handed"))
    strange = len({*tag, *kept, *handed} - of_account.keys())
    kinds = {(c, (limits[i].members, limits[i].origin)) for c, found in of_account.items() for i in found}
    mixed = 2 * len(kinds) - len(of_account) - len({kind for _, kind in kinds})  # an account for each kind, and a kind for each account
    b.at_most(Check.NOTHING_FORGOTTEN, strange + mixed, 0.0, 1.0, "accounts")
    shown: dict[int, tuple[Floats, Floats, Floats]] = {}
    for c, found in of_account.items():
        account = _account(b, [limits[i] for i in found], *(tables.get(c) for tables in (tag, kept, handed)))
        _balances(b, account)
        for i in found:
            shown[i] = _limit(b, i, limits[i], account, money)
    if reported is not None:
        _reported(b, [(limits[i], shown[i]) for i in sorted(limits)], reported)


def _account(b: Book, limits: list[Share], tag: Floats | None, kept: Floats | None, handed: Floats | None) -> Account:
    """An account as the plan keeps it: members' own deliveries are booked whole, others by their tags where they can carry the origin."""
    f, years = b.facts, len(b.facts.years)
    tag = np.zeros((len(f.arc_end), years)) if tag is None else tag
    members, origin = limits[0].members, limits[0].origin
    own = np.array([o.supplier in members and origin in (None, o.material) for o in f.offers], dtype=bool)[f.at.arc_offer]
    makers = [origin not in (None, o.material) and (o.supplier, o.material) in f.made for o in f.offers]
    mixing = np.array(makers, dtype=bool)[f.at.arc_offer]
    b.at_most(Check.TAG_WITHIN_DELIVERY, tag[mixing], b["ship"][mixing], f.of_arcs[mixing][:, None])
    b.equal(Check.TAG_POSSIBLE, tag[~mixing], 0.0, f.of_arcs[~mixing][:, None])
    return Account(
        members=members,
        origin=origin,
        materials=carrying(f.made, origin) if origin else frozenset(share.material for share in limits),
        booked=np.where(own[:, None], b["ship"], np.where(mixing[:, None], tag, 0.0)),
        kept=np.zeros((len(f.stocks), years)) if kept is None else kept,
        handed=np.zeros((len(f.draw_served), years)) if handed is None else handed,
    )


def _balances(b: Book, account: Account) -> None:
    """Stockpiles hand on what they were given, and suppliers pass on what they received."""
    f = b.facts
    booked, kept, handed = account.booked, account.kept, account.handed
    keep = 1 - column(f.stocks, "loss")[:, None]
    before = np.concatenate([np.zeros((len(f.stocks), 1)), kept[:, :-1]], axis=1)
    built, given = added_up(booked, f.at.arc_stock, len(f.stocks)), added_up(handed, f.at.draw_stock, len(f.stocks))
    stores = np.array([k.material in account.materials for k in f.stocks], dtype=bool)
    size = f.of_stocks[stores][:, None]
    b.equal(Check.KEPT_BALANCE, (kept + given)[stores], (keep * before + built)[stores], size)
    b.at_most(Check.KEPT_WITHIN_LEVEL, kept[stores], b["level"][stores], size)
    b.at_most(Check.HANDED_WITHIN_DRAW, handed, b["draw"], f.of_draws[:, None])
    if account.origin is None:
        return
    out = added_up(booked, f.at.arc_offer, len(f.offers))
    into = added_up(booked, f.at.arc_need, len(f.recipe)) + added_up(handed, f.at.draw_need, len(f.recipe))
    for q, outputs in enumerate(f.recipe):
        if f.at.needs[q][2] in account.materials and outputs:
            b.at_most(Check.TAG_PASSED_ON, into[q], sum(quantity * out[o] for o, quantity in outputs), f.of_needs[q])


def _limit(b: Book, i: int, share: Share, account: Account, money: float) -> tuple[Floats, Floats, Floats]:
    """Check a limit; what the group gives, what of it is known to be the group's, and what the destinations receive, by year."""
    f = b.facts
    by_value = share.record.basis == "value"
    into, drawn = (np.concatenate([NOWHERE, *(at[q] for q in share.needs)]) for at in (f.need_arcs, f.need_draws))
    arc_value = f.arc_cost[into] if by_value else np.ones(len(into))
    draw_value = f.price[f.at.draw_stock[drawn]] if by_value else np.ones(len(drawn))
    everything = arc_value @ b["ship"][into] + draw_value @ b["draw"][drawn]
    group = arc_value @ account.booked[into] + draw_value @ account.handed[drawn]
    unsure = np.array([bool(share.unsure) and f.offers[o].supplier in share.unsure for o in f.at.arc_offer[into]], dtype=bool)
    known = group - arc_value[unsure] @ account.booked[into[unsure]]
    slack = b["excess"][i] if share.record.penalty is not None else np.zeros(len(f.years))
    years = list(share.years)
    least = f.least[share.material] * max([*arc_value, *draw_value], default=1.0)
    size = np.maximum(everything, max(least, OF_MONEY * money) if by_value else least)[years]
    allowed = share.share * everything
    if share.maximum:
        b.at_most(Check.SHARE_MAXIMUM, group[years], (allowed + slack)[years], size, str(share))
    else:
        b.at_most(Check.SHARE_MINIMUM, allowed[years], (group + slack)[years], size, str(share))
    return group, known, everything


def _reported(b: Book, limits: list[tuple[Share, tuple[Floats, Floats, Floats]]], table: pd.DataFrame) -> None:
    """The shares that are reported are those of the plan, limit by limit and year by year."""
    wanted, labels = [], []
    for share, (group, known, everything) in limits:
        for t in share.years:
            whole = everything[t]
            part, sure = (group[t] / whole, known[t] / whole) if whole > 0 else (0.0, 0.0)
            slack = share.share - part if share.maximum else part - share.share
            wanted.append((part, sure, share.share, slack))
            labels.append((b.facts.years[t], share.name[1], share.name[2], share.name[3], share.name[4]))
    said = list(table[["year", "group", "material", "destination", "side"]].itertuples(index=False, name=None))
    b.at_most(Check.SHARE_REPORTED, float(said != labels), 0.0, 1.0, "limits and years")
    if said == labels:
        figures = ["share", "share_known", "limit", "slack"]
        b.equal(Check.SHARE_REPORTED, table[figures].to_numpy(dtype=float).reshape(-1, 4), np.array(wanted).reshape(-1, 4), 1.0)
