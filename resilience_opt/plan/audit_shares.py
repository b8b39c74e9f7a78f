"""Audit of share limits and their accounts (statement 8)."""

from __future__ import annotations

import numpy as np

from resilience_opt.plan.audit_book import Book


def audit_shares(b: Book) -> None:
    """Every account balances, and every limit holds on what is booked."""
    net, Y = b.net, len(b.net.years)
    ship, draw, level = b["ship"], b["draw"], b["level"]
    tag, kept, handed, excess = b["tag"], b["kept"], b["handed"], b["excess"]
    arc_size = b.material[net.offers.material[net.arcs.offer]][:, None] if len(net.arcs) else 1.0
    for c, account in enumerate(net.accounts):
        booked = np.zeros_like(ship)
        for a in account.arcs:
            booked[a] = tag[a, c]
        for a in account.full:
            booked[a] = ship[a]
        b.at_most("no more is booked than is delivered", booked, ship, arc_size)
        for k in account.stocks:
            size = b.material[net.stocks.material[k]]
            before = np.concatenate([[0.0], kept[k, c, :-1]])
            into = booked[list(net.stocks.arcs[k])].sum(axis=0)
            given = handed[list(net.stocks.draws[k]), c].sum(axis=0)
            b.equal("a stockpile hands on what it was given", kept[k, c], net.stocks.keep[k] * before + into - given, size)
            b.at_most("no more is booked on a stock than is in it", kept[k, c], level[k], size)
        for r in account.draws:
            b.at_most("no more is handed on than is drawn", handed[r, c], draw[r], b.material[net.needs.material[net.draws.need[r]]])
        for q in account.mixes:
            out = sum((quantity * booked[list(net.offers.arcs[o])].sum(axis=0) for o, quantity in net.needs.recipe[q]), np.zeros(Y))
            into = booked[list(net.needs.arcs[q])].sum(axis=0) + handed[[r for r in net.needs.draws[q] if r in account.draws], c].sum(axis=0)
            b.at_most("what carries the origin is passed on", into, out, b.material[net.needs.material[q]])
        for i, row in enumerate(net.limits):
            if row.account != c or not row.years:
                continue
            years = list(row.years)
            everything = sum((v * ship[a] for a, v in row.arcs), np.zeros(Y)) + sum((v * draw[r] for r, v in row.draws), np.zeros(Y))
            group = sum((v * booked[a] for a, v in row.arcs), np.zeros(Y)) + sum((v * handed[r, c] for r, v in row.draws if r in account.draws), np.zeros(Y))
            slack = excess[i] if row.penalty is not None else 0.0
            dearest = max((v for _, v in (*row.arcs, *row.draws)), default=1.0)
            size = np.maximum(everything, max(b.material[row.material] * dearest, 1e-9))[years]
            name = f"share of {row.limit.group} in {row.limit.material} ({row.limit.lens}, {row.limit.destination}) is at {'most' if row.limit.side == 'maximum' else 'least'} {row.limit.share:g}"
            if row.limit.side == "maximum":
                b.at_most(name, group[years], (row.limit.share * everything + slack)[years], size)
            else:
                b.at_most(name, (row.limit.share * everything - slack)[years], group[years], size)
